"""Logs are judged as trying every order would judge them, and what no order explains is shown in few entries."""

from random import Random

import pytest
from hypothesis import assume, example, given, settings, strategies as st
from testing.judging.servers import FAULTY, Simulation, a_log
from testing.judging.trying import goes_through, is_explained, is_in_time

from sim import InvalidFieldError
from sim.history.replay import step
from sim.moves import Accept, Commit, Convene, Lift, Oppose, Propose, Remark, Resume, Suspend, Threaten, Withdraw
from sim.rules import LIFECYCLES
from sim.rules.subjects.talks import Talks
from sim.rules.verdict import is_legal
from sim.testing.generator import MoveGenerator
from sim.testing.judging import Log, Operation, Read, judge
from sim.testing.judging.checker import UNDECIDED, UNEXPLAINED
from sim.testing.judging.misfits import TOO_LONG, misfit
from sim.testing.judging.shortening import Part
from sim.testing.judging.states import NOWHERE, LawStates
from sim.testing.judging.task import MUST, Task
from sim.testing.story import SETTING, START

DAY = "2013-01-01"
PROPOSE = Propose(subject="a", issue="quota", by="aland", date=DAY)
ACCEPT, OPPOSE = (verb(subject="a", by="bohus", date=DAY) for verb in (Accept, Oppose))
WITHDRAW = Withdraw(subject="a", by="aland", date=DAY)
SUSPEND = Suspend(subject="pact", by="aland", date=DAY)
RESUME = Resume(subject="pact", by="aland", date=DAY)

SEEDS = st.integers(0, 2**32).map(Random)


def accepted(move, start, end, **further):
    return Operation(move, "accepted", start, end, **further)


def refused(move, start, end, **further):
    return Operation(move, "refused", start, end, **further)


def lost(move, start, **further):
    return Operation(move, "unknown", start, **further)


def judged(*entries, start=START):
    operations = [entry for entry in entries if isinstance(entry, Operation)]
    return judge(Log(start, operations, [entry for entry in entries if isinstance(entry, Read)]))


def needed(judgement):
    assert judgement.verdict == UNEXPLAINED
    return [each.entry for each in judgement.part if each.is_needed]


def as_tried(entry, order):
    """An entry of an order as what came of it: what, from when until when."""
    if isinstance(entry, Read):
        return entry, "read", entry.start, entry.end
    attempts = [each for each in order if isinstance(each, Operation) and each.retry == entry.retry is not None]
    start = min((each.start for each in attempts), default=entry.start)
    return entry, ("refusal" if entry.outcome == "refused" else "effect"), start, entry.latest


# AGAINST OTHER WAYS TO JUDGE


def a_generator(random):
    kinds = random.choice((tuple(LIFECYCLES), (random.choice(tuple(LIFECYCLES)),)))
    return MoveGenerator(START, kinds=kinds)


@given(SEEDS)
def test_what_a_correct_server_does_is_explained_by_an_order_that_goes_through(random):
    log = a_log(random, clients=random.choice((2, 5)), count=30, generator=a_generator(random))
    judgement = judge(log, seconds=60)
    assert judgement.is_explained, judgement
    tried = [as_tried(entry, log.operations) for entry in judgement.order]
    assert is_in_time(tried)
    assert goes_through(log.start, tried)
    left_out = [entry for entry in log.entries if all(entry is not each for each in judgement.order)]
    assert all(entry.outcome == "unknown" or entry.retry is not None for entry in left_out)


@given(SEEDS)
def test_a_log_of_few_entries_is_judged_as_trying_every_order_judges_it(random):
    server = random.choice(FAULTY)(random.randrange(4))
    settings = {"lost": 0.3, "reads": 0.4, "generator": a_generator(random)}
    log = a_log(random, clients=3, count=random.randint(2, 6), server=server, **settings)
    assume(len(log.entries) <= 6)
    assert judge(log).is_explained == is_explained(log)


@given(SEEDS)
@example(Random(14170))
def test_no_answer_can_be_left_out_of_a_part_that_no_order_explains(random):
    log = a_log(random, clients=4, count=20, server=random.choice(FAULTY)(3), generator=a_generator(random))
    judgement = judge(log, seconds=60)
    assume(judgement.verdict == UNEXPLAINED)
    entries = tuple(each.entry for each in judgement.part)
    part = Part(entries, LawStates(log.start), lambda: False)
    numbers = [number for number, each in enumerate(judgement.part) if each.is_needed]
    until = max(entries[number].latest for number in numbers)
    assert part.search(part.all, frozenset(numbers), until).order is None
    for number in numbers:
        assert part.search(part.all, frozenset(numbers) - {number}, until).order is not None


