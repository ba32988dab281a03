"""The law of the whole negotiation: which rows a move needs, what it does to which subject, why it may not be made."""

from collections.abc import Callable, Collection, Iterator
from typing import Any, Final, Protocol

from attrs import fields, frozen

from sim.model.dates import When
from sim.model.errors import MANY, Violation, did_you_mean, in_line, with_article
from sim.model.ids import RESERVED, ids, reserved
from sim.model.move import Move, holding
from sim.model.setting import Setting
from sim.rules.lifecycle import Lifecycle, Objections, Reducer, Sample, Status, Subject, Subjects, Tone, Transition
from sim.rules.preconditions import Limits, TimeLimit, exceeded
from sim.rules.subjects import commitments, measures, proposals, statements, talks
from sim.rules.subjects.commitments import Commit, Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.statements import RecordedAct, Remark
from sim.rules.subjects.talks import Talks


class Position(Protocol):
    """Where a move is judged: a state, or a draft of one."""

    @property
    def setting(self) -> Setting: ...  # noqa: D102 - the name says it
    @property
    def subjects(self) -> Subjects: ...  # noqa: D102 - the name says it
    @property
    def ids(self) -> tuple[str, ...]: ...  # noqa: D102 - the name says it
    @property
    def version(self) -> int: ...  # noqa: D102 - the name says it


class SubjectModule(Protocol):
    """What the file of a subject offers; the modules of `sim.rules.subjects` are the instances."""

    @property
    def LIFECYCLE(self) -> Lifecycle: ...  # noqa: D102, N802 - a constant of the module
    @property
    def LIMITS(self) -> dict[type[Move], Limits]: ...  # noqa: D102, N802 - a constant of the module
    @property
    def OBJECTIONS(self) -> dict[type[Move], Objections]: ...  # noqa: D102, N802 - a constant of the module
    @property
    def REDUCERS(self) -> dict[type[Move], Reducer]: ...  # noqa: D102, N802 - a constant of the module
    @property
    def changed(self) -> Reducer: ...  # noqa: D102 - the name says it
    @property
    def sample(self) -> Sample: ...  # noqa: D102 - the name says it


SUBJECTS: Final[dict[type[Subject], SubjectModule]] = {
    Proposal: proposals,
    Measure: measures,
    Commitment: commitments,
    Talks: talks,
    RecordedAct: statements,
}
"""The file that holds the law of each kind of entity."""

LIFECYCLES: Final = tuple(home.LIFECYCLE for home in SUBJECTS.values())
"""The tables, one for each kind of subject."""

MOVES_BY_VERB: Final[dict[str, type[Move]]] = {move.verb: move for law in LIFECYCLES for move in law.moves}
"""Every move by its verb, in the order of the tables."""

CREATING_MOVES: Final[dict[type[Move], SubjectModule]] = {
    move: home for home in SUBJECTS.values() for move in home.LIFECYCLE.makers
}
"""The moves that can make a subject or a statement, and the file whose law lets them."""

HOMES: Final[dict[Transition, SubjectModule]] = {row: home for home in SUBJECTS.values() for row in home.LIFECYCLE.rows}
"""The file that each row stands in."""

THROUGH: Final[dict[type[Move], str]] = {
    row.move: row.through for law in LIFECYCLES for row in law.rows if row.through != "subject"
}
"""The moves that act on further subjects, and the field that names those."""


def _names(verb: type[Move]) -> tuple[tuple[str, str], ...]:
    """The fields of *verb*, beside what it acts on, that hold names, each with its namespace."""
    about = [(attribute.name, holding(attribute).name) for attribute in fields(verb)]
    return tuple(pair for pair in about if pair[1] in ("issue", "source", "subject") and pair != ("subject", "subject"))


_NAMES: Final = {verb: _names(verb) for verb in MOVES_BY_VERB.values()}


