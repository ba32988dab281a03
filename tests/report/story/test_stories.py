from pathlib import Path

import pytest
from complaints import recorded
from hypothesis import given

from sim.model.errors import UnknownNameError
from sim.report.story.ends import ends_in_words
from sim.report.story.issue_story import issue_story, steps_on
from sim.report.story.move_story import came_of_it, move_story, rests_on, step_of
from sim.report.story.subject_story import subject_story
from sim.report.story.telling import Telling
from sim.scenario import load
from sim.testing.strategies import histories

SCENARIOS = Path(__file__).parents[3] / "scenarios"
FISHING, MOSCOW, COLOMBIA = (load(SCENARIOS / f"{name}.yaml") for name in ("fishing", "moscow-2007", "colombia-2016"))
HEAD = """\
scenario: Herring
parties: {aland: Aland, bohus: Bohus}
third-parties: {council: Nordic Council}
issues: {quota: Quota, ports: Ports}
commitments: {pact: {title: Pact of 1998, issue: quota, until: 2020, note: Signed in Oslo.}}
measures: {levy: {title: Levy, by: bohus, issue: ports, level: 10 %, since: 2012}}
talks: {ministers: Ministers}
sources: {gazette: {title: Strait Gazette}, untitled: {}}
moves:
"""


def after(*items):
    """The end of a record of these moves."""
    return recorded(HEAD + "".join(f"  - {{{item}}}\n" for item in items)).history.as_of()


def why(snapshot, subject, party=""):
    """The story of a subject."""
    return subject_story(snapshot.why(subject), snapshot, party)


def passages(story):
    """The headings and sentences of all passages, in order."""
    return [(told.heading, told.sentence) for chapter in story.chapters for told in chapter.passages]


def facts(snapshot, number, *about):
    """What is known of a move."""
    return dict(Telling(snapshot).move(step_of(number, snapshot), about).known)


# SUBJECTS


def test_a_subject_is_told_with_its_status_its_kind_and_its_ends():
    story = why(FISHING.history.as_of("2013-04-10"), "close-ports")
    assert story.title == "Why “close its ports to the trawlers of Bohus” (close-ports) is threatened"
    assert story.introduction == (
        "A threat of Aland, on Access to ports.",
        "As of 10 April 2013, after 7 moves.",
        "Deadline: 30 April 2013.",
    )


def test_a_passage_has_all_that_is_known_of_a_move():
    (chapter,) = why(FISHING.history.as_of(), "pact").chapters
    told = chapter.passages[1]
    assert told.heading == "#5, on 20 March 2013"
    assert told.sentence.startswith("Bohus suspended participation in “Fisheries Pact of 1998”")
    assert told.quote == FISHING.history.moves[4].quote
    assert dict(told.known)["Effect"] == "suspended for Bohus"
    assert dict(told.known)["Source"] == "Strait Gazette"


def test_the_day_on_which_a_deadline_had_passed_stands_among_the_moves():
    told = passages(why(FISHING.history.as_of(), "close-ports"))
    assert [heading for heading, _ in told][:3] == [
        "#6, between 20 March 2013 and 31 March 2013",
        "On 1 May 2013",
        "#10, on 1 May 2013",
    ]
    assert ("On 1 May 2013", "The deadline had passed.") in told
    early = passages(why(FISHING.history.as_of("2013-04-10"), "close-ports"))
    assert not [heading for heading, _ in early if "May" in heading]


def test_one_party_may_be_asked_about():
    story = why(MOSCOW.history.as_of(), "cfe", "us")
    assert story.title.endswith("(cfe) is in force for the United States")
    assert [heading for heading, _ in passages(story)] == ["Before the record, since 19 November 1990"]


def test_statuses_and_ends_that_parties_share_are_told_once():
    story = why(MOSCOW.history.as_of(), "start")
    assert story.title.endswith("is in force for Russia and the United States")
    assert story.introduction[-1] == "Last day: 2012 for Russia and the United States."


