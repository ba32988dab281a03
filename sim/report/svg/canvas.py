"""The sheet that the picture is drawn on: shapes and texts as SVG, and the box of every text."""

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from attrs import define, field, frozen

from sim.model.escaping import visible_in_xml
from sim.report.svg.text_width import width

_UNFIT: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""


def fit(text: str) -> str:
    """The text with a sign for whatever no page or picture can hold."""
    return _UNFIT.sub("\ufffd", text)


def plain(text: str) -> str:
    """The text as it can stand in XML, be it content or the value of an attribute."""
    return visible_in_xml(escape(fit(text)))


def number(value: float) -> str:
    """A length, as short as it can be written to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def stairs(left: float, at: Iterable[tuple[float, float]], right: float) -> str:
    """A line in steps from the left to the right: from each place on it is as high as the place is."""
    places = [(number(x), number(y)) for x, y in at]
    return f"M{number(left)} {places[0][1]}{''.join(f'H{x}V{y}' for x, y in places)}H{number(right)}"


@frozen
class Label:
    """A text on the sheet, and the box that it does not leave."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Label") -> bool:
        """Whether two boxes have more than an edge in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@define
class Sheet:
    """The elements drawn so far, in order, with the labels among them, and the verbs whose markers they have.

    It stands `alone`, and then tells titles on hover; or it is part of a page, which tells them itself. Lines of one
    kind that follow each other become one element.
    """

    alone: bool = True
    labels: list[Label] = field(factory=list)
    verbs: set[str] = field(factory=set)
    _elements: list[str] = field(factory=list)
    _lines: dict[str, list[str]] = field(factory=dict)
    _markers: dict[str, list[str]] = field(factory=dict)

    @property
    def elements(self) -> tuple[str, ...]:
        """What has been drawn, as SVG."""
        self._finish()
        return tuple(self._elements)

    def line(self, d: str, kind: str) -> None:
        """A line, or several."""
        self._lines.setdefault(kind, []).append(d)

    def rect(self, left: float, top: float, right: float, bottom: float, kind: str, title: str = "") -> None:
        """A rectangle."""
        across, down = max(right - left, 0), number(bottom - top)
        if title and self.alone:
            place = f'x="{number(left)}" y="{number(top)}" width="{number(across)}" height="{down}"'
            self._add(f'<rect class="{kind}" {place}><title>{plain(title)}</title></rect>')
        else:
            self.line(f"M{number(left)} {number(top)}h{number(across)}v{down}h{number(-across)}z", kind)

    def marker(self, verb: str, x: float, y: float, kind: str, title: str = "", move: int | None = None) -> None:
        """The marker of a verb with its middle at a place; `move` is the number of the move that it stands for."""
        self.verbs.add(verb)
        use = f'use href="#m-{verb}" x="{number(x)}" y="{number(y)}"'
        if move is None or not self.alone:
            self._markers.setdefault(kind, []).append(f"<{use}/>")
        else:
            self._add(f'<{use} class="{kind}" data-move="{move}"><title>{plain(title)}</title></use>')

    def text(self, x: float, baseline: float, words: str, kind: str = "", size: float = 11.0) -> None:
        """A text that begins at x; with `end` among its kinds it ends there, with `middle` that is its middle."""
        room = width(words, size)
        left = x - room * (1.0 if "end" in kind.split() else 0.5 if "middle" in kind.split() else 0.0)
        self.labels.append(Label(words, left, baseline - 0.8 * size, left + room, baseline + 0.22 * size))
        self._add(f'<text class="{kind}" x="{number(x)}" y="{number(baseline)}">{plain(words)}</text>')

    def _add(self, element: str) -> None:
        self._finish()
        self._elements.append(element)

    def _finish(self) -> None:
        """Draw the lines, and upon them the markers, that have come together."""
        self._elements += [f'<path class="{kind}" d="{"".join(lines)}"/>' for kind, lines in self._lines.items()]
        self._elements += [f'<g class="{kind}">{"".join(uses)}</g>' for kind, uses in self._markers.items()]
        self._lines, self._markers = {}, {}
