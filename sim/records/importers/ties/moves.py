"""The moves of an episode of TIES: at most a threat, an imposition, and what the final outcome amounts to."""

from collections.abc import Mapping
from typing import Any, Final

from attrs import define, field, frozen

from sim.model.dates import When
from sim.model.errors import all_of
from sim.model.ids import BOTH
from sim.records.imported_case import ACT, DROPPED, LINKED, READ, REFUSED, ImportedRow
from sim.records.importers.source_dates import SourceDate
from sim.records.importers.ties.codes import (
    CAPITULATION,
    COMPLETE,
    IMPOSED,
    LAST_OF_THREATS,
    OUTCOMES,
    PARTIAL,
    SETTLEMENT,
    THREATENED,
    UNSPECIFIC,
)
from sim.records.importers.ties.rows import Episode

SOURCE: Final = "ties"
"""The id of the source of all moves."""
THREAT: Final = "threat"
SANCTIONS: Final = "sanctions"
ACQUIESCENCE: Final = "acquiescence"
AGREEMENT: Final = "settlement"
"""The ids of what the moves are on."""


@frozen
class _Step:
    """A threat or an imposition: its date, the names of its types, and what is wrong with them."""

    date: SourceDate
    types: tuple[str, ...]
    problems: tuple[str, ...]
    is_specific: bool


