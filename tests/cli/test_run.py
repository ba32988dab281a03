import json
import re
from itertools import pairwise

import pytest
from complaints import OPPOSED, RECORD, instead
from long_talks import long_scenario

from sim.scenario import as_yaml

FISHING, MOSCOW = "scenarios/fishing.yaml", "scenarios/moscow-2007.yaml"
ENDINGS = {"table": "txt", "markdown": "md", "csv": "csv", "json": "json"}


@pytest.mark.parametrize("form", ENDINGS)
@pytest.mark.parametrize("name", ["fishing", "moscow-2007"])
def test_a_record_is_printed_in_every_format(negsim, golden, name, form):
    result = negsim("run", f"scenarios/{name}.yaml", "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(f"run-{name}.{ENDINGS[form]}", result.stdout)


def test_a_record_is_printed_as_a_table_unless_asked_otherwise(negsim):
    assert negsim("run", FISHING).stdout == negsim("run", FISHING, "--format", "table").stdout


@pytest.mark.parametrize("columns", ["60", "80", "140", "200"])
def test_no_line_is_wider_than_the_terminal(negsim, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    printed = negsim("run", FISHING, MOSCOW).stdout
    assert max(map(len, printed.splitlines())) <= int(columns)


def test_a_terminal_narrower_than_sixty_columns_counts_as_sixty(negsim, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    at_sixty = negsim("run", FISHING).stdout
    monkeypatch.setenv("COLUMNS", "20")
    assert negsim("run", FISHING).stdout == at_sixty


@pytest.mark.parametrize(
    ("when", "head"),
    [
        ("2013-03-21", "- As of 21 March 2013, after 5 moves of 25"),
        ("2013-03", "- As of 31 March 2013, after 6 moves of 25"),
        ("2012", "- As of 31 December 2012, nothing has happened yet; the record has 25 moves."),
        ("#12", "- As of 20 May 2013, after 12 moves of 25"),
        ("#0", "- Nothing has happened yet; the record has 25 moves."),
    ],
)
def test_a_record_is_looked_at_as_of_a_day_or_a_move(negsim, when, head):
    assert head in negsim("run", FISHING, "--as-of", when).stdout


def test_it_begins_with_the_title_and_the_summary(negsim):
    lines = negsim("run", FISHING).stdout.splitlines()
    assert lines[0] == "Herring in the Strait"
    assert lines[lines.index("") + 1].startswith("- Aland and Bohus negotiate over 3 issues: ")
    assert lines.index("Moves") < 30


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("2013-03-21", "As of 2013-03-21 (likely): 5 of 25 moves."),
        ("#0", "Before the first move: 0 of 25 moves."),
    ],
)
def test_above_a_few_tables_stands_the_moment_and_no_summary(negsim, when, moment):
    lines = negsim("run", FISHING, "--only", "proposals", "--as-of", when).stdout.splitlines()
    assert lines[0] == "Herring in the Strait"
    assert moment in lines
    assert not any(line.startswith(("- ", "Parties: ")) for line in lines)


def test_the_ids_that_a_call_takes_stand_beside_the_names(negsim):
    printed = negsim("run", FISHING).stdout
    assert "\nParties: Aland (aland), Bohus (bohus).\n" in printed
    assert "\nIssues: The yearly herring quota (quota), Access to ports (ports), " in printed


@pytest.mark.parametrize(
    ("reading", "counted"),
    [("certain", "5 moves of 25, by their certain dates"), ("likely", "5 moves of 25"), ("possible", "6 moves of 25")],
)
def test_a_reading_decides_which_moves_count(negsim, reading, counted):
    printed = negsim("run", FISHING, "--as-of", "2013-03-21", "--reading", reading).stdout
    assert f"- As of 21 March 2013, after {counted}" in " ".join(printed.split())


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("#x", "'#x' names no move; write # and its number, such as '#12'"),
        ("#", "'#' names no move"),
        ("#-1", "'#-1' names no move"),
        ("#²", "'#²' names no move"),
        ("2013-2", "write months and days with two digits, 2013-02"),
        ("then", "cannot read the date 'then'"),
        ("", "cannot read the date ''"),
    ],
)
def test_what_is_neither_a_date_nor_a_move_is_refused(negsim, when, words):
    result = negsim("run", FISHING, "--as-of", when)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_move_that_the_record_does_not_have_is_refused(negsim):
    result = negsim("run", FISHING, "--as-of", "#26")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is no move #26; the record has 25" in result.stderr


def test_a_number_too_long_for_a_number_is_refused(negsim):
    assert negsim("run", FISHING, "--as-of", "#" + "9" * 5_000).exit_code == 2


def test_a_reading_is_of_a_day_and_not_of_a_move(negsim):
    result = negsim("run", FISHING, "--as-of", "#3", "--reading", "certain")
    assert result.exit_code == 2
    assert "leave --reading out" in result.stderr


