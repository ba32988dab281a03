"""The page as one file: a static template, filled in one pass. Its policy lets nothing run but its own script."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from typing import Final

from sim.model.escaping import one_line, visible_in_json
from sim.report.page.data import page_data
from sim.report.svg.canvas import plain
from sim.report.svg.symbols import STYLE, squeezed
from sim.report.timeline.picture import definitions, picture
from sim.scenario import Scenario

_FOLDER: Final = files(__package__)
_PARTS: Final = ("course", "words", "tables", "panel", "page")
"""The files of the script, each before those that need it."""

_SLOT: Final = re.compile(r"\{\{([a-z]+)\}\}")

_ESCAPES: Final = {ord(sign): f"\\u{ord(sign):04x}" for sign in "&<>"}
"""What JSON within HTML must not have as it is."""


def replay_page(scenario: Scenario, branches: Iterable[str] = ()) -> str:
    """The replay page of a scenario, with some of its *branches*, each beside what it departs from.

    Raises: UnknownNameError if there is no such branch.
    """
    names = tuple(dict.fromkeys(each.id for name in branches if name for each in scenario.lineage(name)))
    histories = {name: scenario.history_of(name) for name in ("", *names)}
    pictures = [
        picture(_title(scenario, name), history.at(), scenario.weights, alone=False)
        for name, history in histories.items()
    ]
    data = page_data(scenario, names, pictures)
    style, script = STYLE + squeezed(_asset("page.css")), _script()
    verbs = {verb for each in pictures for verb in each.sheet.verbs}
    filling = {
        "title": plain(one_line(scenario.title)),
        "summary": plain(one_line(scenario.summary or "")),
        "policy": f"default-src 'none'; script-src '{_hashed(script)}'; style-src '{_hashed(style)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
        "style": style,
        "definitions": definitions(verbs),
        "pictures": "".join(
            f'<div class="stage"><h2 class="caption">{plain(each.title)}</h2>{each.svg}</div>' for each in pictures
        ),
        "data": visible_in_json(json.dumps(data, ensure_ascii=False, separators=(",", ":"))).translate(_ESCAPES),
        "script": script,
    }
    return _SLOT.sub(lambda slot: filling[slot[1]], _asset("page.html"))


def _title(scenario: Scenario, branch: str) -> str:
    return scenario.branch(branch).title if branch else scenario.title


def _script() -> str:
    """The script: its parts in one, which share their names and leave none behind."""
    parts = "\n".join(_asset(f"{name}.js") for name in _PARTS)
    return f'"use strict";(() => {{\n{parts}\n}})();'


def _asset(name: str) -> str:
    """A part of the page, without what only its readers need: indents, and lines of comment."""
    lines = (line.strip() for line in _FOLDER.joinpath(name).read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _hashed(text: str) -> str:
    """What a policy calls a script or a style by."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
