"""The page as one file: a static template, filled in. Its content security policy allows only its own script."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sim.model.escaping import one_line, visible_in_json
from sim.report.page.data import page_data
from sim.report.svg.canvas import definitions, escaped
from sim.report.svg.symbols import STYLE, minified
from sim.report.timeline.picture import picture

if TYPE_CHECKING:
    from sim.scenario import Scenario

_FOLDER: Final = files(__package__)
SCRIPTS: Final = Path(__file__).with_name("scripts")
"""The folder of the parts of the script, as people read them."""
MINIFIED: Final = Path(__file__).with_name("minified_scripts")
"""The folder of the same parts as pages have them; `make scripts` writes it."""

_STYLES: Final = (
    "page", "controls", "replay", "timeline", "tables", "board", "chronicle", "evidence", "positions", "dark", "phone",
    "print",
)  # fmt: skip
"""The style sheets after that of the picture; what is said later overrides."""

PARTS: Final = (
    "record", "elements", "sentences", "cells", "tables", "placing", "pointing", "labels", "drawing", "timeline",
    "thread", "card", "changes", "why", "panel", "replay", "board", "filter", "chronicle", "evidence", "positions",
    "dossier", "views", "address", "controls", "page",
)  # fmt: skip
"""The parts of the script, in one scope; what runs when the page is loaded needs only those before it."""

_SLOT: Final = re.compile(r"\{\{([a-z]+)\}\}")

_ESCAPES: Final = {ord(character): f"\\u{ord(character):04x}" for character in "&<>"}
"""The characters that JSON within HTML cannot have, with their escapes."""


def replay_page(scenario: "Scenario", branches: Iterable[str] = ()) -> str:
    """The replay page of a scenario, as HTML, with some of its *branches*, each beside its base.

    Raises: UnknownNameError if there is no such branch.
    """
    names = tuple(dict.fromkeys(branch.id for name in branches if name for branch in scenario.lineage(name)))
    histories = {name: scenario.history_of(name) for name in ("", *names)}
    pictures = [
        picture(_title(scenario, name), history.as_of(), scenario.weights, standalone=False)
        for name, history in histories.items()
    ]
    data = page_data(scenario, names, pictures)
    findings = [data["texts"][line] for line in data["records"][0]["summary"]]
    used = {"evidence": data["evidence"] is not None, "positions": any(record["terms"] for record in data["records"])}
    unused = [name for name, is_used in used.items() if not is_used]
    style = STYLE + minified("\n".join(_asset(f"styles/{name}.css") for name in _STYLES if name not in unused))
    script = _script(name for name in PARTS if name not in unused)
    verbs = {verb for drawn in pictures for verb in drawn.canvas.verbs}
    slots = {
        "title": escaped(one_line(scenario.title)),
        "summary": escaped(one_line(scenario.summary or "")),
        "findings": "".join(f"<p>{escaped(line)}</p>" for line in findings),
        "policy": f"default-src 'none'; script-src '{_hashed(script)}'; style-src '{_hashed(style)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
        "style": style,
        "definitions": definitions(verbs),
        "pictures": "".join(
            f'<div class="timeline"><h2 class="caption">{escaped(drawn.title)}</h2>{drawn.svg}</div>'
            for drawn in pictures
        ),
        "data": visible_in_json(json.dumps(data, ensure_ascii=False, separators=(",", ":"))).translate(_ESCAPES),
        "script": script,
    }
    return _SLOT.sub(lambda slot: slots[slot[1]], _asset("page.html"))


def _title(scenario: "Scenario", branch: str) -> str:
    return scenario.branch(branch).title if branch else scenario.title


def _script(parts: Iterable[str]) -> str:
    """These parts of the script in one strict scope."""
    return f'"use strict";(()=>{{{";".join(_asset(f"{MINIFIED.name}/{part}.js").rstrip() for part in parts)}}})();'


def _asset(name: str) -> str:
    return _FOLDER.joinpath(name).read_text("utf-8")


def _hashed(text: str) -> str:
    """The hash of a script or a style, as a content security policy has it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
