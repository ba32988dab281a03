"""Imported cases made scenario files: read by the reader of these, replayed past what is refused, and read back."""
