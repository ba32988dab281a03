import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from imported import accepted_terms, moves_of, outcomes_of, refusal, scenario_of

from sim.model.errors import InvalidImportError
from sim.records.importers.concordia.read import read
from sim.records.importing.cases import checked_case

SAMPLE = Path(__file__).parents[3] / "docs/reference/importers/samples/concordia-furniture.json"
PRICE = {"terms": {"price": {"value": 10, "currency": "EUR"}}}


def message(kind, sender="ann", body=None, **fields):
    """A message of one session; each has an id of its own."""
    envelope = {"concordia": "0.1.0", "type": f"negotiate.{kind}", "session_id": "s", "from": {"agent_id": sender}}
    return envelope | {"timestamp": "2026-03-10T14:00:00Z", "to": [{"agent_id": "bob"}], "body": body or {}} | fields


OPENED = message("open", body={"subject": "A desk"})
ENTERED = message("accept_session", "bob")
OFFER = message("offer", body=PRICE, id="m1")


@pytest.fixture
def file(tmp_path):
    """Writes a file, and tells where it is."""

    def written(content):
        path = tmp_path / "s.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return written


@pytest.fixture
def case(file):
    """The only case in these messages."""

    def read_one(*messages):
        (only,) = read(file(list(messages)), None)
        return only

    return read_one


def refused(path, dyad=None):
    return refusal(read, path, dyad).removeprefix(f"{path.parent}/")


# THE SAMPLE


def test_the_session_of_the_specification_ends_in_its_agreement():
    (case,) = read(SAMPLE, None)
    assert accepted_terms(case) == [{"price": "1350 USD", "delivery": "local_delivery"}]
    assert moves_of(case) == [
        "propose opening agent-seller-desk",
        "propose offer-1 agent-seller-desk",
        "convene session both",
        "propose offer-2 agent-buyer-office",
        "propose offer-3 agent-seller-desk",
        "propose offer-4 agent-buyer-office",
        "act constrain-1 agent-seller-desk",
        "oppose offer-4 agent-seller-desk",
        "propose offer-5 agent-seller-desk",
        "accept offer-5 agent-buyer-office",
    ]
    assert outcomes_of(case) == {"read": 1, "guessed": 7, "linked": 1, "act": 1}


