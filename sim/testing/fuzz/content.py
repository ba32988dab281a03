"""Mutations of what a file says: texts, dates, ids, moves, branches and conditions; much of it can still be read."""

from random import Random
from typing import Final

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from sim.testing.fuzz.material import (
    DATED,
    DATES,
    HOSTILE,
    LENGTHS,
    LOOK_ALIKES,
    ODD_IDS,
    PROSE,
    SECTIONS,
    UNFIT,
    WORDS,
)
from sim.testing.fuzz.structure import Mutation
from sim.testing.fuzz.tree import (
    Slot,
    at,
    copied,
    entry,
    keys_below,
    mapping,
    mappings_in,
    moves_in,
    put,
    scalar,
    scalars_below,
    sequence,
    slots,
)

_MANY: Final = 0.4
"""The chance of a text, where many become hostile."""

# TEXTS


def _prose(root: MappingNode) -> list[Slot]:
    """The places of any text: under keys of prose, and titles of declarations."""
    named = [part for part in (entry(root, section) for section in SECTIONS) if isinstance(part, MappingNode)]
    texts = [slot for slot in scalars_below(root) if isinstance(slot[0], MappingNode)]
    return [slot for slot in texts if slot[0] in named or at((*slot[:2], 0)).value in PROSE]


def _text_hostile(source: Random, root: MappingNode) -> None:
    values = scalars_below(root)
    if values:
        put(source.choice(values), scalar(source.choice(HOSTILE)))


def _texts_hostile(source: Random, root: MappingNode) -> None:
    """Many of the texts that readers are told, all of them such as a file may hold."""
    odd = [text for text in HOSTILE if text.strip() and not UNFIT.search(text)]
    for slot in _prose(root):
        if source.random() < _MANY:
            put(slot, scalar(source.choice(odd)))


