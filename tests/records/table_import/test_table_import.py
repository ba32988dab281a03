"""A table of moves as it comes: its columns, its cells, its cases and what is derived from its rows."""

import io
import json
import sys

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from sim import InvalidScenarioError, UnreadableFileError, loads
from sim.model.errors import MissingDependencyError
from sim.records import InvalidImportError
from sim.records.table_import import open_table as opening
from sim.records.table_import.open_table import TableOptions, open_table
from sim.records.table_import.text_lines import text_lines

HEADER = "scenario,date,by,verb,subject,issue,kind,quote\n"
TWO = "strait,2013-02-01,aland,propose,shares,quota,,half and half\nstrait,2013-02-09,bohus,oppose,shares,,,\n"
SETTING = "parties: {aland: Åland, bohus: Bohus}\nissues: {quota: The quota}\n"


def moves(case):
    return [(move.verb, move.subject) for move in loads(case.text).history.moves]


def setting_of(case):
    return loads(case.text).start.setting


# COLUMNS AND FORMATS


def test_a_table_with_the_columns_of_an_export_becomes_a_case(imported):
    (case,) = imported(HEADER + TWO)
    assert (case.name, moves(case)) == ("strait", [("propose", "shares"), ("oppose", "shares")])
    assert loads(case.text).history.moves[0].quote == "half and half"


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_the_header_shows_the_separator(imported, separator):
    assert moves(imported((HEADER + TWO).replace(",", separator))[0])


def test_a_separator_may_be_given_or_declared_in_the_first_line(imported):
    assert moves(imported((HEADER + TWO).replace(",", "~"), separator="~")[0])
    cases = imported("sep=~\n" + (HEADER + TWO + "strait,soon,x,propose,a,quota,,\n").replace(",", "~"))
    assert len(moves(cases[0])) == 2
    assert cases.refused[0].startswith("strait, row 5, column date: ")


def test_a_byte_order_mark_and_line_ends_of_windows_do_no_harm(imported):
    assert moves(imported(b"\xef\xbb\xbf" + (HEADER + TWO).replace("\n", "\r\n").encode())[0])


def test_a_byte_order_mark_does_no_harm_in_an_encoding_that_is_named(imported):
    assert moves(imported("\ufeff" + HEADER + TWO, encoding="utf-8")[0])


def test_another_encoding_may_be_given(imported):
    text = (HEADER + TWO).replace("half", "hälf")
    assert "hälf" in imported(text.encode("cp1252"), encoding="cp1252")[0].text
    assert "hälf" in imported(text.encode("utf-16"), encoding="utf-16")[0].text


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "moves.csv: the file is empty"),
        (b"\n\n", "moves.csv: there is no header; let the first row name the columns"),
        (HEADER.encode(), "moves.csv: there is a header and no row; give a row for each move"),
        (HEADER.encode() + b",,,,,,,\n", "moves.csv: there is a header and no row; give a row for each move"),
        (b"PK\x03\x04...", "it is a workbook or a zip archive, no CSV"),
        (b"\x1f\x8b...", "it is compressed; unpack it first"),
        ((HEADER + TWO).encode("utf-16"), "it is UTF-16; save it as CSV UTF-8, or give --encoding utf-16"),
        ((HEADER + TWO + "x,ö\n").encode("latin-1"), "moves.csv, row 4: byte 0xf6 is not UTF-8; save the table as"),
        ((HEADER + TWO).encode() + b"x\0y\n", "moves.csv, row 4: a NUL character"),
        ((HEADER + TWO).encode() + b'"' + b"x\n" * 70_000, "moves.csv, row 4: a cell of more than 131,072 characters"),
        ((HEADER + TWO).encode() + b"x" * 1_000_001, "moves.csv, row 4: a line of more than 1,000,000 characters"),
        ((HEADER + TWO).encode() + b'"a"b,c\n', "moves.csv, row 4: it is no CSV: "),
        (b'"a"b\n', "moves.csv, row 1: it is no CSV: "),
        (b"x" * 200_000, "moves.csv, row 1: a cell of more than 131,072 characters"),
    ],
)
def test_what_is_no_table_of_moves_is_refused_with_one_sentence(imported, content, complaint):
    with pytest.raises(InvalidImportError) as refused:
        imported(content)
    assert complaint in str(refused.value)


