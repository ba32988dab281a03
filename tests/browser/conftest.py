"""The page in a real browser: Debian's Chromium, without a window, driven by playwright.

Where there is none these tests are skipped and say so; with NEGSIM_BROWSER=required in the environment they fail.
"""

import os
from pathlib import Path

import pytest

from benchmarks import browser
from sim import load
from sim.report.page.page import replay_page as page_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def chromium():
    """The browser, one for each process that tests."""
    path = browser.installed()
    if path is None:
        (pytest.fail if os.environ.get("NEGSIM_BROWSER") == "required" else pytest.skip)(browser.MISSING)
    with browser.launched(path) as chromium:
        yield chromium


@pytest.fixture
def visit(chromium, tmp_path):
    """Opens a text as a file in the browser: `visit(html, "#7", width=400)`.

    At the end of the test nothing must have gone wrong on it, and nothing been asked for but the file itself.
    """
    opened, wrong, asked = [], [], []

    def open_file(text, fragment="", name="page.html", width=1300, height=900, **media):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        context = chromium.new_context(viewport={"width": width, "height": height}, **media)
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        page.goto(f"{path.as_uri()}{fragment}")
        return page

    yield open_file
    files = {(tmp_path / name).as_uri() for name in map(str, tmp_path.iterdir())}
    for context in opened:
        context.close()
    assert wrong == []
    assert set(asked) <= files


@pytest.fixture(scope="session")
def scenarios():
    """Our own scenarios, by name."""
    return {path.stem: load(path) for path in (ROOT / "scenarios").glob("*.yaml")}


@pytest.fixture(scope="session")
def fishing(scenarios):
    """The page of the fishing dispute, which has 25 moves."""
    return page_of(scenarios["fishing"])


@pytest.fixture(scope="session")
def moscow(scenarios):
    """The page of the Moscow talks, with two of its branches."""
    return page_of(scenarios["moscow-2007"], ["site-built", "no-suspension"])
