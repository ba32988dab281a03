"""The picture is checked by its structure and by the boxes of its texts; how it looks is for people to look at."""

import re
from datetime import date
from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hanging import hanging
from hypothesis import given

from sim import History, Setting, load
from sim.assess.tension import tension
from sim.assess.weights import Weights
from sim.model.errors import InvalidFieldError
from sim.moves import (
    Accept,
    Act,
    AgreeToContinue,
    Commit,
    Ease,
    Impose,
    Leave,
    Oppose,
    Propose,
    Raise,
    Remark,
    Suspend,
    Threaten,
    Withdraw,
)
from sim.report.svg.symbols import (
    ALL_SHADES,
    FALLBACKS,
    MARKERS,
    OPPOSED,
    PATTERNS,
    SHADES,
    STANDS,
    STYLE,
    is_shown,
    marker_outline,
    shade_meaning,
    shade_of,
)
from sim.report.timeline.build import timeline_of
from sim.report.timeline.picture import picture
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB, lifecycle_of
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.measures import DeclaredMeasure, Measure
from sim.rules.subjects.talks import Talks
from sim.testing.generator import MoveGenerator, generate_history
from sim.testing.story import START
from sim.testing.strategies import histories

SCENARIOS = Path(__file__).parents[3] / "scenarios"
SVG = "{http://www.w3.org/2000/svg}"

OFFER = Propose(subject="halves", by="aland", date="2013-02-01", issue="quota", terms="half and half")
NO = Oppose(subject="halves", by="bohus", date="2013-02-09")


def drawn(*moves, as_of=None, start=START, reading="likely"):
    return picture("Herring", History.of(start, moves).as_of(as_of, reading))


def root(image):
    return ET.fromstring(image.svg)


def elements(image, name, kind=""):
    """The elements of a name that have a class."""
    every = root(image).iter(f"{SVG}{name}")
    return [element for element in every if not kind or kind in element.get("class", "").split()]


def texts(image):
    return [label.text for label in image.canvas.labels]


def marks(image):
    return [use for use in root(image).iter(f"{SVG}use") if use.get("data-move")]


def titles(image):
    return [title.text for title in root(image).iter(f"{SVG}title")]


def overlaps(image):
    return [(one.text, other.text) for one, other in combinations(image.canvas.labels, 2) if one.overlaps(other)]


def generated(moves, seed=1):
    return generate_history(MoveGenerator(), moves, Random(seed))


# ANY RECORD


def holds_together(image, history):
    """What holds of the picture of any record."""
    defined = {path.get("id") for path in root(image).iter(f"{SVG}path")}
    assert {use.get("href").removeprefix("#") for use in root(image).iter(f"{SVG}use")} <= defined
    assert {int(mark.get("data-move")) for mark in marks(image)} == set(range(1, len(history.moves) + 1))
    assert overlaps(image) == []
    for label in image.canvas.labels:
        assert label.left >= 0, label
        assert label.right <= image.width, label
        assert label.bottom <= image.height, label
    places = [(mark.get("x"), mark.get("y")) for mark in marks(image)]
    assert len(places) == len(set(places))


@given(histories())
def test_every_move_has_a_mark_and_no_two_labels_meet(history):
    holds_together(picture("Drawn", history.as_of(), width=20_000), history)


@pytest.mark.parametrize("name", ["moscow-2007", "fishing", "colombia-2016"])
def test_our_scenarios_are_drawn_whole(name):
    scenario = load(SCENARIOS / f"{name}.yaml")
    for history in (scenario.history, *(alternative.branch.history for alternative in scenario.branches)):
        holds_together(picture(scenario.title, history.as_of()), history)


@pytest.mark.parametrize(("moves", "width"), [(5, None), (60, None), (300, 5_000), (500, 9_000)])
def test_short_and_long_records_are_drawn_whole_where_they_have_room(moves, width):
    history = generated(moves)
    holds_together(picture("Generated", history.as_of(), width=width), history)


@pytest.mark.parametrize("width", [600, 1_000, 3_000])
def test_a_picture_is_as_wide_as_is_asked_for(width):
    history = generated(60)
    image = picture("Generated", history.as_of(), width=width)
    assert image.width == width
    assert overlaps(image) == []


