import pickle
from textwrap import dedent

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from negsim_pytest import SECTION
from sim.cli import group
from sim.history.history import History
from sim.rules.subjects.statements import RecordedAct
from sim.scenario import loads
from sim.testing import FAILS
from sim.testing.files import Reproduction, as_scenario
from sim.testing.generator import at_random
from sim.testing.story import START
from sim.testing.strategies import histories, negotiations

PROPERTY = """
    import pickle
    from pathlib import Path

    from hypothesis import given, settings
    from sim.testing import profiles
    from sim.testing.strategies import histories

    @settings(profiles.CI)
    @given(history=histories())
    def test_nobody_proposes_anything(history):
        if any(move.verb == "propose" for move in history.moves):
            Path("made").write_bytes(pickle.dumps(history.moves))
            raise AssertionError("somebody did")
"""
TWO_FAILURES = """
    import pytest
    from hypothesis import given, settings
    from sim.testing import profiles
    from sim.testing.strategies import histories

    def test_two_properties_at_once():
        errors = []
        for length in (1, 2):
            @settings(profiles.CI)
            @given(history=histories(max_moves=2))
            def shorter(history):
                assert len(history.moves) < length
            with pytest.raises(AssertionError) as error:
                shorter()
            errors.append(error.value)
        raise ExceptionGroup("both fail", errors)
"""


@pytest.fixture
def failing(pytester):
    """Runs a property that fails: what is printed, and the histories in their sections."""

    def run(source, *arguments):
        pytester.makepyfile(dedent(source))
        printed = pytester.runpytest_inprocess("-p", "no:cacheprovider", *arguments)
        printed.assert_outcomes(failed=1)
        return printed.stdout.str(), list(sections(printed.outlines))

    return run


def sections(lines):
    """The texts below the headlines of our sections, each up to the next line that is a rule of pytest's."""
    for start in (number for number, line in enumerate(lines, 1) if f" {SECTION} " in line):
        end = next(number for number, line in enumerate(lines[start:], start) if line.startswith(("===", "---")))
        yield "\n".join(lines[start:end]) + "\n"


def test_a_failing_property_shows_the_history_in_a_section_as_it_can_be_saved(failing, pytester):
    _, [text] = failing(PROPERTY)
    assert text.startswith(FAILS)
    moves = loads(text).history.moves
    assert moves == pickle.loads(pytester.path.joinpath("made").read_bytes())
    assert [move.verb for move in moves] == ["propose"]


def test_the_command_takes_it_as_it_is(failing, tmp_path):
    path = tmp_path / "fails.yaml"
    _, [text] = failing(PROPERTY)
    path.write_text(text, "utf-8")
    ran = CliRunner().invoke(group, ["run", str(path)])
    assert (ran.exit_code, ran.output.partition("\n")[0]) == (0, "A history that fails")


def test_each_of_several_failures_shows_its_own(failing):
    _, texts = failing(TWO_FAILURES)
    assert sorted(len(loads(text).history.moves) for text in texts) == [1, 2]


def test_a_history_is_shown_once_and_as_no_note_among_the_lines_of_the_error(failing):
    printed, _ = failing(PROPERTY)
    assert printed.count(FAILS.strip()) == 1


def test_without_the_plugin_it_stands_in_the_notes_of_the_error(failing):
    printed, texts = failing(PROPERTY, "-p", "no:negsim")
    assert texts == []
    assert FAILS.strip() in printed


@pytest.mark.parametrize(
    "strategy", [histories(), negotiations(subjects=(RecordedAct,))], ids=["histories", "negotiations"]
)
def test_the_notes_of_the_error_are_enough(strategy):
    made = []

    @settings(database=None, max_examples=100)
    @given(strategy)
    def nothing_happens(drawn):
        moves = drawn.moves if isinstance(drawn, History) else drawn.said
        made.append(tuple(moves))
        assert not moves

    with pytest.raises(AssertionError) as error:
        nothing_happens()
    [text] = [note for note in error.value.__notes__ if note.startswith(FAILS)]
    assert loads(text).history.moves == made[-1] != ()


def test_it_is_written_only_when_it_is_printed(monkeypatch):
    monkeypatch.setattr("sim.testing.files.as_scenario", lambda history: pytest.fail("nobody looks at it"))
    Reproduction(History.of(START, ()))


def test_what_is_printed_of_it_is_its_scenario_file():
    history = at_random(3, 20)
    assert repr(Reproduction(history)) == as_scenario(history)
    assert loads(repr(Reproduction(history))).history.states == history.states


def test_it_has_the_title_that_is_asked_for():
    history = at_random(3, 2)
    assert loads(as_scenario(history, "Herring")).title == "Herring"
    assert loads(as_scenario(history)).title == "A history that fails"
