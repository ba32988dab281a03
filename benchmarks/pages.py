"""Pictures and pages: the time to draw one, its size, and the time that a browser takes to follow."""

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser

from benchmarks import browser
from benchmarks.figures import MILLISECONDS, Figure, best_seconds
from benchmarks.record import long_record
from benchmarks.startup import process
from sim.report.page.page import replay_page
from sim.scenario import Scenario, as_yaml

KILOBYTES = "{:,.1f} kB"
PLOTTED, SHORT, LONG = 500, 60, 5_000
STEPPED_THROUGH = 300
STEPS = 100
VISITS = 3
BUDGET = 4  # seconds

SHOWN = """async () => {
  const painted = () => new Promise(requestAnimationFrame);
  await painted();
  await painted();
  return performance.now();
}"""
"""The time since the page was asked for, once it has been painted."""

STEPPED = """async (steps) => {
  const slider = document.getElementById("slider");
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(null);
  }));
  const to = async (number) => {
    slider.value = number;
    slider.dispatchEvent(new Event("input"));
    await painted();
  };
  const taken = [];
  for (let step = 0; step < steps; step++) {
    const number = Math.floor((slider.max * step) / steps);
    await to(number);
    await painted();
    const begin = performance.now();
    await to(number + 1);
    taken.push(performance.now() - begin);
  }
  return taken;
}"""
"""The times of so many steps of the slider from one move to the next, spread over the record, until each is painted."""


def figures() -> list[Figure]:
    """The times and sizes; those in a browser only where there is one."""
    pages = {moves: replay_page(_scenario(moves)) for moves in (SHORT, LONG)}
    sizes = {moves: len(text.encode()) / 1_000 for moves, text in pages.items()}
    return [
        Figure(what=f"negsim plot of {PLOTTED} moves", value=_plotting() * 1e3, form=MILLISECONDS, at_most=1_000),
        Figure(what=f"Page of {SHORT} moves", value=sizes[SHORT], form=KILOBYTES, at_most=100),
        Figure(what=f"Page of {LONG:,} moves", value=sizes[LONG], form=KILOBYTES, at_most=1_800),
        *_in_browser(pages[LONG]),
    ]


def _scenario(moves: int) -> Scenario:
    return Scenario("long.yaml", "A long record", None, long_record(moves))


def _plotting() -> float:
    """The seconds of the whole command, which reads the file and writes the picture."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "long.yaml")
        file.write_text(as_yaml(_scenario(PLOTTED)), "utf-8")
        command = [sys.executable, "-m", "sim", "plot", str(file), "-o", str(Path(folder, "long.svg"))]
        return best_seconds({"plot": process(command)}, BUDGET)["plot"]


def _in_browser(text: str) -> Iterator[Figure]:
    path = browser.installed()
    if path is None:
        print(f"Pages were not looked at: {browser.MISSING}", file=sys.stderr)
        return
    with TemporaryDirectory() as folder, browser.launched(path) as chromium:
        file = Path(folder, "page.html")
        file.write_text(text, "utf-8")
        shown, long_steps = _visited(chromium, file.as_uri())
        file.write_text(replay_page(_scenario(STEPPED_THROUGH)), "utf-8")
        _, steps = _visited(chromium, file.as_uri())
    yield Figure(what=f"– first view of {LONG:,} moves in Chromium", value=shown, form=MILLISECONDS, at_most=1_500)
    yield Figure(what=f"– slowest of {STEPS} steps of its slider", value=max(long_steps), form=MILLISECONDS)
    yield Figure(what="– median of these steps", value=median(long_steps), form=MILLISECONDS, at_most=50)
    yield Figure(
        what=f"– slowest of {STEPS} steps through {STEPPED_THROUGH}", value=max(steps), form=MILLISECONDS, at_most=50
    )


def _visited(chromium: Browser, address: str) -> tuple[float, Any]:
    """The median milliseconds until the page is shown, and those of each step on it."""
    shown = []
    for _ in range(VISITS):
        visit = chromium.new_page(viewport={"width": 1200, "height": 900})
        visit.goto(address)
        shown.append(visit.evaluate(SHOWN))
        steps = visit.evaluate(STEPPED, STEPS)
        visit.close()
    return median(shown), steps
