import pytest
from complaints import OPPOSED, RECORD, complains, faults_in, instead, recorded, terms_in, with_terms

DEPTH = 10_000


@pytest.mark.parametrize(
    "written", ["NO", "no", "on", "yes", "true", "1.10", "2007", "0x1f", "1e3", "~", "null", "2013-01-01"]
)
def test_every_value_is_the_text_that_it_looks_like(written):
    assert terms_in(with_terms(written)) == written


@pytest.mark.parametrize("name", ["NO", "on", "2007", "null"])
def test_every_key_is_the_text_that_it_looks_like(name):
    setting = recorded(RECORD.replace("quota:", f"{name}:").replace("issue: quota", f"issue: {name}")).start.setting
    assert setting.issue_ids == (name, "ports")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("|\n      Two things: money\n      #2", "Two things: money\n#2\n"),
        ("|-\n      half", "half"),
        (">-\n      half\n      and half", "half and half"),
        ("half\n      and half", "half and half"),
        ('"half \\"and\\" half"', 'half "and" half'),
        ("'it''s'", "it's"),
        ("it's “half”, he said", "it's “half”, he said"),
        ("a:b, c#d", "a:b, c#d"),
    ],
)
def test_a_text_may_be_written_in_every_style(written, text):
    assert terms_in(with_terms(written)) == text


def test_a_key_that_stands_twice_is_refused_with_both_lines():
    complains(
        with_terms("x\n    terms: y"), at="14:5", of="the key 'terms' stands here a second time, first in line 13"
    )


def test_a_key_that_stands_three_times_is_refused_twice():
    faults = faults_in(with_terms("x\n    terms: y\n    terms: z"))
    assert [fault.partition(": ")[0] for fault in faults] == ["14:5", "15:5"]


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("bohus: Bohus}", "bohus: Bohus, aland: A}", "2:39"),
        ("moves:\n", "moves: []\nmoves:\n", "9:1"),
        ("{council: Nordic Council}", "{council: C, council: D}", "3:29"),
        ("title: Fisheries Pact of 1998, ", "title: P, title: Q, ", "5:32"),
    ],
)
def test_keys_are_unique_wherever_they_stand(old, new, at):
    complains(instead(old, new), at=at, of="a second time")


def test_of_a_key_that_stands_twice_the_first_counts():
    text = RECORD.replace("scenario: Herring", "scenario: Herring\nscenario: [x]\n#")
    complains(text, at="2:1", of="'scenario' stands here a second time")


def test_an_anchor_is_refused():
    complains(with_terms("&half Each"), at="13:12", of="an anchor, &half; leave it out", advice="quote the text")


def test_an_alias_is_refused():
    complains(with_terms("*half"), at="13:12", of="an alias, *half; write the text out", advice="quote it")


@pytest.mark.parametrize(("tag", "called"), [("!x", "!x"), ("!!str", "!!str"), ("!", "!"), ("!<x:y>", "x:y")])
def test_a_tag_is_refused(tag, called):
    complains(with_terms(f"{tag} half"), at="13:12", of=f"a tag, {called}; leave it out", advice="quote the text")


@pytest.mark.parametrize("mark", ["&a", "!!map"])
def test_an_anchor_or_a_tag_on_a_mapping_is_refused(mark):
    complains(instead("{aland: A", f"{mark} {{aland: A"), at="2:10", of="leave it out")


@pytest.mark.parametrize("mark", ["&a", "!!seq"])
def test_an_anchor_or_a_tag_on_a_list_is_refused(mark):
    complains(instead("issue: quota\n", f"issue: {mark} [quota]\n"), at="12:12", of="leave it out")


def test_a_merge_is_refused_once():
    complains(with_terms("x\n    <<: {note: y}"), at="14:5", of="a merge, <<; write the keys out")


@pytest.mark.parametrize(
    ("written", "at"),
    [("item #5", "13:17"), ("#5", "13:12"), ("a \t#5", "13:15"), ("漢字 #5", "13:15"), ("🐟 #5", "13:14")],
)
def test_a_sharp_glued_to_a_word_in_an_unquoted_text_is_refused(written, at):
    complains(with_terms(written), at=at, of="YAML cuts the text off at this #", advice="quote the text")


@pytest.mark.parametrize(
    "written", ["Each # a comment", "Each #", '"Each" #x', "'Each' #x", "|\n      Each #x\n", "Each\n    #x"]
)
def test_a_sharp_that_cuts_nothing_off_is_none_of_our_business(written):
    assert terms_in(with_terms(written)).startswith("Each")


def test_a_glued_sharp_in_the_middle_of_a_text_makes_one_complaint():
    complains(with_terms("Each #1\n      and every"), at="13:17", of="YAML cuts the text off at this #")


