import pytest
from complaints import RECORD

from sim.report.table.marked import ADVERSE, FAVOURABLE, IMPENDING
from sim.report.table.meaning import in_tone, status_in_colour
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, NEUTRAL
from sim.scenario import loads

SETTING = RECORD.partition("moves:")[0]
OFFER = "{propose: text, by: aland, date: 2013-02-01, issue: quota}"
EXPIRING = OFFER.replace("}", ", expires: 2013-03-01}")
PLAN = OFFER.replace("}", ", kind: plan}")
THREAT = "{threaten: close-ports, by: aland, date: 2013-02-01, issue: quota, action: close the ports}"
UNLESS = THREAT.replace("}", ", unless: {text: accepted}}")
PROMISE = "{commit: pledge, by: aland, date: 2013-02-01, title: Pledge, issue: quota}"
TALKS = "{agree-to-continue: ministers, by: both, date: 2013-02-01, due: 2013-03}"


def by(party, verb, subject="text", day=2):
    return f"{{{verb}: {subject}, by: {party}, date: 2013-02-{day:02}}}"


def meaning_of(subject, *moves, as_of="2013-02-28"):
    view = loads(SETTING + "moves:\n" + "".join(f"  - {move}\n" for move in moves)).history.as_of(as_of)
    found = view.state.subjects[subject]
    [status] = view.statuses_of(found).values()
    return getattr(status_in_colour(found, status), "meaning", None)


@pytest.mark.parametrize(
    ("subject", "moves", "meaning"),
    [
        ("text", [OFFER], None),
        ("text", [OFFER, by("bohus", "oppose")], ADVERSE),
        ("text", [OFFER, by("bohus", "accept")], FAVOURABLE),
        ("text", [OFFER, by("bohus", "accept"), by("both", "carry-out", day=3)], FAVOURABLE),
        ("text", [PLAN, by("aland", "carry-out")], None),
        ("close-ports", [THREAT], IMPENDING),
        ("close-ports", [THREAT, by("aland", "carry-out", "close-ports")], ADVERSE),
        ("close-ports", [THREAT, by("bohus", "comply", "close-ports")], FAVOURABLE),
        ("pledge", [PROMISE], FAVOURABLE),
        ("pledge", [PROMISE, by("aland", "breach", "pledge")], ADVERSE),
        ("ministers", [TALKS], FAVOURABLE),
        ("ministers", [TALKS, by("aland", "break-off", "ministers")], ADVERSE),
    ],
)
def test_a_status_has_the_meaning_that_it_has_for_the_two_sides(subject, moves, meaning):
    assert meaning_of(subject, *moves) == meaning


def test_what_the_day_adds_counts_more_than_the_status():
    assert meaning_of("text", EXPIRING, by("bohus", "oppose"), as_of="2013-03-02") is None
    assert meaning_of("ministers", TALKS, as_of="2013-04-01") == ADVERSE
    assert meaning_of("close-ports", OFFER, UNLESS, by("bohus", "accept")) == FAVOURABLE


def test_a_move_has_the_meaning_of_its_tone():
    assert [getattr(in_tone("x", tone), "meaning", None) for tone in (HOSTILE, CONCILIATORY, NEUTRAL, None)] == [
        ADVERSE,
        FAVOURABLE,
        None,
        None,
    ]
