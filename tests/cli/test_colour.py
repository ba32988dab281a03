import io
from types import SimpleNamespace

import pytest

from sim.cli import printing
from sim.report.table.marked import ADVERSE, FAVOURABLE, IMPENDING, TITLE

FISHING = "scenarios/fishing.yaml"


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    """A terminal, and an environment that says nothing of colours."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(printing, "sys", SimpleNamespace(stdout=Terminal()))
    return monkeypatch


def test_a_terminal_takes_colours(terminal):
    assert printing.is_coloured()


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_what_is_no_terminal_takes_none(terminal, stream):
    terminal.setattr(printing, "sys", SimpleNamespace(stdout=stream))
    assert not printing.is_coloured()
    terminal.setenv("FORCE_COLOR", "1")
    assert printing.is_coloured()


def test_a_dumb_terminal_takes_none(terminal):
    terminal.setenv("TERM", "dumb")
    assert not printing.is_coloured()


def test_whoever_wants_none_gets_none(terminal):
    terminal.setenv("NO_COLOR", "1")
    terminal.setenv("FORCE_COLOR", "1")
    assert not printing.is_coloured()


def test_an_empty_variable_says_nothing(terminal):
    terminal.setenv("NO_COLOR", "")
    terminal.setenv("FORCE_COLOR", "")
    assert printing.is_coloured()


@pytest.mark.parametrize("value", ["", "0"])
def test_nought_or_nothing_forces_no_colours(terminal, value):
    terminal.setattr(printing, "sys", SimpleNamespace(stdout=io.StringIO()))
    terminal.setenv("FORCE_COLOR", value)
    assert not printing.is_coloured()


def test_every_meaning_has_a_look_of_its_own(terminal):
    paint = printing.colours()
    assert len({paint("x", meaning) for meaning in (FAVOURABLE, ADVERSE, IMPENDING, TITLE)}) == 4
    assert paint("x", ADVERSE) == "\x1b[31mx\x1b[0m"


CALLS = [
    ("run", FISHING),
    ("check", FISHING),
    ("assess", FISHING),
    ("legal", FISHING, "--by", "aland"),
    ("diff", FISHING, "--as-of", "2013-03-01", "2013-06-01"),
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call[0])
def test_in_colour_the_same_is_said(negsim, monkeypatch, call):
    plain = negsim(*call).stdout
    assert "\x1b" not in plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = negsim(*call).stdout
    assert coloured != plain
    for code in ("\x1b[31m", "\x1b[32m", "\x1b[35m", "\x1b[1m", "\x1b[0m"):
        coloured = coloured.replace(code, "")
    assert coloured == plain


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_data_has_no_colours(negsim, monkeypatch, form):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in negsim("run", FISHING, "--format", form).stdout


def test_an_invalid_file_is_told_in_the_colour_of_what_is_wrong(negsim, monkeypatch, faulty):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert f"\x1b[31m{faulty}: invalid\x1b[0m\n" in negsim("check", faulty).stdout
