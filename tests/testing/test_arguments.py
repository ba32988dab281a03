"""Every wrong argument of the kit is refused at once, in one sentence with the way out."""

import inspect
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Union

import hypothesis
import pytest
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from sim import InvalidFieldError
from sim.history.history import History
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Accept, Oppose, Proposal, Propose
from sim.scenario import load
from sim.testing import find, laws
from sim.testing.adapter import standing
from sim.testing.aims import Wait
from sim.testing.arguments.values import A_STATE
from sim.testing.files import as_scenario, expectations, records, starts
from sim.testing.generator import MoveGenerator, at_random, generate_history
from sim.testing.http import Request, Service
from sim.testing.judging import Log, Read, judge, read_log
from sim.testing.machine import NegotiationMachine, run
from sim.testing.signatures import named
from sim.testing.story import SETTING, START, after
from sim.testing.strategies import begun, histories, illegal_moves, moves, negotiations
from sim.testing.values import any_moves, commitments, conditions, declarations, formats, moves_of, whens

SCENARIO = load(Path(__file__).parents[2] / "scenarios" / "fishing.yaml")
HISTORY = SCENARIO.history
ONWARD = "history.start, or history.states[-1] to go on from there"
PROPOSE = Propose(subject="halves", by="aland", date="2013-03-01", issue="quota")


class Refused(Exception):  # noqa: N818 - what a system raises
    pass


class Adapter:
    def apply(self, move):
        pass

    def state(self):
        return {}


class HalfAnAdapter:
    def apply(self, move):
        pass


def refused(sentence, call, *given, **options):
    with pytest.raises(InvalidArgument, match=f"^{re.escape(sentence)}$"):
        call(*given, **options)


# BOUNDS AND NUMBERS


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"min_moves": -1}, "min_moves is -1, which is too low; give 0 or more"),
        ({"max_moves": -3}, "max_moves is -3, which is too low; give 0 or more"),
        ({"min_moves": "2"}, "min_moves is '2', no whole number; give 0 or more"),
        ({"max_moves": 2.5}, "max_moves is 2.5, no whole number; give 0 or more"),
        ({"min_moves": True}, "min_moves is True, no whole number; give 0 or more"),
        ({"min_moves": None}, "min_moves is None, no whole number; give 0 or more"),
        ({"min_moves": 5, "max_moves": 3}, "min_moves=5 is above max_moves=3; lower the one, or leave the other out"),
    ],
)
@pytest.mark.parametrize("strategy", [histories, negotiations])
def test_bounds_are_numbers_in_order(strategy, options, sentence):
    refused(sentence, strategy, **options)


def test_a_search_takes_what_histories_take():
    refused("min_moves is -1, which is too low; give 0 or more", find, bool, min_moves=-1)
    refused("max_examples is 0, which is too low; give 1 or more", find, bool, max_examples=0)
    refused("seed is 'a', no whole number; give 0 or more", find, bool, seed="a")
    refused("predicate is None, no function; give one that says yes or no of what is drawn", find, None)
    class_of = "a class; give a function of what is drawn: lambda history:"
    moves_of_it = "Propose in map(type, history.moves)"
    refused(f"predicate is Propose, {class_of} {moves_of_it}", find, Propose)
    subjects_of_it = "Measure in map(type, history.states[-1].subjects.values())"
    refused(f"predicate is Measure, {class_of} {subjects_of_it}", find, Measure)
    refused("strategy is 5, no strategy; give one, such as histories() of sim.testing.strategies", find, bool, 5)


def test_turns_are_a_number():
    refused("turns is -5, which is too low; give 0 or more", at_random, 1, -5)
    refused("generator is 3, no MoveGenerator; give MoveGenerator(start)", at_random, 1, 5, 3)


def test_chance_has_a_seed_or_a_source():
    refused(f"seed is {HISTORY!r}, no whole number; give 0 or more", at_random, HISTORY, 5)
    refused("source is 'x', no Random; give random.Random(1)", generate_history, MoveGenerator(), 5, source="x")


