"""The picture as PNG or PDF, by the converter of the extra `plot`: a typesetter that draws SVG, in one wheel.

Text stays text in a PDF.
"""

from collections.abc import Callable
from functools import partial
from typing import Final, Literal

from sim.errors import MissingExtra
from sim.report.timeline.picture import Picture

_SHARP: Final = 144.0
_MOST_PIXELS: Final = 16_000
_POINTS_AN_INCH: Final = 72.0

_PAGE: Final = """\
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%, alt: sys.inputs.title)
"""


def as_svg(picture: Picture) -> bytes:
    """The picture as an SVG file."""
    return picture.svg.encode()


def _converted(picture: Picture, form: Literal["png", "pdf"]) -> bytes:
    """The picture as a PNG, sharp enough for print, or as a PDF of one page. Raises: MissingExtra."""
    try:
        import typst  # noqa: PLC0415 - an optional library, and a heavy one
    except ImportError:
        raise MissingExtra(f"a {form.upper()}", "typst", "plot", "write an .svg, which needs nothing further") from None
    page = _PAGE.format(width=picture.width, height=picture.height)
    longest = max(picture.width, picture.height) / _POINTS_AN_INCH
    sharpness = min(_SHARP, _MOST_PIXELS / longest)
    inputs = {"picture": picture.svg, "title": picture.title}
    return typst.compile(page.encode(), format=form, ppi=sharpness, sys_inputs=inputs)


FORMS: Final[dict[str, Callable[[Picture], bytes]]] = {
    ".svg": as_svg,
    ".png": partial(_converted, form="png"),
    ".pdf": partial(_converted, form="pdf"),
}
"""What writes a picture, by the ending of the file."""
