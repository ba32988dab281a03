"""Faults to be planted in the law of the second edition, one for each of its rules.

Each stands with the record (`rules.standings`) on which the second opinion finds it.
"""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from sim.model.ids import BOTH
from sim.model.move import Adjourn, CarryOut, Commit, Convene, Extend, Move, Resume, Suspend, Withdraw
from sim.model.setting import Setting
from sim.rules import consequences, settlement, verdict
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL, AnyTransition
from sim.rules.phases import with_end
from sim.rules.registry import HANDLERS, LIFECYCLES, TARGET_HANDLERS
from sim.rules.roles import ALONE, ANYBODY, AUTHOR, EITHER, PARTY, TOGETHER
from sim.rules.subject import Subject
from sim.rules.subjects import measure_changes, measures, participation, proposals
from sim.rules.subjects.answers import PROVISIONAL, REJECTED, Answers
from sim.rules.subjects.commitments import Breach, Commitment, Leave
from sim.rules.subjects.measures import Comply, Impose, Lift, Measure, Raise, Threaten
from sim.rules.subjects.proposals import Accept, Proposal, Ratify, Reject, Repudiate
from sim.rules.subjects.statements import RecordedAct, Remark
from sim.rules.subjects.talks import AgreeToContinue, BreakOff, Talks

Patch = pytest.MonkeyPatch
Plant = Callable[[Patch], None]


# PATCHES


def in_the_table(patch: Patch, kind: type[Subject], *verbs: type[Move], target: str = "subject", **changed: Any):
    """Plant changes in the rows by which these verbs act on a kind of subject."""
    _planted(patch, kind, verbs, target, lambda rows: [evolve(row, **changed) for row in rows])


def without(patch: Patch, kind: type[Subject], *verbs: type[Move], target: str = "subject", **having: Any) -> None:
    """Strike out the rows by which these verbs act on a kind of subject, or those of them that have these values."""

    def is_struck(row: AnyTransition) -> bool:
        return all(getattr(row, name) == value for name, value in having.items())

    _planted(patch, kind, verbs, target, lambda rows: [row for row in rows if not is_struck(row)])


def _planted(patch: Patch, kind: type[Subject], verbs: tuple[type[Move], ...], target: str, change: Any) -> None:
    """Plant other rows in the place of those by which these verbs act on a kind of subject."""
    lifecycle = LIFECYCLES[kind]
    for verb in verbs:
        before = lifecycle.indexes[verb, target]
        after = type(before)(change(before.transitions))
        patch.setitem(lifecycle.indexes, (verb, target), after)
        handlers = HANDLERS if target == "subject" else TARGET_HANDLERS[target]
        for made, handler in handlers[verb].items():
            if handler.find.__self__ is before:
                patch.setitem(handlers[verb], made, evolve(handler, find=after.find))


def instead(patch: Patch, where: Any, name: str, fault: Callable[..., Any]) -> None:
    """Plant a function that gets the sound one first."""
    sound = getattr(where, name)
    patch.setattr(where, name, lambda *given, **named: fault(sound, *given, **named))


# ANSWERS


def a_lost_vote_goes_before_opposition(patch):
    sound = Answers.status.fget
    patch.setattr(Answers, "status", property(lambda it: REJECTED if it.is_lost else sound(it)))


def a_vote_is_taken_once(patch):
    without(patch, Proposal, Reject, start=REJECTED)


def who_has_said_no_never_ratifies(patch):
    without(patch, Proposal, Ratify, start=REJECTED)


def a_yes_is_not_put_to_all_bodies_again(patch):
    patch.setattr(proposals, "_put_to", lambda answers, by, move: move.subject_to)


def a_lost_vote_cannot_be_put_again(patch):
    patch.setattr(Answers, "is_lost_for", lambda it, party: False)


def no_body_overrules_a_no(patch):
    patch.setattr(Answers, "_is_overruled", lambda it, party: False)


def one_body_overrules_a_no_for_all(patch):
    patch.setattr(
        Answers,
        "_is_overruled",
        lambda it, party: any(vote == "yes" for (whose, _), vote in it.votes.items() if whose == party),
    )


def any_third_party_ratifies(patch):
    in_the_table(patch, Proposal, Ratify, Reject, by=ALONE)


def both_never_accept_together(patch):
    sound = proposals.MAY_ACCEPT.allows
    role = evolve(proposals.MAY_ACCEPT, allows=lambda it, by, setting: by != BOTH and sound(it, by, setting))
    in_the_table(patch, Proposal, Accept, by=role)


