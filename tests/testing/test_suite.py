import hypothesis
import pytest
from hypothesis.errors import InvalidArgument
from testing.tracker import GENERATOR, SETTING, RefusedError, Tracker, supports

import sim.testing
from sim.moves import Accept, Propose
from sim.testing import FAILS, NegotiationSuite
from sim.testing.laws import LAWS_FROM_OUTSIDE, LawBrokenError
from sim.testing.machine import DisagreementError, NegotiationMachine

BRIEF = hypothesis.settings(
    NegotiationMachine.TestCase.settings,
    database=None,
    derandomize=True,
    max_examples=20,
    stateful_step_count=10,
    suppress_health_check=tuple(hypothesis.HealthCheck),
)


class Suite(NegotiationSuite):
    generator = GENERATOR
    refusal = RefusedError
    settings = BRIEF
    system = Tracker

    def supports(self, move):
        return supports(move)


def names_in(suite):
    return [name for name in dir(suite) if name.startswith("test_")]


@pytest.mark.parametrize("name", names_in(Suite))
def test_a_system_without_mistakes_passes_what_is_not_skipped(name):
    if name.removeprefix("test_the_model_says_the_same_of_") in ("ends", "answers", "figures"):
        with pytest.raises(pytest.skip.Exception, match=f"^the adapter has no `{name.rpartition('_')[2]}`$"):
            getattr(Suite(), name)()
    else:
        getattr(Suite(), name)()


def test_there_is_a_test_for_the_model_for_refusals_for_each_aspect_and_each_law():
    assert set(names_in(Suite)) == {
        "test_it_agrees_with_the_model",
        "test_illegal_moves_are_refused",
        *(f"test_the_model_says_the_same_of_{aspect}" for aspect in ("since", "ends", "answers", "figures")),
        *(f"test_{law.__name__}" for law in LAWS_FROM_OUTSIDE),
    }


def test_without_a_refusal_no_illegal_moves_are_tried_and_the_reason_is_said():
    class Trusting(Suite):
        refusal = ()

    for name in ("test_illegal_moves_are_refused", "test_a_refused_move_leaves_nothing_behind"):
        with pytest.raises(pytest.skip.Exception, match="no `refusal` is named"):
            getattr(Trusting(), name)()


# MISTAKES


class TakesAnything(Tracker):
    def is_allowed(self, move, name, parties):
        return name in self.authors or isinstance(move, Propose)


class ForgetsDays(Tracker):
    def since(self):
        return {name: max(self.days.values()) for name in self.days}


class OneYesIsEnough(Tracker):
    def carry_out(self, move, name, parties):
        super().carry_out(move, name, SETTING.party_ids if isinstance(move, Accept) else parties)


class Reopens(Tracker):
    def carry_out(self, move, name, parties):
        if isinstance(move, Propose):
            self.withdrawn.clear()
        super().carry_out(move, name, parties)


MISTAKES = {
    "test_it_agrees_with_the_model": (OneYesIsEnough, DisagreementError, "in the system a is 'accepted', not 'provis"),
    "test_illegal_moves_are_refused": (TakesAnything, DisagreementError, "but the system accepts it"),
    "test_the_model_says_the_same_of_since": (ForgetsDays, DisagreementError, ": since is 2013-01-"),
    "test_a_refused_move_leaves_nothing_behind": (TakesAnything, LawBrokenError, "law 4, a refused move leaves"),
    "test_ended_is_ended": (Reopens, LawBrokenError, "a is tabled, and had ended as withdrawn"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_fails_the_test_that_is_against_it_and_is_printed(name):
    system, error, said = MISTAKES[name]
    suite = type("Mistaken", (Suite,), {"system": system, "settings": hypothesis.settings(BRIEF, max_examples=100)})()
    with pytest.raises(error) as raised:
        getattr(suite, name)()
    assert said in str(raised.value)
    assert sum(note.startswith(FAILS) for note in raised.value.__notes__) == 1


def test_a_test_of_one_thing_passes_where_only_another_is_wrong():
    suite = type("Mistaken", (Suite,), {"system": ForgetsDays})()
    suite.test_it_agrees_with_the_model()
    suite = type("Mistaken", (Suite,), {"system": Reopens})()
    suite.test_any_prefix_is_a_snapshot()


# THE CLASS


@pytest.mark.parametrize("test", ["test_ended_is_ended", "test_it_agrees_with_the_model"])
def test_a_suite_without_a_system_says_once_what_it_needs(test):
    class Empty(NegotiationSuite):
        settings = BRIEF

    with pytest.raises(InvalidArgument, match=r"^Empty needs a method `system` that gives a fresh adapter") as raised:
        getattr(Empty(), test)()
    assert not hasattr(raised.value, "__notes__")


def test_the_suite_supports_everything_and_asks_for_as_many_laws_as_take_a_moment():
    assert NegotiationSuite().supports(None)
    tried = []

    class Watched(Tracker):
        def __init__(self):
            super().__init__()
            tried.append(self)

    suite = type("Unset", (Suite,), {"settings": None, "system": Watched})()
    suite.test_nothing_is_lost()
    assert 30 < len(tried) <= 3 * 30 + 3


def test_the_adapters_are_closed():
    opened, closed = [], []

    class Closing(Tracker):
        def __init__(self):
            super().__init__()
            opened.append(self)

        def close(self):
            closed.append(self)

    suite = type("Closed", (Suite,), {"system": Closing})()
    for name in ("test_it_agrees_with_the_model", "test_the_model_says_the_same_of_since", "test_ended_is_ended"):
        getattr(suite, name)()
    assert opened == closed != []


def test_a_run_that_hypothesis_gives_up_is_not_judged():
    judged = []

    class Given(Suite):
        def supports(self, move):
            if len(judged) < 3 and move.subject == "b":
                judged.append(move)
                hypothesis.reject()
            return supports(move)

    Given().test_ended_is_ended()
    assert judged


def test_a_subclass_is_collected_and_the_suite_itself_is_not(pytester):
    pytester.makepyfile(
        """
        from testing.tracker import GENERATOR, Tracker, supports
        from sim.testing import NegotiationSuite
        from sim.testing import NegotiationSuite as TestOfNothing

        class TestMine(NegotiationSuite):
            generator = GENERATOR

            def system(self):
                return Tracker()

            def supports(self, move):
                return supports(move)

        class TestNotYet(TestMine):
            __test__ = False

        class Shared(TestMine):
            pass
        """
    )
    pytester.inline_run("--collect-only", "-pno:cacheprovider")
    items, _ = pytester.inline_genitems()
    assert {item.cls.__name__ for item in items} == {"TestMine"}
    assert len(items) == len(names_in(Suite))


def test_the_suite_is_offered_by_the_kit():
    assert "NegotiationSuite" in sim.testing.__all__
