"""What the assessment of a record says at its end, as conclusions to ask about."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import evolve

from sim.assess.tension import contributions
from sim.evidence.divided_record import DividedRecord
from sim.history.history import History
from sim.model.dates import LIKELY, When
from sim.rules.subjects.talks import IN_SESSION
from sim.scenario.expectations import (
    AGREED,
    CENTRE,
    CONCESSIONS,
    EASED,
    NEXT_TALKS,
    SECTIONS,
    Expectation,
    actual_value,
)
from sim.scenario.scenario import Scenario


def default_claims(scenario: Scenario, branch: str = "") -> tuple[Expectation, ...]:
    """What `negsim assess` says at the end of a record, or of a branch: each holds there.

    How many proposals are agreed; whether tension has eased since the day before the first talks, if any were held; the
    centre; how often each party conceded; how each thing stands that adds to tension; and the next talks.
    """
    record = DividedRecord(scenario.history_of(branch), scenario.weights)
    return tuple(_found(record, claim) for claim in _claims(record, branch))


def _claims(record: DividedRecord, branch: str) -> Iterator[Expectation]:
    history = record.history
    yield _claim(AGREED, AGREED, branch)
    before = _day_before_talks(history)
    if before is not None:
        yield _claim(EASED, EASED, branch, before)
    yield _claim(CENTRE, CENTRE, branch)
    for party in history.start.setting.party_ids:
        yield _claim(CONCESSIONS, party, branch)
    view = history.as_of()
    for each in contributions(view):
        subject = view.state.subjects[each.subject]
        key = next(key for key, kind in SECTIONS.items() if isinstance(subject, kind))
        yield _claim(key, f"{each.subject}/{each.whose}" if key == "commitments" else each.subject, branch)
    yield _claim(NEXT_TALKS, NEXT_TALKS, branch)


def _claim(key: str, subject: str, branch: str, since: When | None = None) -> Expectation:
    """A claim of which the value is not known yet."""
    return Expectation(None, None, LIKELY, key, subject, "", branch, since)


def _found(record: DividedRecord, claim: Expectation) -> Expectation:
    """A claim with the value that is found."""
    return evolve(claim, expected=actual_value(claim, record.assessed(record.scope(claim))))


def _day_before_talks(history: History) -> When | None:
    """The day before talks were first held; None if they never were, or no day comes before."""
    for step in history.as_of().steps():
        if any(effect.before != IN_SESSION == effect.after for effect in step.effects):
            return When.of(step.when.best - timedelta(days=1)) if step.when.best > date.min else None
    return None