@frozen
class Conduct:
    """What the file of a subject says of one move: the rows, dates, what else may speak against it, what it changes.

    `names` are the fields of its own that hold names, each with its namespace; every move has `over` and `source`
    besides. `through` is the field of further subjects, if it has one.
    """

    judge: Callable[[Any, Move, Setting], tuple[Transition, ...]]
    limits: Limits
    objections: Objections | None
    reducer: Reducer
    law: Lifecycle
    names: tuple[tuple[str, str], ...]
    through: str | None


Conducts = dict[type[Move], dict[type, Conduct]]
"""Conduct by move and kind of subject (NoneType: not made yet)."""


def _conducts(*, of_others: bool) -> Conducts:
    """The conduct of every move to its own subject, or to the others that it names."""
    found: Conducts = {verb: {} for verb in MOVES_BY_VERB.values()}
    for kind, home in SUBJECTS.items():
        for (verb, through), clause in home.LIFECYCLE.clauses.items():
            if of_others == (through != "subject"):
                reducer = home.changed if of_others else home.REDUCERS.get(verb, home.changed)
                conduct = Conduct(
                    judge=clause.judge,
                    limits=home.LIMITS.get(verb, ()),
                    objections=home.OBJECTIONS.get(verb),
                    reducer=reducer,
                    law=home.LIFECYCLE,
                    names=tuple(pair for pair in _NAMES[verb] if pair[0] not in ("over", "source")),
                    through=THROUGH.get(verb),
                )
                for row in clause.rows:
                    found[verb][type(None) if row.start[0] is None else kind] = conduct
    return found


_CONDUCT: Final = _conducts(of_others=False)
_CONDUCT[Commit][Commitment] = _CONDUCT[Commit][type(None)]  # who joins a commitment does not make it
_CONDUCT_TO_OTHERS: Final = _conducts(of_others=True)
_NO_CONDUCT: Final[dict[type, Conduct]] = {}
_LIMITED: Final = frozenset(verb for home in SUBJECTS.values() for verb in home.LIMITS)

Ruling = tuple[str, Subject | None, tuple[Transition, ...], Conduct]
"""The id of a subject that a move changes, the subject (None: the move makes it), the rows that allow it, and how."""


def rulings(position: Position, move: Move) -> list[Ruling]:
    """What the tables say of *move*: a ruling for each subject that it changes, or none if a row is missing."""
    own = _ruling(position, move, move.subject, _CONDUCT)
    named = getattr(move, THROUGH.get(type(move), ""), ())
    found = [own, *(_ruling(position, move, name, _CONDUCT_TO_OTHERS) for name in named)]
    complete = [ruling for ruling in found if ruling is not None]
    return complete if len(complete) == len(found) else []


def _ruling(position: Position, move: Move, name: str, conducts: Conducts) -> Ruling | None:
    """What the tables say of *move* on the subject of that name; None if a row is missing."""
    subject = None if type(move) is Remark else position.subjects.get(name)
    conduct = conducts.get(type(move), {}).get(type(subject))
    rows = () if conduct is None else conduct.judge(subject, move, position.setting)
    return None if conduct is None or not rows else (name, subject, rows, conduct)


def permitted(position: Position, move: Move) -> list[Ruling]:
    """The rulings on *move* if nothing beside the tables speaks against it, else none.

    Every move of a replay comes through here, and most change one subject; so their ruling is made in this place.
    """
    verb, name, subjects = type(move), move.subject, position.subjects
    subject = None if verb is Remark else subjects.get(name)
    conduct = _CONDUCT.get(verb, _NO_CONDUCT).get(type(subject))
    if conduct is None or (subject is None and name in RESERVED):
        return []
    judge, limits, objections = conduct.judge, conduct.limits, conduct.objections
    rows = judge(subject, move, position.setting)
    if not rows or (objections is not None and any(objections(subject, move, subjects))):
        return []
    for limit in limits:
        when = limit.of(subject, move)
        if when is not None and not limit.is_kept(when, move.date):
            return []
    if (conduct.names or move.over or move.source) and not _are_known(position, move, conduct.names):
        return []
    if conduct.through is None or not getattr(move, conduct.through):
        return [(name, subject, rows, conduct)]
    return _unopposed(rulings(position, move), position, move)


