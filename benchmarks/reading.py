"""Reading a long scenario file, beside the C parser's own pass over it."""

from collections.abc import Iterator

import yaml

from benchmarks import record
from benchmarks.figures import MILLISECONDS, TIMES, Figure, best_seconds
from sim.model.move import Move, fields_of, key_of
from sim.scenario import loads

MOVES = 5_000
SUBJECTS = 1_000
BUDGET = 6  # seconds for each contestant


def figures() -> list[Figure]:
    """The time to read the file, to parse it, and the ratio."""
    text = scenario()
    assert len(loads(text, "long.yaml").history.moves) == MOVES
    best = best_seconds({"read": lambda: loads(text, "long.yaml"), "parse": lambda: _parse(text)}, BUDGET)
    fields = sum(line.startswith(("  - ", "    ")) for line in text.partition("moves:")[2].splitlines()) / MOVES
    what = f"Reading a scenario of {MOVES:,} moves, {fields:.1f} fields each"
    return [
        Figure(what=what, value=best["read"] * 1000, form=MILLISECONDS),
        Figure(what="– the C parser's events alone", value=best["parse"] * 1000, form=MILLISECONDS),
        Figure(what="– reading : parsing", value=best["read"] / best["parse"], form=TIMES, at_most=4),
    ]


def _parse(text: str) -> None:
    for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
        pass


def scenario() -> str:
    """A scenario file of so many moves, each with a speaker, a quote, a source and a note."""
    return "\n".join([*_head(), "moves:", *(line for move in record.moves(MOVES, SUBJECTS) for line in _entry(move))])


def _head() -> Iterator[str]:
    yield "scenario: A long record"
    for key, names in (("parties", record.SETTING.parties), ("issues", record.SETTING.issues)):
        yield f"{key}:"
        yield from (f"  {name}: {title}" for name, title in names)
    yield "talks:"
    yield from (f"  {name}: Experts" for name in record.start(SUBJECTS).ids)
    yield "sources:\n  gazette: {title: Strait Gazette, published: 2024-01-31}"


def _entry(move: Move) -> Iterator[str]:
    yield f"  - {move.verb}: {move.subject}"
    for field in fields_of(type(move)):
        value = getattr(move, field.name)
        if value and value != field.default:
            written = f"[{', '.join(value)}]" if isinstance(value, tuple) else value
            yield f"    {key_of(field.name)}: {written}"
    yield "    speaker: Minister of Fisheries"
    yield "    quote: half and half, as between neighbours who have to live with each other"
    yield "    source: gazette"
    yield "    note: as the evening edition has it"
