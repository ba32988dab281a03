import pytest
from complaints import OPPOSED, RECORD, complains, faults_in, instead, recorded, with_terms

from sim.model.errors import Where
from sim.rules.subjects.proposals import Propose

FURTHER = "    by: {by}\n    date: {date}\n"
OPPOSE = "  - oppose: {subject}\n" + FURTHER


def opposing(subject="equal-shares", by="bohus", date="2013-02-09"):
    return RECORD + OPPOSE.format(subject=subject, by=by, date=date)


def proposing(subject, more="", by="bohus", date="2013-02-09", issue="quota"):
    return f"  - propose: {subject}\n" + FURTHER.format(by=by, date=date) + f"    issue: {issue}\n    terms: x\n{more}"


def test_a_move_knows_where_it_stands():
    assert recorded(RECORD).history.moves[0].where == Where("f", 9, 5)


def test_a_move_has_the_fields_of_its_class():
    move = recorded(with_terms("x\n    if: y\n    concedes: z\n    expires: 2013-05")).history.moves[0]
    assert isinstance(move, Propose)
    assert (move.terms, move.if_, move.concedes, str(move.expires)) == ("x", "y", "z", "2013-05")


def test_the_verb_need_not_stand_first():
    text = RECORD + "  - by: bohus\n    date: 2013-02-09\n    oppose: equal-shares\n"
    assert recorded(text).history.moves[1].verb == "oppose"


def test_a_record_may_have_no_move():
    assert recorded("scenario: S\nparties: {a: A, b: B}\nmoves: []\n").history.moves == ()


@pytest.mark.parametrize(
    ("item", "at", "of"),
    [
        ("  - opose: equal-shares\n", "14:5", "moves: there is no move 'opose'; did you mean oppose?"),
        ("  - by: bohus\n", "14:5", "moves: this item names no move; begin it with one, such as `propose:"),
        ("  - oppose\n", "14:5", "moves: keys with values are wanted here, not a text"),
        ("  - [oppose]\n", "14:5", "moves: keys with values are wanted here, not a list"),
        ("  -\n", "14:4", "moves: keys with values are wanted here, not nothing"),
        ("  - {}\n", "14:5", "moves: this item names no move"),
        ("  - oppose: a\n    accept: a\n", "15:5", "moves: two moves in one item, oppose and accept"),
    ],
)
def test_an_item_is_one_move(item, at, of):
    complains(RECORD + item, at=at, of=of)


@pytest.mark.parametrize(("value", "at"), [("", "14:12"), (" [[equal-shares]]", "14:14"), (" equal shares", "14:13")])
def test_the_value_of_the_verb_is_an_id(value, at):
    complains(RECORD + f"  - oppose:{value}\n" + FURTHER.format(by="bohus", date="2013-02-09"), at=at, of="oppose: ")


def test_a_move_without_an_id_is_not_told_to_leave_its_verb_out():
    assert (
        "leave the key out"
        not in faults_in(RECORD + "  - oppose:\n" + FURTHER.format(by="bohus", date="2013-02-09"))[0]
    )


def test_a_key_that_the_move_does_not_have_gets_the_nearest():
    complains(
        with_terms("x\n    quotte: y"),
        at="14:5",
        of="propose equal-shares: propose has no key 'quotte'; did you mean quote?",
    )


def test_a_key_of_another_move_gets_the_keys_that_there_are():
    complains(
        opposing() + "    terms: x\n",
        at="17:5",
        of="oppose has no key 'terms'",
        advice="there is subject-to, by, date, over",
    )


def test_a_field_that_is_missing_is_named_where_the_move_begins():
    assert faults_in(RECORD + "  - oppose: equal-shares\n") == [
        "14:5: oppose equal-shares: by is missing",
        "14:5: oppose equal-shares: date is missing",
    ]


def test_a_field_that_is_misspelt_is_not_missing_too():
    complains(instead("by: aland", "bye: aland"), at="10:5", of="propose has no key 'bye'; did you mean by?")


def test_the_clock_has_no_key_by():
    text = RECORD + "  - lapse: equal-shares\n" + FURTHER.format(by="bohus", date="2013-02-09")
    complains(text, at="15:5", of="lapse has no key 'by'")


def test_a_party_that_nobody_knows_gets_the_nearest():
    complains(
        opposing(by="bohs"), at="15:9", of="oppose equal-shares: nobody named 'bohs' takes part; did you mean bohus?"
    )