def test_what_is_declared_is_told_with_who_is_bound_or_does_it():
    snapshot = after("convene: ministers, by: both, date: 2013-02-01")
    told = [why(snapshot, name).chapters[0].passages[0] for name in ("pact", "levy", "ministers")]
    assert [(each.heading, each.sentence) for each in told] == [
        ("Before the record", "“Pact of 1998” was in force for Aland and Bohus."),
        ("Before the record, since 2012", "The measure of Bohus, “Levy” (10 %), was in place."),
        ("Before the record", "The talks “Ministers” were idle."),
    ]
    assert told[0].note == "Signed in Oslo."
    assert [dict(each.known).get("On") for each in told] == ["Quota", "Ports", None]
    assert [dict(each.known).get("Days") for each in told] == ["last day: 2020 for Aland and Bohus", None, None]


def test_what_nobody_has_a_part_in_is_nothing():
    snapshot = after("commit: oath, by: aland, date: 2013-02-01, title: An oath")
    assert why(snapshot, "oath", "bohus").title == "Why “An oath” (oath) is nothing"


def test_the_move_that_triggered_a_threat_is_in_its_story_and_says_so():
    snapshot = after(
        "threaten: strike, by: bohus, date: 2013-02-01, issue: quota, action: shut down, if: {pact/aland: suspended}",
        "threaten: march, by: bohus, date: 2013-02-01, issue: quota, unless: {levy: lifted}",
        "suspend: pact, by: aland, date: 2013-02-02",
        "lift: levy, by: bohus, date: 2013-02-03",
    )
    story = why(snapshot, "strike")
    assert story.title == "Why “shut down” (strike) is threatened, triggered"
    assert [heading for heading, _ in passages(story)] == ["#1, on 1 February 2013", "#3, on 2 February 2013"]
    assert facts(snapshot, 3)["So"] == "the threat “shut down” is triggered: its condition is met"
    assert facts(snapshot, 4)["So"] == "the threat “march” is discharged: its demand is met"


def test_an_end_that_is_moved_or_taken_away_is_told():
    snapshot = after(
        "propose: half, by: aland, date: 2013-02-01, issue: quota, expires: 2013-03-01",
        "extend: half, by: aland, date: 2013-02-02, expires: 2013-04-01",
        "extend: half, by: aland, date: 2013-02-03",
        "suspend: pact, by: aland, date: 2013-02-04, until: 2013-06",
        "resume: pact, by: aland, date: 2013-02-05",
        "agree-to-continue: ministers, by: both, date: 2013-02-06, due: 2013-03",
        "agree-to-continue: ministers, by: both, date: 2013-02-07, due: 2013-04",
        "convene: ministers, by: both, date: 2013-02-08",
    )
    of_half = [facts(snapshot, number, "half").get("Days") for number in (1, 2, 3)]
    assert of_half == [
        None,
        "open until: moved from 1 March 2013 to 1 April 2013",
        "open until: no longer 1 April 2013",
    ]
    of_pact = [facts(snapshot, number, "pact").get("Days") for number in (4, 5)]
    assert of_pact == [None, "suspended until for Aland: no longer June 2013"]
    assert facts(snapshot, 7, "x")["Days"] == "“Ministers”, next round: moved from March 2013 to April 2013"
    assert "Days" not in facts(snapshot, 8)


def test_what_has_begun_is_no_end_any_more():
    snapshot = after("commit: oath, by: aland, date: 2013-02-01, effective: 2013-03-01")
    oath, names = snapshot.state.subjects["oath"], Telling(snapshot).names
    first, later = snapshot.day, snapshot.day.replace(month=4)
    assert [ends_in_words(oath, day, names) for day in (first, later)] == ["begins: 1 March 2013 for Aland", ""]


def test_an_offer_is_open_until_a_day_only_as_long_as_it_has_no_answer():
    offer = "propose: half, by: aland, date: 2013-02-01, issue: quota, expires: 2013-03-01"
    snapshot, answered = after(offer), after(offer, "accept: half, by: bohus, date: 2013-02-02")
    day = snapshot.day
    told = [
        ends_in_words(each.state.subjects["half"], on, Telling(each).names)
        for each, on in ((snapshot, day), (snapshot, day.replace(month=4)), (answered, day))
    ]
    assert told == ["open until: 1 March 2013", "was open until: 1 March 2013", ""]