def test_the_wrong_encoding_is_refused(imported):
    with pytest.raises(InvalidImportError, match="row 2: byte 0x81 is not cp1252; name another --encoding"):
        imported(HEADER.encode() + b"\x81", encoding="cp1252")
    with pytest.raises(InvalidImportError, match="what stands here is not utf-16"):
        imported((HEADER + TWO).encode(), encoding="utf-16")


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ("date,by,verb", "row 1: no column is called subject; there is date, by or verb; name the ones that say this"),
        ("date,by,verbs,subject", "no column is called verb; did you mean verbs?; name"),
        ("verb^subject^by^date", "the header is one column; give --separator '^', which seems to separate its columns"),
        ("dear reader!", "and the header is one column; name what separates its columns, such as --separator '^'"),
        ("verbs", "and the header is one column; name what separates its columns, such as --separator '^'"),
        ("a,b", "no columns are called verb, subject, by and date; name the ones that say this in a map, --map, as"),
        ("date,by,verb,subject,By", "row 1, column by: this column stands twice in the header; leave one out"),
    ],
)
def test_a_header_without_what_is_needed_is_refused(imported, header, complaint):
    with pytest.raises(InvalidImportError) as refused:
        imported(f"{header}\n1,2,3,4,5\n")
    assert complaint in str(refused.value)


@pytest.mark.parametrize(("written", "separator"), [(",", "comma"), ("\t", "tab")])
def test_where_the_wrong_separator_is_given_the_one_of_the_header_is_named(imported, written, separator):
    with pytest.raises(InvalidImportError, match=f"give --separator {separator}, which seems to separate its columns"):
        imported((HEADER + TWO).replace(",", written), separator=";")


@pytest.mark.parametrize("ending", ["yaml", "YML"])
def test_a_scenario_file_is_no_table(imported, ending):
    with pytest.raises(InvalidImportError, match="it is a scenario file, and no table; `negsim export FILE --table"):
        imported("scenario: Herring\n", name=f"herring.{ending}")


def test_a_column_for_which_the_map_names_another_is_said(imported):
    table = HEADER.replace("kind", "what") + TWO.replace("quota,,", "quota,a,").replace("shares,,,", "shares,,a,")
    cases = imported(table, mapping="columns: {subject: what}\n")
    assert cases.warnings == ["the column 'subject' is passed over, as the map names another one for it"]


def test_columns_that_are_not_known_are_named_and_passed_over(imported):
    header = "date,by,verb,subject,issue,quotes,colour,effect,," + ",".join(f"x{number}" for number in range(14))
    cases = imported(f"{header}\n2013-02-01,aland,propose,shares,quota,,red,open,,{',' * 13}\n", setting=SETTING)
    assert moves(cases[0]) == [("propose", "shares")]
    assert cases.warnings[0] == "the column 'quotes' is not known, and is passed over; did you mean quote?"
    assert cases.warnings[1].startswith("not known, and passed over: colour, x0, x1, ")
    assert cases.warnings[1].endswith(", x10 and 3 more")


def test_a_table_of_json_is_read_by_its_keys(imported):
    rows = [
        {"verb": "propose", "subject": "a", "by": "aland", "date": "2013", "issue": ["quota"], "terms": {"pay": "5"}},
        {"verb": "propose", "subject": "b", "by": "bohus", "date": 2014, "issue": None, "note": True, "quote": [1]},
    ]
    cases = imported(json.dumps(rows), name="moves.json", setting=SETTING)
    assert moves(cases[0]) == [("propose", "a")]
    assert cases.refused == ["moves, row 2: propose b: issue is missing; correct the row, or leave it out"]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "it is no JSON: "),
        ("{}", "it is no array"),
        ('{"moves": []}', "it is a scenario file, and no table; `negsim export FILE --table moves` makes a table of "),
        ("[1]", "row 1: it is no object"),
        ("[" * 100_000, "it is no JSON: "),
    ],
)
def test_json_of_another_form_is_refused(imported, content, complaint):
    with pytest.raises(InvalidImportError, match=complaint):
        imported(content, name="moves.json")


