from pathlib import Path

import pytest
from complaints import recorded
from hypothesis import given, strategies as st

from sim.assess.assessment import assess
from sim.history.history import History
from sim.report.prose.fitting import rows
from sim.report.prose.names import Names
from sim.report.prose.summary import summary_of
from sim.report.prose.tension import tension_forms
from sim.scenario import load
from sim.testing.story import START
from sim.testing.strategies import histories

SCENARIOS = Path(__file__).parents[3] / "scenarios"
HEAD = """\
scenario: Herring
parties: {aland: Aland, bohus: Bohus}
issues: {quota: Quota}
talks: {ministers: Ministers, experts: Experts}
moves:
"""


def summary(history, moment=None, reading="likely", before=None):
    """The lines of the summary of a record as of a moment."""
    snapshot = history.as_of(moment, reading)
    return summary_of(snapshot, assess(snapshot, None if before is None else history.as_of(before, reading)))


def after(*items, head=HEAD):
    """A record of these moves."""
    return recorded(head + "".join(f"  - {{{item}}}\n" for item in items)).history


def line(lines, word):
    """The one line that has the word."""
    [found] = [text for text in lines if word in text]
    return found


def test_the_summary_of_the_talks_of_moscow():
    assert summary(load(SCENARIOS / "moscow-2007.yaml").history, "2008-06-01") == (
        "Russia and the United States negotiate over 5 issues.",
        "As of 1 June 2008, after 25 moves.",
        "None of 4 offers and requests is agreed.",
        "4 offers and requests, and 1 plan, are on the table.",
        (
            "Tension: 12 points, 5 of them over Missile defence in Europe; it has not eased since the "
            "last talks, on 12 October 2007 (11 then)."
        ),
        (
            "3 threats stand: Russia, to take steps to neutralize the threat posed by the American…; "
            "Russia, to pull out of the INF Treaty; and 1 more."
        ),
        (
            "1 commitment is not in force: “Treaty on Conventional Armed Forces in Europe” (suspended "
            "by Russia since 13 July 2007)."
        ),
        "Talks: “Foreign and defence ministers…” overdue by 32 days; and 1 more.",
        "The two last met on 12 October 2007. No measure is in place.",
    )


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("reading", ["certain", "likely", "possible"])
def test_after_every_move_of_our_scenarios_the_summary_takes_twelve_rows_at_most(path, reading):
    history = load(path).history
    for number in range(len(history.moves) + 1):
        day = history.as_of(number).day
        assert sum(map(rows, summary(history, day or number, reading))) <= 12


def test_before_the_first_move_it_says_so():
    history = after("convene: ministers, by: both, date: 2013-02-01")
    assert summary(history, 0)[1] == "Nothing has happened yet; the record has 1 move."
    assert summary(history, "2013-01-31")[1] == (
        "As of 31 January 2013, nothing has happened yet; the record has 1 move."
    )


def test_a_record_without_issues_moves_or_talks_has_a_summary():
    history = recorded("scenario: x\nparties: {a: A, b: B}\nmoves: []\n").history
    assert summary(history) == (
        "A and B negotiate.",
        "Nothing has happened yet.",
        "No offer or request of substance has been made.",
        "Tension: 0 points.",
        (
            "No threat stands, no measure is in place, no commitment is suspended, broken or left, no "
            "further talks are agreed."
        ),
    )


def test_a_single_issue_is_named_alone():
    assert (
        summary(after("convene: ministers, by: both, date: 2013-02-01"))[0] == "Aland and Bohus negotiate over Quota."
    )


def test_a_day_in_the_midst_of_the_record_and_a_reading_are_told():
    history = after(
        "propose: half, by: aland, date: 2013-02-01, issue: quota", "oppose: half, by: bohus, date: 2013-03-01"
    )
    assert summary(history, "2013-02-02", "certain")[1] == (
        "As of 2 February 2013, after 1 move of 2, by their certain dates; the last, on 1 February 2013: "
        "Aland made an offer: “half”."
    )


def test_what_is_agreed_is_counted_and_named():
    history = after(
        "propose: half, by: aland, date: 2013-02-01, issue: quota, terms: Half each.",
        "accept: half, by: bohus, date: 2013-02-01",
    )
    assert line(summary(history), "agreed:") == "1 of 1 offer or request is agreed: “Half each”."


def test_what_has_expired_is_not_on_the_table():
    history = after("propose: half, by: aland, date: 2013-02-01, issue: quota, expires: 2013-02-03")
    assert line(summary(history), "table") == "1 offer is on the table: the offer of Aland, “half”, tabled."
    assert not [text for text in summary(history, "2013-02-04") if "table" in text]


