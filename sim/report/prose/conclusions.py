"""Conclusions in plain words, with the titles of what they are about."""

from typing import Final

from sim.assess.durations import LASTING
from sim.model.dates import LIKELY, When
from sim.model.ids import NONE
from sim.report.prose.dates import date_in_words
from sim.report.prose.names import Names
from sim.rules.lifecycle import spoken
from sim.scenario.expectations import (
    ABSENT,
    AGREED,
    CENTRE,
    CONCESSIONS,
    CONCILIATORY_MOVES,
    EASED,
    HOSTILE_MOVES,
    MORE_HOSTILE,
    NEXT_TALKS,
    POSITIONS,
    SECTIONS,
    TENSION,
    Expectation,
)

_FIGURES: Final = {
    AGREED: "Proposals agreed",
    NEXT_TALKS: "Next talks",
    MORE_HOSTILE: "Made more hostile moves",
    CENTRE: "Issue at the centre",
    TENSION: "Tension, in points",
    EASED: "Tension has eased",
}
_COUNTS: Final = {
    CONCESSIONS: "Concessions by",
    HOSTILE_MOVES: "Hostile moves by",
    CONCILIATORY_MOVES: "Conciliatory moves by",
}


def subject_in_words(asked: Expectation, names: Names) -> str:
    """What a conclusion is about: a subject by its title, a figure by its name, and since when where it compares."""
    since = "" if asked.since is None else f" since {date_in_words(asked.since)}"
    return f"{_about(asked, names)}{since}"


def _about(asked: Expectation, names: Names) -> str:
    name, _, party = asked.subject.rpartition("/")
    if asked.key in SECTIONS or asked.key in LASTING:
        title = names.subject(name or party)
        about = f"{title} ({names.actor(party)})" if name else title
        return about if asked.key in SECTIONS else f"{asked.key.capitalize()}: {about}"
    if asked.key == POSITIONS:
        return f"Position of {names.actor(party)} on {name.rpartition('/')[2]}"
    return _FIGURES.get(asked.key) or f"{_COUNTS[asked.key]} {names.actor(asked.subject)}"


def value_in_words(asked: Expectation, value: str, names: Names) -> str:
    """A value that is expected or found for a conclusion, with titles and dates in words."""
    if asked.key in SECTIONS:
        return "not made" if value == ABSENT else spoken(value)
    if asked.key == CENTRE and value != NONE:
        return ", ".join(map(names.issue, value.split(", ")))
    if asked.key == NEXT_TALKS and value != NONE:
        return date_in_words(When.parse(value))
    return names.actor(value) if asked.key == MORE_HOSTILE and value in names.state.setting.party_ids else value


def moment_in_words(asked: Expectation) -> str:
    """The day that a conclusion asks about, and the reading where it is not the usual one."""
    day = "at the end" if asked.as_of is None else f"as of {date_in_words(asked.as_of)}"
    return day if asked.reading == LIKELY else f"{day}, {asked.reading}"
