import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from complaints import OPPOSED, RECORD

import sim.scenario
from sim.model.errors import InvalidScenarioError, UnreadableFileError
from sim.scenario import load, loads

SCENARIOS = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))


@pytest.fixture
def herring(tmp_path):
    path = tmp_path / "herring.yaml"
    path.write_text(RECORD, "utf-8")
    return path


def unreadable(path):
    with pytest.raises(UnreadableFileError) as error:
        load(path)
    return str(error.value)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_scenarios_that_come_with_it_are_in_order(path):
    assert all(finding.met for finding in load(path).findings())


def test_a_file_is_read_by_its_path(herring):
    assert load(herring) == load(str(herring))
    assert load(herring).file == str(herring)


def test_complaints_call_the_file_by_its_path(herring):
    herring.write_text(RECORD + OPPOSED.replace("bohus", "bohs"), "utf-8")
    with pytest.raises(InvalidScenarioError, match=r"herring\.yaml:15:9: oppose equal-shares: nobody named 'bohs'"):
        load(herring)


def test_a_text_without_a_name_is_called_a_text():
    with pytest.raises(InvalidScenarioError, match=r"^<text>:1:1: the file is empty"):
        loads("")


def test_a_text_and_its_bytes_are_the_same_scenario():
    assert loads(RECORD, "f") == loads(RECORD.encode(), "f")


def test_a_missing_file_gets_the_nearest_there_is(herring):
    words = unreadable(herring.with_name("hering.yaml"))
    assert words == f"{herring.with_name('hering.yaml')}: there is no such file; did you mean {herring}?"


def test_a_missing_file_in_an_empty_folder_gets_no_advice(tmp_path):
    assert unreadable(tmp_path / "x.yaml").endswith("x.yaml: there is no such file")


def test_a_link_to_nothing_is_called_one(tmp_path):
    link = tmp_path / "dangling.yaml"
    link.symlink_to(tmp_path / "gone.yaml")
    assert unreadable(link).endswith("dangling.yaml: it is a link to what is not there")


def test_a_file_in_a_missing_folder_gets_no_advice(tmp_path):
    assert unreadable(tmp_path / "no" / "x.yaml").endswith("x.yaml: there is no such file")


def test_a_folder_is_refused(tmp_path):
    assert unreadable(tmp_path) == f"{tmp_path}: this is a folder; name a scenario file in it"


def test_a_file_below_a_file_is_refused(herring):
    assert "it cannot be read: not a directory" in unreadable(herring / "x.yaml")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(herring):
    herring.chmod(0)
    assert "it cannot be read: permission denied" in unreadable(herring)


@pytest.mark.parametrize("name", ["a\0b", "x" * 300])
def test_a_name_that_no_file_can_have_is_refused(name):
    assert unreadable(name).startswith(name)


def test_an_empty_name_is_refused():
    assert unreadable("")


def test_of_a_large_file_only_the_permitted_part_is_read(tmp_path):
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(InvalidScenarioError, match="the file is too large"):
        load(path)


def test_a_scenario_has_its_state_before_the_first_move():
    scenario = loads(RECORD)
    assert scenario.start is scenario.history.start
    assert scenario.start.ids == ("pact", "ministers")


def test_reading_twice_gives_equal_scenarios():
    assert [loads(path.read_bytes(), "f") for path in SCENARIOS] == [
        loads(path.read_bytes(), "f") for path in SCENARIOS
    ]


@pytest.mark.parametrize("switch", [gc.enable, gc.disable])
def test_reading_leaves_the_search_for_garbage_as_it_was(switch):
    switch()
    before = gc.isenabled()
    loads(RECORD)
    after = gc.isenabled()
    gc.enable()
    assert after is before


def test_the_conclusions_of_the_article_come_out_as_results():
    [moscow] = [path for path in SCENARIOS if path.stem == "moscow-2007"]
    concluded = [each for each in load(moscow).findings() if each.expectation.quote]
    assert len({each.expectation.quote for each in concluded}) == 6
    assert all(each.met for each in concluded)
    keys = {each.expectation.key for each in concluded}
    assert keys == {"tension eased", "agreed", "centre", "concessions", "next talks", "more hostile"}


def test_a_name_that_the_package_does_not_have_is_no_attribute_of_it():
    with pytest.raises(AttributeError, match=r"module 'sim\.scenario' has no attribute 'portrait'"):
        sim.scenario.portrait  # noqa: B018 - asking for it is the test


def test_reading_a_file_loads_no_section_that_it_does_not_have():
    code = (
        "import sys; from sim.scenario import loads; loads('scenario: A\\nparties: {aland: A, bohus: B}\\n');"
        "print([name for name in sys.modules if name.startswith(('sim.forecast.', 'sim.assess.', 'sim.scenario.'))])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    unneeded = ("forecast", "figure", "tension", "branches_section", "expect", "write", "schema", "policy_file")
    assert not [word for word in unneeded if word in ran.stdout]
