import pytest

from sim.report.svg.canvas import Canvas
from sim.report.svg.heading import NOTE, draw_heading, lines_of
from sim.report.svg.text_width import width


@pytest.mark.parametrize("room", [60, 100, 200])
def test_no_line_is_wider_than_the_room(room):
    lines = lines_of("half and half, as between neighbours who know each other well", room, NOTE)
    assert 1 < len(lines) <= 3
    assert all(width(line, NOTE) <= room for line in lines)


def test_a_text_with_room_enough_stays_on_one_line():
    assert lines_of("half and half", 200, NOTE) == ("half and half",)


def test_the_last_line_that_there_may_be_is_cut():
    *_, last = lines_of("word " * 50, 100, NOTE)
    assert last.endswith("…")


def test_a_text_without_words_has_no_lines():
    assert lines_of(" ", 100, NOTE) == ()


def test_a_word_that_is_wider_than_the_room_is_cut():
    assert lines_of("x" * 100, 100, NOTE)[0].endswith("…")


def test_the_finding_the_subtitle_and_the_notes_stand_below_each_other():
    canvas = Canvas()
    bottom = draw_heading(canvas, "The finding " * 20, "The record", ["one", "two"], 400)
    assert [label.text for label in canvas.labels][-3:] == ["The record", "one", "two"]
    tops = [label.top for label in canvas.labels]
    assert tops == sorted(tops)
    assert canvas.labels[-1].bottom <= bottom
    assert not any(one.overlaps(other) for one in canvas.labels for other in canvas.labels if one is not other)
