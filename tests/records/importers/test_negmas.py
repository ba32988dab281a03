import csv
import gzip
import io
import string
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from imported import accepted_terms, moves_of, outcomes_of, refusal, scenario_of

from sim.model.errors import InvalidImportError, MissingDependencyError
from sim.records.importers.negmas.read import read
from sim.records.importing.cases import checked_case

SAMPLE = Path(__file__).parents[3] / "docs/reference/importers/samples/negmas.csv"
FULL = "step,negotiator,offer,responses,state,text\n"


@pytest.fixture
def file(tmp_path):
    """Writes a trace, and tells where it is."""

    def written(text, name="s.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def only(path, dyad=None):
    (case,) = read(path, dyad)
    return case


def refused(path, dyad=None):
    return refusal(read, path, dyad).removeprefix(f"{path.parent}/")


# MOVES


def test_each_offer_counters_the_one_on_the_table_and_replaces_its_authors_own():
    case = only(SAMPLE)
    assert moves_of(case)[:3] == ["propose offer-1 seller", "propose offer-2 buyer", "propose offer-3 seller"]
    links = [(row.item.get("counters"), row.item.get("replaces")) for row in case.rows[:3]]
    assert links == [(None, None), ("offer-1", None), ("offer-2", "offer-1")]


def test_a_yes_is_an_acceptance_of_the_last_offer():
    assert moves_of(only(SAMPLE))[-1] == "accept offer-5 buyer"
    assert accepted_terms(only(SAMPLE)) == [{"issue-1": "33", "issue-2": "freight", "issue-3": "0.5"}]


def test_rows_are_counted_by_how_they_came_out():
    assert outcomes_of(only(SAMPLE)) == {"read": 1, "guessed": 4, "linked": 1}


def test_rows_have_the_numbers_of_a_spreadsheet():
    assert [row.number for row in only(SAMPLE).rows] == [2, 3, 4, 5, 6, 6]


def test_every_move_is_a_candidate():
    assert {row.item["note"] for row in only(SAMPLE).rows} == {"candidate"}


def test_a_step_is_a_day_and_that_is_said():
    case = only(SAMPLE)
    assert [row.item["date"] for row in case.rows] == ["2001-01-01"] * 2 + ["2001-01-02"] * 2 + ["2001-01-03"] * 2
    assert "the dates are invented: 2001-01-01 stands for step 0, and each step is a day" in case.notes


def test_the_words_with_an_offer_are_its_quote():
    assert only(SAMPLE).rows[0].item["quote"] == "A fair price for a new boat"


def test_a_number_is_rounded_to_the_digits_that_a_term_can_have():
    assert only(SAMPLE).rows[2].item["terms"]["issue-3"] == "0.66666666667"


def test_the_parties_are_the_negotiators_without_what_makes_their_ids_unique():
    assert only(SAMPLE).setting["parties"] == {"seller": "seller", "buyer": "buyer"}


def test_a_session_that_somebody_ends_is_broken_off_by_the_one_whose_turn_it_was(file):
    case = only(file(FULL + '0,a,"(1,)",{},continuing,\n0,b,"(2,)",{},ended,\n1,a,,{},broken,\n'))
    assert moves_of(case)[-1] == "break-off session b"
    assert outcomes_of(case) == {"read": 1, "guessed": 2, "dropped": 1}
    assert scenario_of(case).history.as_of().state.subjects["session"].status == "broken-off"


def test_a_session_that_somebody_ends_at_once_is_broken_off_by_the_first(file):
    file("step,negotiator,offer\n", "s/trace.csv")
    file("broken: true\nnegotiator_ids: [a, b]\n", "s/config.yaml")
    folder = file("broken: true\nagreement: null\n", "s/outcome_stats.yaml").parent
    assert moves_of(only(folder)) == ["break-off session a"]


def test_offers_lapse_when_the_time_is_up(file):
    case = only(file(FULL + '0,a,"(1,)",{},continuing,\n0,b,"(2,)",{},continuing,\n1,a,,{},timedout,\n'))
    assert moves_of(case)[-1] == "lapse offer-1+offer-2"
    assert scenario_of(case).history.as_of().state.subjects["offer-2"].status == "lapsed"


def test_nothing_lapses_where_nothing_is_open(file):
    case = only(file(FULL + "1,a,,{},timedout,\n"), ("a", "b"))
    assert [row.reason for row in case.rows][-1] == "the time is up, and nothing is open"


def test_a_session_that_fails_ends_without_a_move(file):
    case = only(file(FULL + '0,a,"(1,)",{},continuing,\n1,b,"(2,)",{},error,\n'))
    assert (moves_of(case)[-1], case.rows[-1].reason) == ("propose offer-2 b", "the session failed")


def test_a_row_without_an_offer_is_dropped(file):
    case = only(file(FULL + '0,a,"(1,)",{},continuing,\n0,b,,{},continuing,let me think\n1,a,"(2,)",{},continuing,\n'))
    assert outcomes_of(case) == {"read": 1, "dropped": 1, "guessed": 1}
    assert "no file tells how the session ended" in case.notes


def test_an_offer_of_nobody_is_dropped(file):
    case = only(file(FULL + '0,a,"(1,)",{},continuing,\n0,,"(2,)",{},continuing,\n'), ("a", "b"))
    assert case.rows[1].reason == "it names nobody who offers"


# KINDS OF TRACES


def test_a_trace_without_responses_takes_the_agreement_from_the_file_beside_it(file):
    file('step,negotiator,offer\n0,a,"(1, 0.3333333333333333)"\n3,b,"(2, 0.6666666666666666)"\n', "s/trace.csv")
    folder = file("agreement: [2, 0.6666666666666666]\n", "s/run_info.yaml").parent
    case = only(folder)
    assert (case.name, moves_of(case)[-1]) == ("s", "accept offer-2 a")
    assert case.rows[-1].item["date"] == "2001-01-04"


def test_a_trace_alone_without_responses_does_not_tell_the_end(file):
    case = only(file('negotiator,offer\na,"(1,)"\nb,"(1,)"\n'))
    assert moves_of(case) == ["propose offer-1 a", "propose offer-2 b"]
    assert case.notes[-1] == "no file tells how the session ended"


def test_an_agreement_that_is_not_the_last_offer_is_no_acceptance(file):
    file('step,negotiator,offer\n0,a,"(1,)"\n3,b,"(2,)"\n', "s/trace.csv")
    folder = file("agreement: {price: 1}\n", "s/run_info.yaml").parent
    assert only(folder).rows[-1].reason == "the agreement is not the last offer"


STATES = "step,new_offers,current_proposer,agreement,broken,timedout,has_error\n"


def test_a_trace_of_states_gives_the_same(file):
    rows = """0,"[('a', (1,)), ('b', (2,))]",b,,False,False,False\n1,[],b,"(2,)",False,False,False\n"""
    assert moves_of(only(file(STATES + rows))) == ["propose offer-1 a", "propose offer-2 b", "accept offer-2 a"]


@pytest.mark.parametrize(
    ("flags", "end"), [("True,False", "break-off session b"), ("False,True", "lapse offer-1"), ("False,False", None)]
)
def test_a_trace_of_states_tells_the_end(file, flags, end):
    case = only(file(STATES + f"""0,"[('a', (1,))]",a,,{flags},False\n"""), ("a", "b"))
    assert moves_of(case) == ["propose offer-1 a", *filter(None, [end])]


def test_a_trace_of_states_without_rows_is_a_record_that_has_not_begun(file):
    assert only(file(STATES), ("a", "b")).rows == ()


def test_issues_have_the_names_of_the_outcome_space(file):
    trace = file('step,negotiator,offer\n0,a,"(1, np.float64(0.5))"\n0,b,"{\'x\': 1}"\n', "s/trace.csv")
    file("type: LinearAdditiveUtilityFunction\n", "s/scenario/a.yml")
    file("not yaml", "s/scenario/b.txt")
    assert only(trace.parent).setting["issues"] == {"outcome": "The outcome of the session"}
    file(
        "name: boats\ntype: CartesianOutcomeSpace\nissues: [{name: 'price, EUR'}, {name: share}]\n", "s/scenario/d.yml"
    )
    case = only(trace.parent)
    assert [row.item["terms"] for row in case.rows] == [{"price EUR": "1", "share": "0.5"}, {"x": "1"}]
    assert case.setting["issues"] == {"outcome": "boats"}


def test_the_sessions_of_a_tournament_are_found_with_their_outcome_spaces(file):
    space = "name: {0}\ntype: CartesianOutcomeSpace\nissues: [{{name: {0}-price}}]\n"
    for name in ("dom", "dom-1", "dom_x"):
        file(space.format(name), f"t/scenarios/{name}/{name}.yml")
    rows = FULL + '0,A@0,"(1,)",{},continuing,\n0,B@1,"(2,)",{},continuing,\n'
    trace = file(rows, "t/negotiations/dom_x_A_B_0.csv")
    file(rows, "t/negotiations/dom-1_A_B_0.csv")
    file("index,score\n", "t/scores.csv")
    cases = list(read(trace.parent.parent, None))
    assert [case.name for case in cases] == ["dom-1_A_B_0", "dom_x_A_B_0"]
    assert [list(case.rows[0].item["terms"]) for case in cases] == [["dom-1-price"], ["dom_x-price"]]


def test_a_trace_in_a_folder_of_that_name_without_outcome_spaces_is_read(file):
    assert only(file('negotiator,offer\na,"(1,)"\nb,"(1,)"\n', "negotiations/x.csv")).setting["issues"]


def test_a_folder_may_hold_the_folders_of_sessions(file):
    for name in ("one", "two"):
        path = file('negotiator,offer\na,"(1,)"\nb,"(1,)"\n', f"all/{name}/trace.csv")
    file("x", "all/.hidden/trace.csv")
    assert [case.name for case in read(path.parent.parent, None)] == ["one", "two"]


def test_a_compressed_table_is_read(file):
    case = only(file(gzip.compress(SAMPLE.read_bytes()), "s.csv.gz"))
    assert (case.name, case.rows) == ("s", only(SAMPLE).rows)


def test_parquet_is_read(tmp_path):
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    pandas.read_csv(SAMPLE).to_parquet(tmp_path / "s.parquet")
    assert only(tmp_path / "s.parquet").rows == only(SAMPLE).rows


# NEGOTIATORS


def test_a_dyad_takes_the_sessions_between_its_two(file):
    rows = 'negotiator,offer\n{},"(1,)"\n{},"(1,)"\n'
    path = file(rows.format("a", "b"), "all/ab.csv").parent
    file(rows.format("b", "a"), "all/ba.csv")
    file(rows.format("a", "c"), "all/ac.csv")
    file(rows.format("a", "c") + 'b,"(1,)"\n', "all/three.csv")
    assert [case.name for case in read(path, ("b", "a"))] == ["ab", "ba"]


def test_a_dyad_that_never_meets_is_refused(file):
    path = file('negotiator,offer\na,"(1,)"\nb,"(1,)"\n')
    sentence = "s.csv: no session is between a and x alone; name two of those who act: a, b"
    assert refused(path, ("a", "x")) == sentence


def test_negotiators_have_the_names_of_their_configuration(file):
    file('negotiator,offer\nid-1,"(1,)"\nid-2,"(1,)"\n', "s/trace.csv")
    folder = file("negotiator_ids: [id-2, id-1]\nnegotiator_names: [both, Ann Lee]\n", "s/config.yaml").parent
    assert only(folder).setting["parties"] == {"party-both": "both", "ann-lee": "Ann Lee"}


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ('a,"(1,)"\nb,"(1,)"\nc,"(1,)"\n', "3 negotiators act in it (a, b, c), and a record has two parties"),
        ("".join(f'{name},"(1,)"\n' for name in "abcdef"), "6 negotiators act in it (a, b, c, d, e, …)"),
        ('a,"(1,)"\n', "only a acts in this trace, and a record has two parties; name both with `--dyad A,B`"),
        ("", "nobody acts in this trace"),
    ],
)
def test_a_session_that_is_not_between_two_is_refused(file, rows, reason):
    assert reason in refused(file("negotiator,offer\n" + rows))