def test_days_are_days_in_order():
    refused(
        "min_day 2013-02-01 is after max_day 2013-01-01; exchange them",
        whens,
        max_day=date(2013, 1, 1),
        min_day=date(2013, 2, 1),
    )
    refused("min_day is '2013', no day; give a datetime.date, such as date(2013, 3, 1)", whens, "2013")
    refused("max_day is [], no day; give a datetime.date, such as date(2013, 3, 1)", whens, max_day=[])


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("x", "until is 'x', no day; write it as 2013-03-01"),
        (5, "until is 5, no day; give a datetime.date, such as date(2013, 3, 1)"),
    ],
)
def test_days_pass_until_a_day(day, sentence):
    refused(sentence, Wait, day)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("x", date(2013, 3, 1)), "state is 'x', no state; give what is read from it, load(path).history.start"),
        ((HISTORY, date(2013, 3, 1)), f"state is {HISTORY!r}, no state; give {ONWARD}"),
        ((START, "x"), "day is 'x', no day; give a datetime.date, such as date(2013, 3, 1)"),
        (
            (START, date(2013, 3, 1), Proposal),
            "kinds is Proposal, no list; give a list of subjects, such as kinds=[Proposal]",
        ),
    ],
)
def test_what_stands_is_asked_of_a_state_and_a_day(given, sentence):
    refused(sentence, standing, *given)


# CLASSES


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Propose, "moves is Propose, no list; give a list of moves, such as moves=[Propose]"),
        ("propose", "moves is 'propose', no list; give a list of moves, such as moves=[Propose]"),
        (3, "moves is 3, no list; give a list of moves, such as moves=[Propose]"),
        ([], "moves is empty, so nothing could be drawn; give moves, such as moves=[Propose], or leave it out"),
        (["break-off"], "moves has 'break-off', no class of moves; give the class, BreakOff"),
        (["Oppose"], "moves has 'Oppose', no class of moves; give the class, Oppose"),
        (["opose"], "moves has 'opose', no class of moves; did you mean Oppose?"),
        ([PROPOSE], "moves has a Propose, no class of moves; give its class, Propose"),
        ([Propose, Proposal], "moves has Proposal, no class of moves; name it in the list of subjects"),
    ],
)
def test_moves_are_classes_of_moves(given, sentence):
    for strategy in (histories, negotiations):
        refused(sentence, strategy, moves=given)
    refused(sentence, moves, START, moves=given)
    refused(sentence.replace("moves is", "verbs is").replace("moves has", "verbs has").replace("moves=", "verbs="),
            MoveGenerator, verbs=given)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ([Propose], "subjects has Propose, no class of subjects; name it in the list of moves"),
        (["Proposal"], "subjects has 'Proposal', no class of subjects; give the class, Proposal"),
        ([5], "subjects has 5, no class of subjects; there is Proposal, Measure, Commitment, Talks or RecordedAct"),
    ],
)
def test_subjects_are_classes_of_subjects(given, sentence):
    refused(sentence, histories, subjects=given)
    refused(sentence, moves, START, subjects=given)


def test_a_list_may_be_anything_that_can_be_gone_through():
    history = find(lambda history: True, seed=1, min_moves=2, moves=(verb for verb in [Propose]))
    assert {type(move) for move in history.moves} == {Propose}
    assert MoveGenerator(verbs=iter([Propose, Oppose])).verbs == {Propose, Oppose}


def test_the_class_of_a_value_is_one_of_moves():
    refused("verb is 'propose', no class of moves; give the class, Propose", moves_of, "propose")
    refused("verb is Measure, no class of moves; name it in the list of subjects", moves_of, Measure)


def test_faults_are_known():
    refused("there are no faults 'to late'; did you mean too late?", illegal_moves, START, faults=["to late"])
    sentence = "faults is 'too late', no list; give a list of faults, such as faults=['wrong party']"
    refused(sentence, illegal_moves, START, faults="too late")


def test_known_faults_are_in_order():
    strategy = illegal_moves(START, faults={"unknown id"})
    assert find(lambda move: True, strategy, seed=1).subject not in START.ids


# WHERE HISTORIES BEGIN


