import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
from complaints import OPPOSED, RECORD

import negsim_pytest
import sim.scenario
import sim.testing.plugin
from sim.cli.options import unmet_line
from sim.scenario import Scenario

LAPSED = """\
  - threaten: close-ports
    by: aland
    date: 2013-03-01/2013-03-31
    issue: ports
    action: close its ports
"""
TREATED = """\
  - suspend: pact
    by: bohus
    date: 2013-04-01
  - agree-to-continue: ministers
    by: both
    date: 2013-04-02
    due: 2013-10
  - accept: equal-shares
    by: bohus
    date: 2013-04-03
"""
MOVES = RECORD + OPPOSED + LAPSED + TREATED
"""A record of six moves: proposed (line 9), opposed (14), threatened (17), suspended (22), agreed to continue (25),
accepted (29)."""
AT = 33
"""The line of the first expectation."""

NEEDS_FOLDERS = pytest.mark.skipif(
    not hasattr(pytest, "Directory"), reason="pytest 7 collects folders without asking anybody"
)


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, options_within):
    """A terminal that is wide enough for the short summary."""
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def write(pytester):
    """Writes a scenario file that expects this, item by item."""

    def written(*expected, file="strait.scenario.yaml", moves=MOVES):
        path = pytester.path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        items = "".join(f"  - {{{each}}}\n" for each in expected)
        path.write_text(f"{moves}expect:\n{items}" if items else moves, "utf-8")
        return path

    return written


@pytest.fixture
def collected(pytester):
    """The tests that these arguments collect, by their ids."""

    def ids(*arguments):
        items, _ = pytester.inline_genitems(*arguments)
        return [item.nodeid for item in items]

    return ids


@pytest.fixture
def failure(pytester):
    """The report of the one test that fails."""

    def report(*arguments):
        [found] = pytester.inline_run(*arguments).getfailures()
        return found

    return report


def options(pytester, **given):
    pytester.makeini("[pytest]\n" + "".join(f"{key} = {value}\n" for key, value in given.items()))


# WHICH FILES ARE COLLECTED


def test_a_file_is_collected_for_its_ending(write, collected):
    write(file="north/sea/strait.scenario.yaml")
    assert collected() == ["north/sea/strait.scenario.yaml::loads"]


@pytest.mark.parametrize(
    "pattern",
    [
        "north/sea/*.yaml",
        "./north/sea/s*.y?ml",
        "north/../north/*/strait.yaml",
        "north/**/*.yaml",
        "**/*.yaml",
        "**/sea/**/strait.yaml",
        "north/sea/**/*.yaml",
        "north/**",
        "none/*.yaml north/sea/*.yaml",
    ],
)
def test_a_file_is_collected_if_the_ini_file_names_it(pytester, write, collected, pattern):
    write(file="north/sea/strait.yaml")
    options(pytester, negsim_scenarios=pattern)
    assert collected() == ["north/sea/strait.yaml::loads"]


@pytest.mark.parametrize("pattern", ["*.yaml", "north/*.yaml", "north/sea", "sea/*.yaml", "north/sea/*.yml", "**/n*"])
def test_a_file_that_nothing_names_is_left_alone(pytester, write, collected, pattern):
    write(file="north/sea/strait.yaml")
    options(pytester, negsim_scenarios=pattern)
    assert collected() == []


def test_without_the_option_nothing_but_the_ending_counts(write, collected):
    write(file="strait.yaml")
    assert collected() == []


def test_a_pattern_may_be_absolute(pytester, write, collected):
    write(file="strait.yaml")
    options(pytester, negsim_scenarios=pytester.path / "*.yaml")
    assert collected() == ["strait.yaml::loads"]


def test_signs_in_the_name_of_the_folder_are_no_pattern(pytester, write, monkeypatch):
    write(file="sea*/strait.yaml")
    monkeypatch.chdir(pytester.path / "sea*")
    Path("pytest.ini").write_text("[pytest]\nnegsim_scenarios = *.yaml\n", "utf-8")
    pytester.runpytest_inprocess().assert_outcomes(passed=1)


