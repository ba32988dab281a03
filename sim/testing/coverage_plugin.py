"""Coverage of the law in a run of pytest: recorded in each process, told at the end of the run.

`negsim_pytest` registers it where `--negsim-coverage` asks for it.
"""

from collections import Counter
from contextlib import ExitStack
from typing import Any, Final

import pytest

from sim.testing.coverage import Seen, recorded
from sim.testing.law_items import Item

SENT: Final = "negsim_coverage"
"""The key under which a worker of xdist sends what it has seen."""


class CoverageReport:
    """What a run has reached of the law; a worker of xdist sends it to the process that reports."""

    def __init__(self, config: pytest.Config) -> None:
        self._recording = ExitStack()
        self.seen = self._recording.enter_context(recorded())
        config.add_cleanup(self._recording.close)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Send it, if this is a worker."""
        output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
        if output is not None:
            counts = [(item.part, item.about, item.name, count) for item, count in self.seen.counts.items()]
            output[SENT] = {"counts": counts, "moves": dict(self.seen.moves)}

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any, error: object) -> None:
        """Take what a worker has sent; one that has crashed sends nothing."""
        sent = getattr(node, "workeroutput", {}).get(SENT)
        if sent is not None:
            counts = Counter({Item(part, about, name): count for part, about, name, count in sent["counts"]})
            self.seen.add(Seen(counts, Counter(sent["moves"])))

    def pytest_terminal_summary(self, terminalreporter: "pytest.TerminalReporter", config: pytest.Config) -> None:
        """Tell it: with -v by every name."""
        terminalreporter.section("negsim: coverage of the law")
        terminalreporter.write_line(self.seen.table(None) if config.option.verbose > 0 else self.seen.table())
