import pytest
from hypothesis import given, strategies as st
from testing.faults import FAULTS, RECORD, begun, reduce_forgets_what_is_said, what_is_lifted_stays_in_place

from sim.history.history import History
from sim.history.replay import replay
from sim.model.errors import Fault, InvalidScenarioError, Where
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment, Declaration
from sim.rules.subjects.proposals import Propose
from sim.rules.subjects.talks import LIFECYCLE as TALKS, Talks
from sim.rules.verdict import violations
from sim.testing import laws
from sim.testing.generator import MoveGenerator, at_random
from sim.testing.laws import LAWS, LawBrokenError, Rules
from sim.testing.strategies import histories

by_number = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)


@by_number
@given(history=histories())
def test_negsim_keeps_every_law(law, history):
    law(history)


@by_number
def test_negsim_keeps_every_law_in_the_record_that_faults_are_planted_in(law):
    law(History.of(begun(), RECORD))


def broken_by(plant, among=LAWS):
    """The numbers of the laws that a fault breaks, with what they say; planted anew for each, as some remember."""
    said = {}
    for law in among:
        rules = plant()
        try:
            law(rules.history(begun(), RECORD), rules)
        except LawBrokenError as broken:
            said[broken.number] = str(broken)
    return said


planted = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)


@planted
def test_a_planted_fault_breaks_the_laws_that_are_against_it(fault):
    said = broken_by(fault, [law for law in LAWS if law.number in FAULTS[fault]])
    assert set(said) == FAULTS[fault]
    assert all(len(each) < 500 for each in said.values())


@pytest.mark.slow(reason="every law is tried on every fault")
@planted
def test_a_planted_fault_breaks_no_other_law(fault):
    assert set(broken_by(fault)) == FAULTS[fault]


def test_every_law_is_against_something_that_no_other_law_finds():
    alone = [number for numbers in FAULTS.values() if len(numbers) == 1 for number in numbers]
    assert set(alone) == {law.number for law in LAWS}


# ANY SETTING, ANY RECORD

BARE = Setting({"x": "X", "y": "Y"})
ALIKE = Setting({"north": "N", "south": "S"}, {"north": "The north"}, {"east": "E", "west": "W"})


def undertaken(*parties, setting=BARE):
    return Negotiation.begin(setting, [Commitment.declared(Declaration("north", "A pact"), parties)])


STARTS = {
    "nothing declared": Negotiation.begin(BARE),
    "a party, an issue and a subject of one name": undertaken("north", setting=ALIKE),
    "a commitment of one party": undertaken("y"),
    "a commitment of nobody": undertaken(),
    "talks before a commitment": Negotiation.begin(
        BARE, [Talks.declared("t"), Commitment.declared(Declaration("pact"), BARE.party_ids)]
    ),
    "in mid-course": replay(begun(), RECORD[:14]),
    **{f"talks {status}": Negotiation.begin(BARE, [Talks.declared("t", status=status)]) for status in TALKS.statuses},
}


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
@pytest.mark.parametrize("turns", [0, 1, 30])
def test_the_laws_hold_from_any_beginning(start, turns):
    laws.check(at_random(turns, turns, MoveGenerator(start)))


def test_the_laws_hold_in_a_long_record():
    laws.check(at_random(0, 60, MoveGenerator(begun())))


def test_what_a_law_tries_depends_on_the_history_alone():
    tried = []

    def judged(state, move):
        tried[-1].append(move)
        return violations(state, move)

    for _ in range(2):
        tried.append([])
        laws.check(History.of(begun(), RECORD), Rules(violations=judged))
    assert tried[0] == tried[1] != []


# COMPLAINTS


def test_a_broken_law_says_which_it_is_and_what_was_found_where():
    with pytest.raises(LawBrokenError) as broken:
        laws.check(History.of(begun(), RECORD), reduce_forgets_what_is_said())
    assert (broken.value.number, broken.value.name) == (1, "the_same_moves_give_the_same_state")
    assert broken.value.reason == "reduced, it leads to another state: said has 0 entries, not 2"
    assert str(broken.value) == f"law 1, the same moves give the same state: {broken.value.reason}"


def test_a_move_is_called_by_its_number_and_by_what_it_does():
    assert broken_by(what_is_lifted_stays_in_place)[6].endswith(
        ": move 19 (lift levy by aland on 2013-05-01) leaves levy in-place, and its row leads to lifted"
    )


def test_the_laws_are_numbered_and_stated_as_in_the_design():
    assert [law.number for law in LAWS] == list(range(1, 15))
    assert laws.ended_is_ended.sentence.startswith("A subject, or a part of one, whose status no row leads out of")
    assert all(law.sentence.endswith(".") for law in LAWS)


# FILES


@given(st.binary(max_size=200) | st.text(max_size=100))
def test_negsim_reads_or_refuses_whatever_there_is(data):
    laws.reading_never_crashes(data)


def refusing(*faults):
    def refuses(data):
        raise InvalidScenarioError(faults)

    return refuses


@pytest.mark.parametrize(
    ("reader", "reason"),
    [
        (lambda data: {}[data], "it raises KeyError: KeyError('a: b')"),
        (refusing(), "it is refused without a fault"),
        (refusing(Fault(Where("f", 9, 1), "", "bad")), "there is no such place: f:9:1: bad"),
        (refusing(Fault(Where("f", 1, 0), "", "bad")), "there is no such place: f:1:0: bad"),
    ],
)
def test_a_reader_that_crashes_or_points_nowhere_breaks_the_law(reader, reason):
    with pytest.raises(LawBrokenError) as broken:
        laws.reading_never_crashes("a: b", Rules(read=reader))
    assert (broken.value.number, broken.value.reason) == (13, reason)


def test_a_proposal_about_no_issue_is_written_as_one_about_some_issue():
    bare = Negotiation.begin(Setting({"aland": "Aland", "bohus": "Bohus"}))
    about_nothing = Propose(subject="halves", by="aland", date="2013-03-01", issue=())
    for start in (bare, begun()):
        laws.what_is_written_reads_back_the_same(History.of(start, [about_nothing]))
