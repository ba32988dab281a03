"""The matrix is checked by its structure and by the boxes of its texts; how it looks is for people to look at."""

from itertools import combinations, pairwise
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from complaints import FOUR_MOVES, recorded
from hanging import hanging
from hostile import RECORD

from sim import load
from sim.evidence.results import ConclusionEvidence, Evidence
from sim.report import evidence_matrix
from sim.report.evidence.finding import CAVEAT, NO_CONCLUSION
from sim.report.svg.export import FORMS
from sim.scenario.expectations import Expectation
from sim.testing.generator import MoveGenerator, generate_history

SCENARIOS = Path(__file__).parents[3] / "scenarios"
SVG = "{http://www.w3.org/2000/svg}"
SCENARIO = recorded(f"""{FOUR_MOVES}\
branches: {{calm: {{title: Calm, without: [{{suspend: pact}}]}}}}
expect:
  - as of: 2013-02-01
    proposals: {{equal-shares: tabled}}
  - as of: 2013-02-10
    proposals: {{equal-shares: opposed}}
  - agreed: 0
    tension eased: {{since: 2013-02-01, is: no}}
  - branch: calm
    agreed: 0
""")
SHARES = "Each side lands 40,000 tonnes"
OFFERED = f"Aland made an offer: “{SHARES}”"
CUTS = [(1,)], [(1,), (2, 3)], [(2, 4), (1, 2, 3)]


def drawn(*cuts, **about):
    return evidence_matrix(hanging(SCENARIO, *cuts, **about))


def made_up(moves, conclusions, subject="no-subject", verdict="a verdict"):
    """Evidence on a generated record, with claims that say nothing true, each with cut sets of any moves."""
    history, random = generate_history(MoveGenerator(), moves, Random(1)), Random(2)
    made = tuple(
        ConclusionEvidence(
            expectation=Expectation(None, None, "likely", "proposals", subject, "tabled"),
            found="tabled" if place % 7 else "opposed",
            moves=tuple(tuple(sorted(random.sample(range(1, moves + 1), k))) for k in (1, 2, 3, 3))
            if place % 7
            else (),
            verdict=verdict,
        )
        for place in range(conclusions)
    )
    return Evidence("Made up", history, 3, len(made), made)


def elements(image, name, kind):
    root = ET.fromstring(image.svg)
    return [element for element in root.iter(f"{SVG}{name}") if kind in element.get("class", "").split()]


def texts(image):
    return [label.text for label in image.canvas.labels]


def titles(image):
    return [title.text for title in ET.fromstring(image.svg).iter(f"{SVG}title")]


def description(image):
    return ET.fromstring(image.svg).findtext(f"{SVG}desc")


def label(image, text):
    return next(each for each in image.canvas.labels if each.text == text)


def first_row(image):
    """The top of the rows."""
    return label(image, "verdict").bottom


def holds_together(image):
    """What holds of any matrix: no two labels meet, and all are on the sheet."""
    assert [(one.text, other.text) for one, other in combinations(image.canvas.labels, 2) if one.overlaps(other)] == []
    for each in image.canvas.labels:
        assert each.left >= 0, each
        assert each.right <= image.width, each
        assert each.bottom <= image.height, each


# ANY RECORD


@pytest.mark.parametrize("name", ["moscow-2007", "fishing", "colombia-2016"])
def test_our_scenarios_are_drawn_whole(name):
    scenario = load(SCENARIOS / f"{name}.yaml")
    image = evidence_matrix(hanging(scenario, [(1,), (2, 3)], [(4, 5, 6)], unmet=[2]))
    holds_together(image)
    numbers = [int(use.get("data-move")) for use in ET.fromstring(image.svg).iter(f"{SVG}use") if use.get("data-move")]
    assert numbers == list(range(1, len(scenario.history.moves) + 1))


