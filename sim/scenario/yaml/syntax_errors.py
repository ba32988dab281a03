"""Errors of YAML's syntax, said in plain words with the way out."""

import re
from typing import Final

import yaml
from attrs import frozen

from sim.scenario.yaml.nodes import Faults

TAB_INDENT: Final = re.compile(r"^ *\t[ \t]*", re.MULTILINE)
"""Blanks at the beginning of a line with a tab among them."""
REST: Final = "; what follows was not read and may have faults of its own"
"""The end of a complaint after which nothing more was read."""

_COLON: Final = "mapping values are not allowed"
_PLAIN_WORDS: Final = {
    _COLON: "a colon followed by a space cannot stand in an unquoted text; quote the text, or write it as a | block",
    "could not find expected ':'": "this line is neither `key: value` nor part of a list; "
    "if it belongs to the text above, quote that text or write it as a | block",
    "did not find expected key": "the text before this point ends too early or is indented differently; "
    "if it has quotes or brackets in it, quote the whole text or write it as a | block",
    "did not find expected '-' indicator": "this line is not indented like the list it stands in; align it",
    "block sequence entries are not allowed": "a list cannot begin here; put each `- ` on a line of its own; "
    "if the sign belongs to a text, quote the text",
    "block mapping is not allowed": "`key: value` cannot begin here; put it on a line of its own",
    "found unexpected end of stream": "the quote that opens here is never closed; close it",
    "found character that cannot start": "an unquoted text cannot begin with this character; quote the text",
    "found a tab character": "a tab in the indentation; indent with spaces",
    "did not find expected ',' or": "the list or mapping that opened before is not closed; "
    "close the bracket, or quote the text if the bracket belongs to it",
    "found unknown escape character": "there is no such escape in a double-quoted text; double the backslash, "
    "or use single quotes",
    "did not find expected alphabetic or numeric": "an unquoted text cannot begin with * or &; quote the text",
    "did not find expected comment or line break": "a > or | begins a text on the lines below it; "
    "if the sign belongs to the text, quote the text",
    "found invalid Unicode character escape": "this escape in a double-quoted text stands for no character; "
    "write the character itself",
    "did not find expected <document start>": "the document has ended here; "
    "if this belongs to a text, quote the text or write it as a | block",
}

_UNCLOSED: Final = "did not find expected ',' or"
_SIGNS: Final = {
    ":": "a colon followed by a space or a sign",
    "?": "a question mark",
    "{": "a brace",
    "[": "a bracket",
}
"""The signs that end an unquoted text within braces, in words."""
_HAS_TEXT: Final = re.compile(r"(?:[{\[,]|:\s)\s*[^\s{}\[\],][^{}\[\],]*$")
"""A line up to a place within a text that began in it."""

_UNKNOWN: Final = "YAML cannot read on from here; if this belongs to a text, quote the text or write it as a | block"


_SIGN: Final = r"\s\"'\[\]{}#&*!|>%@`,?\-"
_KEY: Final = re.compile(rf" *(?:- +)*[^{_SIGN}:][^:#\t]*: +(?=[^{_SIGN}])")
"""A key in block style with an unquoted text behind it, from the beginning of the line to that text."""


@frozen
class Quoted:
    """A text of a file in which one value has been put in quotes, and where that value stands and breaks the syntax."""

    text: str
    line: int
    begin: int
    column: int

    @property
    def place(self) -> tuple[int, int]:
        """The line and the column of the value."""
        return self.line, self.begin

    def goes_on_at(self, error: "yaml.MarkedYAMLError") -> bool:
        """Whether a later error comes from the next line, so that the value may go on there."""
        return error.problem_mark is not None and error.problem_mark.line == self.line

    def note(self, faults: Faults, error: "yaml.MarkedYAMLError | None") -> None:
        """Note that the value has a colon in it, and if an error follows from it that no more was read."""
        rest = REST if error is not None and self.goes_on_at(error) else ""
        faults.add_at(self.line, self.column, "", _PLAIN_WORDS[_COLON] + rest)


def quotable(error: "yaml.MarkedYAMLError", text: str) -> Quoted | None:
    """The text with the value in quotes whose colon is the error; None if that is no other error, or elsewhere."""
    mark = error.problem_mark
    if mark is None or _COLON not in (error.problem or ""):
        return None
    lines = text.split("\n")
    line = lines[mark.line]
    key, comment = _KEY.match(line), line.find(" #")
    end = len(line) if comment < 0 else comment
    if key is None or not key.end() < mark.column < end:
        return None
    value = line[key.end() : end].rstrip(" ").replace("'", "''")
    lines[mark.line] = f"{key[0]}'{value}'{line[end:]}"
    return Quoted("\n".join(lines), mark.line + 1, key.end() + 1, mark.column + 1)


def add_syntax_fault(error: "yaml.MarkedYAMLError", text: str, faults: Faults) -> None:
    """Note where the syntax of the text breaks, and how to mend it."""
    problem = error.problem or error.context or "it is not YAML"
    mark = error.problem_mark or error.context_mark
    if "end of stream" in problem and error.context_mark is not None:
        mark = error.context_mark
    if "could not find expected ':'" in problem and error.context_mark is not None:
        mark = error.context_mark
    line, column = (1, 1) if mark is None else (mark.line + 1, mark.column + 1)
    reason = next((plain for part, plain in _PLAIN_WORDS.items() if part in problem), _UNKNOWN)
    reason = _of_a_sign(problem, text, line, column) or reason
    if TAB_INDENT.match("".join(text.split("\n")[line - 1 : line])):
        reason = "a tab in the indentation; indent with spaces"
    faults.add_at(line, column, "", reason + REST)


def _of_a_sign(problem: str, text: str, line: int, column: int) -> str:
    """The complaint about a sign in an unquoted text within braces or brackets; empty if there is none."""
    whole = "".join(text.split("\n")[line - 1 : line])
    before, sign = whole[: column - 1], whole[column - 1 : column]
    if "did not find expected node content" in problem and sign in ("?", "-"):
        return f"an unquoted text within braces cannot begin with a {sign}; quote the text"
    is_in_text = "found unexpected ':'" in problem or (_UNCLOSED in problem and _HAS_TEXT.search(before) is not None)
    if is_in_text and sign in _SIGNS:
        return f"{_SIGNS[sign]} cannot stand in an unquoted text within braces; quote the text"
    return ""
