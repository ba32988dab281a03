"""A map from the columns and the values of a user's table."""

import pytest

from sim import InvalidScenarioError, loads

TABLE = (
    "dispute,day,actor,action,proposal_id,words\n"
    "abm,2007-10-12,US,offer,plan,half and half\n"
    "abm,2007-10-13,Russia,refuse,plan,\n"
    "inf,2007-10-13,Russia,offer,other,n/a\n"
    "inf,2007-10-14,US,refuse,other,\n"
)
COLUMNS = "columns: {verb: action, by: actor, subject: proposal_id, date: day}\n"
VALUES = "values: {verb: {offer: propose, refuse: oppose}, by: {Russia: ru, US: us}}\n"
REST = "constants: {issue: abm}\ncase: dispute\n"


def moves(case):
    return [(move.verb, move.by, move.subject) for move in loads(case.text).history.moves]


def test_columns_values_constants_and_cases_are_the_users(imported):
    cases = imported(TABLE, mapping=COLUMNS + VALUES + REST)
    assert [(case.name, moves(case)) for case in cases] == [
        ("abm", [("propose", "us", "plan"), ("oppose", "ru", "plan")]),
        ("inf", [("propose", "ru", "other"), ("oppose", "us", "other")]),
    ]
    setting = loads(cases[0].text).start.setting
    assert (setting.parties, setting.issue_ids) == ((("us", "US"), ("ru", "Russia")), ("abm",))
    assert cases.warnings == ["not known, and passed over: words"]


def test_complaints_name_the_columns_of_the_user(imported):
    table = TABLE.replace("-13,Russia,offer", "-13,Rus sia,offer")
    cases = imported(table, mapping=COLUMNS + VALUES + REST, setting="parties: {us: US, ru: Russia}\n")
    assert cases.refused[0].startswith("inf, row 4, column actor: propose other: 'Rus sia' is no id; ")


def test_a_fault_of_a_constant_says_that_it_is_one(imported):
    cases = imported(TABLE, mapping=COLUMNS + VALUES + "constants: {issue: abm, channel: loud}\ncase: dispute\n")
    assert cases.refused[0].startswith("abm, row 2, column channel (a constant): propose plan: 'loud' is not possible")


def test_a_value_may_mean_nothing_and_one_that_no_row_has_is_named(imported):
    mapping = (
        "columns: {verb: action, by: actor, subject: proposal_id, date: day, quote: words}\n"
        'values: {verb: {offer: propose, refuse: oppose, threat: threaten}, quote: {n/a: ""}}\n' + REST
    )
    cases = imported(TABLE, mapping=mapping)
    assert loads(cases[1].text).history.moves[0].quote is None
    assert cases.warnings == ["the map translates 'threat' under verb, and no row has it"]


def test_each_of_several_ids_is_translated(imported):
    rows = ("2013,us,propose,P1,q", "2013,us,propose,P2,q", "2013,us,withdraw,P1 P2,", "2013,ru,propose,c,q", "")
    table = "\n".join(("day,who,what,which,issue", *rows))
    mapping = "columns: {date: day, by: who, verb: what, subject: which}\nvalues: {subject: {P1: first, P2: second}}\n"
    (case,) = imported(table, mapping=mapping)
    assert loads(case.text).history.moves[2].subjects == ("first", "second")


def test_a_constant_may_be_a_list_and_holds_where_a_verb_has_the_field(imported):
    table = "day,who,what,which\n2013,us,propose,a\n2013,ru,oppose,a\n"
    mapping = "columns: {date: day, by: who, verb: what, subject: which}\nconstants: {issue: [abm, inf]}\n"
    (case,) = imported(table, mapping=mapping)
    assert loads(case.text).history.moves[0].issue == ("abm", "inf")
    assert moves(case)[1] == ("oppose", "ru", "a")


def test_verb_and_subject_may_be_constants(imported):
    table = "date,by,kind\n2013,us,concern\n2013,ru,hope\n"
    (case,) = imported(table, mapping="constants: {verb: remark, subject: abm}\n")
    assert moves(case) == [("remark", "us", "abm"), ("remark", "ru", "abm")]


def test_without_a_word_on_the_case_the_table_is_one_or_has_the_column_of_an_export(imported):
    table = "scenario,date,by,verb,subject,issue\na,2013,us,propose,a,q\nb,2013,ru,propose,b,q\n"
    setting = "parties: {us: US, ru: Russia}\n"
    assert [case.name for case in imported(table, setting=setting)] == ["a", "b"]
    assert [case.name for case in imported(table, setting=setting, mapping="case: none\n")] == ["moves"]
    assert [case.name for case in imported(table, setting=setting, mapping="case: by\n")] == ["us", "ru"]
    none = table.replace("scenario", "none")
    assert [case.name for case in imported(none, setting=setting, mapping="case: none\n")] == ["a", "b"]


def test_a_column_that_the_map_uses_is_not_used_under_its_own_name_as_well(imported):
    table = "date,by,action,subject,issue\n2013,us,propose,a,q\n2013,ru,oppose,a,\n"
    (case,) = imported(table, mapping="columns: {verb: action}\n")
    assert moves(case) == [("propose", "us", "a"), ("oppose", "ru", "a")]


@pytest.mark.parametrize(
    ("mapping", "complaint"),
    [
        ("", "map_file.yaml:1:1: the map names nothing; give columns, values, constants or case"),
        ("{}\n", "map_file.yaml:1:1: the map names nothing; give columns, values, constants or case"),
        ("columns: {}\n", "map_file.yaml:1:1: the map names nothing; give columns, values, constants or case"),
        ("colums: {verb: action}\n", "1:1: there is no key 'colums' here; did you mean columns?"),
        ("columns: {verbs: action}\n", "1:11: columns: there is no column 'verbs'; did you mean verb?"),
        ("columns: {effect: action}\n", "columns: effect is worked out from the record; leave it out"),
        ("columns: {scenario: dispute}\n", "the column that names the case stands under `case`, beside `columns`"),
        ("columns: {verb: acton}\n", "1:17: columns, verb: the table has no column 'acton'; did you mean action?"),
        ("columns: {verb: }\n", "columns, verb: nothing stands here; give a value"),
        ("columns: [verb]\n", "columns: keys with values are wanted here, not a list"),
        ("case: disput\n", "1:7: case: the table has no column 'disput'; did you mean dispute?"),
        (
            "constants: {verb: [a, b]}\ncolumns: {verb: action}\n",
            "a column of the table says verb; leave one of the two",
        ),
        (
            "values: {verb: {a: propose}}\n",
            "values: no column of the table says verb; name it under `columns`, or leave",
        ),
        ("values: {verb: propose}\n", "values of the table with what they mean are wanted here, `{offer: propose}`"),
        ("values: {verb: {a: [b]}}\ncolumns: {verb: action}\n", "values, verb: a text is wanted here, not a list"),
        ("values: {vreb: {a: b}}\n", "values: there is no column 'vreb'; did you mean verb?"),
    ],
)
def test_a_map_that_does_not_fit_is_refused(imported, mapping, complaint):
    with pytest.raises(InvalidScenarioError) as refused:
        imported(TABLE, mapping=mapping)
    assert complaint in str(refused.value)