def test_a_pattern_is_relative_to_the_ini_file(pytester, write, monkeypatch):
    write(file="north/sea/strait.yaml")
    options(pytester, negsim_scenarios="north/sea/*.yaml")
    monkeypatch.chdir(pytester.path / "north" / "sea")
    pytester.runpytest_inprocess().assert_outcomes(passed=1)


def test_a_pattern_may_be_given_without_an_ini_file(write, collected):
    write(file="north/strait.yaml")
    assert collected("-o", "negsim_scenarios=north/*.yaml") == ["north/strait.yaml::loads"]


def test_patterns_may_be_a_list_in_toml(pytester, write, collected):
    write(file="a.yaml")
    write(file="b c.yaml")
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\nnegsim_scenarios = ["a.yaml", "b c.yaml"]\n')
    assert collected() == ["a.yaml::loads", "b c.yaml::loads"]


@pytest.mark.parametrize("file", [".strait.scenario.yaml", ".north/strait.yaml"])
def test_what_is_hidden_is_no_scenario(pytester, write, collected, file):
    write(file=file)
    options(pytester, negsim_scenarios="**/*.yaml", norecursedirs="none")
    assert collected() == []


def test_what_is_hidden_may_be_named(pytester, write, collected):
    write(file=".strait.yaml")
    options(pytester, negsim_scenarios=".*.yaml")
    assert collected() == [".strait.yaml::loads"]


def test_a_folder_is_no_scenario(write, collected):
    write(file="strait.scenario.yaml/north.scenario.yaml")
    assert collected() == ["strait.scenario.yaml/north.scenario.yaml::loads"]


def test_others_may_collect_what_is_no_scenario(pytester, write):
    write(file="strait.yaml")
    pytester.makeconftest("""
        import pytest

        class Theirs(pytest.File):
            def collect(self):
                return []

        def pytest_collect_file(file_path, parent):
            if file_path.suffix == ".yaml":
                print("theirs:", file_path.name)
                return Theirs.from_parent(parent, path=file_path)
    """)
    pytester.runpytest_inprocess("-s").stdout.fnmatch_lines(["*theirs: strait.yaml"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["sea/strait.yaml"],
        ["sea"],
        ["sea/strait.yaml::loads"],
        ["./sea/../sea/strait.yaml"],
        ["sea/strait.yaml", "sea"],
    ],
)
def test_a_file_may_be_given_by_name_folder_or_id(pytester, write, collected, arguments):
    write(file="sea/strait.yaml")
    options(pytester, negsim_scenarios="sea/*.yaml")
    assert set(collected(*arguments)) == {"sea/strait.yaml::loads"}


@pytest.mark.parametrize("pattern", ["north/*.yaml", "sea", "sea/*.yml", "sea/**/none.yaml"])
def test_a_pattern_that_names_no_file_is_told(pytester, write, pattern):
    write(file="sea/strait.yaml")
    options(pytester, negsim_scenarios=f"sea/*.yaml {pattern}")
    pytester.runpytest_inprocess().stdout.fnmatch_lines([f"negsim: no file matches {pattern} (negsim_scenarios)"])


def test_a_pattern_whose_files_are_not_asked_for_is_in_order(pytester, write):
    write(file="sea/strait.yaml")
    write(file="north/strait.yaml")
    options(pytester, negsim_scenarios="sea/*.yaml **/north/*.yaml")
    pytester.runpytest_inprocess("north").stdout.no_fnmatch_line("*no file matches*")


# WHAT IS TESTED, AND HOW IT IS NAMED


def named(collected, *arguments):
    return [each.removeprefix("strait.scenario.yaml::") for each in collected(*arguments)]


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("as of: 2013-05-01, measures: {close-ports: lifted}", "2013-05-01:measures/close-ports"),
        ("as of: 2013-05, proposals: {equal-shares: lapsed}", "2013-05-31:proposals/equal-shares"),
        ("as of: ../2013-05-01, talks: {ministers: idle}", "2013-05-01:talks/ministers"),
        ("as of: 2013-05-01?, commitments: {pact: {bohus: left}}", "2013-05-01:commitments/pact/bohus"),
        ("as of: 2013-05-01, reading: certain, agreed: 7", "2013-05-01:certain:agreed"),
        ("as of: 2013-05-01, reading: likely, agreed: 7", "2013-05-01:agreed"),
        ("next talks: 2013-05", "end:next-talks"),
    ],
)
def test_an_expectation_is_named_by_day_reading_and_subject(write, collected, expected, name):
    write(expected)
    assert named(collected) == ["loads", name]