def test_a_wider_picture_has_a_mark_for_each_move_where_a_narrow_one_counts_them():
    view = generated(200).as_of()
    narrow = picture("Generated", view, width=1_000)
    assert (marks(narrow), narrow.counted_by) == ([], "month")
    wide = picture("Generated", view, width=narrow.detailed_at)
    assert {int(mark.get("data-move")) for mark in marks(wide)} == set(range(1, 201))
    assert (wide.counted_by, wide.width) == ("", narrow.detailed_at)


@given(histories())
def test_marks_of_a_lane_never_cover_each_other(history):
    by_height = {}
    for mark in marks(picture("Drawn", history.as_of(), width=20_000)):
        by_height.setdefault(mark.get("y"), []).append(float(mark.get("x")))
    for places in by_height.values():
        places.sort()
        assert all(later - earlier >= 13 for earlier, later in pairwise(places))


def test_a_record_without_moves_is_drawn():
    image = drawn()
    assert marks(image) == []
    assert "1 Apr 2013" in texts(image)


def test_a_negotiation_over_nothing_is_drawn():
    bare = Negotiation.begin(Setting(parties={"a": "A", "b": "B"}))
    assert "lanes: none" in root(drawn(start=bare)).findtext(f"{SVG}desc")


# LANES


def test_an_issue_of_which_nothing_is_known_has_no_lane():
    assert "The size of meshes" not in texts(drawn(OFFER))
    assert "The yearly herring quota" in texts(drawn(OFFER))


def test_what_has_no_issue_has_a_lane_of_its_own():
    assert "Without an issue" in texts(drawn(Act(subject="x", by="aland", date="2013-02-01", tone="hostile")))


def test_one_act_on_several_subjects_has_one_number_and_a_marker_in_each_lane():
    threats = [
        Threaten(subject=name, by="bohus", date="2013-02-01", issue=issue, action="harm")
        for name, issue in (("strike", "ports"), ("boycott", "ports"), ("blockade", "mesh"))
    ]
    names = ("strike", "boycott", "blockade")
    image = drawn(*threats, Withdraw(subject=names, by="bohus", date="2013-02-02"))
    assert [mark.get("data-move") for mark in marks(image)].count("4") == 2
    assert "#4 2013-02-02: withdraw strike, boycott, blockade by bohus → withdrawn" in titles(image)


def test_a_remark_on_several_issues_is_in_the_lane_of_each():
    image = drawn(Remark(subject=("quota", "mesh"), by="aland", date="2013-02-01", kind="hope"))
    assert len(marks(image)) == 2
    assert {"The yearly herring quota", "The size of meshes"} <= set(texts(image))


def test_a_third_party_with_a_side_is_drawn_beside_it_in_a_colour_of_its_own():
    setting = evolve(START.setting, sides={"council": "bohus"})
    tariff = Impose(subject="tariff", by="council", date="2013-02-09", issue="quota")
    image = drawn(OFFER, NO, tariff, start=Negotiation.begin(setting))
    _, second, third = marks(image)
    assert (third.get("class"), third.get("y")) == ("other", second.get("y"))
    assert "others, beside the side that they are on" in texts(image)
    assert "others" not in texts(image)


def test_a_package_is_in_the_lane_of_each_of_its_issues():
    package = Propose(subject="package", by="aland", date="2013-02-01", issue=("quota", "mesh"))
    image = drawn(package)
    assert texts(image).count("package: tabled") == 2
    assert len(marks(image)) == 2


def test_each_side_has_its_half_of_the_lane_and_its_colour():
    image = drawn(OFFER, NO)
    first, second = marks(image)
    assert float(first.get("y")) < float(second.get("y"))
    assert (first.get("class"), second.get("class")) == ("first", "second")


def test_what_both_and_others_do_stands_between_the_two():
    joint = Propose(subject="joint", by="both", date="2013-02-02", issue="quota")
    text = Propose(subject="text", by="council", date="2013-02-03", issue="quota")
    height = {mark.get("class"): float(mark.get("y")) for mark in marks(drawn(OFFER, joint, text, NO))}
    assert height["first"] < height["both"] == height["other"] < height["second"]


