"""Conflicts in option form: who can choose what as of a day, how it stands, and what cannot be together."""

import json

import pytest
from hypothesis import given, settings

from sim import UnknownNameError, legal_moves, load, loads
from sim.records.exporters import gmcr
from sim.testing.files import records
from sim.testing.strategies import histories


def conflict(scenario, day=None, reading="likely"):
    text = "".join(gmcr.export("case", scenario.title, scenario.history.as_of(day, reading)))
    return json.loads(text)


def told(*lines, **sections):
    """A record of these moves."""
    head = {"scenario": "S", "parties": {"a": "A", "b": "B"}, "issues": {"i": "I"}, "moves": list(lines)}
    return loads(json.dumps(head | sections))


def offer(name="p", by="a", date="2013-03-01", **more):
    return {"propose": name, "by": by, "date": date, "issue": "i", **more}


def choices(found, by):
    """The options of somebody by name, each with its value as things stand and its direction."""
    own = [option for option in found["options"] if option["by"] == by]
    return {option["name"]: (option["statusQuo"], option["permittedDirection"]) for option in own}


def exclusions(found):
    names = [f"{option['by']}: {option['name']}" for option in found["options"]]
    return {frozenset((names[number], value) for number, value in pattern) for pattern in found["infeasibles"]}


@given(records(histories(min_moves=1)))
@settings(max_examples=25)
def test_a_conflict_holds_together(scenario):
    found, view = conflict(scenario), scenario.history.as_of()
    options, standing = found["options"], found["statusQuo"]
    assert standing == "".join(option["statusQuo"] for option in options)
    controlled = [number for maker in found["decisionMakers"] for number in maker["options"]]
    assert controlled == [*range(len(options))]  # each by one alone, in the order of who decides
    for maker in found["decisionMakers"]:
        assert maker["preferences"] == []
        assert {options[number]["by"] for number in maker["options"]} <= {maker["id"]}
        legal = {(move.verb, name) for move in legal_moves(view.state, maker["id"], view.day) for name in move.subjects}
        for number in maker["options"]:
            assert {(verb, options[number]["subject"]) for verb in options[number]["verbs"]} <= legal
    for pattern in found["infeasibles"]:
        numbers = [number for number, _ in pattern]
        assert numbers == sorted({*numbers})
        assert all(standing[number] != value for number, value in pattern)  # how it stands is feasible


def test_what_each_can_do_with_a_proposal_is_a_choice():
    found = conflict(told(offer(), offer("q", "b", "2013-03-02", counters="p")))
    assert choices(found, "a") == {"stand by p": ("Y", "back"), "oppose q": ("N", "fwd"), "accept q": ("N", "fwd")}
    assert choices(found, "b") == {"oppose p": ("N", "fwd"), "accept p": ("N", "fwd"), "stand by q": ("Y", "back")}
    assert frozenset({("a: oppose q", "Y"), ("a: accept q", "Y")}) in exclusions(found)


def test_neither_can_follow_the_other_where_the_law_says_so():
    found = conflict(told(offer(kind="plan"), {"oppose": "p", "by": "b", "date": "2013-03-02"}))
    assert choices(found, "a") == {"carry out p": ("N", "fwd"), "stand by p": ("Y", "back")}
    pairs = exclusions(conflict(told(offer(), offer("q", "b", "2013-03-02", settles="p"))))
    assert frozenset({("a: stand by p", "N"), ("b: accept p", "Y")}) in pairs
    assert frozenset({("a: accept q", "Y"), ("b: accept p", "Y")}) not in pairs  # p first, then q


def test_a_measure_in_place_is_kept_up_until_it_is_eased_or_lifted():
    imposed = {"impose": "m", "by": "b", "date": "2013-03-02", "issue": "i", "until": "2013-04-01"}
    found = conflict(told(imposed))
    assert choices(found, "b") == {
        "raise m": ("N", "both"),
        "keep up m": ("Y", "both"),
        "extend m": ("N", "fwd"),
    }
    assert choices(found, "a") == {"comply with m": ("N", "fwd")}
    (kept,) = (option for option in found["options"] if option["name"] == "keep up m")
    assert {*kept["verbs"]} == {"ease", "suspend", "lift"}
    assert kept["description"].startswith("N: ")
    assert kept["description"].endswith("; Y: m stays as it is")


def test_a_threat_is_upheld_carried_out_or_complied_with():
    found = conflict(told({"threaten": "m", "by": "b", "date": "2013-03-02", "issue": "i"}))
    assert choices(found, "b") == {"carry out m": ("N", "fwd"), "uphold the threat m": ("Y", "both")}