def test_a_single_point_is_told_as_one():
    snapshot = after(
        "propose: half, by: aland, date: 2013-02-01, issue: quota",
        "oppose: half, by: bohus, date: 2013-02-02",
        "lift: levy, by: bohus, date: 2013-02-03",
    )
    changed = move_story(step_of(3, snapshot), snapshot).chapters[2]
    assert changed.items[-1] == "Tension: from 5 to 1 point"


def test_an_act_has_no_ends():
    snapshot = after("act: patrol, by: aland, date: 2013-02-01, tone: hostile")
    assert why(snapshot, "patrol").introduction[:1] == ("A statement of Aland.",)


PEACE = (
    "superseded from 29 August 2016 for the Government of Colombia and FARC-EP: “De-escalation in Colombia, and faster "
    "talks in Havana”"
)


def test_the_effects_of_a_list_are_told_together_and_those_of_others_by_name():
    assert facts(COLOMBIA.history.as_of(), 31, "bilateral-ceasefire")["Effect"].split("; ") == [
        "in force from 29 August 2016 for the Government of Colombia and FARC-EP",
        "carried out: “A ceasefire of both sides for good…”",
        "superseded from 29 August 2016 for FARC-EP: “Ceasefire of the FARC-EP, of one side and without end”",
        PEACE,
    ]


def test_what_stays_as_it_was_is_told_so():
    assert facts(COLOMBIA.history.as_of(), 13, "bombing")["Effect"] == "still suspended"


def test_sources_have_their_titles_and_speakers_stand_beside_them():
    snapshot = after(
        "remark: quota, by: aland, date: 2013-02-01, kind: hope, source: [gazette, untitled], speaker: M. P."
    )
    assert facts(snapshot, 1) == {"Speaker": "M. P.", "Source": "Strait Gazette; untitled"}


# ISSUES


def test_an_issue_is_told_with_what_stands_and_all_moves_over_it():
    snapshot = FISHING.history.as_of()
    story = issue_story("quota", snapshot)
    assert story.title == "What has been done over “The yearly herring quota” (quota)"
    assert story.introduction == (
        "As of 30 September 2013, after 25 moves.",
        "Agreed: 1 of 3 offers and requests.",
        "Tension over it: 1 of 1 point.",
    )
    stands, done = story.chapters
    assert stands.items[-2].startswith("Commitment, “Fisheries Pact of 1998” (pact): in force for Aland and Bohus")
    assert done.passages[0].heading == "Before the record, since 1 May 1998"
    over = {step.number for step in steps_on("quota", snapshot)}
    assert {1, 5, 6, 11} <= over  # on it, a commitment of it, for its sake, and a remark


def test_what_has_ended_on_an_issue_is_counted():
    stands, _ = issue_story("quota", FISHING.history.as_of()).chapters
    assert not [item for item in stands.items if "withdrawn" in item]
    snapshot = after(
        "act: patrol, by: aland, date: 2013-02-01, tone: hostile, issue: quota",
        "propose: half, by: aland, date: 2013-02-01, issue: quota",
        "withdraw: half, by: aland, date: 2013-02-02",
    )
    assert issue_story("quota", snapshot).chapters[0].items == (
        "Commitment, “Pact of 1998” (pact): in force for Aland and Bohus",
        "2 others have ended",
    )


def test_an_issue_on_which_nothing_was_offered_says_so():
    story = issue_story("ports", after("convene: ministers, by: both, date: 2013-02-01"))
    assert story.introduction[1:] == ("Nothing has been offered or requested.", "Tension over it: 4 of 4 points.")
    assert story.chapters[0].items == ("Measure of Bohus, “Levy” (levy): in place",)


def test_what_is_no_issue_is_refused():
    with pytest.raises(UnknownNameError, match=r"there is no issue 'quot'; did you mean quota\?"):
        steps_on("quot", FISHING.history.as_of())


# MOVES


