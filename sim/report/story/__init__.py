"""Stories: how a subject, an issue or a move came to be as it is, in sentences with notes, quotes and sources."""