def test_a_long_title_is_cut_and_repeated_where_the_lane_is_wide():
    assert texts(picture("Generated", generated(500).as_of(), width=9_000)).count("Talks") > 1


# MOVES


def test_the_marker_tells_the_verb():
    assert [mark.get("href") for mark in marks(drawn(OFFER, NO))] == ["#m-propose", "#m-oppose"]


def test_every_verb_has_a_marker():
    assert all(map(marker_outline, MOVES_BY_VERB))


def test_markers_drawn_by_hand_are_those_of_verbs_and_distinct_from_all_others():
    outlines = [*MARKERS.values(), *FALLBACKS.values()]
    assert set(MARKERS) <= set(MOVES_BY_VERB)
    assert len(set(outlines)) == len(outlines)


@pytest.mark.parametrize(
    ("verb", "tone"),
    [("oppose", HOSTILE), ("accept", CONCILIATORY), ("adjourn", NEUTRAL), ("carry-out", NEUTRAL), ("unknown", NEUTRAL)],
)
def test_a_verb_without_a_marker_drawn_by_hand_has_that_of_its_tone(monkeypatch, verb, tone):
    monkeypatch.delitem(MARKERS, verb, raising=False)
    assert marker_outline(verb) == FALLBACKS[tone]


def test_a_move_whose_day_is_known_is_filled_and_has_no_whisker():
    image = drawn(OFFER)
    assert marks(image)[0].get("class") == "first"
    assert elements(image, "path", "whisker") == []


@pytest.mark.parametrize("written", ["2013-02", "../2013-02-01", "2013-02-01/..", "2013-02-01?"])
def test_a_move_whose_day_is_inferred_is_drawn_open_with_a_whisker(written):
    image = drawn(Propose(subject="halves", by="aland", date=written, issue="quota"))
    assert marks(image)[0].get("class") == "first open"
    assert len(elements(image, "path", "whisker")) == 2


def test_a_whisker_ends_in_a_bar_where_a_bound_is_known_and_in_an_arrow_where_it_is_open():
    act = Act(subject="x", by="aland", date="2013-01-01", tone="neutral")
    later = Act(subject="y", by="aland", date="2013-03-01", tone="neutral")
    known, _ = elements(
        drawn(act, Act(subject="z", by="aland", date="2013-01-20/2013-02-10", tone="neutral"), later), "path", "whisker"
    )
    before, _ = elements(
        drawn(act, Act(subject="z", by="aland", date="2013-02-10?", tone="neutral"), later), "path", "whisker"
    )
    assert known.get("d").count("v4") == 2
    assert before.get("d").count("l") == 4


def test_a_whisker_ends_in_a_bar_at_the_end_of_the_axis_where_its_bound_lies_beyond():
    whisker, _ = elements(drawn(Act(subject="x", by="aland", date="2013-02", tone="neutral")), "path", "whisker")
    assert whisker.get("d").count("v4") == 2


def test_what_is_made_over_another_issue_has_an_arc_to_its_lane():
    threat = Threaten(subject="strike", by="bohus", date="2013-02-02", issue="ports", action="strike", over="quota")
    assert elements(drawn(threat), "path", "arc") != []
    assert "The yearly herring quota" in texts(drawn(threat))
    assert elements(drawn(OFFER), "path", "arc") == []


def test_what_is_made_over_its_own_issue_has_no_arc():
    assert (
        elements(
            drawn(Remark(subject="quota", by="aland", date="2013-02-01", kind="hope", over="quota")), "path", "arc"
        )
        == []
    )


def test_a_mark_tells_on_hover_what_was_done_and_said():
    move = Oppose(subject="halves", by="bohus", date="2013-02-09", speaker="Minister", quote="never")
    assert "#2 2013-02-09: oppose halves by bohus → opposed – Minister: “never”" in titles(drawn(OFFER, move))
    unsigned = Oppose(subject="halves", by="bohus", date="2013-02-09", quote="never")
    assert "#2 2013-02-09: oppose halves by bohus → opposed – “never”" in titles(drawn(OFFER, unsigned))


# WHAT STANDS


