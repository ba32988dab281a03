"""What a record looks like: tables and JSON. Pure: records in, text out."""
