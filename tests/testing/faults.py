"""Faults to be planted in negsim, each with the laws that it breaks in the `RECORD`."""

from collections.abc import Sequence
from functools import reduce
from itertools import accumulate, count

from attrs import evolve
from rpds import List

from sim.assess.tension import Contribution, standing
from sim.history import replay as replays
from sim.history.date_bounds import tighten_bounds
from sim.history.history import History
from sim.history.replay import Audit, Trace, audit, illegal_move, replay, step
from sim.model.errors import IllegalMoveError, Violation
from sim.model.frozen import FrozenDict
from sim.model.ids import BOTH
from sim.model.move import CarryOut, Commit, Convene, Extend, Suspend, Withdraw
from sim.rules.legal_moves import legal_moves
from sim.rules.state import Negotiation
from sim.rules.subjects.answers import NO_VOTES
from sim.rules.subjects.commitments import Breach, Commitment, Declaration, Leave
from sim.rules.subjects.measures import Comply, Impose, Lift, Raise, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Ratify, Reject, Repudiate
from sim.rules.subjects.statements import Act, RecordedAct, Remark
from sim.rules.subjects.talks import AgreeToContinue, BreakOff, Talks
from sim.rules.verdict import Refusal, effects, judge, violations
from sim.scenario import as_json, as_yaml
from sim.testing.laws import Rules
from sim.testing.story import SETTING

A, B = SETTING.party_ids
RECORD = (
    Propose(subject="halves", by=A, date="2013-02-01", issue="quota", expires="2013-12-31"),
    Oppose(subject="halves", by=B, date="../2013-02-09", note="before the round"),
    Propose(subject="thirds", by=B, date="2013-02-12", issue="quota", counters="halves"),
    Propose(subject="fourths", by=B, date="2013-02-13", issue="quota", replaces="thirds"),
    Propose(subject="fifths", by=B, date="2013-02-15", issue=("quota", "mesh"), replaces="fourths"),
    Accept(subject="fifths", by=A, date="2013-02-20", subject_to="council"),
    Remark(subject=("quota", "mesh"), by="council", date="2013-02-21", kind="hope"),
    Threaten(subject="close-ports", by=A, date="2013-03", issue="ports", action="close its ports", deadline="2013-06"),
    Extend(subject="close-ports", by=A, date="2013-04-01", deadline="2013-09"),
    Suspend(subject="pact", by=B, date="2013-04-02", over="quota"),
    AgreeToContinue(subject="ministers", by=BOTH, date="2013-04-03", due="2013-10", place="Mariehamn"),
    AgreeToContinue(subject="ministers", by=BOTH, date="2013-04-04", due="2013-11", place="Eckerö"),
    BreakOff(subject="experts", by=B, date="2013-04-05"),
    AgreeToContinue(subject="experts", by=BOTH, date="2013-04-06"),
    BreakOff(subject="ministers", by=A, date="2013-04-07"),
    Comply(subject="close-ports", by=B, date="2013-04-08"),
    Act(subject="visit", by=A, date="2013-04-09", tone="conciliatory"),
    Impose(subject="levy", by=A, date="2013-04-10/2013-04-20", issue="ports", action="a landing fee"),
    Lift(subject="levy", by=A, date="2013-05-01"),
    Leave(subject="pact", by=A, date="2013-05-02", effective="2013-12-12"),
    Propose(subject="charter", by="council", date="2013-05-10", issue="mesh"),
    Propose(subject="sixths", by=B, date="2013-05-11", issue="mesh", counters="charter"),
    Accept(subject="charter", by=B, date="2013-05-12", subject_to=("bank", "council")),
    Reject(subject="charter", by="bank", date="2013-05-13"),
    Ratify(subject="charter", by="bank", date="2013-05-14"),
    Ratify(subject="charter", by="council", date="2013-05-15"),
    Accept(subject="charter", by=A, date="2013-05-16"),
    Commit(subject=("nets", "hooks"), by=BOTH, date="2013-05-17", issue="mesh", under="charter", until="2014-12-31"),
    Suspend(subject="nets", by=B, date="2013-05-18"),
    Breach(subject="nets", by=B, date="2013-05-19"),
    Suspend(subject=("nets", "hooks"), by=A, date="2013-05-20", until="2013-07-31"),
    Commit(subject="lines", by=BOTH, date="2013-05-21", issue="mesh", replaces="hooks"),
    Threaten(subject="fines", by=A, date="2013-05-22", issue="ports", action="fine its ships"),
    Threaten(subject="dues", by=A, date="2013-05-23", issue="ports", action="double its dues", replaces="fines"),
    CarryOut(subject="dues", by=A, date="2013-05-24", effective="2013-06-30"),
    Raise(subject="dues", by=A, date="2013-07-02"),
    Suspend(subject="dues", by="council", date="2013-07-03", until="2013-07-20"),
    Convene(subject="ministers", by="council", date="2013-07-04"),
    Suspend(subject="ministers", by=B, date="2013-07-05"),
    Propose(subject="shares", by=BOTH, date="2013-07-06", issue="quota"),
    Accept(subject="shares", by=BOTH, date="2013-07-07"),
    Repudiate(subject="shares", by=A, date="2013-07-08"),
    Propose(subject="sevenths", by=B, date="2013-07-09", issue="quota"),
)