def test_an_issue_that_is_not_declared_gets_the_nearest():
    complains(
        RECORD + proposing("x", issue="[quota, portz]"),
        at="17:20",
        of="propose x: no issue 'portz' is declared; did you mean ports?",
    )


def test_leverage_over_an_issue_that_is_not_declared_gets_the_nearest():
    complains(opposing() + "    over: port\n", at="17:11", of="no issue 'port' is declared; did you mean ports?")


def test_a_source_that_is_not_declared_gets_the_nearest():
    complains(
        opposing() + "    source: gazete\n", at="17:13", of="no source 'gazete' is declared; did you mean gazette?"
    )


def test_a_subject_that_nobody_has_made_gets_the_nearest():
    complains(opposing("equal-share"), at="14:13", of="nobody has made 'equal-share' yet; did you mean equal-shares?")


def test_a_counter_to_what_nobody_has_made_gets_the_nearest():
    text = RECORD + proposing("x", "    counters: equal-shars\n")
    complains(text, at="19:15", of="nobody has made 'equal-shars' yet; did you mean equal-shares?")


def test_an_id_that_is_taken_by_a_move_is_refused_with_its_line():
    complains(
        RECORD + proposing("equal-shares"),
        at="14:14",
        of="'equal-shares' names a proposal already (line 9)",
        advice="choose another id",
    )


def test_an_id_that_is_taken_by_a_declaration_is_refused():
    complains(RECORD + proposing("pact"), at="14:14", of="the id 'pact' names a commitment already; choose another id")


def test_nobody_opposes_a_proposal_of_its_own():
    words = "aland may not oppose equal-shares on 2013-02-09: aland made it (line 9); the answer is for bohus to give"
    complains(opposing(by="aland"), at="14:5", of=words, advice="aland may: withdraw or extend")


def test_what_is_accepted_cannot_be_accepted_again():
    accepted = opposing().replace("oppose:", "accept:") + OPPOSED.replace("oppose:", "accept:")
    complains(
        accepted,
        at="17:5",
        of="has been accepted since 2013-02-09 (line 14)",
        advice="bohus may: repudiate or carry-out",
    )


def test_a_plan_cannot_be_accepted():
    text = with_terms("x\n    kind: plan") + OPPOSED.replace("oppose:", "accept:")
    complains(text, at="15:5", of="a plan is not accepted", advice="bohus may: oppose")


def test_what_is_not_yet_made_cannot_be_answered():
    text = instead("moves:\n", "moves:\n" + OPPOSED.replace("02-09", "01-01"))
    complains(text, at="9:13", of="nobody has made 'equal-shares' yet")


def test_a_date_that_runs_back_is_refused():
    words = (
        "oppose equal-shares, date: 2013-01-09 runs back: propose equal-shares (line 9) above it was made on 2013-02-01"
    )
    complains(
        opposing(date="2013-01-09"), at="16:11", of=words, advice="put the moves in the order in which they happened"
    )


def test_a_move_is_not_later_than_its_source():
    text = opposing(date="2013-06-01") + "    source: gazette\n"
    complains(
        text,
        at="16:11",
        of="no later than 2013-05-02, when its source gazette was published",
        advice="correct one of the dates",
    )


def test_every_fault_of_a_move_is_reported():
    text = opposing(by="bohs", date="2013-2-9") + "    source: gazete\n    quot: x\n"
    assert [fault.partition(": ")[0] for fault in faults_in(text)] == ["15:9", "16:11", "17:13", "18:5"]


@pytest.mark.parametrize("fault", ["propos: x", "propose: x\n    channel: radio", "propose: x\n    replaces: []"])
def test_what_hangs_on_a_move_that_could_not_be_read_is_not_judged(fault):
    made = proposing("x").replace("propose: x", fault)
    text = (
        RECORD
        + made
        + OPPOSE.format(subject="x", by="aland", date="2013-02-10")
        + "expect:\n  - proposals: {x: opposed}\n"
    )
    assert [fault.partition(":")[0] for fault in faults_in(text)] in (["14"], ["15"])


def test_what_hangs_on_a_refused_move_is_not_judged():
    text = RECORD + proposing("x", issue="shells") + OPPOSE.format(subject="x", by="aland", date="2013-02-10")
    complains(text, at="17:12", of="no issue 'shells' is declared")


