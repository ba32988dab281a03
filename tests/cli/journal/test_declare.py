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
