import sys
from io import StringIO

import pytest
from pieces import Squares

from sim.cli.simulation import status_of
from sim.executors.executor import Executor


class Terminal(StringIO):
    def isatty(self):
        return True


class Runnable:
    def run(self, executor, progress):
        for number, _ in executor.done(Squares(), 50):
            progress(number)


@pytest.mark.parametrize(("named", "label"), [({}, "Runs"), ({"label": "Conclusions"}, "Conclusions")])
def test_the_progress_of_work_has_its_label(named, label, monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert status_of(Runnable(), 50, Executor(), str, quiet=False, **named) == 0
    assert label in terminal.getvalue()