@pytest.mark.parametrize(("moves", "conclusions"), [(0, 0), (1, 0), (12, 30), (200, 120), (1001, 2)])
def test_short_and_long_records_are_drawn_whole(moves, conclusions):
    image = evidence_matrix(made_up(moves, conclusions if moves else 0))
    holds_together(image)
    assert len(image.moves_at) == moves


def test_columns_and_rows_are_as_wide_and_as_high_in_a_large_matrix_as_in_a_small_one():
    small, large = (evidence_matrix(made_up(*size)) for size in ((12, 3), (99, 60)))
    assert {later - earlier for image in (small, large) for earlier, later in pairwise(image.moves_at)} == {18}
    assert large.lanes_end - first_row(large) == pytest.approx(small.lanes_end - first_row(small) + 57 * 18)


def test_long_and_wide_texts_are_cut_to_their_columns():
    image = evidence_matrix(made_up(5, 3, subject="導弾防禦" * 60, verdict="條約 🐟 " * 200))
    holds_together(image)
    assert image.width < 1200
    assert f"{'導弾防禦' * 60}: tabled, at the end" in " ".join(titles(image))


def test_a_hostile_text_stays_text():
    scenario = recorded(RECORD)
    image = evidence_matrix(hanging(scenario, [(1,), (2, 3)], verdict='</text><script>alert("1")</script>\x00\u202e'))
    holds_together(image)
    assert list(ET.fromstring(image.svg).iter("script")) == []
    assert not {"\x00", "\u202e"} & set(image.svg)


def test_the_same_evidence_gives_the_same_picture():
    assert evidence_matrix(made_up(30, 9)).svg == evidence_matrix(made_up(30, 9)).svg


@pytest.mark.parametrize("form", FORMS)
def test_it_can_be_had_in_every_form(form):
    assert len(FORMS[form](drawn(*CUTS))) > 1000


# CELLS


def cells(image):
    """The filled part of each cell: its right, its top and its bottom, by the size of its cut set."""
    paths = {size: [path.get("d") for path in elements(image, "path", f"size{size}")] for size in (1, 2, 3)}
    return {size: [cell for path in found for cell in path.split("z") if cell] for size, found in paths.items()}


def heights(image):
    """The heights of the cells in the matrix, without the legend, by the size of their cut sets."""
    return {size: {float(cell.split("v")[1].split("h")[0]) for cell in found} for size, found in cells(image).items()}


def test_a_cell_is_full_for_a_move_alone_half_full_in_a_pair_and_a_third_in_a_triple():
    assert heights(drawn(*CUTS)) == {1: {12.0}, 2: {6.0}, 3: {4.0}}


def test_there_is_a_cell_for_each_move_in_a_cut_set_and_the_smallest_set_counts():
    found = cells(drawn(*CUTS))
    assert {size: len(found[size]) - 1 for size in found} == {1: 2, 2: 4, 3: 2}, "without that of the legend"


def test_a_cell_says_in_words_what_its_conclusion_falls_without():
    line = SCENARIO.expectations[1].line
    said = titles(drawn(*CUTS))
    opposed = f"line {line}: {SHARES}: opposed falls without"
    assert f"#1, 1 February 2013: {OFFERED} – {opposed} it" in said
    assert any(each.startswith("#3, 1 March 2013: Bohus") and each.endswith(f"{opposed} it and #2") for each in said)
    assert any(
        each.endswith("Tension has eased since 1 February 2013: no falls without it") for each in titles(drawn(*EASED))
    )


EASED = [], [], [], [(1,)]


def test_many_cut_sets_of_one_cell_are_counted():
    cuts = [(1, n) for n in range(2, 12)]
    conclusion = evolve(made_up(12, 1).conclusions[0], found="tabled", moves=tuple(cuts))
    image = evidence_matrix(evolve(made_up(12, 1), conclusions=(conclusion,)))
    [said] = [title for title in titles(image) if title.startswith("#1,") and "falls without" in title]
    assert said.endswith("or without it and #7, or without 4 other sets")


# ROWS