def test_json_that_is_too_large_and_broken_parquet_are_refused(imported, monkeypatch):
    with pytest.raises(InvalidImportError, match="it is no Parquet: "):
        imported("PAR1", name="moves.parquet")
    monkeypatch.setattr("sim.records.table_import.other_formats.LARGEST_JSON", 1)
    with pytest.raises(InvalidImportError, match="JSON of more than 1 bytes; give the table as CSV"):
        imported("[]", name="moves.json")


def test_a_day_of_a_data_frame_is_a_day(imported):
    days = pd.to_datetime(["2013-02-01 00:00", "2013-02-09 12:00"])
    frame = pd.DataFrame({"date": days, "by": "aland", "verb": "propose", "subject": ["a", "b"], "issue": "quota"})
    cases = imported(frame.to_parquet(), name="moves.parquet", setting=SETTING)
    assert [str(move.date) for move in loads(cases[0].text).history.moves] == ["2013-02-01"]
    assert "has a time of day" in cases.refused[0]


def test_without_the_library_for_it_parquet_is_refused(imported, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingDependencyError, match="Parquet needs pyarrow, which the extra 'tables' brings"):
        imported("PAR1", name="moves.parquet")


# CELLS


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("12/10/2007", "'12/10/2007' does not say which number is the day and which the month"),
        ("1.2.07", "'1.2.07' does not say which number is the day and which the month"),
        ("5/13/2007 10:00", "'5/13/2007 10:00' does not have its year first"),
        ("31.01.20", "'31.01.20' does not have its year in full"),
        ("13-13-2007", "'13-13-2007' is no date that there is"),
        ("31.02.2007", "'31.02.2007' is no date that there is"),
        ("2007/10/12", "'2007/10/12' is not written with hyphens"),
        ("39367", "'39367' is the number by which a spreadsheet counts days"),
        ("2007-10-12 00:00:00", "'2007-10-12 00:00:00' has a time of day, and a date is a day"),
        ("12-Oct-2007", "'12-Oct-2007' is no date that can be read"),
        ("October 12, 2007", "'October 12, 2007' is no date that can be read"),
    ],
)
def test_a_date_of_a_spreadsheet_is_refused_and_never_guessed(imported, cell, reason):
    cases = imported(f"date;by;verb;subject;issue\n{cell};aland;propose;shares;quota\n", setting=SETTING)
    day = "2007-05-13" if "first" in reason else "2007-10-12"
    way_out = f"write {day}, or in a spreadsheet give the column the format yyyy-mm-dd"
    assert cases.refused == [f"moves, row 2, column date: propose shares: {reason}; {way_out}"]


@pytest.mark.parametrize("cell", ["31.01.2020", "1/31/2020", "31-1-2020"])
def test_a_date_with_its_year_last_is_told_as_it_is_to_be_written(imported, cell):
    (refused,) = imported(f"date,by,verb,subject,issue\n{cell},aland,propose,shares,quota\n", setting=SETTING).refused
    assert f"{cell!r} does not have its year first; write 2020-01-31, or in a spreadsheet " in refused


@pytest.mark.parametrize("cell", ["05.05.2020", "5/5/2020"])
def test_where_both_numbers_are_the_same_nothing_is_in_doubt(imported, cell):
    (refused,) = imported(f"date,by,verb,subject,issue\n{cell},aland,propose,shares,quota\n", setting=SETTING).refused
    assert "write 2020-05-05, or" in refused


@pytest.mark.parametrize("cell", ["2007-10-12", "../2007-10-12", "2007-10-12/..", "2007-10", "2007", "2007-10-12?"])
def test_dates_of_scenario_files_are_read(imported, cell):
    cases = imported(f"date,by,verb,subject,issue\n{cell},aland,propose,shares,quota\n", setting=SETTING)
    assert str(loads(cases[0].text).history.moves[0].date) == cell