def test_of_one_status_for_both_parties_there_are_two_tests(write, collected):
    write("commitments: {pact: left}")
    assert named(collected) == ["loads", "end:commitments/pact/aland", "end:commitments/pact/bohus"]


def test_what_is_asked_again_gets_a_number(write, collected):
    write("agreed: 1", "as of: 2013-05, agreed: 1", "as of: 2013-05-31, agreed: 1", "agreed: 2")
    assert named(collected) == ["loads", "end:agreed", "2013-05-31:agreed", "2013-05-31:agreed:2", "end:agreed:2"]


def test_other_expectations_and_moves_leave_a_name_as_it_is(write, collected):
    write("agreed: 1", "agreed: 2")
    before = set(named(collected))
    write("next talks: none", "agreed: 0", "as of: 2013-05, agreed: 0", "agreed: 0", moves=RECORD)
    assert before < set(named(collected))


def test_a_name_says_nothing_of_what_is_expected(write, collected):
    write("agreed: 1", "next talks: none")
    before = named(collected)
    write("agreed: 2", "next talks: 2013-10")
    assert named(collected) == before


ASKED = (
    "as of: 2013-05-01?, reading: possible, commitments: {pact: suspended}",
    "as of: 2013-05/.., agreed: 1, next talks: 2013-10",
    "agreed: 1",
    "agreed: 1",
)


def test_a_name_can_be_typed_into_any_shell(write, collected):
    write(*ASKED)
    assert all(re.fullmatch(r"[\w/:.-]+", each) for each in collected())


def test_each_test_can_be_selected_by_its_id(write, collected):
    write(*ASKED)
    assert [collected(each) for each in collected()] == [[each] for each in collected()]


def test_each_name_is_an_expression_for_k(pytester, write, collected):
    write(*ASKED)
    for name in named(collected):
        result = pytester.runpytest_inprocess("-k", name, "--collect-only", "-q")
        assert f"strait.scenario.yaml::{name}" in result.outlines


@pytest.mark.parametrize(
    ("expression", "count"), [("close-ports", 1), ("2013-05-01", 2), ("loads", 1), ("not loads", 2), ("negsim", 3)]
)
def test_tests_are_selected_with_k(pytester, write, expression, count):
    write("as of: 2013-05-01, agreed: 1, measures: {close-ports: threatened}")
    pytester.runpytest_inprocess("-k", expression).assert_outcomes(passed=count, deselected=3 - count)


def test_tests_have_a_marker_that_is_known(pytester, write):
    write("agreed: 1")
    pytester.makepyfile("def test_of_python(): pass")
    strictly = ("--strict-markers", "--strict-config", "-W", "error")
    pytester.runpytest_inprocess("-m", "negsim", *strictly).assert_outcomes(passed=2, deselected=1)
    pytester.runpytest_inprocess("--markers").stdout.fnmatch_lines(["@pytest.mark.negsim: *"])


def test_the_option_is_known_to_a_strict_run(pytester, write):
    write(file="strait.yaml")
    options(pytester, negsim_scenarios="*.yaml")
    pytester.runpytest_inprocess("--strict-config").assert_outcomes(passed=1)


def test_a_test_stands_in_the_line_of_its_expectation(pytester, write):
    write("agreed: 1", "commitments: {pact: {aland: in-force}}")
    items, _ = pytester.inline_genitems()
    assert [item.location[:2] for item in items] == [("strait.scenario.yaml", line) for line in (0, AT - 1, AT)]


def test_the_run_tells_the_tests_one_by_one(pytester, write):
    write("agreed: 1")
    pytester.runpytest_inprocess("-v").stdout.fnmatch_lines(
        ["strait.scenario.yaml::loads PASSED*", "strait.scenario.yaml::end:agreed PASSED*"]
    )


def test_a_file_is_read_once(pytester, write, monkeypatch):
    read = []
    load = sim.scenario.load
    monkeypatch.setattr(sim.testing.plugin, "load", lambda path: read.append(path) or load(path))
    path = write("agreed: 1", "agreed: 1")
    pytester.runpytest_inprocess(path, f"{path}::loads", path, "--keep-duplicates")
    assert read == ["strait.scenario.yaml"]


