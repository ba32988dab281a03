"""Importers: each reads one format of the field into cases, of which a move says whether it was read or guessed."""