@pytest.mark.parametrize(
    ("given", "instead"),
    [
        (SCENARIO, "a Scenario, where no history begins; give scenario.history.start"),
        (HISTORY, f"{HISTORY!r}, where no history begins; give {ONWARD}"),
        (HISTORY.as_of(), "a Snapshot, where no history begins; give its state"),
        ("strait.yaml", "'strait.yaml', where no history begins; give what is read from it, load(path).history.start"),
        (None, "None, where no history begins; give a Setting, a Negotiation, or a strategy of either"),
    ],
)
def test_a_history_begins_in_a_state_or_setting(given, instead):
    refused(f"setting is {instead}", histories, given)
    refused(f"setting is {instead}", negotiations, given)
    refused(
        f"beginning is {instead.replace(', a Negotiation, or a strategy of either', ' or a Negotiation')}", begun, given
    )


@pytest.mark.parametrize("given", [histories(), negotiations(), st.just(START)])
def test_a_strategy_is_no_beginning_of_one_history(given):
    sentence = "beginning is a strategy, where no history begins; give what is drawn from it, as in states.map(begun)"
    refused(sentence, begun, given)


def test_a_path_is_a_path_in_any_form():
    with pytest.raises(InvalidArgument, match=r"give what is read from it, load\(path\)\.history\.start$"):
        histories(Path("strait.yaml"))


def test_what_a_strategy_gives_is_looked_at_when_it_is_drawn():
    with pytest.raises(InvalidArgument, match=r"^beginning is .*History.*; give history\.start, or"):
        find(lambda history: True, setting=st.just(HISTORY))


@pytest.mark.parametrize(
    ("given", "instead"),
    [
        (Setting({"x": "X", "y": "Y"}), "a Setting, no state; give begun(setting), a state in it"),
        (SCENARIO, "a Scenario, no state; give scenario.history.start"),
        (5, "5, no state; give a Negotiation"),
    ],
)
def test_a_move_is_drawn_in_a_state(given, instead):
    for strategy in (moves, illegal_moves):
        refused(f"negotiation is {instead}", strategy, given)


def test_a_generator_begins_in_a_state():
    refused(f"start is a Scenario, no Negotiation; give {A_STATE}", MoveGenerator, SCENARIO)


def test_a_strategy_of_states_is_no_state():
    with pytest.raises(InvalidArgument, match=r"no state; give what is drawn from it, as in negotiations\(\)\.flatmap"):
        moves(negotiations())


@pytest.mark.parametrize("strategy", [declarations, commitments, formats, conditions, any_moves, starts])
def test_values_are_drawn_in_a_setting(strategy):
    refused("setting is a Negotiation, no setting; give negotiation.setting", strategy, START)
    refused("setting is a Scenario, no setting; give scenario.history.start.setting", strategy, SCENARIO)
    refused("setting is 5, no setting; give a Setting", strategy, 5)


def test_a_history_is_no_scenario():
    refused("history is a Scenario, no history; give scenario.history", as_scenario, SCENARIO)
    refused("history is 5, no history; give a History, such as History.of(start, moves)", expectations, 5)
    refused(
        "histories is 5, no strategy; give one, such as histories() of sim.testing.strategies", records, 5
    )  # fmt: skip


def test_a_law_is_for_a_history():
    for law in (laws.check, *laws.LAWS):
        refused("history is a Scenario, no history; give scenario.history", law, SCENARIO)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Propose, "Propose has no apply and no state; an adapter has apply(move) and state()"),
        (HalfAnAdapter, "HalfAnAdapter has no state; an adapter has apply(move) and state()"),
        (lambda: None, "what the factory makes has no apply and no state; an adapter has apply(move) and state()"),
    ],
)
def test_a_law_is_for_what_makes_adapters(given, sentence):
    for law in (laws.check, *laws.LAWS_FROM_OUTSIDE):
        refused(sentence, law, HISTORY, given, refusal=Refused)


def test_a_law_is_told_the_class_by_which_a_system_refuses():
    sentence = "refusal has 'Refused', no class of exceptions; give one, or a tuple of several"
    refused(sentence, laws.check, HISTORY, Adapter, refusal="Refused")


# WHAT CANNOT BE


@pytest.mark.parametrize(
    "options",
    [
        {"moves": [Accept]},
        {"moves": [Propose], "subjects": [Measure]},
        {"setting": Setting({"x": "X", "y": "Y"}), "moves": [Propose]},
        {"setting": Setting({"x": "X", "y": "Y"}), "subjects": [Measure]},
    ],
)
def test_what_nothing_can_be_made_of_is_said(options):
    with pytest.raises(InvalidArgument, match=r"^min_moves is 1, but nothing can be made: .* such as Propose, and to"):
        histories(min_moves=1, **options)
    histories(**options)