def begun():
    """The state before the record, made anew: a fault may write into it."""
    pact = Commitment.declared(Declaration("pact", "Fisheries Pact", "quota"), SETTING.party_ids)
    return Negotiation.begin(
        SETTING, (pact, Talks.declared("ministers"), Talks.declared("experts", status="scheduled"))
    )


# THE ENGINE


def engine(step, **others):
    """The rules in which everything rests on this `step`, save the *others*."""

    def history(start, moves):
        states = list(accumulate(moves, step, initial=start))
        verdicts = [judge(state, move) for state, move in zip(states, moves, strict=False)]
        rulings = [() if isinstance(verdict, Refusal) else verdict for verdict in verdicts]
        trace = Trace(states, list(moves), rulings)
        return History.dated(trace, tighten_bounds(trace)[0])

    def audited(start, moves):
        kept, state = [], start
        for move in moves:
            try:
                state = step(state, move)
            except IllegalMoveError:
                continue
            kept.append(move)
        return Audit(tuple(kept), state, ())

    def replayed(start, moves):
        return reduce(step, moves, start)

    return Rules(**({"step": step, "reduce": step, "replay": replayed, "audit": audited, "history": history} | others))


def in_a_copy_of_the_reducers(verb, fault):
    """The rules in which the reducer of one move is faulty: it gets the sound one, and what a reducer gets."""

    def step(state, move):
        verdict = judge(state, move)
        if isinstance(verdict, Refusal):
            raise illegal_move(verdict)
        if type(move) is verb:
            verdict = [
                (name, before, fault(rows[0].then, before, move, rows, state.setting), rows) if rows else ruling
                for ruling in verdict
                for name, before, _, rows in (ruling,)
            ]
        return replays.after(state, move, verdict)

    return engine(step)


def in_the_state(fault):
    """The rules in which something is wrong with the state after a move: the fault gets it and the one before."""
    return engine(lambda state, move: fault(state, move, step(state, move)))


def proposals_replaced(move, state):
    """The ids of the proposals that a move takes the place of."""
    return [name for name in getattr(move, "replaces", ()) if name in state.proposals]


def replaced(state, subject):
    """The state with another subject under the id."""
    return evolve(state, subjects=state.subjects.insert(subject.id, subject))


# THE FAULTS, BY THE LAW THAT THEY BREAK

# 1