def test_what_the_record_amounts_to_is_printed_in_short(negsim):
    printed = negsim("run", MOSCOW, "--as-of", "2007-10-13", "--only", "figures").stdout
    rows = [line.split() for line in printed.splitlines()]
    assert ["tension", "–", "11", "points", "#1", "#6", "#7", "+3"] in rows
    assert ["next", "talks", "–", "2008-04", "date", "#21"] in rows


@pytest.mark.parametrize(
    "option", [("--reading", "sure"), ("--only", "threats"), ("--format", "xml"), ("--frobnicate",)]
)
def test_an_option_that_there_is_not_is_refused(negsim, option):
    result = negsim("run", FISHING, *option)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_third_parties_are_named_with_the_side_on_which_they_are(negsim):
    named = "Third parties: Nordic Council (council), Parliament of Aland (parliament, with aland)."
    assert named in negsim("run", FISHING).stdout
    assert "Third parties" not in negsim("run", "-", stdin="scenario: S\nparties: {a: A, b: B}\n").stdout


def test_people_see_no_optional_column_in_which_no_row_has_a_value(negsim):
    levy = f"{RECORD}  - {{impose: levy, by: bohus, date: 2013-03-01, issue: quota, level: 10 %}}\n"
    for form, separator in (("table", "  "), ("markdown", "|")):
        heads = [
            negsim("run", "-", "--only", "measures", "--format", form, stdin=text).stdout
            for text in (levy.replace(", level: 10 %", ""), levy)
        ]
        assert [f"{separator}level" in head.replace("| ", "|") for head in heads] == [False, True], form


def test_one_table_may_be_asked_for(negsim):
    printed = negsim("run", FISHING, "--only", "talks").stdout
    assert "\nTalks\n" in printed
    assert not any(
        f"\n{title}\n" in printed for title in ("Moves", "Proposals", "Measures", "Commitments", "Expectations")
    )
    assert "expectations met" not in printed


def test_several_tables_come_in_their_own_order(negsim):
    printed = negsim("run", FISHING, "--only", "talks", "--only", "moves").stdout
    assert printed.index("\nMoves\n") < printed.index("\nTalks\n")


def test_of_the_json_parts_may_be_asked_for(negsim):
    whole = json.loads(negsim("run", FISHING, "--only", "talks", "--format", "json").stdout)
    assert list(whole) == ["format", "scenario", "branch", "as_of", "reading", "version", "setting", "talks"]


def test_csv_is_the_moves_unless_asked_otherwise(negsim):
    assert negsim("run", FISHING, "--format", "csv").stdout.startswith("#,date,party,move,subject,effect\n1,")
    for name, first in (("talks", "talks,title,"), ("figures", "figure,of,"), ("expectations", "line,as of,")):
        assert negsim("run", FISHING, "--format", "csv", "--only", name).stdout.startswith(first)


def test_a_table_without_rows_is_left_out(negsim):
    printed = negsim("run", FISHING, "--as-of", "2013-02-01").stdout
    assert "Measures" not in printed
    assert "Proposals" in printed


def test_a_scenario_without_expectations_says_so(negsim):
    assert negsim("run", "-", stdin=RECORD).stdout.endswith("\nNo expectations.\n")


def test_a_scenario_may_come_from_standard_input(negsim):
    result = negsim("run", "-", stdin=RECORD)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Herring in the Strait" in result.stdout


def test_faults_of_standard_input_have_their_place(negsim):
    result = negsim("run", "-", stdin=RECORD.replace("by: aland", "by: alnd"))
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "<stdin>:10:9: propose equal-shares: nobody named 'alnd' takes part; did you mean aland?"
    )


def test_of_several_files_there_is_one_table_of_each_kind(negsim, herring):
    printed = negsim("run", FISHING, herring).stdout
    titles = ["Records", "Moves", "Proposals", "Commitments", "Talks", "Assessment"]
    lines = printed.splitlines()
    assert [line for line, below in pairwise(lines) if line in titles and not below] == titles
    assert all(lines[lines.index(title) + 2].startswith("scenario ") for title in titles)
    assert "\nMeasures\n\n2 that have ended (--ended)\n" in printed
    records = lines[lines.index("Records") + 4 :][:2]
    assert [record.split("  ")[0] for record in records] == ["fishing", "herring"]
    assert [record.split("  ")[-1].strip() for record in records] == ["39 of 39", "1 of 1"]


def test_several_files_as_json_are_one_object_with_a_list(negsim, herring):
    whole = json.loads(negsim("run", herring, FISHING, "--format", "json").stdout)
    assert whole["format"] == "negsim-runs/1"
    assert [(each["file"], each["format"]) for each in whole["records"]] == [
        (str(herring), "negsim-run/3"),
        (FISHING, "negsim-run/3"),
    ]