def test_findings_are_sought_once_and_not_for_what_is_deselected(pytester, write, monkeypatch):
    sought = []
    findings = Scenario.findings
    monkeypatch.setattr(Scenario, "findings", lambda scenario, _: sought.append(scenario) or findings(scenario))
    write("agreed: 1", "agreed: 1")
    pytester.runpytest_inprocess("-k", "loads")
    assert not sought
    pytester.runpytest_inprocess()
    assert len(sought) == 1


# AN EXPECTATION THAT IS NOT MET


def test_it_has_its_place_in_the_file(pytester, write, failure):
    path = write("agreed: 1", "as of: 2013-02-01, proposals: {equal-shares: opposed}")
    crash = failure().longrepr.reprcrash
    assert (crash.path, crash.lineno) == (str(path), AT + 1)


def test_the_short_summary_says_where_and_what(pytester, write):
    write("as of: 2013-02-01, proposals: {equal-shares: opposed}", file="sea/strait.scenario.yaml")
    test, place = "sea/strait.scenario.yaml::2013-02-01:proposals/equal-shares", f"sea/strait.scenario.yaml:{AT}"
    pytester.runpytest_inprocess().stdout.fnmatch_lines([f"FAILED {test} - {place}: expected opposed, found tabled"])


def test_places_are_relative_to_where_pytest_is_called(pytester, write, monkeypatch):
    write("agreed: 0", file="sea/strait.scenario.yaml")
    monkeypatch.chdir(pytester.path / "sea")
    result = pytester.runpytest_inprocess("--rootdir", pytester.path)
    result.stdout.fnmatch_lines([f"strait.scenario.yaml:{AT}:14: as of the end*"])


def told(write, failure, expected):
    """What is printed of an expectation that is not met."""
    write(expected)
    return failure().longreprtext.rstrip()


def test_it_tells_what_was_expected_what_was_found_and_why(write, failure):
    assert told(write, failure, "as of: 2013-04-02, proposals: {equal-shares: accepted}") == dedent(f"""\
        strait.scenario.yaml:{AT}:51: as of 2013-04-02 (likely): equal-shares: expected accepted, found opposed

        The moves that made it so:
          #1  2013-02-01  aland  propose equal-shares  tabled   line 9
          #2  2013-02-09  bohus  oppose equal-shares   opposed  line 14""")


def test_it_is_told_in_the_words_of_the_command(write, failure):
    expected = "as of: 2013-02, reading: certain, agreed: 1"
    first, *_ = told(write, failure, expected).splitlines()
    [finding] = sim.scenario.load("strait.scenario.yaml").findings()
    assert first == unmet_line(finding)


def test_what_it_must_hold_without_is_told_with_the_expected_value(write, failure):
    first, *_ = told(write, failure, "agreed: 5, holds without: 2").splitlines()
    [finding] = sim.scenario.load("strait.scenario.yaml").findings()
    assert first == unmet_line(finding)
    assert first.endswith("agreed: expected 5 without any 2 moves, found 1")


def test_what_does_not_hold_without_a_move_says_without_which(pytester, write):
    write("agreed: 1, holds without: 1", "agreed: 1")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(
        [f"FAILED * strait.scenario.yaml:{AT}: expected 1 without any *move, found 0 without #1"]
    )


def moves_told(write, failure, expected):
    """The lines of the moves, without the blanks that align them."""
    return [" ".join(line.split()) for line in told(write, failure, expected).splitlines()[2:]]


def test_moves_that_a_reading_does_not_count_are_not_told(write, failure):
    certain = "as of: 2013-03-15, reading: certain, measures: {close-ports: lapsed}"
    possible = certain.replace("certain", "possible")
    assert moves_told(write, failure, certain) == ["No move had touched it by then."]
    assert moves_told(write, failure, possible)[1:] == [
        "#3 2013-03-01/2013-03-31 aland threaten close-ports threatened line 17"
    ]


