import gc
import json
import re
from collections import Counter
from importlib import import_module
from threading import Thread

import click
import pytest
from attrs import evolve

from sim.cli import check as check_command, options, output, plot as plot_command, run as run_command
from sim.model.errors import Fault, InvalidScenarioError, Where
from sim.report.table import render as tables
from sim.scenario import as_yaml, loads
from sim.scenario.starter import STARTER
from sim.testing.fuzz import checks, kinds
from sim.testing.fuzz.checks import held
from sim.testing.fuzz.kinds import TookTooLongError, limited, of_exception
from sim.testing.laws.rules import law

SOUND = STARTER.replace("terms: |", "terms: >-").replace("quote: |", "quote: >-").encode()
REFUSED = b"scenario: Title\nparties: {aland: Aland}\n"


def kinds_of(data, *names):
    """The kinds of fault that the checks of these names find, or all checks."""
    return {each.kind for each in held(data, lambda name: not names or name in names).findings}


def ends_in(error):
    """A function that raises the error, whatever it is called with."""

    def fail(*arguments, **others):
        raise error

    return fail


def faults(*places, words="it is wrong"):
    return ends_in(InvalidScenarioError(tuple(Fault(Where("<text>", line, 1), "", words) for line in places)))


def test_a_sound_file_is_held_to_every_check():
    checked = held(SOUND).checked
    commands = {"run", "check", "assess", "diff", "legal", "why"}
    forms = {"table", "markdown", "csv", "json"}
    assert {f"{command} {form}" for command in commands for form in forms} <= {*checked}
    assert {"reading", "as YAML", "as JSON", "dates", "plot", "page", "page branch", "check"} <= {*checked}
    assert {f"law {number}" for number in range(1, 15)} <= {*checked}
    assert checked["why json"] >= 1


def test_a_file_that_is_refused_is_held_to_what_is_said_of_it():
    assert held(REFUSED) == checks.Held(
        Counter({"reading": 1, "faults": 2, "check, refused": 1, "run, refused": 1}), ()
    )


def test_only_checks_that_are_wanted_are_tried():
    assert {*held(SOUND, lambda name: name == "plot").checked} == {"reading", "plot"}
    assert {*held(REFUSED, lambda name: False).checked} == {"reading", "faults"}


def test_a_record_without_moves_has_no_days_to_ask_about():
    assert "legal table" not in held(b"scenario: Title\nparties: {aland: A, bohus: B}\n").checked


def test_laws_are_left_out_where_a_record_is_long(monkeypatch):
    monkeypatch.setattr(checks, "_MOST_MOVES", 3)
    assert not any(name.startswith("law") for name in held(SOUND).checked)


# PLANTED FAULTS: READING


def test_whatever_reading_raises_is_found_with_its_place(monkeypatch):
    monkeypatch.setattr(import_module("sim.scenario.load"), "parsed", ends_in(KeyError("due")))
    assert kinds_of(SOUND) == {"KeyError at sim/scenario/load.py, read_root"}


@pytest.mark.parametrize(
    ("refusal", "kind"),
    [
        (faults(), "it is refused without a fault"),
        (faults(9), "there is no such place"),
        (faults(2, 1), "faults out of order"),
        (faults(1, words=" "), "a fault without words"),
        (faults(1, words="one\ntwo"), "a fault of several lines"),
    ],
)
def test_faults_that_are_not_one_sentence_each_in_order_are_found(monkeypatch, refusal, kind):
    monkeypatch.setattr(checks, "loads", refusal)
    assert kind in kinds_of(REFUSED, "faults")


def test_a_command_that_takes_what_reading_refuses_is_found(monkeypatch):
    monkeypatch.setattr(checks, "loads", faults(1))
    found = kinds_of(SOUND, "check, refused")
    assert found == {"check ends with status 0", "check says nothing of the faults"}


# PLANTED FAULTS: WRITING AND LAWS


def test_what_is_written_and_refused_is_found(monkeypatch):
    monkeypatch.setattr(checks, "as_yaml", lambda scenario: "parties: {}")
    assert kinds_of(SOUND, "as YAML") == {"<lambda>, what is written is refused"}


def test_what_is_written_and_reads_back_otherwise_is_found(monkeypatch):
    def otherwise(scenario):
        return as_yaml(evolve(scenario, title="Another"))

    monkeypatch.setattr(checks, "as_yaml", otherwise)
    assert kinds_of(SOUND, "as YAML") == {"otherwise, another value of title"}


def test_dates_of_the_reader_that_no_history_has_are_found(monkeypatch):
    history = loads(SOUND).history
    monkeypatch.setattr(checks, "_unplaced", lambda scenario: evolve(history, dates=history.dates[::-1]))
    assert kinds_of(SOUND, "dates") == {"the moves have other dates"}