def test_what_is_on_the_table_is_counted_as_what_is_agreed():
    history = after(
        "propose: half, by: aland, date: 2013-02-01, issue: quota",
        "propose: all, kind: request, by: bohus, date: 2013-02-02, issue: quota",
        "propose: build, kind: plan, by: bohus, date: 2013-02-03, issue: quota",
        "propose: a-meeting, kind: request, matter: procedure, by: bohus, date: 2013-02-04, issue: quota",
        "oppose: half, by: bohus, date: 2013-02-05",
    )
    assert [line(summary(history, day), "on the table").split(":")[0] for day in range(1, 5)] == [
        "1 offer is on the table",
        "2 offers and requests are on the table",
        "2 offers and requests, and 1 plan, are on the table",
        "2 offers and requests, 1 plan, and 1 proposal of procedure, are on the table",
    ]
    assert "None of 2 offers and requests is agreed." in summary(history)


def test_threats_with_a_deadline_come_first_and_say_whether_it_has_passed():
    history = after(
        "threaten: later, by: aland, date: 2013-02-01, issue: quota, action: raise its tolls, deadline: 2013-03",
        "threaten: sooner, by: bohus, date: 2013-02-01, issue: quota, action: A strike, deadline: 2013-02-10",
        "threaten: ever, by: bohus, date: 2013-02-01, issue: quota",
        "suspend: ever, by: bohus, date: 2013-02-02",
    )
    assert line(summary(history, "2013-02-20"), "threats") == (
        "3 threats stand: Bohus, “A strike” (deadline passed: 10 February 2013); Aland, to raise its tolls "
        "(deadline: the end of March 2013); Bohus, “ever” (deferred)."
    )


def test_a_threat_says_that_its_condition_is_met_or_from_when_it_is_in_place():
    history = after(
        "propose: half, by: bohus, date: 2013-02-01, issue: quota",
        "threaten: close, by: aland, date: 2013-02-01, issue: quota, action: A strike, if: {half: withdrawn}",
        "impose: levy, by: aland, date: 2013-02-01, issue: quota, effective: 2013-05",
        "threaten: bar, by: aland, date: 2013-02-01, issue: quota, action: bar the ship",
        "suspend: bar, by: aland, date: 2013-02-02, until: 2013-03",
        "withdraw: half, by: bohus, date: 2013-02-03",
    )
    assert line(summary(history), "threats") == (
        "3 threats stand: Aland, to bar the ship (deferred until the end of March 2013); Aland, “levy” (in place from "
        "May 2013); Aland, “A strike” (its condition is met)."
    )


def test_a_measure_is_told_with_what_is_announced_of_it():
    history = after(
        "impose: levy, by: aland, date: ../2013-02-01, issue: quota",
        "raise: levy, by: aland, date: 2013-02-02, effective: 2013-05-01",
        "impose: tax, by: aland, date: 2013-02-02, issue: quota",
        "lift: tax, by: aland, date: 2013-02-03, effective: 2013-06-01/..",
    )
    assert line(summary(history), "measures") == (
        "2 measures stand: “tax” of Aland (since 2 February 2013, lifted from 1 June 2013 or later); “levy” of Aland "
        "(since 1 February 2013 or earlier, raised from 1 May 2013)."
    )


def test_a_commitment_that_is_suspended_or_left_is_told_with_its_days():
    history = after(
        "commit: pact, by: both, date: 2013-02-01, title: Pact, issue: quota",
        "suspend: pact, by: aland, date: 2013-02-02, until: 2013-03-01",
        "leave: pact, by: bohus, date: ../2013-02-03",
    )
    assert line(summary(history), "not in force") == (
        "1 commitment is not in force: “Pact” (suspended by Aland since 2 February 2013 until 1 March 2013, left by "
        "Bohus on or before 3 February 2013)."
    )


def test_a_measure_is_told_with_its_days():
    history = after(
        "impose: levy, by: aland, date: 2013-02-01, issue: quota, until: 2013-12",
        "suspend: levy, by: aland, date: 2013-03, until: 2013-05",
    )
    assert line(summary(history, "2013-02-02"), "1 measure") == (
        "1 measure stands: “levy” of Aland (since 1 February 2013 until the end of December 2013)."
    )
    assert "(suspended since March 2013 until the end of May 2013)" in line(summary(history), "1 measure")


