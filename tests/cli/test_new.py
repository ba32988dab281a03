from sim.cli.written_files import size_in_words
from sim.scenario.starter import STARTER


def test_a_new_scenario_is_the_starter(negsim, tmp_path):
    path = tmp_path / "x.yaml"
    result = negsim("new", path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{path}: written, {size_in_words(len(STARTER))}; `negsim run {path}` replays it\n"
    assert path.read_text("utf-8") == STARTER


def test_quietly_nothing_is_said_of_it(negsim, tmp_path):
    assert negsim("new", "-q", tmp_path / "x.yaml").output == ""
    assert (tmp_path / "x.yaml").read_text("utf-8") == STARTER


def test_a_new_scenario_is_in_order(negsim, tmp_path):
    negsim("new", tmp_path / "x.yaml")
    assert negsim("check", tmp_path / "x.yaml").exit_code == 0


def test_a_file_that_exists_is_left_alone(negsim, herring):
    before = herring.read_text("utf-8")
    result = negsim("new", herring)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{herring}: there is a file already; choose another name\n"
    assert herring.read_text("utf-8") == before


def test_a_link_to_nothing_is_left_alone(negsim, tmp_path):
    link = tmp_path / "x.yaml"
    link.symlink_to(tmp_path / "nothing")
    assert negsim("new", link).exit_code == 2
    assert link.is_symlink()


def test_a_folder_that_is_missing_is_not_made(negsim, tmp_path):
    path = tmp_path / "no" / "x.yaml"
    result = negsim("new", path)
    assert (result.exit_code, result.stdout) == (74, "")
    words = f"there is no folder {path.parent}; make it first, or choose another"
    assert result.stderr == f"{path}: cannot be written: {words}\n"
    assert not path.parent.exists()


def test_without_a_name_the_use_is_explained(negsim):
    result = negsim("new")
    assert result.exit_code == 2
    assert "Missing argument 'FILE'" in result.stderr
