import pytest
from complaints import OPPOSED, RECORD, complains, faults_in, instead, with_terms

REST = "what follows was not read and may have faults of its own"


@pytest.mark.parametrize(
    ("written", "at", "of"),
    [
        ("Two things: money", "13:22", "a colon followed by a space cannot stand in an unquoted text"),
        ("money:", "13:17", "a colon followed by a space"),
        (": money", "13:12", "a colon followed by a space"),
        ('"half", he said', "13:18", "ends too early"),
        ("'half', he said", "13:18", "ends too early"),
        ("@x", "13:12", "cannot begin with this character"),
        ("`x`", "13:12", "cannot begin with this character"),
        ("%x", "13:12", "cannot begin with this character"),
        ("*", "13:13", "cannot begin with * or &"),
        ("| half", "13:14", "begins a text on the lines below it"),
        ("> half", "13:14", "begins a text on the lines below it"),
        ("] half", "13:12", ""),
        ("} half", "13:12", ""),
        (", half", "13:12", ""),
        ("? half", "13:12", ""),
        ("- half", "13:12", ""),
    ],
)
def test_prose_that_yaml_cannot_read_unquoted_gets_the_advice_to_quote_it(written, at, of):
    complains(with_terms(written), at=at, of=of, advice="quote the")


@pytest.mark.parametrize(
    "written", ["] half", "} half", ", half", "? half", "{a:}", "%x: [", "!<x", "&", "'\\", '"\\x1"']
)
def test_no_complaint_is_left_in_the_words_of_the_parser(written):
    assert not any("this is not YAML" in fault for fault in faults_in(with_terms(written)))


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quote_that_is_never_closed_is_blamed_where_it_opens(quote):
    complains(
        with_terms(f"{quote}half"), at="13:12", of="the quote that opens here is never closed; close it", advice=REST
    )


def test_a_bracket_that_is_never_closed_is_blamed():
    assert "is not closed; close the bracket" in faults_in(with_terms("[half"))[-1]


@pytest.mark.parametrize("written", ["[a] b", "{a} b"])
def test_a_text_that_begins_with_a_bracket_gets_the_advice_to_quote_it(written):
    faults = faults_in(with_terms(written))
    assert faults[-1].startswith("13:16: ")
    assert "if it has quotes or brackets in it, quote the whole text" in faults[-1]


@pytest.mark.parametrize("escape", [r"\q", r"\'", r"\%"])
def test_an_unknown_escape_gets_the_advice_to_double_the_backslash(escape):
    complains(with_terms(f'"a{escape}b"'), at="13:14", of="no such escape", advice="double the backslash")


@pytest.mark.parametrize("escape", [r"\uD800", r"\U00110000"])
def test_an_escape_for_no_character_is_refused(escape):
    complains(
        with_terms(f'"a{escape}b"'), at="13:16", of="stands for no character", advice="write the character itself"
    )


def test_a_line_that_is_no_key_is_blamed_in_its_own_line():
    complains(
        instead("    issue: quota\n", "    issue: quota\n  stray\n"), at="13:3", of="this line is neither `key: value`"
    )


def test_a_text_that_goes_on_in_the_first_column_gets_the_advice_to_quote_it():
    complains(with_terms("one\ntwo"), at="14:1", of="this line is neither `key: value`", advice="quote that text")


def test_what_follows_the_end_of_the_document_is_refused():
    complains(f"{RECORD}...\nfoo: bar\n", at="15:1", of="the document has ended here", advice="| block")


def test_a_list_that_begins_behind_a_key_is_refused():
    complains(instead("moves:\n", "moves: - x\n"), at="8:8", of="a list cannot begin here")


def test_an_item_that_is_indented_otherwise_than_its_list_is_refused():
    complains(f"{RECORD}  oppose: equal-shares\n", at="14:3", of="not indented like the list it stands in; align it")


def test_a_syntax_error_says_that_what_follows_was_not_read():
    complains(with_terms("'Two' things"), at="13:18", of="| block", advice=REST)


def test_what_stands_below_a_text_with_a_colon_is_complained_of_as_well():
    text = with_terms("Two things: money") + OPPOSED.replace("2013-02-09", "2013-2-9")
    first, second = faults_in(text)
    assert first == (
        "13:22: a colon followed by a space cannot stand in an unquoted text; quote the text, or write it as a | block"
    )
    assert second.startswith("16:11: oppose equal-shares, date: cannot read the date '2013-2-9'")


def test_a_text_with_a_colon_is_no_other_fault_too():
    complains(instead("date: 2013-02-01", "date: 2013: spring"), at="11:15", of="a colon followed by a space")


def test_several_texts_with_colons_are_each_a_fault():
    text = with_terms("It's: money # indeed\n    note: half: done")
    assert [fault.partition(": ")[0] for fault in faults_in(text)] == ["13:16", "14:15"]


@pytest.mark.parametrize("further", ["and land", "and land: all", "'and land'"])
def test_a_text_with_a_colon_that_goes_on_below_is_one_fault_after_which_nothing_was_read(further):
    complains(with_terms(f"Two things: money\n      {further}"), at="13:22", of="| block", advice=REST)


