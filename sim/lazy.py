"""Names that a module offers and imports only when they are first asked for, for a quick start.

They stand once, in a stub beside the module (`__init__.pyi`, `moves.pyi`), where type checkers and editors look too.
A stub names what it takes from a module, or with `*` takes all that is in the `__all__` of that module.
"""

from importlib import import_module

TYPE_CHECKING = False  # as type checkers know it: `typing` alone takes longer to import than all of this
if TYPE_CHECKING:
    from ast import stmt
    from collections.abc import Callable, Iterator
    from typing import Any, Final

STUBS: "Final" = {
    "sim": "__init__.pyi",
    "sim.moves": "moves.pyi",
    "sim.history": "history/__init__.pyi",
    "sim.rules": "rules/__init__.pyi",
    "sim.assess": "assess/__init__.pyi",
    "sim.forecast": "forecast/__init__.pyi",
    "sim.evidence": "evidence/__init__.pyi",
    "sim.records": "records/__init__.pyi",
    "sim.records.journal": "records/journal/__init__.pyi",
    "sim.report": "report/__init__.pyi",
    "sim.testing": "testing/__init__.pyi",
}
"""The modules that make up the public interface, each with its stub."""

RENAMED: "Final" = {
    "Account": "sim.history.Explanation",
    "AsOf": "sim.Snapshot",
    "Choice": "sim.forecast.PolicySpec",
    "Dated": "sim.forecast.CalendarEvent",
    "Fall": "sim.history.InvalidatedMove",
    "IllegalMove": "sim.IllegalMoveError",
    "InvalidScenario": "sim.InvalidScenarioError",
    "LAWS": "sim.rules.LIFECYCLES",
    "PolicyFault": "sim.forecast.PolicyError",
    "Situation": "sim.forecast.PolicyContext",
    "UnreadableDate": "sim.UnreadableDateError",
    "UntimelyMoves": "sim.InconsistentDatesError",
    "VERBS": "sim.rules.MOVES_BY_VERB",
    "openings": "sim.rules.creating_moves",
    "page": "sim.report.replay_page",
    "read": "sim.loads",
}
"""The names that `sim` offered in version 0.1.0, each with its new name and place."""

_KNOWN: "Final[dict[str, dict[str, str]]]" = {}  # `functools.cache` takes longer to import than all of this


def offered(module: str) -> "dict[str, str]":
    """The names that a module of the interface offers, each with the module that defines it."""
    if module not in _KNOWN:
        _KNOWN[module] = {name: home for statement in _stub(module) for name, home in _names(statement, module)}
    return _KNOWN[module]


def _stub(module: str) -> "list[stmt]":
    from ast import parse  # noqa: PLC0415 - not before a name is asked for: `import sim` alone needs no stub

    path = __file__.removesuffix("lazy.py") + STUBS[module].replace("/", __file__[-len("/lazy.py")])
    loader: Any = globals()["__loader__"]  # it reads from a zip, too
    body: list[stmt] = parse(loader.get_data(path)).body
    return body


def _names(statement: "stmt", module: str) -> "Iterator[tuple[str, str]]":
    """The names that a statement of a stub offers: those that it imports, or its own."""
    from ast import AnnAssign, ImportFrom, unparse  # noqa: PLC0415 - as in `_stub`

    if isinstance(statement, AnnAssign):
        yield unparse(statement.target), module
        return
    assert isinstance(statement, ImportFrom)
    home = str(statement.module)
    for alias in statement.names:
        exported = import_module(home).__all__ if alias.name == "*" else (alias.name,)
        yield from ((name, home) for name in exported)


def attach_stub(module: str) -> "tuple[Callable[[str], Any], Callable[[], list[str]]]":
    """The `__getattr__` and `__dir__` of a module whose stub says what it offers."""

    def names() -> list[str]:
        return sorted(offered(module))

    def attribute(name: str) -> "Any":
        if name == "__all__":
            return names()
        if f"{module}.{name}" in STUBS:
            return import_module(f"{module}.{name}")
        home = None if name.startswith("_") else offered(module).get(name)
        if home is None:
            raise AttributeError(f"module {module!r} has no attribute {name!r}{_place(module, name)}")
        return getattr(import_module(home), name)

    return attribute, names


def _place(module: str, name: str) -> str:
    """The right place of a name asked for in the wrong *module*, to end the complaint; empty if there is none."""
    if name.startswith("_"):
        return ""
    if module == "sim" and name in RENAMED:
        return f"; it is {RENAMED[name]} now"
    return next((f"; it is in {other}" for other in STUBS if name in offered(other)), "")
