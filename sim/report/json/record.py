"""The JSON of a record: one object with the moves, what stands, and the expectations. Its form is a contract.

It is documented in docs/reference/json.md and tested against a schema of its own; `FORMAT` changes when it does.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from sim.assess import assess
from sim.assess.weights import Weights
from sim.history.snapshot import Snapshot, Step
from sim.history.triggers import DUE
from sim.model.condition import Condition
from sim.model.dates import When
from sim.model.move import Move, fields_of
from sim.model.setting import Setting
from sim.report.table.assess import HEADLINES, figures_as_json
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import COMPLIED, THREATENED, Measure
from sim.rules.subjects.proposals import AWAITED, Proposal
from sim.rules.subjects.talks import Talks
from sim.scenario import Alternative, Finding

FORMAT: Final = "negsim/1"
_COMMON: Final = ("by", "date")

Json = dict[str, Any]


def document(
    title: str,
    view: Snapshot,
    found: Iterable[Finding],
    lineage: tuple[Alternative, ...] = (),
    weights: Weights | None = None,
) -> Json:
    """The record as of a day, as one object that JSON can hold; tension in it is reckoned with the *weights*."""
    steps, state = list(view.steps()), view.state
    numbers = {id(step.move): step.number for step in steps}
    return {
        "format": FORMAT,
        "scenario": title,
        "branch": branch_as_json(lineage),
        "as_of": None if view.day is None else view.day.isoformat(),
        "reading": view.reading,
        "version": state.version,
        "moves": [move_as_json(step, state.setting) for step in steps],
        "proposals": {name: _proposal(each, view, numbers) for name, each in state.proposals.items()},
        "measures": {name: _measure(each, view, numbers) for name, each in state.measures.items()},
        "commitments": {name: _commitment(each, view, numbers) for name, each in state.commitments.items()},
        "talks": {name: _talks(each, view, numbers) for name, each in state.talks.items()},
        "figures": figures_as_json(assess(view, None, weights), HEADLINES),
        "expectations": [_finding(each) for each in found],
    }


def branch_as_json(lineage: tuple[Alternative, ...]) -> Json | None:
    """What the last of some branches is, and what of its trunk is not in it; the others are those it departs from."""
    if not lineage:
        return None
    *trunks, alternative = lineage
    branch, fork = alternative.branch, alternative.fork
    return {
        "id": alternative.id,
        "title": alternative.title,
        "of": branch_as_json(tuple(trunks)),
        "from": fork if isinstance(fork, int) else _text(fork),
        "left_out": list(branch.left_out),
        "falls": [
            {"n": fall.number, "reasons": [each.reason for each in fall.reasons], "because": list(fall.caused_by)}
            for fall in branch.invalidated
        ],
    }


def move_as_json(step: Step, setting: Setting) -> Json:
    """One move with what it did, and the fields that the record gives."""
    move, when = step.move, step.when
    own = step.effects[0].subject if step.effects else move.subject
    reached = dict.fromkeys(effect.after for effect in step.effects if effect.subject == own and effect.after)
    return {
        "n": step.number,
        "line": move.where.line if move.where else None,
        "move": move.verb,
        "subject": move.subject,
        "by": _actors(move.by, setting),
        "date": {
            "text": when.text,
            "earliest": _iso(when.earliest),
            "best": when.best.isoformat(),
            "latest": _iso(when.latest),
        },
        "effect": ", ".join(reached) or None,
        "tone": step.tone,
        **_given_fields(move),
    }


def _given_fields(move: Move) -> Json:
    """The fields that the record gives, beside those that every move has in any case."""
    given = {attribute.name: getattr(move, attribute.name) for attribute in fields_of(type(move))}
    return {
        _key(name): _plain(value) for name, value in given.items() if value not in (None, ()) and name not in _COMMON
    }


def _proposal(proposal: Proposal, view: Snapshot, numbers: Mapping[int, int]) -> Json:
    made, setting = proposal.made, view.history.start.setting
    return {
        "kind": made.kind,
        **_put_forward(proposal, setting),
        "answers": {party: proposal.answers[party] for party in setting.party_ids if party in proposal.answers},
        **_trail(proposal, numbers),
        "terms": made.terms,
        "if": made.if_,
        "counters": made.counters,
        "replaces": list(made.replaces),
        "concedes": made.concedes,
        "expires": _text(proposal.expires),
        "expired": proposal.is_expired(view.read_on, view.reading),
    }


def _measure(measure: Measure, view: Snapshot, numbers: Mapping[int, int]) -> Json:
    made, setting, trigger = measure.made, view.history.start.setting, view.triggers.of(measure)
    asked = setting.other(made.by or "")
    answers = {THREATENED: {asked: AWAITED}, COMPLIED: {asked: COMPLIED}}.get(measure.status, {})
    return {
        "kind": measure.kind,
        **_put_forward(measure, setting),
        "answers": answers,
        **_trail(measure, numbers),
        "action": made.action,
        "if": _plain(getattr(made, "if_", None)),
        "unless": _plain(getattr(made, "unless", None)),
        "replaces": list(getattr(made, "replaces", ())),
        "deadline": _text(measure.deadline),
        "effective": _text(measure.effective),
        "in_effect": measure.is_in_effect(view.read_on, view.reading),
        "due": trigger is not None and trigger.verdict == DUE,
        "trigger": None if trigger is None else {"verdict": trigger.verdict, "since": trigger.since},
    }


def _commitment(commitment: Commitment, view: Snapshot, numbers: Mapping[int, int]) -> Json:
    day, reading = view.read_on, view.reading
    parts = {party: commitment.part_of(party, day, reading) for party in view.history.start.setting.party_ids}
    return {
        "title": commitment.title,
        "issue": list(commitment.made.issue),
        "until": _text(commitment.until),
        "expired": commitment.is_expired(day, reading),
        "participation": {
            party: {
                "status": part.status,
                "since": _text(part.since),
                "effective": _text(part.effective),
                "in_effect": part.is_in_effect(day, reading),
            }
            for party, part in parts.items()
            if part is not None
        },
        "moves": [numbers[id(move)] for move in commitment.moves],
    }


def declared_as_json(subject: Any) -> Json:
    """How a commitment or a format of talks is declared."""
    if isinstance(subject, Talks):
        return {"title": subject.title, "status": subject.status, "due": _text(subject.due)}
    made = subject.made
    parts = {party: part.status for party, part in subject.participation.items()}
    source = {"source": getattr(made, "source", None), "quote": getattr(made, "quote", None)}
    return {"title": subject.title, "since": _text(getattr(made, "since", None)), "participation": parts, **source}


def _talks(talks: Talks, view: Snapshot, numbers: Mapping[int, int]) -> Json:
    return {
        "title": talks.title,
        "status": talks.status,
        "due": _text(talks.due),
        "place": talks.next_round.place if talks.next_round else None,
        "mandate": talks.mandate,
        "overdue": talks.is_overdue(view.read_on, view.reading),
        "since": _text(talks.since),
        "moves": [numbers[id(move)] for move in talks.moves],
    }


def _finding(finding: Finding) -> Json:
    asked = finding.expectation
    return {
        "line": asked.where.line,
        "branch": asked.branch or None,
        "as_of": _text(asked.as_of),
        "since": _text(asked.since),
        "reading": asked.reading,
        "key": asked.key,
        "subject": asked.subject,
        "quote": asked.quote,
        "expected": asked.expected,
        "found": finding.found,
        "met": finding.met,
    }


def _put_forward(subject: Proposal | Measure, setting: Setting) -> Json:
    made = subject.made
    return {
        "by": _actors(made.by, setting),
        "issue": list(made.issue),
        "over": made.over,
        "status": subject.status,
    }


def _trail(subject: Proposal | Measure, numbers: Mapping[int, int]) -> Json:
    return {"since": _text(subject.since), "moves": [numbers[id(move)] for move in subject.moves]}


def _actors(by: str | None, setting: Setting) -> list[str]:
    return list(setting.acting(by)) or ([] if by is None else [by])


def _key(name: str) -> str:
    return name.rstrip("_")


def _plain(value: object) -> object:
    if isinstance(value, When):
        return value.text
    if isinstance(value, Condition):
        return value.terms
    return list(value) if isinstance(value, tuple) else value


def _text(when: When | None) -> str | None:
    return None if when is None else when.text


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
