"""The importer of TIES: sanctions episodes."""