def a_reducer_counts_its_calls():
    calls = count(1)

    def fault(sound, subject, move, rows, setting):
        return evolve(sound(subject, move, rows, setting), turn=evolve(move, note=f"call {next(calls)}"))

    return in_a_copy_of_the_reducers(Oppose, fault)


def reduce_forgets_what_is_said():
    return Rules(reduce=lambda state, move: evolve(step(state, move), said=state.said))


# 2


def a_replay_counts_from_nought():
    def replayed(state, moves):
        done = tuple(moves)
        return evolve(replay(state, done), version=len(done))

    return Rules(replay=replayed)


def a_replay_begins_with_no_statements():
    return Rules(replay=lambda state, moves: replay(evolve(state, said=List()), moves))


# 3


def a_reducer_writes_into_the_round_that_is_agreed():
    def fault(sound, talks, move, rows, setting):
        if talks.next_round and move.due and move.place:
            for name in ("due", "place"):
                object.__setattr__(talks.next_round, name, getattr(move, name))
            return evolve(sound(talks, move, rows, setting), next_round=talks.next_round)
        return sound(talks, move, rows, setting)

    return in_a_copy_of_the_reducers(AgreeToContinue, fault)


def a_reducer_writes_into_the_answers():
    def fault(sound, proposal, move, rows, setting):
        dict.__setitem__(proposal.given, move.by, "provisional")
        return evolve(sound(proposal, move, rows, setting), given=proposal.given)

    return in_a_copy_of_the_reducers(Accept, fault)


# 4


def step_looks_at_the_rows_alone():
    return Rules(step=replays.reduce)


def step_knows_no_later_century():
    def fault(state, move):
        ends = (getattr(move, name, None) for name in ("expires", "deadline", "until", "effective", "due"))
        if not violations(state, move) and any(end and end.best.year > 2100 for end in ends):
            raise IllegalMoveError(move, (Violation("there is no such year"),))
        return step(state, move)

    return Rules(step=fault)


def step_gives_one_reason_only():
    def fault(state, move):
        try:
            return step(state, move)
        except IllegalMoveError as refused:
            raise IllegalMoveError(move, refused.violations[:1] * 2) from None

    return Rules(step=fault)


def a_refused_move_counts():
    def fault(state, move):
        if violations(state, move):
            object.__setattr__(state, "version", state.version + 1)
        return step(state, move)

    return Rules(step=fault)


def an_audit_stops_at_a_refusal():
    def fault(start, moves):
        found = audit(start, moves)
        refused = len(found.moves) if not found.refusals else list(moves).index(found.refusals[0].move)
        return audit(start, list(moves)[:refused])

    return Rules(audit=fault)


# 5


def without(verb, *, by=SETTING.actors):
    """The rules in which `legal_moves` leaves a verb out."""
    return Rules(
        legal_moves=lambda state, party, day: [
            move for move in legal_moves(state, party, day) if type(move) is not verb or move.by not in by
        ]
    )


def legal_moves_leave_a_row_out():
    return without(Act)


def legal_moves_offer_what_is_refused():
    def fault(state, party, day):
        yield from legal_moves(state, party, day)
        yield Oppose(subject="pact", by=party, date=day)

    return Rules(legal_moves=fault)


def legal_moves_offer_what_another_may_do():
    return Rules(
        legal_moves=lambda state, party, day: [
            move for each in SETTING.party_ids for move in legal_moves(state, each if party == A else party, day)
        ]
    )


def a_third_party_may_oppose():
    def is_odd(move):
        return type(move) is Oppose and move.by == "council"

    return engine(
        lambda state, move: evolve(state, version=state.version + 1) if is_odd(move) else step(state, move),
        violations=lambda state, move: () if is_odd(move) else violations(state, move),
    )


def nobody_may_withdraw():
    reason = (Violation("what is said is said"),)

    def fault(state, move):
        if type(move) is Withdraw:
            raise IllegalMoveError(move, reason)
        return step(state, move)

    return evolve(
        without(Withdraw),
        step=fault,
        violations=lambda state, move: reason if type(move) is Withdraw else violations(state, move),
    )


