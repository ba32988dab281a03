"""The data of the page, as one JSON object: the record and its branches, each with its moves and their changes.

Every text is in `texts` once; everywhere else its index stands for it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from sim.assess.incremental import RunningTension
from sim.assess.state_changes import state_changes
from sim.assess.weights import Weights
from sim.history.effect_words import effect_in_words
from sim.history.history import Branch, History
from sim.history.snapshot import Step
from sim.model.escaping import one_line, readable
from sim.model.ids import BOTH
from sim.model.setting import Setting
from sim.report.page.board import standing_data
from sim.report.page.evidence_view import evidence_data
from sim.report.page.positions_view import positions_data
from sim.report.page.rows import SECTIONS, RowChange, row_changes
from sim.report.page.texts import Texts
from sim.report.svg.canvas import Picture
from sim.report.table.queries import left_out_table
from sim.report.table.render import NOTHING
from sim.report.words import CLOCK, declared, fields_in_words

if TYPE_CHECKING:
    from sim.scenario import Scenario

Json = dict[str, Any]


def page_data(scenario: "Scenario", branches: Iterable[str], pictures: Iterable[Picture]) -> Json:
    """The data of the record and then the *branches*, each after its base; the *pictures* are in the same order."""
    texts, names = Texts(), ["", *branches]
    setting = scenario.start.setting
    records = []
    for name, picture in zip(names, pictures, strict=True):
        record = _record(texts, scenario.history_of(name), picture, scenario.weights)
        if name:
            record |= _departure(texts, scenario, name, names)
        records.append(record)
    return {
        "file": texts("" if scenario.file.startswith("<") else PurePath(readable(scenario.file)).name),
        "actors": [texts.several(actor) for actor in _actors(setting)],
        "sources": [
            texts.several((name, source.title, str(source.published or ""), source.url))
            for name, source in setting.sources
        ],
        "sections": [
            {
                "title": texts(section.title),
                "heads": texts.several(section.headers),
                "named": section.key,
                "optional": [section.headers.index(header) for header in section.optional],
            }
            for section in SECTIONS
        ],
        "nothing": texts(NOTHING),
        "standing": standing_data(texts),
        "evidence": evidence_data(texts, scenario),
        "records": records,
        "texts": texts.all,
    }


def _actors(setting: Setting) -> Iterator[tuple[str, str]]:
    """Everybody who can make a move, with their titles; that of a third party with a side says so."""
    titles = dict(setting.parties)
    yield from setting.parties
    yield BOTH, "both sides"
    for name, title in setting.third_parties:
        side = setting.side_of(name)
        yield name, title if side is None else f"{title} (with {titles[side]})"
    yield "", CLOCK


def _record(texts: Texts, history: History, picture: Picture, weights: Weights) -> Json:
    """A record: its moves, the changes of each in the tables, tension after each, and positions in the picture."""
    start = ((name, declared(history.start.subjects[name])) for name in history.start.ids)
    snapshot = history.as_of()
    return {
        "id": texts(""),
        "title": texts("The record"),
        "declared": [texts.several((name, str(told), told.quote)) for name, told in start],
        "moves": [_move(texts, step, snapshot.touched(step.number)) for step in snapshot.steps()],
        "rows": [[_row(texts, change) for change in changes] for changes in row_changes(history)],
        "tension": list(_tension(history, weights)),
        "terms": positions_data(texts, history),
        "places": [int(x) for x in (picture.begins_at, *picture.moves_at)],
        "depth": round(picture.lanes_end),
        "lanes": [[round(top), texts(title)] for top, title in picture.lanes],
    }


def _move(texts: Texts, step: Step, touched: Iterable[str]) -> list[Any]:
    """A move: verb, subjects, actor, date, line, effects, fields and sources; then its best day and the bounds of that.

    The effects are in one flat list, each as the subject, the party and the status reached in words, both empty where a
    subject is *touched* without one; so are the fields, each as its key and its value. The days are left out where the
    date says the same.
    """
    move, when = step.move, step.when
    cells: list[Any] = [
        *texts.several((move.verb, move.names, move.by, str(move.date))),
        0 if move.where is None else move.where.line,
        texts.several(part for effect in _effects(step, touched) for part in effect),
        texts.several(part for field in fields_in_words(move, ("by", "date", "source")) for part in field),
        texts.several(move.source),
    ]
    if str(move.date) != when.best.isoformat():
        cells += texts.several(str(day or "") for day in (when.best, when.earliest, when.latest))
    return cells


def _effects(step: Step, touched: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The subjects that a move makes or acts on, each with whose part it is and what it leads to."""
    effects = {name: [effect for effect in step.effects if effect.subject == name] for name in touched}
    for name, of_subject in effects.items():
        yield from ((name, effect.whose, effect_in_words(effect, step.move)) for effect in of_subject)
        if not of_subject:
            yield name, "", ""


def _row(texts: Texts, change: RowChange) -> list[int]:
    """A changed row: its number, and either its table and all cells, or each changed column with its new cell."""
    if change.changed is None:
        return [change.row, change.section, *texts.several(change.cells)]
    return [change.row, *(part for column in change.changed for part in (column, texts(change.cells[column])))]


def _tension(history: History, weights: Weights) -> Iterator[int]:
    """The points before the first move, and after each."""
    numbered = history.as_of().numbered
    running = RunningTension(weights, best_day=lambda move: history.dates[numbered[id(move)] - 1].best)
    for change in state_changes(history):
        running.look_at(change.names, history.states[change.number], change.day)
        if not change.by_day_alone:
            yield running.points


# BRANCHES


def _departure(texts: Texts, scenario: "Scenario", name: str, names: list[str]) -> Json:
    """The difference of a branch from its base: the number of the base, where they part, and the moves left out."""
    alternative = scenario.branch(name)
    missing = left_out_table(alternative.branch, alternative.of or "the record")
    return {
        "id": texts(name),
        "title": texts(one_line(alternative.title)),
        "of": names.index(alternative.of),
        "parts": first_difference(alternative.branch),
        "beside": list(base_counts(alternative.branch)),
        "missing": [texts.several(row) for row in missing.rows],
    }


def first_difference(branch: Branch) -> int:
    """The number of the first move of a branch that is not that of its base; without one, one more than it has."""
    return next((turn for turn, number in enumerate(branch.numbers, 1) if number != turn), len(branch.numbers) + 1)


def base_counts(branch: Branch) -> Iterator[int]:
    """The number of moves of the base at the same time: before the first move of a branch, and after each.

    These are all moves that the branch shares so far, none that it shares later, and in between those made by the same
    day.
    """
    base, history = branch.base, branch.history
    shared = [0, *accumulate((number or 0 for number in branch.numbers), max)]
    ahead = [*accumulate((number or len(base.moves) + 1 for number in reversed(branch.numbers)), min)][::-1]
    yield 0
    for turn, when in enumerate(history.dates, 1):
        most = ahead[turn] - 1 if turn < len(ahead) else len(base.moves)
        by_then = bisect_right(base.dates, when.best, key=lambda other: other.best)
        yield min(max(by_then, shared[turn]), most)
