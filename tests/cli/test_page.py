import pytest

FISHING, MOSCOW = "scenarios/fishing.yaml", "scenarios/moscow-2007.yaml"


def test_branches_are_added(negsim):
    alone, with_branch = negsim("page", MOSCOW).stdout, negsim("page", MOSCOW, "--branch", "site-built").stdout
    assert "The US builds the third site" not in alone
    assert "The US builds the third site" in with_branch


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ((FISHING, "-o", "out.txt"), 2, "out.txt: no file can end in '.txt' here; choose .html or .htm"),
        (
            (FISHING, "-o", "gone/out.html"),
            74,
            "gone/out.html: cannot be written: there is no folder gone; make it first, or choose another",
        ),
        ((MOSCOW, "--branch", "built"), 2, "scenarios/moscow-2007.yaml has no branch 'built'"),
        (("nowhere.yaml",), 2, "nowhere.yaml: there is no such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(negsim, arguments, status, words):
    result = negsim("page", *arguments)
    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr.startswith(words)
    assert result.stderr.count("\n") == 1


def test_a_folder_of_that_name_is_refused(negsim, tmp_path):
    path = tmp_path / "out.html"
    path.mkdir()
    result = negsim("page", FISHING, "-o", path)
    assert (result.exit_code, result.stderr) == (74, f"{path}: cannot be written: is a directory\n")
