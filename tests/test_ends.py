"""Dates of ends and beginnings have doubt: what is past under which reading, and what the law refuses for a date."""

from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given, strategies as st

from sim.history.history import History
from sim.history.replay import step
from sim.model.dates import CERTAIN, LIKELY, POSSIBLE, READINGS, When
from sim.model.errors import IllegalMoveError, InconsistentDatesError, InvalidFieldError, Where
from sim.moves import (
    Accept,
    Act,
    AgreeToContinue,
    Breach,
    CarryOut,
    Commit,
    Ease,
    Extend,
    Impose,
    Lapse,
    Leave,
    Lift,
    Oppose,
    Propose,
    Resume,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.talks import Talks
from sim.rules.verdict import violations
from sim.testing.story import SETTING, START
from sim.testing.values import whens

SET_ON = "2013-03-01"
END = date(2013, 4, 1)
FORMS = {
    "2013-04-01": (END, END, END),
    "2013-04": (date(2013, 4, 30), date(2013, 4, 30), END),
    "../2013-04-01": (END, END, date(2013, 3, 1)),
    "2013-04-01/..": (None, None, END),
    "2013-04-01/2013-04-10": (date(2013, 4, 10), date(2013, 4, 10), END),
    "2013-04-01?": (None, END, date(2013, 3, 1)),
}
"""For each form of an end that is set on 1 March: its day when it is certainly, likely, possibly past (None: never)."""
LAST_DAYS = [(text, reading, day) for text, days in FORMS.items() for reading, day in zip(READINGS, days, strict=True)]

declared = Commitment.declared(Declaration("deal", issue="quota", since="2013-01-01"), SETTING.party_ids)


def story(*moves, declared=()):
    """The history of these moves and a last one at the end of the year, so that every day can be asked about."""
    start = Negotiation.begin(SETTING, declared) if declared else START
    return History.of(start, (*moves, Act(subject="parade", by="aland", date="2013-12-31", tone="neutral")))


def propose(**given):
    return Propose(subject="offer", by="aland", date=SET_ON, issue="quota", **given)


def is_past(name, made, day, reading):
    """Whether the end of what was made reads as past."""
    view = made.as_of(day, reading)
    [status] = set(view.statuses(name)[1].values())
    return {"expired", "due", "overdue"} & {*status.words} != set()


ENDS = {
    "expires": ("offer", lambda end: story(propose(expires=end))),
    "deadline": (
        "strike",
        lambda end: story(Threaten(subject="strike", by="aland", date=SET_ON, issue="quota", action="x", deadline=end)),
    ),
    "until": (
        "truce",
        lambda end: story(Commit(subject="truce", by="both", date=SET_ON, issue="quota", until=end)),
    ),
    "the until of a measure": ("levy", lambda end: story(impose(date=SET_ON, until=end))),
    "due": ("ministers", lambda end: story(AgreeToContinue(subject="ministers", by="both", date=SET_ON, due=end))),
    "an extension": (
        "offer",
        lambda end: story(propose(expires="2013-03-10"), Extend(subject="offer", by="aland", date=SET_ON, expires=end)),
    ),
    "an extension of a threat": (
        "strike",
        lambda end: story(
            Threaten(subject="strike", by="aland", date="2013-02-01", issue="quota", action="x", deadline="2013-02-10"),
            Extend(subject="strike", by="aland", date=SET_ON, deadline=end),
        ),
    ),
    "an extension of a commitment": (
        "truce",
        lambda end: story(
            Commit(subject="truce", by="both", date="2013-02-01", issue="quota", until="2013-02-10"),
            Extend(subject="truce", by="both", date=SET_ON, until=end),
        ),
    ),
    "a declared until": (
        "deal",
        lambda end: story(
            declared=(Commitment.declared(Declaration("deal", since=SET_ON, until=end), SETTING.party_ids),)
        ),
    ),
}


@pytest.mark.parametrize("kind", ENDS)
@pytest.mark.parametrize(("text", "reading", "last"), LAST_DAYS)
def test_an_end_is_past_from_the_day_after_its_last_under_each_reading(kind, text, reading, last):
    if (kind, text) == ("an extension", "../2013-04-01"):
        last = last and max(last, date(2013, 3, 1))
    name, made = ENDS[kind][0], ENDS[kind][1](text)
    if last is None:
        assert not is_past(name, made, "2013-12-31", reading)
    else:
        assert not is_past(name, made, last, reading)
        assert is_past(name, made, last + timedelta(1), reading)


def notice(effective):
    return story(Leave(subject="pact", by="bohus", date=SET_ON, effective=effective))


def treaty(effective):
    return story(Commit(subject="pact-2", by="both", date=SET_ON, issue="quota", effective=effective))


def announced(effective):
    return story(impose(date=SET_ON, effective=effective))


def resumption(effective):
    away = Suspend(subject="pact", by="bohus", date=SET_ON)
    return story(away, Resume(subject="pact", by="bohus", date=SET_ON, effective=effective))


def replacement(effective):
    return story(Commit(subject="x", by="both", date=SET_ON, issue="quota", replaces="pact", effective=effective))


def since(day):
    return story(declared=(Commitment.declared(Declaration("deal", since=day), SETTING.party_ids),))


BEGINNINGS = {
    "a notice of exit": (notice, "pact", "leaving", "left"),
    "an announced measure": (announced, "levy", "threatened", "in-place"),
    "a later resumption": (resumption, "pact", "suspended", "in-force"),
    "a later replacement": (replacement, "pact", "in-force", "superseded"),
    "a later effect": (treaty, "pact-2", "pending", "in-force"),
    "a declared since": (since, "deal", "pending", "in-force"),
}


OPEN_BEFORE = {("a declared since", text, POSSIBLE) for text in ("../2013-04-01", "2013-04-01?")}
"""What may have begun on any day: no move sets it."""
FIRST_DAYS = [(kind, *asked) for kind in BEGINNINGS for asked in LAST_DAYS if (kind, *asked[:2]) not in OPEN_BEFORE]


@pytest.mark.parametrize(("kind", "text", "reading", "first"), FIRST_DAYS)
def test_a_beginning_has_come_on_its_day_under_each_reading(kind, text, reading, first):
    make, name, before, after = BEGINNINGS[kind]
    made = make(text)

    def status(day):
        statuses = made.as_of(day, reading).state.subjects[name].statuses(day, reading)
        return statuses.get("bohus", statuses.get(""))

    if first is None:
        assert status(date(2013, 12, 31)) == before
    else:
        assert status(first) == after
        assert first == date(2013, 3, 1) or status(first - timedelta(1)) == before


@given(whens(date(2013, 1, 1), date(2013, 12, 31)), st.dates(date(2012, 1, 1), date(2014, 12, 31)))
def test_what_is_certainly_past_is_likely_past_and_what_is_likely_past_is_possibly_past(end, day):
    assert end.is_past(day, CERTAIN) <= end.is_past(day, LIKELY) <= end.is_past(day, POSSIBLE)
    assert end.has_come(day, CERTAIN) <= end.has_come(day, LIKELY) <= end.has_come(day, POSSIBLE)


@given(whens(date(2013, 1, 1), date(2013, 12, 31)), st.sampled_from(READINGS))
def test_it_comes_on_the_first_day_on_which_it_has_come(when, reading):
    for day in when.comes_on(reading):
        assert when.has_come(day, reading)
        assert day == date.min or not when.has_come(day - timedelta(1), reading)
    for day in when.past_from(reading):
        assert when.is_past(day, reading)
        assert not when.is_past(day - timedelta(1), reading)
    if not when.comes_on(reading):
        assert not when.has_come(date.max, reading)


# WHAT THE LAW REFUSES FOR A DATE


def are_apart(move, end):
    """Whether no day of the move is on or before a day of the end, by looking at every day of two years."""
    days = [date(2012, 7, 1) + timedelta(n) for n in range(1000)]
    first = next((day for day in days if holds(move, day)), days[-1])
    last = next((day for day in reversed(days) if holds(end, day)), days[0])
    return first > last


def holds(when, day):
    return (when.earliest or date.min) <= day <= (when.latest or date.max)


spans = whens(date(2013, 1, 1), date(2013, 12, 31))
ANSWERS = {
    "accept": lambda when: Accept(subject="offer", by="bohus", date=when),
    "oppose": lambda when: Oppose(subject="offer", by="bohus", date=when),
    "replace": lambda when: Propose(subject="other", by="aland", date=when, issue="quota", replaces="offer"),
}


@pytest.mark.parametrize("answer", ANSWERS)
@given(when=spans, end=spans)
def test_an_answer_is_refused_for_its_date_only_where_no_day_would_do(answer, when, end):
    state = step(START, Propose(subject="offer", by="aland", date="2012", issue="quota", expires=end))
    assert bool(violations(state, ANSWERS[answer](when))) == are_apart(when, end)


@given(when=spans, end=spans)
def test_who_joins_a_commitment_is_refused_for_the_date_only_where_no_day_would_do(when, end):
    state = step(START, Commit(subject="truce", by="aland", date="2012", issue="quota", until=end))
    assert bool(violations(state, Commit(subject="truce", by="bohus", date=when))) == are_apart(when, end)


@given(when=spans, end=spans)
def test_an_end_may_be_set_wherever_some_day_would_do(when, end):
    assert bool(violations(START, propose_on(when, end))) == are_apart(when, end)


def propose_on(when, end):
    return Propose(subject="offer", by="aland", date=when, issue="quota", expires=end)


@given(when=spans, end=spans)
def test_a_lapse_is_refused_for_its_date_only_where_every_day_is_too_early(when, end):
    state = step(START, Propose(subject="offer", by="aland", date="2012", issue="quota", expires=end))
    assert bool(violations(state, Lapse(subject="offer", date=when))) == are_apart(end, when)


@given(when=spans, effective=spans)
def test_a_notice_is_broken_or_put_off_wherever_some_day_is_before_it_takes_effect(when, effective):
    state = step(START, Leave(subject="pact", by="bohus", date="2012", effective=effective))
    before = When(date.min, None, effective.latest and effective.latest - timedelta(1), "")
    given = {"subject": "pact", "date": when}
    assert bool(violations(state, Breach(by="bohus", **given))) == are_apart(when, before)
    assert bool(violations(state, Extend(by="both", effective="2015", **given))) == are_apart(when, before)
    assert violations(state, Resume(by="bohus", **given)) == ()


@given(when=spans, effective=spans)
def test_what_is_announced_is_withdrawn_before_its_day_and_lifted_from_it_on(when, effective):
    state = step(START, impose(date="2012", effective=effective))
    before = When(date.min, None, effective.latest and effective.latest - timedelta(1), "")
    given = {"subject": "levy", "by": "aland", "date": when}
    assert bool(violations(state, Withdraw(**given))) == are_apart(when, before)
    assert bool(violations(state, Lift(**given))) == are_apart(effective, when)


@given(when=spans, until=spans)
def test_what_is_suspended_for_a_time_is_resumed_in_it_and_suspended_anew_after_it(when, until):
    state = step(step(START, impose(date="2012")), Suspend(subject="levy", by="aland", date="2012", until=until))
    after = When(date.max, until.earliest and until.earliest + timedelta(1), None, "")
    given = {"subject": "levy", "by": "aland", "date": when}
    assert bool(violations(state, Resume(**given))) == are_apart(when, until)
    assert bool(violations(state, Suspend(**given))) == are_apart(after, when)


@given(when=spans, until=spans)
def test_what_has_expired_is_extended_and_not_eased(when, until):
    state = step(START, impose(date="2012", until=until))
    given = {"subject": "levy", "by": "aland", "date": when}
    assert bool(violations(state, Ease(**given))) == are_apart(when, until)
    assert violations(state, Extend(until="2015", **given)) == ()


def impose(**given):
    return Impose(subject="levy", by="aland", issue="ports", **given)


# THE BOUNDS KNOW IT


def bounds(*moves):
    when = History.of(START, moves).dates[-1]
    return str(when.earliest), str(when.best), str(when.latest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2013-09", ("2013-09-01", "2013-09-10", "2013-09-10")),
        ("../2013-09-20", ("2013-08-01", "2013-09-10", "2013-09-10")),
        ("2013-09-20?", ("2013-08-01", "2013-09-10", "2013-09-10")),
        ("2013-09-02", ("2013-09-02", "2013-09-02", "2013-09-02")),
    ],
)
@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_no_later_than_the_end_that_it_had_to_meet(answer, text, expected):
    offer = Propose(subject="offer", by="aland", date="2013-08-01", issue="quota", expires="2013-09-10")
    assert bounds(offer, ANSWERS[answer](text)) == expected


