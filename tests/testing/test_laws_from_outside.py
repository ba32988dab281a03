"""The laws as a system under test is judged by them: a small tracker keeps them, and mistakes break each of them."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis.errors import InvalidArgument
from testing.tracker import GENERATOR, OPEN, SETTING, VERBS, RefusedError, Tracker, supports

from sim import History, IllegalMoveError, step
from sim.moves import Accept, Act, Lift, Oppose, Proposal, Propose, Threaten, Withdraw
from sim.rules.state import Negotiation
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.testing import laws
from sim.testing.adapter import standing
from sim.testing.generator import at_random, last_day
from sim.testing.laws import LAWS, LAWS_FROM_OUTSIDE, LawBrokenError
from sim.testing.story import START
from sim.testing.strategies import histories

FIRST, SECOND = "2013-03-01", "2013-03-08"


def offer(name, by, date=FIRST):
    return Propose(subject=name, by=by, issue="quota", date=date)


RECORD = History.of(
    GENERATOR.start,
    [
        offer("a", "aland"),
        offer("b", "bohus"),
        Oppose(subject="a", by="bohus", date=FIRST),
        Accept(subject="b", by="aland", date=FIRST),
        offer("c", "both"),
        Accept(subject="c", by="aland", date=FIRST),
        Withdraw(subject="a", by="aland", date=SECOND),
        offer("d", "aland", SECOND),
        offer("e", "bohus", SECOND),
        offer("f", "both", SECOND),
        Oppose(subject="e", by="aland", date=SECOND),
    ],
)


# MISTAKES


class CountsItsRuns(Tracker):
    """In its third run a system has another word for the first offer; in the first it is asked what it supports."""

    runs = 0

    def __init__(self):
        super().__init__()
        CountsItsRuns.runs += 1

    def state(self):
        is_odd = CountsItsRuns.runs == 3 and len(self.authors) == 1
        return dict.fromkeys(self.authors, "on-the-table") if is_odd else super().state()


class KeepsWhatItTold(Tracker):
    """A status that was asked for once is told from then on, until the offer is withdrawn."""

    def __init__(self):
        super().__init__()
        self.kept = {}

    def state(self):
        now = super().state()
        self.kept = {name: now[name] if name in self.withdrawn else self.kept.get(name, now[name]) for name in now}
        return dict(self.kept)


class LetsAnybodyWithdraw(Tracker):
    """An offer may be withdrawn by the other side."""

    def is_allowed(self, move, name, parties):
        if isinstance(move, Withdraw):
            return name in self.authors and self.status(name) in OPEN
        return super().is_allowed(move, name, parties)


class RecordsWhatItRefuses(Tracker):
    """A refused no counts."""

    def apply(self, move):
        try:
            super().apply(move)
        except RefusedError:
            if isinstance(move, Oppose) and move.subject in self.given:
                self.given[move.subject]["somebody"] = "no"
            raise


class CountsWhatItRefuses(Tracker):
    """After two refusals offers are told in another word, once something else is made."""

    refusals = 0

    def apply(self, move):
        try:
            super().apply(move)
        except RefusedError:
            self.refusals += 1
            raise
        self.is_odd = self.refusals > 1

    def state(self):
        return {
            name: "on-the-table" if status == "tabled" and getattr(self, "is_odd", False) else status
            for name, status in super().state().items()
        }


class BreaksOnWhatIsRefused(Tracker):
    """What is not allowed is an error of another class."""

    def is_allowed(self, move, name, parties):
        if not super().is_allowed(move, name, parties):
            raise KeyError(name)
        return True


class NeverWithdrawsWhatIsOpposed(Tracker):
    """An offer that is opposed stays, whatever its author wants."""

    def is_allowed(self, move, name, parties):
        is_opposed = isinstance(move, Withdraw) and self.status(name) == "opposed"
        return super().is_allowed(move, name, parties) and not is_opposed


class NeverWithdrawsWhatIsTabled(Tracker):
    """An offer without an answer stays, whatever its author wants."""

    def is_allowed(self, move, name, parties):
        return super().is_allowed(move, name, parties) and not (
            isinstance(move, Withdraw) and self.status(name) == "tabled"
        )


class HearsOneParty(Tracker):
    """Of a joint offer the yes of one party is the yes of both."""

    def carry_out(self, move, name, parties):
        both = SETTING.party_ids if isinstance(move, Accept) and move.by == "bohus" else parties
        super().carry_out(move, name, both)


class OpposesTheNewest(Tracker):
    """A no to an offer is recorded for the newest one."""

    def carry_out(self, move, name, parties):
        if isinstance(move, Oppose) and len(self.authors) > 1:
            name = list(self.authors)[-1]
            parties = tuple(self.given[name])
        super().carry_out(move, name, parties)


class Reopens(Tracker):
    """A new offer puts what was withdrawn back on the table."""

    def carry_out(self, move, name, parties):
        if isinstance(move, Propose):
            self.withdrawn.clear()
        super().carry_out(move, name, parties)


class KeepsTheLastThree(Tracker):
    """What is older than the last three offers is forgotten."""

    def state(self):
        state = super().state()
        return {name: state[name] for name in list(state)[-3:]}


class MakesUp(Tracker):
    """A withdrawn offer comes back under another name."""

    def state(self):
        return super().state() | {f"{name}-old": "withdrawn" for name in self.withdrawn}


class HearsNoSecondParty(Tracker):
    """The second party may not answer a joint offer."""

    def is_allowed(self, move, name, parties):
        is_theirs = isinstance(move, Accept) and self.authors.get(name) == "both" and move.by == "bohus"
        return super().is_allowed(move, name, parties) and not is_theirs


MISTAKES = {
    CountsItsRuns: {1},
    KeepsWhatItTold: {2},
    LetsAnybodyWithdraw: {4},
    RecordsWhatItRefuses: {4},
    CountsWhatItRefuses: {4},
    BreaksOnWhatIsRefused: {4},
    NeverWithdrawsWhatIsOpposed: {5},
    NeverWithdrawsWhatIsTabled: {5},
    HearsOneParty: {7},
    HearsNoSecondParty: {5, 7},
    OpposesTheNewest: {5, 8},
    Reopens: {8, 9},
    KeepsTheLastThree: {9, 10},
    MakesUp: {10},
}
"""The mistakes, each with the laws that it breaks."""


def broken_by(system):
    said = {}
    for law in LAWS_FROM_OUTSIDE:
        CountsItsRuns.runs = 0
        try:
            law(RECORD, system, refusal=RefusedError, supports=supports)
        except LawBrokenError as broken:
            said[broken.number] = broken.reason
    return said


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_a_mistake_breaks_the_laws_that_are_against_it_and_no_other(mistake):
    assert set(broken_by(mistake)) == MISTAKES[mistake]


def test_each_law_from_outside_can_fail():
    assert set().union(*MISTAKES.values()) == {law.number for law in LAWS_FROM_OUTSIDE}


# KEPT


@settings(max_examples=30)
@given(history=histories(GENERATOR.start, moves=GENERATOR.verbs, subjects=GENERATOR.kinds))
def test_a_system_without_mistakes_keeps_every_law(history):
    laws.check(history, Tracker, refusal=RefusedError, supports=supports)


class Model:
    """The model as a system under test that knows the day."""

    opened = 0

    def __init__(self):
        self.position, self.day = START, last_day(START)
        Model.opened += 1

    def today(self, day):
        self.day = max(day, self.day)

    def apply(self, move):
        self.position = step(self.position, move)

    def state(self):
        return standing(self.position, self.day)

    def figures(self):
        return {"more hostile": "tie"}

    def close(self):
        Model.opened -= 1


@pytest.mark.parametrize("seed", range(8))
def test_the_model_itself_keeps_every_law_and_is_closed_each_time(seed):
    laws.check(at_random(seed, 25), Model, refusal=IllegalMoveError)
    assert Model.opened == 0


# COMPLAINTS


def complaint(system, law=None):
    with pytest.raises(LawBrokenError) as broken:
        (law or laws.check)(RECORD, system, refusal=RefusedError, supports=supports)
    return str(broken.value)


@pytest.mark.parametrize(
    ("system", "said"),
    [
        (MakesUp, "law 10, nothing is lost: after move 7 (withdraw a by aland on 2013-03-08), a-old is there, and"),
        (KeepsTheLastThree, "law 9, ended is ended: after move 8 (propose d by aland on 2013-03-08), a is no longer"),
        (Reopens, "law 8, moves that share no subject commute: with the newest of all free moves of a day first, a: s"),
        (LetsAnybodyWithdraw, "law 4, a refused move leaves nothing behind: after move 2 (propose b by bohus on 2013-"),
        (
            BreaksOnWhatIsRefused,
            "law 4, a refused move leaves nothing behind: after move 2 (propose b by bohus on 2013",
        ),
        (NeverWithdrawsWhatIsOpposed, "law 5, legal moves are sound and complete: move 7 (withdraw a by aland on 2013"),
    ],
)
def test_a_complaint_names_the_law_and_the_place(system, said):
    assert complaint(system).startswith(said)


def test_a_refused_legal_move_breaks_law_five_whatever_law_is_asked():
    assert complaint(NeverWithdrawsWhatIsOpposed, laws.ended_is_ended) == (
        "law 5, legal moves are sound and complete: move 7 (withdraw a by aland on 2013-03-08) is legal, but the "
        "system raises RefusedError('a')"
    )


def test_illegal_moves_are_tried_only_where_the_refusal_is_named():
    laws.check(RECORD, LetsAnybodyWithdraw, supports=supports)
    with pytest.raises(InvalidArgument, match="name the exception by which the system refuses: refusal="):
        laws.a_refused_move_leaves_nothing_behind(RECORD, LetsAnybodyWithdraw)


def test_what_the_system_does_not_support_is_left_out_with_what_hangs_on_it():
    def lacks_plans(move):
        return supports(move) and move.subject != "b"

    made = []

    class Watched(Tracker):
        def apply(self, move):
            made.append(move.subject)
            super().apply(move)

    laws.nothing_is_lost(RECORD, Watched, supports=lacks_plans)
    assert set(made) == {"a", "c", "d", "e", "f"}


def test_what_the_adapter_says_that_it_does_not_support_is_left_out():
    made = set()

    class Choosy(Tracker):
        def supports(self, move):
            return move.subject in "ab"

        def apply(self, move):
            super().apply(move)
            made.add(move.subject)

    laws.check(RECORD, Choosy, refusal=RefusedError, supports=supports)
    assert made == {"a", "b"}


def test_a_law_that_is_about_the_inside_says_so():
    with pytest.raises(
        InvalidArgument, match=r"law 3 cannot be judged from outside; those of `laws.LAWS_FROM_OUTSIDE`"
    ):
        laws.no_earlier_state_ever_changes(RECORD, Tracker)


def test_an_adapter_in_place_of_what_makes_one_is_refused():
    with pytest.raises(InvalidArgument, match="is neither `Rules` nor makes adapters; give the class of the adapter"):
        laws.check(RECORD, Tracker())


class BreaksSeveralLaws(Tracker):
    """A system that refuses some legal moves by several errors, lets anybody withdraw and loses an offer."""

    def apply(self, move):
        if isinstance(move, Accept):
            raise KeyError(move.subject)
        if isinstance(move, Oppose) and move.by == "bohus":
            raise ValueError(move.subject)
        super().apply(move)

    def is_allowed(self, move, name, parties):
        return super().is_allowed(move, name, parties) or (isinstance(move, Withdraw) and name in self.authors)

    def state(self):
        if len(self.authors) > 2:
            raise RuntimeError("there are too many offers")
        return {name: status for name, status in super().state().items() if name != "c"}


def test_a_system_that_breaks_several_laws_fails_in_one():
    @settings(database=None, derandomize=True, max_examples=100, deadline=None, phases=[Phase.generate, Phase.shrink])
    @given(histories(GENERATOR.start, moves=VERBS, subjects=[Proposal]))
    def keeps_all_laws(history):
        laws.check(history, BreaksSeveralLaws, refusal=RefusedError)

    with pytest.raises(LawBrokenError):
        keeps_all_laws()


@pytest.mark.parametrize(
    ("moves", "raised", "said"),
    [
        (RECORD.moves, ValueError, r"^law 5, .* is legal, but the system raises ValueError\('a'\)$"),
        (
            [offer("a", "aland"), offer("b", "aland"), offer("c", "aland")],
            RuntimeError,
            r"^law 1, .*: the system does not tell its state, but raises RuntimeError\('there are too many offers'\)$",
        ),
    ],
)
def test_a_law_says_what_the_system_raised(moves, raised, said):
    with pytest.raises(LawBrokenError, match=said) as broken:
        laws.check(History.of(GENERATOR.start, moves), BreaksSeveralLaws, refusal=RefusedError)
    assert isinstance(broken.value.__cause__, raised)


def test_what_is_no_answer_is_a_mistake_of_the_adapter():
    class Mistaken(Tracker):
        def state(self):
            return []

    with pytest.raises(InvalidArgument, match="it must give a mapping by id"):
        laws.check(RECORD, Mistaken)


def test_parties_that_begin_otherwise_are_not_exchanged():
    threat = Threaten(subject="levy", by="bank", issue="quota", date=FIRST)
    history = History.of(START, [threat])

    class OneSided(Model):
        def figures(self):
            return {"tension": 2, "hostile moves": {"aland": 1, "bohus": 0}}

    laws.exchanging_the_parties_commutes_with_replay(history, OneSided)


def test_parties_that_may_not_do_what_the_other_did_are_not_exchanged():
    levy = Measure.declared(DeclaredMeasure(subject="levy", by="aland"))
    history = History.of(Negotiation.begin(SETTING, [levy]), [Lift(subject="levy", by="aland", date=FIRST)])

    class Levies(Model):
        def __init__(self):
            super().__init__()
            self.position = history.start

        def figures(self):
            return {}

    laws.exchanging_the_parties_commutes_with_replay(history, Levies)


def test_an_act_may_be_told_or_not():
    history = History.of(START, [Act(subject="visit", by="aland", date=FIRST, tone="neutral")])

    class Silent(Model):
        def state(self):
            return {name: status for name, status in super().state().items() if name != "visit"}

    for system in (Model, Silent):
        laws.nothing_is_lost(history, system)


def test_the_laws_from_outside_are_laws():
    assert [law.number for law in LAWS_FROM_OUTSIDE] == [1, 2, 4, 5, 7, 8, 9, 10]
    assert set(LAWS_FROM_OUTSIDE) < set(LAWS)