@pytest.mark.parametrize(
    "options",
    [
        {"moves": [Propose, Accept]},
        {"setting": Setting({"x": "X", "y": "Y"}, {"river": "The river"}), "moves": [Propose]},
        {"setting": after(PROPOSE).state, "moves": [Accept]},
        {"setting": st.just(START), "moves": [Accept]},
        {"setting": Setting({"x": "X", "y": "Y"})},
    ],
)
def test_what_may_be_made_is_in_order(options):
    histories(min_moves=1, **options)


# MACHINES


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (Adapter(), "adapter_factory is an adapter, and each run needs a fresh one; give what makes it, Adapter"),
        (HalfAnAdapter, "HalfAnAdapter has no state; an adapter has apply(move) and state()"),
        (dict, "dict has no apply and no state; an adapter has apply(move) and state()"),
        (5, "adapter_factory is 5, which makes no adapter; give its class; an adapter has apply(move) and state()"),
        (lambda: [HalfAnAdapter()][0], "HalfAnAdapter has no state; an adapter has apply(move) and state()"),
        (lambda: None, "what adapter_factory makes has no apply and no state; an adapter has apply(move) and state()"),
    ],
)
def test_a_machine_is_given_what_makes_adapters(given, sentence):
    with pytest.raises(InvalidArgument, match=f"^{re.escape(sentence)}"):
        run(given, settings=hypothesis.settings(max_examples=1, database=None, deadline=None))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"generator": START}, "generator is a Negotiation, no MoveGenerator; give MoveGenerator(start)"),
        ({"refusal": Refused()}, "refusal has Refused(), an exception; give its class, Refused"),
        ({"refusal": "Refused"}, "refusal has 'Refused', no class of exceptions; give one, or a tuple of several"),
        (
            {"refusal": [Refused]},
            f"refusal has {[Refused]!r}, no class of exceptions; give one, or a tuple of several",
        ),
        ({"refusal": (Refused, int)}, "refusal has int, no class of exceptions; give one, or a tuple of several"),
        ({"settings": {}}, "settings is {}, no settings; give hypothesis.settings(…)"),
    ],
)
def test_a_machine_is_run_with_what_it_takes(options, sentence):
    refused(sentence, run, Adapter, **options)


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"generator": START}, "generator is a Negotiation, no MoveGenerator; give MoveGenerator(start)"),
        ({"refusal": 5}, "refusal has 5, no class of exceptions; give one, or a tuple of several"),
        ({"faults": ["late"]}, "there are no faults 'late'; did you mean too late?"),
        (
            {"adapter_factory": Adapter()},
            "adapter_factory is an adapter, and each run needs a fresh one; give what makes it, Adapter",
        ),
    ],
)
def test_a_class_of_machines_is_looked_at_when_it_is_made(members, sentence):
    refused(sentence, type, "Machine", (NegotiationMachine,), members)


@pytest.mark.parametrize("faults", [(), ("too late",)])
def test_a_machine_may_leave_out_faults(faults):
    assert type("Machine", (NegotiationMachine,), {"faults": faults, "adapter_factory": Adapter}).faults == faults


def test_a_machine_needs_an_adapter_factory():
    machine = type("Machine", (NegotiationMachine,), {})
    refused("Machine has no adapter_factory; set it to the class of your adapter", machine)


# SERVICES

NO_CODE = "no code; give a number from 100 to 599, such as 201, or several"