def test_a_row_without_a_date_an_actor_or_a_subject_is_refused(imported):
    row = "date,by,verb,subject,issue\n,,propose, ,quota\n"
    columns = [line.split(": ")[0] for line in imported(row, setting=SETTING).refused]
    assert columns == ["moves, row 2, column subject", "moves, row 2, column by", "moves, row 2, column date"]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("=SUM(A1)", "'=SUM(A1)' is a formula, not its result"),
        ("+A1", "'+A1' is a formula, not its result"),
        ("#REF!", "'#REF!' is an error of the spreadsheet"),
        ("#N/A", "'#N/A' is an error of the spreadsheet"),
    ],
)
def test_a_formula_in_place_of_an_id_is_refused_as_such(imported, cell, reason):
    row = f"date,by,verb,subject,issue\n2013,aland,propose,{cell},quota\n2013,aland,{cell},b,quota\n"
    refused = imported(row, setting=SETTING).refused
    assert f"row 2, column subject: propose {cell}: {reason}; " in refused[0]
    assert f"row 3, column verb: {reason}; " in refused[1]


GUARDED = (
    "date,by,verb,subject,issue,quote\n"
    "2013,aland,propose,a,quota,'=5 + 5\n2013,aland,propose,b,quota,''=5\n2013,aland,propose,c,quota,'tis\n"
)


def quotes(case):
    return [move.quote for move in loads(case.text).history.moves]


def test_an_apostrophe_stays_in_a_text_and_what_looks_like_a_guard_is_a_warning(imported):
    cases = imported(GUARDED, setting=SETTING)
    assert quotes(cases[0]) == ["'=5 + 5", "''=5", "'tis"]
    (warning,) = cases.warnings
    assert warning.startswith(
        "2 cells, the first in row 2, with an apostrophe before a sign such as =, which stays in "
    )
    assert warning.endswith("; if the table was written with --csv-safe, give this option, and it is taken off")


def test_the_guard_of_safe_csv_is_taken_off(imported):
    cases = imported(GUARDED, setting=SETTING, csv_safe=True)
    assert (quotes(cases[0]), cases.warnings) == (["=5 + 5", "'=5", "'tis"], [])


def test_no_guard_is_taken_off_what_is_no_csv(imported):
    row = {"verb": "propose", "subject": "a", "by": "aland", "date": "2013", "issue": "quota", "quote": "'=5"}
    cases = imported(json.dumps([row]), name="moves.json", setting=SETTING)
    assert (quotes(cases[0]), cases.warnings) == (["'=5"], [])
    with pytest.raises(InvalidImportError, match=r"it is no CSV, and .*; leave out --csv-safe"):
        imported(json.dumps([row]), name="moves.json", csv_safe=True)


def test_conditions_and_terms_are_words_or_json(imported):
    rows = (
        '2013,aland,propose,a,quota,"{""pay"": ""5 EUR""}","{""b"": ""accepted""}"\n'
        '2013,aland,propose,b,quota,"half, each",once\n'
        '2013,aland,propose,c,quota,"""{half}""",{half\n'
        '2013,aland,propose,d,quota,"""half"" of it",\n'
    )
    (case,) = imported(f"date,by,verb,subject,issue,terms,if\n{rows}", setting=SETTING)
    first, second, third, fourth = loads(case.text).history.moves
    assert (first.terms, first.if_) == ({"pay": "5 EUR"}, '{"b": "accepted"}')
    assert (second.terms, second.if_) == ("half, each", "once")
    assert (third.terms, third.if_) == ("{half}", "{half")
    assert fourth.terms == '"half" of it'


def test_a_condition_on_the_record_is_json(imported):
    rows = '2013,aland,propose,a,quota,\n2013,bohus,threaten,b,quota,"{""a"": ""rejected""}"\n'
    (case,) = imported(f"date,by,verb,subject,issue,if\n{rows}", setting=SETTING)
    assert loads(case.text).history.moves[1].if_.terms == {"a": "rejected"}


def test_several_ids_stand_with_blanks_or_commas_between(imported):
    rows = "2013,aland,propose,a,quota\n2013,aland,propose,b,quota\n2014,aland,withdraw,a b,\n"
    (case,) = imported(f"date,by,verb,subject,issue\n{rows}", setting=SETTING)
    assert loads(case.text).history.moves[2].subjects == ("a", "b")


def test_a_field_that_a_verb_lacks_is_refused_but_its_issue_and_its_tone_are_passed_over(imported):
    header = "date,by,verb,subject,issue,tone,level\n2013,aland,propose,a,quota,hostile,\n"
    cases = imported(
        f"{header}2014,bohus,oppose,a,quota,hostile,5 %\n2014,bohus,oppose,a,quota,hostile,\n", setting=SETTING
    )
    assert moves(cases[0]) == [("propose", "a"), ("oppose", "a")]
    assert cases.refused[0].startswith("moves, row 3, column level: oppose a: oppose has no key 'level'; ")


