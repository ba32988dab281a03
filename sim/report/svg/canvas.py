"""The SVG canvas: shapes, texts with their bounding boxes, and the finished picture."""

import re
from collections.abc import Callable, Iterable
from html import escape
from typing import Final

from attrs import define, field, frozen

from sim.model.escaping import replaced, visible_in_xml
from sim.report.svg.symbols import PATTERNS, STYLE, marker_outline
from sim.report.svg.text_width import width

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_INVALID_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def replace_invalid(text: str) -> str:
    """The text with a replacement character for each one that XML cannot hold."""
    return _INVALID_IN_XML.sub("\ufffd", text)


def drawable(text: str) -> str:
    """The text as XML in which no sign turns the writing or the order of the words around it."""
    return escaped(replaced(text))


def escaped(text: str) -> str:
    """The text as XML content or as the value of an attribute."""
    return visible_in_xml(escape(replace_invalid(text)))


def number(value: float) -> str:
    """A number rounded to a tenth, as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0")


def step_path(left: float, points: Iterable[tuple[float, float]], right: float) -> str:
    """The path of a step line: at each point it changes to the height of that point."""
    steps = [(number(x), number(y)) for x, y in points]
    return f"M{number(left)} {steps[0][1]}{''.join(f'H{x}V{y}' for x, y in steps)}H{number(right)}"


@frozen
class Label:
    """A text on the canvas, with its bounding box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Label") -> bool:
        """Whether two boxes have more than an edge in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@define
class Canvas:
    """The elements drawn so far, in order, their labels, and the verbs whose markers they use.

    A `standalone` canvas has tooltips as SVG titles; one that is part of a page leaves them to the page. Consecutive
    lines of one kind become one element.
    """

    standalone: bool = True
    labels: list[Label] = field(factory=list)
    verbs: set[str] = field(factory=set)
    _elements: list[str] = field(factory=list)
    _lines: dict[str, list[str]] = field(factory=dict)
    _markers: dict[str, list[str]] = field(factory=dict)

    @property
    def elements(self) -> tuple[str, ...]:
        """The elements as SVG."""
        self._flush()
        return tuple(self._elements)

    def line(self, path: str, kind: str) -> None:
        """Draw a line, or several."""
        self._lines.setdefault(kind, []).append(path)

    def rect(self, left: float, top: float, right: float, bottom: float, kind: str, tooltip: str = "") -> None:
        """Draw a rectangle."""
        across, down = max(right - left, 0), number(bottom - top)
        if tooltip and self.standalone:
            box = f'x="{number(left)}" y="{number(top)}" width="{number(across)}" height="{down}"'
            self._add(f'<rect class="{kind}" {box}><title>{drawable(tooltip)}</title></rect>')
        else:
            self.line(f"M{number(left)} {number(top)}h{number(across)}v{down}h{number(-across)}z", kind)

    def circle(self, x: float, y: float, radius: float, kind: str, tooltip: str = "") -> None:
        """Draw a circle around a point."""
        about = f"<title>{drawable(tooltip)}</title>" if tooltip else ""
        self._add(f'<circle class="{kind}" cx="{number(x)}" cy="{number(y)}" r="{number(radius)}">{about}</circle>')

    def marker(self, verb: str, x: float, y: float, kind: str, tooltip: str = "", move: int | None = None) -> None:
        """Draw the marker of a verb, centred on a point; `move` is the number of the move that it stands for."""
        self.verbs.add(verb)
        use = f'use href="#m-{verb}" x="{number(x)}" y="{number(y)}"'
        if move is None or not self.standalone:
            self._markers.setdefault(kind, []).append(f"<{use}/>")
        else:
            self._add(f'<{use} class="{kind}" data-move="{move}"><title>{drawable(tooltip)}</title></use>')

    def text(self, x: float, baseline: float, text: str, kind: str = "", size: float = 11.0) -> None:
        """Draw a text that begins at x, ends there if `end` is among its kinds, or has its middle there (`middle`)."""
        text = replaced(text)
        across = width(text, size)
        left = x - across * (1.0 if "end" in kind.split() else 0.5 if "middle" in kind.split() else 0.0)
        self.labels.append(Label(text, left, baseline - 0.8 * size, left + across, baseline + 0.22 * size))
        self._add(f'<text class="{kind}" x="{number(x)}" y="{number(baseline)}">{escaped(text)}</text>')

    def _add(self, element: str) -> None:
        self._flush()
        self._elements.append(element)

    def _flush(self) -> None:
        """Draw the lines that have been collected, and the markers on top of them."""
        self._elements += [f'<path class="{kind}" d="{"".join(lines)}"/>' for kind, lines in self._lines.items()]
        self._elements += [f'<g class="{kind}">{"".join(uses)}</g>' for kind, uses in self._markers.items()]
        self._lines, self._markers = {}, {}


@frozen
class Picture:
    """A picture: its title, its SVG, the canvas it was drawn on, and its size.

    `begins_at` and `ends_at` are the x of the beginning and the end of time, `moves_at` that of each move. `lanes` are
    the titles of all lanes, each with its top, and `lanes_end` is the bottom of the last one; a page draws them itself.
    `bands` are those of subjects: the left, the right and the middle of each, its subject, the party it is for, and the
    title. Where moves have no room to be drawn, `counted_by` is the period by which they are counted, and `detailed_at`
    the width at which they have.
    """

    title: str
    svg: str
    canvas: Canvas
    width: float
    height: float
    begins_at: float
    moves_at: tuple[float, ...]
    lanes: tuple[tuple[float, str], ...]
    lanes_end: float
    ends_at: float = 0.0
    bands: tuple[tuple[float, float, float, tuple[str, str, str]], ...] = ()
    counted_by: str = ""
    detailed_at: float = 0.0

    @property  # a method would be called on the class as well
    def _repr_svg_(self) -> Callable[[], str]:
        return lambda: self.svg


def size_attributes(across: float, down: float, top: float = 0.0) -> str:
    """The SVG attributes for a size, and for the y from which the canvas is shown."""
    wide, high = number(across), number(down)
    return f'width="{wide}" height="{high}" viewBox="0 {number(top)} {wide} {high}"'


def svg_file(title: str, description: str, canvas: Canvas, size: str, style: str = "") -> str:
    """The SVG file of a canvas, with its *description* as text and with further *style*."""
    return "\n".join(
        (
            f'<svg xmlns="{_NAMESPACE}" {size} role="img" aria-labelledby="title description">',
            f'<title id="title">{drawable(title)}</title>',
            f'<desc id="description">{drawable(description)}</desc>',
            f"<style>{STYLE}{style}</style>",
            f"<defs>{definitions(canvas.verbs)}</defs>",
            '<rect class="ground" width="100%" height="100%"/>',
            *canvas.elements,
            "</svg>\n",
        )
    )


def svg_fragment(description: str, canvas: Canvas, size: str) -> str:
    """The SVG of a canvas within a page, which has the title, the style and the definitions."""
    return f'<svg {size} role="img" aria-label="{drawable(description)}">{"".join(canvas.elements)}</svg>'


def definitions(verbs: Iterable[str]) -> str:
    """The SVG definitions of the markers of some verbs, and of all patterns."""
    markers = "".join(f'<path id="m-{verb}" d="{marker_outline(verb)}"/>' for verb in sorted(verbs))
    patterns = "".join(
        f'<pattern id="{shade}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="{rotation}">'
        f'<path class="hatch" d="{lines}"/></pattern>'
        for shade, (rotation, lines) in PATTERNS.items()
    )
    return markers + patterns
