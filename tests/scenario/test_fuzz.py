"""Law 13, second half: whatever its bytes, a file is read or refused with its faults, never anything else."""

from pathlib import Path

from hypothesis import example, given, settings, strategies as st

from sim.model.errors import InvalidScenarioError
from sim.scenario import Scenario, loads
from sim.scenario.starter import STARTER
from sim.testing.fuzz.lines import ACCIDENTS

FILES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))
TEXTS = (STARTER, *(path.read_text("utf-8") for path in FILES))
SMALL = sorted({*ACCIDENTS} - {"a long text"})
SIGNS = st.sampled_from("\n\r\t #:-?*&!|>'\"%@`[]{},\\~<=.0\0\x85\u2028\ufeffé漢🐟ab")


def is_read_or_refused(data):
    """Whether reading gives a scenario, or faults whose lines the file has."""
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    try:
        return isinstance(loads(data), Scenario)
    except InvalidScenarioError as invalid:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        places = [fault.where for fault in invalid.faults]
        return bool(places) and all(1 <= place.line <= lines + 1 and place.column >= 1 for place in places)


@st.composite
def mutated(draw):
    """A valid file to which a few accidents have happened; the nightly fuzz has many more."""
    text, source = draw(st.sampled_from(TEXTS)), draw(st.randoms(use_true_random=False))
    for name in draw(st.lists(st.sampled_from(SMALL), min_size=1, max_size=6)):
        lines = text.splitlines(keepends=True) or [""]
        ACCIDENTS[name](source, lines)
        text = "".join(lines)
    return draw(st.sampled_from((text, text, text[: draw(st.integers(0, len(text)))], text.replace("\n", "\r"))))


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
def test_any_bytes_are_read_or_refused(data):
    assert is_read_or_refused(data)


@settings(max_examples=200)
@given(st.text(st.one_of(SIGNS, st.characters()), max_size=200))
@example("a: b\r: c: d")
@example("\r\t\r\tb: c: d")
@example("\ud800")
@example("? ?\n- [")
def test_any_text_is_read_or_refused(text):
    assert is_read_or_refused(text)


@settings(max_examples=200)
@given(st.text(SIGNS, max_size=60))
def test_any_text_is_read_or_refused_as_the_value_of_a_field(text):
    assert is_read_or_refused(STARTER.replace("build a dam", text))


@settings(max_examples=250)
@given(mutated())
def test_a_valid_file_that_has_suffered_is_read_or_refused(text):
    assert is_read_or_refused(text)


@settings(max_examples=30)
@given(mutated())
def test_what_is_said_of_a_file_is_the_same_every_time(text):
    def said():
        try:
            return str(loads(text).start.ids)
        except InvalidScenarioError as invalid:
            return str(invalid)

    assert said() == said()