def test_a_file_is_not_read_past_ever_more_texts_with_colons():
    faults = faults_in(RECORD + OPPOSED.replace("    by", "    note: a: b\n    by") * 30)
    assert len(faults) == 21
    assert faults[-1].endswith(REST)
    assert not any(fault.endswith(REST) for fault in faults[:-1])


def test_what_stands_before_a_syntax_error_is_still_complained_of():
    text = with_terms("Two things: money").replace("published", "publishd")
    assert [fault.split(": ")[0] for fault in faults_in(text)] == ["7:44", "13:22"]


@pytest.mark.parametrize("line", ["by: aland", "date: 2013-02-01", "issue: quota", "terms: Each"])
def test_a_move_that_a_syntax_error_cuts_off_is_not_blamed_for_what_could_not_be_read(line):
    [fault] = faults_in(instead(f"    {line}", f"\t{line}"))
    assert "a tab in the indentation; indent with spaces" in fault


def test_a_glued_sharp_does_not_hide_that_the_rest_was_not_read():
    faults = faults_in(with_terms("x #1\n    note: 'a' b") + "  - frobnicate: x\n")
    assert any(REST in fault for fault in faults)


def test_a_section_that_a_syntax_error_keeps_from_being_read_is_not_missing():
    complains("scenario: 'Herring' in the Strait\n", at="1:21", of="the text before this point ends too early")


def test_an_error_in_a_text_with_the_line_ends_of_old_macs_has_its_line():
    complains(with_terms("a: b").replace("\n", "\r"), at="13:13", of="a colon followed by a space")


def test_an_error_in_a_text_with_the_line_ends_of_windows_has_its_line():
    complains(with_terms("a: b").replace("\n", "\r\n"), at="13:13", of="a colon followed by a space")


def test_an_unknown_directive_is_refused_in_plain_words():
    assert not any("this is not YAML" in fault for fault in faults_in(f"%FOO\n---\n{RECORD}"))


def between_braces(written):
    return RECORD[: RECORD.index("  - propose")] + f"  - {{propose: p, by: aland, issue: quota, {written}}}\n"


@pytest.mark.parametrize(
    ("written", "at", "of"),
    [
        ("terms: a: b, date: 2013", "9:51", "a colon followed by a space or a sign cannot stand in an unquoted text"),
        ("terms: a:, date: 2013", "9:51", "a colon followed by a space or a sign cannot stand in an unquoted text"),
        ("date: 2013, terms: see: this", "9:65", "a colon followed by a space"),
        ("terms: say {x}, date: 2013", "9:54", "a brace cannot stand in an unquoted text within braces"),
        ("terms: say [x], date: 2013", "9:54", "a bracket cannot stand in an unquoted text within braces"),
        ("terms: ? why, date: 2013", "9:50", "an unquoted text within braces cannot begin with a ?"),
        ("terms: - x, date: 2013", "9:50", "an unquoted text within braces cannot begin with a -"),
    ],
)
def test_a_sign_that_ends_an_unquoted_text_within_braces_is_called_that(written, at, of):
    complains(between_braces(written), at=at, of=of, advice="; quote the text")


def test_a_date_with_a_question_mark_may_stand_within_braces():
    assert faults_in(between_braces("date: 2018-09-21?")) == []


def test_a_colon_in_the_line_after_an_open_brace_leaves_the_brace_at_fault():
    text = RECORD.replace("issues: {quota: The yearly herring quota, ports: Access to ports}", "issues: {quota: Quota")
    assert "the list or mapping that opened before is not closed" in faults_in(text)[-1]


@pytest.mark.parametrize(
    ("written", "at", "key"),
    [
        ("terms: pay 5, then stop, date: 2013", "9:57", "then stop"),
        ("date: 2013, terms: pay 5, then stop", "9:69", "then stop"),
        ("terms: pay 5 , then stop , date: 2013", "9:58", "then stop"),
        ("terms: 40,000 tonnes, more, or so, date: 2013", "9:53", "000 tonnes"),
        ("terms: pay,\n      then stop, date: 2013", "10:7", "then stop"),
    ],
)
def test_the_rest_of_a_text_after_a_comma_within_braces_is_one_fault_and_called_that(written, at, key):
    of = f"a comma ends an unquoted text within braces, so {key!r} is taken for a key"
    complains(between_braces(written), at=at, of=of, advice="quote the text")


@pytest.mark.parametrize(
    ("old", "new", "of"),
    [
        ("{aland: Aland, bohus", "{aland: Aland, the first, bohus", "a comma ends an unquoted text"),
        ("{council: Nordic Council}", "{council: Council, of the North}", "a comma ends an unquoted text"),
        ("{council: Nordic Council}", "{council: Council, northern}", "quote the text"),
        ("title: Fisheries Pact of 1998, ", "title: Pact, of 1998, ", "a comma ends an unquoted text"),
    ],
)
def test_so_it_is_in_every_mapping(old, new, of):
    [fault] = faults_in(RECORD.replace(old, new))
    assert of in fault


def test_a_key_with_a_colon_and_no_value_is_no_rest_of_a_text():
    complains(between_braces("date: 2013, terms: "), at="9:62", of="nothing stands here; give a value")
    assert "comma" not in faults_in(between_braces("date: 2013, terms: "))[0]
    assert faults_in(RECORD.replace("scenario: Herring in the Strait", "? scenario\n? summary\n"))
