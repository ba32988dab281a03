"""Makes the pictures of docs/pictures: timelines of our scenarios, positions, a forecast, and a replay page.

`make pictures` runs it. It needs Chromium for the page.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click
from playwright.sync_api import Page

from benchmarks import browser
from sim import load, loads
from sim.forecast.ensembles import Experiment
from sim.report.dance.picture import positions_picture
from sim.report.fan.picture import fan
from sim.report.page.page import replay_page
from sim.report.timeline.picture import picture

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = ROOT / "docs" / "pictures"
PLOTTED: Final = ("moscow-2007", "fishing")
FORECAST: Final = ("", "feud", "elections", "nothing")
"""The pairs of the Moscow talks whose forecast is drawn; the first is that of the file."""


def plot(name: str) -> str:
    """The timeline of one of our scenarios."""
    scenario = load(ROOT / "scenarios" / f"{name}.yaml")
    return picture(scenario.title, scenario.history.as_of(), scenario.weights).svg


def fanned() -> str:
    """The forecast of the Moscow talks under some of its pairs of policies."""
    scenario = load(ROOT / "scenarios" / "moscow-2007.yaml")
    titles = {
        "": "Each answers in kind and now and then forgives",
        **{pair.id: pair.title for pair in scenario.plan.pairs},
    }
    experiment = Experiment(*(scenario.forecast(pair) for pair in FORECAST)).run()
    return fan(
        scenario.title,
        [(titles[pair], ensemble) for pair, ensemble in zip(FORECAST, experiment.ensembles, strict=True)],
    ).svg


def danced() -> str:
    """The positions in the wage round of the page on offers with numbers."""
    page = (ROOT / "docs" / "how-to" / "code-offers-with-numbers.md").read_text("utf-8")
    (text,) = re.findall(r"^<!-- file: wages.yaml -->\n```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    scenario = loads(text)
    return positions_picture(scenario.title, scenario.history.as_of()).svg


@click.command()
def main() -> None:
    """Write docs/pictures."""
    for name in PLOTTED:
        _write(f"{name}.svg", plot(name).encode())
    _write("forecast.svg", fanned().encode())
    _write("wages.svg", danced().encode())
    path = browser.installed()
    if path is None:
        raise click.ClickException(browser.MISSING)
    with browser.launched(path) as chromium, TemporaryDirectory() as folder:
        _photograph(chromium.new_page(viewport={"width": 1240, "height": 1180}), Path(folder))


def _photograph(view: Page, folder: Path) -> None:
    """The replay page of the Moscow talks, after the move by which Russia threatens to leave the CFE Treaty."""
    file = folder / "page.html"
    file.write_text(replay_page(load(ROOT / "scenarios" / "moscow-2007.yaml")), "utf-8")
    view.goto(f"{file.as_uri()}#7")
    _write("page.png", view.screenshot())


def _write(name: str, made: bytes) -> None:
    path = PICTURES / name
    if not path.exists() or path.read_bytes() != made:
        path.write_bytes(made)
        click.echo(f"docs/pictures/{name}: written")


if __name__ == "__main__":
    main()
