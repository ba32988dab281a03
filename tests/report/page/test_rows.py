from collections import Counter

from hypothesis import given

from sim import History
from sim.moves import Oppose, Propose
from sim.report.page.rows import SECTIONS, ended_statuses, row_changes
from sim.report.table.record import TABLES
from sim.testing.story import START
from sim.testing.strategies import histories


def folded(history):
    """The rows of each table after each move, as the page folds them: from one change to the next."""
    rows = {}
    for changes in row_changes(history):
        for change in changes:
            before = rows.get(change.row)
            cells = list(change.cells) if before is None else list(before[1])
            for column in change.changed or ():
                cells[column] = change.cells[column]
            assert (before is None) == (change.changed is None)
            rows[change.row] = change.section, tuple(cells)
        yield Counter(rows.values())


def printed(history, number):
    """The rows that `negsim run --as-of '#number'` prints, each with the place of its table."""
    view = history.as_of(number)
    return Counter((at, row) for at, section in enumerate(SECTIONS) for row in section.table(view).rows)


@given(histories())
def test_the_changes_add_up_to_what_the_command_prints_after_every_move(history):
    for number, rows in enumerate(folded(history)):
        assert rows == printed(history, number)


def test_a_change_names_no_more_than_what_has_changed():
    offer = Propose(subject="halves", by="aland", date="2013-02-01", issue="quota")
    history = History.of(START, [offer, Oppose(subject="halves", by="bohus", date="2013-02-09")])
    *_, [change] = row_changes(history)
    headers = SECTIONS[change.section].headers
    assert [headers[column] for column in change.changed] == ["status", "since", "answers"]


def test_the_tables_are_those_of_the_command():
    assert tuple(TABLES.values()) == SECTIONS


def test_what_has_ended_is_told_by_the_words_of_its_status():
    ended = {title: set(ended_statuses(section)) for title, section in TABLES.items()}
    assert {"withdrawn", "settled", "expired"} <= ended["proposals"]
    assert {"lifted", "carried out"} <= ended["measures"]
    assert {"left", "ended", "fulfilled"} <= ended["commitments"]
    assert not {"tabled", "in place", "in force", "suspended"} & set().union(*ended.values())