@pytest.mark.parametrize(
    ("given", "options", "sentence"),
    [
        (("GET", "/x"), {"expects": 1.5}, f"expects has 1.5, {NO_CODE}"),
        (("GET", "/x"), {"expects": "200"}, f"expects has '200', {NO_CODE}"),
        (("GET", "/x"), {"expects": (200, True)}, f"expects has True, {NO_CODE}"),
        (("GET", "/x"), {"expects": 2000}, f"expects has 2000, {NO_CODE}"),
        ((1, 2), {}, "method is 1, no method of HTTP; give its name, such as 'GET'"),
        (("GET", 2), {}, "path is 2, no path; give a text, such as '/offers/{subject}'"),
        (
            ("GET", "/x"),
            {"read": 3},
            "read is 3, no function; give one that makes of the JSON of an answer what it tells",
        ),
    ],
)
def test_a_request_is_looked_at_when_it_is_made(given, options, sentence):
    refused(sentence, Request, *given, **options)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"url": -1}, "-1 is no address of a service; write it as http://HOST:PORT"),
        ({"moves": "x"}, "moves is 'x', no mapping; give one, such as {Accept: Request(method, path)}"),
        ({"state": "x"}, "'x' is no request `state`; give a Request(method, path)"),
        ({"state": None}, "None is no request `state`; give a Request(method, path)"),
        ({"refusals": "x"}, "'x' is no code; give a number from 400 to 499, or several"),
        ({"refusals": 409.5}, "409.5 is no code; give a number from 400 to 499, or several"),
    ],
)
def test_a_service_is_looked_at_when_it_is_made(given, sentence):
    refused(sentence, Service, **{"url": "http://x", "moves": {}, "state": Request("GET", "/x")} | given)


# LOGS


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: judge(Log(SETTING), seconds="x"), "seconds is a number above 0, not 'x'; 10 is the default"),
        (lambda: judge(Log(SETTING), seconds=True), "seconds is a number above 0, not True; 10 is the default"),
        (lambda: read_log(-1), "read_log takes the path of a file, such as 'requests.jsonl', not -1"),
        (lambda: read_log(b"log"), "read_log takes the path of a file, such as 'requests.jsonl', not b'log'"),
        (
            lambda: Read({"a": "tabled"}, [], 0, 1),
            "the day of a read is a date, or its text such as 2013-01-01, not []",
        ),
        (
            lambda: Read({-1: "x"}, "2013-01-01", 0, 1),
            "a read names each subject by its id, a text, not by -1",
        ),
    ],
)
def test_a_log_is_refused_as_every_input_is(call, sentence):
    with pytest.raises(InvalidFieldError, match=f"^{re.escape(sentence)}$"):
        call()


# SIGNATURES


def test_signatures_are_short_to_read():
    assert str(inspect.signature(histories)) == (
        "(setting: Beginning | SearchStrategy[Beginning] = START, *, min_moves: int = 0, max_moves: int | None = None, "
        "moves: Collection[type[Move]] = EVERY_MOVE, subjects: Collection[type[Subject]] = EVERY_SUBJECT) "
        "-> SearchStrategy[History]"
    )
    assert str(inspect.signature(illegal_moves)).endswith("faults: Collection[str] = …) -> SearchStrategy[Move]")
    assert str(inspect.signature(declarations)) == "(setting: Setting = SETTING) -> SearchStrategy[Declaration]"


@pytest.mark.parametrize(
    ("annotation", "text"),
    [
        (Callable[[Setting, int], None], "Callable[[Setting, int], None]"),
        (tuple[int, ...], "tuple[int, ...]"),
        (Union[Setting, None], "Setting | None"),  # noqa: UP007 - another way to write it
        (Negotiation | int | Setting, "Beginning | int"),
        ("sim.history.History", "History"),
    ],
)
def test_a_type_is_called_as_one_writes_it(annotation, text):
    assert named(annotation) == text


# STORIES


def test_a_story_takes_moves_one_by_one():
    refused("a list is no move; give them one by one, with a star: *moves", after, [PROPOSE])
    refused("5 is no move; make one of it", after().accepts, 5)
    refused(f"start is a Scenario, no Negotiation; give {A_STATE}", after, start=SCENARIO)


# WITHOUT HYPOTHESIS


def test_without_hypothesis_a_wrong_argument_is_a_type_error(monkeypatch):
    monkeypatch.setitem(sys.modules, "hypothesis.errors", None)
    with pytest.raises(TypeError, match=r"^turns is -5, which is too low"):
        at_random(1, -5)


def test_the_plain_player_does_without_hypothesis():
    code = """
        import sys
        sys.modules["hypothesis"] = None
        from sim.testing.generator import MoveGenerator, at_random
        assert len(at_random(1, 5).moves) == 5
        try:
            at_random(1, -5)
        except TypeError as error:
            print(error)
    """
    command = [sys.executable, "-c", inspect.cleandoc(code)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "turns is -5, which is too low; give 0 or more\n"


def test_histories_are_what_they_were():
    assert isinstance(find(lambda history: True, setting=SETTING), History)
