import pytest


def test_what_comes_later_is_declared_beside_what_is_there(negsim, journal):
    result = negsim("journal", "declare", journal, "-", stdin="issues: {nets: The width of nets}\n")
    assert result.stdout == f"{journal}#main: @4 recorded: declare issues\n"
    offer = ("propose", "wide", "--by", "aland", "--date", "2013-04", "--set", "issue=nets")
    assert negsim("journal", "add", journal, *offer).exit_code == 0
    assert "@4" in negsim("journal", "log", journal).stdout


def test_quietly_nothing_is_said_of_it(negsim, journal):
    assert negsim("journal", "declare", journal, "-", "-q", stdin="summary: Herring\n").output == ""


def test_moves_and_unknown_sections_are_not_declared(journal, told):
    first, second = told("declare", journal, "-", stdin="moves: []\nisues: {}\n").splitlines()
    assert first == "<stdin>:1:1: there is no key 'moves' here; `negsim journal add` adds each move"
    assert second == "<stdin>:2:1: there is no key 'isues' here; did you mean issues?"


def test_what_is_no_mapping_is_refused(journal, told):
    assert "<stdin>:1:1: " in told("declare", journal, "-", stdin="- a\n")


def test_what_is_no_text_is_refused(journal, told, tmp_path):
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfe\xff")
    assert f"{tmp_path}/x.yaml:1:" in told("declare", journal, tmp_path / "x.yaml")


def test_a_faulty_declaration_is_named_by_its_entry(negsim, journal, told):
    lines = told("declare", journal, "-", stdin="commitments: {pact: {title: Pact, issue: nets}}\n").splitlines()
    assert lines[0].startswith(f"{journal}#main@4: ")
    assert lines[-1] == f"{journal}#main: nothing recorded"
    assert "@4" not in negsim("journal", "log", journal).stdout


LATER = """summary: Who may fish
sources: {gazette: {title: The Gazette}}
branches: {calm: {without: ["#2"]}}
"""


def test_what_is_null_is_taken_back(negsim, journal):
    negsim("journal", "declare", journal, "-", stdin=LATER)
    back = "summary: null\nsources: {gazette: ~}\nbranches: {calm: null}\nissues: {nets: Nets}\n"
    result = negsim("journal", "declare", journal, "-", stdin=back)
    words = "declare issues; take back summary, gazette of sources, calm of branches"
    assert result.stdout == f"{journal}#main: @5 recorded: {words}\n"
    assert "take back" in negsim("journal", "log", journal).stdout
    assert "calm" not in negsim("check", journal).stdout
    assert negsim("journal", "retract", journal, "#2").exit_code == 0


def test_a_whole_section_is_taken_back(negsim, journal):
    negsim("journal", "declare", journal, "-", stdin=LATER)
    result = negsim("journal", "declare", journal, "-", stdin='{"branches": null}')
    assert result.stdout == f"{journal}#main: @5 recorded: take back branches\n"


def test_a_second_call_with_the_same_id_takes_the_same_back(negsim, journal):
    negsim("journal", "declare", journal, "-", stdin=LATER)
    call = ("journal", "declare", journal, "-", "--id", "x")
    first, second = (negsim(*call, stdin="sources: {gazette: null}\n").stdout for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("summary: null\n", "summary"),
        ("sources: {times: null}\n", "times of sources"),
        ("issues: {nets: null}\n", "nets of issues"),
    ],
)
def test_what_is_not_there_cannot_be_taken_back(negsim, journal, told, text, words):
    refusal = told("declare", journal, "-", stdin=text)
    assert refusal == f"{journal}#main: the record has no {words}; there is nothing to take back\n"
    assert "@4" not in negsim("journal", "log", journal).stdout


@pytest.mark.parametrize("text", ["{}", "issues: {}\nsources: {}\n"])
def test_a_declaration_of_nothing_is_refused(journal, told, text):
    assert told("declare", journal, "-", stdin=text).startswith("<stdin>:1:1: nothing is declared here; name a section")
