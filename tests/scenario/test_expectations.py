import pickle

import pytest
from complaints import OPPOSED, RECORD, complains, faults_in, recorded

from sim.model.errors import MANY
from sim.scenario import loads
from sim.scenario.expectations import ABSENT

START = RECORD + OPPOSED + "expect:\n"


def found(block):
    """What is found for each thing that the block expects, by its subject."""
    return {each.expectation.subject: (each.found, each.met) for each in recorded(START + block).findings()}


def test_an_expectation_without_a_day_is_about_the_end():
    assert found("  - proposals: {equal-shares: opposed}\n") == {"equal-shares": ("opposed", True)}


def test_an_expectation_is_about_the_end_of_its_day():
    assert found("  - as of: 2013-02-08\n    proposals: {equal-shares: opposed}\n") == {
        "equal-shares": ("tabled", False)
    }


def test_a_month_stands_for_its_last_day():
    assert found("  - as of: 2013-02\n    proposals: {equal-shares: opposed}\n")["equal-shares"] == ("opposed", True)


def test_an_expectation_has_its_place_in_the_file():
    [finding] = recorded(START + "  - agreed: 1\n").findings()
    assert str(finding.expectation.where) == "f:18:13"


def test_a_subject_is_absent_before_it_is_made():
    assert found("  - as of: 2013-01-31\n    proposals: {equal-shares: absent}\n") == {"equal-shares": (ABSENT, True)}


def test_one_status_of_a_commitment_is_expected_of_both_parties():
    answers = found("  - commitments: {pact: suspended}\n")
    assert answers == {"pact/aland": ("in-force", False), "pact/bohus": ("in-force", False)}


def pledged(*blocks):
    """What is found where Bohus, and later a third party, undertake a pledge."""
    moves = "".join(
        f"  - {{{verb}: pledge, by: {by}, date: {date}}}\n"
        for verb, by, date in (
            ("commit", "bohus", "2013-02-10"),
            ("commit", "council", "2013-02-12"),
            ("leave", "council", "2013-02-14"),
            ("carry-out", "bohus", "2013-02-16"),
        )
    )
    expected = "".join(f"  - {block}\n" for block in blocks)
    findings = recorded(RECORD + OPPOSED + moves + "expect:\n" + expected).findings()
    return {each.expectation.subject: (each.found, each.met) for each in findings}


def test_one_status_of_a_commitment_is_expected_of_everybody_who_has_a_part_in_it_then():
    assert pledged("{as of: 2013-02-11, commitments: {pledge: in-force}}") == {"pledge/bohus": ("in-force", True)}
    assert pledged("{as of: 2013-02-12, commitments: {pledge: in-force}}") == {
        "pledge/bohus": ("in-force", True),
        "pledge/council": ("in-force", True),
    }


def test_a_commitment_can_be_expected_to_be_absent_as_a_whole():
    assert pledged("{as of: 2013-02-09, commitments: {pledge: absent}}") == {"pledge": ("absent", True)}
    assert pledged("{as of: 2013-02-09, commitments: {pledge: in-force}}") == {"pledge": ("absent", False)}


def test_a_third_partys_part_can_be_expected():
    assert pledged("{commitments: {pledge: {council: left, bohus: fulfilled, aland: absent}}}") == {
        "pledge/council": ("left", True),
        "pledge/bohus": ("fulfilled", True),
        "pledge/aland": ("absent", True),
    }


def test_the_status_of_a_commitment_may_be_expected_of_one_party():
    assert found("  - commitments: {pact: {bohus: in-force}}\n") == {"pact/bohus": ("in-force", True)}


def test_a_party_that_a_commitment_does_not_bind_has_no_part_in_it():
    text = (START + "  - commitments: {pact: {aland: absent}}\n").replace("issue: quota}", "parties: bohus}")
    assert [each.met for each in recorded(text).findings()] == [True]


def test_talks_have_a_status():
    assert found("  - talks: {ministers: idle}\n") == {"ministers": ("idle", True)}


def test_where_no_round_is_agreed_the_next_talks_are_none():
    assert found("  - next talks: none\n") == {"next talks": ("none", True)}


def test_of_several_formats_the_next_talks_are_the_earliest():
    text = START.replace("{ministers: Fisheries ministers}", "{m: {due: 2013-10}, e: {due: 2013-05}}")
    scenario = recorded(f"{text}  - next talks: 2013-05\n")
    assert scenario.findings()[0].met


