"""The page on the Python interface: what each public module offers, with signatures and docstrings."""

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from attrs import NOTHING, has

from pages import code, filled, table, wrapped
from sim.lazy import STUBS, offered
from sim.model.move import Move

MODULES: Final = tuple(module for module in STUBS if module != "sim.testing")
"""The modules of the page; the testing kit has a page of its own."""

_WIDTH: Final = 100
_EXAMPLE: Final = re.compile(r"^>>>", re.MULTILINE)


def page() -> str:
    """The reference of the Python interface."""
    sections = [_section(import_module(module)) for module in MODULES]
    index = table(("module", "what it offers"), ((code(module), _links(_names(module))) for module in MODULES))
    return filled("python-api.md", index=index, modules="\n".join(sections))


def _names(module: str) -> list[str]:
    return sorted(name for name in offered(module) if name != "__version__")


def _links(names: Iterable[str]) -> str:
    """Links to the entries of these names; of two headings alike but for capitals the second has a number."""
    seen, links = set[str](), []
    for name in names:
        anchor = name.lower()
        links.append(f"[{code(name)}](#{anchor}{'-1' if anchor in seen else ''})")
        seen.add(anchor)
    return ", ".join(links)


def _section(module: ModuleType) -> str:
    homes = offered(module.__name__)
    parts = [f"## {code(module.__name__)}", _prose(module.__doc__ or "")]
    parts += [_entry(name, getattr(module, name), import_module(homes[name])) for name in _names(module.__name__)]
    return "\n\n".join(parts) + "\n"


def _entry(name: str, thing: Any, module: ModuleType) -> str:
    parts = [f"### {name}"]
    if isinstance(thing, type):
        parts += _class(thing)
    elif callable(thing):
        parts += [_signature(name, thing), _prose(inspect.getdoc(thing) or "")]
    else:
        parts += [_constant(name, module)]
    return "\n\n".join(part for part in parts if part)


def _class(thing: type) -> list[str]:
    said = _prose(inspect.getdoc(thing) or "")
    if issubclass(thing, Move) and thing is not Move:
        return [wrapped(f"{said} Its fields: [{thing.verb}](moves.md#{thing.verb}).")]
    members = [_member(each) for each in _body(thing) if isinstance(each, ast.FunctionDef) and each.name[0] != "_"]
    return [_made_by(thing), said, table(("member", "what it gives"), members) if members else ""]


def _body(thing: type) -> list[ast.stmt]:
    """What stands in a class; the source knows properties that attrs hides."""
    (written,) = ast.parse(inspect.getsource(thing)).body
    assert isinstance(written, ast.ClassDef)
    return written.body


def _made_by(thing: type) -> str:
    return _signature(thing.__name__, thing) if has(thing) or "__init__" in vars(thing) else ""


def _member(member: ast.FunctionDef) -> tuple[str, str]:
    said = (ast.get_docstring(member) or "").split("\n\n")[0]
    if any(isinstance(mark, ast.Name) and mark.id.endswith("property") for mark in member.decorator_list):
        return code(f".{member.name}"), said
    names = [argument.arg for argument in (*member.args.args[1:], *member.args.kwonlyargs)]
    return code(f".{member.name}({', '.join(names)})"), said


def _signature(name: str, thing: Callable[..., Any]) -> str:
    signature = inspect.signature(thing)
    parts = []
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        parts.append(_parameter(parameter))
    answer = "" if isinstance(thing, type) else f" -> {_type(signature.return_annotation)}"
    line = f"{name}({', '.join(parts)}){answer}"
    if len(line) > _WIDTH:
        line = f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + f"){answer}"
    return f"```python\n{line}\n```"


def _parameter(parameter: inspect.Parameter) -> str:
    given = f"{parameter.name}: {_type(parameter.annotation)}"
    if parameter.default is inspect.Parameter.empty:
        return given
    return f"{given} = {'…' if parameter.default is NOTHING else repr(parameter.default)}"


def _type(annotation: Any) -> str:
    """An annotation without the modules that its names are from."""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    return re.sub(r"\b(?:[a-z_]\w*\.)+(?=\w)", "", text).replace("'", "")


def _constant(name: str, module: ModuleType) -> str:
    """A constant as the source writes it, with the docstring below it."""
    source = inspect.getsource(module)
    body = ast.parse(source).body
    for statement, after in zip(body, [*body[1:], None], strict=True):
        if _assigns(statement, name):
            return (
                f"```python\n{ast.get_source_segment(source, statement)}\n```\n\n{_prose(_docstring(after))}".rstrip()
            )
    for statement in body:
        if isinstance(statement, ast.ImportFrom) and any(alias.name == name for alias in statement.names):
            return _constant(name, importlib.import_module(str(statement.module)))
    raise ValueError(f"{module.__name__} does not assign {name}")


def _assigns(statement: ast.stmt, name: str) -> bool:
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return any(isinstance(target, ast.Name) and target.id == name for target in targets)


def _docstring(statement: ast.stmt | None) -> str:
    """The text that the statement consists of; empty if it is another one."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return str(statement.value.value)
    return ""


def _prose(docstring: str) -> str:
    """A docstring as Markdown: examples and drawings as code, the rest as it is."""
    return "\n\n".join(_paragraph(paragraph) for paragraph in inspect.cleandoc(docstring).split("\n\n"))


def _paragraph(text: str) -> str:
    if _EXAMPLE.match(text):
        return f"```python\n{text}\n```"
    if text.startswith("    "):
        return f"```text\n{inspect.cleandoc(text)}\n```"
    return re.sub(r"(?<!\*)\*(\w+)\*(?!\*)", r"`\1`", text)
