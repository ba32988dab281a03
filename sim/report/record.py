"""The tables of a record as of a day: its moves, what stands, and the expectations met and unmet."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from sim.law import Effect
from sim.lifecycle import spoken
from sim.move import Move
from sim.report.tables import Table
from sim.scenario.expectations import Finding
from sim.subjects.commitments import Commitment, Participation
from sim.subjects.measures import Measure
from sim.subjects.proposals import Proposal
from sim.subjects.talks import Talks
from sim.triggers import Triggers
from sim.view import AsOf, Step
from sim.when import When

_NOTHING: Final = "–"


def moves_table(view: AsOf) -> Table:
    """The moves that count, one row each."""
    headers = ("#", "date", "party", "move", "subject", "effect")
    return Table("Moves", headers, tuple(_move_row(step) for step in view.steps()))


def _move_row(step: Step) -> tuple[str, ...]:
    move = step.move
    over = f" (over {move.over})" if move.over else ""
    effect = ", ".join(dict.fromkeys(_effect(effect, move) for effect in step.effects if effect.after)) or _NOTHING
    return str(step.number), str(move.date), move.by or "the clock", _named(move), f"{move.subject}{over}", effect


def _named(move: Move) -> str:
    kind = getattr(move, "kind", "")
    return f"{move.verb} ({kind})" if kind else move.verb


def _effect(effect: Effect, move: Move) -> str:
    status = spoken(effect.after or "")
    return status if effect.subject == move.subject else f"{effect.subject} {status}"


def proposals_table(view: AsOf) -> Table:
    """The proposals, one row each."""
    headers = ("proposal", "kind", "by", "issue", "status", "since", "answers", "terms")
    rows = (_proposal_row(each, view.read_on) for each in view.state.proposals.values())
    return Table("Proposals", headers, tuple(rows))


def _proposal_row(proposal: Proposal, day: date) -> tuple[str, ...]:
    status = _with_end(spoken(proposal.status), "expired", proposal.expires if proposal.is_expired(day) else None)
    answers = ", ".join(f"{party} {answer}" for party, answer in sorted(proposal.answers.items()))
    made = proposal.made
    terms = made.terms or made.note or _NOTHING
    return proposal.id, made.kind, made.by or "", _several(made.issue), status, str(proposal.since), answers, terms


def measures_table(view: AsOf) -> Table:
    """The measures, one row each."""
    headers = ("measure", "by", "issue", "status", "since", "action", "condition")
    measures, triggers = view.state.measures, Triggers(view)
    return Table("Measures", headers, tuple(_measure_row(each, triggers, view.read_on) for each in measures.values()))


def _measure_row(measure: Measure, triggers: Triggers, day: date) -> tuple[str, ...]:
    made, trigger = measure.made, triggers.of(measure)
    status = spoken(measure.status) + _declared(measure, day) + (f", {trigger}" if trigger else "")
    return measure.id, made.by or "", _several(made.issue), status, str(measure.since), made.action, _condition(measure)


def _condition(measure: Measure) -> str:
    parts = [f"{word} {text}" for word in ("if", "unless") if (text := getattr(measure.made, _FIELDS[word], None))]
    return ", ".join([*parts, *([f"by {measure.deadline}"] if measure.deadline else [])]) or _NOTHING


_FIELDS: Final = {"if": "if_", "unless": "unless"}


def commitments_table(view: AsOf) -> Table:
    """The commitments, one row for each party's part."""
    headers = ("commitment", "title", "issue", "party", "status", "since")
    rows = (row for each in view.state.commitments.values() for row in _commitment_rows(each, view))
    return Table("Commitments", headers, tuple(rows))


def _commitment_rows(commitment: Commitment, view: AsOf) -> Iterable[tuple[str, ...]]:
    day = view.read_on
    for party in view.state.setting.sides:
        part = commitment.part_of(party, day)
        if part is not None:
            status = spoken(part.status) + _declared(part, day)
            status = _with_end(status, "expired", commitment.until if commitment.is_expired(day) else None)
            since = str(part.since or _NOTHING)
            yield commitment.id, commitment.title, _several(commitment.made.issue), party, status, since


def talks_table(view: AsOf) -> Table:
    """The formats of talks, one row each."""
    headers = ("talks", "title", "status", "since", "next round", "mandate")
    return Table("Talks", headers, tuple(_talks_row(each, view.read_on) for each in view.state.talks.values()))


def _talks_row(talks: Talks, day: date) -> tuple[str, ...]:
    status = spoken(talks.status) + (", overdue" if talks.is_overdue(day) else "")
    agreed = talks.next_round
    place = (agreed and agreed.place) or ""
    next_round = ", ".join(filter(None, (str(talks.due or ""), place))) or _NOTHING
    return talks.id, talks.title, status, str(talks.since or _NOTHING), next_round, talks.mandate or _NOTHING


def expectations_table(found: Iterable[Finding]) -> Table:
    """The expectations, one row each, met or not."""
    headers = ("line", "as of", "subject", "expected", "found", "met")
    return Table("Expectations", headers, tuple(_finding_row(each) for each in found))


def _finding_row(finding: Finding) -> tuple[str, ...]:
    asked = finding.expectation
    as_of = ", ".join(filter(None, (str(asked.as_of or "the end"), asked.reading, asked.branch)))
    return str(asked.where.line), as_of, asked.about, asked.expected, finding.found, "yes" if finding.met else "NO"


def _declared(standing: Measure | Participation, day: date) -> str:
    """What is added to a status that is declared for a later day."""
    return "" if standing.is_in_effect(day) else f" (declared, in effect from {standing.effective})"


def _with_end(status: str, word: str, end: When | None) -> str:
    """The status, with a word on the end that has passed."""
    return status if end is None else f"{status}, {word} {end}"


def _several(names: Iterable[str]) -> str:
    return ", ".join(names) or _NOTHING


TABLES: Final[dict[str, Callable[[AsOf], Table]]] = {
    "proposals": proposals_table,
    "measures": measures_table,
    "commitments": commitments_table,
    "talks": talks_table,
}
"""One table for each kind of subject, by name."""