def test_the_tone_of_an_act_is_its_own(imported):
    (case,) = imported("date,by,verb,subject,tone,action\n2013,aland,act,a,hostile,shouts\n", setting=SETTING)
    assert loads(case.text).history.moves[0].tone == "hostile"


def test_a_remark_without_a_subject_is_on_its_issue(imported):
    (case,) = imported("date,by,verb,subject,kind,issue\n2013,aland,remark,,concern,quota\n", setting=SETTING)
    assert moves(case) == [("remark", "quota")]


@pytest.mark.parametrize(
    ("verb", "complaint"),
    [
        ("propos", "there is no move 'propos'; did you mean propose?"),
        ("", "no move stands here; name one, such as propose, oppose, accept or threaten"),
        ("issue", "'issue' is no move; did you mean raise?"),
    ],
)
def test_a_row_that_names_no_move_is_refused(imported, verb, complaint):
    row = f"date,by,verb,subject,issue\n2013,aland,{verb},a,quota\n2013,bohus,oppose,a,\n"
    refused = imported(row, setting=SETTING).refused
    assert refused[0].startswith("moves, row 2, column verb: ")
    assert complaint.split(";")[0] in refused[0]


def test_rows_of_another_width_are_refused_and_blank_ones_passed_over(imported):
    rows = "2013,aland,propose,a\n\n,,,,\n2013,aland,propose,b,quota,,\n2013,aland,propose,c,quota,x\n"
    cases = imported(f"date,by,verb,subject,issue\n{rows}", setting=SETTING)
    assert moves(cases[0]) == [("propose", "b")]
    assert cases.refused == [
        "moves, row 2: the row has 4 cells, the header 5; give every column a cell",
        "moves, row 6: the row has 6 cells, the header 5; put a text with a separator in quotation marks",
    ]


# CASES


def test_cases_need_not_stand_together_and_may_use_the_same_ids(imported):
    rows = (
        "b,2013,aland,propose,a,quota\nc,2013,aland,propose,a,quota\nb,2014,bohus,oppose,a,\nc,2014,bohus,accept,a,\n"
    )
    cases = imported(f"scenario,date,by,verb,subject,issue\n{rows}")
    assert [(case.name, moves(case)) for case in cases] == [
        ("b", [("propose", "a"), ("oppose", "a")]),
        ("c", [("propose", "a"), ("accept", "a")]),
    ]


def test_a_case_without_a_name_is_unnamed(imported):
    cases = imported(HEADER + TWO.replace("strait", ""))
    assert (cases[0].name, loads(cases[0].text).title) == ("", "unnamed")


def test_a_row_that_is_too_short_to_name_its_case_belongs_to_the_one_before(imported):
    row = "verb,by,date,subject,issue,scenario\npropose,aland,2013,a,quota,b\noppose,bohus,2013,a\n"
    (case,) = imported(row, setting=SETTING)
    assert case.refused[0].row == 3


def test_a_case_with_more_than_a_file_holds_is_refused_and_the_others_are_not(imported, monkeypatch):
    monkeypatch.setattr("sim.records.table_import.read.MAX_BYTES", 200)
    long = "".join(f"long,2013,aland,propose,a{number},quota,,\n" for number in range(20))
    cases = imported(HEADER + long + TWO, setting=SETTING)
    assert [case.moves for case in cases] == [0, 2]
    assert cases.refused[0].endswith("the rows of this case have more; split the case")
    with pytest.raises(InvalidImportError, match="name the column that says the case in a map, --map"):
        imported((HEADER + long).replace("scenario", "case"), setting=SETTING)


# DERIVED


