import pytest
from complaints import OPPOSED, RECORD, complains, faults_in, instead, recorded

from sim.model.ids import RESERVED

NAMES = "scenario: S\nparties: {aland: Aland, bohus: Bohus}\n"


def test_a_title_and_two_parties_are_a_scenario():
    scenario = recorded(NAMES)
    assert (scenario.title, scenario.summary, scenario.start.setting.party_ids) == ("S", None, ("aland", "bohus"))


def test_a_summary_is_kept():
    assert recorded(f"{NAMES}summary: Who and what.\n").summary == "Who and what."


def test_a_scenario_without_a_title_is_refused():
    complains(
        instead("scenario: Herring in the Strait\n", ""),
        at="1:1",
        of="scenario is missing; give it a title, `scenario: …`",
    )


def test_a_scenario_without_parties_is_refused():
    complains(
        "scenario: S\n",
        at="1:1",
        of="parties is missing; name the two sides",
        advice="`parties: {aland: Aland, bohus: Bohus}`",
    )


@pytest.mark.parametrize(("parties", "count"), [("{a: A}", 1), ("{a: A, b: B, c: C}", 3), ("{}", 0)])
def test_a_negotiation_has_exactly_two_parties(parties, count):
    words = f"parties: a negotiation has exactly two parties, here are {count}"
    complains(f"scenario: S\nparties: {parties}\n", at="2:1", of=words, advice="make others third parties")


def test_parties_of_the_wrong_shape_are_not_counted_too():
    complains("scenario: S\nparties: [aland, bohus]\n", at="2:10", of="keys with values are wanted here, not a list")


def test_a_party_whose_id_is_unfit_is_not_counted_as_missing():
    complains("scenario: S\nparties: {a b: A, c: C}\n", at="2:11", of="'a b' is no id")


@pytest.mark.parametrize("section", ["parties: {aland: A, both: B}", "parties: {both: A, bohus: B}"])
def test_no_party_may_be_named_both(section):
    place = section.index("both") + 1
    complains(f"scenario: S\n{section}\n", at=f"2:{place}", of="'both' is reserved for joint moves; choose another id")


def test_no_third_party_may_be_named_both():
    complains(f"{NAMES}third-parties: {{both: B}}\n", at="3:17", of="'both' is reserved for joint moves")


def test_a_third_party_may_not_have_the_id_of_a_party():
    complains(
        f"{NAMES}third-parties: {{aland: B}}\n", at="3:17", of="'aland' is a party already", advice="an id of its own"
    )


def test_a_party_whose_name_is_unfit_is_known_all_the_same():
    complains(
        instead("aland: Aland", "aland: [Aland]"), at="2:18", of="parties, aland: a text is wanted here, not a list"
    )


def test_a_source_may_be_given_by_its_title_alone():
    assert (
        recorded(f"{NAMES}sources: {{gazette: The Gazette}}\n").start.setting.source_by_id["gazette"].title
        == "The Gazette"
    )


def test_a_source_keeps_what_is_said_of_it():
    source = recorded(f"{NAMES}sources: {{g: {{published: 2013-05, url: u, note: n}}}}\n").start.setting.source_by_id[
        "g"
    ]
    assert (source.title, str(source.published), source.url, source.note) == ("g", "2013-05", "u", "n")


@pytest.mark.parametrize(
    ("old", "new", "at", "of"),
    [
        (
            "published:",
            "publishd:",
            "7:44",
            "sources, gazette: there is no key 'publishd' here; did you mean published?",
        ),
        (
            "issue: quota}",
            "isue: quota}",
            "5:53",
            "commitments, pact: there is no key 'isue' here; did you mean issue?",
        ),
        (
            "{ministers: Fisheries ministers}",
            "{m: {titel: x}}",
            "6:13",
            "talks, m: there is no key 'titel' here; did you mean title?",
        ),
        ("issues:", "isues:", "4:1", "there is no key 'isues' here; did you mean issues?"),
    ],
)
def test_a_key_with_a_slip_of_the_pen_gets_the_nearest(old, new, at, of):
    assert any(fault.startswith(f"{at}: {of}") for fault in faults_in(instead(old, new)))