def test_a_band_has_a_span_for_each_status_and_tells_it_on_hover():
    tooltips = titles(drawn(OFFER, NO))
    assert "halves: tabled from 2013-02-01 to 2013-02-09 – half and half" in tooltips
    assert "halves: opposed from 2013-02-09 – half and half" in tooltips


def test_an_opposed_proposal_is_hatched():
    assert elements(drawn(OFFER), "rect", "opposed") == []
    assert len(elements(drawn(OFFER, NO), "rect", "opposed")) == 1


def test_a_commitment_has_a_band_for_each_party():
    tooltips = titles(drawn(Suspend(subject="pact", by="bohus", date="2013-02-01")))
    assert "pact for aland: in force – Fisheries Pact of 1998" in tooltips
    assert "pact for bohus: suspended from 2013-02-01 – Fisheries Pact of 1998" in tooltips


def test_a_notice_of_exit_ends_the_band_on_the_day_on_which_it_takes_effect():
    notice = Leave(subject="pact", by="bohus", date="2013-02-01", effective="2013-03-01")
    later = Act(subject="x", by="aland", date="2013-04-01", tone="neutral")
    assert "pact for bohus: leaving from 2013-02-01 to 2013-03-01, then left – Fisheries Pact of 1998" in titles(
        drawn(notice, later)
    )


def test_what_has_expired_is_drawn_as_expired():
    moratorium = Commit(subject="stop", by="aland", date="2013-02-01", issue="quota", until="2013-02-10")
    later = Act(subject="x", by="aland", date="2013-04-01", tone="neutral")
    assert "stop for aland: expired from 2013-02-11" in titles(drawn(moratorium, later))


def test_what_is_announced_for_a_later_day_is_drawn_as_it_reads_until_then():
    suspension = Suspend(subject="pact", by="bohus", date="2013-02-01", effective="2013-03-01", until="2013-03-10")
    tariff = Impose(subject="tariff", by="aland", date="2013-02-01", issue="quota", effective="2013-03-01")
    later = Act(subject="x", by="aland", date="2013-04-01", tone="neutral")
    tooltips = titles(drawn(suspension, tariff, later))
    assert [title for title in tooltips if title.startswith("pact for bohus: ")] == [
        "pact for bohus: in force to 2013-03-01 – Fisheries Pact of 1998",
        "pact for bohus: suspended from 2013-03-01 to 2013-03-11 – Fisheries Pact of 1998",
        "pact for bohus: in force from 2013-03-11 – Fisheries Pact of 1998",
    ]
    assert [title for title in tooltips if title.startswith("tariff: ")] == [
        "tariff: threatened from 2013-02-01 to 2013-03-01",
        "tariff: in place from 2013-03-01",
    ]


def test_what_was_declared_for_a_later_day_is_drawn_as_pending_until_then():
    later = Commitment.declared(Declaration("treaty", since="2013-03-01", issue="quota"), START.setting.party_ids)
    start = Negotiation.begin(START.setting, [later])
    acts = [Act(subject=f"x{n}", by="aland", date=f"2013-0{n}-15", tone="neutral") for n in (2, 4)]
    assert "treaty for aland: pending to 2013-03-01" in titles(drawn(*acts, start=start))


def test_what_is_pending_reads_so_also_on_a_day_by_which_no_move_counts():
    later = Commitment.declared(Declaration("treaty", since="2013-03-01", issue="quota"), START.setting.party_ids)
    start = Negotiation.begin(START.setting, [later])
    view = History.of(start, [OFFER]).as_of("2013-01-15")
    [band] = [
        band
        for lane in timeline_of("T", view, Weights()).lanes.values()
        for band in lane.bands
        if (band.subject, band.party) == ("treaty", "aland")
    ]
    assert [span.status for span in band.counting] == ["pending"]


