import pytest
from imported import refusal

from sim.records.importers import lines as module
from sim.records.importers.lines import lines, tabbed_rows, watched


def refused(path):
    return refusal(lines, path)


def written(tmp_path, data):
    path = tmp_path / "data.tab"
    path.write_bytes(data)
    return path


def test_a_mark_of_the_byte_order_and_blank_lines_do_not_count(tmp_path):
    path = written(tmp_path, b"\xef\xbb\xbfa\tb\r\n\r\nc\td")
    assert list(tabbed_rows(path)) == [(1, ["a", "b"]), (3, ["c", "d"])]


def test_a_cell_between_quotation_marks_is_without_them(tmp_path):
    path = written(tmp_path, b'"a"\t"b ""c"""\t""\t"d" and "e"\tf "g"\t"\n')
    assert list(tabbed_rows(path)) == [(1, ["a", 'b "c"', "", '"d" and "e"', 'f "g"', '"'])]


def test_another_encoding_is_told_with_its_line_and_byte(tmp_path):
    assert refused(written(tmp_path, b"a\nb\xe4\n")).endswith(
        "data.tab, row 2: byte 2 of this line (0xe4) is no UTF-8, so the file has another encoding; "
        "save it as UTF-8, for example with iconv"
    )
    assert "so the file has UTF-16;" in refused(written(tmp_path, "a".encode("utf-16")))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "this file is empty; name one that has rows"),
        (b"PK\x03\x04", "this is a zip archive or a workbook; unpack it, or save its sheet as CSV"),
        (b"\x1f\x8b", "this is a gzip archive; unpack it"),
        (b"\xd0\xcf\x11\xe0", "this is a workbook; save its sheet as CSV"),
    ],
)
def test_what_is_no_text_is_told(tmp_path, data, reason):
    assert refused(written(tmp_path, data)).endswith(f"data.tab: {reason}")


def test_a_line_without_end_is_not_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LONGEST_LINE", 10)
    assert "this line is longer than 10 bytes" in refused(written(tmp_path, b"a\n" + b"b" * 11))


def test_what_cannot_be_opened_is_told(tmp_path, monkeypatch):
    assert refused(tmp_path / "none").endswith("none: there is no such file")
    assert refused(tmp_path).endswith("this is a folder; name a file in it")
    assert refused(tmp_path / "a\0b").endswith("no file can have this name")

    def forbidden(*arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(tmp_path), "open", forbidden)
    assert refused(tmp_path / "x").endswith("it cannot be read: permission denied")


def test_who_watches_is_told_of_every_byte(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_LINES_AT_ONCE", 2)
    path, told = written(tmp_path, b"ab\nc\nd"), []
    with watched(told.append):
        list(lines(path))
    list(lines(path))
    assert told == [5, 1]
