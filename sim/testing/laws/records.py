"""Laws 11 and 13: a record as of a day is a part of the whole, and a file says all that a record does."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from itertools import chain
from typing import Any

from attrs import NOTHING, evolve, fields

from sim.history.history import History
from sim.model.dates import CERTAIN, LIKELY, POSSIBLE, READINGS
from sim.model.errors import Fault, IllegalMoveError, InvalidScenarioError
from sim.model.move import Move, fields_of
from sim.scenario import Scenario
from sim.testing.laws.attempts import the_day_before
from sim.testing.laws.positions import AT_ANY_TIME, spread
from sim.testing.laws.rules import OURS, LawBrokenError, Rules, law
from sim.testing.plain import differences, plain, shortened

# AS OF A DAY

Numbers = dict[str, Sequence[int]]
"""The numbers of the moves that count as of a day, by reading."""


@law(11)
def as_of_a_day_then_the_rest_is_the_whole(history: History, rules: Rules) -> Iterator[str]:
    """As of a day, then the rest, equals the whole; a stricter reading and an earlier day hold no more moves."""
    before: Numbers = dict.fromkeys(READINGS, ())
    for day in _days(history):
        numbers = {reading: history.as_of(day, reading).numbers for reading in READINGS}
        for reason in chain(_surplus(before, numbers), _rest(history, day, rules), _refused(history, numbers, rules)):
            yield f"as of {day}, {reason}"
        before = numbers


def _days(history: History) -> Iterator[date]:
    """Days on which something becomes certain, likely or possible, and days before such days; oldest first."""
    bounds = {day for when in history.dates for day in (when.earliest, when.best, when.latest) if day}
    days = sorted({near for day in bounds or {AT_ANY_TIME.best} for near in (day, the_day_before(day))})
    return (days[number] for number in spread(len(days), 12))


def _surplus(before: Numbers, numbers: Numbers) -> Iterator[str]:
    """The moves that a reading holds and a wider one does not, and those that an earlier day held."""
    for strict, wide in ((CERTAIN, LIKELY), (LIKELY, POSSIBLE)):
        surplus = sorted(set(numbers[strict]).difference(numbers[wide]))
        yield from (f"move {number} is {strict}, but not {wide}" for number in surplus)
    for reading in READINGS:
        lost = sorted(set(before[reading]).difference(numbers[reading]))
        yield from (f"move {number} is no longer {reading}" for number in lost)


def _rest(history: History, day: date, rules: Rules) -> Iterator[str]:
    """The faults of the likely moves, which are the first of the record and lead to its end with the others."""
    view = history.as_of(day)
    likely = tuple(number for number, when in enumerate(history.dates, 1) if when.best <= day)
    yield from (f"the numbers of the likely moves: {difference}" for difference in differences(likely, view.numbers))
    whole = reduce(rules.step, history.moves[len(view.numbers) :], view.state)
    if whole != history.states[-1]:
        places = differences(history.states[-1], whole)
        yield from (f"the rest leads to another state: {place}" for place in places)


def _refused(history: History, numbers: Numbers, rules: Rules) -> Iterator[str]:
    for reading in (CERTAIN, POSSIBLE):
        try:
            rules.replay(history.start, [history.moves[number - 1] for number in numbers[reading]])
        except IllegalMoveError as refused:
            yield f"the {reading} moves cannot stand without the others: {refused.sentence}"


# WRITTEN


@law(13)
def what_is_written_reads_back_the_same(history: History, rules: Rules) -> Iterator[str]:
    """A record that is written and read back, as YAML or as JSON, has the same start and the same moves.

    It holds for what a file can say: none begins in mid-course or with a commitment that binds nobody, and none makes
    a proposal or a measure that is about no issue; such a move is given one before it is written.
    """
    if not history.start.version and all(commitment.participation for commitment in history.start.commitments.values()):
        record = _about_something(history, rules)
        scenario = Scenario("<record>", "A record", None, record, ())
        for form, text in (("YAML", rules.as_yaml(scenario)), ("JSON", rules.as_json(scenario))):
            for difference in _read_back(record, text, rules):
                yield f"written as {form} and read back, {difference}"


def _read_back(record: History, text: str, rules: Rules) -> Iterator[str]:
    try:
        back = rules.read(text)
    except InvalidScenarioError as invalid:
        yield f"it is refused: {invalid.faults[0]}"
    else:
        yield from differences(_said(record), _said(back.history))


def _said(record: History) -> dict[str, Any]:
    """The contents of a record that a file can hold; of declarations, the order within each section."""
    start = record.start
    return {
        "setting": start.setting,
        "order": (*start.commitments, *start.measures, *start.talks),
        "commitments": start.commitments,
        "measures": {name: plain(measure, without=("where",)) for name, measure in start.measures.items()},
        "talks": start.talks,
        "moves": tuple(_fields(move) for move in record.moves),
    }


def _fields(move: Move) -> dict[str, Any]:
    values = {attribute.name: getattr(move, attribute.name) for attribute in fields_of(type(move))}
    return {"verb": move.verb, "subjects": move.subjects, **values}


def _about_something(history: History, rules: Rules) -> History:
    """The history in which every proposal and every measure is about some issue."""
    if not any(map(_lacking, history.moves)):
        return history
    start, names = history.start, history.start.setting.issue_ids[:1] or ("something",)
    setting = start.setting if start.setting.issues else evolve(start.setting, issues=((names[0], "Something"),))
    moves = [_with(move, dict.fromkeys(_lacking(move), names)) for move in history.moves]
    return rules.history(evolve(start, setting=setting), moves)


def _with(move: Any, values: dict[str, tuple[str, ...]]) -> Move:
    changed: Move = evolve(move, **values)
    return changed


def _lacking(move: Move) -> tuple[str, ...]:
    """The fields that the move must have and that name nothing."""
    required = (attribute.name for attribute in fields(type(move)) if attribute.default is NOTHING)
    return tuple(name for name in required if getattr(move, name) == ())


# READ


def reading_never_crashes(data: bytes | str, rules: Rules = OURS) -> None:
    """Hold the *rules* to the second half of law 13: whatever its bytes, a file is read, or refused with its faults.

    Raises: LawBrokenError.
    """
    for reason in _crash(data, rules):
        raise LawBrokenError(13, "reading_never_crashes", reason)


def _crash(data: bytes | str, rules: Rules) -> Iterator[str]:
    try:
        rules.read(data)
    except InvalidScenarioError as invalid:
        yield from faults_out_of_place(invalid.faults, data)
    except Exception as error:  # noqa: BLE001 - that there is none of any kind is the law
        yield f"it raises {type(error).__name__}: {shortened(error)}"


def faults_out_of_place(faults: tuple[Fault, ...], data: bytes | str) -> Iterator[str]:
    """The faults without a place in the file."""
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    lines = 2 + text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    if not faults:
        yield "it is refused without a fault"
    for fault in faults:
        if not (1 <= fault.where.line <= lines and fault.where.column >= 1):
            yield f"there is no such place: {fault}"
