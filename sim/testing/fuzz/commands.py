"""The commands, called in this process on a file, and the faults in how they end."""

from collections.abc import Iterator
from itertools import cycle
from typing import Final
from unittest.mock import patch

from attrs import frozen
from click import Context
from click.testing import CliRunner, Result

from sim.cli import group
from sim.cli.selection import SelectionType
from sim.model.dates import READINGS
from sim.report.table.render import CSV, FORMATS, TABLE
from sim.scenario import Scenario
from sim.testing.fuzz.printed import HTML, SVG, complaints, for_a_terminal

_CLOCK: Final = "clock"
"""The name of the clock for `negsim legal --by`."""


_STORY: Final = "story"
"""The form of `negsim why` that people read, laid out for a terminal as tables are."""


@frozen
class Call:
    """A command to be called: what it is known by among the checks, its arguments, and the form of what it prints."""

    name: str
    arguments: tuple[str, ...]
    form: str = TABLE


def calls(scenario: Scenario) -> Iterator[Call]:
    """The calls that a scenario is put to: every command that looks at a record, in each format."""
    for form in FORMATS:
        for name in ("run", "check", "assess"):
            yield Call(f"{name} {form}", (name, "-", "--format", form), form)
    for only in _sections():
        yield Call("run csv", ("run", "-", "--only", only, "--format", CSV), CSV)
    yield Call("plot", ("plot", "-"), SVG)
    yield Call("page", ("page", "-"), HTML)
    yield from _as_of_days(scenario)
    yield from _of_subjects(scenario)
    yield from _of_branches(scenario)


def _sections() -> tuple[str, ...]:
    """The sections that `negsim run --only` takes."""
    command = group.get_command(Context(group), "run")
    assert command is not None
    [only] = (option.type for option in command.params if option.name == "only")
    assert isinstance(only, SelectionType)
    return only.names


def _as_of_days(scenario: Scenario) -> Iterator[Call]:
    """Calls that ask as of the first, a middle and the last day of the record."""
    dates = sorted(when.best for when in scenario.history.dates)
    if not dates:
        return
    first, middle, last = (str(dates[number]) for number in (0, len(dates) // 2, -1))
    for reading in READINGS:
        asked = ("--as-of", middle, "--reading", reading)
        yield Call(f"run as of, {reading}", ("run", "-", *asked))
        yield Call(f"plot as of, {reading}", ("plot", "-", *asked), SVG)
    for form in FORMATS:
        yield Call(f"diff {form}", ("diff", "-", "--as-of", first, last, "--format", form), form)
    yield Call("assess since", ("assess", "-", "--since", first, "--as-of", last))
    for actor, form in zip((*scenario.start.setting.actors, _CLOCK), cycle(FORMATS), strict=False):
        yield Call(f"legal {form}", ("legal", "-", "--by", actor, "--format", form), form)


def _of_subjects(scenario: Scenario) -> Iterator[Call]:
    numbers = (f"#{number}" for number in range(1, len(scenario.history.moves) + 1, 5))
    for name, form in zip((*scenario.history.states[-1].ids, *numbers), cycle((_STORY, *FORMATS, HTML)), strict=False):
        yield Call(f"why {form}", ("why", "--format", form, "--", "-", name), TABLE if form == _STORY else form)
    for issue, form in zip(scenario.start.setting.issue_ids[:6], cycle((*FORMATS, HTML, _STORY)), strict=False):
        asked = ("why", "--format", form, "--issue", issue, "--", "-")
        yield Call(f"why issue, {form}", asked, TABLE if form == _STORY else form)


def _of_branches(scenario: Scenario) -> Iterator[Call]:
    for branch, form in zip(scenario.branches[:4], cycle(FORMATS), strict=False):
        asked = ("-", "--branch", branch.id)
        yield Call(f"run branch, {form}", ("run", *asked, "--format", form), form)
        yield Call(f"diff branch, {form}", ("diff", *asked, "--format", form), form)
        yield Call("page branch", ("page", *asked), HTML)


def called(call: Call, data: bytes, scenario: Scenario | None = None) -> Iterator[str]:
    """The faults in the end and the output of a command that reads the file, or is given the scenario in it.

    Raises: what the command raises.
    """
    if scenario is None:
        result = _invoked(call, data)
    else:
        with patch("sim.cli.options.scenario_in", return_value=scenario):
            result = _invoked(call, data)
    yield from _ending(call, result, (0, 1))
    if result.exit_code in (0, 1):
        yield from complaints(call.form, result.stdout_bytes)


def refused(call: Call, data: bytes) -> Iterator[str]:
    """The faults in the end of a command on an invalid file. Raises: what the command raises."""
    result = _invoked(call, data)
    yield from _ending(call, result, (2,))
    if not result.stderr_bytes:
        yield f"{call.arguments[0]} says nothing of the faults"


def _invoked(call: Call, data: bytes) -> Result:
    result = CliRunner().invoke(group, list(call.arguments), input=data)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def _ending(call: Call, result: Result, statuses: tuple[int, ...]) -> Iterator[str]:
    said = result.stderr_bytes.decode("utf-8", "replace")
    if result.exit_code not in statuses:
        yield f"{call.arguments[0]} ends with status {result.exit_code}: {said}"
    for complaint in for_a_terminal(said):
        yield f"on stderr, {complaint}"
