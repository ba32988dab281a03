"""CloudEvents 1.0 as JSON lines: one event for each move.

Source: CloudEvents 1.0.2, JSON event format, with the extension `sequence`; https://cloudevents.io.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from sim.history.snapshot import Step
from sim.model.escaping import utf8
from sim.records.exporters.cases import Cases
from sim.records.exporters.times import times_of_moves
from sim.records.json_values import Json, bounds_as_json, effect_as_json, json_line
from sim.scenario.scenario import Scenario
from sim.scenario.write import move_as_mapping

FORMAT: Final = "CloudEvents 1.0, JSON lines"

SPECVERSION: Final = "1.0"
TYPE: Final = "negsim.move."
"""What the type of an event begins with; the verb of the move follows."""


def export(cases: Cases) -> Iterator[str]:
    """The events of all cases, each as a line; a case is read when its turn comes."""
    for case, scenario in cases:
        for event in events_of(case, scenario):
            yield f"{json_line(event)}\n"


def events_of(case: str, scenario: Scenario) -> Iterator[Json]:
    """The events of a case, one for each move, in order."""
    history = scenario.history
    times, width = times_of_moves(history), len(str(len(history.moves)))
    for step in history.as_of(len(history.moves)).steps():
        yield {
            "specversion": SPECVERSION,
            "id": f"{case}/{step.number}",
            "source": f"/scenarios/{quote(utf8(case), safe='')}",
            "type": f"{TYPE}{step.move.verb}",
            "subject": " ".join(step.move.subjects),
            "time": times[step.number - 1],
            "sequence": str(step.number).zfill(width),
            "datacontenttype": "application/json",
            "data": _data(step),
        }


def _data(step: Step) -> Json:
    """What an event says: the move as a scenario file has it, its dates after tightening, and what it did."""
    return {
        "number": step.number,
        "move": move_as_mapping(step.move),
        "dates": bounds_as_json(step.when),
        "tone": step.tone,
        "effects": [effect_as_json(effect) for effect in step.effects if effect.after is not None],
    }
