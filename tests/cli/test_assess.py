import json

import pytest
from wages import WAGES

from sim.assess import FIGURES

MOSCOW = "scenarios/moscow-2007.yaml"


def assessed(negsim, *arguments):
    """The figures as JSON, by name and what they are of."""
    found = json.loads(negsim("assess", MOSCOW, "--format", "json", *arguments).stdout)
    return found, {(figure["figure"], figure["of"]): figure for figure in found["figures"]}


def test_a_record_is_assessed_as_of_a_day_and_since_another(negsim, golden):
    result = negsim("assess", MOSCOW, "--as-of", "2007-10-13", "--since", "2007-10-11")
    assert (result.exit_code, result.stderr) == (0, "")
    golden("assess.txt", result.stdout)


def test_the_json_has_every_figure_with_its_moves(negsim):
    found, figures = assessed(negsim, "--as-of", "2007-10-13", "--since", "2007-10-11")
    assert (found["format"], found["as_of"], found["since"]) == ("negsim-assess/3", "2007-10-13", "2007-10-11")
    assert {name for name, _ in figures} == set(FIGURES)
    assert figures["tension", None]["value"] == sum(each["points"] for each in found["tension"]) == 11
    assert figures["agreement", None] == {
        "figure": "agreement",
        "of": None,
        "value": 0,
        "out_of": 4,
        "unit": "proposals",
        "moves": [12, 14, 17, 18],
    }


def test_a_branch_may_be_assessed(negsim):
    found, figures = assessed(negsim, "--branch", "no-suspension", "--as-of", "2007-10-13")
    assert (found["branch"]["id"], figures["tension", None]["value"]) == ("no-suspension", 8)


def test_the_weights_of_the_file_count(negsim):
    text = (
        "scenario: S\nparties: {a: A, b: B}\nissues: {x: X}\nweights: {measure threatened: 3}\nmoves:\n"
        "  - threaten: t\n    by: a\n    date: 2013\n    issue: x\n    action: y\n"
    )
    found = json.loads(negsim("assess", "-", "--format", "json", stdin=text).stdout)
    assert [each["points"] for each in found["tension"]] == [3]


def test_csv_has_the_figures_and_markdown_both_tables(negsim):
    assert negsim("assess", MOSCOW, "--format", "csv").stdout.startswith("figure,of,value,unit,moves\n")
    assert negsim("assess", MOSCOW, "--format", "markdown").stdout.count("\n## ") == 1