def test_rows_are_numbered_as_the_messages_and_every_move_is_a_candidate():
    (case,) = read(SAMPLE, None)
    assert [row.number for row in case.rows] == [1, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert {row.item["note"] for row in case.rows} == {"candidate"}


def test_the_reasoning_of_a_message_is_the_quote_of_its_move():
    (case,) = read(SAMPLE, None)
    assert case.rows[-1].item["quote"].endswith("Deal.")


# MESSAGES


def test_an_opening_without_values_is_a_request_alone(case):
    opened = message("open", body={"terms": {"price": {"type": "numeric"}}})
    assert moves_of(case(opened)) == ["propose opening ann"]


def test_entering_a_session_convenes_it_and_settles_the_request_for_it(case):
    state = scenario_of(case(OPENED, ENTERED)).history.as_of().state
    assert (state.subjects["session"].status, state.subjects["opening"].status) == ("in-session", "settled")


def test_a_session_may_be_entered_that_was_opened_elsewhere(case):
    assert moves_of(case(ENTERED, OFFER)) == ["convene session both", "propose offer-1 ann"]


def test_declining_a_session_opposes_the_request_for_it(case):
    assert moves_of(case(OPENED, message("decline_session", "bob"))) == ["propose opening ann", "oppose opening bob"]


def test_withdrawing_breaks_the_session_off_though_the_file_begins_in_it(case):
    assert scenario_of(case(message("withdraw"))).history.as_of().state.subjects["session"].status == "broken-off"


@pytest.mark.parametrize("names_it", [{"in_reply_to": "m1"}, {"body": {"offer_id": "o1"}}])
def test_an_answer_that_names_an_offer_is_linked_to_it(case, names_it):
    offer = message("offer", body={**PRICE, "offer_id": "o1"}, id="m1")
    answered = case(offer, message("accept", "bob", **names_it))
    assert (moves_of(answered)[-1], answered.rows[-1].outcome) == ("accept offer-1 bob", "linked")


def test_an_answer_that_names_none_is_about_the_last_offer_of_the_other_side(case):
    answered = case(OFFER, message("counter", "bob", PRICE), message("reject"))
    assert (moves_of(answered)[-1], answered.rows[-1].outcome) == ("oppose offer-2 ann", "guessed")
    assert answered.rows[1].item["counters"] == "offer-1"


def test_an_offer_counters_only_what_it_names(case):
    answered = case(OFFER, message("offer", "bob", PRICE, in_reply_to="m1"), message("offer", body=PRICE))
    links = [(row.item.get("counters"), row.item.get("replaces"), row.outcome) for row in answered.rows]
    assert links == [(None, None, "read"), ("offer-1", None, "linked"), (None, "offer-1", "guessed")]


def test_an_offer_that_names_ones_own_replaces_it(case):
    assert "counters" not in case(OFFER, message("offer", body=PRICE, in_reply_to="m1")).rows[-1].item


def test_a_counter_to_nothing_is_an_offer(case):
    assert (
        case(message("counter", body=PRICE)).rows[0].reason
        == "there is no offer that it could counter, so it is one by itself"
    )


def test_an_acceptance_of_other_values_is_refused(case):
    accepted = {"accepted_terms": {"price": "9 EUR", "colour": "red"}}
    assert case(OFFER, message("accept", "bob", accepted)).rows[-1].reason == (
        "it accepts other values of price than offer-1 has; correct one of them"
    )


def test_a_commitment_puts_the_accepted_offer_into_force_for_who_makes_it(case):
    committed = case(OFFER, message("accept", "bob"), message("commit"), message("commit", "bob"))
    assert moves_of(committed)[2:] == ["commit agreement ann", "commit agreement bob"]
    assert scenario_of(committed).history.as_of().state.subjects["offer-1"].status == "carried-out"


def test_a_resolution_is_a_third_partys_text_that_both_sides_answer(case):
    resolved = message("resolve", "mia", PRICE)
    mediated = case(OFFER, resolved, message("accept"), message("accept", "bob"), message("commit"))
    assert mediated.setting["third-parties"] == {"mia": "mia"}
    assert moves_of(mediated)[1:] == [
        "propose offer-2 mia",
        "accept offer-2 ann",
        "accept offer-2 bob",
        "commit agreement ann",
    ]
    assert mediated.rows[1].item["settles"] == ["offer-1"]
    assert scenario_of(mediated).history.as_of().state.subjects["offer-1"].status == "settled"


def test_a_resolution_may_come_before_all_offers(case):
    assert case(message("resolve", "mia", PRICE), message("signal")).rows[0].outcome == "read"


def test_asking_for_a_mediator_is_a_request_of_procedure(case):
    item = case(message("propose_mediator", body={"mediator_id": "mia"})).rows[0].item
    assert (item["kind"], item["matter"], item["terms"]) == ("request", "procedure", "mediation by mia")


@pytest.mark.parametrize(
    ("kind", "body", "action"),
    [
        ("inquire", {"term_ids": ["price", "delivery"]}, "asks about: term ids price, delivery"),
        ("constrain", {"constraints": {"price": {"min": 5.5}}}, "declares a limit: constraints price min 5.5"),
        ("signal", {"flexibility": {"price": "firm"}}, "says what it prefers: flexibility price firm"),
    ],
)
def test_what_is_about_no_offer_is_an_act(case, kind, body, action):
    row = case(message(kind, body=body)).rows[0]
    assert (row.outcome, row.item["tone"], row.item["action"]) == ("act", "neutral", action)
    scenario_of(case(message(kind, body=body)))


@pytest.mark.parametrize(
    ("body", "terms"),
    [
        (
            {"terms": {"a, b": {"value": 1e-05}, "c": True, "d": False, "e": {"value": None}}},
            {"a b": "0.00001", "c": "yes", "d": "no"},
        ),
        ({"terms": {"area": {"value": [1, 2.5], "unit": "ha"}}}, {"area": "1, 2.5 ha"}),
        (
            {"bundles": [{"label": "One", "terms": {"price": 1}}, {"bundle_id": "two"}, {}, 3]},
            "One: price 1 or two",
        ),
        (
            {"conditions": [{"if": {"by": "rail"}, "then": {"price": {"value": 3}}}, {}]},
            "if by rail: price 3",
        ),
    ],
)
def test_terms_are_values_or_words(case, body, terms):
    assert case(message("offer", body=body)).rows[0].item["terms"] == terms


def test_an_offer_that_is_valid_until_a_day_expires_on_it(case):
    until = {"valid_until": "2026-03-12T00:00:00Z"}
    assert case(message("offer", body=PRICE | until)).rows[0].item["expires"] == "2026-03-12"


# WHAT IS LEFT OUT


@pytest.mark.parametrize(
    ("faulty", "reason"),
    [
        (message("offer"), "it has no terms with values; add them"),
        (message("counter"), "it has no terms with values; add them"),
        (message("resolve"), "it has no terms with values; add them"),
        (message("accept"), "there is no offer of the other side that it could be about; add that offer"),
        (message("reject"), "there is no offer of the other side that it could be about; add that offer"),
        (message("commit"), "no offer has been accepted that it could be about; add the acceptance"),
        (message("decline_session"), "the session was not opened; add its `negotiate.open`"),
        (message("haggle"), "'haggle' is no type of message in Concordia 0.1.0; correct it"),
        (message("offer", body=[]), "it has no terms with values; add them"),
        (OFFER | {"from": {}}, "it names no agent under `from`; add its sender"),
        (OFFER | {"timestamp": "2026-06-31T00:00:00Z"}, "31 June 2026 does not exist; write a timestamp"),
        (OFFER | {"timestamp": "soon"}, "'soon' is no date; write one such as 2018-06-01; write a timestamp"),
        (OFFER | {"timestamp": 5}, "it has no timestamp; write a timestamp"),
    ],
)
def test_a_message_that_can_become_no_move_is_refused_with_the_way_out(case, faulty, reason):
    row = case(message("signal", "bob"), message("signal"), faulty).rows[-1]
    assert (row.item, row.outcome) == (None, "refused")
    assert row.reason.startswith(reason)


def test_a_message_that_stands_twice_is_dropped_once(case):
    row = case(OFFER, OFFER).rows[-1]
    assert (row.outcome, row.reason) == ("dropped", "a message with this id stands above; leave it out")


# FILES


def test_messages_may_stand_one_in_a_line(file):
    path = file(b"\n".join(json.dumps(each).encode() for each in (OFFER, message("accept", "bob"))) + b"\n\n")
    (case,) = read(path, None)
    assert moves_of(case) == ["propose offer-1 ann", "accept offer-1 bob"]


@pytest.mark.parametrize("content", [OFFER, {"messages": [OFFER]}, {"transcript": [OFFER]}])
def test_messages_may_stand_in_an_object(file, content):
    (case,) = read(file(content), None)
    assert moves_of(case) == ["propose offer-1 ann"]


def test_each_session_is_a_case_and_a_dyad_takes_its_own(file):
    path = file([OFFER, OFFER | {"session_id": "t", "to": [{"agent_id": "Cy Lee"}]}])
    assert [case.name for case in read(path, None)] == ["s", "t"]
    assert [case.name for case in read(path, ("cy-lee", "ann"))] == ["t"]
    assert (
        refused(path, ("ann", "x")) == "s.json: no session is between ann and x alone; there is ann,bob and ann,Cy Lee"
    )


def test_messages_of_another_version_are_read_and_that_is_said(case):
    notes = case(OFFER | {"concordia": "0.2.0"}).notes
    assert notes[-1] == "messages of version 0.2.0 are read as those of 0.1.0"


def test_agents_whose_names_read_alike_are_two_parties(case):
    assert case(message("signal", "A"), message("signal", "a")).setting["parties"] == {"a": "A", "a-2": "a"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ([], "s.json: there is no message in it; give messages of Concordia 0.1.0"),
        ([3], "s.json, row 1: this is no message but a number; give messages of Concordia 0.1.0: a JSON list"),
        ([None, []], "s.json, row 1: this is no message but nothing"),
        ([{}], "s.json, row 1, column concordia: this is no message; give messages"),
        (
            {"spec_version": "a202-commercial/0.1"},
            "this is an object of 'a202-commercial/0.1', which is another protocol",
        ),
        ([{"concordia": "0.1.0"}], "row 1, column session_id: the message is of no session; name its session"),
        ([OFFER | {"to": None}], "row 1, column from: in session s act ann, and a record has two parties; leave"),
        ([OFFER | {"from": 1, "to": [2]}], "in session s act nobody"),
        (
            b"[",
            "s.json, row 1: this is no JSON: expecting value at column 2; mend it, or write one record on each line",
        ),
        (b"[" * 100_000, "s.json, row 1: this is no JSON: it is nested too deeply; mend it"),
        (
            b"\xff",
            "s.json, row 1: byte 1 of this line (0xff) is no UTF-8, so the file has another encoding; save it as",
        ),
    ],
)
def test_a_file_that_holds_no_messages_is_refused_with_its_place_and_the_way_out(file, content, sentence):
    assert sentence in refused(file(content))