@pytest.mark.parametrize(
    ("field", "at", "of"),
    [
        ("issue: quta", "5:60", "commitments, pact, issue: 'quta' is not declared; did you mean quota?"),
        ("issue: [quota, prts]", "5:68", "commitments, pact, issue: 'prts' is not declared; did you mean ports?"),
        ("parties: bohs", "5:62", "commitments, pact, parties: 'bohs' is not declared; did you mean bohus?"),
        (
            "parties: [aland, cuncil]",
            "5:70",
            "commitments, pact, parties: 'cuncil' is not declared; did you mean council?",
        ),
        ("source: gazet", "5:61", "commitments, pact, source: 'gazet' is not declared; did you mean gazette?"),
    ],
)
def test_what_a_commitment_names_must_be_declared(field, at, of):
    complains(instead("issue: quota}", f"{field}}}"), at=at, of=of)


def test_a_commitment_binds_both_parties_unless_it_says_otherwise():
    assert recorded(RECORD).start.commitments["pact"].participation.keys() == {"aland", "bohus"}


def test_a_commitment_may_bind_one_party():
    start = recorded(instead("issue: quota}", "parties: bohus}")).start
    assert start.commitments["pact"].participation.keys() == {"bohus"}


def test_a_commitment_may_be_given_by_its_title_alone():
    assert recorded(f"{NAMES}commitments: {{pact: The Pact}}\n").start.commitments["pact"].title == "The Pact"


def test_a_commitment_without_a_title_has_its_id_for_one():
    assert recorded(f"{NAMES}commitments: {{pact: {{since: 1998}}}}\n").start.commitments["pact"].title == "pact"


def test_talks_that_are_declared_with_their_next_round_are_scheduled():
    talks = recorded(f"{NAMES}talks: {{m: {{due: 2013-05, place: Mariehamn}}}}\n").start.talks["m"]
    assert (talks.status, str(talks.due), talks.next_round.place) == ("scheduled", "2013-05", "Mariehamn")


@pytest.mark.parametrize("status", ["idle", "adjourned", "broken-off"])
@pytest.mark.parametrize("agreed", ["due: 2013-05", "place: Mariehamn"])
def test_talks_that_are_not_agreed_upon_have_no_next_round(status, agreed):
    text = f"{NAMES}talks: {{m: {{status: {status}, {agreed}}}}}\n"
    complains(
        text, at="3:9", of=f"talks, m: talks that are {status} have no next round", advice="leave out due and place"
    )


def test_a_status_that_talks_do_not_have_gets_the_nearest():
    text = f"{NAMES}talks: {{m: {{status: in-sesion, due: 2014}}}}\n"
    complains(text, at="3:21", of="talks, m, status: 'in-sesion' is not possible here; did you mean in-session?")


def test_an_id_names_one_subject():
    complains(instead("{ministers:", "{pact:"), at="6:9", of="pact: this id is declared twice; an id names one subject")


def test_an_unfit_id_in_a_declaration_is_refused():
    complains(instead("{ministers:", "{the ministers:"), at="6:9", of="talks: 'the ministers' is no id")


def test_a_part_of_the_wrong_shape_is_refused():
    complains(
        instead("{title: Strait Gazette, published: 2013-05-02}", "[x]"),
        at="7:20",
        of="sources, gazette: keys with values",
    )


def test_what_hangs_on_unfit_parties_is_not_judged():
    text = instead("bohus: Bohus}", "bohus: Bohus, cuxhaven: C}") + OPPOSED.replace("bohus", "nobody")
    complains(text, at="2:1", of="a negotiation has exactly two parties")


def test_what_names_a_party_whose_section_cannot_be_read_is_not_judged():
    assert [
        fault.partition(": ")[0] for fault in faults_in(instead("parties: {aland: Aland, bohus: Bohus}", "parties: x"))
    ] == ["2:10"]


