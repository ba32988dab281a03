"""The JSON of records: moves, subjects, figures and expectations.

It is documented in docs/reference/json.md and described by docs/output.schema.json; a format's number rises when a key
goes away or changes its meaning.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sim.assess import Assessment
from sim.history.snapshot import Snapshot
from sim.history.triggers import DUE
from sim.model.setting import Setting
from sim.report.json.assess import figures_as_json
from sim.report.json.check import finding_as_json
from sim.report.json.values import Json, actors, date_as_json, heading, move_as_json, value_as_json
from sim.report.table.assess import HEADLINES
from sim.rules.subjects.answers import AWAITED
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import COMPLIED, THREATENED, Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks
from sim.scenario.expectations import Finding

if TYPE_CHECKING:
    from sim.scenario import Alternative

RUN: Final = "negsim-run/2"
RUNS: Final = "negsim-runs/1"


def run_document(
    title: str,
    lineage: "Sequence[Alternative]",
    assessment: Assessment,
    findings: Iterable[Finding],
) -> Json:
    """The document of a record, or of the last branch of a lineage, as of the day of the assessment."""
    snapshot = assessment.view
    state, numbers = snapshot.state, snapshot.numbered
    return {
        **heading(RUN, title, snapshot, lineage),
        "moves": [move_as_json(step, state.setting) for step in snapshot.steps()],
        "proposals": {name: _proposal(each, snapshot, numbers) for name, each in state.proposals.items()},
        "measures": {name: _measure(each, snapshot, numbers) for name, each in state.measures.items()},
        "commitments": {name: _commitment(each, snapshot, numbers) for name, each in state.commitments.items()},
        "talks": {name: _talks(each, snapshot, numbers) for name, each in state.talks.items()},
        "figures": figures_as_json(assessment, HEADLINES),
        "expectations": [finding_as_json(finding) for finding in findings],
    }


def runs_document(documents: Iterable[tuple[str, Json]]) -> Json:
    """The documents of several files as one, each under the name of its file."""
    return {"format": RUNS, "records": [{"file": file, **document} for file, document in documents]}


# SUBJECTS


def _proposal(proposal: Proposal, snapshot: Snapshot, numbers: Mapping[int, int]) -> Json:
    made, setting = proposal.made, snapshot.history.start.setting
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
        "expires": date_as_json(proposal.expires),
        "expired": proposal.is_expired(snapshot.read_on, snapshot.reading),
    }


def _measure(measure: Measure, snapshot: Snapshot, numbers: Mapping[int, int]) -> Json:
    made, setting, trigger = measure.made, snapshot.history.start.setting, snapshot.triggers.of(measure)
    asked = setting.other(made.by or "")
    answers = {THREATENED: {asked: AWAITED}, COMPLIED: {asked: COMPLIED}}.get(measure.status, {})
    return {
        "kind": measure.kind,
        **_put_forward(measure, setting),
        "answers": answers,
        **_trail(measure, numbers),
        "action": made.action,
        "if": value_as_json(getattr(made, "if_", None)),
        "unless": value_as_json(getattr(made, "unless", None)),
        "replaces": list(getattr(made, "replaces", ())),
        "deadline": date_as_json(measure.deadline),
        "effective": date_as_json(measure.effective),
        "in_effect": measure.is_in_effect(snapshot.read_on, snapshot.reading),
        "due": trigger is not None and trigger.verdict == DUE,
        "trigger": None if trigger is None else {"verdict": trigger.verdict, "since": trigger.since},
    }


def _commitment(commitment: Commitment, snapshot: Snapshot, numbers: Mapping[int, int]) -> Json:
    day, reading = snapshot.read_on, snapshot.reading
    parts = {party: commitment.part_of(party, day, reading) for party in snapshot.history.start.setting.party_ids}
    return {
        "title": commitment.title,
        "issue": list(commitment.made.issue),
        "until": date_as_json(commitment.until),
        "expired": commitment.is_expired(day, reading),
        "participation": {
            party: {
                "status": part.status,
                "since": date_as_json(part.since),
                "effective": date_as_json(part.effective),
                "in_effect": part.is_in_effect(day, reading),
            }
            for party, part in parts.items()
            if part is not None
        },
        "moves": [numbers[id(move)] for move in commitment.moves],
    }


def _talks(talks: Talks, snapshot: Snapshot, numbers: Mapping[int, int]) -> Json:
    return {
        "title": talks.title,
        "status": talks.status,
        "due": date_as_json(talks.due),
        "place": talks.next_round.place if talks.next_round else None,
        "mandate": talks.mandate,
        "overdue": talks.is_overdue(snapshot.read_on, snapshot.reading),
        "since": date_as_json(talks.since),
        "moves": [numbers[id(move)] for move in talks.moves],
    }


def _put_forward(subject: Proposal | Measure, setting: Setting) -> Json:
    made = subject.made
    return {
        "by": actors(made.by, setting),
        "issue": list(made.issue),
        "over": made.over,
        "status": subject.status,
    }


def _trail(subject: Proposal | Measure, numbers: Mapping[int, int]) -> Json:
    return {"since": date_as_json(subject.since), "moves": [numbers[id(move)] for move in subject.moves]}