def test_a_measure_has_a_darker_band_when_raised_and_a_paler_one_when_eased():
    image = drawn(
        Impose(subject="tariff", by="aland", date="2013-02-01", issue="quota", action="tariff"),
        Raise(subject="tariff", by="aland", date="2013-02-02", to="25 %"),
        Ease(subject="tariff", by="aland", date="2013-02-03"),
        Ease(subject="tariff", by="aland", date="2013-02-04"),
    )
    kinds = [kind for kind, _, _, _ in spans_of(image, "tariff")]
    assert kinds == ["first stands", "first raised", "first stands", "first eased"]
    assert "#2 2013-02-02: raise tariff by aland → raised to 25 %" in titles(image)
    assert {"eased", "in place, in force", "raised"} <= set(texts(image))


def test_the_band_of_what_is_settled_ends_and_says_so():
    counter = Propose(subject="thirds", by="bohus", date="2013-02-02", issue="quota", counters="halves")
    yes = Accept(subject="thirds", by="aland", date="2013-02-03")
    tooltips = titles(drawn(OFFER, counter, yes))
    assert "halves: tabled from 2013-02-01 to 2013-02-03, then settled – half and half" in tooltips
    assert "#3 2013-02-03: accept thirds by aland → accepted, halves settled" in tooltips


def test_terms_that_are_values_are_told_on_hover():
    offer = Propose(subject="x", by="aland", date="2013-02-01", issue="quota", terms={"wage": "5 %", "term": "3 years"})
    assert "x: tabled from 2013-02-01 – wage 5 %, term 3 years" in titles(drawn(offer))


def test_a_declared_measure_has_a_band_from_the_start():
    levy = Measure.declared(DeclaredMeasure(subject="levy", by="bohus", title="A levy", issue="quota"))
    start = Negotiation.begin(START.setting, [levy])
    assert "levy: in place – A levy" in titles(drawn(OFFER, start=start))


def test_talks_that_have_not_met_have_no_band():
    assert "ministers" not in texts(drawn(OFFER))


def test_the_next_round_is_shown_when_it_is_due():
    agreed = AgreeToContinue(subject="ministers", by="both", date="2013-02-10", due="2013-06")
    assert "Fisheries ministers: due June 2013" in texts(drawn(agreed))
    assert "Fisheries ministers: due June 2013" not in texts(drawn(OFFER, agreed, as_of="2013-02-05"))


@pytest.mark.parametrize("due", ["0001/9999-12-31", "2013-06", "9999-12-31"])
@pytest.mark.parametrize("name", ["t", "t" * 300])
def test_a_next_round_that_is_due_at_any_time_stays_on_the_sheet(due, name):
    start = Negotiation.begin(START.setting, [Talks.declared(name, due=due)])
    moves = [Act(subject=f"x{n}", by="aland", date=f"2013-0{n}-01", tone="neutral") for n in range(1, 9)]
    history = History.of(start, moves)
    holds_together(picture("Due", history.as_of()), history)


@pytest.mark.parametrize("law", LIFECYCLES.values(), ids=lambda law: law.noun)
def test_every_status_that_has_a_band_has_a_shade_that_says_so(law):
    for status in filter(lambda status: is_shown(status, law), law.statuses):
        words = "done" if status == "carried-out" else status.replace("-", " ")
        assert shade_meaning(shade_of(status), [status]) == words


@pytest.mark.parametrize("law", LIFECYCLES.values(), ids=lambda law: law.noun)
def test_every_status_of_the_law_that_has_a_band_has_a_shade_of_its_own(law):
    assert {status for status in law.statuses if is_shown(status, law)} <= set(SHADES)


def test_a_legend_names_the_statuses_that_are_drawn_in_the_order_of_the_shades():
    assert shade_meaning(STANDS, ["in-session", "accepted", "accepted", "opposed"]) == "accepted, in session"


def test_a_status_without_a_shade_of_its_own_stands_and_is_named_where_it_is_drawn():
    assert shade_of("put-off") == STANDS
    assert shade_meaning(STANDS, ["put-off", "in-force", "put-off"]) == "in force, put off"
    assert shade_meaning(OPPOSED, ["put-off"]) == ""


def test_every_shade_has_a_style_and_every_pattern_is_one():
    assert {*SHADES.values(), STANDS} == set(ALL_SHADES)
    assert set(PATTERNS) <= set(ALL_SHADES)
    for shade in ALL_SHADES:
        assert f".{shade}{{" in STYLE


# TIME