@pytest.mark.parametrize("word", RESERVED)
@pytest.mark.parametrize(
    ("old", "at"),
    [
        ("aland: Aland", "2:11"),
        ("council: Nordic Council", "3:17"),
        ("ports: Access to ports", "4:43"),
        ("pact: {title: Fisheries Pact of 1998, issue: quota}", "5:15"),
        ("ministers: Fisheries ministers", "6:9"),
        ("gazette: {title: Strait Gazette, published: 2013-05-02}", "7:11"),
        ("propose: equal-shares", "9:14"),
    ],
)
def test_a_reserved_word_is_the_id_of_nothing_and_that_is_one_fault(word, old, at):
    name = old.split(":")[0]
    new = f"propose: {word}" if name == "propose" else old.replace(name, word, 1)
    complains(RECORD.replace(old, new), at=at, of=f"'{word}' is reserved for", advice="choose another id")


def test_what_acts_on_a_subject_whose_id_is_reserved_is_not_judged():
    text = RECORD.replace("pact:", "none:") + "  - resume: none\n    by: aland\n    date: 2013-03-01\n"
    complains(text, at="5:15", of="'none' is reserved")


def test_a_commitment_that_ends_before_it_begins_is_a_fault_at_its_end_and_no_other_is():
    text = f"{NAMES}commitments:\n  pact: {{since: 2013-06-01, until: 2013-04-01}}\n  oath: {{since: 2013-06-01}}\n"
    complains(text, at="4:36", of="it would end on 2013-04-01, before it begins on 2013-06-01", advice="a later end")
    assert recorded(text.replace("2013-04-01", "2013-06/..")).start.commitments["pact"].until is not None


def measured(details, text=RECORD):
    """The record with one measure in place before it, in line 6 from column 20."""
    return instead("talks:", f"measures: {{embargo: {details}}}\ntalks:", text)


def test_a_third_party_may_stand_with_a_party():
    setting = recorded(f"{NAMES}third-parties: {{bank: {{title: Bank, with: aland}}, court: Court}}\n").start.setting
    assert setting.third_parties == (("bank", "Bank"), ("court", "Court"))
    assert (setting.side_of("bank"), setting.side_of("court")) == ("aland", None)


def test_a_third_party_without_a_title_has_its_id_for_one():
    setting = recorded(f"{NAMES}third-parties: {{bank: {{with: bohus}}}}\n").start.setting
    assert setting.third_parties == (("bank", "bank"),)


@pytest.mark.parametrize(
    ("details", "at", "of"),
    [
        ("{with: alnd}", "3:30", "third-parties, bank, with: 'alnd' is not one of the parties; did you mean aland?"),
        ("{with: both}", "3:30", "third-parties, bank, with: 'both' is not one of the parties"),
        ("{with: bank}", "3:30", "third-parties, bank, with: 'bank' is not one of the parties"),
        ("{with: [aland]}", "3:30", "third-parties, bank, with: a text is wanted here, not a list"),
        ("{side: aland}", "3:24", "third-parties, bank: there is no key 'side' here; there is title or with"),
        ("[aland]", "3:23", "third-parties, bank: keys with values are wanted here, not a list"),
    ],
)
def test_a_side_that_is_none_is_a_fault_at_its_place(details, at, of):
    complains(f"{NAMES}third-parties: {{bank: {details}}}\n", at=at, of=of)


def test_a_wrong_side_keeps_nothing_else_from_being_judged():
    text = instead("{council: Nordic Council}", "{council: {with: sweden}}") + OPPOSED.replace("bohus", "aland")
    assert [fault.partition(": ")[0] for fault in faults_in(text)] == ["3:33", "14:5"]


def test_what_is_declared_of_a_measure_is_kept():
    sources = instead("published: 2013-05-02}}", "published: 2013-05-02}, herald: Herald}")
    details = "{title: E, by: council, issue: [quota, ports], over: quota, level: 5 %, since: 1990, until: 2014, "
    text = measured(f"{details}source: [gazette, herald], quote: q, note: n}}", sources)
    made = recorded(text).start.measures["embargo"].made
    assert (made.subject, made.title, made.by, made.issue, made.over) == (
        "embargo",
        "E",
        "council",
        ("quota", "ports"),
        "quota",
    )
    assert (made.level, str(made.since), str(made.until)) == ("5 %", "1990", "2014")
    assert (made.source, made.quote, made.note) == (("gazette", "herald"), "q", "n")
    assert str(made.where) == "f:6:12"