def a_list_may_be_of_several_kinds():
    def is_odd(state, move):
        listed = [state.subjects.get(name) for name in move.subjects]
        return type(move) is Suspend and None not in listed and len({*map(type, listed)}) > 1

    return engine(
        lambda state, move: evolve(state, version=state.version + 1) if is_odd(state, move) else step(state, move),
        violations=lambda state, move: () if is_odd(state, move) else violations(state, move),
    )


def effects_have_another_tone():
    return Rules(effects=lambda state, move: tuple(evolve(each, tone="neutral") for each in effects(state, move)))


# 6


def a_withdrawal_changes_nothing():
    return in_a_copy_of_the_reducers(Withdraw, lambda sound, subject, move, rows, setting: subject)


def a_withdrawal_has_no_effect_to_tell():
    return Rules(effects=lambda state, move: () if type(move) is Withdraw else effects(state, move))


def what_is_lifted_stays_in_place():
    def fault(sound, measure, move, rows, setting):
        return evolve(sound(measure, move, rows, setting), status=measure.status)

    return in_a_copy_of_the_reducers(Lift, fault)


def who_leaves_has_no_part():
    def fault(sound, commitment, move, rows, setting):
        parts = {party: part for party, part in commitment.participation.items() if party != move.by}
        return evolve(sound(commitment, move, rows, setting), participation=FrozenDict(parts))

    return in_a_copy_of_the_reducers(Leave, fault)


def of_a_list_the_first_alone_is_changed():
    def fault(before, move, after):
        further = move.subjects[1:] if type(move) is Suspend else ()
        return reduce(replaced, [before.subjects[name] for name in further], after)

    return in_the_state(fault)


def what_an_agreement_settles_stays_open():
    def fault(before, move, after):
        settled = [name for name, each in after.proposals.items() if each.status == "settled"]
        return reduce(replaced, [before.subjects[name] for name in settled], after)

    return in_the_state(fault)


def remarks_are_forgotten():
    return in_the_state(lambda before, move, after: evolve(after, said=before.said) if type(move) is Remark else after)


def acts_make_no_subject():
    return in_the_state(
        lambda before, move, after: (
            evolve(after, subjects=before.subjects, order=before.order) if type(move) is Act else after
        )
    )


# 7


def the_first_party_has_no_reservations():
    def fault(sound, proposal, move, rows, setting):
        after = sound(proposal, move, rows, setting)
        return evolve(after, votes=NO_VOTES) if move.by == A else after

    return in_a_copy_of_the_reducers(Accept, fault)


def only_the_first_party_may_impose():
    reason = (Violation("it is not the first party"),)

    def is_odd(move):
        return type(move) is Impose and move.by == B

    def fault(state, move):
        if is_odd(move):
            raise IllegalMoveError(move, reason)
        return step(state, move)

    return engine(
        fault,
        violations=lambda state, move: reason if is_odd(move) else violations(state, move),
        legal_moves=without(Impose, by=(B,)).legal_moves,
    )


def only_the_first_party_is_offered_to_remark():
    return without(Remark, by=(B,))


def only_the_second_party_is_offered_to_remark():
    return without(Remark, by=(A,))


# 8


def what_is_agreed_in_one_format_is_agreed_in_all():
    def fault(before, move, after):
        others = after.talks.values() if type(move) is AgreeToContinue else ()
        agreed = [evolve(talks, next_round=after.subjects[move.subject].next_round) for talks in others]
        return reduce(replaced, agreed, after)

    return in_the_state(fault)


def who_raises_one_measure_raises_all():
    def fault(before, move, after):
        others = after.measures.values() if type(move) is Raise else ()
        raised = [evolve(each, extent=after.subjects[move.subject].extent) for each in others]
        return reduce(replaced, raised, after)

    return in_the_state(fault)


