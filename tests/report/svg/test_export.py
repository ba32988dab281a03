import sys

import pytest

from sim import History
from sim.model.errors import InvalidFieldError, MissingDependencyError
from sim.report.svg.export import FORMS, missing_characters
from sim.report.timeline.picture import picture
from sim.testing.story import START


def drawn(*moves):
    return picture("Herring 渔 сельдь", History.of(START, moves).as_of())


def test_an_svg_needs_nothing_further():
    image = drawn()
    assert FORMS[".svg"](image).decode() == image.svg


def test_a_png_has_twice_as_many_points_as_the_picture_is_wide():
    image = drawn()
    made = FORMS[".png"](image)
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(made[16:20]) == 2 * image.width


def wide(width):
    return picture("Herring", History.of(START, ()).as_of(), width=width)


def test_a_picture_too_wide_for_that_is_made_less_sharp():
    assert int.from_bytes(FORMS[".png"](wide(12_000))[16:20]) == 16_000


def test_a_png_that_would_shrink_is_refused_with_the_way_out():
    with pytest.raises(InvalidFieldError) as refused:
        FORMS[".png"](wide(20_000))
    assert str(refused.value).startswith("the picture is 20,000 × ")
    assert str(refused.value).endswith("draw a part of it, or write an .svg or a .pdf, which have any size")


def test_a_pdf_is_made():
    assert FORMS[".pdf"](drawn()).startswith(b"%PDF-")


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_without_the_extra_the_way_out_is_said(monkeypatch, form):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingDependencyError) as refused:
        FORMS[f".{form}"](drawn())
    brings = "which the extra 'plot' brings: `pip install typst`"
    instead = "write an .svg, which needs nothing further"
    assert str(refused.value) == f"a {form.upper()} needs typst, {brings}, or {instead}"


def titled(title):
    return picture(title, History.of(START, ()).as_of())


def test_the_signs_that_no_font_has_are_found():
    assert missing_characters(titled("Å – \u0378 é \u0379 \u0378")) == ("\u0378", "\u0379")


def test_what_is_drawn_upon_a_sign_or_not_at_all_is_not_missing():
    assert missing_characters(titled("e\u0301 \u200d \ufe0f \u00a0 \u00ad")) == ()


def test_a_picture_of_letters_alone_lacks_nothing():
    assert missing_characters(titled("Herring")) == ()


def test_a_title_that_no_file_can_hold_is_converted_all_the_same():
    assert FORMS[".pdf"](titled("a\ud800\x00b")).startswith(b"%PDF-")