def both_accept_what_one_has_accepted(patch):
    sound = proposals.MAY_ACCEPT.allows

    def allows(it: Proposal, by: str | None, setting: Setting) -> bool:
        return sound(it, by, setting) or (by == BOTH and len(it.given) == 2)

    in_the_table(patch, Proposal, Accept, by=evolve(proposals.MAY_ACCEPT, allows=allows))


def nobody_gives_up_opposition_to_a_plan(patch):
    without(patch, Proposal, Accept, kinds=(proposals.PLAN,))


# WHAT BECOMES OF PROPOSALS


def only_the_next_link_is_settled(patch):
    def linked(state, names):
        near = [other for name in names for other in state.subjects[name].links]
        return (*names, *near)

    patch.setattr(settlement, "linked", linked)


def what_counters_it_stands(patch):
    def linked(state, names):
        found = list(names)
        for name in found:
            found += [other for other in state.subjects[name].links if other not in found]
        return tuple(found)

    patch.setattr(settlement, "linked", linked)


def what_is_agreed_is_settled_unasked(patch):
    instead(patch, settlement, "_settled", lambda sound, state, direct, linked: sound(state, linked, linked))


def what_is_agreed_is_never_settled(patch):
    instead(patch, settlement, "_settled", lambda sound, state, direct, linked: sound(state, (), linked))


def a_provisional_yes_settles(patch):
    def further(state, own):
        for _, before, _, rows in own:
            if rows[0].to in ("accepted", PROVISIONAL):
                yield from (("settles", name, None) for name in settlement.settled_with(state, before))

    patch.setattr(consequences, "_settled_by_yes", further)
    for handlers in (HANDLERS[Accept], HANDLERS[Ratify]):
        for kind, handler in handlers.items():
            patch.setitem(handlers, kind, evolve(handler, acts_further=lambda state, ruling: True))


def a_third_party_repudiates(patch):
    in_the_table(patch, Proposal, Repudiate, by=ALONE)


def a_plan_is_repudiated(patch):
    in_the_table(patch, Proposal, Repudiate, kinds=())


def to_withdraw_what_is_provisional_is_conciliatory(patch):
    in_the_table(patch, Proposal, Withdraw, tone=CONCILIATORY)


def what_is_tabled_is_put_into_force(patch):
    in_the_table(patch, Proposal, Commit, target="under", starts=["tabled"])


def nothing_is_put_into_force_by_an_extension(patch):
    without(patch, Proposal, Extend, target="under")


def the_other_side_replaces_it(patch):
    in_the_table(patch, Proposal, proposals.Propose, target="replaces", by=ANYBODY)


# MEASURES


def no_third_party_threatens(patch):
    in_the_table(patch, Measure, Threaten, Impose, by=PARTY)


def a_threat_put_otherwise_is_hostile(patch):
    in_the_table(patch, Measure, Threaten, tone=HOSTILE)


def anybody_stays_a_measure(patch):
    in_the_table(patch, Measure, Suspend, Resume, Lift, by=ALONE)


def no_third_party_stays_a_measure(patch):
    in_the_table(patch, Measure, Suspend, Resume, Lift, by=AUTHOR)


def a_stay_is_conciliatory(patch):
    in_the_table(patch, Measure, Suspend, Lift, tone=CONCILIATORY)


def a_threat_is_not_deferred(patch):
    without(patch, Measure, Suspend, start="threatened")


def what_is_announced_is_in_place(patch):
    patch.setattr(Measure, "phases", lambda it: it._own_phases())


def a_term_stands_still_while_a_measure_is_suspended(patch):
    instead(
        patch,
        measures,
        "with_end",
        lambda sound, phases, end, statuses, resumed=None: sound(
            phases, end, [status for status in statuses if resumed or status == "in-place"], resumed
        ),
    )


def a_suspension_has_no_end(patch):
    instead(
        patch,
        measures,
        "with_end",
        lambda sound, phases, end, statuses, resumed=None: sound(phases, None if resumed else end, statuses, resumed),
    )


def what_is_to_be_resumed_may_end_of_itself(patch):
    patch.setattr(measure_changes, "_until_then", lambda met, move: met)


def compliance_ends_what_is_in_place(patch):
    in_the_table(patch, Measure, Comply, to="complied", then=measure_changes.changed)


def its_author_complies(patch):
    in_the_table(patch, Measure, Comply, by=PARTY)


def there_are_levels_without_end(patch):
    patch.setattr(measure_changes, "RAISED", 9)


