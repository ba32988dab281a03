"""What is declared before the first move, in words."""

from collections.abc import Iterator
from typing import Any

from sim.model.dates import When
from sim.report.page.texts import Texts
from sim.report.prose.dates import date_in_words
from sim.report.prose.names import Names
from sim.report.words import Declared, declared
from sim.rules.state import Negotiation


def declarations(texts: Texts, names: Names, start: Negotiation) -> Iterator[list[Any]]:
    """Each declared subject: its id, its declaration in words, the quote, the note, and its sources."""
    for name in start.ids:
        subject = start.subjects[name]
        told, made = declared(subject), getattr(subject, "made", None)
        note, sources = getattr(made, "note", None), getattr(made, "source", None) or ()
        yield [*texts.several((name, _in_words(told, names), told.quote, note)), texts.several(sources)]


def _in_words(told: Declared, names: Names) -> str:
    whose = f" {told.preposition} {' and '.join(map(names.actor, told.whose))}" if told.whose else ""
    since = f" since {date_in_words(When.parse(told.since))}" if told.since else ""
    return f"Before the first move: {told.status}{whose}{since}"
