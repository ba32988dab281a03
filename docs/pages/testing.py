"""The page on the testing kit: what the modules of `sim.testing` offer, the laws, and what pytest is given."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from attrs import frozen, has

import negsim_pytest as plugin
from pages import code, filled, table
from pages.python_api import _body, _entry as entry, _links, _member, _prose, _signature
from sim.testing import laws, profiles, strategies

HOMES: Final[dict[str, tuple[str, ...]]] = {
    "sim.testing": ("find", "judge", "NegotiationSuite"),
    "sim.testing.story": ("after", "Story", "SETTING", "START", "UnmetError"),
    "sim.testing.strategies": (
        "histories",
        "negotiations",
        "moves",
        "illegal_moves",
        "NEAR_MISSES",
        "Beginning",
        "begun",
        "EVERY_MOVE",
        "EVERY_SUBJECT",
    ),
    "sim.testing.values": (
        "whens",
        "texts",
        "ids",
        "sources",
        "settings",
        "declarations",
        "commitments",
        "formats",
        "moves_of",
        "conditions",
        "any_moves",
        "STRATEGIES",
    ),
    "sim.testing.files": ("scenarios", "records", "starts", "expectations", "as_scenario"),
    "sim.testing.invalid_files": ("faulty_scenarios",),
    "sim.testing.generator": ("at_random", "MoveGenerator", "generate_history"),
    "sim.testing.adapter": ("Adapter", "standing"),
    "sim.testing.machine": ("NegotiationMachine", "DisagreementError", "run"),
    "sim.testing.aims": ("NearMiss", "Wait"),
    "sim.testing.coverage": ("recorded", "Seen", "record_move"),
    "sim.testing.http": ("Service", "Request", "RefusedError", "ServiceError"),
    "sim.testing.judging": (
        "Judgement",
        "Contradiction",
        "Log",
        "Operation",
        "Read",
        "read_log",
        "InvalidLogError",
    ),
    "sim.testing.laws": ("check", "Law", "LawBrokenError", "Rules", "OURS", "reading_never_crashes"),
}
"""What is public, by module; the rest of the kit may change without notice."""


def page() -> str:
    """The reference of the testing kit."""
    left_out = set(strategies.__all__).difference(*HOMES.values())
    if left_out:
        raise ValueError(f"docs/pages/testing.py lists no module for {', '.join(sorted(left_out))}")
    sections = {home.rpartition(".")[2]: _module(import_module(home), names) for home, names in HOMES.items()}
    return filled(
        "testing.md",
        index=table(("module", "what it offers"), ((code(home), _links(names)) for home, names in HOMES.items())),
        law_table=table(("", "law", "what it states", "from outside"), _laws()),
        profiles=table(("profile", "examples", "the same every time"), _profiles()),
        plugin=table(("what", "is"), _PLUGIN),
        **sections,
    )


def _laws() -> list[tuple[str, str, str, str]]:
    return [
        (str(law.number), code(law.__name__), law.sentence, _YES_NO[law in laws.LAWS_FROM_OUTSIDE]) for law in laws.LAWS
    ]


_YES_NO: Final = {True: "yes", False: "–"}


def _profiles() -> list[tuple[str, str, str]]:
    own = {"": profiles.DEFAULT, "-fast": profiles.FAST, "-ci": profiles.CI, "-nightly": profiles.NIGHTLY}
    return [
        (code(f"negsim{name}"), f"{each.max_examples:,}", "yes" if each.derandomize else "no")
        for name, each in own.items()
    ]


_PLUGIN: Final = (
    (
        f"{code(plugin.OPTION)} in the ini file",
        "glob patterns of scenario files, relative to the ini file; `**` stands for any number of folders",
    ),
    (code(plugin.NAMED_SO), "scenario files that are collected in any case"),
    ("`FILE::loads`", "the test that the file can be read and has no fault"),
    ("`FILE::DAY:SECTION/ID`", "the test of an expectation: `2013-03-20:measures/close-ports`"),
    ("`FILE::DAY:SECTION/ID/PARTY`", "that of a party's part in a commitment: `2013-03-20:commitments/pact/bohus`"),
    ("`FILE::DAY:agreed`, `FILE::DAY:next-talks`", "those of the other keys"),
    ("`DAY`", "the best day of `as of`, or `end`; then `:certain` or `:possible` where that is the reading"),
    ("`:2` at the end", "the second expectation that asks the same"),
    (
        f"{code(plugin.COVERAGE)} on the command line",
        "how much of the law was tried; with `-v` all of it, by name",
    ),
    ("the marker `negsim`", "every test of a scenario file: `pytest -m negsim`"),
    (f"the section {code(plugin.SECTION)}", "the history on which a property fails, as a scenario file"),
    (f"the section {code(plugin.REQUESTS_SECTION)}", "what a service was sent in that history, as curl commands"),
)


def _module(module: ModuleType, names: tuple[str, ...]) -> str:
    parts = [f"## {code(module.__name__)}", _prose(module.__doc__ or "")]
    parts += [_entry(name, getattr(module, name), module) for name in names]
    return "\n\n".join(parts)


def _entry(name: str, thing: Any, module: ModuleType) -> str:
    home = import_module(_PASSED_ON.get(name, module.__name__))
    function = _written_in(ast.parse(inspect.getsource(home)).body, name)
    if isinstance(thing, type):
        parts = [f"### {name}", *_class(thing)]
    elif function is not None:
        parts = [f"### {name}", _call(name, function), _prose(inspect.getdoc(thing) or "")]
    else:
        parts = [entry(name, None, home)]
    return "\n\n".join(part for part in parts if part)


_PASSED_ON: Final = {
    "MoveGenerator": "sim.testing.turns",
    "find": "sim.testing.search",
    "NegotiationSuite": "sim.testing.suite",
    "RefusedError": "sim.testing.exchange",
    "ServiceError": "sim.testing.exchange",
    "OURS": "sim.testing.laws.rules",
    "reading_never_crashes": "sim.testing.laws.records",
    "judge": "sim.testing.judging.checker",
    "read_log": "sim.testing.judging.log_file",
}
"""Where that is defined which a package passes on."""


def _class(thing: type) -> list[str]:
    """How it is made, what it says of itself, and its members; a protocol is not made."""
    body = _body(thing)
    members = [_member_of(each) for each in body if isinstance(each, ast.FunctionDef) and each.name[0] != "_"]
    listed = table(("member", "what it gives"), members) if members else ""
    return [_made_by(thing, body), _prose(inspect.getdoc(thing) or ""), listed]


def _made_by(thing: type, body: list[ast.stmt]) -> str:
    made = _written_in(body, "__init__")
    if made is not None:
        return _call(thing.__name__, made).replace(" -> None\n", "\n")
    return _signature(thing.__name__, _with_names_for_functions(thing)) if has(thing) else ""


def _member_of(member: ast.FunctionDef) -> tuple[str, str]:
    call, said = _member(member)
    return (call if member.args.vararg is None else code(f".{member.name}(*{member.args.vararg.arg})")), said


# SIGNATURES, AS THEY ARE WRITTEN: HYPOTHESIS WRAPS FUNCTIONS, AND OUR DEFAULTS ARE WHOLE STATES


@frozen(repr=False)
class _Written:
    """A default as the source writes it."""

    text: str

    def __repr__(self) -> str:
        return self.text


def _written_in(body: list[ast.stmt], name: str) -> ast.FunctionDef | None:
    return next((each for each in body if isinstance(each, ast.FunctionDef) and each.name == name), None)


def _call(name: str, function: ast.FunctionDef) -> str:
    """The signature of a function as its source has it."""
    is_composite = any("composite" in ast.unparse(mark) for mark in function.decorator_list)
    answer = ast.unparse(function.returns) if function.returns else ""

    def shown() -> None: ...

    parameters = [each for each in _parameters(function.args) if each.name not in ("self", "draw")]
    answer = f"SearchStrategy[{answer}]" if is_composite else answer
    shown.__signature__ = inspect.Signature(parameters, return_annotation=answer)  # type: ignore[attr-defined]
    text = _signature(name, shown)
    rest = function.args.vararg
    return text if rest is None else text.replace("*, ", "", 1).replace(f"{rest.arg}: ", f"*{rest.arg}: ", 1)


def _parameters(given: ast.arguments) -> Iterator[inspect.Parameter]:
    plain = [None] * (len(given.args) - len(given.defaults)) + given.defaults
    for argument, default in zip(given.args, plain, strict=True):
        yield _parameter(argument, default, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    if given.vararg is not None:
        yield _parameter(given.vararg, None, inspect.Parameter.VAR_POSITIONAL)
    for argument, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        yield _parameter(argument, default, inspect.Parameter.KEYWORD_ONLY)


def _parameter(argument: ast.arg, default: ast.expr | None, kind: Any) -> inspect.Parameter:
    annotation = ast.unparse(argument.annotation) if argument.annotation else ""
    written = inspect.Parameter.empty if default is None else _Written(ast.unparse(default).replace("'", '"'))
    return inspect.Parameter(argument.arg, kind, default=written, annotation=annotation)


def _with_names_for_functions(thing: type) -> type:
    """The class with a signature in which defaults that are functions are told by their names."""
    signature = inspect.signature(thing)
    named = [
        each.replace(default=_Written(each.default.__qualname__)) if inspect.isroutine(each.default) else each
        for each in signature.parameters.values()
    ]
    return type(thing.__name__, (), {"__signature__": signature.replace(parameters=named)})