@given(SEEDS)
def test_states_of_one_number_answer_every_move_alike(random):
    simulation = Simulation(random, a_generator(random), FAULTY[0](99), lost=0)
    asked = [lost(entry.move, 0) for entry in simulation.run(4, 25).operations]
    states, by_number = LawStates(START), {}
    for _ in range(30):
        number, state = 0, START
        for operation in random.sample(asked, len(asked) // 2):
            if is_legal(state, operation.move):
                number, state = states.after(number, operation), step(state, operation.move)
        answers = [is_legal(state, operation.move) for operation in asked]
        assert answers == [states.after(number, operation) != NOWHERE for operation in asked]
        following = [states.after(number, operation) for operation in asked]
        assert by_number.setdefault(number, (answers, following)) == (answers, following)


# FAULTS, ONE BY ONE


def test_an_update_that_is_lost_is_found():
    read = Read({"a": "tabled"}, DAY, 4, 5)
    judgement = judged(accepted(PROPOSE, 0, 1), accepted(ACCEPT, 2, 3), read)
    assert needed(judgement) == [read]
    assert [each.entry.move for each in judgement.part[:2]] == [PROPOSE, ACCEPT]
    assert judgement.part[-1].why == "by then a is accepted"


def test_an_answer_that_came_after_what_it_contradicts_is_found():
    commit = Commit(subject="pact", by="bank", date=DAY, over="quota")
    read = Read({"pact": dict.fromkeys(("aland", "bohus", "bank"), "in-force")}, DAY, 6, 6)
    answer = refused(commit, 5, 8)
    assert answer in needed(judged(answer, read))


def test_a_retry_without_a_name_is_one_request():
    assert judged(accepted(PROPOSE, 0, 1, retry=""), accepted(PROPOSE, 2, 3, retry="")).is_explained


def test_a_request_that_takes_effect_twice_is_found():
    attempts = lost(SUSPEND, 0, retry="r"), accepted(SUSPEND, 2, 3, retry="r")
    resumed, read = accepted(RESUME, 4, 5), Read({"pact": {"aland": "suspended", "bohus": "in-force"}}, DAY, 6, 7)
    judgement = judged(*attempts, resumed, read)
    assert read in needed(judgement)
    assert resumed in [each.entry for each in judgement.part]


def test_two_requests_may_each_take_effect():
    read = Read({"pact": {"aland": "suspended", "bohus": "in-force"}}, DAY, 6, 7)
    assert judged(lost(SUSPEND, 0), accepted(SUSPEND, 2, 3), accepted(RESUME, 4, 5), read).is_explained


def test_a_stale_read_is_found():
    read = Read({"a": None}, DAY, 2, 3)
    judgement = judged(accepted(PROPOSE, 0, 1), read)
    assert [each.entry for each in judgement.part] == [judgement.part[0].entry, read]
    assert judgement.part[1].why == "by then a is tabled"


def test_an_illegal_move_that_is_accepted_is_found():
    judgement = judged(accepted(PROPOSE, 0, 1), accepted(ACCEPT, 2, 3), accepted(WITHDRAW, 4, 5))
    assert needed(judgement)[-1].move == WITHDRAW
    assert "aland may not withdraw a on 2013-01-01: " in judgement.part[-1].why


def test_a_legal_move_that_is_refused_is_found():
    judgement = judged(accepted(PROPOSE, 0, 1), refused(ACCEPT, 2, 3))
    assert [each.entry.move for each in judgement.part] == [PROPOSE, ACCEPT]
    assert judgement.part[1].why == "the law lets it be made: after it a is accepted"


def test_two_answers_that_contradict_each_other_are_both_shown():
    one, other = accepted(ACCEPT, 2, 4), accepted(WITHDRAW, 3, 5)
    judgement = judged(accepted(PROPOSE, 0, 1), one, other)
    assert needed(judgement) == [one, other]
    assert judgement.part[1].why.startswith("if so, withdraw a by aland on 2013-01-01: the law refuses it: ")
    assert judgement.is_minimal


def test_what_has_nothing_to_do_with_a_fault_is_not_shown():
    others = [accepted(Propose(subject=f"b{n}", issue="ports", by="bohus", date=DAY), n, n + 2) for n in range(9)]
    judgement = judged(*others, accepted(PROPOSE, 1, 2), Read({"a": None}, DAY, 8, 9), accepted(SUSPEND, 3, 4))
    assert [str(each.entry) for each in judgement.part] == [
        "1–2 propose a by aland on 2013-01-01: accepted",
        "8–9 reads that a is unmade on 2013-01-01",
    ]


def test_what_a_request_beside_the_answers_does_is_shown_whichever_answer_is_left_out():
    attempt = accepted(PROPOSE, -1, 3, retry="r0")
    judgement = judged(attempt, refused(PROPOSE, 2, 3, retry="r0"), accepted(PROPOSE, 4, 8))
    assert [str(each).splitlines()[1].strip() for each in judgement.part if each.entry is attempt] == [
        "after it a is tabled"
    ]


def test_an_attempt_beside_the_answers_is_shown_with_the_one_that_has_taken_effect():
    attempts = lost(PROPOSE, 0, retry="r"), accepted(PROPOSE, 2, 3, retry="r")
    judgement = judged(*attempts, Read({"a": None}, DAY, 4, 5))
    assert judgement.part[0].why == "the same request as at 2: after it a is tabled"


def test_a_refusal_of_what_the_others_need_is_shown_as_that():
    attempts = refused(ACCEPT, 0, 4, retry="r"), lost(ACCEPT, 3, retry="r")
    judgement = judged(accepted(PROPOSE, 0, 1), *attempts, Read({"a": "accepted"}, DAY, 1, 2))
    whys = [each.why for each in judgement.part if each.entry is attempts[0]]
    assert whys == ["the others need what would have come of it: after it a is accepted"]


def test_what_nothing_speaks_against_gets_no_false_reason():
    task = Task(accepted(PROPOSE, 0, 1), MUST, 0, 1)
    assert misfit(LawStates(START), task, []).why == TOO_LONG


@pytest.mark.slow(reason="a hundred logs are judged, and what no order explains is looked into")
@settings(derandomize=True, database=None, max_examples=100)
@given(SEEDS)
def test_each_entry_of_a_part_that_no_order_explains_has_a_reason(random):
    settings = {"lost": 0.3, "reads": 0.4, "generator": a_generator(random)}
    log = a_log(random, clients=3, count=9, server=random.choice(FAULTY)(random.randrange(4)), **settings)
    judgement = judge(log, seconds=60)
    assume(judgement.verdict == UNEXPLAINED)
    assert not [each for each in judgement.part if each.why in ("", TOO_LONG)]


# WHAT MAY HAVE HAPPENED


def test_what_overlaps_may_have_happened_in_any_order():
    entries = accepted(PROPOSE, 0, 5), accepted(ACCEPT, 1, 4)
    assert judged(*entries, Read({"a": None}, DAY, 0, 4), Read({"a": "tabled"}, DAY, 0, 4)).is_explained
    assert judged(accepted(PROPOSE, 3, 5), accepted(ACCEPT, 1, 3)).is_explained
    assert not judged(accepted(PROPOSE, 3, 5), accepted(ACCEPT, 1, 2)).is_explained


def test_a_lost_answer_may_have_been_a_yes_at_any_later_time_or_a_no():
    before = accepted(PROPOSE, 0, 1), lost(ACCEPT, 2)
    seen = [Read({"a": status}, DAY, 9 + number, 9.5 + number) for number, status in enumerate(("tabled", "accepted"))]
    assert judged(*before, *seen).is_explained
    assert judged(*before, seen[0]).is_explained
    assert not judged(*before, seen[1], Read({"a": "tabled"}, DAY, 11, 12)).is_explained


def test_a_lost_answer_has_not_happened_before_it_was_asked():
    assert not judged(accepted(PROPOSE, 0, 1), Read({"a": "accepted"}, DAY, 1, 2), lost(ACCEPT, 3)).is_explained


def test_what_never_happened_is_not_in_the_order():
    judgement = judged(accepted(PROPOSE, 0, 1), lost(OPPOSE, 0), accepted(ACCEPT, 2, 3))
    assert [entry.move for entry in judgement.order][-2:] == [PROPOSE, ACCEPT] or OPPOSE not in judgement.order


def test_a_retry_may_be_refused_because_the_request_has_taken_effect():
    attempts = lost(PROPOSE, 0, retry="r"), refused(PROPOSE, 2, 3, retry="r")
    assert judged(*attempts, Read({"a": "tabled"}, DAY, 4, 5)).is_explained
    statement = Remark(subject="quota", kind="concern", by="aland", date=DAY)
    assert judged(lost(statement, 0, retry="r"), refused(statement, 2, 3, retry="r")).is_explained
    assert not judged(lost(statement, 0, retry="r"), refused(statement, 2, 3)).is_explained


def test_a_refusal_may_be_that_of_an_earlier_attempt():
    attempts = lost(ACCEPT, 0, retry="r"), refused(ACCEPT, 3, 4, retry="r")
    assert judged(*attempts, accepted(PROPOSE, 1, 2)).is_explained


def test_a_request_that_was_refused_each_time_has_no_effect():
    attempts = refused(PROPOSE, 2, 3, retry="r"), refused(PROPOSE, 4, 5, retry="r")
    assert judged(accepted(PROPOSE, 0, 1), *attempts).is_explained
    assert not judged(*attempts, Read({"a": "tabled"}, DAY, 6, 7)).is_explained


def test_a_refused_request_has_no_effect():
    assert not judged(accepted(PROPOSE, 0, 1), refused(PROPOSE, 2, 3), Read({"a": "withdrawn"}, DAY, 4, 5)).is_explained


def test_a_move_is_judged_on_its_own_day():
    early = Accept(subject="a", by="bohus", date="2012-12-30")
    assert judged(accepted(PROPOSE, 0, 1), accepted(early, 2, 3)).is_explained


def test_conditions_connect_subjects():
    met = {"experts": "in-session"}
    threat = Threaten(subject="t", issue="quota", by="bohus", unless=met, date=DAY)
    convened = Convene(subject="experts", by="both", date=DAY)
    assert not judged(accepted(convened, 0, 1), accepted(threat, 2, 3)).is_explained
    assert judged(accepted(convened, 0, 3), accepted(threat, 2, 3)).is_explained


def test_what_the_start_has_linked_stays_linked():
    counter = Propose(subject="b", issue="quota", by="bohus", counters="a", date=DAY)
    joined = [Commit(subject="new", replaces="pact", by=by, date=DAY) for by in ("aland", "bohus")]
    start = Simulation(Random(1), MoveGenerator(START), FAULTY[0](0)).server
    for move in (PROPOSE, counter, *joined[:1]):
        start.make(move)
    accepted_b = accepted(Accept(subject="b", by="aland", date=DAY), 0, 1)
    assert judged(accepted_b, Read({"a": "settled"}, DAY, 2, 3), start=start.state).is_explained
    superseded = Read({"pact": dict.fromkeys(SETTING.party_ids, "superseded")}, DAY, 2, 3)
    assert judged(accepted(joined[1], 0, 1), superseded, start=start.state).is_explained


def test_an_empty_log_is_explained():
    assert str(judge(Log(SETTING))) == "explained: there is a legal order of all 0 entries"


# TIME


def test_without_enough_time_a_log_is_undecided():
    talks = MoveGenerator(START, kinds=(Talks,))
    judgement = judge(a_log(Random(0), generator=talks, lost=0.2, server=FAULTY[1](100)), seconds=0.01)
    assert (judgement.verdict, judgement.is_explained) == (UNDECIDED, False)
    assert 0 < judgement.checked < judgement.entries
    assert f"undecided: {judgement.checked} of {judgement.entries} entries have a legal order" in str(judgement)


def test_a_part_is_as_short_as_there_was_time_for(monkeypatch):
    monkeypatch.setattr("sim.testing.judging.checker.monotonic", iter((0, *[99] * 99)).__next__)
    judgement = judged(accepted(PROPOSE, 0, 1), accepted(WITHDRAW, 2, 3), Read({"a": "tabled"}, DAY, 4, 5))
    assert (judgement.verdict, judgement.is_minimal) == (UNEXPLAINED, False)
    assert str(judgement).startswith("unexplained: no legal order explains these, though fewer might do")


@pytest.mark.slow(reason="logs of 200 entries are made and judged")
@pytest.mark.parametrize("fault", [None, *FAULTY])
def test_a_log_of_8_clients_and_200_entries_is_judged_within_10_seconds(fault):
    server = {} if fault is None else {"server": fault(60)}
    for seed in range(4):
        log = a_log(Random(seed), generator=MoveGenerator(START), lost=0.03, **server)
        judgement = judge(log, seconds=10)
        assert judgement.verdict != UNDECIDED
        assert fault is not None or judgement.is_explained
        assert len(judgement.part) <= 12 or not judgement.is_minimal


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: judge([]), "judge takes a Log(start, operations, reads), not list"),
        (lambda: judge(Log(SETTING), seconds=0), "seconds is a number above 0, not 0; 10 is the default"),
    ],
)
def test_wrong_arguments_are_refused_in_a_sentence(call, said):
    with pytest.raises(InvalidFieldError) as raised:
        call()
    assert str(raised.value) == said


def test_lifting_is_explained_for_measures_too():
    assert not judged(accepted(Lift(subject="m", by="aland", date=DAY), 0, 1)).is_explained