def test_an_empty_record_can_be_assessed(negsim):
    text = "scenario: S\nparties: {a: A, b: B}\n"
    result = negsim("assess", "-", stdin=text)
    assert result.exit_code == 0
    assert "Contributions to tension" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ("--since", "2008", "--as-of", "2007-10-13"),
            "--since is later than the moment asked about; give an earlier one",
        ),
        (("--since", "#25", "--as-of", "#20"), "--since is later than the moment asked about"),
        (("--since", "#99"), "there is no move #99"),
        (("--branch", "x"), "has no branch 'x'"),
    ],
)
def test_what_cannot_be_assessed_is_one_sentence(negsim, arguments, complaint):
    result = negsim("assess", MOSCOW, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr


HERRING = (
    "scenario: S\nparties: {a: A, b: B}\nissues: {x: X}\nmoves:\n"
    "  - {threaten: t, by: a, date: 2013-02-01, issue: x, action: y}\n"
    "  - {threaten: u, by: a, date: 2013-02-02, issue: x, action: y}\n"
    "  - {threaten: v, by: a, date: 2013-02-03, issue: x, action: y}\n"
    "  - {threaten: w, by: a, date: 2013-02-04, issue: x, action: y}\n"
    "  - {threaten: z, by: a, date: 2013-02-05, issue: x, action: y}\n"
)


def test_of_many_moves_the_first_three_are_named_unless_all_are_wanted(negsim):
    short = negsim("assess", "-", "--only", "hostile moves", stdin=HERRING).stdout.splitlines()
    assert short[4].split()[-4:] == ["#1", "#2", "#3", "+2"]
    whole = negsim("assess", "-", "--only", "hostile moves", "--moves", stdin=HERRING).stdout.splitlines()
    csv = negsim("assess", "-", "--only", "hostile moves", "--format", "csv", stdin=HERRING).stdout.splitlines()
    assert whole[4].split()[-5:] == csv[1].split(",")[-1].split() == ["#1", "#2", "#3", "#4", "#5"]


def test_what_is_zero_everywhere_is_left_out_unless_it_is_asked_for(negsim):
    printed = negsim("assess", "-", stdin=HERRING).stdout
    assert "hostile moves" in printed
    assert not {"concessions", "deadlock", "next talks", "reciprocity"} & {
        line[:11].strip() for line in printed.splitlines()
    }
    assert "concessions" in negsim("assess", "-", "--only", "concessions", stdin=HERRING).stdout
    assert "concessions" in negsim("assess", "-", "--format", "csv", stdin=HERRING).stdout


def test_several_files_are_assessed_in_one_table(negsim, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(HERRING, "utf-8")
    result = negsim("assess", MOSCOW, other, "--format", "csv")
    assert (result.exit_code, result.stderr) == (0, "")
    header, *rows = result.stdout.splitlines()
    assert header == "scenario,figure,of,value,unit,moves"
    assert {row.split(",")[0] for row in rows} == {"moscow-2007", "other"}
    printed = negsim("assess", MOSCOW, "scenarios/fishing.yaml").stdout
    assert printed.count("\nscenario ") == 2
    assert "\nfishing " in printed
    found = json.loads(negsim("assess", MOSCOW, other, "--format", "json").stdout)
    assert (found["format"], [each["file"] for each in found["assessments"]]) == (
        "negsim-assessments/1",
        [MOSCOW, str(other)],
    )


def test_a_file_that_cannot_be_read_hides_no_other(negsim, tmp_path):
    result = negsim("assess", tmp_path / "none.yaml", MOSCOW, "--only", "centre")
    assert result.exit_code == 2
    assert "none.yaml" in result.stderr
    assert "moscow-2007  centre" in result.stdout
    assert negsim("assess", tmp_path / "none.yaml", tmp_path / "nor.yaml").stdout == ""


def test_a_record_that_ends_too_early_hides_no_other(negsim, tmp_path):
    short = tmp_path / "short.yaml"
    short.write_text(HERRING, "utf-8")
    result = negsim("assess", MOSCOW, short, "--since", "2007-10-12", "--as-of", "2007-10-13")
    assert result.exit_code == 0
    result = negsim("assess", short, MOSCOW, "--since", "#8", "--only", "centre")
    assert result.exit_code == 2
    assert result.stderr == (
        f"{short}: there is no move #8; the record has 5\n1 of 2 files; 1 lacks what was asked about\n"
    )
    assert "moscow-2007  centre" in result.stdout


def test_nobody_is_more_hostile_where_nobody_is_hostile(negsim):
    text = "scenario: S\nparties: {a: A, b: B}\nissues: {x: X}\nmoves:\n  - {propose: p, by: a, date: 2013, issue: x}\n"
    assert "more hostile" not in negsim("assess", "-", stdin=text).stdout
    assert negsim("assess", "-", "--only", "days in place", stdin=text).stdout == "Assessment: none\n"


def test_quietly_nothing_is_printed(negsim):
    assert negsim("assess", MOSCOW, "-q").stdout == ""


def test_some_figures_may_be_asked_for(negsim):
    printed = negsim("assess", MOSCOW, "--only", "centre").stdout
    assert printed.splitlines()[4].split() == ["centre", "–", "missile-defence", "issue", "#6", "#7", "#23"]
    assert "Contributions to tension" not in printed
    assert "Contributions to tension" in negsim("assess", MOSCOW, "--only", "tension").stdout
    _, figures = assessed(negsim, "--only", "more hostile", "--only", "centre")
    assert {name for name, _ in figures} == {"more hostile", "centre"}
    found, _ = assessed(negsim, "--only", "centre")
    assert "tension" not in found


# POSITIONS


def test_positions_are_printed_where_terms_have_values(negsim, golden):
    result = negsim("assess", "-", "--as-of", "2019-02-26", "--only", "positions", "--only", "course", stdin=WAGES)
    assert (result.exit_code, result.stderr) == (0, "")
    golden("assess-positions.txt", result.stdout)
    whole = negsim("assess", "-", stdin=WAGES).stdout
    assert whole.count("\nPositions\n") == 1
    assert "Course of positions" not in whole
    assert "Positions" not in negsim("assess", MOSCOW).stdout


@pytest.mark.parametrize(("name", "rows"), [("positions", 8), ("course", 23)])
def test_a_table_of_positions_may_be_asked_for(negsim, name, rows):
    csv = negsim("assess", "-", "--only", name, "--format", "csv", stdin=WAGES).stdout
    assert csv.startswith("term,issue,")
    assert csv.count("\n") == rows + 1
    printed = negsim("assess", "-", "--only", name, stdin=WAGES).stdout
    assert "Assessment" not in printed


def test_csv_has_one_table_of_those_that_are_asked_for(negsim):
    result = negsim("assess", "-", "--only", "positions", "--only", "tension", "--format", "csv", stdin=WAGES)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "CSV holds one table; choose one with --only: positions or tension" in result.stderr


def test_the_json_has_positions_where_they_are_asked_for(negsim):
    def keys(*only):
        document = json.loads(negsim("assess", "-", "--format", "json", *only, stdin=WAGES).stdout)
        return {"positions", "figures", "tension"} & {name for name, part in document.items() if part}

    assert keys() == {"positions", "figures"}
    assert keys("--only", "course") == {"positions"}
    assert keys("--only", "deadlock") == {"figures"}


def test_where_there_are_no_values_the_positions_are_empty(negsim):
    assert json.loads(negsim("assess", MOSCOW, "--format", "json").stdout)["positions"] == []


def test_the_positions_of_several_files_are_told_in_one_table(negsim, tmp_path):
    for name in ("one.yaml", "other.yaml"):
        (tmp_path / name).write_text(WAGES, "utf-8")
    files = (tmp_path / "one.yaml", tmp_path / "other.yaml", MOSCOW)
    header, *rows = negsim("assess", *files, "--only", "positions", "--format", "csv").stdout.splitlines()
    assert header.startswith("scenario,term,issue,party,")
    assert [row.split(",")[0] for row in rows] == ["one"] * 8 + ["other"] * 8
    assert negsim("assess", *files).stdout.count("\nPositions\n") == 1
    documents = json.loads(negsim("assess", *files, "--format", "json").stdout)["assessments"]
    assert [len(document["positions"]) for document in documents] == [4, 4, 0]
