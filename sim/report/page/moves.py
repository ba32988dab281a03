"""The data of a move in the page, as one flat list of numbers."""

from collections.abc import Iterable, Iterator
from typing import Any

from sim.history.effect_words import effect_in_words
from sim.history.snapshot import Step
from sim.model.move import Move
from sim.report.page.texts import Texts
from sim.report.prose.dates import date_in_words
from sim.report.prose.names import Names
from sim.report.prose.sentences import move_sentence
from sim.report.words import fields_in_words
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL
from sim.rules.subjects.statements import Remark

TONES = (HOSTILE, NEUTRAL, CONCILIATORY)
"""The tones, each of which the page knows by its place here."""


def move_data(texts: Texts, names: Names, step: Step, touched: Iterable[str]) -> list[Any]:
    """A move: sentence, tone, actor, date, line, effects, fields and sources; then its best day and its date in words.

    These two are left out where the date is a day.
    The sentence is its template with its slots. The effects are in one flat list, each as the subject, the party and
    the status reached in words, both empty where a subject is *touched* without one; so are the fields, each as its key
    and its value.
    """
    move, when = step.move, step.when
    told = move_sentence(move, names)
    cells: list[Any] = [
        texts.several((told.template, *told.slots)),
        TONES.index(step.tone),
        *texts.several((move.by, str(move.date))),
        0 if move.where is None else move.where.line,
        texts.several(part for effect in _effects(step, touched) for part in effect),
        texts.several(part for field in _fields(move) for part in field),
        texts.several(move.source),
    ]
    if str(move.date) != when.best.isoformat():
        cells += texts.several((when.best.isoformat(), date_in_words(when)))
    return cells


def _fields(move: Move) -> Iterator[tuple[str, str]]:
    """The fields that the record gives, and of a remark the issues on which it speaks."""
    if isinstance(move, Remark):
        yield "issue", ", ".join(move.subjects)
    yield from fields_in_words(move, ("by", "date", "source"))


def _effects(step: Step, touched: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The subjects that a move makes or acts on, each with whose part it is and what it leads to."""
    effects = {name: [effect for effect in step.effects if effect.subject == name] for name in touched}
    for name, of_subject in effects.items():
        yield from ((name, effect.whose, effect_in_words(effect, step.move)) for effect in of_subject)
        if not of_subject:
            yield name, "", ""