@pytest.mark.parametrize(
    ("expected", "numbers"),
    [
        ("tension: 9", ["#3", "#4"]),
        ("tension eased: {since: 2013-03-01, is: yes}", ["#2", "#3", "#4"]),
        ("more hostile: aland", ["#2", "#3", "#4"]),
        ("since: 2013-03-31, more hostile: aland", ["#4"]),
        ("centre: none", ["#4"]),
        ("hostile moves: {bohus: 0}", ["#2", "#4"]),
        ("conciliatory moves: {bohus: 0}", ["#5", "#6"]),
        ("since: 2013-04-02, conciliatory moves: {bohus: 0}", ["#6"]),
        ("concessions: {bohus: 2}", ["#6"]),
        ("concessions: {aland: 1}", []),
    ],
)
def test_of_what_it_amounts_to_the_moves_that_it_rests_on_are_told(write, failure, expected, numbers):
    assert [line.split()[0] for line in moves_told(write, failure, expected)[1:]] == numbers


def test_a_move_on_several_subjects_is_told_of_each_of_them(write, failure):
    listed = (
        "  - {commit: [oath, vow], by: both, date: 2013-05-01}\n  - {leave: [oath, vow], by: aland, date: 2013-05-02}\n"
    )
    write("commitments: {vow: {aland: in-force}}", moves=MOVES + listed)
    *_, made, left = [" ".join(line.split()) for line in failure().longreprtext.splitlines()]
    assert made == "#7 2013-05-01 both commit oath, vow in-force line 32"
    assert left == "#8 2013-05-02 aland leave oath, vow left line 33"


def test_of_the_part_of_a_third_party_its_own_moves_are_told(write, failure):
    joined = "  - {commit: pact, by: council, date: 2013-05-01}\n"
    write("commitments: {pact: {council: left}}", moves=MOVES + joined)
    told_of = [" ".join(line.split()) for line in failure().longreprtext.splitlines()]
    assert told_of[-2:] == ["The moves that made it so:", "#7 2013-05-01 council commit pact in-force line 32"]


def test_of_a_branch_its_own_moves_are_told(write, failure):
    write("branch: calm, agreed: 2", moves=f"{MOVES}branches: {{calm: {{without: 6}}}}\n")
    first, _, *moves = failure().longreprtext.splitlines()
    assert first.endswith("in the branch calm, as of the end (likely): agreed: expected 2, found 0")
    assert moves == ["No proposal had been agreed by then."]


def test_of_a_commitment_the_moves_of_the_party_are_told(write, failure):
    assert moves_told(write, failure, "commitments: {pact: {bohus: left}}")[1:] == [
        "#4 2013-04-01 bohus suspend pact suspended line 22"
    ]
    assert moves_told(write, failure, "commitments: {pact: {aland: left}}") == ["No move had touched it by then."]


def test_of_the_next_talks_the_moves_of_all_talks_are_told(write, failure):
    assert moves_told(write, failure, "next talks: none")[1:] == [
        "#5 2013-04-02 both agree-to-continue ministers scheduled, due 2013-10 line 25"
    ]


def test_of_what_is_agreed_the_moves_of_the_proposals_are_told(write, failure):
    assert moves_told(write, failure, "agreed: 0")[1:] == [
        "#1 2013-02-01 aland propose equal-shares tabled line 9",
        "#2 2013-02-09 bohus oppose equal-shares opposed line 14",
        "#6 2013-04-03 bohus accept equal-shares accepted line 29",
    ]


def test_where_nothing_is_agreed_that_is_told(write, failure):
    assert moves_told(write, failure, "as of: 2013-02, agreed: 1") == ["No proposal had been agreed by then."]


def test_what_the_clock_does_is_told(pytester, failure):
    lapse = "  - lapse: equal-shares\n    date: 2013-03-01\n"
    text = RECORD.replace("    issue: quota\n", "    issue: quota\n    expires: 2013-02-20\n") + lapse
    pytester.path.joinpath("x.scenario.yaml").write_text(f"{text}expect: [{{proposals: {{equal-shares: opposed}}}}]\n")
    assert "#2  2013-03-01  the clock  lapse equal-shares    lapsed  line 15" in failure().longreprtext


