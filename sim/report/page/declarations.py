"""What is declared before the first move, in words."""

from collections.abc import Iterator, Sequence
from typing import Any

from sim.history.history import History
from sim.model.dates import When
from sim.report.page.texts import Texts
from sim.report.prose.dates import date_in_words
from sim.report.prose.names import Names
from sim.report.words import Declared, declared


def declarations(texts: Texts, names: Names, history: History) -> Iterator[list[Any]]:
    """Each declared subject: its id, its declaration in words, the quote, the note, and its sources."""
    for name in history.start.ids:
        subject = history.start.subjects[name]
        told, made = declared(subject), getattr(subject, "made", None)
        note, sources = getattr(made, "note", None), getattr(made, "source", None) or ()
        yield [*texts.several((name, _in_words(told, names, history.dates), told.quote, note)), texts.several(sources)]


def _in_words(told: Declared, names: Names, dates: Sequence[When]) -> str:
    """The declaration; one of a day after the first move is not said to have held before that."""
    whose = f" {told.preposition} {' and '.join(map(names.actor, told.whose))}" if told.whose else ""
    day = When.parse(told.since) if told.since else None
    is_later = day is not None and bool(dates) and not day.may_be_by(dates[0])
    since = "" if day is None else f" {'from' if is_later else 'since'} {date_in_words(day)}"
    return f"{'Declared' if is_later else 'Before the first move'}: {told.status}{whose}{since}"
