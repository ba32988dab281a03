"""Conclusions, and what hangs on a move, in words, as the pictures say them."""

from collections.abc import Iterator, Sequence
from typing import Final

from sim.evidence.results import ConclusionEvidence, Evidence, MoveImportance
from sim.model.move import Move
from sim.report.prose.conclusions import moment_in_words, subject_in_words, value_in_words
from sim.report.prose.dates import date_in_words
from sim.report.prose.names import Names
from sim.report.prose.sentences import move_sentence
from sim.scenario.expectations import Expectation

_MOST_NAMED: Final = 6
"""The most cut sets that are named one by one."""


def line_in_words(expectation: Expectation) -> str:
    """The line of a conclusion in its file; of one that no file makes, that it is a claim."""
    return "claim" if expectation.line is None else f"line {expectation.line}"


def concluded(expectation: Expectation) -> str:
    """What is concluded, with ids: what it is about, and the value."""
    return f"{about_in_words(expectation)}: {expectation.expected}"


def told(expectation: Expectation, names: Names) -> str:
    """What is concluded, with titles: what it is about, and the value."""
    return f"{subject_in_words(expectation, names)}: {value_in_words(expectation, expectation.expected, names)}"


def about_in_words(expectation: Expectation) -> str:
    """What a conclusion is about, with the day that it compares with or counts from."""
    return expectation.about if expectation.since is None else f"{expectation.about} since {expectation.since}"


def conclusion_in_words(each: ConclusionEvidence, names: Names) -> str:
    """A conclusion with its line and its moment, and what is found instead if it does not hold."""
    expectation = each.expectation
    instead = "" if each.holds else f"; does not hold: found {value_in_words(expectation, each.found, names)}"
    return f"{line_in_words(expectation)}: {told(expectation, names)}, {moment_in_words(expectation)}{instead}"


def day_and_reading(expectation: Expectation) -> str:
    """The day that a conclusion asks about, and the reading where it is not the usual one."""
    return moment_in_words(expectation).removeprefix("as of ").removeprefix("at ")


def move_in_words(number: int, move: Move, names: Names) -> str:
    """A move with its number and its date, as a sentence."""
    return f"#{number}, {date_in_words(move.date)}: {move_sentence(move, names)}"


def importance_in_words(importance: MoveImportance, up_to: int) -> str:
    """How many conclusions hang on a move, alone and in pairs, where cut sets have *up_to* so many moves."""
    if importance.carries_nothing:
        return no_conclusion(up_to)
    counts = ((len(importance.alone), "alone"), (importance.in_pairs, "in a pair"))
    (first, how), *rest = ((count, how) for count, how in counts if count)
    hanging = "1 conclusion hangs" if first == 1 else f"{first} conclusions hang"
    return ", ".join((f"{hanging} on it {how}", *(f"{count} {how}" for count, how in rest)))


def no_conclusion(up_to: int) -> str:
    """That no conclusion hangs on a move, as far as has been looked for."""
    return f"no conclusion hangs on it alone{' or in a pair' if up_to > 1 else ''}"


def falls_without(number: int, cuts: Sequence[tuple[int, ...]]) -> str:
    """The cut sets that have a move in them, in words, as many as can be named."""
    named = [_without(number, cut) for cut in cuts[:_MOST_NAMED]]
    more = [f"{len(cuts) - _MOST_NAMED} other sets"] if len(cuts) > _MOST_NAMED else []
    return f"falls without {', or without '.join(named + more)}"


def _without(number: int, cut: tuple[int, ...]) -> str:
    others = [f"#{other}" for other in cut if other != number]
    return " and ".join(["it", *others])


def notes(result: Evidence) -> Iterator[str]:
    """What a reader has to know about the conclusions that are shown."""
    shown = len(result.on_history)
    left_out = len(result.conclusions) - shown
    if result.is_partial:
        yield f"Partial: {len(result.conclusions):,} of {result.asked:,} conclusions have been looked at."
    if not shown:
        yield "There is no conclusion on this record."
    if left_out and not result.branch:
        whose = "conclusion on a branch is" if left_out == 1 else "conclusions on branches are"
        yield f"{left_out} {whose} left out: the moves of a branch have numbers of their own."