def test_a_remark_on_an_issue_of_that_name_is_no_move_on_it(pytester, failure):
    remark = "  - remark: pact\n    by: aland\n    date: 2013-03-01\n    kind: concern\n"
    text = RECORD.replace("issues: {", "issues: {pact: The Pact, ") + remark
    pytester.path.joinpath("x.scenario.yaml").write_text(
        f"{text}expect: [{{commitments: {{pact: {{aland: left}}}}}}]\n"
    )
    assert "No move had touched it" in failure().longreprtext


@pytest.mark.parametrize("style", ["auto", "long", "short", "native"])
def test_no_traceback_is_shown(pytester, write, style):
    write("agreed: 0")
    pytester.runpytest_inprocess(f"--tb={style}").stdout.no_fnmatch_line("*plugin.py*")


def test_one_line_is_shown_where_one_is_wanted(pytester, write):
    path = write("agreed: 0")
    pytester.runpytest_inprocess("--tb=line").stdout.fnmatch_lines([f"{path}:{AT}: *expected 0, found 1"])


def test_an_error_of_the_program_keeps_its_traceback(pytester, write, monkeypatch):
    monkeypatch.setattr(Scenario, "findings", lambda scenario, _: 1 / 0)
    write("agreed: 1")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*ZeroDivisionError*"])


# A FILE AT FAULT


def test_a_faulty_file_is_one_test_that_tells_every_fault(pytester, write):
    write("agreed: 0", moves=MOVES.replace("by: bohus", "by: bohs"))
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"strait.scenario.yaml:{line}:9: *did you mean bohus[?]" for line in (15, 23, 30)])


def test_it_has_the_place_of_the_first_fault(pytester, write, failure):
    path = write(moves=MOVES.replace("by: bohus", "by: bohs"))
    crash = failure().longrepr.reprcrash
    assert (crash.path, crash.lineno) == (str(path), 15)
    assert crash.message.startswith("strait.scenario.yaml:15:9: ")
    assert crash.message.endswith(" (the first of 3 faults)")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", ":1:1: the file is empty"),
        (b"\x00\x01", ":1:1: control character U+0000"),
        (b"\xff\xfe", ":1:1: byte 0xff is not UTF-8"),
        (b'scenario: "x', ":1:11: the quote that opens here is never closed"),
        (b"- a", ":1:1: keys with values are wanted here"),
    ],
)
def test_a_file_that_is_no_scenario_is_one_test_that_says_so(pytester, failure, data, words):
    pytester.path.joinpath("x.scenario.yaml").write_bytes(data)
    assert f"x.scenario.yaml{words}" in failure().longrepr.reprcrash.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_says_so(pytester, write, failure):
    write().chmod(0)
    assert failure().longrepr.reprcrash.message == "strait.scenario.yaml: it cannot be read: permission denied"


def test_a_file_that_is_gone_when_it_is_read_says_so(pytester, write, failure):
    write()
    pytester.makeconftest("def pytest_collectstart(collector): collector.path.is_file() and collector.path.unlink()")
    assert "strait.scenario.yaml: there is no such file" in failure().longrepr.reprcrash.message


@NEEDS_FOLDERS
@pytest.mark.parametrize("arguments", [[], ["--nf"], ["sea"]])
def test_a_link_to_nothing_fails_too(pytester, write, failure, arguments):
    write(file="sea/strait.scenario.yaml")
    link = pytester.path / "sea" / "link.scenario.yaml"
    link.symlink_to("nowhere")
    report = failure(*arguments)
    assert report.nodeid == "sea/link.scenario.yaml::loads"
    assert (report.longrepr.reprcrash.path, report.longrepr.reprcrash.lineno) == (str(link), 1)


@NEEDS_FOLDERS
def test_a_link_to_nothing_may_be_ignored_or_be_something_else(pytester, write, collected):
    for name in ("link.scenario.yaml", ".link.scenario.yaml", "link.yaml"):
        pytester.path.joinpath(name).symlink_to("nowhere")
    assert collected("--ignore=link.scenario.yaml") == []


def test_a_link_to_a_scenario_is_one(pytester, write, collected):
    write(file="strait.yaml")
    pytester.path.joinpath("link.scenario.yaml").symlink_to("strait.yaml")
    assert collected() == ["link.scenario.yaml::loads"]


# THE WAYS IN WHICH PYTEST RUNS


def test_a_run_stops_at_the_first_failure(pytester, write):
    write("agreed: 0", "agreed: 0")
    pytester.runpytest_inprocess("-x").assert_outcomes(passed=1, failed=1)