def test_a_joint_act_is_a_choice_of_each_party_and_no_exclusion():
    found = conflict(told({"remark": "i", "by": "a", "date": "2013-03-03", "kind": "hope"}, talks={"t": "Talks"}))
    assert choices(found, "a") == choices(found, "b") == {"convene or agree to continue Talks, together": ("N", "fwd")}
    assert found["infeasibles"] == []
    assert all(option["joint"] for option in found["options"])
    assert "together, so each party has to choose it" in found["options"][0]["description"]


def test_parties_abide_by_what_binds_them_and_stay_in_talks():
    scenario = told(
        {"convene": "t", "by": "both", "date": "2013-03-03"},
        {"suspend": "c", "by": "b", "date": "2013-03-04"},
        offer(date="2013-03-05"),
        {"accept": "p", "by": "b", "date": "2013-03-06"},
        talks={"t": "Talks"},
        commitments={"c": "Pact"},
    )
    found = conflict(scenario)
    assert choices(found, "a")["abide by Pact"] == ("Y", "both")
    assert choices(found, "a")["stay in Talks"] == ("Y", "both")
    assert choices(found, "a")["abide by p"] == ("Y", "back")
    assert choices(found, "b")["resume Pact"] == ("N", "both")
    assert "leave Pact, together" not in choices(found, "a")
    assert "abide by Pact" not in choices(found, "b")


def test_a_third_party_decides_on_what_concerns_it():
    scenario = told(
        offer(by="court"),
        offer("q", "a", "2013-03-02", **{"subject-to": "house"}),
        {"commit": "c", "by": "bank", "date": "2013-03-03", "issue": "i"},
        {"impose": "m", "by": "b", "date": "2013-03-04", "issue": "i"},
        **{"third-parties": {"court": "Court", "house": "House", "bank": "Bank", "onlooker": "Onlooker"}},
    )
    found = conflict(scenario)
    assert [maker["name"] for maker in found["decisionMakers"]] == ["A", "B", "Court", "House", "Bank"]
    assert choices(found, "court") == {"stand by p": ("Y", "back")}
    assert choices(found, "house").keys() == {"ratify q", "reject q"}
    assert choices(found, "bank").keys() == {"abide by c", "carry out c"}


def test_it_is_as_of_a_day_under_a_reading():
    scenario = told(offer(date="2013-03-01"), {"accept": "p", "by": "b", "date": "2013-03-05/2013-03-09"})
    assert "accept p" in choices(conflict(scenario, "2013-03-04"), "b")
    assert "accept p" in choices(conflict(scenario, "2013-03-06", "certain"), "b")
    found = conflict(scenario, "2013-03-06", "possible")
    assert "abide by p" in choices(found, "b")
    assert (found["asOf"], found["reading"], found["scenario"], found["title"]) == (
        "2013-03-06",
        "possible",
        "case",
        "S",
    )


def test_an_extension_is_an_option_where_an_end_lies_ahead():
    scenario = told(offer(expires="2013-03-20"), offer("q"))
    assert "extend p" in choices(conflict(scenario, "2013-03-19"), "a")
    assert choices(conflict(scenario, "2013-03-21"), "a").keys() == {"stand by q"}  # p has expired
    assert "extend q" not in choices(conflict(scenario, "2013-03-19"), "a")


def test_a_record_without_a_move_has_no_day():
    with pytest.raises(UnknownNameError, match="give one, --as-of DATE"):
        conflict(told())
    assert conflict(told(), "2013-03-01")["decisionMakers"] == [
        {"name": "A", "id": "a", "options": [], "preferences": []},
        {"name": "B", "id": "b", "options": [], "preferences": []},
    ]


def read_as_gmcr_py_does(found):
    """The feasible states, as gmcr-py 0.3.5 has them: every state with none of the patterns."""
    options = [(option["name"], option["permittedDirection"]) for option in found["options"]]
    assert all(direction in ("both", "fwd", "back") for _, direction in options)
    assert found["useManualPreferenceRanking"] is False
    states = (f"{number:0{len(options)}b}".translate({48: "N", 49: "Y"}) for number in range(2 ** len(options)))
    patterns = found["infeasibles"]
    return {state for state in states if not any(all(state[n] == value for n, value in one) for one in patterns)}


def test_states_are_feasible_as_the_tool_reads_them():
    found = conflict(load("scenarios/fishing.yaml"), "2013-03-06")
    states = read_as_gmcr_py_does(found)
    assert found["statusQuo"] in states
    assert 1 < len(states) < 2 ** len(found["options"])
