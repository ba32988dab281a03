"""Writes the tables of codes in docs/reference/importers from the tables of the importers.

python docs/importer_tables.py
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from sim.records.importers.cameo.codes import CAMEO
from sim.records.importers.events import coded_events as means
from sim.records.importers.events.code_rules import CodeTable
from sim.records.importers.events.coded_events import Meaning
from sim.records.importers.plover.codes import NOT_COUNTED, PLOVER
from sim.records.importers.ties.codes import IMPOSED, ISSUES, OUTCOMES, THREATENED

FOLDER: Final = Path(__file__).resolve().parent / "reference" / "importers"
_BEGIN, _END = "<!-- table: {} -->\n", "\n<!-- end of table -->"

_MATTERS: Final = {means.SUBSTANCE: " of substance", means.PROCEDURE: " of procedure", means.ANY: ""}


def described(meaning: Meaning) -> str:
    """What a code becomes, in words."""
    otherwise = f"; else {described(meaning.otherwise)}" if meaning.otherwise else ""
    return f"{_DESCRIBED[meaning.verb](meaning)}{otherwise}"


_DESCRIBED: Final[Mapping[str, Callable[[Meaning], str]]] = {
    means.REMARK: lambda meaning: f"`remark`: {meaning.kind}",
    means.ACT: lambda meaning: f"`act`: {meaning.tone}{_carrying_out(meaning)}",
    means.PROPOSE: lambda meaning: f"`propose`: {meaning.kind}{_MATTERS[meaning.matter]}",
    means.ACCEPT: lambda meaning: f"`accept` the one proposal{_MATTERS[meaning.matter]}",
    means.OPPOSE: lambda meaning: f"`oppose` the one proposal{_MATTERS[meaning.matter]}",
    means.THREATEN: lambda meaning: f"`threaten`: {meaning.harm}",
    means.IMPOSE: lambda meaning: f"`carry-out` the one threat of {meaning.harm}; else `impose`: {meaning.harm}",
    means.EASE: lambda meaning: f"`ease` the one measure of {meaning.harm}",
    means.CONVENE: lambda meaning: "`convene` the negotiations",
    means.BREAK_OFF: lambda meaning: "`break-off` the negotiations, which carries out the one threat of talks",
}


def _carrying_out(meaning: Meaning) -> str:
    return f", which carries out the one threat of {meaning.harm}" if meaning.harm else ""


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _codes(table: CodeTable) -> str:
    rows = ((f"`{code}`", label, described(meaning)) for code, label, meaning in table.rows)
    return _table(("code", "label", "becomes"), rows)


def _numbered(labels: Mapping[int, str]) -> str:
    return _table(("code", "label"), labels.items())


TABLES: Final[Mapping[tuple[str, str], Callable[[], str]]] = {
    ("cameo.md", "codes"): lambda: _codes(CAMEO),
    ("plover.md", "codes"): lambda: _codes(PLOVER),
    ("plover.md", "contexts"): lambda: _table(
        ("context", "reason"), ((f"`{context}`", reason) for context, reason in NOT_COUNTED.items())
    ),
    ("ties.md", "issues"): lambda: _numbered(ISSUES),
    ("ties.md", "types"): lambda: _table(
        ("threatened", "imposed", "type"),
        ((code, code - 1 if code - 1 in IMPOSED else "–", label) for code, label in THREATENED.items()),
    ),
    ("ties.md", "outcomes"): lambda: _table(
        ("code", "label", "becomes"), ((code, label, _BECOMES[what]) for code, (what, label) in OUTCOMES.items())
    ),
}
"""What writes each table of a page."""

_BECOMES: Final = {
    "partial": "`act` of the target, conciliatory; what stands goes on standing",
    "complete": "`comply` of the target, with the threat or what is in place",
    "capitulation": "`withdraw` of the threat, or `lift` of what is in place, by the sender",
    "stalemate": "no move: the row is dropped, and what stands goes on standing",
    "settlement": "`propose` and `accept` of one text, each by both",
}


def block(name: str, table: str) -> str:
    """A table between the comments that find it in its page."""
    return f"{_BEGIN.format(name)}{table}{_END}"


def main() -> None:
    """Put every table into its page."""
    for (page, name), table in TABLES.items():
        path = FOLDER / page
        text = path.read_text("utf-8")
        start = text.index(_BEGIN.format(name))
        end = text.index(_END, start) + len(_END)
        path.write_text(text[:start] + block(name, table()) + text[end:], "utf-8")


if __name__ == "__main__":
    main()
