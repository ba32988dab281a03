from typing import Any

import pytest
from attrs import field, frozen
from hypothesis import given

from sim.history.replay import replay
from sim.model.dates import When
from sim.model.move import Move, holds
from sim.moves import (
    Accept,
    Act,
    Adjourn,
    AgreeToContinue,
    Breach,
    BreakOff,
    CarryOut,
    Commit,
    Comply,
    Convene,
    Ease,
    Extend,
    Impose,
    Lapse,
    Leave,
    Lift,
    Oppose,
    Propose,
    Raise,
    Ratify,
    Reject,
    Remark,
    Repudiate,
    Resume,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.report.prose.names import Names
from sim.report.prose.sentences import move_sentence
from sim.testing.story import START
from sim.testing.strategies import histories

DAY = "2013-02-01"
OFFER = Propose(subject="half", by="aland", date=DAY, issue="quota", terms="Half each")
OTHER = Propose(subject="thirds", by="aland", date=DAY, issue="quota", terms="Thirds")
PLAN = Propose(subject="count", by="bohus", date=DAY, issue="quota", terms="A count", kind="plan")
JOINT = Propose(subject="text", by="both", date=DAY, issue="quota", terms={"share": "50 %", "years": "3"})
MEET = Propose(subject="meet", by="bohus", date=DAY, issue="quota", kind="request", matter="procedure")
THREAT = Threaten(subject="close", by="aland", date=DAY, issue="ports", action="close its ports")
NOUN = Threaten(subject="levy", by="aland", date=DAY, issue="ports", action="a levy on herring", level="5 %")
LEVY = Impose(subject="tax", by="bohus", date=DAY, issue="ports", action="A tax")
PROMISE = Commit(subject="truce", by="aland", date=DAY, title="A truce")
MADE = (OFFER, OTHER, PLAN, JOINT, MEET, THREAT, NOUN, LEVY, PROMISE)


def told(move, *earlier):
    """The sentence of a move after these."""
    return str(move_sentence(move, Names(replay(START, (*MADE, *earlier)))))


def by(verb, subject, actor="aland", **given):
    return verb(subject=subject, by=actor, date="2013-02-02", **given)


@pytest.mark.parametrize(
    ("move", "sentence"),
    [
        (OFFER, "Aland made an offer: “Half each”"),
        (PLAN, "Bohus announced a plan: “A count”"),
        (JOINT, "Both sides made a joint offer: “share 50 %, years 3”"),
        (MEET, "Bohus made a procedural request: “meet”"),
        (THREAT, "Aland threatened to close its ports"),
        (NOUN, "Aland made a threat: “a levy on herring” (5 %)"),
        (LEVY, "Bohus imposed a measure: “A tax”"),
        (PROMISE, "Aland made a commitment: “A truce”"),
        (by(Commit, "truce", "bohus"), "Bohus joined “A truce”"),
        (by(Commit, "new", "both", title="Peace"), "Both sides made a joint commitment: “new”"),
        (by(Oppose, "half", "bohus"), "Bohus opposed the offer of Aland, “Half each”"),
        (by(Accept, "text"), "Aland accepted the joint offer “share 50 %, years 3”"),
        (by(Accept, "count"), "Aland ended the opposition to the plan of Bohus, “A count”"),
        (by(Ratify, "half", "council"), "The Nordic Council ratified the offer of Aland, “Half each”"),
        (by(Reject, "half", "council"), "The Nordic Council voted against the offer of Aland, “Half each”"),
        (by(Repudiate, "half"), "Aland repudiated the offer “Half each”"),
        (by(Withdraw, "half"), "Aland withdrew the offer “Half each”"),
        (by(Withdraw, "close"), "Aland withdrew the threat to close its ports"),
        (by(CarryOut, "close", as_="pact"), "Aland carried out the threat to close its ports, recorded in “{pact}”"),
        (by(CarryOut, "count", "bohus"), "Bohus carried out the plan “A count”"),
        (by(CarryOut, "truce"), "Aland fulfilled “A truce”"),
        (by(Suspend, "pact"), "Aland suspended participation in “{pact}”"),
        (by(Suspend, "close"), "Aland deferred the threat to close its ports"),
        (
            by(Suspend, "tax", "bohus", until="2013-03"),
            "Bohus suspended the measure “A tax”, until the end of March 2013",
        ),
        (by(Suspend, "ministers"), "Aland suspended the talks “Fisheries ministers”"),
        (by(Resume, "pact", effective="2013-03"), "Aland resumed participation in “{pact}”, effective in March 2013"),
        (by(Resume, "close"), "Aland renewed the threat to close its ports"),
        (by(Resume, "tax", "council"), "The Nordic Council resumed the measure of Bohus, “A tax”"),
        (by(Extend, "half", expires="2013-04-01"), "Aland extended the offer “Half each”, open until 1 April 2013"),
        (by(Extend, "half"), "Aland extended the offer “Half each”, without an end"),
        (
            by(Extend, "close", deadline="2013-05"),
            "Aland moved the deadline of the threat to close its ports to the end of May 2013",
        ),
        (by(Extend, "pact", effective="2014"), "Aland put off leaving “{pact}”, to take effect in 2014"),
        (by(Extend, "tax", "bohus", effective="2014"), "Bohus put off the measure “A tax”, to take effect in 2014"),
        (by(Comply, "close", "bohus"), "Bohus met the demand behind the threat of Aland to close its ports"),
        (by(Comply, "levy", "bohus"), "Bohus met the demand behind the threat of Aland, “a levy on herring”"),
        (by(Raise, "tax", "bohus", to="10 %"), "Bohus raised the measure “A tax” to 10 %"),
        (by(Ease, "tax", "bohus", to="1 %"), "Bohus eased the measure “A tax” to 1 %"),
        (by(Lift, "tax", "bohus"), "Bohus lifted the measure “A tax”"),
        (by(Impose, "new", issue="quota", effective="2014"), "Aland announced a measure: “new”, effective in 2014"),
        (by(Leave, "pact"), "Aland left “{pact}”"),
        (by(Leave, "pact", "both"), "Both sides ended “{pact}”"),
        (by(Leave, "pact", effective="2014"), "Aland gave notice of leaving “{pact}”, effective in 2014"),
        (by(Breach, "pact"), "Aland broke “{pact}”"),
        (by(Convene, "ministers", "both", place="Oslo"), "Both sides met in the talks “Fisheries ministers” in Oslo"),
        (
            by(Convene, "ministers", "council"),
            "The Nordic Council brought both sides together in the talks “Fisheries ministers”",
        ),
        (
            by(AgreeToContinue, "ministers", "both", due="2013", place="Oslo", mandate="x."),
            "Both sides agreed to meet again in the talks “Fisheries ministers” in 2013 in Oslo, with the mandate “x”",
        ),
        (
            by(AgreeToContinue, "ministers", "council"),
            "The Nordic Council had both sides agree to meet again in the talks “Fisheries ministers”",
        ),
        (
            by(Adjourn, "ministers", "both", outcome="none"),
            "Both sides adjourned the talks “Fisheries ministers”, without a result",
        ),
        (by(BreakOff, "ministers", "bohus"), "Bohus broke off the talks “Fisheries ministers”"),
        (by(Remark, "quota", kind="concern"), "Aland expressed concern about “The yearly herring quota”"),
        (
            by(Remark, ("quota", "ports"), kind="apology", channel="private"),
            "Aland apologised over “The yearly herring quota” and “Access to ports”, in private",
        ),
        (by(Act, "flight", tone="hostile"), "Aland took a hostile step: “flight”"),
        (Lapse(subject="half", date=DAY), "Time ran out for the offer of Aland, “Half each”"),
        (Lapse(subject="text", date=DAY), "Time ran out for the joint offer “share 50 %, years 3”"),
    ],
)
def test_each_move_has_its_sentence(move, sentence):
    assert told(move) == sentence.replace("{pact}", "Fisheries Pact of 1998")


def test_a_threat_that_was_carried_out_is_a_measure():
    done = by(CarryOut, "close")
    assert told(by(Lift, "close"), done) == "Aland lifted the measure “close its ports”"
    assert told(done, done) == "Aland carried out the threat to close its ports"


def test_several_subjects_of_one_kind_and_author_share_a_noun():
    assert told(by(Withdraw, ("half", "thirds"))) == "Aland withdrew the offers “Half each” and “Thirds”"
    assert told(by(Oppose, ("half", "thirds"), "bohus")) == (
        "Bohus opposed the offers of Aland, “Half each” and “Thirds”"
    )
    assert told(by(Oppose, ("half", "count"), "council")) == (
        "The Nordic Council opposed the offer of Aland, “Half each”, and the plan of Bohus, “A count”"
    )
    assert told(by(Convene, ("ministers", "experts"), "both")) == (
        "Both sides met in the talks “Fisheries ministers” and “experts”"
    )


def test_what_an_offer_rests_on_is_told():
    offer: Any = by(
        Propose,
        "new",
        issue="quota",
        counters=("count", "meet"),
        replaces="half",
        settles="thirds",
        subject_to=("council", "bank"),
        concedes="The tolls.",
        expires="2013-03-01",
        if_="the herring comes.",
        over="ports",
        channel="secret",
    )
    assert told(offer) == (
        "Aland made an offer: “new”, in answer to the plan “A count” and the procedural request “meet”, in"
        " place of the offer “Half each”, settling the offer “Thirds”, subject to ratification by the "
        "Nordic Council and the Bank of Aland, with the concession “The tolls”, open until 1 March 2013, "
        "if the herring comes, over “Access to ports”, in secret"
    )


def test_a_condition_on_the_record_is_told_with_names():
    threat = by(Threaten, "x", issue="quota", if_={"count": "carried-out", "pact/bohus": "in-breach"}, deadline=DAY)
    assert told(threat) == (
        "Aland made a threat: “x”, if the plan “A count” is carried out and the part of Bohus in "
        "“Fisheries Pact of 1998” is in breach, with a deadline of 1 February 2013"
    )


def test_a_no_that_is_referred_says_to_whom():
    assert told(by(Oppose, "half", "bohus", subject_to="council")).endswith(
        ", leaving the last word to the Nordic Council"
    )


def test_a_title_with_a_comma_is_closed_with_one():
    names = Names(START)
    sentence = move_sentence(by(Remark, "quota", "council", kind="hope"), names)
    assert sentence.slots[0] == "The Nordic Council"


def test_subjects_of_the_same_name_have_their_ids_behind_it():
    twin = by(Propose, "twin", issue="quota", terms="Half each.")
    march, other = (by(Threaten, name, issue="quota", action="march") for name in ("march", "other"))
    assert told(by(Withdraw, "twin"), twin) == "Aland withdrew the offer “Half each” (twin)"
    assert told(by(Withdraw, ("half", "twin")), twin) == (
        "Aland withdrew the offers “Half each” (half) and “Half each” (twin)"
    )
    assert told(by(Withdraw, "march"), march, other) == "Aland withdrew the threat “march” (march)"
    assert told(twin, twin) == "Aland made an offer: “Half each”"


def test_braces_in_titles_do_no_harm():
    threat = by(Threaten, "x", issue="quota", action="build {0} ships {", unless="{}")
    assert told(threat) == "Aland threatened to build {0} ships {, unless {}"


@frozen(kw_only=True)
class Postpone(Move):
    """The parties put the next round off."""

    reason: str | None = field(default=None, metadata=holds("text", "Why."))
    after: Any = field(default=None, metadata=holds("date", "After which day."))
    for_: tuple[str, ...] = field(default=(), metadata=holds("ids", "For what.", name="subject"))
    when: Any = field(default=None, metadata=holds("condition", "On what condition."))
    until: Any = field(default=None, metadata=holds("date", "Until when."))


def test_a_move_without_words_of_its_own_is_told_with_all_its_fields():
    postponed = by(
        Postpone,
        "ministers",
        "both",
        reason="The herring {came} early.",
        after=When.of("2013-10"),
        for_=("pact", "half"),
        when="all agree",
        until=When.of("2014"),
    )
    assert told(postponed) == (
        "Both sides made the move “postpone” on the talks “Fisheries ministers”, until the end of 2014, "
        "reason: “The herring {came} early”, after: October 2013, for: “Fisheries Pact of 1998” and the "
        "offer “Half each”, when: all agree"
    )


@given(histories())
def test_every_move_of_every_record_has_a_sentence_with_names_for_ids(history):
    names = Names(history.states[-1])
    setting = names.state.setting
    titled = {name for name in names.state.ids if names.content(name) != name.replace("-", " ")}
    titled |= {*setting.actors, *setting.issue_ids}
    for move in history.moves:
        sentence = move_sentence(move, names)
        assert "{" not in str(sentence)
        assert str(sentence)[0].isupper()
        assert titled.isdisjoint(sentence.slots)
