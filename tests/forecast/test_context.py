from datetime import date

import pytest
from attrs import evolve
from futures import EARLIER, SINCE, context, make, measure, proposal

from sim.forecast.calendar import CalendarEvent
from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Commit, Extend, Suspend
from sim.rules.subjects.measures import Impose, Threaten
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import AgreeToContinue
from sim.testing.story import SETTING, START


def act(name, party, day=EARLIER, tone="hostile"):
    return Act(subject=name, by=party, date=day, tone=tone)


def subjects(made_move):
    return [each.move.subject for each in made_move]


def unanswered(*moves, party="bohus", delay=0, on=SINCE):
    day = date.fromisoformat(str(on))
    return subjects(context(*moves, on=day, since=day).unanswered(party, delay))


def test_it_has_the_moves_of_the_record_each_with_its_tone():
    state = context(act("parade", "aland"), Remark(subject="quota", by="bohus", date=EARLIER, kind="hope"))
    assert [(each.move.by, each.tone) for each in state.moves_so_far] == [("aland", "hostile"), ("bohus", "neutral")]
    assert state.made == []


def test_a_move_that_is_made_is_kept_with_its_tone_and_the_subject_that_it_makes_comes_last():
    state = context(act("parade", "aland"))
    made_move = make(state, Threaten(subject="strike", by="bohus", date=SINCE, issue="quota", action="x"))
    assert (made_move.tone, state.made, state.version) == ("hostile", [made_move], 2)
    assert state.ids == ("pact", "ministers", "experts", "parade", "strike")


def test_a_remark_makes_no_subject():
    state = context(made=[Remark(subject="quota", by="aland", date=SINCE, kind="hope")])
    assert "quota" not in (*state.subjects, *state.changed)


def test_a_copy_goes_on_by_itself():
    state = context(act("parade", "aland"))
    other = state.copy()
    make(other, Propose(subject="halves", by="aland", date=SINCE, issue="quota"))
    other.turn_to(When.of("2013-04-01"))
    assert (state.ids, len(state.moves_so_far), state.day) == (("pact", "ministers", "experts", "parade"), 1, SINCE)
    assert (other.ids[-1], other.made[0].move.subject, other.day) == ("halves", "halves", date(2013, 4, 1))


def test_what_is_countered_in_a_copy_is_not_countered_in_the_first():
    state = context(proposal("halves"))
    make(state.copy(), Propose(subject="thirds", by="bohus", date=SINCE, issue="quota", counters="halves"))
    assert state.countered_by == {}


def test_the_tone_of_a_move_is_the_strongest_of_its_effects():
    state = context(measure("strike"), measure("levy", verb=Impose))
    made_move = make(state, CarryOut(subject="strike", by="aland", date=SINCE, as_="levy"))
    assert made_move.tone == "hostile"


def test_a_move_counts_as_that_of_the_party_with_which_its_maker_stands():
    sided = evolve(START, setting=evolve(SETTING, sides={"council": "bohus"}))
    moves = (act("a", "aland"), act("c", "council"), Commit(subject="vow", by=BOTH, date=EARLIER))
    assert [made.side for made in context(*moves).moves_so_far] == ["aland", None, None]
    state = context(*moves, start=sided)
    assert [made.side for made in state.moves_so_far] == ["aland", "bohus", None]
    assert subjects(state.unanswered("aland")) == ["c"]
    assert subjects(state.unanswered("bohus")) == ["a"]
    assert subjects(state.by("bohus")) == []
    assert state.last_tone("bohus") == "hostile"


def test_the_days_up_to_the_present_one_come_back_in_order_with_what_they_may_have_turned():
    levy = measure("levy", verb=Impose, effective="2013-03-20", until="2013-03-25")
    state = context(levy, proposal("halves", expires="2013-03-21"))
    turned = state.turn_to(When.of("2013-04-01"))
    assert [(str(day), name) for day, name in turned] == [
        ("2013-03-20", "levy"),
        ("2013-03-22", "halves"),
        ("2013-03-26", "levy"),
    ]
    assert state.turn_to(When.of("2013-04-02")) == [(date(2013, 4, 2), "experts")]


def test_an_end_that_is_put_off_in_between_turns_on_its_new_day():
    state = context(measure("levy", verb=Impose, until="2013-03-25"))
    make(state, Extend(subject="levy", by="aland", date=SINCE, until="2013-04-10"))
    assert (date(2013, 4, 11), "levy") in state.turn_to(When.of("2013-05-01"))


def test_what_is_said_in_a_copy_is_not_said_in_the_first():
    state = context()
    make(state.copy(), Remark(subject="quota", by="aland", date=SINCE, kind="hope"))
    assert state.said == []


