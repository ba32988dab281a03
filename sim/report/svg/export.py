"""A picture as SVG, PNG or PDF; the last two by Typst, a typesetter that draws SVG, from the extra `plot`.

Text stays text in a PDF.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, Literal

from sim.model.errors import InvalidFieldError, MissingDependencyError
from sim.report.svg.canvas import Picture, escaped, replace_invalid
from sim.report.svg.symbols import STYLE

SHARP: Final = 2.0
"""The pixels of a PNG for each unit of a picture, so that it is sharp enough for print."""
MAX_PIXELS: Final = 16_000
"""The most pixels of a side of a PNG."""

_POINTS_PER_INCH: Final = 72.0

_PAGE: Final = """\
#set page(width: {width}pt, height: {height}pt, margin: 0pt)
#image(bytes(sys.inputs.picture), format: "svg", width: 100%, alt: sys.inputs.title)
"""


def _svg(picture: Picture) -> bytes:
    """The SVG file of a picture."""
    return picture.svg.encode()


def _converted(picture: Picture, form: Literal["png", "pdf"]) -> bytes:
    """A picture as a PNG, sharp enough for print, or as a PDF of one page.

    Raises: MissingDependencyError; InvalidFieldError if it would be less than a pixel for each unit.
    """
    typst = _typst(form)
    if form == "png" and sharpness(picture) < 1:
        raise InvalidFieldError(
            f"the picture is {picture.width:,.0f} × {picture.height:,.0f} pixels, and a PNG has at most "
            f"{MAX_PIXELS:,} a side; draw a part of it, or write an .svg or a .pdf, which have any size"
        )
    page = _PAGE.format(width=picture.width, height=picture.height)
    inputs = {"picture": picture.svg, "title": replace_invalid(picture.title)}
    resolution = sharpness(picture) * _POINTS_PER_INCH
    converted: bytes = typst.compile(page.encode(), format=form, ppi=resolution, sys_inputs=inputs)
    return converted


def sharpness(picture: Picture) -> float:
    """The pixels of its PNG for each unit: as many as are sharp, or as have room."""
    return min(SHARP, MAX_PIXELS / max(picture.width, picture.height))


def require_converter(ending: str) -> None:
    """Check, before there is work in a picture, that a file with this ending can be made.

    Raises: MissingDependencyError.
    """
    if ending != ".svg":
        _typst(ending.removeprefix("."))


def _typst(form: str) -> Any:
    try:
        import typst  # noqa: PLC0415 - an optional library, and a heavy one
    except ImportError:
        raise MissingDependencyError(
            f"a {form.upper()}", "typst", "plot", "write an .svg, which needs nothing further"
        ) from None
    return typst


_NONCHARACTER: Final = "\ufdd0"
"""A code point that no font has; its drawing is the one for every character that a font lacks."""

_PROBE: Final = f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">\
<style>{STYLE}</style><text x="14" y="26">%s</text></svg>
"""
_PROBES: Final = """\
#set page(width: 40pt, height: 40pt, margin: 0pt)
#for number in range(int(sys.inputs.number)) [#image(bytes(sys.inputs.at(str(number))), format: "svg", width: 100%)]
"""


def missing_characters(picture: Picture) -> tuple[str, ...]:
    """The characters of a picture that no font of the converter has; needs the extra `plot`."""
    import typst  # noqa: PLC0415 - an optional library, and a heavy one

    labels = (replace_invalid(label.text) for label in picture.canvas.labels)
    characters = sorted({character for label in labels for character in label if not character.isascii()})
    probes = {str(number): _PROBE % escaped(probe) for number, probe in enumerate((_NONCHARACTER, *characters))}
    inputs = {**probes, "number": str(len(probes))}
    compiled = typst.compile(_PROBES.encode(), format="png", ppi=_POINTS_PER_INCH, sys_inputs=inputs)
    missing, *images = compiled if isinstance(compiled, list) else [compiled]
    return tuple(character for character, image in zip(characters, images, strict=True) if image == missing)


FORMS: Final[dict[str, Callable[[Picture], bytes]]] = {
    ".svg": _svg,
    ".png": partial(_converted, form="png"),
    ".pdf": partial(_converted, form="pdf"),
}
"""The writer of a picture, by the ending of its file."""
