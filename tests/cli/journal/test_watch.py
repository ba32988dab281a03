import json

import pytest

from sim.cli.journal import watch
from sim.records.journal.journal import Journal


@pytest.fixture(autouse=True)
def once(monkeypatch):
    """Who waits for more is interrupted."""

    def ended(self, since):
        yield from self.read(since)
        raise KeyboardInterrupt

    monkeypatch.setattr(Journal, "subscribe", ended)


def test_each_new_entry_is_printed_on_a_line(negsim, journal):
    printed = negsim("journal", "watch", journal, "--since", "1").stdout
    assert [line.partition(" on ")[0] for line in printed.splitlines()[:2]] == ["@2 by Anna", "@3 by Anna"]


def test_each_is_a_line_of_json_for_programs(negsim, journal):
    line = negsim("journal", "watch", journal, "--since", "2", "--format", "json").stdout.splitlines()[0]
    assert json.loads(line)["number"] == 3


def test_who_says_nothing_gets_only_what_is_new(negsim, journal):
    assert "@3" not in negsim("journal", "watch", journal).stdout


def test_the_lines_are_the_default():
    assert watch.command.params[1].name == "since"