def test_an_answer_within_an_extended_end_has_the_new_one_to_meet():
    offer = Propose(subject="offer", by="aland", date="2013-08-01", issue="quota", expires="2013-09-10")
    longer = Extend(subject="offer", by="aland", date="2013-09-01", expires="2013-09-20")
    assert bounds(offer, longer, ANSWERS["accept"]("2013-09"))[2] == "2013-09-20"


def test_a_move_is_no_later_than_the_end_that_it_sets_and_a_lapse_no_earlier_than_the_end():
    assert bounds(propose_on("2013-09", "2013-09-10")) == ("2013-09-01", "2013-09-10", "2013-09-10")
    offer = Propose(subject="offer", by="aland", date="2013-08-01", issue="quota", expires="2013-09-10")
    assert bounds(offer, Lapse(subject="offer", date="2013-09"))[0] == "2013-09-10"


def test_a_notice_is_broken_or_put_off_before_it_takes_effect():
    leave = Leave(subject="pact", by="bohus", date="2013-03-01", effective="2013-06-10")
    assert bounds(leave, Breach(subject="pact", by="bohus", date="2013-06"))[2] == "2013-06-09"
    assert bounds(leave, Extend(subject="pact", by="both", date="2013-06", effective="2015"))[2] == "2013-06-09"
    assert bounds(leave, Resume(subject="pact", by="bohus", date="2013-06"))[2] == "2013-06-30"


