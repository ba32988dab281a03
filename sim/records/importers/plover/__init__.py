"""The importer of PLOVER: event records in JSON."""
