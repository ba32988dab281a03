"""Dates, names, moves and whole records in plain words, as commands, pages and pictures tell them."""