def test_signs_that_no_record_can_hold_are_left_out_of_names_too(case):
    (row,) = case(message("inquire", body={"a\x1bb": 1})).rows
    assert row.item["action"] == "asks about: a b 1"


def test_messages_are_put_in_order_of_their_timestamps(case):
    late = message("accept", "bob", timestamp="2026-03-11T09:00:00")
    between = message("offer", body=PRICE, timestamp="2026-03-11T09:00:00+02:00")
    only = case(late, OFFER, message("x", timestamp="soon"), between)
    assert [(row.number, row.outcome) for row in only.rows] == [
        (2, "read"),
        (3, "refused"),
        (4, "guessed"),
        (1, "guessed"),
    ]
    assert only.notes == ("times of day are left out", "the messages were put in order of their timestamps")
    assert checked_case(only, "s.json").refused[0].row == 3


@pytest.mark.parametrize(
    ("value", "column", "reason"),
    [
        (3, "", "this is no message but a number; give messages of Concordia 0.1.0"),
        ({"concordia": "0.1.0"}, "session_id", "the message is of no session; name its session"),
    ],
)
def test_what_is_no_message_is_refused_and_the_rest_read(case, value, column, reason):
    last = case(OFFER, value).rows[-1]
    assert (last.number, last.outcome, last.column) == (2, "refused", column)
    assert last.reason.startswith(reason)