def test_it_begins_on_the_day_of_the_forecast_and_turns_from_day_to_day():
    calendar = (CalendarEvent("vote", When.of("2013-05-05"), "The vote"),)
    state = context(calendar=calendar)
    assert (state.day, state.since, state.until) == (SINCE, SINCE, date(2013, 6, 1))
    assert "vote" in [each.id for each in state.calendar]
    state.turn_to(When.of("2013-04-01"))
    assert (state.day, state.when) == (date(2013, 4, 1), When.of("2013-04-01"))


def test_the_moves_of_a_party_are_those_that_it_made_alone_the_newest_first():
    joint = AgreeToContinue(subject="experts", by=BOTH, date=EARLIER)
    state = context(act("a", "aland"), act("b", "bohus"), joint, act("c", "aland"), act("d", "council"))
    assert subjects(state.by("aland")) == ["c", "a"]


def test_the_last_tone_of_a_party_is_that_of_its_last_move_alone():
    vow = Commit(subject="vow", by=BOTH, date=EARLIER, title="x")
    state = context(act("a", "aland"), vow)
    assert [state.last_tone(party) for party in ("aland", "bohus")] == ["hostile", None]


# WHAT AWAITS AN ANSWER


def test_moves_of_the_other_side_since_the_last_own_one_are_unanswered_the_newest_first():
    moves = [act("a", "aland"), act("b", "bohus"), act("c", "aland"), act("d", "aland")]
    assert unanswered(*moves) == ["d", "c"]
    assert unanswered(*moves, party="aland") == []


def test_joint_moves_and_those_of_third_parties_neither_answer_nor_await_an_answer():
    joint = AgreeToContinue(subject="experts", by=BOTH, date=EARLIER)
    assert unanswered(act("a", "aland"), joint, act("c", "council")) == ["a"]


def test_what_was_done_on_one_day_is_answered_in_the_order_in_which_it_was_done():
    assert unanswered(act("a", "bohus", SINCE), act("b", "aland", SINCE)) == ["b"]
    assert unanswered(act("b", "aland", SINCE), act("a", "bohus", SINCE)) == []


@pytest.mark.parametrize(("day", "expected"), [("2013-03-07", []), ("2013-03-08", ["a"]), ("2013-03-20", ["a"])])
def test_with_a_delay_a_move_awaits_its_answer_only_when_it_is_as_old_as_that(day, expected):
    assert unanswered(act("a", "aland", SINCE), delay=7, on=day) == expected


def test_with_a_delay_a_move_made_too_soon_is_no_answer_and_one_made_in_time_is():
    soon, due = act("b", "bohus", "2013-03-04"), act("b", "bohus", "2013-03-08")
    assert unanswered(act("a", "aland", SINCE), soon, delay=7, on="2013-03-08") == ["a"]
    assert unanswered(act("a", "aland", SINCE), due, delay=7, on="2013-03-08") == []


def test_with_a_delay_each_move_has_its_own_day():
    moves = [act("a", "aland", "2013-03-01"), act("b", "aland", "2013-03-03"), act("c", "bohus", "2013-03-08")]
    assert unanswered(*moves, delay=7, on="2013-03-09") == []
    assert unanswered(*moves, delay=7, on="2013-03-10") == ["b"]


def test_a_move_of_another_tone_than_those_that_matter_neither_awaits_an_answer_nor_is_one():
    moves = [act("a", "aland"), act("b", "aland", tone="neutral"), act("c", "bohus", tone="neutral")]
    assert subjects(context(*moves).unanswered("bohus", tones=("hostile",))) == ["a"]


# WHEN A THREAT MAY BE CARRIED OUT

LEVY = measure("levy", verb=Impose, effective="2013-05-01")
STRIKE = measure("strike")


def carried_out_today(name, *moves):
    state = context(*moves)
    return state.may_carry_out(state.subjects[name])


@pytest.mark.parametrize(
    ("name", "moves"),
    [
        ("levy", [LEVY]),
        ("strike", [STRIKE, CarryOut(subject="strike", by="aland", date=EARLIER, effective="2013-05-01")]),
    ],
    ids=["imposed", "carried out"],
)
def test_what_is_announced_for_a_later_day_is_not_carried_out_before(name, moves):
    assert not carried_out_today(name, *moves)


def test_what_was_announced_and_put_off_may_be_carried_out_once_it_stands_as_a_threat():
    put_off = Suspend(subject="levy", by="aland", date=EARLIER, until="2013-02-20")
    assert carried_out_today("levy", LEVY, put_off)
    assert carried_out_today("strike", STRIKE)
