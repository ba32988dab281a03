"""Coded events as candidates for moves: what the importers of event data share."""