def test_of_a_move_that_is_not_judged_the_names_are_still_looked_up():
    text = RECORD + proposing("x", issue="shells") + OPPOSE.format(subject="x", by="alnd", date="2013-02-10")
    assert [fault.partition(": ")[0] for fault in faults_in(text)] == ["17:12", "20:9"]


def test_a_third_party_answers_nothing():
    complains(opposing(by="council"), at="14:5", of="council may not oppose equal-shares on 2013-02-09")


def threatening(condition, verb="if"):
    """A record in which a threat, whose condition stands in line 19, follows the proposal."""
    move = "  - threaten: close-ports\n    by: aland\n    date: 2013-02-10\n    issue: ports\n    action: close them\n"
    return f"{RECORD}{move}    {verb}: {condition}\n"


@pytest.mark.parametrize(
    ("written", "terms"),
    [
        ("{equal-shares: withdrawn}", {"equal-shares": "withdrawn"}),
        ("{pact: left, ministers: broken-off}", {"pact": "left", "ministers": "broken-off"}),
        ("{pact: {bohus: left}}", {"pact/bohus": "left"}),
        ("{pact/bohus: left, pact/aland: in-force}", {"pact/bohus": "left", "pact/aland": "in-force"}),
        ("{pact: expired}", {"pact": "expired"}),
    ],
)
def test_a_condition_may_be_one_on_the_record(written, terms):
    assert recorded(threatening(written)).history.moves[1].if_.terms == terms


def test_a_condition_may_name_what_is_made_later():
    assert recorded(threatening("{later: accepted}", "unless") + proposing("later", date="2013-02-11"))


@pytest.mark.parametrize(
    ("written", "at", "of"),
    [
        (
            "{equal-share: withdrawn}",
            "19:10",
            "nobody makes 'equal-share' in the whole record; did you mean equal-shares?",
        ),
        ("{equal-shares: withdrawed}", "19:10", "a proposal is never 'withdrawed'; did you mean withdrawn?"),
        ("{pact: {bohus: lifted}}", "19:10", "a commitment is never 'lifted'; did you mean left?"),
        ("{pact: {sweden: left}}", "19:10", "'sweden' is not one of the parties; there is aland or bohus"),
        ("{ministers: {aland: idle}}", "19:10", "ministers is talks, in which no party has a part of its own"),
        ("{}", "19:9", "nothing stands here; name a subject and its status"),
        ("{pact: {}}", "19:16", "nothing stands here; name a party and its status"),
        ("[pact]", "19:9", "a text is wanted here, not a list"),
        ("{pact: [left]}", "19:16", "a text is wanted here, not a list"),
        ("{equal shares: left}", "19:10", "'equal shares' is no id"),
    ],
)
def test_a_condition_that_can_never_be_met_is_a_fault(written, at, of):
    complains(threatening(written), at=at, of=f"threaten close-ports, if: {of}")


def test_a_condition_on_what_could_not_be_read_is_not_judged():
    text = threatening("{later: opposed}") + proposing("later", date="2013-02-31")
    assert len(faults_in(text)) == 1


LEVY = "  - {{impose: {id}, by: {by}, date: 2013-02-10, issue: quota}}\n"
LEVIES = RECORD + LEVY.format(id="levy", by="aland") + LEVY.format(id="toll", by="aland")
"""A record with two measures, in lines 14 and 15."""


def test_one_act_on_several_subjects_has_a_list_of_ids():
    moves = recorded(f"{LEVIES}  - {{suspend: [levy, toll], by: aland, date: 2013-02-11}}\n").history.moves
    assert (len(moves), moves[-1].subjects) == (4, ("levy", "toll"))


def test_a_list_of_one_is_that_one():
    listed, single = (
        recorded(f"{LEVIES}  - {{suspend: {subject}, by: aland, date: 2013-02-11}}\n").history.moves[-1]
        for subject in ("[levy]", "levy")
    )
    assert listed == single


def test_one_act_is_on_all_of_its_subjects_or_on_none():
    text = LEVIES + LEVY.format(id="fine", by="bohus") + "  - {lift: [levy, fine], by: aland, date: 2013-02-11}\n"
    complains(text, at="17:5", of="aland may not lift levy, fine on 2013-02-11: fine: bohus made it (line 16)")


