import pytest
from complaints import RECORD

from sim.cli.written_files import say_written, size_in_words, to_replay


@pytest.fixture
def said(tmp_path, capsys, monkeypatch):
    """What is said of a file of this name in the present folder, once so much has been written to it."""
    monkeypatch.chdir(tmp_path)

    def told(name, *arguments, size=84_449, **options):
        (tmp_path / name).write_bytes(b"x" * size)
        say_written((tmp_path / name).relative_to(tmp_path), *arguments, **options)
        return capsys.readouterr().out

    return told


def test_its_size_is_said_and_how_much_is_in_it(said):
    assert said("x.jsonl", "12 lines") == "x.jsonl: written, 84 kB, 12 lines\n"


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("x.html", "open it in a browser"),
        ("X.SVG", "open it in a browser"),
        ("x.png", "open it in an image viewer"),
        ("x.pdf", "open it in a PDF viewer"),
        ("x.md", "open it in a text editor, or convert it with pandoc"),
        ("x.csv", "open it in a spreadsheet, or read it with pandas or R"),
    ],
)
def test_the_ending_says_how_to_look_at_it(said, name, advice):
    assert said(name) == f"{name}: written, 84 kB; {advice}\n"


def test_advice_that_is_given_takes_the_place_of_that(said):
    assert said("x.csv", advice="import it") == "x.csv: written, 84 kB; import it\n"


def test_after_a_table_it_stands_apart(said):
    assert said("x", apart=True) == "\nx: written, 84 kB\n"


def test_of_a_device_there_is_no_size_and_nothing_to_look_at(negsim):
    assert negsim("plot", "scenarios/fishing.yaml", "-o", "/dev/null").stdout == "/dev/null: written\n"


def test_a_scenario_is_replayed_under_a_name_that_a_shell_takes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "two words.yaml").write_text(RECORD, "utf-8")
    path = (tmp_path / "two words.yaml").relative_to(tmp_path)
    assert to_replay(path) == "`negsim run 'two words.yaml'` replays it"


def test_a_page_says_how_many_moves_it_has(negsim, tmp_path):
    path = tmp_path / "x.html"
    said = negsim("page", "scenarios/fishing.yaml", "-o", path).stdout
    size = size_in_words(path.stat().st_size)
    assert said == f"{path}: written, {size}, 25 moves; open it in a browser\n"


def test_the_setting_beside_a_table_is_for_import(negsim, tmp_path):
    said = negsim("export", "scenarios", "--table", "moves", "-o", tmp_path / "x.csv").stdout.splitlines()
    assert said[1].endswith("; `negsim import` reads it beside the table")


@pytest.mark.parametrize(("form", "name"), [("ocel", "x.jsonocel"), ("cloudevents", "x.jsonl"), ("gmcr", "x.gmcr")])
def test_what_another_tool_reads_names_the_tool_or_the_use(negsim, tmp_path, form, name):
    said = negsim("export", "scenarios/fishing.yaml", "--to", form, "-o", tmp_path / name).stdout
    assert {"ocel": "pm4py", "cloudevents": "send each line", "gmcr": "the options of both sides"}[form] in said


@pytest.mark.parametrize(
    "call",
    [
        ("plot", "scenarios/fishing.yaml", "-o", "x.svg"),
        ("page", "scenarios/fishing.yaml", "-o", "x.html"),
        ("export", "scenarios", "--table", "moves", "-o", "x.csv"),
        ("schema", "-o", "x.json"),
        ("new", "x.yaml"),
        ("vectors", "--moves", "act, remark", "--subjects", "statement", "--basic", "--count", "2", "-o", "x.jsonl"),
    ],
    ids=lambda call: call[0],
)
def test_quietly_nothing_is_said(negsim, tmp_path, call):
    *arguments, name = call
    assert negsim(*arguments, tmp_path / name, "--quiet").output == ""
    assert (tmp_path / name).stat().st_size