def test_an_answer_that_the_record_puts_after_the_end_is_a_fault_that_says_why():
    offer = Propose(subject="offer", by="aland", date="2013-08-01", issue="quota", expires="2013-09-10")
    no = Oppose(subject="offer", by="bohus", date="2013-09-05/2013-09-20")
    late = CarryOut(subject="pact", by="bohus", date="2013-09-15")
    yes = Accept(subject="offer", by="bohus", date="2013-09")
    with pytest.raises(InconsistentDatesError) as untimely:
        History.of(START, (offer, no, late, yes))
    [(number, reason)] = untimely.value.faults
    assert number == 4
    assert (
        "2013-09 (no earlier than 2013-09-05, as it follows oppose offer; no later than 2013-09-10, when offer"
        in reason
    )
    assert "expires) runs back: carry-out pact above it was made on 2013-09-15; put the moves" in reason


# NOTHING ENDS BEFORE IT BEGINS


@given(since=spans, until=spans)
def test_a_declared_commitment_cannot_end_before_it_begins(since, until):
    given = {"subject": "deal", "since": since, "until": until}
    if are_apart(since, until):
        with pytest.raises(InvalidFieldError, match="before it begins on"):
            Declaration(**given)
    else:
        assert Declaration(**given).until == until


@given(effective=spans, until=spans)
def test_a_commitment_that_is_made_cannot_end_before_it_begins(effective, until):
    made = Commit(subject="truce", by="both", date="2012", issue="quota", effective=effective, until=until)
    assert bool(violations(START, made)) == are_apart(effective, until)


