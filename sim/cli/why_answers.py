"""The answers of `negsim why`: about a subject, a move or an issue, each as a story, as JSON and as a table."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sim.history.snapshot import Explanation, Snapshot
from sim.model.errors import UnknownNameError, no_party, with_article
from sim.records.json_values import Json
from sim.report.json.queries import why_document
from sim.report.json.stories import issue_document, move_document
from sim.report.story.issue_story import issue_story, steps_on
from sim.report.story.move_story import move_story, step_of
from sim.report.story.story import Story
from sim.report.story.subject_story import subject_story
from sim.report.table.queries import why_table
from sim.report.table.render import Table
from sim.report.table.stories import issue_table, move_table
from sim.rules.registry import lifecycle_of
from sim.rules.subjects.commitments import Commitment
from sim.scenario import Scenario

if TYPE_CHECKING:
    from sim.scenario import Alternative

_MOVE: Final = re.compile("#([0-9]{1,9})")


@frozen
class Answer:
    """An answer in each of its forms, each made only when it is asked for."""

    story: Callable[[], Story]
    document: Callable[[], Json]
    table: Callable[[], Table]


def answers_to(
    scenario: Scenario, branch: str | None, snapshot: Snapshot, subjects: Sequence[str], issues: Sequence[str]
) -> list[Answer]:
    """The answers about these subjects and moves, and then about these issues. Raises: UnknownNameError."""
    lineage = scenario.lineage(branch) if branch else ()
    about = [_about(name, scenario, lineage, snapshot) for name in subjects]
    return about + [_about_issue(issue, scenario, lineage, snapshot) for issue in issues]


def _about(name: str, scenario: Scenario, lineage: "Sequence[Alternative]", snapshot: Snapshot) -> Answer:
    """The answer about a subject, a party's part in it, or a move."""
    if name.startswith("#"):
        return _about_move(name, scenario, lineage, snapshot)
    subject, slash, party = name.partition("/")
    explanation = snapshot.why(subject)
    if slash:
        _check_party(explanation, snapshot, party)
    return Answer(
        partial(subject_story, explanation, snapshot, party),
        partial(why_document, scenario.title, lineage, explanation, snapshot, party),
        partial(why_table, explanation, snapshot, party),
    )


def _about_move(name: str, scenario: Scenario, lineage: "Sequence[Alternative]", snapshot: Snapshot) -> Answer:
    match = _MOVE.fullmatch(name)
    if match is None:
        raise UnknownNameError(f"{name!r} names no move; write # and its number, such as '#12'")
    step = step_of(int(match[1]), snapshot)
    return Answer(
        partial(move_story, step, snapshot, scenario.weights),
        partial(move_document, scenario.title, lineage, step, snapshot),
        partial(move_table, step, snapshot),
    )


def _about_issue(issue: str, scenario: Scenario, lineage: "Sequence[Alternative]", snapshot: Snapshot) -> Answer:
    steps = steps_on(issue, snapshot)
    return Answer(
        partial(issue_story, issue, snapshot, scenario.weights),
        partial(issue_document, scenario.title, lineage, issue, steps, snapshot),
        partial(issue_table, issue, steps, snapshot),
    )


def _check_party(explanation: Explanation, snapshot: Snapshot, party: str) -> None:
    """Refuse who can have no part in the subject. Raises: UnknownNameError."""
    setting = snapshot.state.setting
    if not isinstance(explanation.subject, Commitment):
        noun = with_article(lifecycle_of(explanation.subject).noun)
        raise UnknownNameError(f"only a commitment has a part for each party, and this is {noun}; leave the party out")
    if party not in setting.party_ids and party not in setting.outsiders:
        raise UnknownNameError(no_party(party, setting.party_ids))
