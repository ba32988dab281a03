"""The key `private`, and a scenario without what it marks."""

from itertools import count

import pytest
from attrs import evolve
from complaints import faults_in, recorded
from hypothesis import given, settings, strategies as st

from sim.history.history import History
from sim.model.private import OF_A_MOVE, private_fields
from sim.scenario import Scenario, as_json, as_yaml, loads, without_private
from sim.scenario.branches_section import Alternative
from sim.testing.files import records

HEAD = """\
scenario: Talks
parties: {aland: Aland, bohus: Bohus}
issues: {quota: Quota}
"""
DECLARED = """\
commitments:
  pact: {quote: hush-1, note: hush-2, source: diary, private: [quote, note, source]}
measures:
  ban: {by: aland, issue: quota, quote: hush-3, note: n, source: gazette, private: quote}
sources:
  gazette: {title: hush-4, url: hush-5, published: 2013-02-10, note: n, private: [title, url]}
  diary: {title: hush-6, published: 2013-02-20}
"""
MOVES = """\
moves:
  - propose: shares
    by: aland
    date: 2013-02
    issue: quota
    speaker: hush-7
    quote: hush-8
    source: diary
    channel: secret
    note: hush-9
    private: [speaker, quote, source, channel, note]
  - {threaten: strike, by: bohus, date: 2013-02, issue: quota, action: hush-10, source: gazette, private: action}
  - {oppose: shares, by: bohus, date: 2013-03, speaker: Ruud}
"""
BRANCHES = """\
branches:
  further: {of: calm, moves: [{act: row, by: aland, date: 2013-04, tone: hostile, action: hush-11, private: action}]}
  calm:
    without: "#1"
    moves:
      - {remark: quota, by: bohus, date: 2013-02, kind: hope, quote: hush-12, source: diary, private: [quote, source]}
"""
FORECAST = """\
forecast:
  from: 2013-04
  until: 2013-06
  policies: {aland: hold, bohus: {policy: scripted, moves: [{oppose: shares, by: bohus, date: 2013-05, MARKED}]}}
  pairs:
    both: {policies: {aland: {policy: scripted, moves: [{withdraw: shares, by: aland, date: 2013-05, MARKED}]}}}
""".replace("MARKED", "note: hush-13, private: note")
EXPECTED = """\
expect:
  - {holds without: {speaker: hush-7}, proposals: {shares: opposed}}
  - {holds without: {speaker: [Ruud, hush-7]}, measures: {strike: threatened}}
  - {holds without: {source: diary}, agreed: 0}
  - {holds without: 1, agreed: 0, quote: kept}
"""
WHOLE = HEAD + DECLARED + MOVES + BRANCHES + FORECAST + EXPECTED


def marking(key, of="quote: q"):
    return f"{HEAD}moves:\n  - {{propose: a, by: aland, date: 2013, issue: quota, {of}, private: {key}}}\n"


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("qoute", "propose a, private: 'qoute' cannot be private; did you mean quote?"),
        ("by", "propose a, private: 'by' cannot be private; there is speaker, quote, source, channel, note or action"),
        ("[quote, note]", "propose a, private: there is no note here that could be private; give it, or take it out"),
        ("action", "propose a, private: there is no action here that could be private"),
        ("[quote, quote]", "propose a, private: quote stands in this list twice"),
        ("[]", "propose a, private: the list is empty; name one, or leave the key out"),
        ("{quote: yes}", "propose a, private: a text is wanted here, not a mapping"),
    ],
)
def test_what_cannot_be_private_is_complained_of_once(key, words):
    [fault] = faults_in(marking(key))
    assert str(fault).partition(": ")[2].startswith(words)


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("commitments: {pact: {quote: q, private: note}}", "commitments, pact, private: there is no note here"),
        ("commitments: {pact: {since: 1990, private: since}}", "commitments, pact, private: 'since' cannot be private"),
        ("measures: {ban: {by: aland, issue: quota, private: [level]}}", "measures, ban, private: 'level' cannot be"),
        ("sources: {wire: {url: u, private: title}}", "sources, wire, private: there is no title here"),
        ("commitments: {pact: {quote: [q], private: quote}}", "commitments, pact, quote: a text is wanted here"),
    ],
)
def test_what_a_declaration_cannot_keep_private_is_complained_of_once(section, words):
    [fault] = faults_in(f"{HEAD}{section}\n")
    assert str(fault).partition(": ")[2].startswith(words)


@pytest.mark.parametrize("write", [as_yaml, as_json])
def test_the_marks_are_written_and_read_again(write):
    scenario = recorded(WHOLE)
    again = loads(write(scenario))
    assert again.history.moves == scenario.history.moves
    assert again.start == scenario.start
    assert again.plan == scenario.plan


def test_a_mark_of_what_is_not_given_is_not_written():
    scenario = recorded(marking("quote"))
    moves = [evolve(move, quote=None) for move in scenario.history.moves]
    assert "private" not in as_yaml(evolve(scenario, history=History.of(scenario.start, moves)))


