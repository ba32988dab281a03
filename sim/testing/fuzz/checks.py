"""The checks of a file: that it is read or refused, and if it is read, that all else works on its scenario."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final

from attrs import evolve, field, frozen

from sim.history.history import History
from sim.model.errors import Fault, InvalidScenarioError
from sim.scenario import Expectation, Scenario, as_json, as_yaml, loads
from sim.testing.fuzz.commands import Call, called, calls, refused
from sim.testing.fuzz.kinds import Finding, TookTooLongError, limited, of_complaint, of_exception
from sim.testing.laws import LAWS, Law
from sim.testing.laws.records import faults_out_of_place
from sim.testing.laws.rules import LawBrokenError

READING: Final = "reading"
FAULTS: Final = "faults"

Selection = Callable[[str], bool]
"""Whether a check of that name is wanted."""
_Check = tuple[str, Callable[[], Iterable[str]]]


@frozen
class Held:
    """The checks of a file, with the number of each, and their findings."""

    checked: Counter[str] = field(factory=Counter)
    findings: tuple[Finding, ...] = ()


def held(data: bytes, wanted: Selection = lambda name: True) -> Held:
    """The file held to every check that is wanted; reading, and what it says of faults, always is."""
    checked, findings = Counter({READING: 1}), list[Finding]()
    try:
        with limited(len(data)):
            scenario = loads(data)
    except InvalidScenarioError as invalid:
        checks = _of_a_refusal(data, invalid.faults)
    except (Exception, TookTooLongError) as error:  # noqa: BLE001 - whatever it is, it is a finding
        return Held(checked, (of_exception(READING, error),))
    else:
        checks = _of_a_scenario(data, scenario)
    for name, check in checks:
        if name == FAULTS or wanted(name):
            checked[name] += 1
            findings += _tried(name, check, len(data))
            if findings and findings[-1].kind.startswith(TookTooLongError.__name__):
                break
    return Held(checked, tuple(findings))


def _tried(name: str, check: Callable[[], Iterable[str]], size: int) -> list[Finding]:
    try:
        with limited(size):
            return [of_complaint(name, complaint) for complaint in check()]
    except (Exception, TookTooLongError) as error:  # noqa: BLE001 - whatever it is, it is a finding
        return [of_exception(name, error)]


# A FILE THAT IS REFUSED

_SEVERAL_LINES: Final = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")


def _of_a_refusal(data: bytes, faults: tuple[Fault, ...]) -> Iterator[_Check]:
    yield FAULTS, partial(faults_out_of_place, faults, data)
    yield FAULTS, partial(_unclear, faults)
    for name in ("check", "run"):
        yield f"{name}, refused", partial(refused, Call(name, (name, "-")), data)


def _unclear(faults: tuple[Fault, ...]) -> Iterator[str]:
    """The faults that are no single sentence, or out of the order of the file."""
    places = [(fault.where.line, fault.where.column) for fault in faults]
    if places != sorted(places):
        yield f"faults out of order: {places}"
    for fault in faults:
        if not fault.words.strip():
            yield f"a fault without words: {fault}"
        if _SEVERAL_LINES.search(str(fault)):
            yield f"a fault of several lines: {str(fault)!r}"


# A FILE THAT IS READ

_MOST_MOVES: Final = 300
"""The most moves of a history that is held to the laws, which look at it from every side."""


def _of_a_scenario(data: bytes, scenario: Scenario) -> Iterator[_Check]:
    yield "as YAML", partial(_not_the_same, scenario, as_yaml)
    yield "as JSON", partial(_not_the_same, scenario, as_json)
    yield "dates", partial(_dated_otherwise, scenario)
    for law in LAWS if len(scenario.history.moves) <= _MOST_MOVES else ():
        yield f"law {law.number}", partial(_broken, law, scenario)
    yield "check", partial(called, Call("check", ("check", "-")), data)
    for call in calls(scenario):
        yield call.name, partial(called, call, data, scenario)


def _not_the_same(scenario: Scenario, write: Callable[[Scenario], str]) -> Iterator[str]:
    """The differences of a scenario that is written and read back."""
    text = write(scenario)
    try:
        back = loads(text)
    except InvalidScenarioError as invalid:
        yield f"{write.__name__}, what is written is refused: {invalid.faults[0]}"
        return
    one, other = _said(scenario), _said(back)
    for name, value in one.items():
        if value != other[name]:
            yield f"{write.__name__}, another value of {name}: {value!r:.200} became {other[name]!r:.200}"


def _said(scenario: Scenario) -> dict[str, object]:
    findings = scenario.findings()
    return {
        "title": scenario.title,
        "summary": scenario.summary,
        "start": scenario.start,
        "moves": scenario.history.moves,
        "dates": scenario.history.dates,
        "branches": [(item.id, item.title, item.branch.history.moves) for item in scenario.branches],
        "weights": scenario.weights,
        "findings": [(*_asked(item.expectation), item.found, item.met) for item in findings],
    }


def _asked(expectation: Expectation) -> tuple[object, ...]:
    return expectation.about, expectation.expected, expectation.holds_without


def _dated_otherwise(scenario: Scenario) -> Iterator[str]:
    """The differences between the dates from the reader and those of a history of the same moves."""
    dates = _unplaced(scenario).dates
    if dates != scenario.history.dates:
        yield f"the moves have other dates: {scenario.history.dates} from the file, else {dates}"


def _unplaced(scenario: Scenario) -> History:
    """The history without the places of its moves in the file, which laws would look at as well."""
    return History.of(scenario.start, [evolve(move, where=None) for move in scenario.history.moves])


def _broken(law: Law, scenario: Scenario) -> Iterator[str]:
    try:
        law(_unplaced(scenario))
    except LawBrokenError as error:
        yield f"{str(error).partition(': ')[0]} is broken: {error.reason}"
