"""The reader of YAML: bytes to nodes that know their line and column, with every syntax error in words."""
