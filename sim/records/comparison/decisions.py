"""The merged scenario: what the decisions of an adjudication file make of two codings.

Every value of it stands in that file, so that complaints name the line where it was decided.
"""

from typing import Final

from attrs import define, field, frozen

from sim.model.dates import When
from sim.model.errors import InvalidScenarioError, UnreadableDateError, did_you_mean
from sim.records.comparison import adjudication as form
from sim.records.comparison.adjudication import A, B, fingerprint
from sim.records.comparison.comparison import VERB
from sim.records.comparison.names import SUBJECT
from sim.records.comparison.nodes import Entries, entries_of, mapping_of, node_at, shown, text_of
from sim.records.comparison.order import Place, by_certain_days, in_order_of
from sim.records.comparison.sections import SECTIONS
from sim.rules.registry import MOVES_BY_VERB
from sim.scenario.load import scenario_of
from sim.scenario.scenario import Scenario
from sim.scenario.yaml.decode import decoded
from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, SequenceNode
from sim.scenario.yaml.parse import parsed

_NO_FILE: Final = "this is no adjudication file; `negsim compare A B --adjudicate FILE` writes one to be filled in"
_WAY_OUT: Final = "write a or b after `decision:`, or `own: …` in its place"


def merged(data: bytes, file: str, first: Scenario, second: Scenario) -> Scenario:
    """The scenario that an adjudication *file* with this content makes of two codings.

    It has their declarations, weights and moves. Branches, expectations and forecasts belong to one coding, and are
    left out.

    Raises: InvalidScenarioError, with all that is undecided, with all that the law refuses then, or because the file is
    of other codings.
    """
    faults = Faults(file)
    text = decoded(data, faults)
    root = None if text is None else parsed(text, faults)
    _raise(faults)
    if not isinstance(root, MappingNode) or text_of(root.values.get("format")) != form.FORMAT:
        faults.add_at(1, 1, "", _NO_FILE)
        _raise(faults)
    assert isinstance(root, MappingNode)
    reader = _Decisions(root, faults, {A: first, B: second})
    reader.check_files()
    _raise(faults)
    tree = reader.tree()
    _raise(faults)
    return scenario_of(tree, faults)


def _raise(faults: Faults) -> None:
    if faults.noted:
        raise InvalidScenarioError(faults.in_order())


@frozen
class _DecidedMove:
    """A move that stays: its numbers in the two codings, and the item of `moves` that it becomes."""

    place: Place
    item: MappingNode

    @property
    def date(self) -> When | None:
        """Its date; None if it cannot be read."""
        try:
            return When.parse(text_of(self.item.values.get("date")))
        except UnreadableDateError:
            return None