@law(99)
def nothing_ever_happens(history, rules):
    yield from (f"but {move.verb}" for move in history.moves)


def test_a_law_that_is_broken_is_found(monkeypatch):
    monkeypatch.setattr(checks, "LAWS", (nothing_ever_happens,))
    assert kinds_of(SOUND, "law 99") == {"law 99, nothing ever happens is broken"}


# PLANTED FAULTS: COMMANDS


def test_whatever_a_command_raises_is_found_with_its_place(monkeypatch):
    monkeypatch.setattr(plot_command, "picture", ends_in(ZeroDivisionError()))
    assert kinds_of(SOUND, "plot") == {"ZeroDivisionError at sim/cli/plot.py, command"}


def test_a_command_that_refuses_what_can_be_read_is_found(monkeypatch):
    monkeypatch.setattr(run_command, "RunReport", ends_in(SystemExit(3)))
    assert kinds_of(SOUND, "run table") == {"run ends with status 3"}


def test_a_terminal_that_gets_a_raw_sign_is_found_on_either_stream(monkeypatch):
    monkeypatch.setattr(tables, "for_terminal", lambda table, width, encoding, paint: "bell \x07\n")
    assert kinds_of(SOUND, "check table", "why table") == {"table, a raw control or bidi character"}
    monkeypatch.setattr(options, "complain", lambda error: click.echo("bell \x07", err=True))
    assert kinds_of(REFUSED, "check, refused") == {"on stderr, a raw control or bidi character"}


def test_json_that_is_none_is_found(monkeypatch):
    monkeypatch.setattr(output, "json_text", lambda document: json.dumps(1e999))
    assert kinds_of(SOUND, "run json") == {"json, it is not JSON"}


# TIME


def slow(*arguments):
    while True:
        pass


def test_what_takes_too_long_is_found_and_ends_the_checks(monkeypatch):
    monkeypatch.setattr(kinds, "_ALLOWANCE", 0.2)
    monkeypatch.setattr(checks, "as_yaml", slow)
    outcome = held(SOUND)
    assert {each.kind for each in outcome.findings} == {"TookTooLongError in as"}
    assert {*outcome.checked} == {"reading", "as YAML"}


def test_reading_that_takes_too_long_is_found(monkeypatch):
    monkeypatch.setattr(kinds, "_ALLOWANCE", 0.1)
    monkeypatch.setattr(checks, "loads", slow)
    (finding,) = held(SOUND).findings
    assert finding.kind == "TookTooLongError in reading"
    assert re.search(r"more than 0\.1 s of processor time for [\d,]+ bytes", finding.detail)


def test_a_larger_file_may_take_longer(monkeypatch):
    monkeypatch.setattr(kinds, "_SECONDS_A_MEGABYTE", 1e6)
    monkeypatch.setattr(kinds, "_ALLOWANCE", 0)
    with limited(1_000_000):
        assert sum(range(100_000))


@pytest.mark.parametrize("collects", [True, False])
def test_the_garbage_collector_rests_while_time_is_limited_and_is_then_as_before(monkeypatch, collects):
    monkeypatch.setattr(gc, "isenabled", lambda: collects)
    called = []
    monkeypatch.setattr(gc, "disable", lambda: called.append("disable"))
    monkeypatch.setattr(gc, "enable", lambda: called.append("enable"))
    with limited(0):
        called.append("work")
    assert called == ["disable", "work", *(["enable"] if collects else [])]


def test_outside_the_main_thread_nothing_is_limited(monkeypatch):
    monkeypatch.setattr(kinds, "_ALLOWANCE", 0)
    done = []

    def work():
        with limited(0):
            done.append(sum(range(100_000)))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert done


# KINDS


def raised(function):
    try:
        function()
    except BaseException as error:  # noqa: BLE001
        return error
    return None


def test_an_exception_that_no_line_of_sim_has_a_part_in_is_from_outside():
    assert of_exception("run", raised(lambda: 1 / 0)).kind == "ZeroDivisionError at outside sim"


def test_an_endless_recursion_is_where_most_of_its_calls_are(monkeypatch):
    monkeypatch.setattr(kinds, "_places", lambda traceback: iter(["a", "b", "b", "b", "c"]))
    assert of_exception("run", RecursionError()).kind == "RecursionError at b"
    assert of_exception("run", KeyError()).kind == "KeyError at c"


def test_time_that_is_over_is_no_common_exception():
    assert not issubclass(TookTooLongError, Exception)


def test_a_command_that_ends_with_another_status_than_it_may_is_found(monkeypatch):
    monkeypatch.setitem(check_command._STATUSES, "invalid", 3)
    [kind] = kinds_of(REFUSED, "check, refused")
    assert kind.startswith("check ends with status 3")