def test_what_failed_last_is_run_again(pytester, write):
    write("agreed: 1", "agreed: 0")
    pytester.runpytest_inprocess().assert_outcomes(passed=2, failed=1)
    pytester.runpytest_inprocess("--lf").assert_outcomes(failed=1)
    write("next talks: 2013-10", "agreed: 1", "agreed: 1")
    pytester.runpytest_inprocess("--lf").assert_outcomes(passed=1)


def test_what_failed_last_is_run_first(pytester, write):
    write("agreed: 1", "agreed: 0")
    pytester.runpytest_inprocess()
    result = pytester.runpytest_inprocess("--ff", "-v")
    ran = [line.split()[0] for line in result.outlines if line.startswith("strait.scenario.yaml::")]
    assert [each.partition("::")[2] for each in ran] == ["end:agreed:2", "loads", "end:agreed"]


def test_the_xml_for_a_server_has_the_failure(pytester, write):
    write("agreed: 0")
    pytester.runpytest_inprocess("--junitxml=x.xml")
    cases = {case.get("name"): case for case in ET.parse(pytester.path / "x.xml").iter("testcase")}
    assert cases.keys() == {"loads", "end:agreed"}
    assert cases["end:agreed"].find("failure").get("message") == f"strait.scenario.yaml:{AT}: expected 0, found 1"
    assert "accept equal-shares" in cases["end:agreed"].find("failure").text


@pytest.mark.slow(reason="a pytest with two more processes is started")
@pytest.mark.parametrize("dist", ["load", "loadfile"])
def test_several_processes_share_the_tests(pytester, write, dist):
    pytest.importorskip("xdist")
    write("agreed: 1", "agreed: 0")
    write("agreed: 1", file="north.scenario.yaml")
    result = pytester.runpytest_subprocess("-n2", "--dist", dist, "-W", "error", "--strict-markers")
    result.assert_outcomes(passed=4, failed=1)
    result.stdout.fnmatch_lines(
        [
            "The moves that made it so:",
            f"FAILED strait.scenario.yaml::end:agreed:2 - strait.scenario.yaml:{AT + 1}: expected 0, found 1",
        ]
    )


def test_nothing_it_does_is_deprecated(pytester, write):
    write("agreed: 1", "agreed: 0")
    write(file="strait.yaml", moves="")
    options(pytester, negsim_scenarios="*.yaml none/*.yaml")
    pytester.runpytest_subprocess("-W", "error").assert_outcomes(passed=2, failed=2)


def test_it_can_be_switched_off(pytester, write):
    write()
    pytester.runpytest_inprocess("-p", "no:negsim").assert_outcomes()


LOADED = "sorted(name for name in sys.modules if name.partition('.')[0] == 'sim')"


def test_it_imports_nothing_that_it_may_not_need():
    command = [sys.executable, "-I", "-c", f"import sys, negsim_pytest; print({LOADED})"]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_run_without_scenarios_imports_nothing_else(pytester):
    pytester.makepyfile(f"import sys\n\ndef test_x(): assert {LOADED} == []")
    options(pytester, negsim_scenarios="*.yaml")
    pytester.runpytest_subprocess().assert_outcomes(passed=1)


PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "scenario-files-as-tests.md"


