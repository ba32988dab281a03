"""What each side of a negotiation has to do next, and when the two meet again."""
