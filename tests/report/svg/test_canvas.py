from sim.report.svg.canvas import Label, Sheet, fit, number, plain, stairs


def test_lengths_are_written_to_a_tenth_and_no_longer_than_that():
    assert [number(value) for value in (1, 1.04, 1.06, -2.5)] == ["1", "1", "1.1", "-2.5"]


def test_what_xml_cannot_hold_gives_way_to_a_sign():
    assert fit("a\x00b\x1bc\ud800") == "a\ufffdb\ufffdc\ufffd"
    assert fit("渔 🐟\n") == "渔 🐟\n"


def test_signs_of_markup_are_escaped():
    assert plain('<a href="x">\'&') == "&lt;a href=&quot;x&quot;&gt;&#x27;&amp;"


def test_boxes_that_share_an_edge_do_not_meet():
    one = Label("one", 0, 0, 10, 10)
    assert not one.meets(Label("beside", 10, 0, 20, 10))
    assert not one.meets(Label("below", 0, 10, 10, 20))
    assert one.meets(Label("across", 9, 9, 20, 20))


def test_lines_of_a_kind_become_one_element():
    sheet = Sheet()
    sheet.line("M0 0h1", "thin")
    sheet.line("M0 5h1", "thin")
    assert sheet.elements == ('<path class="thin" d="M0 0h1M0 5h1"/>',)


def test_a_line_in_steps_is_as_high_as_the_place_before():
    assert stairs(0, [(0, 5), (10, 2.5)], 20) == "M0 5H0V5H10V2.5H20"


def test_what_is_drawn_later_lies_above():
    sheet = Sheet()
    sheet.line("M0 0h1", "thin")
    sheet.text(0, 0, "a", "small")
    sheet.line("M0 5h1", "thin")
    assert [element[:5] for element in sheet.elements] == ["<path", "<text", "<path"]


def test_a_box_of_a_text_lies_where_it_is_anchored():
    sheet = Sheet()
    for kind in ("", "middle", "end"):
        sheet.text(50, 20, "a", kind, 10)
    begun, centred, ended = sheet.labels
    assert begun.left == 50
    assert centred.left + centred.right == 100
    assert ended.right == 50


def test_a_sheet_that_stands_alone_tells_titles():
    alone, within = Sheet(), Sheet(alone=False)
    for sheet in (alone, within):
        sheet.rect(0, 0, 4, 4, "first", "a & b")
        sheet.marker("act", 0, 0, "first", "a & b", 1)
    assert [element.count("<title>a &amp; b</title>") for element in alone.elements] == [1, 1]
    assert "<title>" not in "".join(within.elements)


def test_a_rectangle_without_a_title_is_a_line_around_it():
    sheet = Sheet()
    sheet.rect(1, 2, 4, 8, "day")
    assert sheet.elements == ('<path class="day" d="M1 2h3v6h-3z"/>',)