def test_two_spellings_of_a_date_are_the_same():
    text = START.replace("{ministers: Fisheries ministers}", "{m: {due: 2013-10}}")
    assert recorded(f"{text}  - next talks: 2013-10-01/2013-10-31\n").findings()[0].met


def test_a_round_where_none_is_expected_is_found():
    text = START.replace("{ministers: Fisheries ministers}", "{m: {due: 2013-10}}")
    [finding] = recorded(f"{text}  - next talks: none\n").findings()
    assert (finding.found, finding.met) == ("2013-10", False)


def test_no_round_where_one_is_expected_is_found():
    assert found("  - next talks: 2013-10\n") == {"next talks": ("none", False)}


def test_talks_without_a_date_are_not_the_next():
    text = START.replace("{ministers: Fisheries ministers}", "{m: {status: scheduled}}")
    assert recorded(f"{text}  - next talks: none\n").findings()[0].met


def test_what_was_accepted_is_counted():
    text = START.replace("oppose: equal", "accept: equal") + "  - agreed: 1\n  - as of: 2013-02-01\n    agreed: 0\n"
    assert [each.met for each in loads(text).findings()] == [True, True]


@pytest.mark.parametrize(("reading", "status"), [("certain", "absent"), ("likely", "absent"), ("possible", "tabled")])
def test_a_reading_decides_which_moves_count(reading, status):
    text = RECORD.replace("2013-02-01", "2013-02-01/2013-02-20")
    block = f"expect:\n  - as of: 2013-02-05\n    reading: {reading}\n    proposals: {{equal-shares: {status}}}\n"
    assert recorded(text + block).findings()[0].met


@pytest.mark.parametrize(
    ("block", "at", "of"),
    [
        (
            "- proposals: {equal-share: tabled}",
            "18:17",
            "expect, proposals: nobody makes 'equal-share' in the whole record; did you mean equal-shares?",
        ),
        (
            "- proposals: {pact: tabled}",
            "18:17",
            "expect, proposals: pact is a commitment; expect it under its own key",
        ),
        (
            "- measures: {equal-shares: lifted}",
            "18:16",
            "expect, measures: equal-shares is a proposal; expect it under its own key",
        ),
        ("- measures: {strike: lifted}", "18:16", "nobody makes 'strike' in the whole record"),
        (
            "- proposals: {equal-shares: oposed}",
            "18:31",
            "expect, proposals: 'oposed' is not possible here; did you mean opposed?",
        ),
        ("- proposals: {equal-shares: [a]}", "18:31", "a text is wanted here, not a list"),
        (
            "- commitments: {pact: {senate: in-force}}",
            "18:26",
            "expect, commitments, pact: nobody named 'senate' takes part; there is aland, bohus or council",
        ),
        ("- commitments: {pact: {bohs: in-force}}", "18:26", "nobody named 'bohs' takes part; did you mean bohus?"),
        ("- commitments: {pact: {bohus: gone}}", "18:33", "'gone' is not possible here; there is in-force"),
        (
            "- commitments: {pact: [bohus]}",
            "18:25",
            "expect, commitments, pact: keys with values are wanted here, not a list",
        ),
        ("- talks: idle", "18:12", "expect, talks: keys with values are wanted here, not a text"),
        ("- as off: 2013", "18:5", "expect: there is no key 'as off' here; did you mean as of?"),
        ("- as of: then", "18:12", "expect, as of: cannot read the date 'then'"),
        (
            "- reading: sure",
            "18:14",
            "expect, reading: 'sure' is not possible here; there is certain, likely or possible",
        ),
        ("- next talks: soon", "18:17", "expect, next talks: cannot read the date 'soon'"),
        ("- agreed:", "18:12", "expect, agreed: nothing stands here"),
        ("- next talks:", "18:16", "expect, next talks: nothing stands here"),
        ("- equal-shares", "18:5", "expect: keys with values are wanted here, not a text"),
    ],
)
def test_what_cannot_be_expected_is_refused(block, at, of):
    complains(f"{START}  {block}\n", at=at, of=of)


def test_talks_under_the_wrong_key_are_named_in_good_english():
    [fault] = faults_in(f"{START}  - proposals: {{ministers: idle}}\n")
    assert "expect it under its own key" in fault
    assert "a talks" not in fault


def test_an_expectation_on_what_a_fault_clouds_is_not_judged():
    complains(
        f"{RECORD}  - propos: x\nexpect:\n  - proposals: {{x: tabled}}\n", at="14:5", of="there is no move 'propos'"
    )


