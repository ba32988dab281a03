from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from imported import SAMPLES, case_in, complaint, dropped_in, is_told_or_read, moves_in, outcomes_of, written

from sim.records.importers.cameo import icews
from sim.records.importers.cameo.codes import CAMEO
from sim.records.importing.cases import checked_case

SAMPLE = Path(SAMPLES, "icews-invented.tab")
HEADER = "\t".join([*icews.NEEDED, *icews.USED])


def row(date="2013-02-01", source="Aland", target="Bohus", code="111", **other):
    values = {
        "Event ID": "9000",
        "Event Date": date,
        "Source Name": source,
        "Source Country": source,
        "CAMEO Code": code,
        "Target Name": target,
        "Target Country": target,
        "Event Text": "NA",
        "Intensity": "NA",
        "Story ID": "",
        "Sentence Number": "1",
        "Publisher": "NA",
        **other,
    }
    return "\t".join(values[column] for column in (*icews.NEEDED, *icews.USED))


def table(folder, *rows, header=HEADER):
    return written(folder, "\n".join([header, *rows]) + "\n")


def test_the_sample_becomes_candidates_of_every_outcome():
    case = case_in(icews, SAMPLE, ("Aland", "Bohus"))
    assert moves_in(case) == [
        (2, "propose", "aland", "read"),
        (3, "oppose", "bohus", "guessed"),
        (4, "remark", "aland", "remark"),
        (5, "threaten", "aland", "read"),
        (7, "carry-out", "aland", "guessed"),
        (8, "convene", "both", "guessed"),
        (10, "act", "bohus", "act"),
        (11, "propose", "bohus", "read"),
        (12, "ease", "aland", "guessed"),
    ]
    assert dropped_in(case) == {
        9: "it is the same event as row 8, reported from the other side",
        13: "'957' is no code of CAMEO; correct it, or leave the row out",
    }
    assert case.notes == (
        "rows of other dyads, or of one actor alone, passed over: 1",
        "events reported from both sides, taken once: 1",
        "events with a problem that the note of the move names: 2",
    )
    assert checked_case(case, "sample").text is not None


def test_every_move_is_marked_as_a_candidate_with_its_event():
    case = case_in(icews, SAMPLE, ("Aland", "Bohus"))
    notes = [each.item["note"] for each in case.rows if each.item]
    assert all(note.startswith("candidate: ") and "; event 90" in note for note in notes)


def test_a_city_or_a_minister_acts_for_the_country_of_its_column():
    case = case_in(icews, SAMPLE, ("bohus", "aland"))
    speakers = {each.number: (each.item["by"], each.item.get("speaker")) for each in case.rows if each.item}
    assert speakers[2] == ("aland", "Minister Holm")
    assert speakers[4] == ("aland", "Mariehamn")
    assert speakers[3] == ("bohus", None)


def test_an_actor_without_a_country_stands_for_itself(tmp_path):
    path = table(tmp_path, row(**{"Source Name": "Hansa", "Source Country": "NA"}), row(source="Bohus", target=""))
    assert moves_in(case_in(icews, path, ("hansa", "Bohus"))) == [(2, "remark", "hansa", "remark")]


def test_the_only_dyad_needs_no_name(tmp_path):
    assert case_in(icews, table(tmp_path, row(), row(source="Bohus", target="Bohus"))).name == "aland-bohus"


def test_the_sides_stand_in_the_order_in_which_they_are_named(tmp_path):
    case = case_in(icews, table(tmp_path, row()), ("BOHUS", "aland"))
    assert case.setting["parties"] == {"bohus": "Bohus", "aland": "Aland"}


def test_a_file_of_many_dyads_names_the_most_frequent(tmp_path):
    rows = [row(target=f"Land {n}") for n in range(6)]
    assert complaint(icews, table(tmp_path, *rows, rows[3])) == (
        ": this file has 6 dyads; name one of them: --dyad aland,land-3 (2 events), --dyad aland,land-0 (1 event), "
        "--dyad aland,land-1 (1 event), --dyad aland,land-2 (1 event), --dyad aland,land-4 (1 event), … (6 in all)"
    )


@pytest.mark.parametrize(
    ("dyad", "reason"),
    [
        (("Alland", "Bohus"), "no row has the actor 'Alland'; did you mean aland? the most frequent dyads: "),
        (("x", "Bohus"), "no row has the actor 'x'; the most frequent dyads: "),
        (("Norland", "Bohus"), "no row is between Norland and Bohus; the most frequent dyads: "),
        (("Bohus", "bohus"), "'Bohus' is both sides of the dyad; name two actors"),
    ],
)
def test_a_dyad_that_is_not_there_is_told_with_those_that_are(tmp_path, dyad, reason):
    path = table(tmp_path, row(), row(target="Norland"))
    shown = "--dyad aland,bohus (1 event), --dyad aland,norland (1 event)"
    assert complaint(icews, path, dyad) == f": {reason}{shown if reason.endswith(' ') else ''}"


def test_a_file_without_two_sides_is_told(tmp_path):
    only = ": no row has two different actors; a negotiation has two sides"
    assert complaint(icews, table(tmp_path), ("a", "b")) == only
    assert complaint(icews, table(tmp_path, row(target="Aland"))) == only


