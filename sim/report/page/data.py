"""What the page is made of, as one object that JSON can hold: courses, each with its moves and what they change.

Every text stands once, in `texts`, and is named by its place there.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import PurePath
from typing import Any

from sim.assess.incremental import RunningTension
from sim.assess.weights import Weights
from sim.history.history import Branch, History
from sim.history.snapshot import Step
from sim.model.escaping import one_line, readable
from sim.model.ids import BOTH
from sim.model.move import Move, fields_of, key_of
from sim.report.page.rows import SECTIONS, RowChange, row_changes
from sim.report.state_changes import state_changes
from sim.report.svg.canvas import fit
from sim.report.table.changes import declared_row, left_out_table
from sim.report.table.render import NOTHING
from sim.report.timeline.picture import Picture
from sim.rules.subjects.statements import Remark
from sim.scenario import Scenario

Json = dict[str, Any]


class _Texts:
    """Texts, each once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def __call__(self, text: str | None) -> int:
        """The place of a text; that of the empty one for none."""
        return self._places.setdefault(fit(text or ""), len(self._places))

    def several(self, texts: Iterable[str | None]) -> list[int]:
        """The places of some texts."""
        return [self(text) for text in texts]

    @property
    def all(self) -> list[str]:
        """The texts in their places."""
        return list(self._places)


def page_data(scenario: Scenario, branches: Iterable[str], pictures: Iterable[Picture]) -> Json:
    """The record, and after it the *branches*, each after what it departs from, with their *pictures* in this order."""
    texts, names = _Texts(), ["", *branches]
    setting = scenario.start.setting
    courses = []
    for name, picture in zip(names, pictures, strict=True):
        course = _course(texts, scenario.history_of(name), picture, scenario.weights)
        if name:
            course |= _departure(texts, scenario, name, names)
        courses.append(course)
    actors = [*setting.parties, (BOTH, "both sides"), *setting.third_parties, ("", "the clock")]
    return {
        "file": texts("" if scenario.file.startswith("<") else PurePath(readable(scenario.file)).name),
        "actors": [texts.several(actor) for actor in actors],
        "sources": [
            texts.several((name, source.title, str(source.published or ""), source.url))
            for name, source in setting.sources
        ],
        "sections": [
            {"title": texts(each.title), "heads": texts.several(each.headers), "named": each.named} for each in SECTIONS
        ],
        "courses": courses,
        "texts": texts.all,
    }


def _course(texts: _Texts, history: History, picture: Picture, weights: Weights) -> Json:
    """A record: its moves, what each changes in the tables, tension after each, and where it is in the picture."""
    declared = (declared_row(history.start.subjects[name]) for name in history.start.ids)
    return {
        "id": texts(""),
        "title": texts("The record"),
        "declared": [
            texts.several((name, *("" if cell == NOTHING else cell for cell in row)))
            for name, row in zip(history.start.ids, declared, strict=True)
        ],
        "moves": [_move(texts, step) for step in history.at().steps()],
        "rows": [[_row(texts, change) for change in changed] for changed in row_changes(history)],
        "tension": list(_tension(history, weights)),
        "places": [int(place) for place in (picture.begins_at, *picture.moves_at)],
        "depth": round(picture.lanes_end),
        "lanes": [[round(top), texts(title)] for top, title in picture.lanes],
    }


def _move(texts: _Texts, step: Step) -> list[Any]:
    """A move: verb, subject, by whom, its date, its line, effects, further fields; the day, and the bounds of the day.

    An effect is the subject, whose part of it, and the status reached if there is one, a field its key and its value,
    all in a row. The day and its bounds are left out where the date says as much.
    """
    move, when = step.move, step.when
    told = () if isinstance(move, Remark) else step.effects
    effects = [texts.several((each.subject, each.whose, each.after)) for each in told]
    found: list[Any] = [
        *texts.several((move.verb, move.subject, move.by, str(move.date))),
        0 if move.where is None else move.where.line,
        [place for effect in effects for place in effect],
        texts.several(part for field in _fields(move) for part in field),
    ]
    if str(move.date) != when.best.isoformat():
        found += texts.several(str(day or "") for day in (when.best, when.earliest, when.latest))
    return found


def _fields(move: Move) -> Iterator[tuple[str, str]]:
    """The fields that the record gives, beside those that every move has, in words."""
    for attribute in fields_of(type(move)):
        value = getattr(move, attribute.name)
        if value not in (None, ()) and attribute.name not in ("by", "date"):
            yield key_of(attribute.name), ", ".join(value) if isinstance(value, tuple) else str(value)


def _row(texts: _Texts, change: RowChange) -> list[int]:
    """A row that has changed: its place, and either its table and all its cells, or each column with what it is now."""
    if change.changed is None:
        return [change.row, change.section, *texts.several(change.cells)]
    return [change.row, *(part for column in change.changed for part in (column, texts(change.cells[column])))]


def _tension(history: History, weights: Weights) -> Iterator[int]:
    """The points before the first move, and after each."""
    running = RunningTension(weights)
    for stage in state_changes(history):
        running.look_at(stage.names, history.states[stage.number], stage.day)
        if not stage.turned:
            yield running.points


# BRANCHES


def _departure(texts: _Texts, scenario: Scenario, name: str, names: list[str]) -> Json:
    """How a branch departs from its trunk, which is one of the courses: where, and what of the trunk is not in it."""
    found = scenario.branch(name)
    missing = left_out_table(found.branch, found.of or "the record")
    return {
        "id": texts(name),
        "title": texts(one_line(found.title)),
        "of": names.index(found.of),
        "parts": first_difference(found.branch),
        "beside": list(beside(found.branch)),
        "missing": [texts.several(row) for row in missing.rows],
    }


def first_difference(branch: Branch) -> int:
    """The number of the first move of a branch that its trunk does not have there; one more than it has for none."""
    return next((turn for turn, number in enumerate(branch.numbers, 1) if number != turn), len(branch.numbers) + 1)


def beside(branch: Branch) -> Iterator[int]:
    """How many moves its trunk has at the same time: before the first move of a branch, and after each.

    All that the branch shares so far, nothing that it shares later, and between them what was made by that day.
    """
    base, own = branch.base, branch.history
    shared = [0, *accumulate((number or 0 for number in branch.numbers), max)]
    ahead = [*accumulate((number or len(base.moves) + 1 for number in reversed(branch.numbers)), min)][::-1]
    yield 0
    for turn, when in enumerate(own.dates, 1):
        most = ahead[turn] - 1 if turn < len(ahead) else len(base.moves)
        by_then = bisect_right(base.dates, when.best, key=lambda other: other.best)
        yield min(max(by_then, shared[turn]), most)