def test_of_many_sessions_those_that_cannot_be_read_are_refused_and_the_rest_read(file):
    rows = 'negotiator,offer\na,"(1,)"\nb,"(1,)"\n'
    folder = file(rows, "all/ab.csv").parent
    file(rows + 'c,"(1,)"\n', "all/three.csv")
    file("negotiator,offer\na,1+1\n", "all/zero.csv")
    good, three, zero = read(folder, None)
    assert len(good.rows) == 2
    assert (three.name, three.rows[0].outcome) == ("three", "refused")
    assert "three.csv: 3 negotiators act in it (a, b, c)" in three.rows[0].reason
    assert (zero.rows[0].number, zero.rows[0].column) == (2, "offer")
    assert checked_case(three, "all").refused[0].way_out == "leave this session out"


def test_signs_that_no_record_can_hold_are_left_out(file):
    case = only(file('negotiator,offer\na\x07b,"(\'x\x07y\',)"\nc,"(2,)"\n'))
    assert case.setting["parties"] == {"a-b": "a b", "c": "c"}
    assert case.rows[0].item["terms"] == {"issue-1": "x y"}
    scenario_of(case)


# WHAT CANNOT BE READ


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "s.csv: this file is empty; name one that has rows"),
        ("\n", "s.csv: this is no trace of a session: it has the columns (none) and no negotiator and offer; `SAO"),
        (
            ",".join("abcdefghijkl"),
            "s.csv: this is no trace of a session: it has the columns a, b, c, d, e, f, g, h, i, j, …",
        ),
        (FULL + "0,a\n", "s.csv, row 2: it has 2 cells, and the header has 6; save the session anew"),
        (FULL + "x,a,,,,\n", "s.csv, row 2, column step: 'x' is no step; a step is a whole number from 0"),
        (FULL + "3,a,,,,\n1,a,,,,\n", "s.csv, row 3, column step: step 1 comes after step 3; order the rows by step"),
        (
            FULL + "0,a,1+1,,,\n",
            "s.csv, row 2, column offer: '1+1' cannot be read, it is no value as Python prints one",
        ),
        (FULL + "0,a,7,,,\n", "s.csv, row 2, column offer: '7' is no list of values; save the session anew"),
        (STATES + "0,[1],,,,,\n", "s.csv, row 2, column new_offers: this is no list of negotiators and their offers"),
        (
            "negotiator,offer\nb\xff".encode("latin-1"),
            "s.csv, row 2: byte 2 of this line (0xff) is no UTF-8, so the file has another",
        ),
        ("negotiator,offer\na," + "1" * 200_000, "s.csv, row 2: this is no row of a CSV file (field larger than"),
        (FULL + "99999999,a,,,,\n0000,b,,,,\n", "step 0 comes after step 99999999"),
    ],
)
def test_a_file_that_is_no_trace_is_refused_with_its_place_and_the_way_out(file, text, sentence):
    assert sentence in refused(file(text))