def what_is_suspended_is_raised(patch):
    _planted(
        patch,
        Measure,
        (Raise,),
        "subject",
        lambda rows: [made for row in rows for made in (row, *evolve(row, starts=["suspended"]).split())],
    )


def a_threat_is_carried_out_as_anything(patch):
    in_the_table(patch, Measure, CarryOut, unless=None)


def a_measure_is_not_raised_by_what_is_carried_out_as_it(patch):
    in_the_table(patch, Measure, CarryOut, target="as_", then=lambda it, move, rows, setting: it)


def what_has_expired_is_not_extended(patch):
    in_the_table(patch, Measure, Extend, is_late=False)


def what_is_announced_falls_where_anything_comes_before(patch):
    patch.setattr(measure_changes, "_announced_after", lambda measure, met: [])


# COMMITMENTS


def only_a_party_is_bound(patch):
    in_the_table(patch, Commitment, Commit, by=EITHER)


def nobody_joins(patch):
    patch.setitem(HANDLERS[Commit], Commitment, evolve(HANDLERS[Commit][Commitment], find=lambda *_: ()))


def one_who_joins_is_enough(patch):
    patch.setattr(Commitment, "is_joined_by", lambda it, parties: any(each in it.participation for each in parties))
    patch.setattr(consequences, "_begins", lambda *_: None)


def a_place_is_taken_before_its_day(patch):
    patch.setattr(consequences, "_begins", lambda *_: None)


def who_is_leaving_is_superseded(patch):
    patch.setattr(participation, "REPLACEABLE", (*participation.REPLACEABLE, "leaving"))


def what_is_replaced_may_be_joined(patch):
    in_the_table(patch, Commitment, Commit, unless=None)


def what_is_replaced_goes_on(patch):
    patch.setattr(participation, "_superseded", lambda phases, day, turns: phases)


def a_notice_that_is_broken_is_a_breach(patch):
    in_the_table(patch, Commitment, Breach, to="in-breach")


def a_promise_is_broken_in_time_or_never(patch):
    in_the_table(patch, Commitment, Breach, is_late=False)


def what_is_broken_late_expires(patch):
    sound = participation.Participation._own_phases

    def fault(it):
        return with_end(sound(it), it.ends.until, participation.BINDING)

    patch.setattr(participation.Participation, "_own_phases", fault)


def a_breach_cannot_be_repeated(patch):
    without(patch, Commitment, Breach, start="in-breach")


def who_has_left_stays_away(patch):
    without(patch, Commitment, Resume, start="left")


def to_leave_is_neutral(patch):
    in_the_table(patch, Commitment, Leave, tone=NEUTRAL)


def both_never_leave_together(patch):
    without(patch, Commitment, Leave, by=TOGETHER)


def a_promise_is_kept_in_time_or_never(patch):
    in_the_table(patch, Commitment, CarryOut, is_late=False)


def only_both_extend(patch):
    in_the_table(patch, Commitment, Extend, by=TOGETHER)


def a_notice_is_put_off_by_who_gave_it_alone(patch):
    patch.setattr(Commitment, "acting", lambda it, move, setting: setting.acting_as(move.by))


def what_is_pending_is_in_force(patch):
    patch.setattr(participation, "_begun", lambda phase, turn: (phase,))


# TALKS, STATEMENTS, LISTS


def only_both_convene(patch):
    in_the_table(patch, Talks, Convene, AgreeToContinue, Adjourn, by=TOGETHER)


def one_side_convenes(patch):
    in_the_table(patch, Talks, Convene, by=ANYBODY)


def to_meet_again_after_a_suspension_is_neutral(patch):
    in_the_table(patch, Talks, Convene, tone=NEUTRAL)


def talks_are_not_suspended(patch):
    without(patch, Talks, Suspend)


def both_never_break_off(patch):
    in_the_table(patch, Talks, BreakOff, by=PARTY)


def every_remark_is_neutral(patch):
    in_the_table(patch, RecordedAct, Remark, tone=NEUTRAL)


def both_never_speak(patch):
    in_the_table(patch, RecordedAct, Remark, by=ALONE)


def a_list_is_done_in_part(patch):
    def judged(state, move):
        parts = [verdict.judge(state, evolve(move, subject=name)) for name in move.subjects]
        legal = [ruling for part in parts if not isinstance(part, verdict.Refusal) for ruling in part]
        return tuple(legal) or verdict.Refusal(state, move)

    patch.setattr(verdict, "_judge_several", judged)


