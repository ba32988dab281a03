"""Journals for tests: a short record, a clock that is a test's, and what a record says, without where it says so."""

from datetime import UTC, datetime, timedelta

from attrs import define

from sim.records.journal import Add, Declare, Journal
from sim.scenario.write import as_mapping

SECTIONS = {
    "scenario": "Quota",
    "parties": {"aland": "Aland", "bohus": "Bohus"},
    "issues": {"quota": "Quota of herring"},
    "sources": {"gazette": {"title": "The Gazette", "published": "2013-05-01"}},
    "measures": {"levy": {"title": "Levy on herring", "by": "bohus", "until": "2014-01-01"}},
}
PACT = {"propose": "pact", "by": "aland", "date": "2013-02-01", "issue": ["quota"]}
YES = {"accept": "pact", "by": "bohus", "date": "2013-03-01"}
BAN = {"threaten": "ban", "by": "aland", "date": "2013-04-01", "issue": ["quota"]}
NOON = datetime(2013, 6, 1, 12, tzinfo=UTC)


@define
class Clock:
    """A clock that goes on by a step, such as a day, whenever it is read; the test may set it."""

    time: datetime = NOON
    step: timedelta = timedelta(days=1)

    def __call__(self):
        now = self.time
        self.time += self.step
        return now


def actions(*items):
    """The declarations, and these moves after them."""
    return [Declare(SECTIONS), *map(Add, items)]


def begun(folder, *items, clock=None):
    """A journal whose first entry declares, and which has these moves, all recorded at once."""
    journal = Journal.begin(str(folder / "talks.db"), clock=clock or Clock())
    journal.append(actions(*items), by="Anna")
    return journal


def whole(scenario):
    """All that a scenario says: what its file would have, and the dates that its moves are left with."""
    return as_mapping(scenario), scenario.history.dates


def verbs(journal, known_on=None):
    """The verbs of the moves of a record."""
    return [move.verb for move in journal.history(known_on).moves]
