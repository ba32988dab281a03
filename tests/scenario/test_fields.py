import pytest
from complaints import OPPOSED, RECORD, complains, faults_in, instead, recorded, with_terms

NOTHING = "nothing stands here; give a value"


@pytest.mark.parametrize(("written", "at"), [("", "13:11"), ('""', "13:12"), ("''", "13:12")])
def test_an_empty_value_is_refused(written, at):
    complains(with_terms(written), at=at, of=NOTHING)


@pytest.mark.parametrize(("written", "shape"), [("[a]", "a list"), ("{a: b}", "a mapping of keys to values")])
def test_a_text_is_neither_a_list_nor_a_mapping(written, shape):
    text = instead("terms: Each side lands 40,000 tonnes", f"note:  {written}")
    complains(text, at="13:12", of=f"propose equal-shares, note: a text is wanted here, not {shape}")


@pytest.mark.parametrize("written", ["equal shares", "-equal", "_equal", "1.10", "a/b", "a,b", "«a»?", "a:b"])
def test_an_id_has_letters_digits_hyphens_and_underscores(written):
    text = RECORD + OPPOSED.replace("equal-shares", f"'{written}'")
    complains(
        text,
        at="14:13",
        of=f"{written!r} is no id; an id has letters, digits, - and _",
        advice="begins with a letter or digit",
    )


@pytest.mark.parametrize("written", ["a", "2007", "Ä-1_b", "равные-доли", "均分", "NO", "a--"])
def test_an_id_may_have_the_letters_of_any_script(written):
    moves = recorded(instead("propose: equal-shares", f"propose: {written}")).history.moves
    assert moves[0].subject == written


def test_several_ids_may_stand_where_one_may():
    assert recorded(instead("issue: quota\n", "issue: [quota, ports]\n")).history.moves[0].issue == ("quota", "ports")


def test_an_id_that_stands_in_a_list_twice_is_refused():
    complains(
        instead("issue: quota\n", "issue: [quota, ports, quota]\n"), at="12:27", of="quota stands in this list twice"
    )


def test_an_empty_list_of_ids_is_refused():
    complains(
        instead("issue: quota\n", "issue: []\n"), at="12:12", of="the list is empty; name one, or leave the key out"
    )


def test_a_list_in_a_list_of_ids_is_refused():
    complains(
        instead("issue: quota\n", "issue: [quota, [ports]]\n"), at="12:20", of="a text is wanted here, not a list"
    )


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("2013-2-1", "write months and days with two digits, 2013-02-01"),
        ("20130201", "2013-02-01"),
        ("2013-02-30", "2013-02"),
        ("2013-13", "months run from 01 to 12"),
        ("1 February 2013", "write 2007-10-12, 2007-10"),
        ("2013?", "only a day can be inferred"),
        ("2013-02-02/2013-02-01", "write 2013-02-01/2013-02-02"),
        ("../..", "give one end"),
    ],
)
def test_what_is_no_date_is_refused_with_the_way_to_write_it(written, advice):
    text = instead("date: 2013-02-01", f"date: {written}")
    complains(text, at="11:11", of=f"propose equal-shares, date: cannot read the date {written!r}", advice=advice)


def test_a_whole_number_has_nine_digits_at_most():
    complains(f"{RECORD}expect:\n  - agreed: 1234567890\n", at="15:13", of="'1234567890' has more than nine digits")


@pytest.mark.parametrize("written", ["one", "-1", "007", "1.0", "+1", "1e3", "٣"])
def test_a_whole_number_is_digits_without_a_sign(written):
    text = f"{RECORD}expect:\n  - agreed: {written}\n"
    complains(text, at="15:13", of=f"expect, agreed: {written!r} is no whole number; write digits, such as 0 or 12")


def test_what_is_none_of_the_choices_gets_the_nearest():
    complains(
        with_terms("x\n    channel: publik"),
        at="14:14",
        of="channel: 'publik' is not possible here; did you mean public?",
    )


def test_what_is_like_none_of_the_choices_gets_them_all():
    complains(
        with_terms("x\n    channel: radio"),
        at="14:14",
        of="'radio' is not possible here; there is public, private or secret",
    )


@pytest.mark.parametrize(
    ("section", "value", "of"),
    [
        ("moves", "{}", "moves: a list is wanted here, each item after a `- `, not a mapping of keys to values"),
        ("moves", "x", "moves: a list is wanted here, each item after a `- `, not a text"),
        ("expect", "{}", "expect: a list is wanted here"),
        ("issues", "[a]", "issues: keys with values are wanted here, not a list"),
        ("issues", "x", "issues: keys with values are wanted here, not a text"),
        ("sources", "[a]", "sources: keys with values are wanted here, not a list"),
        ("talks", "x", "talks: keys with values are wanted here, not a text"),
    ],
)
def test_a_section_of_the_wrong_shape_is_refused(section, value, of):
    complains(f"scenario: S\nparties: {{a: A, b: B}}\n{section}: {value}\n", at=f"3:{len(section) + 3}", of=of)


@pytest.mark.parametrize("section", ["moves", "expect", "issues", "sources", "talks", "commitments", "third-parties"])
def test_a_section_without_anything_in_it_is_refused(section):
    complains(f"scenario: S\nparties: {{a: A, b: B}}\n{section}:\n", at=f"3:{len(section) + 2}", of="not nothing")


def test_a_section_that_a_fault_has_spoiled_makes_no_second_complaint():
    complains("scenario: S\nparties: {a: A, b: B}\nmoves: *x\nissues: {q: Q}\n", at="3:8", of="an alias")
    complains("scenario: S\nparties: {a: A, b: B}\nissues: *x\n", at="3:9", of="an alias")


def test_what_is_said_of_an_issue_does_not_hang_on_a_section_that_cannot_be_read():
    text = instead("{quota: The yearly herring quota, ports: Access to ports}", "[quota, ports]")
    complains(text, at="4:9", of="issues: keys with values are wanted here, not a list")


def test_an_unknown_key_at_the_top_gets_the_nearest():
    assert "9:1: there is no key 'movess' here; did you mean moves?" in faults_in(
        instead("moves:\n", "moves: []\nmovess:\n")
    )


def test_an_empty_key_is_refused():
    complains(with_terms("x\n    '': y"), at="14:5", of="propose has no key ''")
