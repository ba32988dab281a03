"""A table of moves read into cases: CSV, JSON or Parquet, with its own columns or with a map from those of its user."""
