"""The law as a table: transitions `status × move → status`, each with its rules; the look-up, and why it finds nothing.

A subject's lifecycle is data. The verdict on a move, the refusals, the legal moves, the diagrams and the reference are
all derived from it, so a status is decided here and nowhere else.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from attrs import evolve, field, frozen

from sim.model.dates import When
from sim.model.errors import Violation, in_line, one_of, with_article
from sim.model.move import Move, key_of
from sim.model.setting import Setting
from sim.rules.phases import Phase, phase_after, phase_on, phases_met
from sim.rules.roles import Role
from sim.rules.subject import Part, StateLike, Status, Subject
from sim.rules.time_limits import Limits

Tone = str
HOSTILE: Final = "hostile"
NEUTRAL: Final = "neutral"
CONCILIATORY: Final = "conciliatory"
TONES: Final = (HOSTILE, NEUTRAL, CONCILIATORY)

SAME: Final = "(same)"
"""The target of a transition that leaves the status as it is."""
UNKNOWN: Final = "?"
"""The status of a part that is still to be looked up."""
NOTHING: Final = ""
"""The target of a transition that makes nothing with a status, as a remark does."""


Fields = dict[str, Any]
"""The fields of a move by name."""

Entity = TypeVar("Entity")
"""The type that a transition starts from: a kind of subject, a party's part in one, or None if not made yet."""
Verb = TypeVar("Verb", bound=Move)


@frozen
class Case:
    """The case for which an example of a move is wanted: the state, the subject (None: not made yet), who, the day.

    `kind` is the kind that is made, `issues` what it is to be about, `to` the status that the move is to lead to.
    """

    state: StateLike
    subject: Any
    kind: str
    by: str | None
    issues: tuple[str, ...]
    day: date
    to: Status


Example = Callable[[Case], Fields | None]
"""The fields that an example of a move needs beside subject, `by` and date.

None where the record has nothing that the move could be about, or where who moves cannot make it alone.
"""


def no_fields(case: Case) -> Fields:
    """An example that needs no fields of its own."""
    return {}


@frozen
class Guard(Generic[Entity, Verb]):
    """A further requirement of a transition: in words, as a test of subject and move, and as an example."""

    words: str
    holds: Callable[[Entity, Verb], bool]
    example: Example = no_fields


Precondition = Callable[[Entity, Verb, StateLike], Iterable[Violation]]
"""The violations that speak against a move although a transition covers it: of the subject, the move, the state."""

Reducer = Callable[[Entity, Verb, "Transitions", Setting], Any]
"""The subject after a move, from the one before it and the transitions that apply; None if the move makes nothing."""

Outcome = Callable[[Entity, Verb], Status]
"""The status to which a move leads, where that follows from what has been answered before."""


def _statuses(value: Status | Iterable[Status | None] | None) -> tuple[Status | None, ...]:
    return (value,) if value is None or isinstance(value, str) else tuple(value)


@frozen(eq=False)
class Row:
    """A row of a table, whatever its move: so that each row is held to the types of its own move and subject."""

    def split(self) -> "Iterator[AnyTransition]":
        """One transition for each starting status."""
        raise NotImplementedError


@frozen(eq=False)
class Transition(Row, Generic[Entity, Verb]):
    """From one of these statuses (None: not made yet) the move leads to `to`, made by `by`, in this tone.

    `kinds` limits it to some kinds of the subject (empty: all), `guard` to what the guard lets pass, and `outcome` to
    what leads to that status. `is_late`: it may also be made when the subject's last day has passed. `limits` are the
    dates that the move has to meet, `unless` says what else speaks against it, `then` what it makes of the subject, and
    `example` gives the fields of one to draw. `target` is the field of the move that names the subject: a proposal is
    tabled by the move's `subject`, and superseded by another's `replaces`.
    """

    starts: tuple[Status | None, ...] = field(converter=_statuses)
    move: type[Verb]
    to: Status
    by: Role = field(kw_only=True)
    tone: Tone = field(kw_only=True)
    kinds: tuple[str, ...] = field(default=(), kw_only=True)
    guard: Guard[Any, Verb] | None = field(default=None, kw_only=True)
    outcome: Outcome[Entity, Verb] | None = field(default=None, kw_only=True)
    is_late: bool = field(default=False, kw_only=True)
    limits: Limits = field(default=(), kw_only=True)
    unless: Precondition[Entity, Verb] | None = field(default=None, kw_only=True)
    then: Reducer[Entity, Verb] = field(kw_only=True)
    example: Example = field(default=no_fields, kw_only=True)
    target: str = field(default="subject", kw_only=True)

    @property
    def start(self) -> Status | None:
        """The first of the statuses that it leads out of, in a table the only one."""
        return self.starts[0]

    def split(self) -> "Iterator[Transition[Entity, Verb]]":
        """One transition for each starting status, with `SAME` resolved."""
        for status in self.starts:
            yield evolve(self, starts=[status], to=status if self.to == SAME and status else self.to)

    def violations(self, subject: Entity, move: Verb, state: StateLike) -> Iterator[Violation]:
        """The violations that speak against a move although this transition covers it."""
        for limit in self.limits:
            yield from limit.violations(subject, move)
        if self.unless is not None:
            yield from self.unless(subject, move, state)


