"""Imported cases as tests look at them."""

import json
from collections import Counter

from sim.scenario.load import loads


def scenario_of(case):
    """The scenario that a case becomes where the law refuses none of its moves."""
    moves = [row.item for row in case.rows if row.item is not None]
    return loads(json.dumps({"scenario": case.title, **case.setting, "moves": moves}), case.name)


def moves_of(case):
    """The moves of a case as texts, in order: verb, subject, by whom."""
    return [" ".join(_words(row.item)) for row in case.rows if row.item is not None]


def _words(item):
    verb, subject = next(iter(item.items()))
    return [verb, subject if isinstance(subject, str) else "+".join(subject), *filter(None, [item.get("by")])]


def outcomes_of(case):
    """How many rows of a case came out how."""
    return dict(Counter(row.outcome for row in case.rows))


def accepted_terms(case):
    """The terms of the proposals of a case that are accepted at its end."""
    state = scenario_of(case).history.as_of().state
    subjects = (state.subjects[name] for name in state.ids)
    return [dict(subject.made.terms) for subject in subjects if str(subject.status) == "accepted"]
