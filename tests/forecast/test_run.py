from datetime import date

import pytest
from attrs import evolve
from futures import EARLIER, EVERYTHING, between, forecast, made, runs
from scipy import stats

from sim.forecast.calendar import Vote, days
from sim.forecast.policies.at_random import RandomMoves
from sim.forecast.policies.hold import Hold
from sim.forecast.policies.scripted import Scripted
from sim.forecast.policies.tit_for_tat import TitForTat
from sim.forecast.registry import PolicyFile, PolicySpec
from sim.forecast.run import Run
from sim.history.replay import replay
from sim.model.dates import When
from sim.model.errors import InvalidFieldError, PolicyError
from sim.model.ids import BOTH
from sim.model.move import Extend, Withdraw
from sim.rules.subjects.measures import Impose, Lift, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Ratify
from sim.rules.subjects.talks import AgreeToContinue
from sim.testing.story import SETTING, START

# THE DAYS OF ITS STEPS


def spoken(since, until, step):
    return [str(day) for day in days(date.fromisoformat(since), date.fromisoformat(until), step)]


@pytest.mark.parametrize(
    ("step", "until", "expected"),
    [
        ("day", "2013-03-03", ["2013-03-02", "2013-03-03"]),
        ("week", "2013-03-15", ["2013-03-08", "2013-03-15"]),
        ("week", "2013-03-14", ["2013-03-08", "2013-03-14"]),
        ("month", "2013-05-31", ["2013-04-01", "2013-05-01", "2013-05-31"]),
        ("month", "2013-03-31", ["2013-03-31"]),
    ],
)
def test_steps_go_on_from_the_first_day_which_is_none_of_them_and_the_last_is_on_the_last_day(step, until, expected):
    assert spoken("2013-03-01", until, step) == expected


def test_a_month_later_is_the_same_day_or_the_last_of_its_month():
    found = spoken("2011-10-31", "2012-04-01", "month")
    assert found == ["2011-11-30", "2011-12-31", "2012-01-31", "2012-02-29", "2012-03-31", "2012-04-01"]


@pytest.mark.parametrize(
    ("step", "expected"),
    [("day", ["9999-12-30", "9999-12-31"]), ("week", ["9999-12-31"]), ("month", ["9999-12-31"])],
)
def test_steps_end_with_the_calendar(step, expected):
    assert spoken("9999-12-29", "9999-12-31", step) == expected


# THE SAME AGAIN


def random_runs(**about):
    return forecast(aland=RandomMoves(), bohus=RandomMoves(), **about)


def test_the_same_run_again_is_the_same():
    assert random_runs().run(3).moves == random_runs().run(3).moves
    assert random_runs().run(3).number == 3


def test_runs_of_other_numbers_and_seeds_differ():
    found = [random_runs().run(0).moves, random_runs().run(1).moves, random_runs(seed=1).run(0).moves]
    assert len(set(found)) == 3


def test_a_run_does_not_touch_its_setup():
    asked = random_runs()
    before = (asked.setup.context.ids, asked.setup.context.version)
    asked.run(0)
    assert (asked.setup.context.ids, asked.setup.context.version) == before


def noting(chances):
    """A policy that makes no move, and notes what its source of chance gives it."""

    def policy(state, party, day, legal, random):
        chances.append(random.random())

    return policy


@pytest.mark.parametrize("other", [Hold(), RandomMoves(), TitForTat()], ids=lambda other: type(other).__name__)
def test_the_chance_of_a_party_does_not_depend_on_what_the_other_does(other):
    in_this_process, beside = [], []
    forecast(aland=noting(in_this_process)).run(5)
    forecast(aland=noting(beside), bohus=other).run(5)
    assert in_this_process == beside


def test_the_chance_of_one_party_is_not_that_of_the_other():
    aland, bohus = [], []
    forecast(aland=noting(aland), bohus=noting(bohus)).run(5)
    assert len(aland) == len(bohus) == 14
    assert not set(aland) & set(bohus)