# 9


def what_replaces_it_replaces_what_it_replaced():
    def fault(before, move, after):
        replaces = [name for each in proposals_replaced(move, before) for name in before.subjects[each].made.replaces]
        return reduce(replaced, [evolve(after.subjects[name], turn=move) for name in replaces], after)

    return in_the_state(fault)


# 10


def an_extension_rewrites_what_it_extends():
    def fault(sound, subject, move, rows, setting):
        given = {name: getattr(move, name) for name in ("expires", "deadline") if getattr(move, name, None)}
        return evolve(sound(subject, move, rows, setting), made=evolve(subject.made, **given))

    return in_a_copy_of_the_reducers(Extend, fault)


def a_second_measure_has_the_id_of_the_first():
    def fault(sound, subject, move, rows, setting):
        return evolve(sound(subject, move, rows, setting), made=evolve(move, subject="close-ports"))

    return in_a_copy_of_the_reducers(Impose, fault)


def compliance_drops_the_trail():
    def fault(sound, measure, move, rows, setting):
        return evolve(sound(measure, move, rows, setting), trail=List([move]))

    return in_a_copy_of_the_reducers(Comply, fault)


def what_is_superseded_is_cleared_away():
    def fault(before, move, after):
        gone = [name for name in getattr(move, "replaces", ()) if name in before.measures]
        kept = List([name for name in after.order if name not in gone])
        return evolve(after, subjects=reduce(lambda left, name: left.remove(name), gone, after.subjects), order=kept)

    return in_the_state(fault)


# 11


def dates_are_taken_as_they_are_written():
    return Rules(
        history=lambda start, moves: evolve(History.of(start, moves), dates=tuple(each.date for each in moves))
    )


def reading(**selected):
    """The rules whose history selects moves otherwise under some readings."""

    class Careless(History):
        def _selected(self, day, reading):
            fits = selected.get(reading)
            if fits is None:
                return super()._selected(day, reading)
            return [number for number, when in enumerate(self.dates, 1) if fits(when, day)]

    def careless(start, moves):
        history = History.of(start, moves)
        given = (history.start, history.moves, history.dates, history.states, history.effects, history.touched)
        return Careless(*given)

    return Rules(history=careless)


def what_may_have_happened_is_certain():
    return reading(certain=lambda when, day: when.earliest is not None and when.earliest <= day)


def the_certain_is_forgotten_after_a_month():
    return reading(certain=lambda when, day: when.latest and 0 <= (day - when.latest).days <= 30)


def the_likely_are_those_of_a_single_day():
    return reading(likely=lambda when, day: when.best.day % 2)


def the_states_on_the_way_have_no_statements():
    def fault(start, moves):
        whole = History.of(start, moves)
        return evolve(whole, states=(*(evolve(each, said=List()) for each in whole.states[:-1]), whole.states[-1]))

    return Rules(history=fault)


# 12


def a_withdrawal_writes_into_what_is_withdrawn():
    def fault(sound, subject, move, rows, setting):
        object.__setattr__(subject, "turn", move)
        return sound(subject, move, rows, setting)

    return in_a_copy_of_the_reducers(Withdraw, fault)


class Appended(Sequence):
    """A trail that shares its end with every other that was made from the same beginning."""

    def __init__(self, moves, length):
        self.moves, self.length = moves, length

    def push_front(self, move):
        self.moves[self.length :] = [move]
        return Appended(self.moves, self.length + 1)

    def __eq__(self, other):
        return [*self] == [*other]

    __hash__ = None

    def __len__(self):
        return self.length

    def __getitem__(self, number):
        return self.moves[: self.length][::-1][number]


def trails_share_their_ends():
    def fault(sound, subject, move, rows, setting):
        after = sound(subject, move, rows, setting)
        return evolve(after, trail=Appended([*after.trail][::-1], len(after.trail)))

    return in_a_copy_of_the_reducers(Suspend, fault)


