import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import hypothesis
import pytest
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from sim import IllegalMoveError, Setting, loads, moves, replay, step, violations
from sim.moves import Accept, Act, Leave, Propose, Suspend, Withdraw
from sim.rules.registry import LIFECYCLES
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.proposals import Proposal
from sim.testing import FAILS
from sim.testing.aims import NearMiss, Wait
from sim.testing.generator import MoveGenerator, last_day
from sim.testing.machine import DisagreementError, NegotiationMachine, run, standing
from sim.testing.story import SETTING, START

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "docs"))
transcripts = import_module("transcripts")

PAGE = (ROOT / "docs" / "how-to" / "drive-a-system-under-test.md").read_text("utf-8")
SLOW = pytest.mark.slow(reason="the machine makes every move of every kind of subject")
KINDS = [pytest.param(kind, marks=[] if kind in (Proposal, Commitment) else SLOW) for kind in LIFECYCLES]
PROPOSALS = MoveGenerator(START, kinds=(Proposal,))
QUICK = hypothesis.settings(
    NegotiationMachine.TestCase.settings,
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=60,
    stateful_step_count=20,
    phases=(hypothesis.Phase.generate,),
    suppress_health_check=tuple(hypothesis.HealthCheck),
)

SHRUNK = hypothesis.settings(QUICK, phases=(hypothesis.Phase.generate, hypothesis.Phase.shrink))


class Model:
    """The model as a system under test, of which subjects of some kinds are looked at."""

    kinds = tuple(LIFECYCLES)

    def __init__(self, start=START):
        self.position, self.made = start, []

    def apply(self, move):
        self.position = step(self.position, move)
        self.made.append(move)

    def state(self):
        return standing(self.position, last_day(self.position), self.kinds)


class Proposals(Model):
    kinds = (Proposal,)


class Gullible(Proposals):
    def apply(self, move):
        if not violations(self.position, move):
            super().apply(move)


class ProposalMachine(NegotiationMachine):
    adapter_factory = Gullible
    generator = PROPOSALS
    refusal = IllegalMoveError


def disagreement(adapter, generator=PROPOSALS, settings=QUICK, **further):
    with pytest.raises(DisagreementError) as raised:
        run(adapter, generator=generator, settings=settings, **further)
    return str(raised.value), getattr(raised.value, "__notes__", ())


@pytest.mark.parametrize("kind", KINDS)
def test_a_system_that_does_as_the_model_agrees_with_it_in_all_that_may_happen(kind):
    verbs = set()

    class Watched(Model):
        kinds = (kind,)

        def apply(self, move):
            super().apply(move)
            verbs.add(type(move))

    often = hypothesis.settings(QUICK, max_examples=150)
    run(Watched, generator=MoveGenerator(START, kinds=(kind,)), settings=often, refusal=IllegalMoveError)
    assert verbs == {row.move for row in LIFECYCLES[kind].transitions if row.target == "subject"}


def test_a_machine_is_one_of_hypothesis_and_takes_further_rules():
    restarted = []

    class Machine(NegotiationMachine):
        adapter_factory = Model

        @rule()
        def restart(self):
            restarted.append(len(self.moves))

    assert {rule.function.__name__ for rule in Machine.setup_state().rules} == {"play", "restart"}
    run_state_machine_as_test(Machine, settings=QUICK)
    assert len(restarted) > 1


def test_the_steps_of_a_failure_are_printed_as_they_can_be_played_again():
    _, notes = disagreement(Gullible, refusal=IllegalMoveError, settings=SHRUNK)
    *played, last = [line for note in notes for line in note.splitlines() if line.startswith("state.play(")]
    names = {name: getattr(moves, name) for name in moves.__all__} | {
        "state": ProposalMachine(),
        "NearMiss": NearMiss,
        "Wait": Wait,
    }
    for line in played:
        eval(line, names)
    with pytest.raises(DisagreementError, match="but the system accepts it"):
        eval(last, names)


def test_a_generator_of_proposals_makes_nothing_else():
    made = []

    class Recorded(Proposals):
        def apply(self, move):
            super().apply(move)
            made.append(move.subject)

    run(Recorded, generator=PROPOSALS, settings=QUICK)
    assert made
    assert not set(made) & set(START.ids)