def test_what_no_setting_says_is_derived_from_the_rows_and_said(imported):
    rows = (
        "2013-01,aland,propose,shares,quota,,gazette,\n2013-02,bohus,oppose,shares,,ports,wire gazette,\n"
        "2013-03,bohus,remark,ships,,,,concern\n2013-04,aland,remark,quota,,,,concern\n"
        "2013-05,council,remark,quota,,,,hope\n2013-06,both,convene,ministers,,,,\n"
    )
    cases = imported(f"date,by,verb,subject,issue,over,source,kind\n{rows}")
    setting = setting_of(cases[0])
    assert (setting.party_ids, setting.third_parties) == (("aland", "bohus"), (("council", "council"),))
    assert setting.issue_ids == ("quota", "ports", "ships")
    assert list(setting.source_by_id) == ["gazette", "wire"]
    assert cases.refused == []
    assert cases.notes == [
        "moves: parties from the rows: aland (2 moves) and bohus (2 moves), as they make most moves of 3 who act",
        "moves: third parties from the rows: council",
        "moves: issues from the rows: quota, ports and ships",
        "moves: sources from the rows: gazette and wire",
        "moves: talks from the rows: ministers",
    ]


def test_who_ratifies_is_a_third_party(imported):
    rows = (
        "2013,aland,propose,a,quota,\n2014,bohus,accept,a,,assembly\n2015,assembly,reject,a,,\n2015,assembly,reject,a,,\n"
        "2016,assembly,ratify,a,,\n"
    )
    cases = imported(f"date,by,verb,subject,issue,subject-to\n{rows}")
    assert setting_of(cases[0]).party_ids == ("aland", "bohus")
    assert cases.refused == []


def test_what_moves_act_on_is_declared_where_their_verbs_say_what_it_is(imported):
    rows = (
        "2013,aland,leave,pact,\n2013,bohus,ease,toll,lower\n2013,both,adjourn,ministers,\n2013,both,lift,levy,\n"
        "2014,bohus,suspend,thing,\n"
    )
    cases = imported(f"date,by,verb,subject,to\n{rows}")
    assert moves(cases[0]) == [("leave", "pact"), ("ease", "toll"), ("adjourn", "ministers")]
    assert [row.row for row in cases[0].refused] == [5, 6]
    assert "moves: commitments from the rows, in force for both parties: pact" in cases.notes
    assert "moves: measures from the rows, in place: toll" in cases.notes


def test_one_alone_makes_no_negotiation(imported):
    cases = imported("date,by,verb,subject,issue\n2013,aland,propose,a,quota\n")
    assert cases.notes[0] == "moves: no two parties in the rows: aland alone acts"
    assert cases[0].text is None
    assert cases.refused[0].startswith("moves: parties is missing; name the two sides in a file, --setting, as ")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (
            "2013-01-01,aland,Propose,a,quota",
            "column verb: Propose a: there is no move 'Propose'; did you mean propose?",
        ),
        ("2013-01-01,United States,propose,a,quota", "column by: propose a: 'United States' is no id; "),
        ("2013-01-01,aland,propose,a", "the row has 4 cells, the header 5; give every column a cell"),
        ("01/02/2013,bohus,propose,a,quota", "column date: propose a: '01/02/2013' does not say which number is "),
    ],
)
def test_a_row_is_told_its_own_fault_though_its_case_has_no_two_parties(imported, row, complaint):
    refused = imported(f"date,by,verb,subject,issue\n{row}\n2013-01-02,bohus,accept,a,\n").refused
    assert refused[0].replace(", column", ": column").startswith(f"moves, row 2: {complaint}")
    assert refused[1].startswith("moves: parties is missing, and the rows that can be read name no two; correct the ")


def test_words_that_are_no_ids_are_derived_to_nothing(imported):
    rows = "2013,Soviet Union,propose,a,quota\n2013,both,propose,a,quota\n2013,clock,propose,b,quota\n"
    cases = imported(f"date,by,verb,subject,issue\n{rows}")
    assert cases.notes[0] == "moves: no two parties in the rows: nobody acts in those that can be read"


def test_many_names_are_shown_in_part(imported):
    rows = "".join(f"2013,{'aland' if number % 2 else 'bohus'},propose,a{number},i{number}\n" for number in range(14))
    assert imported(f"date,by,verb,subject,issue\n{rows}").notes[1].endswith("i10, i11 and 2 more")


# SETTINGS


