"""Conclusions on any record, and what is found for them by taking a branch for every set of moves that is left out."""

from itertools import combinations

from sim.assess.durations import LASTING
from sim.assess.position import positions
from sim.evidence.divided_record import Conclusion
from sim.model.dates import LIKELY, When
from sim.scenario.expectations import COUNTS, FIGURES, POSITIONS, SECTIONS, Expectation, actual_value, by_term


def asked(key, subject, as_of=None, reading=LIKELY, since=None, expected=""):
    """A conclusion of which the expected value is given, or found later."""
    return Expectation(None, as_of, reading, key, subject, expected, "", since)


def conclusions(record, as_of=None, reading=LIKELY, since=None):
    """Everything that can be concluded on a record as of a day, each with the value that is found."""
    setting = record.history.start.setting
    since = since or When.of(record.history.first_day)
    subjects = record.history.states[-1].subjects
    for key, kind in (*SECTIONS.items(), *LASTING.items()):
        for name, subject in subjects.items():
            if isinstance(subject, kind):
                parts = subject.parts if key == "commitments" else ("",)
                yield from (asked(key, f"{name}/{whose}" if whose else name, as_of, reading) for whose in parts)
    for key in COUNTS:
        yield from (asked(key, party, as_of, reading, since) for party in setting.party_ids)
    for key in FIGURES:
        yield asked(key, key, as_of, reading, since)
    for term in by_term(positions(record.history.as_of())):
        yield from (asked(POSITIONS, f"{term}/{party}", as_of, reading) for party in setting.party_ids)


def concluded(record, as_of=None, reading=LIKELY, since=None):
    """These conclusions, each of which holds."""
    for expectation in conclusions(record, as_of, reading, since):
        found = actual_value(expectation, record.assessed(record.scope(expectation)))
        yield Conclusion(record, asked(expectation.key, expectation.subject, as_of, reading, expectation.since, found))


def found_in(conclusion, history):
    """What is found for a conclusion in another history, on the day that it asks about."""
    return actual_value(conclusion.expectation, conclusion.record.assess(history, conclusion.scope))


def sets_up_to(size, names):
    """All sets of names up to a size, smaller ones first."""
    return (chosen for count in range(1, size + 1) for chosen in combinations(names, count))


def minimal_cuts(conclusion, histories):
    """The sets without which it does not hold, none with another in it, given the history without each, by size."""
    cuts = []
    for left_out, history in histories.items():
        is_minimal = not any({*cut} <= {*left_out} for cut in cuts)
        if is_minimal and not conclusion.expectation.is_met_by(found_in(conclusion, history)):
            cuts.append(left_out)
    return tuple(cuts)


def days_asked(history):
    """The days to ask about: the end, and the best days of the moves."""
    return [None, *dict.fromkeys(When.of(when.best) for when in history.dates)]