@pytest.mark.parametrize(
    ("subjects", "at", "of"),
    [
        ("[levy, tol]", "16:19", "lift levy, tol: nobody has made 'tol' yet; did you mean toll?"),
        ("[levy, levy]", "16:19", "lift: levy stands in this list twice"),
        ("[levy, the toll]", "16:19", "lift: 'the toll' is no id"),
        ("[]", "16:12", "lift: the list is empty"),
        ("{levy: toll}", "16:12", "lift: a text is wanted here, not a mapping"),
        (
            "[levy, pact]",
            "16:12",
            "lift levy, pact: one act is on several subjects of one kind; write one move for each",
        ),
    ],
)
def test_an_id_of_a_list_is_blamed_where_it_stands(subjects, at, of):
    faults = faults_in(f"{LEVIES}  - {{lift: {subjects}, by: aland, date: 2013-02-11}}\n")
    assert any(fault.startswith(f"{at}: {of}") for fault in faults), faults


def test_several_promises_may_be_made_at_once():
    text = RECORD + "  - {commit: [fund, guarantee], by: council, date: 2013-02-10, issue: quota}\n"
    assert recorded(text).history.states[-1].commitments.keys() >= {"fund", "guarantee"}


@pytest.mark.parametrize("taken", ["equal-shares", "ministers"])
def test_of_several_promises_the_one_whose_id_is_taken_is_blamed(taken):
    text = RECORD + f"  - {{commit: [fund, {taken}], by: council, date: 2013-02-10}}\n"
    assert any(fault.startswith("14:21: ") and f"the id {taken!r} names" in fault for fault in faults_in(text))


def test_of_several_promises_a_reserved_word_is_blamed():
    text = RECORD + "  - {commit: [fund, none], by: council, date: 2013-02-10}\n"
    complains(text, at="14:21", of="'none' is reserved for nothing at all")


def test_what_a_refused_list_was_to_make_is_not_missed():
    text = RECORD + "  - {commit: [fund, none], by: council, date: 2013-02-10}\n"
    assert len(faults_in(text + "  - {breach: fund, by: council, date: 2013-02-11}\n")) == 1


def test_what_makes_a_subject_makes_no_second_one():
    text = RECORD + "  - {propose: [halves, thirds], by: bohus, date: 2013-02-10, issue: quota}\n"
    complains(text, at="14:24", of="propose makes one subject; write one move for each")


def test_a_remark_may_be_on_several_issues():
    remark = "  - {{remark: [quota, {issue}], by: both, date: 2013-02-10, kind: hope}}\n"
    assert recorded(RECORD + remark.format(issue="ports")).history.moves[-1].subjects == ("quota", "ports")
    complains(RECORD + remark.format(issue="port"), at="14:22", of="no issue 'port' is declared; did you mean ports?")


def test_a_faulty_remark_hides_no_subject_that_is_called_like_its_issue():
    remark = "  - {remark: pact, by: both, date: 2013-02-10, kind: hope}\n"
    leave = "  - {carry-out: pact, by: council, date: 2013-02-10}\n"
    assert len(faults_in(RECORD + remark + leave)) == 2


def test_a_move_may_have_several_sources():
    text = instead("{gazette: {title: Strait Gazette, published: 2013-05-02}}", "{gazette: G, herald: H}", opposing())
    assert recorded(text + "    source: [herald, gazette]\n").history.moves[1].source == ("herald", "gazette")
    complains(
        text + "    source: [gazette, herld]\n", at="17:23", of="no source 'herld' is declared; did you mean herald?"
    )


def test_a_proposal_may_counter_several():
    text = RECORD + proposing("x") + "  - {propose: y, by: aland, date: 2013-02-12, issue: quota, counters: "
    assert recorded(text + "[x]}\n").history.moves[-1].counters == ("x",)
    third = "  - {propose: z, by: council, date: 2013-02-12, issue: quota}\n"
    found = recorded(text.replace("  - {propose: y", third + "  - {propose: y") + "[x, z]}\n").history.moves[-1]
    assert found.counters == ("x", "z")
    complains(text + "[x, zz]}\n", at="19:75", of="nobody has made 'zz' yet")


def test_terms_may_be_values():
    terms = recorded(with_terms("{wage: 5 %, length of the term: 3 years}")).history.moves[0].terms
    assert terms == {"wage": "5 %", "length of the term": "3 years"}