def a_text_is_accepted_with_what_it_settles(patch):
    patch.setattr(verdict, "violations_by_several", lambda state, move: ())
    sound = verdict.further_subjects
    patch.setattr(
        verdict,
        "further_subjects",
        lambda state, move, own: (each for each in sound(state, move, own) if each[1] not in move.subjects),
    )


FAULTS: dict[Plant, str] = {
    a_lost_vote_goes_before_opposition: "an offer that is rejected and opposed",
    a_vote_is_taken_once: "a rejected offer",
    who_has_said_no_never_ratifies: "a rejected offer",
    a_yes_is_not_put_to_all_bodies_again: "a rejected offer",
    a_lost_vote_cannot_be_put_again: "a rejected offer",
    no_body_overrules_a_no: "a joint text that one has referred with a no",
    one_body_overrules_a_no_for_all: "an offer referred with a no",
    any_third_party_ratifies: "a provisional offer",
    both_never_accept_together: "a joint text",
    both_accept_what_one_has_accepted: "a joint text that one accepts",
    nobody_gives_up_opposition_to_a_plan: "an opposed plan",
    only_the_next_link_is_settled: "an offer that hangs together with others",
    what_counters_it_stands: "an offer that hangs together with others",
    what_is_agreed_is_settled_unasked: "an offer whose counter settles what is accepted",
    what_is_agreed_is_never_settled: "an offer that settles what is accepted",
    a_provisional_yes_settles: "an answer to what is tabled",
    a_third_party_repudiates: "an accepted offer",
    a_plan_is_repudiated: "a plan carried out",
    to_withdraw_what_is_provisional_is_conciliatory: "a provisional request",
    what_is_tabled_is_put_into_force: "a tabled offer",
    nothing_is_put_into_force_by_an_extension: "a treaty beside an accepted text",
    the_other_side_replaces_it: "a tabled offer",
    no_third_party_threatens: "talks that are idle",
    a_threat_put_otherwise_is_hostile: "a threat",
    anybody_stays_a_measure: "a measure in place",
    no_third_party_stays_a_measure: "a measure in place",
    a_stay_is_conciliatory: "a measure in place",
    a_threat_is_not_deferred: "a threat",
    what_is_announced_is_in_place: "a measure announced",
    a_term_stands_still_while_a_measure_is_suspended: "a measure suspended past its term",
    a_suspension_has_no_end: "a measure suspended for a time",
    what_is_to_be_resumed_may_end_of_itself: "a measure suspended for a time",
    compliance_ends_what_is_in_place: "a measure in place",
    its_author_complies: "a threat",
    there_are_levels_without_end: "a measure raised",
    what_is_suspended_is_raised: "a measure suspended",
    a_threat_is_carried_out_as_anything: "a treaty beside a threat",
    a_measure_is_not_raised_by_what_is_carried_out_as_it: "a deferred threat beside a harm of the same party",
    what_has_expired_is_not_extended: "a measure with a term",
    what_is_announced_falls_where_anything_comes_before: "a measure to be raised",
    only_a_party_is_bound: "talks that are idle",
    nobody_joins: "a promise",
    one_who_joins_is_enough: "a treaty that is to replace another",
    a_place_is_taken_before_its_day: "a treaty that another is to replace",
    who_is_leaving_is_superseded: "a treaty one side is to leave, replaced",
    what_is_replaced_may_be_joined: "a treaty replaced",
    what_is_replaced_goes_on: "a treaty replaced",
    a_notice_that_is_broken_is_a_breach: "a treaty one side is to leave",
    a_promise_is_broken_in_time_or_never: "a treaty with a term",
    what_is_broken_late_expires: "a promise broken after its term",
    a_breach_cannot_be_repeated: "a treaty both sides have broken",
    who_has_left_stays_away: "a treaty one side has left",
    to_leave_is_neutral: "a treaty",
    both_never_leave_together: "a treaty",
    a_promise_is_kept_in_time_or_never: "a treaty with a term",
    only_both_extend: "a treaty",
    a_notice_is_put_off_by_who_gave_it_alone: "a treaty one side is to leave",
    what_is_pending_is_in_force: "a pending treaty",
    only_both_convene: "talks that are idle",
    one_side_convenes: "talks that are idle",
    to_meet_again_after_a_suspension_is_neutral: "talks suspended",
    talks_are_not_suspended: "talks in session",
    both_never_break_off: "talks in session",
    every_remark_is_neutral: "talks that are idle",
    both_never_speak: "talks that are idle",
    a_list_is_done_in_part: "a treaty one side has left",
    a_text_is_accepted_with_what_it_settles: "a text that settles another",
}
"""Faults, each with the record after which the second opinion says otherwise."""