def test_a_row_says_its_line_what_is_concluded_as_of_when_and_the_verdict():
    row = [label(drawn(*CUTS), text) for text in (f"{SHARES}: opposed", "10 February 2013")]
    assert len({each.top for each in row}) == 1
    said = [each.text for each in drawn(*CUTS).canvas.labels if each.top == row[0].top]
    assert said == [str(SCENARIO.expectations[1].line), f"{SHARES}: opposed", "10 February 2013", "a verdict"]


def test_a_conclusion_that_does_not_hold_is_marked_and_has_no_cell():
    image = drawn(*CUTS, unmet=[0, 1, 2])
    assert cells(image) == {1: [], 2: [], 3: []}
    assert sum(path.get("d").count("M") for path in elements(image, "path", "fails")) == 3 + 1, (
        "with that of the legend"
    )
    assert "does not hold" in texts(image)
    assert "does not hold: found something else" in " ".join(titles(image))
    assert elements(drawn(*CUTS), "path", "fails") == []


def test_a_claim_that_no_file_makes_has_no_line():
    image = evidence_matrix(made_up(5, 1))
    assert "–" in texts(image)
    assert "claim: no subject: tabled, at the end" in " ".join(titles(image))


def test_conclusions_on_a_branch_are_left_out_and_counted():
    note = "1 conclusion on a branch is left out: the moves of a branch have numbers of their own."
    assert note in texts(drawn(*CUTS))
    assert len([text for text in texts(drawn(*CUTS)) if text == "a verdict"]) == 4
    twice = SCENARIO.expectations[-1:] * 2
    evidence = hanging(evolve(SCENARIO, expectations=twice))
    image = evidence_matrix(evidence)
    assert {note.replace("1 conclusion on a branch is", "2 conclusions on branches are")} < {*texts(image)}
    assert "There is no conclusion on this record." in texts(image)


def test_the_matrix_of_a_branch_has_the_conclusions_on_it():
    image = drawn([], [], [], [], [(1,), (2, 3)], branch="calm")
    assert "What each conclusion hangs on in the branch calm: " in "".join(texts(image))
    assert len(image.moves_at) == 3
    assert [text for text in texts(image) if text == "a verdict"] == ["a verdict"]
    assert not [text for text in texts(image) if "left out" in text]


def test_work_that_was_interrupted_is_said_to_be_partial():
    assert "Partial: 5 of 8 conclusions have been looked at." in texts(drawn(*CUTS, asked=8))


def test_the_header_is_repeated_below_many_rows_and_the_line_beside_the_verdict_after_many_moves():
    assert (texts(evidence_matrix(made_up(5, 26))).count("verdict"), texts(drawn(*CUTS)).count("verdict")) == (2, 1)
    line = SCENARIO.expectations[0]
    for moves, verdict in ((40, "a verdict"), (41, f"{line.line}: a verdict")):
        evidence = made_up(moves, 2)
        lined = evolve(evidence.conclusions[0], expectation=line)
        image = evidence_matrix(evolve(evidence, conclusions=(lined, evidence.conclusions[1])))
        assert texts(image).count(verdict) == (2 if moves == 40 else 1), "a claim has no line"


# COLUMNS


def bars(image):
    return [(float(bar.get("height")), bar.findtext(f"{SVG}title")) for bar in elements(image, "rect", "bar")]


def test_a_bar_shows_how_many_conclusions_hang_on_a_move_alone():
    image = drawn([(1,)], [(1,), (2,)], [(3, 4)])
    assert [(height, said.split(" – ")[1]) for height, said in bars(image)] == [
        (28.0, "2 conclusions hang on it alone"),
        (14.0, "1 conclusion hangs on it alone"),
    ]
    assert {"1", "2"} <= set(texts(image))


@pytest.mark.parametrize(
    ("cuts", "words"),
    [
        ([[(1,)], [(1, 2)]], "1 conclusion hangs on it alone, 1 in a pair"),
        ([[(1, 2)], [(1, 2)]], "2 conclusions hang on it in a pair"),
        ([[(1, 2, 3)]], "no conclusion hangs on it alone or in a pair"),
    ],
)
def test_a_move_says_how_many_conclusions_hang_on_it(cuts, words):
    assert f"#1, 1 February 2013: {OFFERED} – {words}" in titles(drawn(*cuts))