def test_a_setting_is_for_all_cases_or_by_case(imported):
    both = HEADER + TWO + TWO.replace("strait", "sound")
    for_all = imported(both, setting=SETTING)
    assert [setting_of(case).parties[0] for case in for_all] == [("aland", "Åland")] * 2
    by_case = imported(both, setting="strait: {parties: {aland: A, bohus: B}}\nsond: {parties: {x: X, y: Y}}\n")
    assert [setting_of(case).parties[0][1] for case in by_case] == ["A", "aland"]
    assert by_case.warnings == ["the setting has the case 'sond', and no row names it; did you mean sound?"]


def test_a_case_may_be_called_as_a_section_is(imported):
    content = HEADER + TWO.replace("strait", "parties")
    cases = imported(content, setting="parties: {parties: {aland: A, bohus: B}, issues: {quota: Q}}\n")
    assert setting_of(cases[0]).parties[0] == ("aland", "A")


def test_the_setting_of_an_export_is_found_beside_its_table(imported, tmp_path):
    (tmp_path / "moves.setting.yaml").write_text("strait:\n  parties: {aland: A, bohus: B}\n", "utf-8")
    cases = imported(HEADER + TWO)
    assert setting_of(cases[0]).parties[0] == ("aland", "A")
    assert cases.table.setting_file == str(tmp_path / "moves.setting.yaml")


def test_a_name_that_the_setting_lacks_is_refused(imported):
    cases = imported(HEADER + TWO.replace("bohus", "bohuss"), setting=f"{SETTING}third-parties: {{council: Council}}\n")
    assert "did you mean bohus?" in cases.refused[0]


@pytest.mark.parametrize(
    ("setting", "complaint"),
    [
        ("", "the setting is empty; give sections"),
        ("partys: {aland: A, bohus: B}\n", "there is no key 'aland' here"),
        (f"{SETTING}moves: []\n", "there is no key 'moves' here, as the table has the moves; leave it out"),
        ("strait: x\n", "keys with values are wanted here, not a text"),
        ("parties: {aland: A\n", "setting_file.yaml:2:1: "),
        ("\xff", "keys with values are wanted here"),
    ],
)
def test_a_setting_with_faults_is_refused(imported, setting, complaint):
    with pytest.raises(InvalidScenarioError) as refused:
        imported(HEADER + TWO, setting=setting)
    assert complaint in str(refused.value)


# FILES


def test_a_file_that_cannot_be_opened_is_refused(tmp_path, monkeypatch):
    (tmp_path / "moves.csv").write_text("x", "utf-8")

    def complaint(path):
        with pytest.raises(UnreadableFileError) as refused, open_table(path, TableOptions()):
            pass
        return refused.value.reason

    assert complaint(tmp_path / "move.csv") == f"there is no such file; did you mean {tmp_path / 'moves.csv'}?"
    assert complaint(tmp_path / "none" / "move.csv") == "there is no such file"
    assert complaint(tmp_path) == "this is a folder; name a table in it"
    assert complaint(tmp_path / "a\0b") == "no file can have this name"
    monkeypatch.setattr(opening.Path, "open", _denied)
    assert complaint(tmp_path / "moves.csv") == "it cannot be read: permission denied"
    monkeypatch.setattr("sys.stdin", None)
    assert complaint(opening.Path("-")) == "standard input is closed; name a file"


class Torn(io.RawIOBase):
    """A stream that breaks off."""

    def readable(self):
        return True

    def readinto(self, buffer):
        raise OSError(5, "Input/output error")


def test_what_breaks_off_while_it_is_read_is_said():
    with pytest.raises(UnreadableFileError, match="it cannot be read: input/output error"):
        list(text_lines(io.BufferedReader(Torn()), "moves.csv"))


def _denied(*_):
    raise PermissionError(13, "Permission denied")


CELLS = st.sampled_from(
    ["strait", "2013", "aland", "bohus", "propose", "oppose", "a", "quota", "", '"', "=A", "ö", "\0"]
)
TEXTS = st.lists(st.lists(CELLS, max_size=9).map(",".join), max_size=6).map("\n".join).map(str.encode)


@given(st.booleans(), TEXTS | st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_holds_becomes_cases_or_one_sentence(imported, has_header, content):
    header = HEADER.encode() if has_header else b""
    try:
        cases = imported(header + content)
    except InvalidImportError as refused:
        assert len(str(refused).splitlines()) == 1  # noqa: PT017 - either this or cases
    else:
        assert all(loads(case.text) for case in cases if case.text is not None)
