"""What each side has to do next, on a day: a function of the state, with nothing kept in between."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen
from sim import Negotiation, When
from sim.moves import Measure, Proposal

ANSWER = "answer"
CONFIRM = "confirm"
COMPLY = "comply"
DECIDE = "decide"


@frozen
class Task:
    """What a party has to do about a subject, and by which day; None: whenever it likes."""

    party: str
    what: str
    subject: str
    by: date | None = None


def tasks(state: Negotiation, day: date) -> tuple[Task, ...]:
    """All that is to be done at the end of the *day*, the most urgent first."""
    found = [task for proposal in state.proposals.values() for task in _about_proposal(proposal, day)]
    found += [task for measure in state.measures.values() for task in _about_threat(measure, state, day)]
    return tuple(sorted(found, key=lambda task: task.by or date.max))


def _about_proposal(proposal: Proposal, day: date) -> Iterator[Task]:
    """Whoever has not answered is to answer; whoever has a reservation is to confirm, or to say no after all."""
    if proposal.status in ("tabled", "provisional", "opposed") and not proposal.is_expired(day):
        by = _last_day(proposal.expires)
        for party, answer in proposal.answers.items():
            if answer == "awaited":
                yield Task(party, ANSWER, proposal.id, by)
            elif answer == "provisional":
                yield Task(party, CONFIRM, proposal.id, by)


def _about_threat(measure: Measure, state: Negotiation, day: date) -> Iterator[Task]:
    """Whoever is under threat is to comply by the deadline; after it, whoever made the threat is to decide."""
    if measure.status == "threatened":
        by = _last_day(measure.deadline)
        if measure.is_due(day):
            yield Task(measure.author, DECIDE, measure.id)
        else:
            yield Task(state.setting.other(measure.author), COMPLY, measure.id, by)


def _last_day(when: When | None) -> date | None:
    return None if when is None else when.best


def days_left(when: When, day: date) -> int:
    """How many days are left on the *day*: 0 on the last one and ever after."""
    return max((when.best - day).days, 0)