def test_a_move_is_told_with_what_it_rests_on_changed_and_led_to():
    snapshot = FISHING.history.as_of()
    story = move_story(step_of(10, snapshot), snapshot)
    assert story.title == "What move #10 was, and what came of it"
    move, before, changed, later = story.chapters
    assert [told.heading for told in move.passages] == ["#10, on 1 May 2013"]
    assert [told.heading for told in before.passages] == ["#6, between 20 March 2013 and 31 March 2013"]
    assert changed.items == (
        "“close its ports to the trawlers of Bohus”: from threatened to in place",
        "Tension: from 10 to 12 points",
    )
    assert later.items == ("“close its ports to the trawlers of Bohus” is now lifted",)
    assert later.passages[0].heading == "#15, on 18 June 2013"


def test_a_move_that_rests_on_a_declaration_says_so():
    snapshot = MOSCOW.history.as_of()
    (told,) = move_story(step_of(1, snapshot), snapshot).chapters[1].passages
    assert told.heading == "Before the record, since 19 November 1990"


def test_a_move_that_rests_on_nothing_and_leads_to_nothing_says_so():
    snapshot = MOSCOW.history.as_of()
    _, before, changed, later = move_story(step_of(2, snapshot), snapshot).chapters
    assert before.items == ("It rests on no earlier move.",)
    assert changed.items == ("Tension: 3 points, as before",)
    assert later.items == ("No later move rests on it.",)


def test_a_move_of_a_party_in_a_commitment_says_for_whom_it_changed():
    snapshot = MOSCOW.history.as_of()
    assert move_story(step_of(1, snapshot), snapshot).chapters[2].items[0] == (
        "“Treaty on Conventional Armed Forces in Europe” for Russia: from in force to suspended"
    )


def test_moves_rest_on_what_their_conditions_name():
    snapshot = MOSCOW.history.as_of()
    assert [step.number for step in rests_on(step_of(23, snapshot), snapshot)] == [4, 6]
    assert [step.number for step in came_of_it(step_of(4, snapshot), snapshot)] == [6, 23]


@pytest.mark.parametrize(
    ("number", "as_of", "reason"),
    [
        (26, None, "there is no move #26; the record has 25"),
        (0, None, "there is no move #0; the record has 25"),
        (18, "2007-08-01", "there is no move #18; 3 of 25 count by then"),
    ],
)
def test_a_move_that_does_not_count_is_refused(number, as_of, reason):
    with pytest.raises(UnknownNameError, match=reason):
        step_of(number, MOSCOW.history.as_of(as_of))


@given(histories(min_moves=1))
def test_every_subject_issue_and_move_of_every_record_has_a_story(history):
    snapshot = history.as_of()
    stories = [why(snapshot, name) for name in snapshot.state.ids]
    stories += [issue_story(issue, snapshot) for issue in snapshot.state.setting.issue_ids]
    stories += [move_story(step, snapshot) for step in snapshot.steps()]
    assert all(story.title and story.introduction for story in stories)


@given(histories(min_moves=1))
def test_what_a_move_rests_on_came_to_that_move(history):
    snapshot = history.as_of()
    for step in snapshot.steps():
        for other in rests_on(step, snapshot):
            assert other.number < step.number
            assert step.number in [later.number for later in came_of_it(other, snapshot)]


def test_what_is_declared_for_a_day_after_the_first_move_is_told_as_such():
    snapshot = recorded(
        "scenario: Late\nparties: {a: A, b: B}\nissues: {quota: Quota}\n"
        "commitments: {pact: {issue: quota, since: 2023-05-01}}\n"
        "measures: {toll: {by: a, issue: quota, since: 2023}}\n"
        "moves: [{propose: half, by: a, date: 2020-01-01, issue: quota}]\n"
    ).history.as_of()
    told = [why(snapshot, name).chapters[0].passages[0] for name in ("pact", "toll")]
    assert [(each.heading, each.sentence) for each in told] == [
        ("Before the record", "“pact” was to be in force from 1 May 2023 for A and B."),
        (
            "Before the record",
            "The measure of A, “toll”, was in place. It counts from the start, though dated 2023.",
        ),
    ]
