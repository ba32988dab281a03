"""The JSON of records: moves, subjects, figures and expectations.

It is documented in docs/reference/json.md and described by docs/output.schema.json; a format's number rises when a key
goes away or changes its meaning.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sim.assess import Assessment
from sim.history.snapshot import Snapshot
from sim.history.standing import Standing, standing
from sim.history.status_on_day import LEVELS, Announced, StatusOnDay
from sim.model.setting import Setting
from sim.records.json_values import Json
from sim.report.json.assess import figures_as_json
from sim.report.json.check import finding_as_json
from sim.report.json.values import actors, date_as_json, heading, move_as_json, value_as_json
from sim.report.table.assess import HEADLINES
from sim.rules.roles import OTHER_SIDE
from sim.rules.subject import Subject
from sim.rules.subjects.answers import AWAITED
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import COMPLIED, THREATS, Comply, Measure
from sim.rules.subjects.proposals import Proposal
from sim.rules.subjects.talks import Talks
from sim.scenario.expectations import Finding

if TYPE_CHECKING:
    from sim.scenario import Alternative

RUN: Final = "negsim-run/3"
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
        "setting": _setting(state.setting),
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


def _setting(setting: Setting) -> Json:
    """Who negotiates over what: titles by id, of third parties with the party on whose side they stand.

    `terms` has by issue and term the unit, or the list of words, that is declared for its values.
    """
    outsiders = {name: {"title": title, "with": setting.side_of(name)} for name, title in setting.third_parties}
    return {
        "parties": dict(setting.parties),
        "third_parties": outsiders,
        "issues": dict(setting.issues),
        "terms": {issue: {term: value_as_json(scale) for term, scale in terms} for issue, terms in setting.terms},
    }


# SUBJECTS


def _proposal(proposal: Proposal, snapshot: Snapshot, numbers: Mapping[int, int]) -> Json:
    made, answers = proposal.made, proposal.answers
    return {
        "kind": made.kind,
        "matter": made.matter,
        **_put_forward(proposal, snapshot),
        "answers": {
            party: answers.given[party] for party in snapshot.state.setting.party_ids if party in answers.given
        },
        "votes": _votes(proposal, snapshot.state.setting),
        "since": date_as_json(proposal.since),
        "moves": _numbers(proposal, numbers),
        "terms": value_as_json(made.terms),
        "if": made.if_,
        "counters": list(made.counters),
        "replaces": list(made.replaces),
        "settles": list(made.settles),
        "concedes": made.concedes,
        "expires": date_as_json(proposal.expires),
        "in_force_as": list(proposal.in_force_as),
    }


def _votes(proposal: Proposal, setting: Setting) -> Json:
    """By party the vote of each of those who have to ratify its answer, or what it has proposed."""
    cast = {party: dict[str, str]() for party in setting.party_ids}
    for (party, ratifier), vote in proposal.answers.votes.items():
        cast.setdefault(party, {})[ratifier] = vote
    return {party: votes for party, votes in cast.items() if votes}


def _measure(measure: Measure, snapshot: Snapshot, numbers: Mapping[int, int]) -> Json:
    made, trigger = measure.made, snapshot.triggers.of(measure)
    stands = standing(measure, snapshot.read_on, snapshot.reading)
    return {
        "kind": measure.kind,
        "title": getattr(made, "title", None),
        **_put_forward(measure, snapshot),
        "answers": _compliance(measure, snapshot),
        **_days(stands),
        "moves": _numbers(measure, numbers),
        "action": getattr(made, "action", None),
        "level": stands.of.level,
        "step": LEVELS[stands.of.step],
        "if": value_as_json(getattr(made, "if_", None)),
        "unless": value_as_json(getattr(made, "unless", None)),
        "replaces": list(getattr(made, "replaces", ())),
        "deadline": date_as_json(stands.of.deadline),
        "trigger": None if trigger is None else {"verdict": trigger.verdict, "since": trigger.since},
    }


def _compliance(measure: Measure, snapshot: Snapshot) -> Json:
    """What each party that a measure is aimed at has done about it: `awaited` while it is a threat, or `complied`."""
    setting = snapshot.state.setting
    asked = [party for party in setting.party_ids if OTHER_SIDE.allows(measure, party, setting)]
    complied = {move.by for move in measure.moves if isinstance(move, Comply)}
    is_threat = snapshot.statuses_of(measure)[""].status in THREATS
    answers = {party: COMPLIED if party in complied else AWAITED for party in asked}
    return {party: answer for party, answer in answers.items() if is_threat or answer == COMPLIED}


def _commitment(commitment: Commitment, snapshot: Snapshot, numbers: Mapping[int, int]) -> Json:
    statuses, actors_in_order = snapshot.statuses_of(commitment), snapshot.state.setting.actors
    parts = {who: commitment.participation[who] for who in actors_in_order if who in commitment.participation}
    return {
        "title": commitment.title,
        "issue": list(commitment.issue),
        "participation": {
            who: {**_reads(statuses[who]), **_days(standing(part, snapshot.read_on, snapshot.reading))}
            for who, part in parts.items()
        },
        "replaces": list(commitment.replaces),
        "replaced_by": commitment.replaced_by or None,
        "moves": _numbers(commitment, numbers),
    }


def _talks(talks: Talks, snapshot: Snapshot, numbers: Mapping[int, int]) -> Json:
    return {
        "title": talks.title,
        "issue": list(talks.issue),
        **_reads(snapshot.statuses_of(talks)[""]),
        "due": date_as_json(talks.due),
        "place": talks.next_round.place if talks.next_round else None,
        "mandate": talks.mandate,
        "met": date_as_json(talks.met),
        "since": date_as_json(talks.since),
        "moves": _numbers(talks, numbers),
    }


def _put_forward(subject: Proposal | Measure, snapshot: Snapshot) -> Json:
    made = subject.made
    return {
        "by": actors(made.by, snapshot.state.setting),
        "issue": list(made.issue),
        "over": made.over,
        **_reads(snapshot.statuses_of(subject)[""]),
    }


def _reads(status: StatusOnDay) -> Json:
    """How it reads on the day, and the words that qualify that."""
    return {"status": status.status, "qualifiers": list(status.words)}


def _days(stands: Standing) -> Json:
    """Since when it reads so, until when, and what is announced for a later day."""
    return {
        "since": date_as_json(stands.since),
        "until": date_as_json(stands.until),
        "suspended_until": date_as_json(stands.suspended_until),
        "announced": _announced(stands.announced),
    }


def _announced(announced: Announced | None) -> Json | None:
    if announced is None:
        return None
    step = None if announced.step is None else LEVELS[announced.step]
    return {"status": announced.status, "step": step, "effective": date_as_json(announced.effective)}


def _numbers(subject: Subject, numbers: Mapping[int, int]) -> list[int]:
    """The numbers of the moves that made and changed it."""
    return [numbers[id(move)] for move in subject.moves]
