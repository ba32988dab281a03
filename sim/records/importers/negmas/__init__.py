"""The importer of NegMAS: saved sessions of two negotiators."""
