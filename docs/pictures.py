"""Makes the pictures of docs/pictures: timelines of our scenarios, a replay page, a forecast, and the lifecycles.

`make pictures` runs it. It needs Chromium for the page, and npm, which fetches Mermaid, for the lifecycles.
"""

import shutil
import subprocess
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
from playwright.sync_api import Page

from benchmarks import browser
from sim import load
from sim.forecast.ensembles import Experiment
from sim.report.fan import fan
from sim.report.page.page import replay_page
from sim.report.timeline.picture import picture
from sim.rules import LIFECYCLES
from sim.rules.lifecycle import Lifecycle

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = ROOT / "docs" / "pictures"
PLOTTED: Final = ("moscow-2007", "fishing")
FORECAST: Final = ("", "feud", "elections", "nothing")
"""The pairs of the Moscow talks whose forecast is drawn; the first is that of the file."""

MERMAID: Final = "mermaid@12.3.0"
"""What draws the lifecycles; they are written in its language."""

DRAW: Final = """async (text) => {
  mermaid.initialize({
    startOnLoad: false, theme: "neutral", htmlLabels: false, deterministicIds: true,
    fontFamily: "Helvetica, Arial, sans-serif",
  });
  return (await mermaid.render("lifecycle", text)).svg;
}"""


def plot(name: str) -> str:
    """The timeline of one of our scenarios."""
    scenario = load(ROOT / "scenarios" / f"{name}.yaml")
    return picture(scenario.title, scenario.history.at(), scenario.weights).svg


def fanned() -> str:
    """The forecast of the Moscow talks under some of its pairs of policies."""
    scenario = load(ROOT / "scenarios" / "moscow-2007.yaml")
    titles = {
        "": "Each answers in kind and now and then forgives",
        **{each.id: each.title for each in scenario.plan.pairs},
    }
    experiment = Experiment(*(scenario.forecast(pair) for pair in FORECAST)).run()
    return fan(
        scenario.title, [(titles[pair], each) for pair, each in zip(FORECAST, experiment.ensembles, strict=True)]
    ).svg


def described(svg: str, law: Lifecycle) -> str:
    """The picture of a lifecycle with the text that it was drawn from, by which a test knows whether it is current."""
    head, rest = svg.split(">", 1)
    return f"{head}><title>The lifecycle of {law.noun}</title><desc>{escape(law.diagram(), quote=False)}</desc>{rest}\n"


@click.command()
def main() -> None:
    """Write docs/pictures."""
    for name in PLOTTED:
        _write(f"{name}.svg", plot(name).encode())
    _write("forecast.svg", fanned().encode())
    path = browser.found()
    if path is None:
        raise click.ClickException(browser.MISSING)
    with browser.launched(path) as chromium, TemporaryDirectory() as folder:
        _photograph(chromium.new_page(viewport={"width": 1240, "height": 1180}), Path(folder))
        _draw_lifecycles(chromium.new_page(), Path(folder))


def _photograph(view: Page, folder: Path) -> None:
    """The replay page of the Moscow talks, after the move by which Russia threatens to leave the CFE Treaty."""
    file = folder / "page.html"
    file.write_text(replay_page(load(ROOT / "scenarios" / "moscow-2007.yaml")), "utf-8")
    view.goto(f"{file.as_uri()}#7")
    _write("page.png", view.screenshot())


def _draw_lifecycles(view: Page, folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise click.ClickException("there is no npm to fetch Mermaid with, which draws the lifecycles")
    subprocess.run([npm, "install", "--silent", "--ignore-scripts", MERMAID], cwd=folder, check=True)  # noqa: S603
    view.set_content("<!DOCTYPE html><body></body>")
    view.add_script_tag(path=folder / "node_modules" / "mermaid" / "dist" / "mermaid.min.js")
    for law in LIFECYCLES:
        if law.statuses:
            _write(f"lifecycle-{law.noun}.svg", described(view.evaluate(DRAW, law.diagram()), law).encode())


def _write(name: str, made: bytes) -> None:
    path = PICTURES / name
    if not path.exists() or path.read_bytes() != made:
        path.write_bytes(made)
        click.echo(f"docs/pictures/{name}: written")


if __name__ == "__main__":
    main()
