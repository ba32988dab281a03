"""What each has to do next, on a day: a function of the state, with nothing kept in between."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen
from sim import Negotiation, When
from sim.moves import Measure, Proposal

ANSWER = "answer"
RATIFY = "ratify"
COMPLY = "comply"
DECIDE = "decide"


@frozen
class Task:
    """What a party or a third party has to do about a subject, and by which day; None: whenever it likes."""

    whose: str
    what: str
    subject: str
    by: date | None = None


def tasks(state: Negotiation, day: date) -> tuple[Task, ...]:
    """All that is to be done at the end of the *day*, the most urgent first."""
    found = [task for proposal in state.proposals.values() for task in _about_proposal(proposal, day)]
    found += [task for measure in state.measures.values() for task in _about_threat(measure, state, day)]
    return tuple(sorted(found, key=lambda task: task.by or date.max))


def _about_proposal(proposal: Proposal, day: date) -> Iterator[Task]:
    """Whoever has not answered is to answer; whoever has to ratify and has not voted is to vote."""
    if proposal.is_open and not proposal.is_expired(day):
        by, answers = _last_day(proposal.expires), proposal.answers
        yield from (
            Task(party, ANSWER, proposal.id, by) for party, answer in answers.given.items() if answer == "awaited"
        )
        for ratifier in answers.ratifiers:
            if "awaited" in answers.votes_of(ratifier):
                yield Task(ratifier, RATIFY, proposal.id, by)


def _about_threat(measure: Measure, state: Negotiation, day: date) -> Iterator[Task]:
    """Whoever is under threat is to comply by the deadline; after it, whoever made the threat is to decide.

    A threat is what reads so that day, be it that what is imposed from a later day on is only announced.
    """
    phase = measure.on(day)
    if phase.status == "threatened":
        if measure.is_due(day):
            yield Task(measure.author, DECIDE, measure.id)
            return
        side = state.setting.side_of(measure.author)
        last = phase.ahead[0].day if phase.ahead else phase.of.deadline
        for party in state.setting.party_ids:
            if party != side:
                yield Task(party, COMPLY, measure.id, _last_day(last))


def _last_day(when: When | None) -> date | None:
    return None if when is None else when.best


def days_left(when: When, day: date) -> int:
    """How many days are left on the *day*: 0 on the last one and ever after."""
    return max((when.best - day).days, 0)