def test_a_commitment_that_is_left_is_told_for_each_who_has_left_it():
    history = after(
        "commit: pact, by: both, date: 2013-02-01, title: Pact, issue: quota, effective: 2013-03-01",
        "commit: old, by: both, date: 2013-02-01, title: Old Pact, issue: quota",
        "leave: old, by: aland, date: 2013-02-02, effective: 2013-06-01",
        "breach: old, by: bohus, date: 2013-02-02",
    )
    assert line(summary(history), "not in force") == (
        "2 commitments are not in force or to be left: “Old Pact” (to be left by Aland on 1 June 2013, broken by "
        "Bohus since 2 February 2013); “Pact” (in force for Aland and Bohus from 1 March 2013)."
    )


def test_talks_in_session_broken_off_or_agreed_are_told_and_overdue_ones_first():
    history = after(
        "agree-to-continue: experts, by: both, date: 2013-02-01, due: 2013-03-01, place: Oslo",
        "convene: ministers, by: both, date: 2013-02-01",
        "agree-to-continue: ministers, by: both, date: 2013-02-02, due: 2013-04",
        "adjourn: ministers, by: both, date: 2013-02-03",
        "break-off: ministers, by: aland, date: 2013-03-20",
    )
    assert line(summary(history, "2013-02-02"), "Talks:") == (
        "Talks: “Experts” next on 1 March 2013 in Oslo; “Ministers” in session, and next in April 2013."
    )
    assert line(summary(history, "2013-03-02"), "Talks:") == (
        "Talks: “Experts” due on 1 March 2013 in Oslo, overdue by 1 day; “Ministers” next in April 2013."
    )
    assert line(summary(history), "Talks:").endswith("; “Ministers” broken off.")


def test_what_may_be_overdue_is_so_without_a_number_of_days():
    history = after("agree-to-continue: experts, by: both, date: 2013-02-01, due: 2013-03")
    assert line(summary(history, "2013-03-10", "possible"), "Talks:") == "Talks: “Experts” due in March 2013, overdue."


EASED = (
    "impose: levy, by: aland, date: 2013-02-01, issue: quota",
    "convene: ministers, by: both, date: 2013-02-02",
    "lift: levy, by: aland, date: 2013-02-02",
)


def test_tension_is_told_against_the_last_day_of_talks_before():
    history = after(*EASED, "impose: tax, by: bohus, date: 2013-02-03, issue: quota")
    assert line(summary(history), "Tension") == (
        "Tension: 4 points, all over Quota; it has not eased since the last talks, on 2 February 2013 (0 then)."
    )


def test_talks_of_the_same_day_are_told_against_the_eve():
    assert line(summary(after(*EASED)), "Tension") == (
        "Tension: 0 points; it has eased with the talks of 2 February 2013 (4 on the eve)."
    )


def test_an_earlier_day_that_is_asked_for_takes_the_place_of_the_talks():
    history = after(*EASED)
    assert "it has eased since 1 February 2013 (4 then)" in line(summary(history, before="2013-02-01"), "Tension")
    assert "it has not eased since the beginning (0 then)" in line(summary(history, before=0), "Tension")


ISSUES = HEAD.replace("{quota: Quota}", "{quota: Quota, ports: Ports, count: Count}")


def test_tension_is_told_without_its_issues_or_alone_where_it_has_to_be_brief():
    snapshot = after(*EASED).as_of("2013-02-02")
    assert list(tension_forms(snapshot, assess(snapshot), Names(snapshot.state)))[1:] == [
        "Tension: 0 points; it has eased with the talks of 2 February 2013 (4 on the eve).",
        "Tension: 0 points.",
    ]


def test_how_much_of_the_tension_is_over_an_issue_is_told():
    levies = [
        f"impose: levy-{n}, by: aland, date: 2013-02-01, issue: {issue}"
        for n, issue in enumerate(("quota", "quota", "ports"))
    ]
    assert line(summary(after(*levies, head=ISSUES)), "Tension") == "Tension: 12 points, 8 of them over Quota."
    levies = [
        f"impose: levy-{issue}, by: aland, date: 2013-02-01, issue: {issue}" for issue in ("quota", "ports", "count")
    ]
    assert line(summary(after(*levies, head=ISSUES)), "Tension") == (
        "Tension: 12 points, 4 each over Quota and Ports and 1 more."
    )
    assert line(summary(after("threaten: levy, by: aland, date: 2013-02-01, issue: quota")), "Tension") == (
        "Tension: 2 points, all over Quota."
    )


def test_that_the_weights_decide_is_said():
    history = after(
        "propose: half, by: aland, date: 2013-02-01, issue: quota",
        "oppose: half, by: bohus, date: 2013-02-01",
        "convene: ministers, by: both, date: 2013-02-02",
        "withdraw: half, by: aland, date: 2013-02-03",
        "threaten: levy, by: aland, date: 2013-02-03, issue: quota",
    )
    assert "whether it has eased since the last talks, on 2 February 2013, depends on the weights" in line(
        summary(history), "Tension"
    )


