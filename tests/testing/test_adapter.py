import re
from datetime import date, datetime

import pytest
from hypothesis.errors import InvalidArgument
from testing.test_machine import QUICK, Model, disagreement

from sim import History, IllegalMoveError, When
from sim.moves import (
    Accept,
    AgreeToContinue,
    Commit,
    Impose,
    Leave,
    Oppose,
    Propose,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks
from sim.testing import aspects
from sim.testing.adapter import standing
from sim.testing.aspects import AsOf
from sim.testing.generator import MoveGenerator, last_day
from sim.testing.machine import run
from sim.testing.story import START

DAY, LATER, LAST = "2013-03-01", "2013-03-11", "2013-03-31"


class Told:
    """An adapter that tells what it is given, and nothing else."""

    def __init__(self, **told):
        for method, answer in told.items():
            setattr(self, method, lambda answer=answer: answer)

    def apply(self, move):
        raise NotImplementedError

    def state(self):
        return {}


def differences(moves, day=None, kinds=(Proposal, Measure), **told):
    """The differences between what is told and the model on a day, the last one unless it is given."""
    record = History.of(START, moves)
    when = last_day(record.states[-1]) if day is None else date.fromisoformat(day)
    return list(aspects.differences(AsOf(record.states[-1], when, kinds, lambda: record), Told(**told)))


def offer(name="a", **further):
    return Propose(subject=name, by="aland", issue="quota", date=DAY, **further)


def imposed(**further):
    return Impose(subject="levy", by="aland", issue="quota", date=DAY, **further)


# SINCE


def test_since_is_the_day_of_the_move_that_brought_the_status():
    moves = [offer(), Oppose(subject="a", by="bohus", date=LATER)]
    assert differences(moves, since={"a": LATER}) == []
    assert differences(moves, since={"a": DAY}) == ["a: since is 2013-03-01, not 2013-03-11"]


@pytest.mark.parametrize("day", [date(2013, 3, 1), datetime(2013, 3, 1, 9, 30), DAY, "2013-03-01T09:30", When.of(DAY)])  # noqa: DTZ001 - a day is asked for
def test_a_day_may_be_told_in_any_form_that_python_has(day):
    assert differences([offer()], since={"a": day}) == []


def test_what_is_no_day_is_shown_as_it_is():
    assert differences([offer()], since={"a": "yesterday"}) == ["a: since is yesterday, not 2013-03-01"]


def test_what_is_left_out_and_what_is_told_too_much_are_named():
    assert differences([offer()], since={"b": DAY}) == [
        "a: since is none, not 2013-03-01",
        "b: since is 2013-03-01, not none",
    ]


def test_since_is_told_for_each_party_of_a_commitment():
    moves = [Suspend(subject="pact", by="bohus", date=DAY)]
    assert differences(moves, kinds=(Commitment,), since={"pact": {"aland": "1998-05-01", "bohus": DAY}}) == []
    assert differences(moves, kinds=(Commitment,), since={"pact": {"bohus": LATER}}) == [
        "pact, aland: since is none, not 1998-05-01",
        "pact, bohus: since is 2013-03-11, not 2013-03-01",
    ]


def test_what_is_announced_stands_since_its_day_only_once_that_has_come():
    moves = [imposed(effective=LATER)]
    assert differences(moves, since={"levy": DAY}) == []
    assert differences(moves, day=LATER, since={"levy": LATER}) == []


# ENDS


ENDS = {
    "an offer that expires": ([offer(expires=LAST)], DAY, {"a": LAST}),
    "an offer that is closed": ([offer(expires=LAST), Withdraw(subject="a", by="aland", date=DAY)], DAY, {}),
    "an offer without an end": ([offer()], DAY, {"a": None}),
    "a threat": ([Threaten(subject="levy", by="aland", issue="quota", date=DAY, deadline=LAST)], DAY, {"levy": LAST}),
    "a threat put off": (
        [
            Threaten(subject="levy", by="aland", issue="quota", date=DAY, deadline=LATER),
            Suspend(subject="levy", by="aland", date=DAY, until=LAST),
        ],
        DAY,
        {"levy": LAST},
    ),
    "a measure until a day": ([imposed(until=LAST)], DAY, {"levy": LAST}),
    "a measure past its last day": ([imposed(until=LATER)], LAST, {}),
    "a measure on its last day": ([imposed(until=LATER)], LATER, {"levy": LATER}),
    "a measure from a later day": ([imposed(effective=LATER, until=LAST)], DAY, {"levy": LATER}),
    "a measure once it is in place": ([imposed(effective=LATER, until=LAST)], LATER, {"levy": LAST}),
    "a measure suspended for a while": (
        [imposed(until=LAST), Suspend(subject="levy", by="aland", date=DAY, until=LATER)],
        DAY,
        {"levy": LATER},
    ),
}


@pytest.mark.parametrize("case", ENDS)
def test_the_end_is_the_day_on_which_the_status_ends_by_itself(case):
    moves, day, ends = ENDS[case]
    assert differences(moves, day, ends=ends) == []


def test_the_end_of_a_part_in_a_commitment_is_that_of_its_status():
    moves = [
        Commit(subject="truce", by="both", issue="quota", date=DAY, until=LAST),
        Leave(subject="truce", by="bohus", date=DAY, effective=LATER),
    ]
    ends = {"truce": {"aland": LAST, "bohus": LATER}}
    assert differences(moves, kinds=(Commitment,), ends=ends) == []
    ends["truce"]["bohus"] = LAST
    assert differences(moves, kinds=(Commitment,), ends=ends) == ["truce, bohus: end is 2013-03-31, not 2013-03-11"]


def test_the_end_of_scheduled_talks_is_the_day_for_which_they_are_due():
    moves = [AgreeToContinue(subject="experts", by="both", date=DAY, due=LAST)]
    assert differences(moves, kinds=(Talks,), ends={"experts": LATER}) == ["experts: end is 2013-03-11, not 2013-03-31"]
    assert differences(moves, kinds=(Talks,), ends={"experts": LAST, "ministers": None}) == []


# ANSWERS AND FIGURES


def test_answers_are_those_that_are_given():
    moves = [offer(), Accept(subject="a", by="bohus", date=DAY), offer("b")]
    for told in ({"a": {"bohus": "accepted"}}, {"a": {"bohus": "accepted"}, "b": {"bohus": "awaited"}}):
        assert differences(moves, answers=told) == []
    assert differences(moves, answers={"a": {"bohus": "opposed"}}) == ["a, bohus: answer is opposed, not accepted"]


def test_of_figures_those_that_are_told_are_compared():
    moves = [offer(), Oppose(subject="a", by="bohus", date=LATER)]
    figures = {"tension": 1, "hostile moves": {"bohus": 1}, "last met": None}
    assert differences(moves, figures=figures) == []
    figures |= {"tension": 2, "concessions": {"aland": 1}, "next talks": date(2013, 3, 1)}
    assert differences(moves, figures=figures) == [
        "concessions, aland: figure is 1, not 0",
        "next talks: figure is 2013-03-01, not 2013-04-01",
        "tension: figure is 2, not 1",
    ]


def test_a_figure_that_does_not_exist_is_named_with_what_is_like_it():
    with pytest.raises(
        InvalidArgument, match="there is no figure 'tensions', which the adapter tells; did you mean tension"
    ):
        differences([], day=DAY, figures={"tensions": 1})


def test_what_an_adapter_tells_has_to_be_a_mapping():
    with pytest.raises(InvalidArgument, match=r"`since` of the adapter gives \[\]; it must give a mapping by id"):
        differences([], day=DAY, since=[])


def test_an_adapter_that_tells_nothing_more_does_not_differ():
    assert differences([offer()]) == []


# IN THE MACHINE


class Dated(Model):
    """The model as a system that knows the day, which it is told, and tells all aspects of what it has."""

    def __init__(self, start=START):
        super().__init__(start)
        self.start, self.days = start, []

    def today(self, day):
        self.days.append(day)

    def state(self):
        return standing(self.position, self.days[-1], self.kinds)

    def model(self):
        record = History.of(self.start, self.made)
        return AsOf(self.position, self.days[-1], self.kinds, lambda: record)

    def told(self, method):
        [aspect] = [each for each in aspects.ASPECTS if each.method == method]
        told = {}
        for (name, *whose), value in aspect.expected(self.model()).items():
            if whose:
                told.setdefault(name, {})[whose[0]] = value
            else:
                told[name] = value
        return told

    def since(self):
        return self.told("since")

    def ends(self):
        return self.told("ends")

    def answers(self):
        return self.told("answers")


class Timed(Dated):
    kinds = (Measure,)


TIMED = MoveGenerator(START, kinds=(Measure,))


def test_a_system_that_tells_all_that_the_model_says_agrees_with_it():
    run(Dated, settings=QUICK, refusal=IllegalMoveError)


def test_a_system_that_is_told_the_day_is_compared_when_days_pass():
    class Frozen(Timed):
        def state(self):
            return standing(self.position, last_day(self.position), self.kinds)

    said, _ = disagreement(Frozen, generator=TIMED)
    assert ", as of 2" in said


def test_the_day_never_runs_backwards():
    days = []

    class Watched(Timed):
        def today(self, day):
            assert not self.days or self.days[-1] <= day
            super().today(day)
            days.append(day)

        def apply(self, move):
            assert move.date.best == self.days[-1]
            super().apply(move)

    run(Watched, generator=TIMED, settings=QUICK, refusal=IllegalMoveError)
    assert len(set(days)) > 2


def test_what_an_adapter_tells_wrongly_is_no_disagreement():
    class Listing(Model):
        kinds = (Proposal,)

        def since(self):
            return []

    with pytest.raises(InvalidArgument, match="`since` of the adapter gives"):
        run(Listing, generator=MoveGenerator(START, kinds=(Proposal,)), settings=QUICK)


def test_an_adapter_may_say_itself_what_the_system_supports():
    made = set()

    class Choosy(Timed):
        def supports(self, move):
            return move.by != "aland"

        def apply(self, move):
            made.add(move.by)
            super().apply(move)

    run(Choosy, generator=TIMED, settings=QUICK, refusal=IllegalMoveError)
    assert "bohus" in made
    assert "aland" not in made


def test_a_difference_names_the_aspect_and_the_place():
    class Reset(Model):
        kinds = (Proposal,)

        def since(self):
            return {name: each.moves[-1].date.best for name, each in self.position.proposals.items()}

    said, _ = disagreement(Reset)
    assert re.search(r": in the system (\w+): since is 2013-..-.., not 2013-..-..$", said)