@define
class _Decisions:
    """Reads the decisions of a file, and notes what is missing or wrong."""

    root: MappingNode
    faults: Faults
    codings: dict[str, Scenario]
    numbers: dict[str, set[int]] = field(factory=lambda: {A: set(), B: set()})

    # THE FILE

    def check_files(self) -> None:
        """Note whether the file was written for other codings."""
        noted = {name: text_of(node_at(self.root, name, "fingerprint")) for name in self.codings}
        found = {name: fingerprint(scenario) for name, scenario in self.codings.items()}
        if noted == found:
            return
        if (noted[A], noted[B]) == (found[B], found[A]):
            order = f"{self.codings[B].file} {self.codings[A].file}"
            self.faults.add(self.root, "", f"A and B are the other way round in this file; compare {order}")
            return
        for name, scenario in self.codings.items():
            if noted[name] != found[name]:
                was = text_of(node_at(self.root, name, "file"))
                reason = (
                    f"it was written for {was} as it was then, and {scenario.file} says something else; write it anew"
                )
                self.faults.add(self.root.keys.get(name) or self.root, name.upper(), reason)

    def tree(self) -> MappingNode:
        """The tree of the merged scenario file."""
        entries: Entries = self._decided(self._part(self.root, form.RECORD), form.RECORD)
        for section in ("parties", *SECTIONS):
            if section in self.root.values:
                entries.append((self.root.keys[section], self._section(section)))
        if form.WEIGHTS in self.root.values:
            weights = self._decided(self._part(self.root, form.WEIGHTS), form.WEIGHTS)
            entries.append((self.root.keys[form.WEIGHTS], mapping_of(self.root, weights)))
        moves = self.root.values.get("moves")
        if not isinstance(moves, SequenceNode):
            self.faults.add(moves or self.root, "moves", "the list of moves is missing; write the file anew")
        else:
            entries.append((self.root.keys["moves"], self._moves(moves)))
        return mapping_of(self.root, entries)

    # DECISIONS

    def _choice(self, place: MappingNode, concerns: str, told: str) -> str | Node | None:
        """The coder whose value was chosen, or a value of one's own; None, and a fault, if nothing was.

        *told* is what there is to choose from.
        """
        said, own = text_of(place.values.get(form.DECISION)).strip().casefold(), place.values.get(form.OWN)
        node = place.keys.get(form.DECISION) or place
        if own is not None and said:
            self.faults.add(node, concerns, f"there is a decision as well as `own`; {_WAY_OUT}")
        elif own is None and said not in self.codings:
            what = f"{said!r} is no decision" if said else "this is not decided"
            self.faults.add(node, concerns, f"{what}{told}; {_WAY_OUT}")
        return own if own is not None else said if said in self.codings else None

    def _decided(self, entry: MappingNode, concerns: str) -> Entries:
        """What was agreed and what was decided of an entry."""
        agreed, differs = self._part(entry, form.AGREED), self._part(entry, form.DIFFERS)
        entries = entries_of(agreed)
        for key in differs.values:
            place = self._part(differs, key)
            told = ", ".join(f"{name.upper()} has {shown(place.values.get(name))}" for name in self.codings)
            choice = self._choice(place, f"{concerns}, {key}", f" ({told})")
            value = place.values.get(choice) if isinstance(choice, str) else choice
            if value is not None:
                entries.append((differs.keys[key], value))
            if isinstance(choice, str):
                entries += entries_of(self._part(place, f"{form.WITH}-{choice}"))
        return entries

    def _kept(self, entry: MappingNode, coder: str, key: str, concerns: str) -> Node | None:
        """What only one coder has, under this key, if it was decided to keep it, or what stands in its place."""
        other = B if coder == A else A
        told = f" (only {coder.upper()} has it; {coder} keeps it, {other} leaves it out)"
        choice = self._choice(entry, concerns, told)
        if isinstance(choice, str):
            return entry.values[key] if choice == coder else None
        return choice

    def _part(self, mapping: MappingNode, key: str) -> MappingNode:
        """The mapping under a key; an empty one, and a fault if there is something else, if there is none."""
        node = mapping.values.get(key)
        if node is not None and not isinstance(node, MappingNode):
            self.faults.add(node, key, "keys with values are wanted here; write the file anew")
        return node if isinstance(node, MappingNode) else MappingNode({}, {}, mapping.line, mapping.column)

    # SECTIONS AND MOVES

    def _section(self, section: str) -> MappingNode:
        node = self._part(self.root, section)
        if section == "parties":
            return node
        entries: Entries = []
        for name in node.values:
            entry, key = self._part(node, name), node.keys[name]
            concerns = f"{section}, {name}"
            if form.ENTRY in entry.values:
                kept = self._kept(entry, text_of(entry.values.get(form.ONLY)), form.ENTRY, concerns)
                entries += [] if kept is None else [(key, kept)]
            else:
                entries.append((key, mapping_of(key, self._decided(entry, concerns))))
        return mapping_of(node, entries)

    def _moves(self, node: SequenceNode) -> SequenceNode:
        """The moves that stay, in the order that was decided on."""
        moves = list(filter(None, (self._move(entry) for entry in node.items)))
        for name, scenario in self.codings.items():
            for number in range(1, len(scenario.history.moves) + 1):
                if number not in self.numbers[name]:
                    reason = f"#{number} of {name.upper()} has no entry; to leave it out, decide so, and keep the entry"
                    self.faults.add(self.root.keys["moves"], "moves", reason)
        by_place = {move.place: move for move in moves}
        in_order = [by_place[place] for place in in_order_of(self._order(), by_place)]
        items: list[Node] = [in_order[at].item for at in by_certain_days([move.date for move in in_order])]
        return SequenceNode(items, node.line, node.column)

    def _order(self) -> int:
        """The coder whose order was chosen: 0 or 1."""
        if form.ORDER not in self.root.values:
            return 0
        place = self._part(self.root, form.ORDER)
        choice = self._choice(place, form.ORDER, "")
        if choice is not None and not isinstance(choice, str):
            self.faults.add(
                choice, form.ORDER, "the order is that of one of the coders; write a or b after `decision:`"
            )
        return int(choice == B)

    def _move(self, node: Node) -> _DecidedMove | None:
        """A move that stays; None for one that was left out, or that has a fault."""
        entry = node if isinstance(node, MappingNode) else mapping_of(node, [])
        place = self._number(entry, A), self._number(entry, B)
        concerns = ", ".join(
            f"{name.upper()} #{number}" for name, number in zip(self.codings, place, strict=True) if number
        )
        if not concerns:
            self.faults.add(entry, "moves", "this entry names no move of either coder; leave it as it was written")
            return None
        if form.MOVE not in entry.values:
            return self._item(place, entry, self._decided(entry, concerns), concerns)
        kept = self._kept(entry, A if place[0] else B, form.MOVE, concerns)
        if kept is not None and not isinstance(kept, MappingNode):
            self.faults.add(
                kept, concerns, "a move is wanted here, its verb, its subject and so on, each under its key"
            )
        return self._item(place, entry, entries_of(kept), concerns) if isinstance(kept, MappingNode) else None

    def _number(self, entry: MappingNode, coder: str) -> int | None:
        """The number of a move of a coder that an entry is about, which no other is about; None if there is none."""
        node = entry.values.get(coder)
        if node is None:
            return None
        text, known = text_of(node), len(self.codings[coder].history.moves)
        number = int(text) if text.isdecimal() and len(text) <= len(str(known)) else 0
        if not 1 <= number <= known or number in self.numbers[coder]:
            reason = (
                f"{text!r} is no move of {coder.upper()}, or one with another entry; leave the numbers as they were"
            )
            self.faults.add(node, "moves", reason)
            return None
        self.numbers[coder].add(number)
        return number

    def _item(self, place: Place, entry: MappingNode, entries: Entries, concerns: str) -> _DecidedMove | None:
        """The move with these fields."""
        parts = {key.text: (key, value) for key, value in entries}
        verb, subject = parts.pop(VERB, None), parts.pop(SUBJECT, None)
        if self.faults.noted:
            return None
        if verb is None or subject is None:
            self.faults.add(
                entry, concerns, f"{'verb' if verb is None else 'subject'} is missing; give it under `agreed`"
            )
            return None
        name = text_of(verb[1])
        if name not in MOVES_BY_VERB:
            self.faults.add(verb[1], concerns, f"there is no move {name!r}{did_you_mean(name, MOVES_BY_VERB)}")
            return None
        key = ScalarNode(name, verb[1].line, verb[1].column)
        return _DecidedMove(place, mapping_of(entry, [(key, subject[1]), *parts.values()]))
