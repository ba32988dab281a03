import json

import pytest
from complaints import RECORD

FISHING = "scenarios/fishing.yaml"


@pytest.mark.parametrize("party", ["aland", "council", "clock"])
def test_what_a_party_may_do_is_listed(negsim, golden, party):
    result = negsim("legal", FISHING, "--by", party, "--as-of", "2013-04-03")
    assert (result.exit_code, result.stderr) == (0, "")
    golden(f"legal-{party}.txt", result.stdout)


def test_the_list_may_be_json(negsim):
    legal = json.loads(negsim("legal", FISHING, "--by", "bohus", "--as-of", "2013-04-03", "--format", "json").stdout)
    assert (legal["format"], legal["party"], legal["as_of"]) == ("negsim-legal/2", "bohus", "2013-04-03")
    assert {"comply", "convene", "oppose"} & {move["move"] for move in legal["moves"]} == {"comply", "convene"}


def test_the_json_has_statuses_as_the_law_has_them_dates_as_objects_and_ids_as_lists(negsim):
    arguments = ("legal", FISHING, "--as-of", "2013-04-03", "--format", "json", "--by")
    bohus, clock = (json.loads(negsim(*arguments, by).stdout) for by in ("bohus", "clock"))
    [resume] = [move for move in bohus["moves"] if move["move"] == "resume"]
    assert resume["subjects"] == ["pact"]
    assert resume["effects"] == [
        {
            "subject": "pact",
            "party": "bohus",
            "before": "suspended",
            "after": "in-force",
            "tone": "conciliatory",
        }
    ]
    [continued] = [move for move in bohus["moves"] if move["move"] == "agree-to-continue"]
    assert continued["by"] == ["aland", "bohus"]
    leave, *_ = [move for move in bohus["moves"] if move["move"] == "leave"]
    assert leave["effective"] == {
        "text": "2013-05-03",
        "earliest": "2013-05-03",
        "best": "2013-05-03",
        "latest": "2013-05-03",
    }
    proposed = [move for move in bohus["moves"] if move["move"] == "propose"]
    assert {tuple(move["issue"]) for move in proposed} == {("quota",)}
    assert {move["effects"][0]["before"] for move in proposed} == {None}
    assert (clock["party"], [move["by"] for move in clock["moves"]]) == (None, [[], []])
    assert [move["effects"] for move in bohus["moves"] if move["move"] == "remark"] == [[]] * 22


def test_a_party_that_nobody_knows_gets_the_nearest(negsim):
    result = negsim("legal", FISHING, "--by", "alnd")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nobody named 'alnd' takes part; did you mean aland?" in result.stderr


def test_nobody_may_be_called_clock(negsim):
    text = RECORD.replace("{council: Nordic Council}", "{clock: The Clock}")
    result = negsim("legal", "-", "--by", "clock", stdin=text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'clock' is reserved for what time does alone; choose another id" in result.stderr


def test_without_a_party_the_use_is_explained(negsim):
    result = negsim("legal", FISHING)
    assert result.exit_code == 2
    assert "Missing option '--by'" in result.stderr


def test_a_record_without_moves_needs_a_date(negsim):
    text = "scenario: S\nparties: {a: A, b: B}\n"
    result = negsim("legal", "-", "--by", "a", stdin=text)
    assert result.exit_code == 2
    assert "give one, --as-of DATE" in result.stderr
    assert negsim("legal", "-", "--by", "a", "--as-of", "2013", stdin=text).exit_code == 0


def test_before_the_first_move_there_is_no_date(negsim):
    assert negsim("legal", FISHING, "--by", "aland", "--as-of", "#0").exit_code == 2


def test_quietly_nothing_is_listed(negsim):
    result = negsim("legal", FISHING, "--by", "aland", "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_a_faulty_file_is_refused(negsim, faulty):
    result = negsim("legal", faulty, "--by", "aland")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "faulty.yaml:10:9: " in result.stderr


def test_every_move_that_is_listed_has_a_party_that_may_make_it(negsim):
    moves = json.loads(negsim("legal", FISHING, "--by", "aland", "--format", "json").stdout)["moves"]
    assert {tuple(move["by"]) for move in moves} <= {("aland",), ("aland", "bohus")}


def test_by_whom_is_told_only_of_joint_moves_but_in_csv_always(negsim):
    arguments = ("legal", FISHING, "--by", "aland", "--as-of", "2013-04-03")
    table, lines = negsim(*arguments).stdout, negsim(*arguments, "--format", "csv").stdout.splitlines()
    assert "convene (both)" in table
    assert "(aland)" not in table
    assert lines[0] == "move,subject,by,from,to,tone,fields"
    assert any(line.startswith("suspend,pact,aland,") for line in lines)
