import time

import pytest
from complaints import RECORD, complains, faults_in, recorded, terms_in, with_terms


def test_a_byte_order_mark_is_dropped():
    assert recorded(b"\xef\xbb\xbf" + RECORD.encode()).title == "Herring in the Strait"


def test_a_text_may_have_every_script():
    assert terms_in(with_terms("по 40 000 тонн, 各四万吨, 🐟").encode()) == "по 40 000 тонн, 各四万吨, 🐟"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_lines_may_end_as_on_any_system(end):
    assert terms_in(RECORD.replace("\n", end)) == "Each side lands 40,000 tonnes"


@pytest.mark.parametrize("coding", ["utf-16", "utf-32"])
def test_another_coding_of_unicode_is_refused(coding):
    complains(RECORD.encode(coding), at="1:1", of="byte 0xff is not UTF-8", advice="save the file as UTF-8 text")


def test_a_coding_with_zero_bytes_is_refused():
    complains(RECORD.encode("utf-16-le"), at="1:2", of="control character U+0000")


def test_a_byte_that_is_not_utf_8_is_refused_where_it_stands():
    complains(
        with_terms("fünf").encode("latin-1"), at="13:13", of="byte 0xfc is not UTF-8", advice="save the file as UTF-8"
    )


def test_binary_data_are_refused():
    complains(bytes(range(256)), at="2:118", of="byte 0x80 is not UTF-8")


def test_a_lone_surrogate_in_a_text_is_refused():
    complains(with_terms("\ud800"), at="13:12", of="is not UTF-8")


@pytest.mark.parametrize("sign", ["\0", "\a", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\uffff"])
def test_a_control_character_is_refused_where_it_stands(sign):
    complains(with_terms(f"a{sign}b"), at="13:13", of=f"control character U+{ord(sign):04X}", advice="remove it")


def test_many_control_characters_make_one_complaint():
    complains(with_terms("\0" * 1_001), at="13:12", of="U+0000 (and 1,000 more)", advice="is this not a text file?")


def test_a_control_character_has_its_line_whatever_ends_the_lines():
    complains(with_terms("a\0b").replace("\n", "\r"), at="13:13", of="control character U+0000")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"   ", b"# a comment\n", b"\xef\xbb\xbf"])
def test_an_empty_file_gets_the_advice_to_let_one_be_written(data):
    complains(data, at="1:1", of="the file is empty", advice="`negsim new FILE`")


@pytest.mark.parametrize("data", [b"---\n", b"---\n...\n"])
def test_an_empty_document_is_refused(data):
    complains(data, at="2:1", of="not nothing")


def test_a_file_of_a_text_alone_is_refused():
    complains("Herring", at="1:1", of="keys with values are wanted here, not a text")


@pytest.mark.parametrize("junk", [b"\0", b"a", b"- ", b"{", b"a: b\n", b"\t\n", b'"'])
def test_fifty_megabytes_of_junk_are_refused_at_once(junk):
    start = time.perf_counter()
    complains(junk * (50_000_000 // len(junk)), at="1:1", of="at most 33,554,432 bytes", advice="split it")
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("junk", ["- a\n", "\t\n", "  \ta\n", "a: b\n", "  #x\n"])
def test_the_time_for_junk_grows_no_faster_than_its_size(junk):
    start = time.perf_counter()
    assert faults_in("scenario: |\n  a\n" + junk * 100_000)
    assert time.perf_counter() - start < 5
