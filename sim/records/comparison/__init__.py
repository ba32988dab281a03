"""Two codings of one story: which moves of one are which of the other, how far they agree, and one coding of both."""