# 13


def notes_are_not_written():
    return Rules(as_yaml=lambda scenario: as_yaml(scenario).replace("  note: before the round\n", ""))


def json_is_written_without_parties():
    return Rules(as_json=lambda scenario: as_json(scenario).replace('"parties"', '"sides"'))


# 14


def an_act_counts_as_tension():
    def fault(state, day):
        deeds = [each for each in state.subjects.values() if isinstance(each, RecordedAct)]
        return (*standing(state, day), *(Contribution("opposed", each.id, "", (), (each.made,)) for each in deeds))

    return Rules(standing=fault)


def who_breaks_off_talks_that_are_agreed_is_forgiven():
    def fault(state, day):
        agreed = {each.id for each in state.talks.values() if each.status == "scheduled"}
        due = (Contribution("talks overdue", name, "", (), ()) for name in agreed)
        return (*(each for each in standing(state, day) if each.kind != "talks broken off"), *due)

    return Rules(standing=fault)


def a_breach_is_forgiven():
    return Rules(
        standing=lambda state, day: tuple(
            each for each in standing(state, day) if each.kind != "participation in breach"
        )
    )


FAULTS = {
    a_reducer_counts_its_calls: {1, 2, 4, 7, 8, 11},
    reduce_forgets_what_is_said: {1},
    a_replay_counts_from_nought: {2},
    a_replay_begins_with_no_statements: {2},
    a_reducer_writes_into_the_round_that_is_agreed: {3},
    a_reducer_writes_into_the_answers: {3, 6, 11, 12},
    step_looks_at_the_rows_alone: {4},
    step_knows_no_later_century: {4},
    step_gives_one_reason_only: {4},
    a_refused_move_counts: {4},
    an_audit_stops_at_a_refusal: {4},
    legal_moves_leave_a_row_out: {5},
    legal_moves_offer_what_is_refused: {5},
    legal_moves_offer_what_another_may_do: {5, 7},
    a_third_party_may_oppose: {5},
    nobody_may_withdraw: {5},
    a_list_may_be_of_several_kinds: {5},
    effects_have_another_tone: {5},
    a_withdrawal_changes_nothing: {6},
    a_withdrawal_has_no_effect_to_tell: {5, 6},
    what_is_lifted_stays_in_place: {6},
    who_leaves_has_no_part: {6, 14},
    of_a_list_the_first_alone_is_changed: {6, 10},
    what_an_agreement_settles_stays_open: {6, 10},
    remarks_are_forgotten: {6, 10},
    acts_make_no_subject: {10},
    the_first_party_has_no_reservations: {7},
    only_the_first_party_may_impose: {5, 7},
    only_the_first_party_is_offered_to_remark: {5, 7},
    only_the_second_party_is_offered_to_remark: {5, 7},
    what_is_agreed_in_one_format_is_agreed_in_all: {8},
    who_raises_one_measure_raises_all: {8, 9},
    what_replaces_it_replaces_what_it_replaced: {9},
    an_extension_rewrites_what_it_extends: {10},
    a_second_measure_has_the_id_of_the_first: {10},
    compliance_drops_the_trail: {10},
    what_is_superseded_is_cleared_away: {6, 10},
    dates_are_taken_as_they_are_written: {11},
    what_may_have_happened_is_certain: {11},
    the_certain_is_forgotten_after_a_month: {11},
    the_likely_are_those_of_a_single_day: {11},
    the_states_on_the_way_have_no_statements: {6, 11},
    a_withdrawal_writes_into_what_is_withdrawn: {12},
    trails_share_their_ends: {4, 7, 12},
    notes_are_not_written: {13},
    json_is_written_without_parties: {13},
    an_act_counts_as_tension: {14},
    who_breaks_off_talks_that_are_agreed_is_forgiven: {14},
    a_breach_is_forgiven: {14},
}
"""Faults, each with the laws that it breaks."""