def test_either_party_moves_first_as_often_as_the_other():
    order = []

    def policy(state, party, day, legal, random):
        order.append(party)

    runs(forecast(aland=policy, bohus=policy), 40)
    firsts = order[::2]
    assert stats.binomtest(firsts.count("aland"), len(firsts)).pvalue > 0.001


# WHAT A POLICY SEES


def test_a_policy_sees_the_day_and_all_that_the_other_has_done_by_then():
    seen = []

    def propose(state, party, day, legal, random):
        return Propose(subject=f"p{day.day}", by=party, date=day, issue="quota")

    def look(state, party, day, legal, random):
        assert (state.day, legal.party, legal.context) == (day, party, state)
        seen.append((day.day, len(state.made)))

    forecast(aland=propose, bohus=look, until=date(2013, 3, 4), step="day").run(0)
    assert [day for day, _ in seen] == [2, 3, 4]
    assert all(count in (number, number + 1) for number, (_, count) in enumerate(seen))


def test_a_run_gives_the_day_of_each_step_when_it_is_done_and_has_its_moves():
    run = Run(forecast(aland=RandomMoves(), bohus=RandomMoves(activity=0, consent=1), step="month").setup, 0)
    assert [str(day) for day in run.steps()] == ["2013-04-01", "2013-05-01", "2013-06-01"]
    assert [str(move.date) for move in run.moves] == ["2013-04-01", "2013-05-01", "2013-06-01"]


def test_whoever_watches_a_run_is_told_of_every_move_as_it_is_made():
    observer = Watching()
    run = Run(random_runs(step="month").setup, 0, observer).finished()
    assert [move for move, _ in observer.moves] == list(run.moves)
    assert [version for _, version in observer.moves] == list(range(1, len(observer.moves) + 1))


def test_whoever_watches_a_run_is_told_of_every_day_that_turns_something_before_anybody_moves():
    impose = Impose(subject="levy", by="aland", date=EARLIER, issue="quota", effective="2013-03-10", until="2013-05-31")
    observer, lift = Watching(), Lift(subject="levy", by="aland", date="2013-03-12")
    run = Run(forecast(impose, aland=Scripted([lift])).setup, 0, observer).finished()
    assert observer.days[0] == ("levy", date(2013, 3, 10), "in-place")
    assert [str(move.date) for move in run.moves] == ["2013-03-15"]


def test_a_run_goes_on_to_the_last_day_of_the_forecast():
    impose = Impose(subject="levy", by="aland", date=EARLIER, issue="quota", effective="2013-05-31")
    observer = Watching()
    Run(forecast(impose, step="month", until=date(2013, 5, 31)).setup, 0, observer).finished()
    assert observer.days[-1] == ("levy", date(2013, 5, 31), "in-place")


class Watching:
    """Notes what it is told: each move with the version after it, and each day with what it has turned."""

    def __init__(self):
        self.moves, self.days = [], []

    def moved(self, made_move, context):
        self.moves.append((made_move.move, context.version))

    def turned(self, name, day, context):
        self.days.append((name, day, context.subjects[name].statuses(day).get("")))


# TOGETHER


def continuing(state, party, day, legal, random):
    return AgreeToContinue(subject="ministers", by=BOTH, date=day)