def test_a_line_that_is_no_json_is_refused_and_the_rest_read(file):
    (case,) = read(file(json.dumps(OFFER).encode() + b'\n{"a": \n'), None)
    assert case.rows[-1].reason.startswith("it is no JSON: expecting value at column 6; give")
    assert moves_of(case) == ["propose offer-1 ann"]


def test_a_session_of_three_is_refused_with_each_of_its_messages_and_the_others_read(file):
    three = [message("signal", agent, session_id="t") for agent in ("ann", "bob", "cy")]
    first, second = read(file([OFFER, *three]), None)
    assert moves_of(first) == ["propose offer-1 ann"]
    assert [(row.number, row.outcome, row.column) for row in second.rows] == [
        (number, "refused", "from") for number in (2, 3, 4)
    ]
    assert second.rows[0].reason.startswith("in session t act ann, bob, cy, and a record has two parties;")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path / "none.json") == "none.json: there is no such file"


# ANYTHING


@pytest.fixture(scope="module")
def any_file(tmp_path_factory):
    return tmp_path_factory.mktemp("any") / "s.json"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=4), parts, max_size=3),
    max_leaves=6,
)
TYPES = ("open", "accept_session", "decline_session", "offer", "counter", "accept", "reject", "inquire", "constrain",
         "signal", "withdraw", "propose_mediator", "resolve", "commit")  # fmt: skip
BODIES = st.sampled_from([PRICE, {"offer_id": "m1"}, {"accepted_terms": {"price": "10 EUR"}}]) | JSON
MESSAGES = st.builds(
    message,
    st.sampled_from(TYPES),
    st.sampled_from(["ann", "bob"]),
    BODIES,
    timestamp=st.just("2026-03-10") | JSON,
    reasoning=st.text(max_size=5) | JSON,
    in_reply_to=st.just("m1") | JSON,
    id=st.sampled_from(["m1", "m2", ""]),
)


@given(content=JSON | st.lists(JSON | MESSAGES, max_size=6) | st.lists(MESSAGES, max_size=8))
def test_no_json_brings_the_importer_down(any_file, content):
    any_file.write_text(json.dumps(content), "utf-8", newline="")
    _tried(any_file)


@given(data=st.binary(max_size=60))
def test_no_bytes_bring_the_importer_down(any_file, data):
    any_file.write_bytes(data)
    _tried(any_file)


def _tried(path):
    """What is read is a case, and all else is said in a sentence."""
    with suppress(InvalidImportError):
        for case in read(path, None):
            assert all(row.item or row.reason for row in case.rows)
            checked = checked_case(case, "s")
            assert checked.text is not None or checked.moves == 0
