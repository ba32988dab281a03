"""The picture as PNG or PDF, by the converter of the extra `plot`: a typesetter that draws SVG, in one wheel.

Text stays text in a PDF.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, Literal

from sim.model.errors import MissingDependencyError
from sim.report.svg.canvas import fit, plain
from sim.report.svg.symbols import STYLE
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
    """The picture as a PNG, sharp enough for print, or as a PDF of one page. Raises: MissingDependencyError."""
    typst = _library(form)
    page = _PAGE.format(width=picture.width, height=picture.height)
    longest = max(picture.width, picture.height) / _POINTS_AN_INCH
    sharpness = min(_SHARP, _MOST_PIXELS / longest)
    inputs = {"picture": picture.svg, "title": fit(picture.title)}
    made: bytes = typst.compile(page.encode(), format=form, ppi=sharpness, sys_inputs=inputs)
    return made


def see_to_converter(ending: str) -> None:
    """See to it that there is what a file with this ending takes, before there is work in it.

    Raises: MissingDependencyError.
    """
    if ending != ".svg":
        _library(ending.removeprefix("."))


def _library(form: str) -> Any:
    try:
        import typst  # noqa: PLC0415 - an optional library, and a heavy one
    except ImportError:
        raise MissingDependencyError(
            f"a {form.upper()}", "typst", "plot", "write an .svg, which needs nothing further"
        ) from None
    return typst


_NO_SIGN: Final = "\ufdd0"
"""What never is a sign, so that no font has it: what is drawn in its place stands for all that a font lacks."""

_PROBE: Final = f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">\
<style>{STYLE}</style><text x="14" y="26">%s</text></svg>
"""
_PROBES: Final = """\
#set page(width: 40pt, height: 40pt, margin: 0pt)
#for number in range(int(sys.inputs.number)) [#image(bytes(sys.inputs.at(str(number))), format: "svg", width: 100%)]
"""


def missing_signs(picture: Picture) -> tuple[str, ...]:
    """The signs of a picture that no font has which the converter finds; needs the extra `plot`."""
    import typst  # noqa: PLC0415 - an optional library, and a heavy one

    signs = sorted({sign for label in picture.sheet.labels for sign in fit(label.text) if not sign.isascii()})
    probes = {str(number): _PROBE % plain(sign) for number, sign in enumerate((_NO_SIGN, *signs))}
    inputs = {**probes, "number": str(len(probes))}
    made = typst.compile(_PROBES.encode(), format="png", ppi=_POINTS_AN_INCH, sys_inputs=inputs)
    nothing, *drawn = made if isinstance(made, list) else [made]
    return tuple(sign for sign, image in zip(signs, drawn, strict=True) if image == nothing)


FORMS: Final[dict[str, Callable[[Picture], bytes]]] = {
    ".svg": as_svg,
    ".png": partial(_converted, form="png"),
    ".pdf": partial(_converted, form="pdf"),
}
"""What writes a picture, by the ending of the file."""