def test_in_a_faulty_file_the_expectations_are_checked_too():
    faults = faults_in(RECORD.replace("by: aland", "by: alnd") + "expect:\n  - agreed: x\n")
    assert [fault.partition(": ")[0] for fault in faults] == ["10:9", "15:13"]


# WHAT IT AMOUNTS TO

SHARES = """\
  - threaten: strike
    by: bohus
    date: 2013-02-10
    issue: ports
    action: strike
    over: quota
    deadline: 2013-03-01
  - accept: equal-shares
    by: bohus
    date: 2013-02-20
"""
RICH = RECORD + OPPOSED + SHARES + "expect:\n"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("concessions: {aland: 0}", {"aland": "0"}),
        ("concessions: {bohus: 1, aland: 1}", {"bohus": "1", "aland": "0"}),
        ("since: 2013-02-20\n    concessions: {bohus: 1}", {"bohus": "0"}),
        ("hostile moves: {bohus: 2, aland: 1}", {"bohus": "2", "aland": "0"}),
        ("since: 2013-02-09\n    hostile moves: {bohus: 1}", {"bohus": "1"}),
        ("conciliatory moves: {bohus: 0, aland: 0}", {"bohus": "1", "aland": "0"}),
        ("more hostile: aland", {"more hostile": "bohus"}),
        ("days threatened: {strike: 1}", {"strike": "11"}),
        ("as of: 2013-02-01\n    days in place: {strike: 0}", {"strike": "0"}),
        ("since: 2013-02-10\n    more hostile: aland", {"more hostile": "none"}),
        ("centre: ports", {"centre": "quota"}),
        ("centre: [ports, quota]", {"centre": "quota"}),
        ("as of: 2013-02-09\n    centre: [ports, quota]", {"centre": "quota"}),
        ("as of: 2013-02-01\n    centre: ports", {"centre": "none"}),
        ("tension: 1", {"tension": "2"}),
        ("tension eased: {since: 2013-02-09, is: yes}", {"tension eased": "depends on the weights"}),
        ("tension eased: {since: 2013-02-10, is: no}", {"tension eased": "yes"}),
        ("tension eased: {since: 2013-02-01, is: yes}", {"tension eased": "no"}),
    ],
)
def test_what_it_amounts_to_can_be_expected(asked, answer):
    findings = recorded(f"{RICH}  - {asked}\n").findings()
    assert {each.expectation.subject: each.found for each in findings} == answer
    assert all(each.met == (each.found == each.expectation.expected) for each in findings)


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("measures: {strike: due}", "due"),
        ("as of: 2013-03-01\n    measures: {strike: due}", "threatened"),
        ("measures: {strike: triggered}", "due"),
        ("as of: 2013-03-01\n    measures: {strike: triggered}", "threatened"),
        ("as of: 2013-01-01\n    measures: {strike: due}", "absent"),
        ("proposals: {equal-shares: expired}", "accepted"),
    ],
)
def test_what_depends_on_the_day_can_be_expected_in_place_of_a_status(block, found):
    text = RICH.replace(
        "expect:\n", "  - remark: quota\n    by: aland\n    date: 2013-03-02\n    kind: hope\nexpect:\n"
    )
    [finding] = recorded(f"{text}  - {block}\n").findings()
    assert finding.found == found


def test_what_has_ended_by_the_calendar_can_be_expected():
    text = RICH.replace("issue: quota}}", "issue: quota, until: 2013-02}}").replace(
        "{ministers: Fisheries ministers}", "{ministers: {due: 2013-02-15}}"
    )
    text += "  - as of: 2013-03-01\n    commitments: {pact: expired}\n    talks: {ministers: overdue}\n"
    assert [each.met for each in recorded(text).findings()] == [True, True, True]


def test_a_measure_can_be_expected_to_have_expired():
    levy = "  - {impose: levy, by: bohus, date: 2013-02-10, issue: ports, until: 2013-02-15}\n"
    text = f"{RECORD}{OPPOSED}{levy}expect:\n  - as of: 2013-02-15\n    measures: {{levy: in-place}}\n"
    text += "  - as of: 2013-02-16\n    measures: {levy: expired}\n    tension: 1\n"
    assert [each.met for each in recorded(text).findings()] == [True, True, True]


