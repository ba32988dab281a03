"""The short summary of pytest says first after which move, and what differs."""

import pytest

from sim.history.history import History
from sim.moves import Oppose, Propose
from sim.testing.files import as_scenario
from sim.testing.gist import gist
from sim.testing.laws import LawBrokenError
from sim.testing.machine import DisagreementError
from sim.testing.story import START, UnmetError

PROPOSE = Propose(subject="halves", by="aland", date="2013-03-01", issue="quota")
OPPOSE = Oppose(subject="halves", by="bohus", date="2013-03-02")
TESTS = """
    from hypothesis import Phase, given, settings
    from sim.moves import Oppose, Proposal
    from sim.testing.machine import run
    from sim.testing.generator import MoveGenerator
    from sim.testing.strategies import histories

    QUICK = settings(derandomize=True, database=None, deadline=None, phases=[Phase.generate, Phase.shrink])

    @QUICK
    @given(histories(subjects=[Proposal]))
    def test_property(history):
        assert "opposed" not in {proposal.status for proposal in history.states[-1].proposals.values()}

    class Deaf:
        def apply(self, move):
            pass

        def state(self):
            return {}

    def test_machine():
        run(Deaf, generator=MoveGenerator(kinds=[Proposal]), settings=QUICK)

    def test_plain():
        assert 1 == 2
"""


def printed(*moves):
    return as_scenario(History.of(START, moves))


@pytest.mark.parametrize(
    ("error", "message", "summary"),
    [
        (
            DisagreementError("after move 1, x", ("in the system a is 'b', not 'c'",)),
            "sim.testing.machine.DisagreementError: after move 1, x: in the system a is 'b', not 'c'\nMore",
            "after move 1, x: in the system a is 'b', not 'c'\nMore",
        ),
        (LawBrokenError(4, "a_law", "x"), "sim.testing.laws.rules.LawBrokenError: law 4, a law: x", "law 4, a law: x"),
        (UnmetError("x"), "sim.testing.story.UnmetError: x", "x"),
    ],
)
def test_what_the_kit_raises_says_it_itself(error, message, summary):
    assert gist(error, [printed(PROPOSE)], message) == summary


def test_a_property_fails_after_the_last_move_of_its_last_history():
    histories = [printed(PROPOSE), printed(PROPOSE, OPPOSE)]
    assert gist(AssertionError(), histories, "AssertionError: assert 1 == 2\n  More") == (
        "after move 2, oppose halves by bohus on 2013-03-02: assert 1 == 2\n  More"
    )
    assert gist(KeyError(), histories[:1], "KeyError: 'x'") == (
        "after move 1, propose halves by aland on 2013-03-01: KeyError: 'x'"
    )


def test_a_property_may_fail_before_any_move():
    assert gist(AssertionError(), [printed()], "AssertionError: x") == "before any move: x"


@pytest.mark.parametrize("histories", [[], ["# A history that fails.\nmoves: 5\n"]])
def test_without_a_history_that_can_be_read_the_message_stays(histories):
    assert gist(AssertionError(), histories, "AssertionError: x") == "AssertionError: x"


def test_the_short_summary_begins_with_it(pytester, monkeypatch, options_within):
    monkeypatch.setenv("COLUMNS", "300")
    pytester.makepyfile(test_it=TESTS)
    pytester.runpytest_inprocess().stdout.re_match_lines(
        [
            r"FAILED test_it\.py::test_property - after move 2, oppose \w+ by \w+ on 2013-01-01: assert 'opposed' ",
            r"FAILED test_it\.py::test_machine - after move 1, propose \w+ by \w+ on 2013-01-01: in the system ",
            r"FAILED test_it\.py::test_plain - (AssertionError: )?assert 1 == 2$",
        ]
    )