def test_the_parties_may_have_other_names():
    start = Negotiation.begin(Setting({"мир": "Мир", "公海": "公海"}, issues={"fish": "Fish"}))
    names = set()

    class Named(Model):
        def __init__(self):
            super().__init__(start)

        def apply(self, move):
            super().apply(move)
            names.add(move.by)

    run(Named, generator=MoveGenerator(start), settings=QUICK)
    assert names >= {"мир", "公海", "both"}


def test_a_system_that_refuses_a_legal_move_does_not_agree():
    class Strict(Proposals):
        def apply(self, move):
            if isinstance(move, Withdraw):
                raise KeyError(move.subject)
            super().apply(move)

    said, _ = disagreement(Strict)
    assert re.match(r"after move \d+, withdraw (\w+) by .*: it is legal, but the system raises KeyError\('\1'\)", said)


def test_a_system_with_another_status_does_not_agree():
    class Lenient(Proposals):
        def state(self):
            return {name: status.replace("lapsed", "withdrawn") for name, status in super().state().items()}

    said, _ = disagreement(Lenient)
    assert re.search(r"lapse (\w+).* by the clock on .*: in the system \1 is 'withdrawn', not 'lapsed'", said)


def test_a_disagreement_names_the_party_that_a_commitment_differs_for():
    class Forgetful(Model):
        def state(self):
            return {"pact": dict.fromkeys(SETTING.party_ids, "in-force")}

    said, _ = disagreement(Forgetful, generator=MoveGenerator(START, (Suspend,), (Commitment,)))
    assert re.search(r"suspend pact by (\w+) on .*: in the system pact, \1 is 'in-force', not 'suspended'", said)


def test_a_system_that_begins_with_something_else_does_not_agree_before_any_move():
    closed = []

    class Empty(Model):
        def state(self):
            return {}

        def close(self):
            closed.append(self)

    said, _ = disagreement(Empty, generator=MoveGenerator(START, kinds=(Commitment,)))
    assert said == "before any move: in the system pact is missing"
    assert closed


def test_an_adapter_is_closed_after_each_run():
    opened, closed = [], []

    class Closing(Model):
        def __init__(self):
            super().__init__()
            opened.append(self)

        def close(self):
            closed.append(self)

    run(Closing, settings=hypothesis.settings(QUICK, max_examples=3))
    assert opened == closed != []


def test_an_adapter_may_be_made_by_a_function():
    class Machine(NegotiationMachine):
        adapter_factory = lambda: Model()  # noqa: E731, PLW0108 - a function, which must not become a method

    machine = Machine()
    machine.make(Suspend(subject="pact", by="aland", date="2013-01-01"))
    machine.teardown()
    assert [type(move) for move in machine.system.made] == [Suspend]


def test_an_illegal_move_cannot_be_made():
    class Machine(NegotiationMachine):
        adapter_factory = Model

    with pytest.raises(IllegalMoveError):
        Machine().make(Accept(subject="pact", by="aland", date="2013-01-01"))


def test_a_system_that_accepts_illegal_moves_does_not_agree():
    said, _ = disagreement(Gullible, refusal=IllegalMoveError)
    assert re.search(r" may not .*; but the system accepts it$", said)


def test_a_system_that_refuses_an_illegal_move_and_is_changed_by_it_does_not_agree():
    class Sloppy(Proposals):
        spoilt = False

        def apply(self, move):
            self.spoilt = bool(violations(self.position, move))
            super().apply(move)

        def state(self):
            return super().state() | ({"ghost": "tabled"} if self.spoilt else {})

    said, _ = disagreement(Sloppy, refusal=IllegalMoveError)
    assert re.search(r"and the refused .*: in the system ghost is there, and was not to be$", said)


def test_a_system_that_breaks_on_an_illegal_move_does_not_agree():
    class Brittle(Proposals):
        def apply(self, move):
            if violations(self.position, move):
                raise ZeroDivisionError
            super().apply(move)

    said, _ = disagreement(Brittle, refusal=IllegalMoveError)
    assert said.endswith("; the system does not refuse it, but raises ZeroDivisionError()")


