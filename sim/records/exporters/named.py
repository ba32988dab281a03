"""The formats of other tools by name."""

from collections.abc import Callable, Iterator
from typing import Final

from attrs import frozen

from sim.model.errors import InvalidFieldError, UnknownNameError, did_you_mean
from sim.records.exporters import cloudevents, ocel, timelinejs
from sim.records.exporters.cases import Cases
from sim.scenario.scenario import Scenario

GMCR: Final = "gmcr"
"""The format of a conflict as of a day, which `sim.records.exporters.gmcr` writes: it holds one case."""


@frozen
class Exporter:
    """A format for any number of cases: the endings of its files, and the text of one, piece by piece."""

    endings: tuple[str, ...]
    export: Callable[[Cases], Iterator[str]]


EXPORTERS: Final = {
    "ocel": Exporter((".json", ".jsonocel"), ocel.export),
    "cloudevents": Exporter((".jsonl", ".ndjson"), cloudevents.export),
    "timelinejs": Exporter((".json",), timelinejs.export),
}

ENDINGS: Final = {**{name: exporter.endings for name, exporter in EXPORTERS.items()}, GMCR: (".json", ".gmcr")}
"""The endings of the files of every format, by its name."""


def exported(form: str, cases: Cases) -> Iterator[str]:
    """The text of a file of a format, `ocel`, `cloudevents` or `timelinejs`, piece by piece.

    *cases* are the name and the scenario of each case, no two with one name; one is taken when its turn comes.

    Raises: UnknownNameError if there is no such format; InvalidFieldError at the second case of a name.
    """
    if form not in EXPORTERS:
        raise UnknownNameError(f"no format for many cases is called {form!r}{did_you_mean(form, EXPORTERS)}")
    return EXPORTERS[form].export(_distinct(cases))


def _distinct(cases: Cases) -> Iterator[tuple[str, Scenario]]:
    """The cases, as their names make ids. Raises: InvalidFieldError at the second of a name."""
    names = set[str]()
    for name, scenario in cases:
        if name in names:
            raise InvalidFieldError(f"two cases are called {name!r}; give each a name of its own")
        names.add(name)
        yield name, scenario