def _text_of_length(source: Random, root: MappingNode) -> None:
    """A text of a great length, of the words or signs that are hard on whoever wraps, counts or escapes."""
    slots = _prose(root)
    if slots:
        piece = source.choice(("word ", "a", "two lines\n", "漢", "|", "<b>", "a-b", "e\u0301"))
        put(source.choice(slots), scalar((piece * (source.choice(LENGTHS) // len(piece))).strip()))


def _word_instead(source: Random, root: MappingNode) -> None:
    values = scalars_below(root)
    if values:
        put(source.choice(values), scalar(source.choice(WORDS)))


# DATES AND IDS


def _date(source: Random, root: Node) -> str:
    """A date of any form, made of a day that the file has."""
    days = [str(at(slot).value) for slot in scalars_below(root)]
    known = [day for day in days if len(day) == 10 and day[:4].isdecimal()] or ["2013-05-01"]
    day, other = source.choice(known), source.choice(known)
    return source.choice(DATES).format(day=day, month=day[:7], year=day[:4], other=other)


def _another_date(source: Random, root: MappingNode) -> None:
    dated = [(slot[0], slot[1], 1) for slot in keys_below(root) if at(slot).value in DATED]
    if dated:
        put(source.choice(dated), scalar(_date(source, root)))


def _one_more_date(source: Random, root: MappingNode) -> None:
    """A move, or a declaration, with a date that it has not had."""
    source.choice(mappings_in(root)).value.append((scalar(source.choice(DATED)), scalar(_date(source, root))))


def _one_more_date_of_a_move(source: Random, root: MappingNode) -> None:
    moves = moves_in(root)
    if moves:
        move = source.choice(moves)
        key = source.choice(_ENDS.get(str(move.value[0][0].value), DATED[:6]))
        move.value = [pair for pair in move.value if pair[0].value != key]
        move.value.append((scalar(key), scalar(_date(source, root))))


_ENDS: Final = {"propose": ("expires",), "threaten": ("deadline",)}


def _ids(root: MappingNode) -> list[str]:
    """The ids of the declarations and of the subjects of moves, without repetition."""
    declared = (entry(root, section) for section in SECTIONS)
    keys = [key for part in declared if isinstance(part, MappingNode) for key, _ in part.value]
    subjects = [move.value[0][1] for move in moves_in(root)]
    texts = (str(node.value) for node in (*keys, *subjects) if isinstance(node, ScalarNode))
    return [text for text in dict.fromkeys(texts) if text]


def _another_id(source: Random, root: MappingNode, old: str) -> str:
    other = source.choice(_ids(root))
    alike = "".join(LOOK_ALIKES.get(sign, sign) for sign in old)
    return source.choice((source.choice(WORDS), other.upper(), other.title(), alike, other, source.choice(ODD_IDS)))


def _id_renamed(source: Random, root: MappingNode) -> None:
    """An id is another one wherever it stands."""
    ids = _ids(root)
    if ids:
        old = source.choice(ids)
        new = _another_id(source, root, old)
        for slot in list(slots(root)):
            if at(slot).value == old:
                put(slot, scalar(new))


def _id_instead(source: Random, root: MappingNode) -> None:
    """Another id in one place."""
    ids, values = _ids(root), scalars_below(root)
    if ids and values:
        put(source.choice(values), scalar(_another_id(source, root, source.choice(ids))))


# MOVES AND SECTIONS


def _move_changed(source: Random, root: MappingNode) -> None:
    """A move is left out, made twice, or made at another time."""
    moves = entry(root, "moves")
    if isinstance(moves, SequenceNode) and moves.value:
        number = source.randrange(len(moves.value))
        move = moves.value.pop(number)
        places = source.choice(((), (number, number), (number + 1,), (number - 1,), (len(moves.value),), (0,)))
        for place in places:
            moves.value.insert(max(place, 0), copied(move))


def _cut_short(source: Random, root: MappingNode) -> None:
    """The record ends earlier, and nothing is expected of it."""
    moves = entry(root, "moves")
    if isinstance(moves, SequenceNode):
        del moves.value[source.randint(0, len(moves.value)) :]
    root.value = [
        pair for pair in root.value if pair[0].value not in ("expect", source.choice(("branches", "forecast")))
    ]


def _verb_changed(source: Random, root: MappingNode) -> None:
    moves = moves_in(root)
    if moves:
        other = source.choice(moves).value[0][0]
        move = source.choice(moves)
        move.value[0] = (copied(other), move.value[0][1])


def _branched(source: Random, root: MappingNode) -> None:
    """Branches of branches: a chain, which may be a circle or begin nowhere."""
    length = source.choice((1, 2, 3, 40, 60, 1500))
    names = [f"b{number}" for number in range(length)]
    trunks = (source.choice(("", names[-1], "nobody")), *names[:-1])
    pairs = [(scalar(name), _branch(source, base)) for name, base in zip(names, trunks, strict=True)]
    root.value = [pair for pair in root.value if pair[0].value != "branches"]
    root.value.append((scalar("branches"), mapping(*source.choice((pairs, pairs[::-1])))))


def _branch(source: Random, base: str) -> MappingNode:
    """A branch of another, or of the record, that ends early or leaves a move out."""
    changed = (scalar(source.choice(("from", "without"))), scalar(f"#{source.randint(0, 9)}"))
    return mapping((scalar("of"), scalar(base)), changed) if base else mapping(changed)


def _conditioned(source: Random, root: MappingNode) -> None:
    """A threat that hangs on the record, or on itself."""
    threats = [move for move in moves_in(root) if move.value[0][0].value == "threaten"]
    ids = _ids(root)
    if threats and ids:
        threat, key = source.choice(threats), source.choice(("if", "unless"))
        status, name = scalar(source.choice(WORDS)), scalar(source.choice((*ids, *WORDS)))
        of_a_party = mapping((scalar(source.choice(ids)), status))
        terms = source.choice((mapping((name, status)), mapping((name, of_a_party)), sequence(name)))
        threat.value = [pair for pair in threat.value if pair[0].value != key]
        threat.value.append((scalar(key), terms))


def _conditions_chained(source: Random, root: MappingNode) -> None:
    """Threats that hang on each other in a chain, which may be a circle."""
    moves, party_ids, issues = entry(root, "moves"), entry(root, "parties"), entry(root, "issues")
    if not (isinstance(moves, SequenceNode) and isinstance(party_ids, MappingNode) and isinstance(issues, MappingNode)):
        return
    length = source.choice((2, 5, 60, 200))
    names = [f"t{number}" for number in range(length)]
    day, key = source.choice(("2030-01-01", _date(source, root))), source.choice(("if", "unless"))
    end = source.choice((source.choice(names), source.choice((*_ids(root), "x"))))
    threats = [
        _threat(
            name, party_ids, issues, day, (scalar(key), mapping((scalar(other), scalar(source.choice(_OF_THREATS)))))
        )
        for name, other in zip(names, (*names[1:], end), strict=True)
    ]
    moves.value += source.choice((threats, threats[::-1]))


_OF_THREATS: Final = ("threatened", "triggered", "discharged", "in-place")


def _threat(
    name: str, party_ids: MappingNode, issues: MappingNode, day: str, condition: tuple[Node, Node]
) -> MappingNode:
    """A threat of the first party over the first issue; of nobody over nothing where there is none."""
    party, issue = (str(part.value[0][0].value) if part.value else "nobody" for part in (party_ids, issues))
    texts = {"threaten": name, "by": party, "date": day, "issue": issue, "action": "act"}
    return mapping(*((scalar(key), scalar(text)) for key, text in texts.items()), condition)


CONTENT: Final[dict[str, Mutation]] = {
    "a hostile text": _text_hostile,
    "hostile texts": _texts_hostile,
    "a text of great length": _text_of_length,
    "a word instead": _word_instead,
    "another date": _another_date,
    "one more date": _one_more_date,
    "one more date of a move": _one_more_date_of_a_move,
    "an id renamed": _id_renamed,
    "another id": _id_instead,
    "a move changed": _move_changed,
    "a record cut short": _cut_short,
    "another verb": _verb_changed,
    "branches of branches": _branched,
    "a condition": _conditioned,
    "a chain of conditions": _conditions_chained,
}
"""Mutations of the content of a file, by name."""
