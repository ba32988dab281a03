import json
import sys

import pytest

from sim.testing.vectors import FORMAT

FEW = ("vectors", "--moves", "act, remark", "--subjects", "statement", "--basic", "--count", "5")


def test_vectors_are_printed_as_json_lines(negsim):
    result = negsim(*FEW, "--seed", "3")
    assert (result.exit_code, result.stderr) == (0, "")
    header, *steps = map(json.loads, result.stdout.splitlines())
    assert (header["format"], header["seed"], header["moves"]) == (FORMAT, 3, ["remark", "act"])
    assert len(steps) == 5
    assert negsim(*FEW, "--seed", "3").stdout == result.stdout


def test_vectors_are_written_to_a_file(negsim, tmp_path):
    path = tmp_path / "vectors.jsonl"
    result = negsim(*FEW, "-o", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith(", 6 lines\n")
    assert path.read_text("utf-8") == negsim(*FEW).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--moves", "propos"), "there is no move 'propos'; did you mean propose?"),
        (("--subjects", "treaty"), "there is no kind of subject 'treaty'; there is proposal, measure,"),
        (("--moves", "accept"), "none of these moves can be made at the start; add one that makes a subject"),
        (("--count", "0"), "0 is not in the range x>=1"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(negsim, arguments, said):
    result = negsim("vectors", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_file_in_a_missing_folder_is_not_written(negsim, tmp_path):
    result = negsim(*FEW, "-o", tmp_path / "no" / "vectors.jsonl")
    assert result.exit_code == 74
    assert "there is no folder" in result.stderr


def test_what_cannot_be_written_is_told(negsim, tmp_path, monkeypatch):
    monkeypatch.setattr("sim.testing.commands.delivered", lambda *_, **__: False)
    assert negsim(*FEW, "-o", tmp_path / "vectors.jsonl").exit_code == 74


def test_the_commands_of_the_kit_need_no_library_for_tests(shell):
    code = 'import sys, sim.testing.commands; print({*sys.modules} & {"hypothesis", "pytest"})'
    done = shell(f"{sys.executable} -c '{code}'")
    assert (done.stdout, done.stderr) == ("set()\n", "")