def test_a_commitment_is_not_extended_to_a_day_before_it_begins():
    state = step(START, Commit(subject="truce", by="both", date=SET_ON, issue="quota", effective="2013-06-01"))
    with pytest.raises(IllegalMoveError, match="it would end on 2013-05-01, before it begins on 2013-06-01"):
        step(state, Extend(subject="truce", by="both", date=SET_ON, until="2013-05-01"))
    with pytest.raises(IllegalMoveError, match="before it begins on 2013-07-01"):
        step(
            step(START, Commit(subject="truce", by="aland", date=SET_ON, issue="quota", until="2013-06-01")),
            Commit(subject="truce", by="bohus", date=SET_ON, effective="2013-07-01"),
        )


def test_what_is_pending_is_acted_on_as_if_it_were_in_force():
    history = story(
        Commit(subject="truce", by="both", date=SET_ON, issue="quota", effective="2013-06-01"),
        Suspend(subject="truce", by="bohus", date="2013-03-10"),
    )
    truce = history.states[-1].commitments["truce"]
    assert truce.statuses(date(2013, 3, 11)) == {"aland": "pending", "bohus": "suspended"}
    assert truce.statuses(date(2013, 6, 1)) == {"aland": "in-force", "bohus": "suspended"}
    assert truce.binds("aland", date(2013, 3, 11))


def test_before_the_first_move_what_is_declared_for_later_is_pending_and_without_a_move_it_stands():
    deal = Commitment.declared(Declaration("deal", since="2013-06-01"), SETTING.party_ids)
    begun = History.of(Negotiation.begin(SETTING, [deal]), [])
    assert str(begun.as_of().statuses("deal")[1]["aland"]) == "in force"
    going_on = story(Propose(subject="x", by="aland", date=SET_ON, issue="quota"), declared=(deal,))
    assert str(going_on.as_of(0).statuses("deal")[1]["aland"]) == "pending, in force from 2013-06-01"


def test_talks_that_are_declared_as_due_on_or_after_a_day_are_not_overdue():
    talks = Talks.declared("envoys", due="2013-04-01/..")
    assert not talks.is_overdue(date(2013, 12, 1))
    assert talks.is_overdue(date(2013, 12, 1), POSSIBLE)