def _unopposed(found: list[Ruling], position: Position, move: Move) -> list[Ruling]:
    """The rulings that were *found*, or none if anything beside the tables speaks against one of them."""
    against = (
        violation
        for _, subject, _, conduct in found
        for violation in _beside_the_table(conduct.limits, conduct.objections, subject, move, position)
    )
    return [] if any(against) else found


def _beside_the_table(
    limits: Limits, objections: Objections | None, subject: Any, move: Move, position: Position
) -> Iterator[Violation]:
    """What speaks against a move on a subject, although a row covers it."""
    yield from exceeded(limits, subject, move)
    if objections is not None:
        yield from objections(subject, move, position.subjects)


def limits_of(position: Position, move: Move) -> Iterator[tuple[TimeLimit, When, str]]:
    """The dates that a move which is legal here has to meet, each with the id of its subject."""
    verb, subjects = type(move), position.subjects
    if verb in _LIMITED:
        yield from _limits(_CONDUCT[verb], subjects.get(move.subject), move.subject, move)
        for name in getattr(move, THROUGH.get(verb, ""), ()):
            yield from _limits(_CONDUCT_TO_OTHERS[verb], subjects[name], name, move)


def _limits(
    conducts: dict[type, Conduct], subject: Any, name: str, move: Move
) -> Iterator[tuple[TimeLimit, When, str]]:
    for limit in conducts[type(subject)].limits:
        when = limit.of(subject, move)
        if when is not None:
            yield limit, when, name


def _are_known(position: Position, move: Move, names: tuple[tuple[str, str], ...]) -> bool:
    """Whether the issue and the source that *move* gives, and what else it *names*, have been declared or made."""
    declared = position.setting.declared
    if move.over and move.over not in declared["issue"]:
        return False
    if move.source and move.source not in declared["source"]:
        return False
    for name, namespace in names:
        given = getattr(move, name)
        for single in ids(given) if given else ():
            if single not in declared.get(namespace, position.subjects):
                return False
    return True


def violations(position: Position, move: Move) -> tuple[Violation, ...]:
    """Every reason why *move* may not be made now; empty when it may."""
    if permitted(position, move):
        return ()
    return tuple(dict.fromkeys(_reasons(position, move)))


@frozen
class Effect:
    """What a move does to one standing: of which subject, whose (empty: its own), from and to which status."""

    subject: str
    whose: str
    before: Status | None
    after: Status | None
    tone: Tone


def effects(position: Position, move: Move) -> tuple[Effect, ...]:
    """What *move* would do here, to its own subject first; empty if no row allows it."""
    setting = position.setting
    return tuple(
        Effect(name, standing.whose, row.start[0], row.to or None, row.tone)
        for name, subject, rows, conduct in rulings(position, move)
        for standing, row in zip(conduct.law.standings(subject, move.by, move.date, setting), rows, strict=True)
    )


def objects(move: Move) -> tuple[str, ...]:
    """The ids of the subjects that *move* acts on: its own, and those that it replaces; none for a remark."""
    return () if type(move) is Remark else (move.subject, *getattr(move, THROUGH.get(type(move), ""), ()))


def named_subjects(move: Move) -> tuple[str, ...]:
    """The ids of the subjects that *move* names: its own first; none for a remark."""
    own = () if type(move) is Remark else (move.subject,)
    named = (getattr(move, name) or () for name, namespace in _NAMES[type(move)] if namespace == "subject")
    return (*own, *(single for value in named for single in ids(value)))