@define
class EpisodeMoves:
    """The moves of an episode, as `rows` in the order of their dates; `harm` is what its outcome is on.

    `latest` is the date of the last move.
    """

    episode: Episode
    sender: str
    target: str
    issues: tuple[str, ...]
    rows: list[ImportedRow] = field(factory=list)
    harm: str = ""
    latest: str = ""

    def __attrs_post_init__(self) -> None:
        threat = self._threat()
        imposed = self._imposition()
        is_threat_first = not (threat and imposed and _is_before(imposed.date.text, threat.date.text))
        if threat and is_threat_first:
            self._threaten(threat)
        if imposed:
            self._impose(imposed, threat if is_threat_first else None)
        if threat and not is_threat_first:
            self._threaten(threat, "it was imposed before this threat was made")
            self.harm = SANCTIONS
        self._conclude()

    # WHAT THE ROW SAYS

    def _threat(self) -> _Step | None:
        if not self._is_coded("threat"):
            return None
        step = self._step(self.episode.date("start"), THREATENED, "sanctiontypethreat", "othersanctiontypethreatened")
        if not step.date.text:
            self._refuse(f"there is a threat, but {step.date.problem}; add the start of the episode")
            return None
        return step

    def _imposition(self) -> _Step | None:
        if not self._is_coded("imposition"):
            return None
        step = self._step(self.episode.date("sancimpositionstart"), IMPOSED, "sanctiontype", "othersanctiontype")
        if step.date.text:
            return step
        start = self.episode.date("start")
        if not start.text:
            self._refuse(f"there is an imposition, but {step.date.problem}; add its date")
            return None
        problem = f"{step.date.problem}, so it is dated on or after the start of the episode"
        return _Step(SourceDate(_on_or_after(start.text), problem), step.types, step.problems, step.is_specific)

    def _is_coded(self, column: str) -> bool:
        number = self.episode.number_of(column)
        if number not in (None, 0, 1):
            self._refuse(f"{column} is {number}, which is neither 0 nor 1; correct it")
        return number == 1

    def _step(self, when: SourceDate, labels: Mapping[int, str], column: str, other: str) -> _Step:
        codes = self.episode.numbers(column)
        known = tuple(labels[code] for code in codes if code in labels)
        words = self.episode.text(other)
        unknown = tuple(f"{code} is no type of sanctions" for code in codes if code not in labels)
        specific = tuple(label for label in known if label != THREATENED[UNSPECIFIC])
        return _Step(when, (*known, *((words,) if words else ())), unknown, bool(specific))

    # WHAT IT BECOMES

    def _threaten(self, step: _Step, *problems: str) -> None:
        fields = {"threaten": THREAT, "by": self.sender, "issue": list(self.issues), "action": ", ".join(step.types)}
        self._add(fields, step.date, READ, "threat", (*step.problems, *problems))
        self.harm = THREAT

    def _impose(self, step: _Step, threat: _Step | None) -> None:
        types = ", ".join(step.types)
        if threat is not None and _fits(threat, step):
            what = f"imposition: {types}" if types else "imposition"
            self._add({"carry-out": THREAT, "by": self.sender}, step.date, LINKED, what, step.problems)
            return
        problem = () if threat is None else ("no type of what is imposed was threatened, so no threat is carried out",)
        fields = {"impose": SANCTIONS, "by": self.sender, "issue": list(self.issues), "action": types}
        self._add(fields, step.date, READ, "imposition", (*step.problems, *problem))
        self.harm = SANCTIONS

    def _conclude(self) -> None:
        """The final outcome, or why it is left out; nothing where none is coded."""
        codes = [code for code in self.episode.numbers("finaloutcome") if code]
        if not codes:
            return
        code = codes[0]
        if len(codes) > 1 or code not in OUTCOMES:
            self._refuse(f"{all_of(map(str, codes))} is no final outcome; TIES has one of 1 to 10")
            return
        what, label = OUTCOMES[code]
        if reason := self._contradiction(code):
            self._refuse(f"final outcome {code} ({label.lower()}), but {reason}")
            return
        when = self.episode.date("end")
        if not when.text:
            when = SourceDate(_on_or_after(self.latest), f"{when.problem}, so it is dated on or after the move before")
        if _is_before(when.text, self.latest):
            self._refuse(
                f"final outcome {code} ({label.lower()}): the episode ends on {when.text}, before {self.latest}"
            )
            return
        self._outcome(what, label, when)

    def _contradiction(self, code: int) -> str:
        """Why the row has no place for an outcome; empty if it has one."""
        is_imposed = self.episode.number_of("imposition") == 1
        if code <= LAST_OF_THREATS and is_imposed:
            return "the row has an imposition, so the threat stage was over; correct the one or the other"
        needed = "threat" if code <= LAST_OF_THREATS else "imposition"
        if self.episode.number_of(needed) != 1:
            return f"the row has no {needed}; correct the one or the other"
        is_left_out = not (self.harm if needed == "threat" else self._is_in_place())
        return f"its {needed} was left out; correct that first" if is_left_out else ""

    def _outcome(self, what: str, label: str, when: SourceDate) -> None:
        if what == SETTLEMENT:
            made = {"propose": AGREEMENT, "by": BOTH, "issue": list(self.issues), "terms": label}
            self._add(made, when, READ, label)
            self._add({"accept": AGREEMENT, "by": BOTH}, when, LINKED, label)
        elif what == COMPLETE:
            self._add({"comply": self.harm, "by": self.target}, when, LINKED, label)
        elif what == CAPITULATION:
            verb = "lift" if self._is_in_place() else "withdraw"
            self._add({verb: self.harm, "by": self.sender}, when, LINKED, label)
        elif what == PARTIAL:
            act = {"act": ACQUIESCENCE, "by": self.target, "tone": "conciliatory", "action": label}
            self._add({**act, "issue": list(self.issues)}, when, ACT, label)
        else:
            self._drop(f"{label.lower()}: a stalemate is no move, and what stands goes on standing")

    def _is_in_place(self) -> bool:
        return any(verb in (row.item or {}) for row in self.rows for verb in ("impose", "carry-out"))

    # ROWS

    def _add(
        self, fields: Mapping[str, Any], when: SourceDate, outcome: str, words: str, problems: tuple[str, ...] = ()
    ) -> None:
        said = tuple(filter(None, (*problems, when.problem)))
        note = "; ".join((f"candidate: {words}", *self._natures(outcome_of=words), *said))
        item = {**fields, "date": when.text, "source": SOURCE, "note": note}
        kept = {key: value for key, value in item.items() if value}
        self.rows.append(ImportedRow(self.episode.number, kept, outcome, "; ".join(said)))
        self.latest = when.text

    def _natures(self, *, outcome_of: str) -> tuple[str, ...]:
        """How good the settlement is for each side, for the move of the final outcome."""
        if outcome_of not in {label for _, label in OUTCOMES.values()}:
            return ()
        natures = ((side, self.episode.number_of(f"settlementnature{side}")) for side in ("sender", "target"))
        return tuple(f"settlement nature for the {side} {nature} of 10" for side, nature in natures if nature)

    def _refuse(self, reason: str) -> None:
        self.rows.append(ImportedRow(self.episode.number, None, REFUSED, reason))

    def _drop(self, reason: str) -> None:
        self.rows.append(ImportedRow(self.episode.number, None, DROPPED, reason))


def _fits(threat: _Step, imposed: _Step) -> bool:
    """Whether what is imposed may be what was threatened: they share a type, or one of them names none."""
    is_open = not (threat.is_specific and imposed.is_specific)
    return is_open or not {*threat.types}.isdisjoint(imposed.types)


def _is_before(text: str, other: str) -> bool:
    """Whether every day of a date is before every day of another."""
    return not When.parse(other).may_be_by(When.parse(text))


def _on_or_after(text: str) -> str:
    """On or after the first day of a date."""
    first = When.parse(text).earliest
    assert first is not None, "a date of a row, or one on or after it, has a first day"
    return f"{first.isoformat()}/.."