@pytest.mark.parametrize("indent", ["\t", "    \t", "\t    ", " \t "])
def test_a_tab_in_the_indentation_is_refused_in_its_line(indent):
    [fault] = [fault for fault in faults_in(instead("    terms", f"{indent}terms")) if "tab" in fault]
    assert fault.startswith("13:")
    assert "a tab in the indentation; indent with spaces" in fault


def test_a_tab_that_yaml_lets_pass_between_brackets_is_refused():
    text = instead("{council: Nordic Council}", "{\n\tcouncil: Nordic Council}")
    complains(text, at="4:2", of="a tab in the indentation; indent with spaces")


def test_a_tab_in_a_block_that_is_indented_with_spaces_is_part_of_the_text():
    assert terms_in(with_terms("|\n      Each\n      \tside")) == "Each\n\tside\n"


def test_a_tab_behind_a_text_is_no_indentation():
    assert terms_in(with_terms("Each\tside")) == "Each\tside"


def test_a_second_document_is_refused():
    complains(f"{RECORD}---\n{RECORD}", at="14:1", of="a second document begins here", advice="put the other in a file")


def test_the_marks_around_one_document_are_allowed():
    assert recorded(f"---\n{RECORD}...\n").title == "Herring in the Strait"


@pytest.mark.parametrize("directive", ["%YAML 1.1", "%TAG ! !x"])
def test_a_directive_is_refused(directive):
    complains(f"{directive}\n---\n{RECORD}", at="1:1", of="a YAML directive; leave it out")


@pytest.mark.parametrize(
    ("escape", "code"), [(r"\0", "0000"), (r"\a", "0007"), (r"\x1b", "001B"), (r"\N", "0085"), (r"\r", "000D")]
)
def test_an_escape_for_a_control_character_is_refused(escape, code):
    complains(with_terms(f'"a{escape}b"'), at="13:12", of=f"the control character U+{code}", advice="leave it out")


def test_an_escape_for_a_control_character_in_a_key_makes_one_complaint():
    complains(with_terms('x\n    "no\\ate": y'), at="14:5", of="the control character U+0007")


@pytest.mark.parametrize("escape", [r"\t", r"\n"])
def test_an_escape_for_a_tab_or_a_line_end_is_allowed(escape):
    assert terms_in(with_terms(f'"a{escape}b"')).split() == ["a", "b"]


@pytest.mark.parametrize(
    ("junk", "at"), [("[" * DEPTH, "1:"), ("{" * DEPTH, "1:13"), ("- " * DEPTH, "1:"), ("? " * DEPTH, "1:25")]
)
def test_deep_nesting_is_refused_before_it_does_harm(junk, at):
    faults = faults_in(junk)
    assert faults[-1].startswith(at)
    assert len(faults) <= 2


@pytest.mark.parametrize("junk", ["[" * DEPTH, "{a: " * DEPTH, "[" * DEPTH + "]" * DEPTH])
def test_a_value_nested_deeper_than_a_scenario_ever_is_is_refused(junk):
    assert "nested deeper than a scenario ever is" in faults_in(with_terms(junk))[-1]


def test_a_ladder_of_keys_is_refused_at_the_first_that_is_too_deep():
    ladder = "".join(" " * step + f"a{step}:\n" for step in range(3_000))
    assert faults_in(ladder)[-1].startswith("13:13: nested deeper than a scenario ever is")


@pytest.mark.parametrize("key", ["? [a]\n    : b", "? {a: [b, {c: d}]}\n    : b", "{a: b}: c", "[a]: b"])
def test_a_key_that_is_no_text_makes_one_complaint(key):
    [fault] = faults_in(with_terms(f"x\n    {key}"))
    assert "a key must be a text; write `key: value`" in fault


def test_two_odd_keys_make_two_complaints():
    faults = faults_in(with_terms("x\n    [a]: b\n    [c]: d"))
    assert [fault.partition(": ")[0] for fault in faults] == ["14:5", "15:5"]


def test_all_faults_are_reported_in_the_order_of_the_file():
    text = (
        RECORD.replace("pact:", "pact: &x").replace("by: aland", "by: aalnd").replace("title: Strait", "titel: Strait")
    )
    assert [fault.partition(": ")[0] for fault in faults_in(text + OPPOSED)] == ["5:21", "7:21", "10:9"]


def test_after_a_thousand_faults_reading_ends():
    faults = faults_in(RECORD + "  - x: y\n" * 2_000)
    assert len(faults) == 1_001
    assert "these are 1,000 faults; no more were looked for" in faults[-1]
