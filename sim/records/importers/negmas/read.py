"""Sessions of NegMAS between two negotiators, by its protocol of alternating offers.

Every offer is a proposal that counters what the other has on the table and replaces what its author has there. A yes is
an acceptance; a session that somebody ends, broken-off talks; one that runs out of time, lapsed offers.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from attrs import define, field

from sim.model.errors import InvalidImportError
from sim.model.quantity import MOST_DIGITS, Quantity
from sim.records.imported_case import DROPPED, GUESSED, LINKED, READ, REFUSED, ImportedCase, ImportedRow
from sim.records.importers.negmas.events import AGREED, BROKEN, TIMED_OUT, End, Event, Offer, Terms, events_of
from sim.records.importers.negmas.files import SavedSession, Trace, traces_in
from sim.records.importers.negmas.parties import Dyad, Negotiators, negotiators_of
from sim.records.importers.texts import plain

FORMAT: Final = "Traces of SAOMechanism as NegMAS 0.16 saves them: CSV, compressed CSV or Parquet, alone or in folders."

FIRST_DAY: Final = date(2001, 1, 1)
"""The day that stands for step 0; each step is a day."""
_LAST_STEP: Final = (date.max - FIRST_DAY).days
_ISSUE: Final = "outcome"
_TALKS: Final = "session"
_COLUMNS: Final = {"propose": "offer", "terms": "offer", "by": "negotiator", "date": "step", "quote": "text"}
"""The columns of a trace from which the fields of a move come."""
_BY_PROTOCOL: Final = "by the protocol an offer answers the other's on the table and replaces its author's own"


def read(path: Path, dyad: Dyad = None) -> Iterator[ImportedCase]:
    """The sessions in a trace, in the folder of a session, or in one of many; of a dyad only those between its two.

    Raises: InvalidImportError, UnreadableFileError and MissingDependencyError for what cannot be read.
    """
    others, faults = dict[str, None](), list[InvalidImportError]()
    is_empty = True
    for trace in traces_in(path):
        try:
            case = _case_of(trace, dyad, others)
        except InvalidImportError as fault:
            faults.append(fault)
            yield _refused(trace, fault)
            continue
        if case is not None:
            is_empty = False
            yield case
    if is_empty and faults:
        raise faults[0]
    if is_empty:
        assert dyad is not None, "without a dyad each session is a case or a fault"
        known = ", ".join(list(others)[:10]) or "nobody"
        reason = f"no session is between {dyad[0]} and {dyad[1]} alone; name two of those who act: {known}"
        raise InvalidImportError(str(path), None, "", reason)


def _case_of(trace: Trace, dyad: Dyad, others: dict[str, None]) -> ImportedCase | None:
    """The case of a session; None, and its negotiators among the *others*, if it is not between the dyad."""
    session = trace.session()
    events = events_of(session)
    negotiators = negotiators_of(session, _acting(events), dyad)
    if negotiators is None:
        others |= dict.fromkeys(_acting(events))
        return None
    return _case(session, events, negotiators)


def _refused(trace: Trace, fault: InvalidImportError) -> ImportedCase:
    """A case without a move for a session that cannot be read."""
    row = ImportedRow(fault.row or 1, None, REFUSED, f"{fault.file}: {fault.reason}", column=fault.column)
    return ImportedCase(trace.name, f"NegMAS session {trace.name}", {}, (row,))


def _acting(events: Sequence[Event]) -> Iterator[str]:
    """The ids of those who make offers."""
    for event in events:
        name = event.by if isinstance(event, Offer) else event.proposer
        if name:
            yield name


def _case(session: SavedSession, events: Sequence[Event], negotiators: Negotiators) -> ImportedCase:
    moves = _Moves(session, negotiators)
    rows = tuple(row for event in events for row in moves.of(event))
    setting: dict[str, Any] = {
        "parties": dict(negotiators.names),
        "issues": {_ISSUE: plain(session.domain) or "The outcome of the session"},
    }
    if moves.is_broken_off:
        setting["talks"] = {_TALKS: {"title": "The session", "issue": _ISSUE, "status": "in-session"}}
    return ImportedCase(session.name, f"NegMAS session {session.name}", setting, rows, tuple(_notes(events)))


def _notes(events: Sequence[Event]) -> Iterator[str]:
    yield f"the dates are invented: {FIRST_DAY} stands for step 0, and each step is a day"
    yield f"numbers have {MOST_DIGITS} digits at most; those with more are rounded"
    if not events or not isinstance(events[-1], End):
        yield "no file tells how the session ended"


@define
class _Moves:
    """Makes moves of the events of a session; `_standing` is the last offer of each party, with its values."""

    session: SavedSession
    negotiators: Negotiators
    is_broken_off: bool = False
    _made: int = 0
    _standing: dict[str, tuple[str, Terms]] = field(factory=dict)

    def of(self, event: Event) -> Iterator[ImportedRow]:
        """The rows for an event: one move, or two where the file has an end in the place of an offer."""
        if event.step > _LAST_STEP:
            reason = f"there is no day for step {event.step}; the last step that can be read is {_LAST_STEP}"
            raise InvalidImportError(str(self.session.file), event.row, "step", reason)
        if isinstance(event, Offer):
            yield self._offered(event)
            return
        if event.is_in_place:
            yield _dropped(event.row, "the file has the end of the session in the place of this offer")
        yield self._ended(event)

    def _offered(self, offer: Offer) -> ImportedRow:
        party = self.negotiators.parties.get(offer.by)
        if party is None or not offer.terms:
            return _dropped(offer.row, "it names nobody who offers" if party is None else "there is no offer in it")
        self._made += 1
        name = f"offer-{self._made}"
        item = {"propose": name, "by": party, "date": _day(offer.step), "issue": _ISSUE, "terms": dict(offer.terms)}
        item |= {"quote": offer.text} if offer.text else {}
        sides = (("counters", self.negotiators.other(party)), ("replaces", party))
        links = {key: self._standing[side][0] for key, side in sides if side in self._standing}
        self._standing[party] = (name, offer.terms)
        return _row(offer.row, item | links, GUESSED if links else READ, _BY_PROTOCOL if links else "")

    def _ended(self, end: End) -> ImportedRow:
        party = self.negotiators.parties.get(end.proposer)
        if end.how == AGREED:
            return self._agreed(end, party)
        if end.how == TIMED_OUT and self._standing:
            item: dict[str, Any] = {"lapse": [name for name, _ in self._standing.values()], "date": _day(end.step)}
            return _row(end.row, item, GUESSED, "the time of the session is up, and with it that of the open offers")
        if end.how == BROKEN:
            self.is_broken_off = True
            whose = next(iter(self.negotiators.names)) if party is None else self.negotiators.other(party)
            item = {"break-off": _TALKS, "by": whose, "date": _day(end.step)}
            return _row(
                end.row, item, GUESSED, "the file does not say who ended the session; it was the turn of this one"
            )
        return _dropped(
            end.row, "the session failed" if end.how != TIMED_OUT else "the time is up, and nothing is open"
        )

    def _agreed(self, end: End, party: str | None) -> ImportedRow:
        name, terms = self._standing.get(party or "", ("", None))
        if party is None or not _is_same(terms, end.agreement):
            return _dropped(end.row, "the agreement is not the last offer")
        item = {"accept": name, "by": self.negotiators.other(party), "date": _day(end.step)}
        return _row(end.row, item, LINKED, "the agreement is this offer")


def _is_same(terms: Terms | None, others: Terms | None) -> bool:
    """Whether two outcomes have the same values; numbers may be written in two ways."""
    return [*map(_comparable, (terms or {}).values())] == [*map(_comparable, (others or {}).values())]


def _comparable(text: str) -> Any:
    return Quantity.parse(text) or text


def _day(step: int) -> str:
    return str(FIRST_DAY + timedelta(days=step))


def _row(number: int, item: dict[str, Any], outcome: str, reason: str = "") -> ImportedRow:
    return ImportedRow(number, {**item, "note": "candidate"}, outcome, reason, _COLUMNS)


def _dropped(number: int, reason: str) -> ImportedRow:
    return ImportedRow(number, None, DROPPED, reason)