@pytest.mark.parametrize(
    ("written", "at", "of"),
    [
        ("{}", "13:12", "nothing stands here; name a term and its value, or write the terms in words"),
        ("{wage: [5 %]}", "13:19", "a text is wanted here, not a list"),
        ("{wage: }", "13:19", "nothing stands here; give a value"),
        ("{'': 5 %}", "13:13", "nothing stands here; give a value"),
        ("{wage: 5 %, wage: 6 %}", "13:24", "the key 'wage' stands here a second time"),
        (
            "{wage: 5 %, then 6 %}",
            "13:24",
            "a comma ends an unquoted text within braces, so 'then 6 %' is taken for a key",
        ),
        ("[wage]", "13:12", "a text is wanted here, not a list"),
    ],
)
def test_terms_that_are_no_values_are_refused(written, at, of):
    complains(with_terms(written), at=at, of=of)


@pytest.mark.parametrize("move", ["threaten", "impose"])
def test_harm_may_go_without_words(move):
    assert (
        recorded(RECORD + LEVY.format(id="levy", by="aland").replace("impose", move)).history.moves[-1].action is None
    )


@pytest.mark.parametrize(
    ("written", "at", "of"),
    [
        ("{equal-shars/bohus: withdrawn}", "19:10", "nobody makes 'equal-shars' in the whole record"),
        ("{pact/sweden: left}", "19:10", "'sweden' is not one of the parties; there is aland or bohus"),
        ("{pact/aland: left, pact/bohus: lifted}", "19:28", "a commitment is never 'lifted'; did you mean left?"),
        ("{ministers/aland: idle}", "19:10", "ministers is talks, in which no party has a part of its own"),
        ("{pact/: left}", "19:10", "'pact/' names no part of a subject; write `subject/party`"),
        ("{pact/a b: left}", "19:10", "'pact/a b' names no part of a subject"),
        ("{pact/bohus: {aland: left}}", "19:22", "a text is wanted here, not a mapping"),
        ("{pact/bohus: left, pact: {bohus: left}}", "19:28", "pact/bohus stands here twice; name it once"),
        ("{pakt: {aland: left, bohus: left}}", "19:10", "nobody makes 'pakt' in the whole record; did you mean pact?"),
    ],
)
def test_a_part_in_a_condition_that_cannot_be_is_a_fault(written, at, of):
    complains(threatening(written), at=at, of=f"threaten close-ports, if: {of}")


def test_a_condition_may_be_on_the_part_of_a_third_party():
    promise = "  - {commit: fund, by: council, date: 2013-02-11}\n"
    assert recorded(threatening("{fund/council: fulfilled}") + promise)


def test_a_misspelt_status_is_no_harm_that_would_avert_a_threat():
    complains(
        threatening("{equal-shares: acepted}", "unless"),
        at="19:14",
        of="threaten close-ports, unless: a proposal is never 'acepted'; did you mean accepted?",
    )


def test_harm_that_would_avert_a_threat_is_blamed_where_it_stands():
    complains(
        threatening("{equal-shares: accepted, pact/bohus: left}", "unless"),
        at="19:38",
        of="threaten close-ports: no threat is averted by harm, and harm can bring pact to be left",
    )


def test_a_promise_may_be_on_a_condition_on_the_record():
    promise = "  - {{commit: fund, by: council, date: 2013-02-10, if: {condition}}}\n"
    made = recorded(RECORD + promise.format(condition="{pact/bohus: in-force}")).history.moves[-1]
    assert str(made.if_) == "bohus’s part in pact is in force"
    complains(
        RECORD + promise.format(condition="{pakt: in-force}"),
        at="14:56",
        of="commit fund, if: nobody makes 'pakt' in the whole record; did you mean pact?",
    )


def test_who_joins_a_promise_may_do_so_on_the_condition_that_another_keeps_it():
    promise = "  - {commit: fund, by: council, date: 2013-02-10}\n"
    joined = "  - {commit: fund, by: aland, date: 2013-02-11, if: {fund/council: in-force}}\n"
    assert recorded(RECORD + promise + joined).history.moves[-1].if_.terms == {"fund/council": "in-force"}


def test_who_writes_a_list_of_actors_is_told_how_both_act_together():
    faults = faults_in(RECORD + OPPOSE.format(subject="equal-shares", by="[aland, bohus]", date="2013-02-09"))
    said = "one acts here; write `both` for the parties together, else one move for each"
    assert [fault.endswith(f"by: {said}") for fault in faults] == [True], faults
