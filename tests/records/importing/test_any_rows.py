"""Whatever rows come: what is left of them loads without a fault, and each other row is in the table of the refused."""

from hypothesis import given, settings, strategies as st

from sim import loads
from sim.records import ImportedCase, ImportedRow, checked_case
from sim.rules.registry import MOVES_BY_VERB
from sim.scenario.write import move_as_mapping, start_as_mapping
from sim.testing.files import records

WORDS = (
    st.sampled_from(["", "aland", "both", "a", "=A1", "2013-02-30", "12/10/2007", "../2013", "x\0", "\n"]) | st.text()
)
VALUES = WORDS | st.lists(WORDS, max_size=2) | st.dictionaries(WORDS, WORDS, max_size=2)
KEYS = st.sampled_from([*MOVES_BY_VERB, "by", "date", "issue", "if", "terms", "quote"]) | st.text(max_size=5)


@st.composite
def rows(draw):
    """The setting of a record, and its moves in another order, some of them twice, left out, or with other values."""
    scenario = draw(records())
    items = [move_as_mapping(move) for move in scenario.history.moves]
    drawn = draw(st.lists(st.sampled_from(items), max_size=12)) if items else []
    changes = st.dictionaries(KEYS, VALUES, max_size=2)
    changed = [{**item, **draw(st.just({}) | changes)} for item in drawn]
    return start_as_mapping(scenario.start), changed


@given(rows())
@settings(max_examples=settings.default.max_examples // 2)
def test_what_is_left_loads_and_the_rest_is_told(case):
    setting, items = case
    imported = tuple(ImportedRow(number, item) for number, item in enumerate(items, 2))
    checked = checked_case(ImportedCase("case", "Case", setting, imported), "moves.csv")
    told = {row.row for row in checked.refused}
    assert len(told) == checked.counts["refused"]
    assert all(row.reason and row.way_out for row in checked.refused)
    if items:
        history = loads(checked.text).history
        assert len(history.moves) == checked.moves == len(items) - len(told)
        verbs = [
            next(key for key in item if key in MOVES_BY_VERB) for row, item in enumerate(items, 2) if row not in told
        ]
        assert [move.verb for move in history.moves] == verbs
