"""The panel of tension has numbers at its turns."""

from sim.report.svg.canvas import Canvas
from sim.report.timeline.tension import TensionPanel, turns

STEPS = [(0.0, 0), (100.0, 3), (200.0, 9), (300.0, 4), (400.0, 6), (500.0, 1), (600.0, 2)]


def numbers(steps, counting=None, moment=None):
    canvas = Canvas()
    most = max(points for _, points in steps)
    TensionPanel(0.0, 0.0, 700.0, most, moment).draw(canvas, steps, counting or steps)
    return [element.rpartition("<")[0].rpartition(">")[2] for element in canvas.elements if " rate" in element], canvas


def test_a_turn_is_where_tension_goes_up_or_down_no_further():
    assert [(turn.points, turn.is_high, turn.x) for turn in turns(STEPS, 700)] == [
        (9, True, 250),
        (4, False, 350),
        (6, True, 450),
        (1, False, 550),
    ]


def test_the_highest_number_is_drawn_first_then_those_of_the_deepest_turns():
    assert numbers(STEPS)[0] == ["9", "4", "6", "1"]


def test_numbers_that_would_touch_are_left_out():
    crowded = [(float(x), x % 2 * 3) for x in range(700)]
    drawn, canvas = numbers(crowded)
    assert 10 < len(drawn) <= 40
    assert not any(one.overlaps(other) for at, one in enumerate(canvas.labels) for other in canvas.labels[at + 1 :])


def test_up_to_the_moment_the_numbers_are_those_of_what_counts():
    counting = [(0.0, 0), (100.0, 3), (200.0, 5), (300.0, 4)]
    assert numbers(STEPS, counting, moment=400.0)[0] == ["5"]
