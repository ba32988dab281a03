"""What was written for the first edition of the law and no longer fits gets told how it is written now."""

import pytest
from complaints import OPPOSED, RECORD, complains, faults_in, instead, recorded

ACCEPTED = OPPOSED.replace("oppose", "accept")


@pytest.mark.parametrize("verb", ["accept", "oppose"])
def test_a_reservation_in_words_names_ratifiers_or_is_the_condition_of_a_proposal(verb):
    text = RECORD + OPPOSED.replace("oppose", verb) + "    subject-to: ratification by the council\n"
    complains(
        text,
        at="17:17",
        of=f"{verb} equal-shares, subject-to: 'ratification by the council' is no id",
        advice="name the third parties that have to ratify; a condition in words is the `if` of a proposal",
    )


def test_a_reservation_in_one_word_names_ratifiers_or_is_a_condition():
    complains(
        RECORD + ACCEPTED + "    subject-to: ratification\n",
        at="17:17",
        of="accept equal-shares: no third party 'ratification' is declared; name those who have to ratify",
        advice="a condition in words under `if`; there is council",
    )


def test_one_ratifier_of_several_that_nobody_has_declared_is_blamed():
    complains(RECORD + ACCEPTED + "    subject-to: [council, court]\n", at="17:27", of="no third party 'court' is")


def test_a_yes_on_a_condition_is_a_proposal():
    complains(
        RECORD + ACCEPTED + "    if: the ports stay open\n",
        at="17:5",
        of="accept has no key 'if'; a yes on a condition is a proposal of its own, with `counters` and `if`",
    )


def test_an_act_has_a_tone_and_a_vote_ratifies_or_rejects():
    act = "  - {act: vote, by: council, date: 2013-02-10, tone: hostile, issue: quota, kind: vote}\n"
    complains(
        RECORD + act,
        at="14:77",
        of="act vote: act has no key 'kind'; an act has a `tone`, and an `action` in words",
        advice="a vote on a proposal is `ratify` or `reject`",
    )
    assert recorded(RECORD + act.replace("kind: vote", "action: a vote"))


@pytest.mark.parametrize("verb", ["raise", "ease"])
def test_how_far_a_measure_is_raised_or_eased_is_to(verb):
    levy = "  - {impose: levy, by: aland, date: 2013-02-10, issue: quota, level: 5 %}\n"
    turn = f"  - {verb}: levy\n    by: aland\n    date: 2013-02-11\n    level: 6 %\n"
    complains(RECORD + levy + turn, at="18:5", of=f"{verb} has no key 'level'; how far it goes from then on is `to`")
    assert recorded(RECORD + levy + turn.replace("level", "to"))


def test_a_measure_that_is_imposed_twice_is_raised_or_eased():
    levy = "  - {impose: levy, by: aland, date: 2013-02-10, issue: quota}\n"
    complains(RECORD + levy + levy, at="15:14", of="names a measure already (line 14); `raise` or `ease`")


def test_who_opposes_what_was_agreed_repudiates_it():
    refused = OPPOSED.replace("2013-02-09", "2013-03-01")
    complains(RECORD + ACCEPTED + refused, at="17:5", of="who disowns what was agreed writes `repudiate`")


def test_a_body_votes_no_as_often_as_it_likes_and_a_party_once():
    again = OPPOSED.replace("2013-02-09", "2013-03-01")
    complains(
        RECORD + OPPOSED + again, at="17:5", of="the votes of a body are `accept` with `subject-to`, then `reject`"
    )


def test_what_puts_an_agreement_into_force_has_an_id_of_its_own():
    complains(
        RECORD + ACCEPTED + "  - {commit: equal-shares, by: both, date: 2013-03-01}\n",
        at="17:14",
        of="names a proposal already (line 9); give the commitment an id of its own, and name the proposal in `under`",
    )


def test_a_notice_of_exit_is_put_off_to_another_effective_day():
    text = instead("issue: quota}}\ntalks", "parties: bohus}}\ntalks")
    text += "  - {leave: pact, by: bohus, date: 2013-03-01, effective: 2013-06-01}\n"
    text += "  - {extend: pact, by: bohus, date: 2013-04-01, until: 2013-09-01}\n"
    lacking, wrong = faults_in(text)
    assert "a notice of exit takes effect some day; give effective, or resume it" in lacking
    assert wrong.startswith("15:56: extend pact: until is not for it as it stands; give effective")
    assert recorded(text.replace("until: 2013-09", "effective: 2013-09"))


def test_a_plan_is_not_accepted():
    text = instead("terms:", "kind: plan\n    terms:") + ACCEPTED
    complains(text, at="15:5", of="a plan is not accepted: `accept` only ends an opposition to it")


def test_who_refuses_to_meet_opposes_a_request_to_meet():
    text = RECORD + "  - {break-off: ministers, by: bohus, date: 2013-02-10}\n"
    complains(text, at="14:5", of="opposes a request to meet (`matter: procedure`)")


def test_a_round_is_adjourned_before_the_next_is_convened():
    convened = "  - {convene: ministers, by: both, date: 2013-02-10}\n"
    complains(RECORD + convened + convened, at="15:5", of="adjourn the round first")


LEVY = "  - {impose: levy, by: aland, date: 2013-02-10, issue: quota}\n"


def test_a_measure_in_place_is_raised_and_not_replaced():
    higher = "  - {impose: higher, by: aland, date: 2013-02-11, issue: quota, replaces: levy}\n"
    complains(RECORD + LEVY + higher, at="15:75", of="what is in place is raised or eased (`raise`, `ease`)")


def test_what_was_agreed_is_settled_by_another_agreement_and_not_replaced():
    anew = "  - {propose: thirds, by: aland, date: 2013-03-01, issue: quota, replaces: equal-shares}\n"
    complains(RECORD + ACCEPTED + anew, at="17:76", of="settled by another agreement (`settles`)")
    assert recorded(RECORD + ACCEPTED + anew.replace("replaces", "settles"))


def test_a_vote_that_fails_is_announced_where_the_proposal_is_made():
    refused = OPPOSED.replace("bohus", "aland").replace("2013-02-09", "2013-03-01")
    complains(RECORD + ACCEPTED + refused, at="17:5", of="a vote that fails is `subject-to`", advice="then `reject`")


def test_a_part_of_a_threat_is_carried_out_at_a_level():
    threat = "  - {threaten: levy, by: aland, date: 2013-02-10, issue: quota}\n"
    part = "  - {carry-out: levy, by: aland, date: 2013-02-11, as: part}\n"
    complains(
        RECORD + threat + part,
        at="15:56",
        of="nobody has made 'part' yet; `as` names what records the harm already",
        advice="a part is carried out at a `level`, the rest is a `raise`",
    )


def test_a_party_does_not_vote():
    voted = OPPOSED.replace("oppose", "reject")
    complains(RECORD + voted, at="14:5", of="bohus may not reject equal-shares")


def test_the_chance_of_a_reservation_is_that_of_a_ratification():
    span = "forecast:\n  from: 2013-02-01\n  until: 2013-12-31\n  policies: {aland: hold, bohus: hold}\n"
    complains(
        f"{RECORD}{span}  reservations: 0.3\n",
        at="18:3",
        of="forecast: there is no key 'reservations' here; the chance that who has to ratify",
        advice="`ratification`",
    )