def test_without_a_moment_there_is_no_line():
    assert elements(drawn(OFFER, NO), "path", "asof") == []


@pytest.mark.parametrize(
    ("moment", "reading", "words"),
    [
        ("2013-02-05", "likely", "as of 5 Feb 2013 (likely)"),
        ("2013-02-05", "certain", "as of 5 Feb 2013 (certain)"),
        ("2013-06-01", "likely", "as of 1 Jun 2013 (likely)"),
        (1, "likely", "as of 1 Feb 2013 (likely)"),
        (0, "likely", "before the first move"),
    ],
)
def test_a_line_marks_the_moment(moment, reading, words):
    image = drawn(OFFER, NO, as_of=moment, reading=reading)
    assert words in texts(image)
    assert len(elements(image, "path", "asof")) == 1


def test_between_two_moves_of_a_day_the_line_says_after_which():
    image = drawn(OFFER, Oppose(subject="halves", by="bohus", date="2013-02-01"), as_of=1)
    assert "after move #1" in texts(image)


def test_moves_that_do_not_count_yet_are_pale():
    image = drawn(OFFER, NO, as_of="2013-02-05")
    assert [("later" in mark.get("class")) for mark in marks(image)] == [False, True]
    assert "does not count yet" in texts(image)


def spans_of(image, subject):
    """The spans of the bands of a subject: the classes, from where to where, and the title."""
    every = [
        (rect.get("class"), rect.get("x"), rect.get("width"), rect.find(f"{SVG}title"))
        for rect in elements(image, "rect")
    ]
    return [
        (kind, float(x), float(x) + float(wide), title.text)
        for kind, x, wide, title in every
        if title is not None and title.text.startswith(f"{subject}: ")
    ]


def test_all_that_belongs_to_a_move_that_does_not_count_is_pale():
    later = Oppose(subject="halves", by="bohus", date="2013-02-09?", over="ports")
    image = drawn(OFFER, later, as_of="2013-02-20", reading="certain")
    for kind in ("stem", "whisker", "arc"):
        assert any("later" in line.get("class") for line in elements(image, "path", kind)), kind


def test_up_to_the_moment_a_band_is_that_of_what_counts_and_behind_it_pale():
    later = Oppose(subject="halves", by="bohus", date="2013-02-09?")
    image = drawn(OFFER, later, as_of="2013-02-20", reading="certain")
    (tabled, begin, moment, _), *rest = spans_of(image, "halves")
    assert tabled == "first asked"
    assert [(kind, at) for kind, at, _, _ in rest] == [("first asked later", moment), ("opposed later", moment)]
    assert begin < moment


def test_what_counts_only_possibly_has_a_band_at_the_moment():
    offer = Propose(subject="halves", by="aland", date="2013-02/2013-03", issue="quota")
    image = drawn(
        Act(subject="x", by="aland", date="2013-01-01", tone="neutral"), offer, as_of="2013-02-20", reading="possible"
    )
    (kind, begin, end, _), *_ = spans_of(image, "halves")
    assert kind == "first asked"
    assert 0 < end - begin < 10


