"""Signs that no font has are named when a picture is made of them."""

import hostile
import pytest
from complaints import RECORD

from sim.cli import pictures

LACKING = "\u0378"
"""A sign that is none, so that no font has it."""


@pytest.fixture
def titled(tmp_path):
    """A scenario file with this title."""

    def written(title):
        path = tmp_path / "titled.yaml"
        path.write_text(RECORD.replace("Herring in the Strait", title), "utf-8")
        return path

    return written


@pytest.mark.parametrize("ending", ["png", "pdf"])
def test_a_sign_that_no_font_has_is_named_in_a_warning(negsim, tmp_path, titled, ending):
    out = tmp_path / f"out.{ending}"
    result = negsim("plot", titled(f"Åland {LACKING} und"), "-o", out)
    assert (result.exit_code, result.stdout) == (0, f"{out}: written\n")
    assert result.stderr == (
        f"warning: no font here has {LACKING} (U+0378), so the picture has boxes in their place; install a font that "
        "has them, or write an .svg, which is drawn with the fonts of whoever looks at it\n"
    )
    assert out.stat().st_size > 1000


@pytest.mark.parametrize("ending", ["png", "pdf", "svg"])
def test_signs_that_a_font_has_are_no_reason_for_a_warning(negsim, tmp_path, titled, ending):
    title = "Åland" if ending != "svg" else LACKING
    assert negsim("plot", titled(title), "-o", tmp_path / f"out.{ending}").stderr == ""


def test_no_more_than_a_dozen_are_named(negsim, tmp_path, titled):
    signs = "".join(map(chr, range(0x2FE0, 0x2FF0)))
    stderr = negsim("plot", titled(signs), "-o", tmp_path / "out.png").stderr
    assert stderr.count("(U+") == pictures._SHOWN
    assert "(U+2FEB) and 4 more, so" in stderr


def test_a_forecast_warns_of_them_too(negsim, tmp_path):
    path = tmp_path / "f.yaml"
    path.write_text(hostile.RECORD.replace("=First", f"=First {LACKING}"), "utf-8")
    result = negsim("forecast", path, "-q", "-o", tmp_path / "out.png")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "(U+0378)" in result.stderr
