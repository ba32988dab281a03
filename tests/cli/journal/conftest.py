"""A journal for the commands, and what they print of it."""

import pytest
from complaints import OPPOSED, RECORD


@pytest.fixture
def journal(negsim, tmp_path, monkeypatch):
    """A journal with two moves, recorded by Anna: @1 declares, @2 and @3 add them."""
    monkeypatch.setenv("NEGSIM_USER", "Anna")
    address = tmp_path / "talks.db"
    result = negsim("journal", "init", address, "--from", "-", "--reason", "coded", stdin=f"{RECORD}{OPPOSED}")
    assert result.exit_code == 0, result.stderr
    return address


@pytest.fixture
def told(negsim):
    """What `negsim journal` says on standard error when it refuses a call."""

    def refused(*arguments, stdin=None):
        result = negsim("journal", *arguments, stdin=stdin)
        assert result.exit_code == 2, result.stdout
        return result.stderr

    return refused
