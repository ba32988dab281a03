"""The `holds without` of an `expect` block: any so many moves, or what the block names of sources or of speakers."""

from collections.abc import Collection, Mapping
from functools import cache, partial
from typing import Final

from sim.history.history import History
from sim.model.errors import did_you_mean, one_of
from sim.scenario.expectations import HoldsWithout
from sim.scenario.fields import FieldReader, Form, InvalidValueError, name, one_or_several, text
from sim.scenario.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

KEY: Final = "holds without"
MOST_MOVES: Final = 3
"""The most moves that can be left out at once, whichever they are."""
_CONCERNS: Final = f"expect, {KEY}"
_COUNTS: Final = {str(count): count for count in range(1, MOST_MOVES + 1)}
_OPTIONS: Final = f"write {one_of(_COUNTS)} for any so many moves, {{source: ID}} or {{speaker: NAME}}"


class HoldsWithoutReader:
    """Reads what blocks must hold without; *histories* has those that they look at, by branch.

    Speakers are not judged in a file that had a fault before its expectations were read: it may hide their moves.
    """

    def __init__(self, reader: FieldReader, histories: Mapping[str, History]) -> None:
        self._reader = reader
        self._histories = histories
        self._knows_speakers = not reader.faults.noted
        self._speakers = cache(self._read_speakers)

    def read(self, node: Node | None, branch: str) -> HoldsWithout | None:
        """What a block on a branch must hold without; None if nothing, or if it cannot be read."""
        if isinstance(node, MappingNode):
            return self._names(node, branch)
        return None if node is None else self._reader.value(node, _CONCERNS, _moves)

    def _names(self, node: MappingNode, branch: str) -> HoldsWithout | None:
        forms: dict[str, Form] = {
            "source": partial(one_or_several, self._source),
            "speaker": partial(one_or_several, partial(self._speaker, branch)),
        }
        values = self._reader.fields(node, _CONCERNS, forms)
        if node.values.keys() >= forms.keys():
            reason = "`source` and `speaker` cannot stand together; write a block for each"
            self._reader.faults.add(node, _CONCERNS, reason)
        if not node.values and node.is_whole:
            self._reader.faults.add(node, _CONCERNS, f"nothing stands here; {_OPTIONS}")
        return HoldsWithout(sources=values.get("source", ()), speakers=values.get("speaker", ())) if values else None

    def _source(self, node: Node) -> str:
        source, known = name(node), self._histories[""].start.setting.source_by_id
        if source not in known:
            advice = did_you_mean(source, known) if known else "; the file has no `sources`"
            raise InvalidValueError(node, f"no source {source!r} is declared{advice}")
        return source

    def _speaker(self, branch: str, node: Node) -> str:
        speaker = text(node)
        known = self._speakers(branch) if self._knows_speakers and branch in self._histories else (speaker,)
        if speaker not in known:
            where = f"the branch {branch}" if branch else "the record"
            reason = f"no move of {where} has the speaker {speaker!r}{did_you_mean(speaker, known)}"
            raise InvalidValueError(node, reason if known else f"no move of {where} has a speaker; {_OPTIONS}")
        return speaker

    def _read_speakers(self, branch: str) -> Collection[str]:
        """The speakers of the moves of a branch, each once, in their order."""
        return {move.speaker: None for move in self._histories[branch].moves if move.speaker}.keys()


def _moves(node: Node) -> HoldsWithout:
    """Without any so many moves."""
    if isinstance(node, SequenceNode):
        raise InvalidValueError(node, f"a list is not possible here; {_OPTIONS}")
    assert isinstance(node, ScalarNode)
    if text(node) not in _COUNTS:
        raise InvalidValueError(node, f"{node.text!r} is not possible here; {_OPTIONS}")
    return HoldsWithout(moves=_COUNTS[node.text])
