"""An imported case as the text of a scenario file, with what was refused of it and how its rows came out."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import Final

from attrs import evolve, frozen

from sim.assess.weights import Weights
from sim.history.history import History
from sim.model.errors import Fault, InTable, InvalidScenarioError
from sim.model.ids import ids
from sim.records.imported_case import DROPPED, OUTCOMES, REFUSED, ImportedCase, ImportedRow, UnreadableValue
from sim.records.importing.nodes import row_node, setting_node
from sim.records.importing.refused import RefusedRow, reason_and_way_out
from sim.records.importing.replayed_rows import Reasons, ReplayedRows, key_at, replayed_rows
from sim.rules.registry import MOVES_BY_VERB
from sim.scenario.declarations import Declarations, read_declarations, read_weights
from sim.scenario.fields import FieldReader
from sim.scenario.load import loads
from sim.scenario.moves_section import ParsedMove, read_moves
from sim.scenario.scenario import Scenario
from sim.scenario.write import as_yaml
from sim.scenario.yaml.nodes import Faults, SequenceNode, TooManyFaultsError

_NO_SETTING: Final = "its case has no setting that can be used; correct what is said of the case first"
_PARTIES: Final = "parties"
_MISSING: Final = "parties is missing"
_NAME_TWO: Final = "name the two sides in a file, --setting, as `parties: {aland: Aland, bohus: Bohus}`"


@frozen
class CheckedCase:
    """An imported case that has been read and replayed: its name and the text of its scenario file.

    The text is None where there can be no file. `refused` are the rows that became no move, in their order, and last
    those in whose place only the case is at fault; `rows` is their number in the source. `counts` has how they came
    out: a row that became several moves counts with each.
    `notes` is what the importer has to say.
    """

    name: str
    text: str | None
    refused: tuple[RefusedRow, ...]
    counts: Mapping[str, int]
    rows: int
    notes: tuple[str, ...] = ()

    @property
    def moves(self) -> int:
        """The number of its moves."""
        return sum(self.counts.values()) - self.counts[REFUSED] - self.counts[DROPPED]


def checked_case(case: ImportedCase, file: str) -> CheckedCase:
    """The case as a scenario that loads without a fault; *file* is what complaints call its source.

    A row that cannot be read, or whose move the law or the dates of other rows refuse, is left out; so are the moves
    that depend on it.
    """
    rows = [row for row in case.rows if row.item is not None]
    others = [_without_move(case.name, row) for row in case.rows if row.item is None]
    if not rows:
        return _checked(case, None, others, ())
    reader = FieldReader(Faults(file, place=InTable))
    moves, unreadable = _read_rows(reader, rows)
    setting = _read_setting(case)
    if not isinstance(setting, _Setting):
        return _without_setting(case, setting, _complaints(case.name, rows, moves, unreadable), others)
    replay = replayed_rows(reader, setting.declarations.start, moves, unreadable)
    refused = _complaints(case.name, rows, moves, replay.refused)
    try:
        text = _written(case.name, setting, replay)
    except InvalidScenarioError as error:
        fault = RefusedRow.of_complaint(case.name, None, "", "", error.faults[0].words)
        return _checked(case, None, [fault, *refused, *others], range(len(rows)))
    return _checked(case, text, [*refused, *others], replay.refused)


def _without_setting(
    case: ImportedCase, faults: Sequence[Fault], unreadable: Sequence[RefusedRow], others: Sequence[RefusedRow]
) -> CheckedCase:
    """A case that no file can be made of: what is wrong with its rows, with its setting, and what cannot be used so."""
    rows = [row for row in case.rows if row.item is not None]
    told = {refused.row for refused in unreadable}
    unused = [_refused(case.name, row, "", _label(row), _NO_SETTING) for row in rows if row.number not in told]
    is_read = not unreadable and all(row.outcome != REFUSED for row in others)
    of_case = [_fault_of_setting(case, fault, is_read=is_read) for fault in faults]
    checked = _checked(case, None, [*unreadable, *others], range(len(rows)))
    return evolve(checked, refused=(*checked.refused, *of_case, *unused))


def _complaints(
    case: str, rows: Sequence[ImportedRow], moves: Sequence[ParsedMove], reasons: Mapping[int, Reasons]
) -> list[RefusedRow]:
    """The rows that are refused for these reasons, by position."""
    return [
        _refused(case, rows[at], key, moves[at].label if moves[at].move else _label(rows[at]), words)
        for at, complaints in reasons.items()
        for key, words in complaints
    ]


def _checked(case: ImportedCase, text: str | None, refused: list[RefusedRow], left_out: Collection[int]) -> CheckedCase:
    """The case with its refused rows in order; *left_out* has the positions, among those with a move, that are."""
    with_move = [row.outcome for row in case.rows if row.item is not None]
    outcomes = [REFUSED if at in left_out else outcome for at, outcome in enumerate(with_move)]
    counts = Counter([*outcomes, *(row.outcome for row in case.rows if row.item is None)])
    in_order = tuple(sorted(refused, key=lambda row: row.row or 0))
    in_source = len({row.number for row in case.rows})
    by_outcome = {outcome: counts[outcome] for outcome in OUTCOMES}
    return CheckedCase(case.name, text, in_order, by_outcome, in_source, case.notes)


# REFUSED ROWS


def _without_move(case: str, row: ImportedRow) -> RefusedRow:
    """A row that its importer dropped, or could not read at all."""
    if row.outcome == REFUSED:
        return RefusedRow.of_complaint(case, row.number, row.column, "", row.reason)
    reason, way_out = reason_and_way_out(row.reason, otherwise="")
    return RefusedRow(case, row.number, row.column, "", reason, way_out, row.outcome)


def _refused(case: str, row: ImportedRow, key: str, label: str, complaint: str) -> RefusedRow:
    column = row.columns.get(key, key)
    return RefusedRow.of_complaint(case, row.number, column, label, complaint)


def _label(row: ImportedRow) -> str:
    """The verb of a row with what it is on, as its source has them; without a known verb its first key and value."""
    item = row.item or {}
    verb = next((key for key in item if key in MOVES_BY_VERB), next(iter(item), ""))
    subject = item.get(verb, "")
    text = subject.text if isinstance(subject, UnreadableValue) else ", ".join(ids(subject))
    return f"{verb} {text}".strip()


# READING


@frozen
class _Setting:
    """The setting of a case that can be used."""

    declarations: Declarations
    weights: Weights


def _read_setting(case: ImportedCase) -> _Setting | Sequence[Fault]:
    """The setting of a case, or what is wrong with it."""
    faults = Faults(case.setting_file)
    reader = FieldReader(faults)
    declarations, weights = None, Weights()
    with suppress(TooManyFaultsError):
        root = setting_node({"scenario": case.title, **case.setting}, faults)
        declarations = read_declarations(reader, root)
        weights = read_weights(reader, root.values.get("weights"))
    if declarations is not None and not faults.noted:
        return _Setting(declarations, weights)
    return faults.in_order()


def _fault_of_setting(case: ImportedCase, fault: Fault, *, is_read: bool) -> RefusedRow:
    """A fault of the setting of a case; parties that nothing names may be missing for rows that cannot be read."""
    if _PARTIES not in case.setting and fault.words.startswith(_MISSING):
        why = (
            f"{_MISSING}; "
            if is_read
            else f"{_MISSING}, and the rows that can be read name no two; correct the others, or "
        )
        return RefusedRow.of_complaint(case.name, None, "", "", f"{why}{_NAME_TWO}")
    place = f"{fault.where}: " if case.setting_file else ""
    reason, way_out = reason_and_way_out(fault.words)
    return RefusedRow(case.name, None, fault.concerns, "", f"{place}{reason}", way_out)


def _read_rows(reader: FieldReader, rows: Sequence[ImportedRow]) -> tuple[list[ParsedMove], dict[int, Reasons]]:
    """The rows as they read, and the reasons against those that cannot be read, by position."""
    moves, unreadable = list[ParsedMove](), dict[int, Reasons]()
    for position, row in enumerate(rows):
        node = row_node(row, reader.faults)
        moves += read_moves(reader, SequenceNode([node], node.line, node.column))
        reasons = [(key_at(node, fault.where), fault.words) for fault in reader.faults.noted]
        if reasons:
            unreadable[position] = reasons
        reader.faults.noted.clear()
    return moves, unreadable


# WRITING


def _written(name: str, setting: _Setting, replay: ReplayedRows) -> str:
    """The text of the scenario file, which has been read back. Raises: InvalidScenarioError if it cannot be read."""
    declarations, history = setting.declarations, History.dated(replay.trace, replay.dates)
    scenario = Scenario(name, declarations.title, declarations.summary, history, weights=setting.weights)
    text = as_yaml(scenario)
    assert loads(text, name).history.moves == history.moves, "what is written reads as it was"
    return text