def test_where_single_moves_are_left_out_nothing_is_said_of_pairs():
    image = drawn(up_to=1)
    assert "What each conclusion hangs on: single moves without which it does not hold" in " ".join(texts(image))
    assert f"#1, 1 February 2013: {OFFERED} – no conclusion hangs on it alone" in titles(image)


def test_the_first_party_is_above_the_second_and_each_has_its_colour():
    uses = {int(use.get("data-move")): use for use in elements(drawn(*CUTS), "use", "first")}
    others = {int(use.get("data-move")): use for use in elements(drawn(*CUTS), "use", "second")}
    assert (set(uses), set(others)) == ({1, 4}, {2, 3})
    assert float(uses[1].get("y")) < float(others[2].get("y"))
    assert {"Aland", "Bohus"} <= set(texts(drawn(*CUTS)))
    assert "others" not in texts(drawn(*CUTS))


def test_every_second_day_is_shaded_and_dates_stand_where_they_fit():
    scenario = load(SCENARIOS / "fishing.yaml")
    image = evidence_matrix(hanging(scenario))
    shaded = sum(path.get("d").count("M") for path in elements(image, "path", "day"))
    assert shaded == len({when.best for when in scenario.history.dates}) // 2 + 1, "with that of the legend"
    assert {"1 February 2013", "25 June 2013", "30 September 2013"} <= set(texts(image)), (
        "the first, the last, the busiest"
    )


# THE HEADING


def test_the_finding_is_the_title_and_tells_the_move_that_most_conclusions_hang_on():
    image = drawn([(1,)], [(1,), (2,)], [(3, 4)])
    assert (
        image.title == f"2 of 4 conclusions hang on a single move; most of them, 2, on #1, 1 February 2013: {OFFERED}"
    )
    assert CAVEAT in texts(image)


def test_where_no_conclusion_hangs_on_one_move_the_title_says_so():
    assert drawn([(1, 2)]).title == "None of 4 conclusions hangs on a single move"
    assert evidence_matrix(made_up(0, 0)).title == NO_CONCLUSION


def test_a_long_title_leaves_room_for_the_party_and_the_value():
    expectation = Expectation(None, None, "likely", "commitments", "a" * 200 + "/aland", "in-force")
    one = evolve(made_up(3, 1), history=SCENARIO.history)
    image = evidence_matrix(evolve(one, conclusions=(evolve(one.conclusions[0], expectation=expectation),)))
    assert any(text.endswith("… (Aland): in force") for text in texts(image))


# LEGEND AND WORDS


def test_the_legend_has_what_there_is_and_no_more():
    meanings = {
        "the conclusion falls without this move alone",
        "without it and one other",
        "without it and two others",
        "does not hold",
        "every second day",
        "day not known",
    }
    assert meanings & {*texts(drawn([(1,)]))} == {
        "the conclusion falls without this move alone",
        "every second day",
    }
    scenario = load(SCENARIOS / "moscow-2007.yaml")
    assert meanings & {*texts(evidence_matrix(hanging(scenario, [(1,), (2, 3), (4, 5, 6)], unmet=[1])))} == meanings


def test_the_picture_is_described_in_words():
    said = description(drawn(*CUTS, unmet=[3]))
    assert said.startswith(
        f"{drawn(*CUTS, unmet=[3]).title}. Herring in the Strait: what each conclusion hangs on: sets of up to 3 moves"
    )
    assert "4 conclusions by 4 moves." in said
    line = SCENARIO.expectations[0].line
    assert f"line {line}: {SHARES}: tabled, as of 1 February 2013 – a verdict." in said
    assert f"#1, 1 February 2013: {OFFERED} – 2 conclusions hang on it alone." in said
    assert said.endswith("have numbers of their own.")
