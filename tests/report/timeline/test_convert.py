import sys

import pytest

from sim import Act, History
from sim.errors import MissingExtra
from sim.report.timeline.convert import FORMS
from sim.report.timeline.picture import picture
from sim.testing.story import START


def drawn(*moves):
    return picture("Herring 渔 сельдь", History.of(START, moves).at())


def test_an_svg_needs_nothing_further():
    found = drawn()
    assert FORMS[".svg"](found).decode() == found.svg


def test_a_png_has_twice_as_many_points_as_the_picture_is_wide():
    found = drawn()
    made = FORMS[".png"](found)
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(made[16:20]) == 2 * found.width


def test_a_picture_too_wide_for_that_is_made_less_sharp():
    days = (f"{year}-01-01" for year in range(1000, 2000))
    found = drawn(*(Act(subject=f"x{day[:4]}", by="aland", date=day, tone="neutral") for day in days))
    assert found.width > 8_000
    assert int.from_bytes(FORMS[".png"](found)[16:20]) <= 16_001


def test_a_pdf_is_made():
    assert FORMS[".pdf"](drawn()).startswith(b"%PDF-")


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_without_the_extra_the_way_out_is_said(monkeypatch, form):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtra) as refused:
        FORMS[f".{form}"](drawn())
    brings = "which the extra 'plot' brings: `pip install typst`"
    instead = "write an .svg, which needs nothing further"
    assert str(refused.value) == f"a {form.upper()} needs typst, {brings}, or {instead}"