def test_a_scenario_that_marks_nothing_is_itself():
    scenario = recorded(HEAD + "sources: {wire: Wire}\n" + MOVES[: MOVES.index("    speaker")])
    assert without_private(scenario) is scenario


@pytest.mark.parametrize(
    "text",
    [
        HEAD + DECLARED + MOVES,
        marking("quote"),
        f"{HEAD}sources: {{wire: {{title: T, private: title}}}}\n",
        WHOLE,
    ],
)
def test_nothing_private_is_left_and_no_mark(text):
    seen = as_yaml(without_private(recorded(text)))
    assert "hush" not in seen
    assert "private" not in seen


def test_what_is_not_private_is_left():
    scenario = without_private(recorded(WHOLE))
    assert [move.source for move in scenario.history.moves] == [(), ("gazette",), ()]
    assert scenario.history.moves[2].speaker == "Ruud"
    assert scenario.start.subjects["ban"].made.note == "n"


def test_the_title_of_a_source_gives_way_to_its_id():
    gazette = without_private(recorded(WHOLE)).start.setting.source_by_id["gazette"]
    assert (gazette.title, gazette.url, gazette.note) == ("gazette", None, "n")


def test_a_source_that_is_named_in_private_alone_is_gone():
    assert [*without_private(recorded(WHOLE)).start.setting.source_by_id] == ["gazette"]
    named = WHOLE.replace("source: gazette, private: action", "source: [gazette, diary], private: action")
    assert [*without_private(recorded(named)).start.setting.source_by_id] == ["gazette", "diary"]


def test_a_source_that_nothing_names_stays():
    scenario = recorded(marking("quote").replace("moves:", "sources: {wire: Wire}\nmoves:"))
    assert [*without_private(scenario).start.setting.source_by_id] == ["wire"]


def test_dates_stay_within_the_bounds_that_private_sources_give_them():
    scenario = recorded(WHOLE)
    seen = without_private(scenario)
    assert str(scenario.history.dates[0].latest) == "2013-02-20"
    assert seen.history.dates == scenario.history.dates
    for name in ("calm", "further"):
        assert seen.history_of(name).dates == scenario.history_of(name).dates


def test_a_branch_goes_on_from_what_is_shown_of_its_base():
    seen = without_private(recorded(WHOLE))
    calm, further = seen.branch("calm").branch, seen.branch("further").branch
    assert (calm.base, further.base) == (seen.history, calm.history)
    assert [each.move for each in calm.invalidated] == [seen.history.moves[2]]
    assert [branch.id for branch in seen.branches] == ["further", "calm"]


def test_states_have_the_moves_that_are_shown():
    seen = without_private(recorded(WHOLE)).history
    assert seen.states[-1].subjects["shares"].made is seen.moves[0]
    assert seen.states[-1].setting is seen.start.setting


def test_an_expectation_need_not_hold_without_what_is_hidden():
    without = [each.holds_without for each in without_private(recorded(WHOLE)).expectations]
    assert [each and (each.moves, each.sources, each.speakers) for each in without] == [
        None,
        (0, (), ("Ruud",)),
        None,
        (1, (), ()),
    ]


WORDS = ("speaker", "quote", "note", "action")


@st.composite
def marked(draw):
    """A scenario with a text of its own in each text of a move, and some of them private."""
    scenario = draw(records())
    numbers = count()

    def reworded(move):
        words = {name: f"<{next(numbers)}>" for name in WORDS if hasattr(move, name)}
        able = [name for name in OF_A_MOVE if name in words or getattr(move, name, None)]
        return evolve(move, **words, private=draw(st.lists(st.sampled_from(able), unique=True)))

    history = History.of(scenario.start, map(reworded, scenario.history.moves))
    branches = ()
    if history.moves:
        branches = (Alternative("other", "Other", "", None, history.branch(without=[len(history.moves)])),)
    return Scenario("x.yaml", "T", None, history, (), branches)


@settings(max_examples=20)
@given(scenario=marked())
def test_of_any_record_the_rest_is_as_it_was(scenario):
    seen = without_private(scenario)
    assert seen.history.dates == scenario.history.dates
    written = as_yaml(seen)
    for move, shown in zip(scenario.history.moves, seen.history.moves, strict=True):
        private = tuple(private_fields(move))
        kept = [name for name in OF_A_MOVE if name not in private and hasattr(move, name)]
        assert all(getattr(shown, name) == getattr(move, name) for name in kept)
        assert not any(getattr(shown, name) for name in private)
        assert not any(getattr(move, name) in written for name in private if name in WORDS)
    for state, other in zip(scenario.history.states, seen.history.states, strict=True):
        assert state.ids == other.ids
        assert [each.status for each in state.subjects.values() if hasattr(each, "status")] == [
            other.subjects[name].status for name in state.subjects if hasattr(state.subjects[name], "status")
        ]
