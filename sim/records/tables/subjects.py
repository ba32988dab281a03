"""The table of subjects: one row for each at the end of the record, and for each part in a commitment."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from sim.history.snapshot import Snapshot
from sim.history.standing import standing
from sim.history.status_on_day import LEVELS, StatusOnDay
from sim.model.dates import When
from sim.records.tables.cells import dated, listed, words_or_json
from sim.records.tables.columns import CASE, DATE, INTEGER, TEXT, Cell, Column, LongTable, Row
from sim.records.tables.effects import KIND
from sim.rules.registry import lifecycle_of
from sim.rules.subject import Status, Subject
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import THREATS, Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks
from sim.scenario.scenario import Scenario


def _days_of(name: str, of: str) -> tuple[Column, ...]:
    """The columns of a date: as written, and its earliest, best and latest day."""
    return (
        Column(name, TEXT, f"{of}, as the record has it; empty if there is none."),
        Column(f"{name}-earliest", DATE, "The first day that it can be; empty if open."),
        Column(f"{name}-best", DATE, "The likeliest day."),
        Column(f"{name}-latest", DATE, "The last day that it can be; empty if open."),
    )


_COLUMNS: Final = (
    CASE,
    Column("subject", TEXT, "The id of the subject."),
    KIND,
    Column(
        "form",
        TEXT,
        "Of a proposal `offer`, `request` or `plan`; of a measure `threat` if it was threatened first, else "
        "`imposition`; of an act its tone; empty for the others.",
    ),
    Column("party", TEXT, "Whose part in a commitment this is; empty for the other kinds."),
    Column("title", TEXT, "What it is called, if the record says so."),
    Column("action", TEXT, "What is threatened, imposed or done, in words."),
    Column("terms", TEXT, "The terms of a proposal: words, or the value of each term as JSON."),
    Column("by", TEXT, "Who made it: a party, a third party or `both`; empty if it was declared for nobody."),
    Column("issue", TEXT, "The issues that it is about, with a blank between."),
    Column("over", TEXT, "The issue for whose sake it was made (leverage)."),
    Column("status", TEXT, "Its status as it reads at the end of the day of the last move."),
    Column("qualifiers", TEXT, "What the day adds to it, such as `expired` or `overdue`, with a blank between."),
    Column("step", TEXT, "Of a measure `eased`, `as-imposed` or `raised`."),
    Column("level", TEXT, "Of a measure how far it goes, in words."),
    *_days_of("since", "The day since when it reads so"),
    *_days_of(
        "end",
        "The last day of a proposal, a measure or a part in a commitment, the deadline of a threat, or the day on "
        "which the next round of talks is due",
    ),
    Column("made", INTEGER, "The number of the move that made it, or the part; empty if it was declared."),
    Column("last", INTEGER, "The number of the last move that made or changed it, or the part; empty if none did."),
    Column("moves", INTEGER, "How many moves made or changed it, or the part."),
)


def _rows(case: str, scenario: Scenario) -> Iterator[Row]:
    view = scenario.history.as_of()
    changes = _changes_of_parts(view)
    for name in view.state.ids:
        subject = view.state.subjects[name]
        for party, status in view.statuses_of(subject).items():
            since, end = _days(subject, party, view)
            yield (
                case,
                name,
                lifecycle_of(subject).noun,
                None if isinstance(subject, Commitment | Talks) else subject.kind,
                party or None,
                *_content(subject),
                *_status(subject, status),
                *_day_cells(since),
                *_day_cells(end),
                *(_numbers_of_part(changes[name, party]) if party else _numbers(subject, view)),
            )


def _content(subject: Subject) -> tuple[Cell, ...]:
    """Title, action, terms, author, issues, and for whose sake."""
    made: Any = getattr(subject, "made", subject)
    title = getattr(made, "title", None)
    return (
        None if title == subject.id else title,
        getattr(made, "action", None),
        words_or_json(getattr(made, "terms", None)),
        getattr(made, "by", None),
        listed(subject.issue),
        getattr(made, "over", None),
    )


def _status(subject: Subject, status: StatusOnDay) -> tuple[Cell, ...]:
    step = LEVELS[status.step] if isinstance(subject, Measure) and status.step is not None else None
    return status.status, listed(status.words), step, status.level


def _days(subject: Subject, party: str, view: Snapshot) -> tuple[When | None, When | None]:
    """Since when it reads so, and its end."""
    match subject:
        case Proposal():
            return subject.since, subject.expires
        case Talks():
            return subject.since, subject.due
        case Measure():
            stands = standing(subject, view.read_on, view.reading)
            is_threat = stands.of.status in THREATS
            return stands.since, stands.of.ends.deadline if is_threat else stands.until
        case Commitment():
            stands = standing(subject.participation[party], view.read_on, view.reading)
            return stands.since, stands.until
    return getattr(subject, "since", None), None


def _day_cells(when: When | None) -> tuple[Cell, ...]:
    return (None,) * 4 if when is None else dated(when)


def _numbers(subject: Subject, view: Snapshot) -> tuple[Cell, ...]:
    """The numbers of the move that made it and of the last on it, and how many there are."""
    numbers = [view.numbered[id(move)] for move in subject.moves]
    made = view.numbered.get(id(getattr(subject, "made", None)))
    return made, numbers[-1] if numbers else None, len(numbers)


Changes = list[tuple[int, Status | None]]
"""The moves that change a part: the number of each, and the status that it has met."""


def _changes_of_parts(view: Snapshot) -> defaultdict[tuple[str, str], Changes]:
    """The changes of each part in a commitment, by the id of the commitment and whose part it is."""
    changes = defaultdict[tuple[str, str], Changes](list)
    for step in view.steps():
        for effect in step.effects:
            changes[effect.subject, effect.whose].append((step.number, effect.before))
    return changes


def _numbers_of_part(changes: Changes) -> tuple[Cell, ...]:
    """The same for a part in a commitment."""
    if not changes:
        return None, None, 0
    first, before = changes[0]
    return first if before is None else None, changes[-1][0], len(changes)


SUBJECTS: Final = LongTable("subjects", _COLUMNS, _rows)
