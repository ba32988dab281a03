"""What NegMAS leaves of sessions on disk: traces, each alone or in a folder with what else is known of its session.

`SAOMechanism.save` writes a table of the trace, alone or in a folder with `run_info.yaml`, `config.yaml`,
`outcome_stats.yaml` and the outcome space under `scenario`. `cartesian_tournament` writes the tables of all its
sessions into a folder `negotiations`, and the outcome spaces into `scenarios`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml
from attrs import field, frozen

from sim.model.errors import InvalidImportError, one_of
from sim.records.importers.negmas.tables import ENDINGS, Columns, TraceTable, opened, read_table

FULL: Final = "full_trace"
STEPS: Final = "extended_trace"
OFFERS: Final = "trace"
STATES: Final = "history"
KINDS: Final = {
    FULL: ("step", "negotiator", "offer", "responses", "state"),
    STEPS: ("step", "negotiator", "offer"),
    OFFERS: ("negotiator", "offer"),
    STATES: ("step", "new_offers", "current_proposer", "agreement", "broken", "timedout"),
}
"""The columns by which a kind of trace is known; the first kind that fits counts."""

_FURTHER: Final = ("time", "relative_time", "text", "data")
"""The further columns of a full trace; those after them have the ids of the negotiators, and utilities."""
_MOST_NAMED: Final = 10
_SAVED_BY: Final = "`SAOMechanism.save` and `cartesian_tournament` of NegMAS write traces"
_BESIDE: Final = {"config": "config.yaml", "run_info": "run_info.yaml", "outcome": "outcome_stats.yaml"}


@frozen
class SavedSession:
    """A session as it was saved: its file, its name, its kind of trace, its rows, and what else is known.

    `config`, `run_info` and `outcome` have what stands in these files beside the trace, every scalar as text; `domain`
    and `issues` name the outcome space. All are empty where no file has them.
    """

    file: Path
    name: str
    kind: str
    table: TraceTable
    config: Mapping[str, Any] = field(factory=dict)
    run_info: Mapping[str, Any] = field(factory=dict)
    outcome: Mapping[str, Any] = field(factory=dict)
    domain: str = ""
    issues: tuple[str, ...] = ()

    @property
    def utility_columns(self) -> tuple[str, ...]:
        """The columns with utilities, each named by the id of a negotiator."""
        if self.kind != FULL:
            return ()
        known = {*KINDS[FULL], *_FURTHER, ""}
        return tuple(name for name in self.table.columns if name not in known)


@frozen
class Trace:
    """The trace of a session: its file, the name of the session, and its folder where it has one of its own."""

    file: Path
    name: str
    folder: Path | None = None

    def session(self) -> SavedSession:
        """The session with all that is known of it.

        Raises: InvalidImportError, UnreadableFileError and MissingDependencyError as `read_table`.
        """
        return _session(self.file, self.name, self.folder)


def traces_in(path: Path) -> tuple[Trace, ...]:
    """The traces in a file, in the folder of one session, or in a folder of many, by name.

    Raises: InvalidImportError for a folder without traces; UnreadableFileError.
    """
    if not path.is_dir():
        return (Trace(path, _stem(path)),)
    if (trace := _trace_in(path)) is not None:
        return (Trace(trace, path.resolve().name, path),)
    return tuple(_traces_of_many(path / "negotiations" if (path / "negotiations").is_dir() else path))


def _traces_of_many(folder: Path) -> Iterator[Trace]:
    parts = [part for part in _listed(folder) if _is_table(part) or _trace_in(part) is not None]
    if not parts:
        reason = f"this folder has no trace of a session; {_SAVED_BY}, as {one_of(ENDINGS)}"
        raise InvalidImportError(str(folder), None, "", reason)
    for part in parts:
        yield from traces_in(part)


def _listed(folder: Path) -> list[Path]:
    with opened(folder):
        return sorted(part for part in folder.iterdir() if not part.name.startswith("."))


def _trace_in(folder: Path) -> Path | None:
    traces = (folder / f"trace{ending}" for ending in ENDINGS)
    return next((trace for trace in traces if trace.is_file()), None)


def _is_table(path: Path) -> bool:
    return path.name.endswith(ENDINGS) and path.is_file()


def _stem(path: Path) -> str:
    return next((path.name.removesuffix(ending) for ending in ENDINGS if path.name.endswith(ending)), path.stem)


def _session(trace: Path, name: str, folder: Path | None = None) -> SavedSession:
    table = read_table(trace, lambda columns: _kind(trace, columns))
    kind = _kind(trace, table.columns)
    beside = {key: _mapping(folder / file) for key, file in _BESIDE.items()} if folder else {}
    domain, issues = _outcome_space(folder / "scenario" if folder else _scenario_of(trace))
    return SavedSession(trace, name, kind, table, **beside, domain=domain, issues=issues)


def _kind(trace: Path, columns: Columns) -> str:
    """The kind of trace that has these columns. Raises: InvalidImportError if there is none."""
    for kind, needed in KINDS.items():
        if {*needed} <= {*columns}:
            return kind
    has = ", ".join(columns[:_MOST_NAMED]) + (", …" if len(columns) > _MOST_NAMED else "")
    least = " and ".join(KINDS[OFFERS])
    reason = f"this is no trace of a session: it has the columns {has or '(none)'} and no {least}; {_SAVED_BY}"
    raise InvalidImportError(str(trace), None, "", reason)


def _mapping(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file, every scalar as text; empty where there is no such file."""
    if not path.is_file():
        return {}
    try:
        with opened(path):
            content = yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 - it makes texts only
    except (yaml.YAMLError, RecursionError):
        raise InvalidImportError(str(path), None, "", "it is no YAML file in UTF-8; save the session anew") from None
    return content if isinstance(content, dict) else {}


# OUTCOME SPACES


def _scenario_of(trace: Path) -> Path | None:
    """The folder with the outcome space of a session of a tournament, whose name begins with that of the space."""
    folder = trace.parent.parent / "scenarios"
    if trace.parent.name != "negotiations" or not folder.is_dir():
        return None
    fitting = [part for part in _listed(folder) if trace.name.startswith(f"{part.name}_")]
    return max(fitting, key=lambda part: len(part.name), default=None)


def _outcome_space(folder: Path | None) -> tuple[str, tuple[str, ...]]:
    """The name of an outcome space and those of its issues, from the one file of a folder that has issues."""
    if folder is None or not folder.is_dir():
        return "", ()
    for file in _listed(folder):
        space = _mapping(file) if file.suffix in {".yml", ".yaml"} else {}
        issues = space.get("issues")
        if str(space.get("type", "")).endswith("OutcomeSpace") and isinstance(issues, list):
            names = tuple(str(issue.get("name", "")) for issue in issues if isinstance(issue, dict))
            return str(space.get("name", "")), names
    return "", ()