def test_a_declared_measure_is_in_place():
    assert recorded(measured("{by: aland}")).start.measures["embargo"].status == "in-place"


@pytest.mark.parametrize(
    ("details", "at", "of"),
    [
        ("{issue: quota}", "6:21", "measures, embargo: by is missing; name the party or the third party"),
        ("Embargo", "6:21", "measures, embargo: by is missing"),
        ("{by: alnd}", "6:26", "measures, embargo, by: 'alnd' is not declared; did you mean aland?"),
        ("{by: both}", "6:26", "measures, embargo, by: harm is the act of one; declare one measure for each"),
        ("{by: [aland, bohus]}", "6:26", "measures, embargo, by: a text is wanted here, not a list"),
        ("{by: aland, issue: quta}", "6:40", "measures, embargo, issue: 'quta' is not declared; did you mean quota?"),
        ("{by: aland, over: prts}", "6:39", "measures, embargo, over: 'prts' is not declared; did you mean ports?"),
        ("{by: aland, source: [gazete]}", "6:42", "measures, embargo, source: 'gazete' is not declared"),
        ("{by: aland, action: x}", "6:33", "measures, embargo: there is no key 'action' here"),
        ("{by: aland, since: 2013, until: 2012}", "6:53", "measures, embargo, until: it would end on 2012, before"),
        ("''", "6:21", "measures, embargo: nothing stands here"),
        ("[aland]", "6:21", "measures, embargo: keys with values are wanted here, not a list"),
    ],
)
def test_a_measure_that_cannot_be_is_a_fault_where_it_stands(details, at, of):
    complains(measured(details), at=at, of=of)


@pytest.mark.parametrize("details", ["{by: alnd}", "{issue: quota}", "{by: aland, level: []}"])
def test_what_acts_on_a_measure_whose_declaration_is_at_fault_is_not_judged(details):
    lifted = "  - lift: embargo\n    by: bohus\n    date: 2013-03-01\n"
    found = faults_in(measured(details) + lifted)
    assert [fault.partition(":")[0] for fault in found] == (["6"] if "aland" not in details else ["6", "15"])


def test_a_measure_shares_its_id_with_no_commitment_and_no_talks():
    complains(measured("{by: aland}").replace("embargo:", "pact:"), at="6:12", of="pact: this id is declared twice")
    complains(measured("{by: aland}").replace("embargo:", "ministers:"), at="7:9", of="this id is declared twice")


@pytest.mark.parametrize("word", RESERVED)
@pytest.mark.parametrize(
    ("text", "at"),
    [
        (measured("{by: aland}").replace("embargo", "ID"), "6:12"),
        (instead("{council: Nordic Council}", "{ID: {with: aland}}"), "3:17"),
    ],
)
def test_a_reserved_word_is_the_id_of_no_measure_and_no_third_party(text, at, word):
    complains(text.replace("ID", word), at=at, of=f"'{word}' is reserved for")


def test_a_commitment_may_bind_third_parties():
    start = recorded(instead("issue: quota}", "parties: [council, aland]}")).start
    assert list(start.commitments["pact"].participation) == ["council", "aland"]


def test_a_commitment_that_binds_both_does_not_say_so():
    complains(
        instead("issue: quota}", "parties: both}"),
        at="5:62",
        of="commitments, pact, parties: a commitment binds both parties if this key is left out",
    )


def test_a_commitment_may_have_several_sources():
    text = instead("{gazette: {title: Strait Gazette, published: 2013-05-02}}", "{gazette: G, herald: H}")
    text = instead("issue: quota}", "source: [gazette, herald]}", text)
    assert recorded(text).start.commitments["pact"].made.source == ("gazette", "herald")


def test_talks_may_be_for_an_issue():
    text = instead("{ministers: Fisheries ministers}", "{ministers: {issue: [quota, ports]}}")
    assert recorded(text).start.talks["ministers"].issue == ("quota", "ports")
    complains(text.replace("ports]", "prts]"), at="6:36", of="talks, ministers, issue: 'prts' is not declared")


def test_talks_may_be_declared_suspended():
    text = instead("{ministers: Fisheries ministers}", "{ministers: {status: suspended}}")
    assert recorded(text).start.talks["ministers"].status == "suspended"