AnyTransition = Transition[Any, Any]
Transitions = tuple[AnyTransition, ...]
"""The transitions that a move makes on one subject: one, or for a commitment one for each party that acts."""


class TransitionIndex:
    """The transitions of one move on one kind of subject, by the status that they start from."""

    def __init__(self, transitions: Iterable[AnyTransition]) -> None:
        self.transitions = tuple(transitions)
        self._entries: dict[Status | None, list[_Entry]] = {}
        for each in self.transitions:
            holds = None if each.guard is None else each.guard.holds
            entry = (holds, each.by.allows, each.kinds, each.outcome, (each,))
            self._entries.setdefault(each.start, []).append(entry)

    def find(self, part: Any, move: Any, setting: Setting, status: Status | None = UNKNOWN) -> Transitions:
        """The transition that *move* makes of a part (None: not made yet), or none when the table has none.

        Unless it is looked for in one *status*, it is the first in any phase that the date of the move may meet.
        """
        if status is UNKNOWN:
            if part is not None and part.is_timed and not part.is_unturned(move.date):
                return self._find_in_phases(part, move, setting)
            status = None if part is None else part.status
        try:
            entries = self._entries[status]
        except KeyError:
            return ()
        by, reached = move.by, None
        for holds, allows, kinds, outcome, transition in entries:
            if (
                (holds is None or holds(part, move))
                and allows(part, by, setting)
                and (not kinds or (part or move).kind in kinds)
            ):
                if outcome is None:
                    return transition
                reached = reached or outcome(part, move)  # the transitions of one move share it
                if reached == transition[0].to:
                    return transition
        return ()

    def _find_in_phases(self, part: Any, move: Any, setting: Setting) -> Transitions:
        for phase in phases_met(part.phases(), move.date):
            found = TransitionIndex.find(self, part, move, setting, phase.status)
            if found and (found[0].is_late or not phase.is_over):
                return found
        return ()

    def leading_on(self, acted: "Acted", when: When) -> list[AnyTransition]:
        """The transitions that lead out of where a move of that date may meet a part."""
        if acted.part is None:
            return [each for each in self.transitions if each.start is None]
        met = {(phase.status, phase.is_over) for phase in acted.phases(when)}
        starts = {status for status, is_over in met if not is_over}
        late = {status for status, is_over in met if is_over}
        return [each for each in self.transitions if each.start in starts or (each.is_late and each.start in late)]

    def violations(self, subject: Any, move: Move, state: StateLike) -> Iterator[Violation]:
        """The violations, each once, that its transitions have against a move, whichever of them applies."""
        against = (violation for each in self.transitions for violation in each.violations(subject, move, state))
        return iter(dict.fromkeys(against))


_Entry = tuple[
    Callable[..., bool] | None, Callable[..., bool], tuple[str, ...], Outcome[Any, Any] | None, tuple[AnyTransition]
]
"""A transition as the look-up in a replay needs it: guard, test of who moves, kinds, outcome, and itself.

The guard is asked first: it alone tells the transitions of a move apart where role and kinds are the same.
"""


@frozen
class Acted:
    """A part that a move acts on, by its name (empty: the subject itself); `part` is None where it is not made yet."""

    whose: str
    part: Part | None

    def phases(self, when: When) -> tuple[Phase, ...]:
        """The phases of it that a move of that date may meet; none where it is not made yet."""
        return () if self.part is None else tuple(phases_met(self.part.phases(), when))

    def statuses(self, when: When) -> tuple[Status | None, ...]:
        """The statuses in which a move of that date may meet it."""
        return (None,) if self.part is None else tuple(dict.fromkeys(each.status for each in self.phases(when)))