def test_a_step_beyond_all_days_is_refused(file):
    assert "row 2, column step: there is no day for step 99999999" in refused(
        file(FULL + '99999999,a,"(1,)",{},continuing,\n99999999,b,"(1,)",{},continuing,\n')
    )


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path / "none.csv") == "none.csv: there is no such file"


def test_a_folder_without_traces_is_refused(tmp_path):
    assert "this folder has no trace of a session" in refused(tmp_path)


def test_a_broken_file_of_another_kind_is_refused(file):
    assert "it is no whole gzip file" in refused(file(b"no", "s.csv.gz"))
    assert "what is packed in it is not in UTF-8" in refused(file(gzip.compress(b"\xff"), "s.csv.gz"))
    assert "it is no Parquet file" in refused(file(b"no", "s.parquet"))


def test_parquet_without_its_library_tells_which_extra_brings_it(file, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(MissingDependencyError, match="Parquet needs pyarrow, which the extra 'tables' brings"):
        list(read(file(b"", "s.parquet"), None))


def test_a_broken_file_beside_a_trace_is_refused(file):
    file("negotiator,offer\n", "s/trace.csv")
    folder = file("a: [", "s/config.yaml").parent
    assert "config.yaml: it is no YAML file in UTF-8; save the session anew" in refused(folder)


def test_a_folder_that_cannot_be_opened_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "iterdir", lambda _: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    assert refused(tmp_path).endswith("it cannot be read: permission denied")


def test_a_file_beside_a_trace_that_is_no_mapping_says_nothing(file):
    file('negotiator,offer\na,"(1,)"\nb,"(1,)"\n', "s/trace.csv")
    assert moves_of(only(file("- 1\n", "s/config.yaml").parent))


@pytest.fixture(scope="module")
def any_file(tmp_path_factory):
    return tmp_path_factory.mktemp("any") / "s.csv"


@given(data=st.binary(max_size=200))
def test_no_bytes_bring_the_importer_down(any_file, data):
    any_file.write_bytes(data)
    _tried(any_file)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4), st.lists, max_leaves=5
)
CELLS = st.one_of(
    st.text(string.printable, max_size=12),
    VALUES.map(lambda value: repr(tuple(value) if isinstance(value, list) else value)),
    st.sampled_from(["a", "b", "agreement", "broken", "timedout", "error", "[('a', (1,))]", "True", "0", "1"]),
)


@given(
    header=st.sampled_from([FULL, STATES, "negotiator,offer\n"]), rows=st.lists(st.lists(CELLS, max_size=7), max_size=4)
)
def test_no_rows_bring_the_importer_down(any_file, header, rows):
    width = header.count(",") + 1
    text = io.StringIO(newline="")
    csv.writer(text).writerows([*row, *["0"] * width][:width] for row in rows)
    any_file.write_text(header + text.getvalue(), "utf-8", newline="")
    _tried(any_file)


def _tried(path):
    """What is read is a case, and all else is said in a sentence."""
    with suppress(InvalidImportError):
        for case in read(path, None):
            assert all(row.item or row.reason for row in case.rows)
            checked = checked_case(case, "s")
            assert (checked.text is None) == (checked.moves == 0)
