"""All of the law that a test can reach: each transition of the tables, each kind of refusal, each boundary."""

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from sim.model.errors import one_of
from sim.model.move import key_of
from sim.rules.lifecycle import AnyTransition
from sim.rules.registry import LIFECYCLES
from sim.testing.boundaries import boundaries_of
from sim.testing.refusals import KINDS_OF_REFUSALS

TRANSITIONS: Final = "transitions"
BOUNDARIES: Final = "boundaries"
REFUSALS: Final = "refusals"


@frozen(order=True)
class Item:
    """A transition, boundary or refusal: which part of the law it is, of what kind of subject or reason, its name."""

    part: str
    about: str
    name: str

    def __str__(self) -> str:
        return f"{self.about}: {self.name}"


def _named(row: AnyTransition) -> str:
    field = "" if row.target == "subject" else f" ({key_of(row.target)})"
    return f"{row.start or 'new'}, {row.move.verb}{field}" + (f", {row.to}" if row.to else "")


def _details(row: AnyTransition) -> tuple[str, ...]:
    return one_of(row.kinds) if row.kinds else "", row.by.words, "" if row.guard is None else row.guard.words


def _items_of_rows() -> Iterator[tuple[int, Item]]:
    """The items of the rows by their identity; rows that are called alike say in what they differ."""
    for lifecycle in LIFECYCLES.values():
        for row in lifecycle.transitions:
            alike = [_details(other) for other in lifecycle.transitions if _named(other) == _named(row)]
            differ = [len(set(details)) > 1 for details in zip(*alike, strict=True)]
            told = "; ".join(
                detail for detail, differs in zip(_details(row), differ, strict=True) if differs and detail
            )
            name = f"{_named(row)} ({told})" if told else _named(row)
            yield id(row), Item(TRANSITIONS, lifecycle.noun, name)


ITEMS_OF_ROWS: Final = dict(_items_of_rows())
"""The items of the rows of the tables, by the identity of the row."""
NOUNS: Final = {kind: lifecycle.noun for kind, lifecycle in LIFECYCLES.items()}
"""The word for each kind of subject."""

ITEMS: Final[tuple[Item, ...]] = (
    *ITEMS_OF_ROWS.values(),
    *(Item(BOUNDARIES, NOUNS[kind], name) for kind in LIFECYCLES for name in boundaries_of(kind)),
    *(Item(REFUSALS, about, name) for about, names in KINDS_OF_REFUSALS.items() for name in names),
)
"""All that there is to be reached, in the order of the tables."""

ITEMS_OF_REFUSALS: Final = {item.name: item for item in ITEMS if item.part == REFUSALS}
"""The items of the kinds of refusals, by name."""


def items(part: str, about: str | None = None) -> tuple[Item, ...]:
    """The items of a part, about one kind or about all."""
    return tuple(item for item in ITEMS if item.part == part and about in (None, item.about))