class Lifecycle:
    """The table of one kind of subject, whose class is `entity`."""

    index: type[TransitionIndex] = TransitionIndex

    def __init__(self, noun: str, entity: type[Subject], *rows: Row) -> None:
        self.noun, self.entity = noun, entity
        self.transitions = tuple(transition for row in rows for transition in row.split())
        grouped: dict[tuple[type[Move], str], list[AnyTransition]] = {}
        for each in self.transitions:
            grouped.setdefault((each.move, each.target), []).append(each)
        self.indexes = {key: self.index(group) for key, group in grouped.items()}

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """Every status of the table, in the order in which the transitions name them."""
        named = (status for each in self.transitions for status in (each.start, each.to) if status)
        return tuple(dict.fromkeys(named))

    @cached_property
    def ended(self) -> frozenset[Status]:
        """The statuses that no transition leads out of."""
        return frozenset(self.statuses) - {each.start for each in self.transitions if each.start is not None}

    @cached_property
    def moves(self) -> tuple[type[Move], ...]:
        """The moves that act on such a subject, in the order of the table."""
        return tuple(dict.fromkeys(each.move for each in self.transitions))

    @cached_property
    def creating_moves(self) -> frozenset[type[Move]]:
        """The moves that can make such a subject."""
        return frozenset(each.move for each in self.transitions if each.start is None)

    def transitions_from(self, status: Status | None) -> Transitions:
        """The transitions that lead out of *status*."""
        return self._by_start.get(status, ())

    @cached_property
    def _by_start(self) -> dict[Status | None, tuple[AnyTransition, ...]]:
        grouped: dict[Status | None, list[AnyTransition]] = {}
        for each in self.transitions:
            grouped.setdefault(each.start, []).append(each)
        return {status: tuple(group) for status, group in grouped.items()}

    def acted_on(self, subject: Any, by: str | None, setting: Setting) -> tuple[Acted, ...]:
        """The parts that a move by *by* may act on: the subject itself, unless it has smaller parts."""
        return (Acted("", subject),)

    def acted_by(self, subject: Any, move: Move, setting: Setting) -> tuple[Acted, ...]:
        """The parts that this move acts on, or would."""
        return self.acted_on(subject, move.by, setting)

    def why_not(self, subject: Any, move: Move, setting: Setting, target: str = "subject") -> Iterator[str]:
        """The reasons, in words, for which no transition allows *move*."""
        index = self.indexes.get((type(move), target))
        if index is None:
            noun = with_article(self.noun)
            yield f"{subject.id} is {noun}, and {noun} cannot be the object of {move.verb}"
            return
        acted_by = self.acted_by(subject, move, setting)
        if not acted_by:
            yield one_of(dict.fromkeys(each.by.because(subject, move.by, setting) for each in index.transitions))
        for acted in acted_by:
            if not TransitionIndex.find(index, acted.part, move, setting):
                yield self._why_not(index, subject, acted, move, setting)

    def _why_not(self, index: TransitionIndex, subject: Any, acted: Acted, move: Any, setting: Setting) -> str:
        leading_on = index.leading_on(acted, move.date)
        if not leading_on:
            return self.standing(subject, acted, move)
        kind = (subject or move).kind if any(each.kinds for each in leading_on) else ""
        of_its_kind = [each for each in leading_on if not each.kinds or kind in each.kinds]
        if not of_its_kind and any(kind in each.kinds for each in index.transitions):
            return self.standing(subject, acted, move)
        if not of_its_kind:
            kinds = dict.fromkeys(with_article(kind) for each in leading_on for kind in each.kinds)
            return f"it is {with_article(kind)}{in_line(subject.made.where)}, and {move.verb} is for {one_of(kinds)}"
        barred = [each for each in of_its_kind if not each.by.allows(acted.part, move.by, setting)]
        if len(barred) == len(of_its_kind):
            return one_of(dict.fromkeys(each.by.because(subject, move.by, setting) for each in of_its_kind))
        open_to = (each for each in of_its_kind if each not in barred)
        guards = dict.fromkeys(each.guard.words for each in open_to if each.guard is not None)
        return f"{move.verb} is possible only where {one_of(guards)}" if guards else self.standing(subject, acted, move)

    def standing(self, subject: Any, acted: Acted, move: Move) -> str:
        """The status, in words, of the part on which *move* would act, on the day of the move."""
        part = acted.part
        if part is None:
            return f"{acted.whose} is not bound by {subject.id}"
        who = f"for {acted.whose} it" if acted.whose else "it"
        phase = phase_on(part.phases(), move.date.best)
        line = "" if part.turn is None else in_line(part.turn.where)
        if phase.is_over:
            return f"{who} expired on {phase.past[-1].day}{line}"
        following = phase_after(part.phases(), phase)
        is_other = following is not None and following.reads != phase.reads
        until = f", until {phase.ahead[0].day}" if phase.ahead and is_other else ""
        if phase.past:
            turn = phase.past[-1]
            since = f"again since its suspension ended on {turn.day}" if turn.is_after else f"since {turn.day}"
            status = phase.reads if phase.past[-1].is_after else phase.status
            return f"{who} has been {spoken(status)} {since}{line}{until}"
        since = f" since {phase.of.since}" if phase.of.since else " from the start"
        return f"{who} has been {spoken(phase.reads)}{since}{line}{until}"

    def diagram(self) -> str:
        """The lifecycle as a Mermaid state diagram."""
        lines = ["stateDiagram-v2"]
        arrows: dict[tuple[str, str], list[str]] = {}
        for each in self.transitions:
            start, to = (_state_name(each.start), _state_name(each.to))
            label = each.move.verb if each.target == "subject" else f"{each.move.verb} ({key_of(each.target)})"
            labels = arrows.setdefault((start, to), [])
            if label not in labels:
                labels.append(label)
        lines += [f"    {start} --> {to}: {', '.join(labels)}" for (start, to), labels in arrows.items()]
        lines += [f"    {_state_name(status)} --> [*]" for status in self.statuses if status in self.ended]
        return "\n".join(lines)


def _state_name(status: Status | None) -> str:
    return "[*]" if status is None else status.replace("-", "_")


def spoken(status: Status) -> str:
    """A status as it reads in a sentence."""
    return status.replace("-", " ")
