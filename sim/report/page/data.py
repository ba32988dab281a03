"""The data of the page, as one JSON object: the record and its branches, each with its moves and their changes.

Every text is in `texts` once; everywhere else its index stands for it.
"""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from sim.assess.assessment import assess
from sim.assess.incremental import RunningTension
from sim.assess.state_changes import state_changes
from sim.assess.weights import Weights
from sim.history.history import History
from sim.model.escaping import readable
from sim.model.ids import BOTH
from sim.model.setting import Setting
from sim.report.page.board import standing_data
from sim.report.page.branches import departure
from sim.report.page.dates import doubtful_dates
from sim.report.page.declarations import declarations
from sim.report.page.evidence_view import evidence_data
from sim.report.page.moves import move_data
from sim.report.page.positions_view import positions_data
from sim.report.page.rows import SECTIONS, RowChange, ended_statuses, row_changes
from sim.report.page.texts import Texts
from sim.report.prose.names import Names
from sim.report.prose.summary import summary_of
from sim.report.svg.canvas import Picture
from sim.report.table.render import NOTHING
from sim.report.words import CLOCK

if TYPE_CHECKING:
    from sim.scenario import Scenario

Json = dict[str, Any]

_MOST_BANDS: Final = 1_000
"""So many bands of a picture can be asked what they are; of more, each is too small to be pointed at."""


def page_data(scenario: "Scenario", branches: Iterable[str], pictures: Iterable[Picture]) -> Json:
    """The data of the record and then the *branches*, each after its base; the *pictures* are in the same order."""
    texts, names = Texts(), ["", *branches]
    setting = scenario.start.setting
    records, titles = list[Json](), dict[str, str]()
    for name, picture in zip(names, pictures, strict=True):
        history = scenario.history_of(name)
        spoken = Names(history.states[-1])
        titles = _titles(spoken) | titles
        record = _record(texts, history, spoken, picture, scenario.weights)
        if name:
            record |= departure(texts, scenario, name, names)
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
                "ended": texts.several(ended_statuses(section)),
            }
            for section in SECTIONS
        ],
        "issues": [texts.several(issue) for issue in setting.issues],
        "subjects": texts.several(part for subject in titles.items() for part in subject),
        "nothing": texts(NOTHING),
        "standing": standing_data(texts),
        "evidence": evidence_data(texts, scenario),
        "records": records,
        "dates": texts.several(part for date in doubtful_dates(texts.all) for part in date),
        "texts": texts.all,
    }


def _titles(names: Names) -> dict[str, str]:
    """The names of subjects that are not their ids in words."""
    titles = {subject: names.subject(subject) for subject in names.state.ids}
    return {subject: title for subject, title in titles.items() if title != subject.replace("-", " ")}


def _actors(setting: Setting) -> Iterator[tuple[str, str]]:
    """Everybody who can make a move, with their titles; that of a third party with a side says so."""
    titles = dict(setting.parties)
    yield from setting.parties
    yield BOTH, "both sides"
    for name, title in setting.third_parties:
        side = setting.side_of(name)
        yield name, title if side is None else f"{title} (with {titles[side]})"
    yield "", CLOCK


def _record(texts: Texts, history: History, names: Names, picture: Picture, weights: Weights) -> Json:
    """A record: its moves, the changes of each in the tables, tension after each, and positions in the picture."""
    snapshot = history.as_of()
    bands = picture.bands if len(picture.bands) <= _MOST_BANDS else ()
    return {
        "id": texts(""),
        "title": texts("The record"),
        "summary": texts.several(summary_of(snapshot, assess(snapshot, weights=weights))),
        "declared": list(declarations(texts, names, history)),
        "moves": [move_data(texts, names, step, snapshot.touched(step.number)) for step in snapshot.steps()],
        "rows": [[_row(texts, change) for change in changes] for changes in row_changes(history)],
        "tension": list(_tension(history, weights)),
        "terms": positions_data(texts, history),
        "places": list(_steps(int(x) for x in (picture.begins_at, *picture.moves_at))),
        "ends": round(picture.ends_at),
        "bands": [[*map(round, box), *texts.several(names)] for *box, names in bands],
        "depth": round(picture.lanes_end),
        "lanes": [[round(top), texts(title)] for top, title in picture.lanes],
    }


def _steps(places: Iterable[int]) -> Iterator[int]:
    """The first place, and then the way from each to the next, which takes fewer digits."""
    before = 0
    for place in places:
        yield place - before
        before = place


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
