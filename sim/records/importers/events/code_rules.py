"""Tables of codes: from a code to its label and its meaning."""

from collections.abc import Iterator
from typing import Final

from attrs import field, frozen

from sim.records.importers.events.coded_events import Meaning

CodeRows = tuple[tuple[str, str, Meaning], ...]
"""Codes, each with its label and its meaning."""


@frozen
class CodeTable:
    """A table of hierarchical codes, and the source of its labels."""

    source: str
    rows: CodeRows
    by_code: dict[str, tuple[str, Meaning]] = field(init=False)

    @by_code.default
    def _by_code(self) -> dict[str, tuple[str, Meaning]]:
        return {code: (label, meaning) for code, label, meaning in self.rows}

    def rule(self, code: str) -> tuple[str, Meaning] | None:
        """The label and the meaning of a code, or of the nearest one above it; None for what is no code."""
        return next((self.by_code[part] for part in _with_those_above(code) if part in self.by_code), None)


def _with_those_above(code: str) -> Iterator[str]:
    yield from (code[:length] for length in range(len(code), _ROOT - 1, -1))


_ROOT: Final = 2
"""The digits of a root."""