def test_of_several_files_one_that_is_valid_is_in_a_list_too(negsim, herring, faulty):
    assert len(json.loads(negsim("run", herring, faulty, "--format", "json").stdout)["records"]) == 1


def test_a_fault_in_one_file_does_not_keep_the_next_from_being_printed(negsim, faulty, herring):
    result = negsim("run", faulty, herring)
    assert result.exit_code == 2
    assert "faulty.yaml:10:9: " in result.stderr
    assert result.stderr.endswith("\n1 of 2 files; 1 could not be read\n")
    assert "herring     Herring in the Strait" in result.stdout


def test_a_missing_file_is_refused(negsim, tmp_path):
    result = negsim("run", tmp_path / "x.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{tmp_path / 'x.yaml'}: there is no such file\n"


def test_an_unmet_expectation_is_shown_with_what_was_found(negsim, unmet):
    result = negsim("run", unmet, "--only", "expectations")
    assert result.exit_code == 1
    assert "    16  2013-02, likely  equal-shares  opposed     tabled   NO" in result.stdout
    assert "\nUnmet expectations\n" in result.stdout
    assert "0 of 1 expectations met." in result.stdout


def test_of_expectations_that_are_met_there_is_one_line_unless_all_are_asked_for(negsim):
    short = negsim("run", FISHING, "--only", "expectations").stdout.splitlines()
    assert short[-2:] == ["", "39 of 39 expectations met (--all lists them)."]
    assert not any(line.endswith("  yes") for line in short)
    whole = negsim("run", FISHING, "--only", "expectations", "--all").stdout.splitlines()
    assert sum(line.endswith("  yes") for line in whole) == 39
    assert whole[-1] == "39 of 39 expectations met."


def test_the_line_on_expectations_has_the_colour_of_what_it_says(negsim, unmet, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[31m0 of 1 expectations met.\x1b[0m" in negsim("run", unmet).stdout
    assert "\x1b[32m39 of 39 expectations met" in negsim("run", FISHING).stdout


def test_of_subjects_only_those_that_have_not_ended_are_listed_unless_all_are_asked_for(negsim):
    short = negsim("run", FISHING, "--only", "proposals,measures").stdout
    assert "\n\nand 1 that has ended (--ended)\n" in short
    assert short.endswith("\nMeasures\n\n2 that have ended (--ended)\n")
    assert "by-coastline" not in short
    for option in ("--ended", "--all"):
        whole = negsim("run", FISHING, "--only", "proposals,measures", option).stdout
        assert "that ha" not in whole
        assert "by-coastline" in whole
        assert "close-ports" in whole


@pytest.fixture
def long(tmp_path):
    """The file of a record of 300 moves."""
    path = tmp_path / "long.yaml"
    path.write_text(as_yaml(long_scenario()), "utf-8")
    return path


def test_of_many_moves_only_the_last_are_listed_unless_all_are_asked_for(negsim, long):
    short = negsim("run", long, "--only", "moves").stdout
    assert short.endswith("\n\nand 240 earlier (--all)\n")
    assert "\n241  " in short
    assert "\n240  " not in short
    assert "\n240  " in negsim("run", long, "--only", "moves", "--all").stdout
    assert 3 * len(negsim("run", long).stdout) < len(negsim("run", long, "--all").stdout)


@pytest.mark.parametrize("form", ["csv", "json", "markdown"])
def test_data_and_markdown_are_whole(negsim, form):
    only = [] if form == "csv" else ["--only", "moves,proposals,measures,expectations"]
    printed = negsim("run", FISHING, "--format", form, *only).stdout
    assert "that ha" not in printed
    assert "by-coastline" in printed
    assert negsim("run", FISHING, "--format", form, "--all", *only).stdout == printed


def test_people_read_names_and_data_has_ids(negsim, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    for form in ("table", "markdown"):
        printed = negsim("run", FISHING, "--only", "moves,proposals,figures", "--format", form).stdout
        assert "Parliament of Aland yes" in printed
        assert "The yearly herring quota" in printed
        assert not re.search("[ |]parliament[ |]", printed)
    csv = negsim("run", FISHING, "--only", "proposals", "--format", "csv").stdout
    assert "parliament yes" in csv
    assert "herring quota" not in csv


def test_moves_have_the_title_of_what_they_are_about_where_there_is_room(negsim, monkeypatch):
    heads = []
    for columns in ("100", "140"):
        monkeypatch.setenv("COLUMNS", columns)
        lines = negsim("run", FISHING, "--only", "moves").stdout.splitlines()
        heads.append(lines[lines.index("Moves") + 2].split())
    assert heads[0] == ["#", "date", "by", "move", "subject", "effect"]
    assert heads[1] == ["#", "date", "by", "move", "subject", "title", "effect"]


@pytest.mark.parametrize("columns", ["80", "100"])
def test_the_moves_are_a_table_on_every_usual_terminal(negsim, monkeypatch, columns, long):
    monkeypatch.setenv("COLUMNS", columns)
    for file in (FISHING, MOSCOW, "scenarios/colombia-2016.yaml", long):
        lines = negsim("run", file, "--only", "moves").stdout.splitlines()
        assert lines[lines.index("Moves") + 2].split()[:2] == ["#", "date"], file


def test_the_moves_of_several_files_are_a_table_at_a_hundred_columns(negsim):
    lines = negsim("run", "scenarios", "--only", "moves").stdout.splitlines()
    assert lines[lines.index("Moves") + 2].split()[:3] == ["scenario", "#", "date"]


def test_quietly_only_unmet_expectations_are_told(negsim, unmet, herring):
    result = negsim("run", "-q", unmet, herring)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{unmet}:16:31: as of 2013-02 (likely): equal-shares: expected opposed, found tabled\n"


def test_a_fault_weighs_more_than_an_unmet_expectation(negsim, unmet, faulty):
    assert negsim("run", "-q", unmet, faulty, unmet).exit_code == 2


def test_an_unmet_expectation_whose_table_is_left_out_is_told_as_a_complaint(negsim, unmet):
    result = negsim("run", unmet, "--only", "moves")
    assert result.exit_code == 1
    assert "expected opposed, found tabled" in result.stderr


def test_without_a_file_the_use_is_explained(negsim):
    result = negsim("run")
    assert result.exit_code == 2
    assert "Usage: negsim run [OPTIONS] FILE..." in result.stderr


def test_in_markdown_the_title_is_a_heading(negsim):
    assert negsim("run", FISHING, "--format", "markdown").stdout.startswith("# Herring in the Strait\n\nTwo coastal")


def test_a_branch_is_looked_at_instead_of_the_record(negsim, golden):
    golden("run-branch.txt", negsim("run", MOSCOW, "--branch", "no-suspension").stdout)


def test_of_a_branch_its_own_expectations_count(negsim):
    printed = negsim("run", MOSCOW, "--branch", "site-built", "--only", "expectations").stdout
    assert "4 of 4 expectations met (--all lists them)." in printed
    assert negsim("check", MOSCOW, "--branch", "site-built").stdout.startswith(f"{MOSCOW}: 26 moves, 4 of 4")


def test_the_json_of_a_branch_says_what_is_not_in_it(negsim):
    text = RECORD + OPPOSED + "branches:\n  b: {from: 2013-12, without: 1}\n"
    branch = json.loads(negsim("run", "-", "--branch", "b", "--format", "json", stdin=text).stdout)["branch"]
    assert branch == {
        "id": "b",
        "title": "b",
        "of": None,
        "from": {"text": "2013-12", "earliest": "2013-12-01", "best": "2013-12-31", "latest": "2013-12-31"},
        "left_out": [1],
        "invalidated": [{"n": 2, "reasons": ["nobody has made 'equal-shares' yet"], "caused_by": [1]}],
    }


def test_csv_has_no_table_of_what_is_not_in_a_branch(negsim):
    assert "left out" not in negsim("run", MOSCOW, "--branch", "no-suspension", "--format", "csv").stdout


def test_an_unmet_expectation_of_a_branch_says_so(negsim):
    text = RECORD + OPPOSED + "branches:\n  b: {without: 2, expect: [{agreed: 3}]}\n"
    result = negsim("check", "-", stdin=text)
    assert result.exit_code == 1
    assert "in the branch b, as of the end (likely): agreed: expected 3, found 0" in result.stderr


@pytest.mark.parametrize("command", ["run", "check"])
def test_a_branch_that_a_file_does_not_have_is_one_sentence(negsim, command):
    result = negsim(command, MOSCOW, "--branch", "no-supension")
    assert result.exit_code == 2
    assert result.stderr == f"{MOSCOW} has no branch 'no-supension'; did you mean no-suspension?\n"


def test_what_may_be_done_in_a_branch_is_asked_of_the_branch(negsim):
    arguments = ("legal", MOSCOW, "--by", "russia", "--format", "json")
    moves = [json.loads(negsim(*arguments, *branch).stdout) for branch in ((), ("--branch", "no-suspension"))]
    cfe = [{row["move"] for row in rows["moves"] if row["subjects"] == ["cfe"]} for rows in moves]
    assert "resume" in cfe[0] - cfe[1]
    assert "suspend" in cfe[1] - cfe[0]


def test_a_long_name_of_a_party_is_said_in_full_once(negsim):
    long = "the people of the islands " * 400
    for form in ("table", "markdown"):
        printed = negsim("run", "-", "--format", form, stdin=instead("Aland, bohus", f"{long}, bohus")).stdout
        assert len(printed) < 3 * len(long)