def test_what_is_cut_keeps_the_id_that_tells_it_apart():
    terms = "terms: Half of all that both have landed on average in every year since the Pact"
    offers = (f"propose: {name}, by: aland, date: 2013-02-01, issue: quota, {terms}" for name in ("one", "two"))
    assert line(summary(after(*offers)), "table") == (
        "2 offers are on the table: the offer of Aland, “Half of all that both have landed on average in every year "
        "since the…” (two), tabled; and 1 more."
    )


def test_the_last_move_is_cut_where_it_is_long():
    history = after(
        f"threaten: x, by: aland, date: 2013-02-01, issue: quota, action: {'build many ships and ' * 12}more"
    )
    (told,) = [text for text in summary(history) if text.startswith("As of")]
    assert told.endswith("…")
    assert len(told) <= 200


def test_a_last_move_that_is_cut_within_a_name_closes_its_quotation_marks():
    history = after(f"propose: x, by: aland, date: 2013-02-01, issue: quota, terms: '{'many ships, ' * 20}more'")
    (told,) = [text for text in summary(history) if text.startswith("As of")]
    assert told.endswith("many ships…”.")
    assert len(told) <= 200


def test_hundreds_of_things_that_stand_are_counted_and_the_latest_named():
    history = after(*(f"threaten: t{number}, by: aland, date: 2013-02-01, issue: quota" for number in range(300)))
    assert line(summary(history), "threats") == (
        "300 threats stand: Aland, “t299”; Aland, “t298”; Aland, “t297”; Aland, “t296”; Aland, “t295”; and 295 more."
    )


@pytest.mark.parametrize("reading", ["certain", "likely", "possible"])
@given(data=st.data(), history=histories())
def test_every_summary_has_twelve_rows_at_most_and_no_line_is_long(data, history, reading):
    moment = data.draw(st.integers(0, len(history.moves)))
    day = history.as_of(moment).day
    lines = summary(history, day, reading) if day else summary(history, moment)
    assert 0 < sum(map(rows, lines)) <= 12
    assert all(0 < len(text) <= 220 and "{" not in text and text.endswith((".", "…")) for text in lines)


def test_a_record_without_moves_but_with_declared_talks_says_when_they_are_due():
    assert "Talks: “experts” next on 1 April 2013 in Mariehamn." in summary(History.of(START, ()))


def test_a_long_place_is_cut():
    agreed = f"agree-to-continue: ministers, by: both, date: 2013-02-01, place: {'a hall by the sea ' * 9}"
    assert len(line(summary(after(agreed)), "Talks")) < 120


LONG = "a very long name that goes on and on, and on again, and then some more of the same"
CROWDED_HEAD = f"""\
scenario: Crowded
parties: {{aland: 'Aland, {LONG}', bohus: 'Bohus, {LONG}'}}
issues: {{quota: 'The quota, {LONG}'}}
talks: {{ministers: 'Ministers, {LONG}', experts: 'Experts, {LONG}'}}
moves:
"""
CROWDED = (
    f"propose: half, by: aland, date: 2013-02-01, issue: quota, terms: 'Half, {LONG}'",
    "accept: half, by: bohus, date: 2013-02-01",
    f"propose: all, by: aland, date: 2013-02-01, issue: quota, terms: 'All, {LONG}'",
    f"impose: levy, by: aland, date: 2013-02-01, issue: quota, action: 'levy, {LONG}'",
    f"threaten: tax, by: aland, date: 2013-02-01, issue: quota, action: 'tax, {LONG}'",
    f"commit: pact, by: both, date: 2013-02-01, issue: quota, title: 'Pact, {LONG}'",
    "suspend: pact, by: aland, date: 2013-02-01",
    "agree-to-continue: experts, by: both, date: 2013-02-01, due: 2013-03-01, place: Oslo",
)


def test_where_all_is_said_at_length_each_line_is_as_brief_as_it_can_be():
    lines = summary(after(*CROWDED, head=CROWDED_HEAD))
    assert sum(map(rows, lines)) <= 12
    assert {
        "As of 1 February 2013, after 8 moves.",
        "1 offer is on the table.",
        "1 measure stands.",
        "1 commitment is not in force.",
        "Talks: “Experts, a very long name…” next on 1 March 2013.",
    } < {*lines}


def test_where_the_two_have_met_the_summary_still_has_twelve_rows():
    met = ("convene: ministers, by: both, date: 2013-01-01", "adjourn: ministers, by: both, date: 2013-01-01")
    lines = summary(after(*met, *CROWDED, head=CROWDED_HEAD))
    assert len(lines) == 10
    assert sum(map(rows, lines)) <= 12