def test_the_page_on_it_shows_what_it_prints(pytester, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    for variable in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(variable, raising=False)
    page = PAGE.read_text("utf-8")
    [record] = re.findall(r"<!-- file: (?:.*?) -->\n```yaml\n(.*?)```", page, re.DOTALL)
    unmet, faulty, listed = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    at_fault = record.replace("by: aland", "by: alnd")
    for text, shown, arguments in (
        (record, unmet, []),
        (at_fault, faulty, []),
        (record, listed, ["--collect-only", "-q"]),
    ):
        pytester.path.joinpath("strait.scenario.yaml").write_text(text, "utf-8")
        printed = pytester.runpytest_inprocess(*arguments).outlines
        assert [line for line in shown.splitlines() if line not in printed and not line.startswith("$ pytest")] == []


@NEEDS_FOLDERS
@pytest.mark.parametrize(("expected", "moves"), [([], MOVES.replace("by: bohus", "by: bohs")), (["agreed: 5"], MOVES)])
def test_what_a_terminal_would_obey_in_the_name_of_a_file_is_shown(write, failure, expected, moves):
    write(*expected, file="a\u202eb.scenario.yaml", moves=moves)
    report = failure("-k", "loads" if not expected else "agreed")
    for text in (report.longrepr.reprcrash.message, report.longreprtext):
        assert "a\\u202eb.scenario.yaml:" in text
        assert "\u202e" not in text


# A GUEST IN PROJECTS WITH A SIM OF THEIR OWN


@pytest.fixture
def guest(pytester, write):
    """A project with a package `sim` of its own, a test of it, a scenario file, and options of ours."""
    folder = pytester.mkpydir("sim")
    folder.joinpath("engine.py").write_text("POWER = 5\n", "utf-8")
    pytester.makepyfile(test_engine="import sim.engine\n\ndef test_power():\n    assert sim.engine.POWER == 5\n")
    write("agreed: 1")
    options(pytester, negsim_scenarios="*.yaml", addopts="--strict-markers --strict-config")
    return folder / "__init__.py"


def pytest_there(pytester, *arguments, module=True):
    command = (sys.executable, "-m", "pytest") if module else (Path(sys.executable).with_name("pytest"),)
    return pytester.run(*command, *arguments)


def hidden_by(path):
    return (
        f"negsim: warning: {path} hides the package sim of negsim, so scenario files are not tested here; "
        "rename it, or switch this plugin off with -p no:negsim"
    )


SLOW = pytest.mark.slow(reason="pytest is started in every way")
ARGUMENTS = [(), *(pytest.param(each, marks=SLOW) for each in (("-q",), ("-W", "error")))]


@pytest.mark.parametrize("module", [True, False], ids=["python -m pytest", "pytest"])
@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_where_another_sim_comes_first_pytest_runs_and_says_so_in_one_sentence(pytester, guest, module, arguments):
    result = pytest_there(pytester, *arguments, module=module)
    result.assert_outcomes(passed=1)
    assert [line for line in result.outlines if "negsim: " in line] == [hidden_by(guest)]
    assert result.errlines == []


@pytest.mark.slow(reason="a pytest with two more processes is started")
def test_several_processes_say_it_once(pytester, guest):
    pytest.importorskip("xdist")
    result = pytest_there(pytester, "-n2", "-W", "error")
    result.assert_outcomes(passed=1)
    assert result.outlines.count(hidden_by(guest)) == 1


def test_switched_off_it_says_nothing_of_another_sim(pytester, guest):
    pytester.path.joinpath("tox.ini").unlink()
    pytest_there(pytester, "-p", "no:negsim").stdout.no_fnmatch_line("*negsim: *")


@pytest.mark.parametrize("folder", [".", "lib"])
def test_another_sim_may_be_a_file_or_come_from_elsewhere(pytester, write, monkeypatch, folder):
    write()
    path = pytester.path / folder / "sim.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text("", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(path.parent))
    assert hidden_by(path) in pytest_there(pytester).outlines


def test_a_folder_sim_that_is_no_package_hides_nothing(pytester, write):
    pytester.mkdir("sim")
    write("agreed: 1")
    result = pytest_there(pytester)
    result.assert_outcomes(passed=2)
    result.stdout.no_fnmatch_line("*negsim: *")


@NEEDS_FOLDERS
def test_where_another_sim_comes_first_no_scenario_is_collected(pytester, guest, collected, monkeypatch):
    pytester.path.joinpath("link.scenario.yaml").symlink_to("nowhere")
    monkeypatch.delitem(sys.modules, "sim")
    assert collected("--ignore=test_engine.py") == []


def test_another_sim_is_told_at_the_end(pytester, guest, monkeypatch):
    monkeypatch.delitem(sys.modules, "sim")
    assert hidden_by(guest) in pytester.runpytest_inprocess("--ignore=test_engine.py").outlines


def test_a_sim_that_is_nowhere_hides_nothing(monkeypatch, tmp_path):
    monkeypatch.delitem(sys.modules, "sim")
    monkeypatch.setattr(sys, "path", [])
    assert negsim_pytest._other_sim(SimpleNamespace(rootpath=tmp_path)) is None
