"""Records for the tools of others: each format turns cases into the text of one file, piece by piece."""
