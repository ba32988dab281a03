"""A mutation fuzz: scenario files are spoilt in ways that matter, and whatever then happens is held to account.

    python -m sim.testing.fuzz FILE...

holds these files, as they are, to every check. `make nightly` makes the files from those that are shipped.
"""
