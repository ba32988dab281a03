"""An outcome in words: the group to which it belongs, its label within the group, and as a clause."""

from typing import Final

from attrs import frozen

from sim.forecast.forecast import Forecast
from sim.forecast.measurement import (
    ANY,
    BROKEN_OFF,
    BY,
    CARRIED_OUT,
    HELD,
    MEASURE_ENDS,
    ON_AN_ISSUE,
    RATIFIED,
    REPUDIATED,
    TREATY_BROKEN,
    TREATY_LEFT,
    VOTE_LOST,
    Outcome,
)
from sim.report.prose.dates import day_in_words
from sim.report.prose.names import Names
from sim.report.prose.titles import in_sentence

AGREEMENT: Final = "agreement"
VOTES: Final = "votes"
TALKS: Final = "talks"
THREATS: Final = "threats"
TREATIES: Final = "treaties"
MEASURES: Final = "measure ends"
GROUPS: Final = (AGREEMENT, VOTES, TALKS, THREATS, TREATIES, MEASURES)
"""The groups of outcomes, in order."""

_GROUP: Final = {
    **dict.fromkeys((ON_AN_ISSUE, ANY, BY, REPUDIATED), AGREEMENT),
    **dict.fromkeys((RATIFIED, VOTE_LOST), VOTES),
    **dict.fromkeys((HELD, BROKEN_OFF), TALKS),
    **dict.fromkeys((TREATY_BROKEN, TREATY_LEFT), TREATIES),
    CARRIED_OUT: THREATS,
    MEASURE_ENDS: MEASURES,
}


@frozen
class OutcomeWords:
    """An outcome as people read it: its group, its label within the group, and a clause that needs no group."""

    group: str
    label: str
    clause: str


def outcome_in_words(outcome: Outcome, forecast: Forecast, names: Names) -> OutcomeWords:
    """An outcome of a forecast as people read it, with the *names* of its record."""
    label, clause = _label_and_clause(*outcome, forecast, names)
    return OutcomeWords(_GROUP[outcome[0]], label, clause)


def _label_and_clause(kind: str, of: str, forecast: Forecast, names: Names) -> tuple[str, str]:
    match kind:
        case kind if kind == ON_AN_ISSUE:
            title = names.issue(of)
            return title, f"a proposal on {in_sentence(title)} is agreed"
        case kind if kind == BY:
            by = _by_an_event(of, forecast)
            return f"any proposal, {by}", f"some proposal is agreed {by}"
        case kind if kind == HELD:
            title, due = forecast.record.state.talks[of].title, forecast.measurement.due[of]
            label = f"{title}: meeting by {day_in_words(due)}"
            return label, f"{in_sentence(title)} meet by {day_in_words(due)}"
        case kind if kind == MEASURE_ENDS:
            return names.subject(of), f"the measure “{names.subject(of)}” ends"
        case kind if kind == RATIFIED:
            return f"ratified: {names.subject(of)}", f"the text “{names.subject(of)}” is ratified"
    return _LABELS_AND_CLAUSES[kind]


_LABELS_AND_CLAUSES: Final = {
    ANY: ("any proposal", "some proposal is agreed"),
    REPUDIATED: ("repudiated afterwards", "an agreement is repudiated"),
    VOTE_LOST: ("lost: a ratifier votes no", "a vote is lost"),
    BROKEN_OFF: ("broken off", "talks are broken off"),
    CARRIED_OUT: ("carried out", "a threat is carried out"),
    TREATY_BROKEN: ("broken", "a treaty is broken"),
    TREATY_LEFT: ("left by a party", "a party leaves a treaty"),
}


def _by_an_event(of: str, forecast: Forecast) -> str:
    event = next(event for event in forecast.calendar if event.id == of)
    return f"by {day_in_words(event.date.best)} ({event.title})"
