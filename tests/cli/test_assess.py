import json

import pytest

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


def test_quietly_nothing_is_printed(negsim):
    assert negsim("assess", MOSCOW, "-q").stdout == ""


def test_some_figures_may_be_asked_for(negsim):
    printed = negsim("assess", MOSCOW, "--only", "centre").stdout
    assert printed.splitlines()[4].split() == ["centre", "–", "missile-defence", "issue", "#6", "#7", "#23"]
    assert "Contributions to tension" not in printed
    assert "Contributions to tension" in negsim("assess", MOSCOW, "--only", "tension").stdout
    _, figures = assessed(negsim, "--only", "initiative", "--only", "centre")
    assert {name for name, _ in figures} == {"initiative", "centre"}
    found, _ = assessed(negsim, "--only", "centre")
    assert "tension" not in found