def test_a_header_without_a_column_is_told_with_the_one_that_may_be_meant(tmp_path):
    needed = ", ".join(icews.NEEDED)
    assert complaint(icews, table(tmp_path, header=HEADER.replace("CAMEO Code", "CAMEO_Code"))) == (
        ", row 1, column CAMEO Code: the header has no such column, and a table of ICEWS has "
        f"{needed}; did you mean CAMEO_Code?"
    )
    assert complaint(icews, table(tmp_path, header=HEADER.replace("\t", ","))).endswith(
        f"a table of ICEWS has {needed}; are the columns between tabs?"
    )
    assert complaint(icews, written(tmp_path, "\n\n")).startswith(", row 1, column Event ID: ")


def test_rows_that_cannot_be_read_are_refused_with_their_reason(tmp_path):
    case = case_in(icews, table(tmp_path, row(), "a\tb", row(date="soon"), row(code="x"), row(date="2013-02-30")))
    assert dropped_in(case) == {
        3: "it has 2 columns between tabs, and the header 12; mend or remove the line",
        4: "'soon' is no date; write one such as 2018-06-01",
        5: "'x' is no code of CAMEO; correct it, or leave the row out",
    }
    assert outcomes_of(case) == {"remark": 2, "refused": 3}
    assert case.rows[-1].item["date"] == "2013-02"


@pytest.mark.parametrize("code", ["", "---"])
def test_a_row_that_is_not_coded_is_dropped(tmp_path, code):
    case = case_in(icews, table(tmp_path, row(), row(code=code)))
    assert (dropped_in(case), outcomes_of(case)["dropped"]) == ({3: "it has no code"}, 1)


def test_rows_are_put_in_order_of_date(tmp_path):
    case = case_in(icews, table(tmp_path, row(date="2013-03-01"), row(date="2013-02-01")))
    assert [each.number for each in case.rows] == [3, 2]
    assert "the rows were put in order of date" in case.notes


def mirrored(code, other=None, **fields):
    return (
        row(code=code, **{"Story ID": "1"}, **fields),
        row(source="Bohus", target="Aland", code=other or code, **{"Story ID": "1"}, **fields),
    )


def test_a_visit_is_reported_once_by_who_comes_first(tmp_path):
    case = case_in(icews, table(tmp_path, *mirrored("042", "043")))
    assert moves_in(case) == [(2, "act", "aland", "act")]
    assert list(dropped_in(case)) == [3]


def test_harm_of_each_side_to_the_other_is_no_double(tmp_path):
    case = case_in(icews, table(tmp_path, *mirrored("191")))
    assert moves_in(case) == [(2, "impose", "aland", "read"), (3, "impose", "bohus", "read")]
    assert "row 2 reports the same from the other side, and both are kept" in case.rows[1].item["note"]


def test_two_reports_of_one_side_are_no_double(tmp_path):
    first, mirror = mirrored("040")
    assert moves_in(case_in(icews, table(tmp_path, first, first.replace("9000", "9001"), mirror))) == [
        (2, "act", "both", "act"),
        (3, "act", "aland", "act"),
    ]


def test_a_row_that_stands_twice_is_one_event(tmp_path):
    case = case_in(icews, table(tmp_path, row(), row(), row(code="112")))
    assert [number for number, *_ in moves_in(case)] == [2, 4]
    assert dropped_in(case) == {3: "event 9000 stands in row 2 already"}
    assert outcomes_of(case)["dropped"] == 1


def test_words_of_each_side_about_the_other_are_no_double(tmp_path):
    assert len(moves_in(case_in(icews, table(tmp_path, *mirrored("111"))))) == 2


def test_the_label_of_the_code_stands_where_a_row_has_no_words(tmp_path):
    header = "\t".join(icews.NEEDED)
    path = table(tmp_path, "\t".join(row(code="40").split("\t")[:7]), header=header)
    assert case_in(icews, path).rows[0].item["action"] == "Consult, not specified"


CELLS = st.one_of(
    st.text(max_size=12).filter(lambda text: not {*"\t\r\n"} & {*text}),
    st.sampled_from(["Aland", "Bohus", "2013-02-01", "2013-02-31", "NA", *CAMEO.by_code]),
)


@given(st.lists(st.lists(CELLS, min_size=11, max_size=13), max_size=6))
def test_whatever_the_rows_a_file_is_read_or_told(tmp_path_factory, rows):
    path = table(tmp_path_factory.getbasetemp(), row(), *("\t".join(cells) for cells in rows))
    assert is_told_or_read(icews, path, ("Aland", "Bohus"))


@given(st.binary(max_size=60))
def test_whatever_the_bytes_a_file_is_read_or_told(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "bytes.tab"
    path.write_bytes(data)
    assert is_told_or_read(icews, path)
    path.write_bytes(HEADER.encode() + b"\n" + row().encode() + b"\n" + data)
    assert is_told_or_read(icews, path, ("Aland", "Bohus"))


def test_capitals_in_a_header_do_not_count(tmp_path):
    assert case_in(icews, table(tmp_path, row(), header=HEADER.upper())).name == "aland-bohus"


def test_cells_may_stand_between_quotation_marks(tmp_path):
    lines = ("\t".join(f'"{cell}"' for cell in line.split("\t")) for line in (HEADER, row()))
    plain = case_in(icews, table(tmp_path, row()))
    assert case_in(icews, written(tmp_path, "\n".join(lines))).rows == plain.rows