@pytest.mark.parametrize("reading", ["certain", "likely", "possible"])
@given(history=histories())
def test_tension_and_bands_at_the_moment_are_those_of_the_view(history, reading):
    for number in (0, len(history.moves) // 2, len(history.moves)):
        day = history.dates[number - 1].best if number else date(2013, 1, 1)
        view = history.as_of(day, reading)
        timeline = timeline_of("Drawn", view, Weights())
        assert timeline.counting[-1][1] == tension(view).points
        for lane in timeline.lanes.values():
            for band in lane.bands:
                subject = view.state.subjects.get(band.subject)
                statuses = {} if subject is None else subject.statuses(day, reading)
                shown = band.party in statuses and is_shown(statuses[band.party], lifecycle_of(subject))
                stands = shown and band.subject not in view.triggers.discharged
                assert (bool(band.counting) and band.counting[-1].end is None) == stands


@pytest.mark.parametrize("reading", ["certain", "likely", "possible"])
def test_up_to_the_moment_tension_is_that_of_the_reading(reading):
    scenario = load(SCENARIOS / "moscow-2007.yaml")
    view = scenario.history.as_of("2007-10-12", reading)
    counting = timeline_of("Moscow", view, scenario.weights).counting
    assert counting[-1][1] == tension(view, scenario.weights).points


def test_points_of_many_digits_stay_on_the_sheet():
    heavy = Weights(opposed=10**9, plan_over_opposition=10**9)
    image = picture("Heavy", History.of(START, [OFFER, NO]).as_of(), heavy)
    holds_together(image, History.of(START, [OFFER, NO]))
    assert str(10**9) in texts(image)


def test_a_break_in_the_axis_says_how_long_it_is():
    days = ("1648-10-24", "1648-11-01", "1648-11-10", "2007-10-12")
    image = drawn(*(Act(subject=f"x{n}", by="aland", date=day, tone="neutral") for n, day in enumerate(days)))
    assert "359 years" in texts(image)
    assert "not to scale" in texts(image)
    assert "time cut short: the axis is not to scale there" in texts(image)


def test_an_axis_that_is_to_scale_has_no_note():
    assert "not to scale" not in texts(drawn(OFFER, NO))


def test_an_axis_on_which_short_times_are_widened_has_the_note():
    days = [f"{year}-01-0{day}" for year in range(1990, 2012) for day in (1, 3)]
    image = drawn(*(Act(subject=f"x{day}", by="aland", date=day, tone="neutral") for day in days))
    assert "not to scale" in texts(image)
    assert "time cut short: the axis is not to scale there" not in texts(image)


def test_a_day_of_many_moves_is_one_column():
    acts = [Act(subject=f"x{n}", by="aland", date="2013-02-01", tone="neutral") for n in range(40)]
    image = drawn(*acts)
    assert texts(image).count("1 Feb 2013") == 1
    assert len({mark.get("x") for mark in marks(image)}) == 40


# TENSION


def test_tension_is_a_step_line_with_its_greatest_and_its_last_value():
    image = drawn(OFFER, NO, Suspend(subject="pact", by="bohus", date="2013-02-10"))
    [line] = elements(image, "path", "tension")
    assert re.fullmatch(r"M[\d.]+ [\d.]+(H[\d.]+V[\d.]+)+H[\d.]+", line.get("d"))
    assert "Tension at the end: 4 points." in root(image).findtext(f"{SVG}desc")
    assert "4" in texts(image)


# EVIDENCE

FISHING = load(SCENARIOS / "fishing.yaml")
LOADS = "a conclusion hangs on it alone", "a conclusion hangs on it and one other"


def borne(*cuts, as_of=None, **about):
    """The fishing dispute with evidence in which its first expectations hang on these cut sets."""
    return picture(FISHING.title, FISHING.history.as_of(as_of), FISHING.weights, hanging(FISHING, *cuts, **about))


def rings(image, load):
    """The middles of the rings of a load, without that of the legend."""
    lanes = [ring for ring in elements(image, "circle", load) if float(ring.get("cy")) < image.lanes_end]
    return {(ring.get("cx"), ring.get("cy")) for ring in lanes}


def places(image, *numbers):
    return {(mark.get("x"), mark.get("y")) for mark in marks(image) if int(mark.get("data-move")) in numbers}


def test_a_move_on_which_a_conclusion_hangs_alone_has_a_heavy_ring_and_one_in_a_pair_a_light_one():
    image = borne([(1,), (2, 3)], [(2,)], [(4, 5, 6)])
    assert rings(image, "alone") == places(image, 1, 2)
    assert rings(image, "in-pair") == places(image, 3)
    heavy, light = (re.search(rf"\.{load}{{stroke-width:([.0-9]+)", image.svg)[1] for load in ("alone", "in-pair"))
    assert float(heavy) > float(light)


def test_every_mark_of_a_move_has_the_ring():
    image = borne([(19,)])
    assert len(rings(image, "alone")) == len(places(image, 19)) > 1


def test_a_mark_says_how_many_conclusions_hang_on_the_move():
    said = {int(mark.get("data-move")): mark.findtext(f"{SVG}title") for mark in marks(borne([(1,)], [(1,), (2, 3)]))}
    assert said[1].endswith(" – 2 conclusions hang on it alone")
    assert said[2].endswith(" – 1 conclusion hangs on it in a pair")
    assert said[4].endswith(" – no conclusion hangs on it alone or in a pair")


def test_the_legend_says_what_a_ring_means():
    assert {*LOADS, "no conclusion hangs on it alone or in a pair"} <= {*texts(borne([(1,), (2, 3)]))}
    assert not {*LOADS} & {*texts(borne())}
    assert "no conclusion hangs on it alone" in texts(borne(up_to=1))
    assert not {*LOADS} & {*texts(picture(FISHING.title, FISHING.history.as_of()))}


def test_a_ring_is_as_pale_as_its_mark():
    image = borne([(1,), (20,)], as_of="2013-03-01")
    kinds = [ring.get("class") for ring in elements(image, "circle", "alone")]
    assert [kind for kind in kinds if "both" not in kind.split()] == [
        "ring alone first",
        "ring alone second later",
        "ring alone second later",
    ]


def test_with_evidence_the_picture_is_whole_and_says_in_words_what_bears():
    image = borne([(1,), (2, 3)], [(25,)])
    holds_together(image, FISHING.history)
    desc = root(image).findtext(f"{SVG}desc")
    assert desc.endswith("Tension at the end: 1 point. Moves on which alone a conclusion hangs: #1, #25.")
    assert root(borne()).findtext(f"{SVG}desc").endswith("Moves on which alone a conclusion hangs: none.")


def test_evidence_of_another_history_is_refused():
    shorter = History.of(FISHING.start, FISHING.history.moves[:5])
    with pytest.raises(InvalidFieldError, match="evidence cannot be that of another history"):
        picture("Herring", shorter.as_of(), FISHING.weights, hanging(FISHING))


# ANY LANGUAGE


def test_names_of_any_script_stay_text():
    parties = {"日本": "日本国", "россия": "Российская Федерация"}
    islands = Negotiation.begin(Setting(parties=parties, issues={"острова": "北方領土 · Курильские острова"}))
    image = drawn(Propose(subject="二島", by="日本", date="1956-10-19", issue="острова", quote="返還"), start=islands)
    assert {"日本国", "二島: tabled", "北方領土 · Курильские острова"} <= set(texts(image))
    assert overlaps(image) == []


def test_a_hostile_text_stays_text():
    name = '</text><script>alert("1")</script> \u202e & \x00'
    sea = Negotiation.begin(Setting(parties={"a": name, "b": "B"}, issues={"i": name}))
    image = picture(
        name, History.of(sea, [Remark(subject="i", by="a", date="2013-01-01", kind="hope", quote=name)]).as_of()
    )
    assert list(root(image).iter("script")) == []
    assert "\x00" not in image.svg


# AS A FILE


def test_the_picture_of_the_fishing_dispute_is_as_it_was(golden):
    scenario = load(SCENARIOS / "fishing.yaml")
    golden("plot-fishing.svg", picture(scenario.title, scenario.history.as_of(), scenario.weights).svg)


def test_the_same_record_gives_the_same_picture():
    assert picture("Generated", generated(60).as_of()).svg == picture("Generated", generated(60).as_of()).svg


def test_a_notebook_shows_the_picture_itself():
    image = drawn(OFFER)
    assert image._repr_svg_() == image.svg


def test_within_a_page_a_picture_has_neither_style_nor_titles():
    image = picture("Herring", History.of(START, [OFFER, NO]).as_of(), standalone=False)
    assert "<style" not in image.svg
    assert "<title" not in image.svg
    assert [title for _, title in image.lanes] == ["The yearly herring quota", "Talks", "Tension, in points"]


def test_a_move_that_has_no_marker_of_its_own_has_a_plain_one(monkeypatch):
    monkeypatch.delitem(MARKERS, "propose")
    [mark] = [path for path in root(drawn(OFFER)).iter(f"{SVG}path") if path.get("id") == "m-propose"]
    assert mark.get("d")


def test_the_strip_between_the_parties_says_whose_it_is():
    text = Propose(subject="text", by="council", date="2013-02-03", issue="quota")
    assert "others" in texts(drawn(text))
