"""The kinds of refusals: what is said of a move for each thing that the law refuses it for.

A kind is called by what its sentences have in common; `…` stands for what differs within.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from sim.model.errors import Violation

KINDS_OF_REFUSALS: Final[dict[str, tuple[str, ...]]] = {
    "further subjects": (
        "cannot be replaced",
        "cannot be put into force",
        "cannot be settled",
        "cannot be raised",
        "is named under … as well; name it once",
    ),
    "names": (
        "nobody named … takes part",
        "no issue … is declared",
        "no source … is declared",
        "no third party … is declared; name those who have to ratify",
        "nobody has made … yet",
        "is reserved for",
        "the id … names a measure already…; `raise` or `ease`",
        "the id … names a proposal already…; give the commitment an id of its own",
        "the id … names … already…; choose another id",
    ),
    "several subjects": (
        "makes one subject; write one move for each",
        "one act is on several subjects of one kind",
        "would settle …; write one move for each",
    ),
    "who may": (
        "made …, and only its author or a third party may",
        "made …, and only its author may",
        "made …, and only … may",
        "it is the act of one; write one move for",
        "only a party may",
        "only a party that was asked may",
        "it takes both parties; write …, or name the third party that does it",
        "only … may",
        "is not bound by",
        "the answer is for",
        "each party answers for itself",
        "a party opposes or accepts; a third party",
        "it is subject to nobody’s vote",
        "it is subject to … only",
        "has opposed it already",
        "has accepted it already",
        "has ratified it already",
    ),
    "status": (
        "cannot be the object of",
        "it has been …, until",
        "it has been … since",
        "it has been … from the start",
        "it is pending, in force from",
        "it is …, and … is for",
        "is possible only where",
        "has been replaced by … already",
        "has been replaced by …; join that instead",
    ),
    "dates": (
        "expired on …; extend it first, let it lapse or withdraw it",
        "expired on",
        "is past already on",
        "it stands until",
        "ended on …; extend it first, or undertake a new one",
        "it would end on …, before it begins",
        "it runs until … already; give a later",
        "it has no end that could be put off",
        "one end is put off at a time",
        "is not for it as it stands; give",
        "a notice of exit takes effect some day",
    ),
    "fields": (
        "`under` is for a commitment",
        "is for a threat that is carried out; leave it out here",
        "`settles` is for what was agreed or promised",
        "a plan settles nothing",
        "records no harm that",
        "is for a measure; … is none, leave it out",
        "`until` is for a measure",
        "`until` is for what is in place",
        "talks are suspended at once",
        "name it under `",
        "only a proposal can be countered",
        "only a proposal can be settled",
        "a party names its ratifiers when it proposes alone",
        "a plan asks for no yes",
        "both accept together only where nothing is reserved",
        "nobody ratifies a plan",
        "a promise settles proposals only by both",
        "is not another commitment",
        "no threat is averted by harm",
        "already, so the threat would be averted as it is made",
    ),
}
"""The kinds, by what the law looks at."""

_PATTERNS: Final = {
    kind: re.compile(".*".join(map(re.escape, kind.split("…"))))
    for kinds in KINDS_OF_REFUSALS.values()
    for kind in kinds
}


def kind_of(violation: Violation) -> str | None:
    """The kind of a refusal: the first that its sentence has; None if it is of no known kind."""
    return _kind_of(violation.reason)


@lru_cache(maxsize=4096)
def _kind_of(reason: str) -> str | None:
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(reason)), None)


def groups_of(violations: Iterable[Violation]) -> tuple[str, ...]:
    """What the law looked at when it refused a move: the keys of `KINDS_OF_REFUSALS`, in their order."""
    kinds = {kind_of(violation) for violation in violations}
    return tuple(group for group, known in KINDS_OF_REFUSALS.items() if not kinds.isdisjoint(known))