def _unknown_names(position: Position, move: Move) -> Iterator[Violation]:
    yield from undeclared(position.setting, type(move), lambda name: getattr(move, name))
    for name, namespace in _NAMES.get(type(move), ()):
        if namespace == "subject":
            for single in ids(getattr(move, name) or ()):
                if single not in position.subjects:
                    reason = f"nobody has made {single!r} yet{did_you_mean(single, _ids(position))}"
                    yield Violation(reason, name, single)


def undeclared(setting: Setting, verb: type[Move], value_of: Callable[[str], Any]) -> Iterator[Violation]:
    """The issues and sources that the fields of a move name, and nobody has declared."""
    for name, namespace in _NAMES.get(verb, ()):
        if namespace != "subject":
            known = setting.declared[namespace]
            for single in ids(value_of(name) or ()):
                if single not in known:
                    reason = f"no {namespace} {single!r} is declared{did_you_mean(single, known)}"
                    yield Violation(reason, name, single)


def not_an_actor(setting: Setting, by: str | None) -> Iterator[Violation]:
    """The objection to a `by` that nobody has declared."""
    if by is not None and by not in setting.actors:
        yield Violation(f"nobody named {by!r} takes part{did_you_mean(by, setting.actors)}", "by", by)


def _reasons(position: Position, move: Move) -> Iterator[Violation]:
    yield from _unknown_names(position, move)
    strangers = tuple(not_an_actor(position.setting, move.by))
    yield from strangers
    if strangers:
        return
    yield from _unfit_subject(position, move)
    through = THROUGH.get(type(move), "")
    for name in getattr(move, through, ()):
        if name in position.subjects:
            yield from _irreplaceable(position, move, position.subjects[name], through)


def _unfit_subject(position: Position, move: Move) -> Iterator[Violation]:
    verb = type(move)
    subject = None if verb is Remark else position.subjects.get(move.subject)
    if subject is None and verb not in CREATING_MOVES:
        subjects, ids = position.subjects, _ids(position)
        is_short = len(ids) <= MANY
        fit = [name for name in ids if verb in SUBJECTS[type(subjects[name])].LIFECYCLE.moves] if is_short else ids
        yield Violation(
            f"nobody has made {move.subject!r} yet{did_you_mean(move.subject, fit)}", "subject", move.subject
        )
    elif subject is not None and verb in CREATING_MOVES and not (verb is Commit and isinstance(subject, Commitment)):
        yield _taken(subject, move)
    elif verb is not Remark and subject is None and move.subject in RESERVED:
        yield Violation(reserved(move.subject), "subject", move.subject)
    else:
        yield from _unfit(position, move, subject)


def _ids(position: Position) -> Collection[str]:
    """The ids of all subjects: in order of creation where they are few, quick to look up where they are many."""
    subjects: Any = position.subjects
    return position.ids if len(subjects) <= MANY else subjects


def _taken(subject: Any, move: Move) -> Violation:
    noun = with_article(SUBJECTS[type(subject)].LIFECYCLE.noun)
    made = in_line(subject.moves[0].where) if subject.moves else ""
    return Violation(f"the id {move.subject!r} names {noun} already{made}; choose another id", "subject", move.subject)


def _unfit(position: Position, move: Move, subject: Any, through: str = "subject") -> Iterator[Violation]:
    home = CREATING_MOVES[type(move)] if subject is None else SUBJECTS[type(subject)]
    for reason in home.LIFECYCLE.why_not(subject, move, position.setting, through):
        yield Violation(reason)
    limits, objections = home.LIMITS.get(type(move), ()), home.OBJECTIONS.get(type(move))
    yield from _beside_the_table(limits, objections, subject, move, position)


def _irreplaceable(position: Position, move: Move, subject: Any, through: str) -> Iterator[Violation]:
    """Why a move may not take the place of a subject."""
    for each in _unfit(position, move, subject, through):
        whole = Violation(f"{subject.id} cannot be replaced: {each.reason}", through, subject.id)
        yield each if each.field is not None else whole
