"""Moves as sentences: who does what, and what it is about."""

from attrs import frozen

from sim.model.move import Move
from sim.report.prose.names import Names


@frozen
class Sentence:
    """A sentence: a template with numbered slots, such as "{0} opposes {1}", and what stands in them.

    Templates are few, so that a page can hold each of them once.
    """

    template: str
    slots: tuple[str, ...]

    def __str__(self) -> str:
        return self.template.format(*self.slots)


def move_sentence(move: Move, names: Names) -> Sentence:
    """The sentence of a move, without its date and its effects."""
    listed = (f"{{{at}}}" for at in range(1, len(move.subjects) + 1))
    subjects = tuple(map(names.subject, move.subjects))
    return Sentence(f"{{0}}: {move.verb} {', '.join(listed)}", (names.actor(move.by), *subjects))
