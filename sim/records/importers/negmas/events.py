"""What happens in a session of NegMAS, in order: offers, and its end. The same for each kind of trace."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from sim.model.errors import InvalidImportError
from sim.model.quantity import MOST_DIGITS
from sim.records.importers.digits import in_digits
from sim.records.importers.negmas.files import FULL, OFFERS, STATES, SavedSession
from sim.records.importers.negmas.python_values import python_value
from sim.records.importers.negmas.tables import Row
from sim.records.importers.texts import plain

AGREED: Final = "agreement"
BROKEN: Final = "broken"
TIMED_OUT: Final = "timedout"
FAILED: Final = "error"
_ENDS: Final = (AGREED, BROKEN, TIMED_OUT, FAILED)

_DECIMAL: Final = re.compile(r"-?[0-9]+\.[0-9]*(e[+-]?[0-9]+)?")

Terms = Mapping[str, str]


@frozen
class Offer:
    """An offer: its row and step, the id of its author, its values by issue (None: it says none), and words with it."""

    row: int
    step: int
    by: str
    terms: Terms | None
    text: str = ""


@frozen
class End:
    """The end of a session: its row and step, how it ended, the agreement, and the author of the last offer.

    `is_in_place` says that the file has it in the place of that last offer.
    """

    row: int
    step: int
    how: str
    agreement: Terms | None = None
    proposer: str = ""
    is_in_place: bool = False


Event = Offer | End


def events_of(session: SavedSession) -> tuple[Event, ...]:
    """The offers of a session in order, then its end where a file tells it. Raises: InvalidImportError."""
    reader = _Reader(session)
    events = tuple(reader.states() if session.kind == STATES else reader.offers())
    steps = [event.step for event in events]
    for event, before in zip(events[1:], steps, strict=False):
        if event.step < before:
            raise reader.fault(
                event.row, "step", f"step {event.step} comes after step {before}; order the rows by step"
            )
    return events


@frozen
class _Reader:
    """Reads the rows of one session."""

    session: SavedSession

    def fault(self, row: int, column: str, reason: str) -> InvalidImportError:
        return InvalidImportError(str(self.session.file), row, column, reason)

    def offers(self) -> Iterator[Event]:
        """The events of a trace with one offer in a row."""
        rows = self.session.table.rows
        for position, (number, row) in enumerate(rows):
            step = position if self.session.kind == OFFERS else self._step(number, row)
            is_last, state = position == len(rows) - 1, row.get("state", "")
            is_in_place = is_last and state in _ENDS and not row["offer"]
            terms = self._terms(self._value(number, "offer", row))
            if not is_in_place:
                yield Offer(number, step, row["negotiator"], terms, plain(row.get("text", "")))
            if is_last and self.session.kind == FULL and state in _ENDS:
                yield End(number, step, state, terms, row["negotiator"], is_in_place)
            elif is_last:
                yield from self._end_beside(number, step, row["negotiator"])
        if not rows:
            yield from self._end_beside(1, 0, "")

    def _end_beside(self, number: int, step: int, proposer: str) -> Iterator[End]:
        """The end as the files beside the trace have it."""
        agreement = self.session.run_info.get("agreement")
        flags = {**self.session.config, **self.session.outcome}
        if isinstance(agreement, list | dict):
            yield End(number, step, AGREED, self._terms(_unquoted(agreement)), proposer)
            return
        for flag, how in (("has_error", FAILED), ("timedout", TIMED_OUT), ("broken", BROKEN)):
            if flags.get(flag) == "true":
                yield End(number, step, how, None, proposer)
                return

    def states(self) -> Iterator[Event]:
        """The events of a trace with the state after a step in a row."""
        rows = self.session.table.rows
        for number, row in rows:
            step = self._step(number, row)
            for offer in self._value(number, "new_offers", row) or ():
                if not (isinstance(offer, list) and len(offer) == 2):
                    raise self.fault(
                        number, "new_offers", "this is no list of negotiators and their offers; save the session anew"
                    )
                yield Offer(number, step, str(offer[0]), self._terms(offer[1]))
        if rows:
            yield from self._end_of(*rows[-1])

    def _end_of(self, number: int, row: Row) -> Iterator[End]:
        step, agreement = self._step(number, row), self._terms(self._value(number, "agreement", row))
        flags = {AGREED: agreement is not None, FAILED: row.get("has_error") == "True"}
        flags |= {TIMED_OUT: row["timedout"] == "True", BROKEN: row["broken"] == "True"}
        for how in (how for how, holds in flags.items() if holds):
            yield End(number, step, how, agreement, row["current_proposer"])
            return

    def _step(self, number: int, row: Row) -> int:
        text = row["step"]
        if not (text.isascii() and text.isdigit() and len(text) < MOST_DIGITS):
            raise self.fault(number, "step", f"{text!r} is no step; a step is a whole number from 0")
        return int(text)

    def _value(self, number: int, column: str, row: Row) -> Any:
        text = row[column]
        try:
            value = python_value(text) if text else None
        except ValueError as error:
            raise self.fault(number, column, f"{text[:60]!r} cannot be read, {error}; save the session anew") from None
        if not isinstance(value, list | dict | None):
            raise self.fault(number, column, f"{text[:60]!r} is no list of values; save the session anew")
        return value

    def _terms(self, outcome: list[Any] | dict[str, Any] | None) -> Terms | None:
        """The values of an outcome by the names of its issues, or by their places where no file names them."""
        if isinstance(outcome, list):
            issues: Sequence[str] = self.session.issues
            if len(issues) != len(outcome) or not all(issues) or len({*issues}) < len(issues):
                issues = [f"issue-{place}" for place in range(1, len(outcome) + 1)]
            outcome = dict(zip(issues, outcome, strict=True))
        return (
            {plain(name.replace(",", " ")): value_in_words(value) for name, value in outcome.items()}
            if outcome
            else None
        )


def _unquoted(outcome: list[Any] | dict[str, Any]) -> list[Any] | dict[str, Any]:
    """An outcome whose scalars are all texts, with its decimal numbers as numbers."""
    if isinstance(outcome, dict):
        return {str(name): _number(value) for name, value in outcome.items()}
    return [_number(value) for value in outcome]


def _number(value: Any) -> Any:
    return float(value) if isinstance(value, str) and _DECIMAL.fullmatch(value) else value


def value_in_words(value: Any) -> str:
    """The value of an issue as text; a number as digits, rounded to as many as terms can have.

    >>> value_in_words(1 / 3), value_in_words(9), value_in_words("a, b"), value_in_words([1, 2])
    ('0.33333333333', '9', 'a, b', '1, 2')
    """
    if isinstance(value, list):
        return ", ".join(map(value_in_words, value))
    return in_digits(value) if isinstance(value, float) else plain(str(value))
