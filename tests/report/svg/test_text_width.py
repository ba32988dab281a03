import pytest

from sim.report.svg.text_width import shortened, width


def test_a_text_is_as_wide_as_its_letters_times_its_size():
    assert width("aa", 10) == 2 * width("a", 10) == width("a", 20)
    assert width("", 10) == 0


def test_narrow_letters_take_less_room_than_wide_ones():
    assert width("i", 10) < width("n", 10) < width("W", 10)


def test_letters_that_take_two_columns_are_at_least_as_wide_as_they_are_high():
    assert width("渔", 10) == 10
    assert width("🐟", 10) > 10


def test_marks_upon_a_letter_take_no_room():
    assert width("e\u0301", 10) == width("e", 10)


def test_a_sign_that_is_replaced_takes_the_room_of_its_replacement():
    assert width("\u202e", 10) == width("\ufffd", 10)


def test_a_text_with_room_enough_is_left_as_it_is_but_for_its_lines():
    assert shortened("half\n and  half", 200, 10) == "half and half"


@pytest.mark.parametrize("room", [10, 30, 50, 80])
def test_a_text_without_room_ends_in_an_ellipsis_and_fits(room):
    cut = shortened("half and half, as between neighbours", room, 10)
    assert cut.endswith("…")
    assert width(cut, 10) <= room


def test_no_blank_is_left_before_the_ellipsis():
    assert shortened("half and half", width("half ", 10) + width("…", 10), 10) == "half…"
