from sim.model.escaping import is_visible
from sim.report.svg.canvas import Canvas, Label, escaped, number, replace_invalid, step_path, svg_file


def test_lengths_are_written_to_a_tenth_and_no_longer_than_that():
    assert [number(value) for value in (1, 1.04, 1.06, -2.5)] == ["1", "1", "1.1", "-2.5"]


def test_what_xml_cannot_hold_gives_way_to_a_sign():
    assert replace_invalid("a\x00b\x1bc\ud800") == "a\ufffdb\ufffdc\ufffd"
    assert replace_invalid("渔 🐟\n") == "渔 🐟\n"


def test_signs_of_markup_are_escaped():
    assert escaped('<a href="x">\'&') == "&lt;a href=&quot;x&quot;&gt;&#x27;&amp;"


def test_no_text_turns_the_writing_around_it():
    canvas = Canvas()
    canvas.text(0, 0, "Aland \u202egnitov")
    canvas.circle(0, 0, 5, "first", "Aland \u202egnitov")
    image = svg_file("Aland \u202e", "Bohus \u2066", canvas, "")
    assert image.count("Aland \ufffdgnitov") == 2
    assert is_visible(image)
    assert "&#8" not in image


def test_boxes_that_share_an_edge_do_not_meet():
    one = Label("one", 0, 0, 10, 10)
    assert not one.overlaps(Label("beside", 10, 0, 20, 10))
    assert not one.overlaps(Label("below", 0, 10, 10, 20))
    assert one.overlaps(Label("across", 9, 9, 20, 20))


def test_lines_of_a_kind_become_one_element():
    canvas = Canvas()
    canvas.line("M0 0h1", "thin")
    canvas.line("M0 5h1", "thin")
    assert canvas.elements == ('<path class="thin" d="M0 0h1M0 5h1"/>',)


def test_a_line_in_steps_is_as_high_as_the_place_before():
    assert step_path(0, [(0, 5), (10, 2.5)], 20) == "M0 5H0V5H10V2.5H20"


def test_what_is_drawn_later_lies_above():
    canvas = Canvas()
    canvas.line("M0 0h1", "thin")
    canvas.text(0, 0, "a", "small")
    canvas.line("M0 5h1", "thin")
    assert [element[:5] for element in canvas.elements] == ["<path", "<text", "<path"]


def test_a_box_of_a_text_lies_where_it_is_anchored():
    canvas = Canvas()
    for kind in ("", "middle", "end"):
        canvas.text(50, 20, "a", kind, 10)
    begun, centred, ended = canvas.labels
    assert begun.left == 50
    assert centred.left + centred.right == 100
    assert ended.right == 50


def test_a_canvas_that_stands_alone_tells_titles():
    alone, within = Canvas(), Canvas(standalone=False)
    for canvas in (alone, within):
        canvas.rect(0, 0, 4, 4, "first", "a & b")
        canvas.marker("act", 0, 0, "first", "a & b", 1)
    assert [element.count("<title>a &amp; b</title>") for element in alone.elements] == [1, 1]
    assert "<title>" not in "".join(within.elements)


def test_a_rectangle_without_a_title_is_a_line_around_it():
    canvas = Canvas()
    canvas.rect(1, 2, 4, 8, "day")
    assert canvas.elements == ('<path class="day" d="M1 2h3v6h-3z"/>',)