def test_several_issues_that_tie_are_expected_as_a_list():
    text = RICH.replace("    over: quota\n", "").replace(
        "issue: ports\n    action", "issue: [ports, quota]\n    action"
    )
    [finding] = recorded(f"{text}  - centre: [ports, quota]\n").findings()
    assert (finding.found, finding.met) == ("quota, ports", True)


def test_an_expectation_may_quote_the_words_that_it_puts_to_the_test():
    [finding] = recorded(RICH + "  - quote: they agreed\n    agreed: 1\n").findings()
    assert (finding.expectation.quote, finding.expectation.about) == ("they agreed", "agreed")


@pytest.mark.parametrize(
    ("block", "at", "of"),
    [
        ("initiative: bohus", "28:5", "there is no key 'initiative' here; did you mean more hostile?"),
        ("days in place: {pact: 3}", "28:21", "pact is a commitment; days in place are counted of measures"),
        ("days in place: {strik: 3}", "28:21", "nobody makes 'strik' in the whole record; did you mean strike?"),
        ("days threatened: {strike: long}", "28:31", "'long' is no whole number"),
        ("concessions: {council: 0}", "28:19", "'council' is not one of the parties; there is aland or bohus"),
        ("hostile moves: {council: 0}", "28:21", "'council' is not one of the parties; there is aland or bohus"),
        ("conciliatory moves: 2", "28:25", "keys with values are wanted here, not a text"),
        ("concessions: {aland: some}", "28:26", "'some' is no whole number"),
        ("more hostile: council", "28:19", "'council' is not possible here; there is aland, bohus, tie or none"),
        ("centre: herring", "28:13", "'herring' is not declared; there is quota, ports or none"),
        ("centre: []", "28:13", "the list is empty"),
        (
            "tension eased: yes",
            "28:20",
            "a day to compare with and a verdict are wanted here; write {since: DATE, is: no}",
        ),
        ("tension eased: {is: no}", "28:20", "`since` is missing; write {since: DATE, is: no}"),
        ("tension eased: {since: 2013-02-01}", "28:20", "`is` is missing"),
        ("tension eased: {since: 2013-02-01, is: perhaps}", "28:44", "'perhaps' is not possible here"),
        (
            "as of: 2013-02-01\n    since: 2013-02-02",
            "29:12",
            "2013-02-02 is later than 2013-02-01, the day asked about",
        ),
        ("quote: [x]", "28:12", "a text is wanted here"),
        ("branch: [x]", "28:13", "a text is wanted here"),
        ("proposals: {equal-shares: due}", "28:31", "'due' is not possible here"),
    ],
)
def test_what_it_cannot_amount_to_is_refused(block, at, of):
    complains(f"{RICH}  - {block}\n", at=at, of=of)


def test_a_day_that_counts_for_nothing_in_its_block_is_a_fault():
    words = (
        "expect, since: nothing here is counted from a day; "
        "it is for concessions, hostile moves, conciliatory moves and more hostile"
    )
    complains(f"{RICH}  - since: 2013-02-01\n    tension: 2\n", at="28:5", of=words)


def test_a_day_after_the_end_of_the_record_is_no_earlier_one():
    complains(
        f"{RICH}  - since: 2014\n    more hostile: none\n",
        at="28:12",
        of="2014 is later than 2013-02-20, the day asked",
    )


def test_of_several_issues_none_is_no_option():
    complains(f"{RICH}  - centre: [none, quota]\n", at="28:13", of="'none' is not declared; there is quota or ports")


def test_an_expectation_is_plain_data_that_can_be_compared_and_pickled():
    text = (
        "scenario: Fishing\nparties: {aland: A, bohus: B}\ntalks: {council: Council}\n"
        "expect: [{talks: {council: idle}, concessions: {aland: 0}, next talks: none, agreed: 0}]\n"
    )
    first, second = (loads(text).expectations for _ in range(2))
    assert first == second == pickle.loads(pickle.dumps(first))
    assert len({*first, *second}) == 4


def test_of_many_subjects_one_that_is_a_letter_away_is_meant():
    pacts = "".join(f", pact-{number}: A pact" for number in range(MANY + 1))
    record = RECORD.replace("issue: quota}}\n", f"issue: quota}}{pacts}}}\n", 1)
    [fault] = faults_in(f"{record}expect:\n  - commitments: {{pakt-7: in-force}}\n")
    assert fault.endswith("nobody makes 'pakt-7' in the whole record; did you mean pact-7?")
