"""Values as Python prints them, read without running anything: offers and answers in the traces of NegMAS."""

import ast
import re
import warnings
from typing import Any, Final

MOST_CHARACTERS: Final = 100_000
"""The longest text that is read."""

_MOST_BITS: Final = 4096
"""The size of the largest whole number; one that is much larger has no text."""
_ENUM: Final = re.compile(r"<(\w+\.\w+): -?\d+>")
"""A member of an enumeration, which Python prints in a form that it does not read."""
_WORDS: Final = {"null": None, "true": True, "false": False, "nan": float("nan"), "inf": float("inf")}


def python_value(text: str) -> Any:
    """The value that a text shows: numbers, texts, None, and tuples, lists and mappings of these; tuples as lists.

    A member of an enumeration is the text of its name, and a number or text of numpy is a plain one.

    Raises: ValueError for any other text.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"it has more than {MOST_CHARACTERS:,} characters")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escapes that Python does not know
        try:
            return _value(ast.parse(_ENUM.sub(r"'\1'", text).strip(), mode="eval").body)
        except (SyntaxError, RecursionError, MemoryError, ValueError):
            raise ValueError("it is no value as Python prints one") from None


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=int() as value) if value.bit_length() > _MOST_BITS:
            raise ValueError
        case ast.Constant(value=bool() | int() | float() | str() | None as value):
            return value
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return [_value(part) for part in parts]
        case ast.Dict(keys=keys, values=values):
            return {_key(key): _value(value) for key, value in zip(keys, values, strict=True)}
        case ast.UnaryOp(op=ast.USub(), operand=operand) if isinstance(number := _value(operand), int | float):
            return -number
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np" | "numpy")), args=[part], keywords=[]):
            return _value(part)
        case ast.Name(id=word) if word in _WORDS:
            return _WORDS[word]
    raise ValueError


def _key(node: ast.expr | None) -> str:
    if node is None:
        raise ValueError
    return str(_value(node))