@pytest.mark.parametrize("away", [Suspend, partial(Leave, effective="2014")])
@pytest.mark.parametrize("begin", ["declared", "agreed"])
def test_what_is_resumed_before_it_begins_is_pending_again(away, begin):
    deal = Commitment.declared(Declaration("deal", since="2013-06-01", issue="quota"), SETTING.party_ids)
    made = Commit(subject="deal", by="both", date=SET_ON, issue="quota", effective="2013-06-01")
    history = story(
        *([made] if begin == "agreed" else []),
        away(subject="deal", by="bohus", date="2013-03-10"),
        Resume(subject="deal", by="bohus", date="2013-03-20"),
        declared=[deal] if begin == "declared" else [Commitment.declared(Declaration("other"), SETTING.party_ids)],
    )
    before, after = (history.as_of(day) for day in ("2013-05-31", "2013-06-01"))
    assert str(before.statuses("deal")[1]["bohus"]) == "pending, in force from 2013-06-01"
    assert str(after.statuses("deal")[1]["bohus"]) == "in force"
    assert [change.whose for change in before.difference(after)] == ["aland", "bohus"]


@pytest.mark.parametrize("since", ["2013-06-01", "2013-06", "2013-05-20/2013-06-01"])
def test_who_joins_has_a_term_of_its_own_before_the_others_part_begins(since):
    begun = step(START, Commit(subject="truce", by="aland", date=SET_ON, issue="quota", effective=since))
    joined = step(begun, Commit(subject="truce", by="bohus", date=SET_ON, until="2013-05-01"))
    truce = joined.commitments["truce"]
    assert truce.statuses(date(2013, 4, 1)) == {"aland": "pending", "bohus": "in-force"}
    assert truce.statuses(date(2013, 7, 1)) == {"aland": "in-force", "bohus": "expired"}


def test_what_has_ended_by_then_is_not_resumed_on_a_later_day():
    truce = Commit(subject="truce", by="both", date=SET_ON, issue="quota", until="2013-06-01")
    state = step(step(START, truce), Suspend(subject="truce", by="bohus", date=SET_ON))
    resume = partial(Resume, subject="truce", by="bohus", date=SET_ON)
    with pytest.raises(IllegalMoveError, match="it would end on 2013-06-01, before it begins on 2013-07-01"):
        step(state, resume(effective="2013-07-01"))
    assert step(state, resume(effective="2013-06-01"))


def test_a_part_that_is_suspended_before_it_begins_keeps_its_beginning():
    made = Commit(subject="truce", by="both", date=SET_ON, issue="quota", effective="2013-06-01")
    state = step(START, made)
    for party in SETTING.party_ids:
        state = step(state, Suspend(subject="truce", by=party, date=SET_ON))
    with pytest.raises(IllegalMoveError, match="before it begins on 2013-06-01"):
        step(state, Extend(subject="truce", by="both", date=SET_ON, until="2013-05-01"))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2013-05-31", "for bohus it is pending, in force from 2013-06"),
        ("2013-06", "for bohus it has been in force since 2013-06"),
        ("../2013-06-20", "for bohus it is pending, in force from 2013-06"),
    ],
)
def test_a_refusal_does_not_say_that_what_is_pending_has_been_in_force(day, reason):
    deal = Commitment.declared(Declaration("deal", since="2013-06"), SETTING.party_ids)
    start = Negotiation.begin(SETTING, [deal])
    assert reason in {each.reason for each in violations(start, Resume(subject="deal", by="bohus", date=day))}


def test_a_refusal_names_the_line_of_the_move_that_announced_what_is_pending():
    made = Commit(
        subject="deal", by="bohus", date=SET_ON, issue="quota", effective="2013-06", where=Where("a.yaml", 7, 5)
    )
    again = Commit(subject="deal", by="bohus", date=SET_ON)
    [violation] = violations(step(START, made), again)
    assert violation.reason == "for bohus it is pending, in force from 2013-06 (line 7)"
    unbound = Resume(subject="deal", by="aland", date=SET_ON)
    assert "aland is not bound by deal" in {each.reason for each in violations(step(START, made), unbound)}


def test_no_day_is_looked_for_before_the_first_of_the_calendar():
    start = Negotiation.begin(SETTING, [Commitment.declared(Declaration("deal"), SETTING.party_ids)])
    leave = Leave(subject="deal", by="bohus", date="../2013", effective="0001-01-01")
    when = History.of(start, (leave, Breach(subject="deal", by="bohus", date="../2013"))).dates[-1]
    assert (when.earliest, when.latest) == (None, date(1, 1, 1))
