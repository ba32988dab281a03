"""A conflict in option form for the graph model for conflict resolution (GMCR), as of a day.

Source: the files that gmcr-py 0.3.5 saves, https://github.com/onp/gmcr-py; Fang, Hipel, Kilgour (1993), Interactive
Decision Making: The Graph Model for Conflict Resolution.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from sim.history.snapshot import Snapshot
from sim.model.errors import UnknownNameError
from sim.records.exporters.gmcr_options import Option, options_of
from sim.records.json_values import Json, json_text

FORMAT: Final = "GMCR in option form, as gmcr-py 0.3.5 saves it"

PROGRAM: Final = "negsim"
FORM: Final = "negsim-gmcr/1"

Pattern = list[list[object]]
"""Values of some options, each by its number: no state has all of them."""


def export(case: str, title: str, view: Snapshot) -> Iterator[str]:
    """The text of the conflict of a case as of the day of a view.

    Raises: UnknownNameError if the record has no move, and so no day.
    """
    yield json_text(conflict(case, title, view))


def conflict(case: str, title: str, view: Snapshot) -> Json:
    """The conflict as of the day of a view: who decides, what each can choose, how it stands, and what cannot be.

    Preferences are left empty; they are the user's. Raises: UnknownNameError if the record has no move, and so no day.
    """
    if view.day is None:
        raise UnknownNameError("the record has no move yet, so it has no date; give one, --as-of DATE")
    setting = view.state.setting
    by_actor = {actor: tuple(options_of(view, view.day, actor)) for actor in (*setting.party_ids, *_outsiders(view))}
    options = [option for own in by_actor.values() for option in own]
    titles = dict(setting.parties) | dict(setting.third_parties)
    return {
        "program": PROGRAM,
        "format": FORM,
        "scenario": case,
        "title": title,
        "asOf": view.day.isoformat(),
        "reading": view.reading,
        "decisionMakers": [
            {
                "name": titles[actor],
                "id": actor,
                "options": [number for number, option in enumerate(options) if option.by == actor],
                "preferences": [],
            }
            for actor, own in by_actor.items()
            if own or actor in setting.party_ids
        ],
        "options": [_option(option) for option in options],
        "statusQuo": "".join(option.status_quo for option in options),
        "infeasibles": list(_infeasibles(options)),
        "useManualPreferenceRanking": False,
    }


def _outsiders(view: Snapshot) -> tuple[str, ...]:
    return tuple(name for name, _ in view.state.setting.third_parties)


def _option(option: Option) -> Json:
    one_way = "back" if option.upheld else "fwd"
    return {
        "name": option.name,
        "permittedDirection": "both" if option.is_reversible else one_way,
        "description": option.description,
        "by": option.by,
        "subject": option.subject.id,
        "verbs": list(option.verbs),
        "joint": option.is_joint,
        "statusQuo": option.status_quo,
    }


def _infeasibles(options: Sequence[Option]) -> Iterator[Pattern]:
    """The pairs of changes that exclude each other."""
    for (first, one), (second, other) in combinations(enumerate(options), 2):
        if one.excludes(other):
            yield [[first, one.changed], [second, other.changed]]
