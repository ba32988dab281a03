"""What a strategy draws, for tests that look at many of its values at once."""

from hypothesis import given, settings


def seen_in(strategy, examples=80):
    """So many values of a strategy, the same every time."""
    seen = []

    @settings(max_examples=examples, derandomize=True, database=None)
    @given(strategy)
    def look(value):
        seen.append(value)

    look()
    return seen