class Consenting:
    """Makes no move, and joins in as it was told."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def __call__(self, state, party, day, legal, random):
        return None

    def consents(self, state, party, move, random):
        self.asked.append((party, move.verb, move.by))
        return self.answer


def test_a_joint_move_is_made_if_the_other_side_consents():
    other = Consenting(True)
    asked = forecast(aland=continuing, bohus=other, step="month", until=date(2013, 4, 1))
    assert made(asked) == [("2013-04-01", "both", "agree-to-continue", "ministers")]
    assert other.asked == [("bohus", "agree-to-continue", "both")]


def test_a_joint_move_is_not_made_if_the_other_side_does_not_consent():
    assert made(forecast(aland=continuing, bohus=Consenting(False))) == []


def test_a_fault_in_a_consent_is_that_of_the_party_that_was_asked():
    class Deaf(Hold):
        def consents(self, state, party, move, random):
            raise RuntimeError("what?")

    with pytest.raises(PolicyError, match=r"the policy 'deaf' of bohus is at fault .* it raised RuntimeError: what"):
        made(forecast(aland=continuing, bohus=Deaf()))


def test_ctrl_c_while_consent_is_asked_for_is_nobodys_fault():
    class Interrupted:
        def __call__(self, *_):
            return None

        def consents(self, state, party, move, random):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(forecast(aland=continuing, bohus=Interrupted()))


@pytest.mark.parametrize("consents", [False, 0, "never"])
def test_a_consent_that_cannot_be_asked_for_is_a_fault(consents):
    class Never(Hold):
        pass

    Never.consents = consents
    with pytest.raises(PolicyError, match=r"the policy 'never' of bohus is at fault .* is not callable"):
        made(forecast(aland=continuing, bohus=Never()))


def test_an_answer_that_is_neither_yes_nor_no_is_a_fault():
    class Perhaps:
        def __bool__(self):
            raise ValueError("ask me tomorrow")

    with pytest.raises(PolicyError, match=r"the policy 'consenting' of bohus is at fault .* ask me tomorrow"):
        made(forecast(aland=continuing, bohus=Consenting(Perhaps())))


def test_who_has_no_consent_to_give_joins_in():
    class Indifferent(Hold):
        consents = None

    assert len(made(forecast(aland=continuing, bohus=Indifferent()))) == 14


def test_who_does_not_say_whether_it_consents_joins_in():
    def silent(state, party, day, legal, random):
        return None

    assert len(made(forecast(aland=continuing, bohus=silent))) == 14


def test_a_move_alone_needs_no_consent():
    other = Consenting(False)
    forecast(aland=RandomMoves({"propose": 1}, 0), bohus=other, step="month").run(0)
    assert all(by == BOTH for _, _, by in other.asked)


# VOTES

OFFER = Propose(subject="halves", by="aland", date=EARLIER, issue="quota")
RATIFIED = Accept(subject="halves", by="bohus", date=EARLIER, subject_to="council")


def voted(probability, *moves, number=0, **about):
    return made(forecast(OFFER, *moves, ratification_probability=probability, step="month", **about), number)


VOTES = pytest.mark.parametrize(("probability", "verb"), [(0, "reject"), (1, "ratify")])


@VOTES
def test_a_vote_that_the_record_asks_for_is_held_at_the_first_step(probability, verb):
    assert voted(probability, RATIFIED) == [("2013-04-01", "council", verb, "halves")]


def accepting(day_of_it, **fields):
    """A policy that accepts the offer on a day."""

    def policy(state, party, day, legal, random):
        return Accept(subject="halves", by=party, date=day, **fields) if day == date.fromisoformat(day_of_it) else None

    return policy


@VOTES
def test_a_vote_that_is_asked_for_in_a_run_is_held_at_the_next_step(probability, verb):
    found = voted(probability, bohus=accepting("2013-04-01", subject_to="council"))
    assert found == [("2013-04-01", "bohus", "accept", "halves"), ("2013-05-01", "council", verb, "halves")]


def test_a_vote_is_won_as_often_as_the_probability_says():
    asked = forecast(OFFER, RATIFIED, ratification_probability=0.3, step="month")
    won = sum(isinstance(run.moves[0], Ratify) for run in runs(asked, 400))
    assert stats.binomtest(won, 400, 0.3).pvalue > 0.001


def declared(odds=None, date=None, by="", on="halves"):
    return Vote("vote", on, odds, by, None if date is None else When.of(date), "The vote")


@pytest.mark.parametrize("odds", [0.2, 0.9])
def test_a_declared_vote_is_won_with_its_odds_and_not_with_the_probability_for_all(odds):
    asked = forecast(OFFER, RATIFIED, ratification_probability=0.5, step="month", votes=(declared(odds),))
    won = sum(isinstance(run.moves[0], Ratify) for run in runs(asked, 400))
    assert stats.binomtest(won, 400, odds).pvalue > 0.001


@VOTES
def test_a_declared_vote_without_odds_has_the_probability_for_all(probability, verb):
    assert voted(probability, RATIFIED, votes=(declared(),)) == [("2013-04-01", "council", verb, "halves")]


def test_a_declared_vote_is_held_on_its_day_and_only_that_one():
    other = Propose(subject="thirds", by="aland", date=EARLIER, issue="quota")
    accepted = evolve(RATIFIED, subject="thirds")
    found = voted(0, RATIFIED, other, accepted, votes=(declared(1, "2013-03-17"),))
    assert found == [("2013-03-17", "council", "ratify", "halves"), ("2013-04-01", "council", "reject", "thirds")]


def test_who_has_a_vote_on_a_later_day_waits_for_it():
    assert voted(1, RATIFIED, votes=(declared(1, "2013-06-01"),)) == [("2013-06-01", "council", "ratify", "halves")]
    assert voted(1, RATIFIED, votes=(declared(1, "2013-06-02"),)) == []


def test_what_is_put_after_the_day_of_its_vote_is_voted_on_at_the_next_step():
    late = accepting("2013-04-01", subject_to="council")
    found = voted(0, bohus=late, votes=(declared(1, "2013-03-17"),))
    assert found[1:] == [("2013-05-01", "council", "ratify", "halves")]


def test_a_day_before_the_forecast_begins_has_come():
    assert voted(0, RATIFIED, votes=(declared(1, "2013-02-20"),)) == [("2013-04-01", "council", "ratify", "halves")]


def test_a_vote_of_somebody_is_that_of_nobody_else():
    many = evolve(START, setting=evolve(SETTING, third_parties={"council": "Council", "diet": "Diet"}, sides={}))
    both = evolve(RATIFIED, subject_to=("council", "diet"))
    votes = (declared(1), declared(0, by="diet"), declared(0, on="thirds"))
    found = voted(0.5, both, start=many, votes=votes)
    assert [(by, verb) for _, by, verb, _ in found] == [("council", "ratify"), ("diet", "reject")]


def test_what_was_due_before_the_forecast_begins_waits_for_the_first_step_though_another_vote_comes_before():
    many = evolve(START, setting=evolve(SETTING, third_parties={"council": "Council", "diet": "Diet"}, sides={}))
    both = evolve(RATIFIED, subject_to=("council", "diet"))
    votes = (declared(1, "2013-03-17"), declared(1, "2013-02-20", by="diet"))
    found = voted(0.5, both, start=many, votes=votes)
    assert [(day, by) for day, by, _, _ in found] == [("2013-03-17", "council"), ("2013-04-01", "diet")]


def test_odds_are_from_0_to_1():
    with pytest.raises(InvalidFieldError, match=r"odds cannot be 1\.5; give a number from 0 to 1"):
        declared(1.5)


def test_a_lost_vote_is_held_again_only_when_it_is_put_again():
    assert len(voted(0, RATIFIED)) == 1
    again = voted(0, RATIFIED, bohus=accepting("2013-05-01"))
    assert [(by, verb) for _, by, verb, _ in again] == [
        ("council", "reject"),
        ("bohus", "accept"),
        ("council", "reject"),
    ]


def test_a_ratifier_votes_once_on_the_answers_of_both_parties():
    joint = Propose(subject="joint", by="council", date=EARLIER, issue="quota")
    both = (Accept(subject="joint", by=party, date=EARLIER, subject_to="council") for party in ("aland", "bohus"))
    found = made(forecast(joint, *both, ratification_probability=1, step="month"))
    assert found == [("2013-04-01", "council", "ratify", "joint")]


def test_each_ratifier_votes_for_itself():
    many = evolve(START, setting=evolve(SETTING, third_parties={"council": "Council", "diet": "Diet"}, sides={}))
    both = evolve(RATIFIED, subject_to=("council", "diet"))
    found = made(forecast(OFFER, both, start=many, ratification_probability=1, step="month"))
    assert [(by, verb) for _, by, verb, _ in found] == [("council", "ratify"), ("diet", "ratify")]


@VOTES
def test_a_no_that_is_referred_is_voted_on(probability, verb):
    referred = Oppose(subject="halves", by="bohus", date=EARLIER, subject_to="council")
    assert voted(probability, referred) == [("2013-04-01", "council", verb, "halves")]


def test_who_is_to_ratify_what_its_author_proposes_votes_when_the_other_side_has_said_yes():
    reserved = Propose(subject="halves", by="aland", date=EARLIER, issue="quota", subject_to="council")
    assert made(forecast(reserved, step="month")) == []
    found = made(forecast(reserved, bohus=accepting("2013-04-01"), ratification_probability=1, step="month"))
    assert [(day, by, verb) for day, by, verb, _ in found] == [
        ("2013-04-01", "bohus", "accept"),
        ("2013-05-01", "council", "ratify"),
    ]


def test_on_what_is_gone_by_then_nobody_votes():
    withdrawn = Withdraw(subject="halves", by="aland", date=EARLIER)
    opposed = Oppose(subject="halves", by="bohus", date=EARLIER)
    assert voted(1, RATIFIED, withdrawn) == voted(1, RATIFIED, opposed) == []


def test_on_what_is_withdrawn_at_the_same_step_nobody_votes():
    def withdrawing(state, party, day, legal, random):
        is_provisional = state.subjects["halves"].status == "provisional"
        return Withdraw(subject="halves", by=party, date=day) if is_provisional else None

    asked = forecast(OFFER, aland=withdrawing, bohus=accepting("2013-04-01", subject_to="council"), step="month")
    found = {tuple(verb for _, _, verb, _ in made(asked, number)) for number in range(20)}
    assert found == {("accept", "withdraw"), ("accept", "ratify"), ("accept", "reject")}


def test_on_what_has_expired_nobody_votes_until_it_is_extended():
    offer = Propose(subject="offer", by="aland", date=EARLIER, issue="quota", expires="2013-03-05")
    yes = Accept(subject="offer", by="bohus", date=EARLIER, subject_to="council")
    assert made(forecast(offer, yes)) == []
    later = Extend(subject="offer", by="aland", date="2013-03-20", expires="2013-12-31")
    asked = forecast(offer, yes, aland=Scripted((later,)), ratification_probability=1.0)
    assert [verb for _, _, verb, _ in made(asked)] == ["extend", "ratify"]


def test_third_parties_do_nothing_but_vote():
    asked = between("random", "extending", *EVERYTHING)
    others = {(move.by, move.verb) for run in runs(asked, 10) for move in run.moves if move.by == "council"}
    assert {verb for _, verb in others} == {"ratify", "reject"}


# LEGAL


@pytest.mark.parametrize(
    "names", [("random", "extending"), ("markov", "tit-for-tat"), ("brinkmanship", "time-dependent")]
)
def test_every_move_of_a_run_is_legal_in_a_replay_of_the_record_with_it(names):
    asked = between(*names, *EVERYTHING, step="day")
    for number in range(5):
        run = asked.run(number)
        assert asked.branch(number).history.moves[-len(run.moves) :] == run.moves
        assert replay(asked.record.state, run.moves).version == run.context.version


def test_runs_share_nothing_that_a_run_changes():
    asked = between("random", "extending", *EVERYTHING)
    counters = dict(asked.setup.context.countered_by)
    counter = Propose(subject="new", by="aland", date="2013-03-08", issue="mesh", counters="counter")
    evolve(asked, policies={"aland": Scripted([counter]), "bohus": Hold()}).run(0)
    assert asked.setup.context.countered_by == counters
    first = asked.run(0).moves
    asked.run(1)
    assert asked.run(0).moves == first


# WHAT A POLICY MAY NOT DO


def faulty(*offered, **about):
    """What is said of a policy that offers these things, one at each step."""
    waiting = list(offered)

    def careless(state, party, day, legal, random):
        return waiting.pop(0)

    with pytest.raises(PolicyError) as raised:
        forecast(aland=careless, **about).run(7)
    return str(raised.value)


WHERE = "the policy 'careless' of aland is at fault in run 7, on 2013-03-08: "


def test_an_illegal_move_is_named_with_the_reasons_of_the_law():
    words = faulty(Withdraw(subject="strike", by="aland", date="2013-03-08"))
    assert words.startswith(WHERE)
    assert "nobody has made 'strike' yet" in words


@pytest.mark.parametrize("by", ["bohus", "council"])
def test_a_move_of_somebody_else_is_named(by):
    words = faulty(Propose(subject="halves", by=by, date="2013-03-08", issue="quota"))
    assert words == f"{WHERE}it offered propose halves by {by}; aland moves alone or with both"


def test_a_move_on_another_day_is_named():
    words = faulty(Propose(subject="halves", by="aland", date="2013-03-09", issue="quota"))
    assert words == f"{WHERE}it offered propose halves on 2013-03-09; the move is made today"


def test_what_is_no_move_is_named():
    assert faulty("halves") == f"{WHERE}it offered 'halves', which is no move; give a move or None"


def test_the_day_of_a_fault_is_that_of_its_step():
    words = faulty(None, Threaten(subject="t", by="aland", date="2013-03-15", issue="quote", action="x"))
    assert "in run 7, on 2013-03-15: " in words
    assert "did you mean quota?" in words


def test_an_error_in_a_policy_is_named_and_kept():
    def failing(state, party, day, legal, random):
        raise ValueError("no such luck")

    with pytest.raises(PolicyError, match="it raised ValueError: no such luck") as raised:
        forecast(aland=failing).run(0)
    assert isinstance(raised.value.__cause__, ValueError)


class Own(BaseException):
    """What nobody else raises."""


@pytest.mark.parametrize("raised", [SystemExit, GeneratorExit, Own])
def test_a_policy_that_would_end_the_process_is_named(raised):
    def quitter(state, party, day, legal, random):
        raise raised(3)

    words = rf"the policy 'quitter' of aland is at fault .* it raised {raised.__name__}: 3"
    with pytest.raises(PolicyError, match=words):
        made(forecast(aland=quitter))


def test_ctrl_c_while_a_policy_is_at_it_is_nobodys_fault():
    def interrupted(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(forecast(aland=interrupted))


def test_a_policy_is_called_by_the_name_under_which_it_was_chosen():
    own = PolicyFile("own.py", "class Broken:\n    name = 'other'\n    def __call__(self, *_): raise ValueError\n")
    asked = forecast(OFFER, bohus=PolicySpec("broken", file=own))
    with pytest.raises(PolicyError, match="the policy 'broken' of bohus is at fault in run 0, on 2013-03-08"):
        asked.run(0)


def test_a_policy_that_cannot_be_called_is_at_fault():
    own = PolicyFile("own.py", "class Mute:\n    pass\n")
    with pytest.raises(PolicyError, match=r"the policy 'mute' of bohus is at fault .* object is not callable"):
        forecast(bohus=PolicySpec("mute", file=own)).run(0)


def test_a_later_end_leaves_the_same_to_chance():
    short, long = (random_runs(step="day", until=date(2013, 4, day)) for day in (1, 2))
    for number in range(20):
        moves = short.run(number).moves
        assert long.run(number).moves[: len(moves)] == moves