def test_what_the_system_does_not_take_is_neither_made_nor_tried():
    tried = []

    class Recorded(Proposals):
        def apply(self, move):
            tried.append(move)
            super().apply(move)

    class Machine(NegotiationMachine):
        adapter_factory = Recorded
        generator = PROPOSALS
        refusal = IllegalMoveError

        def supports(self, move):
            return getattr(move, "kind", "offer") == "offer" and move.speaker is None

    run_state_machine_as_test(Machine, settings=QUICK)
    assert {move.kind for move in tried if isinstance(move, Propose)} == {"offer"}
    assert not any(move.speaker for move in tried)


def test_what_is_expected_can_be_told_in_other_words():
    class Machine(NegotiationMachine):
        adapter_factory = Proposals
        generator = PROPOSALS

        def expected(self):
            return {name: status.upper() for name, status in super().expected().items()}

        def differences(self, expected, found):
            return super().differences({name: status.lower() for name, status in expected.items()}, found)

    run_state_machine_as_test(Machine, settings=QUICK)


def test_days_pass_between_moves_but_not_beyond_the_calendar():
    days = set()

    class Machine(NegotiationMachine):
        adapter_factory = Model
        generator = MoveGenerator(replay(START, [Act(subject="x", by="aland", date="9999-12-20", tone="neutral")]))

        @invariant()
        def seen(self):
            days.add(str(self.day))

    class Late(Model):
        def __init__(self):
            super().__init__(Machine.generator.start)

    Machine.adapter_factory = Late
    run_state_machine_as_test(Machine, settings=hypothesis.settings(QUICK, max_examples=30))
    assert {"9999-12-20", "9999-12-21", "9999-12-23"} <= days


def test_a_system_that_is_told_the_day_is_tried_on_that_day_alone():
    told, tried = [], set()

    class Clocked(Proposals):
        def today(self, day):
            told.append(day)

        def apply(self, move):
            tried.add(move.date.best == told[-1])
            super().apply(move)

    run(Clocked, generator=PROPOSALS, settings=QUICK, refusal=IllegalMoveError)
    assert tried == {True}


def test_a_commitment_stands_for_each_party_as_of_the_day():
    left = Leave(subject="pact", by="aland", date="2013-01-01", effective="2013-02-01")
    state = replay(START, [left])
    assert standing(state, left.date.best)["pact"] == {"aland": "leaving", "bohus": "in-force"}
    assert standing(state, left.effective.best)["pact"] == {"aland": "left", "bohus": "in-force"}


def test_a_failure_prints_a_scenario_that_replays_to_the_disagreement():
    class Lenient(Proposals):
        def state(self):
            return {name: status.replace("lapsed", "withdrawn") for name, status in super().state().items()}

    said, notes = disagreement(Lenient)
    [printed] = (note for note in notes if note.startswith(FAILS))
    scenario = loads(printed)
    assert f"after move {len(scenario.history.moves)}, lapse" in said
    assert "lapsed" in {each.status for each in scenario.history.states[-1].proposals.values()}


# THE HOW-TO


def pytested(page, folder):
    list(transcripts.played(re.sub(r"^```console\n.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL), folder))
    command = [sys.executable, "-m", "pytest", "--tb=native", "-p", "no:cacheprovider", "test_tracker.py"]
    environment = {**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout


@pytest.mark.slow(reason="every pytest that the pages run is run, and shrinks what it finds")
def test_the_mistake_in_the_how_to_is_found_as_the_page_shows_it(tmp_path):
    status, printed = pytested(PAGE[: PAGE.index("<!-- change: tracker.py")], tmp_path)
    shown, *_ = (block.body for block in transcripts.blocks(PAGE) if "DisagreementError" in block.body)
    saved, *_ = (block.body for block in transcripts.blocks(PAGE) if block.of == "ratification.yaml")
    assert status == 1
    assert shown.partition("…\n")[2] in printed
    assert saved in printed
    assert [move.verb for move in loads(saved).history.moves] == ["propose", "accept", "accept"]


@pytest.mark.slow(reason="every pytest that the pages run is run, and shrinks what it finds")
def test_the_mended_system_of_the_how_to_agrees(tmp_path):
    status, printed = pytested(PAGE, tmp_path)
    assert status == 0, printed
