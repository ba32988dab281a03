"""Who may make a move: the roles that the rows of the tables name."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from sim.model.errors import in_line, one_of
from sim.model.ids import BOTH
from sim.model.setting import JOINT_INDEX, Setting

JointModes = Callable[[int | None, int], tuple[bool, ...]]
"""Whether a side may act alone (False), together with the other (True), or both, as far as the author decides it.

Both have their seats for names: the author one of the three, or None for a third party or nobody, the side 0 or 1.
"""


def alone(author: int | None, side: int) -> tuple[bool, ...]:
    """Each side may act alone, and only so."""
    return (False,)


def together(author: int | None, side: int) -> tuple[bool, ...]:
    """The two sides may act together, and only so."""
    return (True,)


def either_way(author: int | None, side: int) -> tuple[bool, ...]:
    """Each side may act alone, and both together."""
    return (False, True)


def neither(author: int | None, side: int) -> tuple[bool, ...]:
    """No side may act."""
    return ()


def as_author(author: int | None, side: int) -> tuple[bool, ...]:
    """The author may act, be it one side or both."""
    return (False,) if author == side else (True,) if author == JOINT_INDEX else ()


def beside_the_author(author: int | None, side: int) -> tuple[bool, ...]:
    """A side may act alone on what it has not made alone."""
    return () if author == side else (False,)


@frozen
class Role:
    """Who may make a move: in words, as a test, why anybody else may not, and how the two sides may."""

    words: str
    allows: Callable[[Any, str | None, Setting], bool]
    because: Callable[[Any, str | None, Setting], str]
    joint_modes: JointModes


def _is_party(subject: Any, by: str | None, setting: Setting) -> bool:
    return by in setting.party_ids


def _not_a_party(subject: Any, by: str | None, setting: Setting) -> str:
    first, second = setting.party_ids
    if by == BOTH:
        return f"it is the act of one; write one move for {first} and one for {second}"
    return f"only a party may, {first} or {second}"


def _is_author(subject: Any, by: str | None, setting: Setting) -> bool:
    author: str | None = subject.made.by
    return by == author


def _not_the_author(subject: Any, by: str | None, setting: Setting) -> str:
    return f"{subject.author} made it{in_line(subject.made.where)}, and only its author may"


def _bound_alone(subject: Any, by: str | None, setting: Setting) -> bool:
    return by in setting.party_ids or by in setting.outsiders


PARTY = Role("a party", _is_party, _not_a_party, alone)
ANYBODY = Role(
    "a party, both, a third party",
    lambda subject, by, setting: by in setting.actors,
    lambda subject, by, setting: f"only {one_of(setting.actors)} may",
    either_way,
)
ALONE = Role(
    "a party, a third party",
    _bound_alone,
    lambda subject, by, setting: _not_a_party(subject, by, setting) if by == BOTH else "somebody must",
    alone,
)
EITHER = Role(
    "either party, or both",
    lambda subject, by, setting: by == BOTH or by in setting.party_ids,
    lambda subject, by, setting: f"only {one_of((*setting.party_ids, BOTH))} may",
    either_way,
)
TOGETHER = Role(
    "both",
    lambda subject, by, setting: by == BOTH,
    lambda subject, by, setting: f"it takes both parties; write `by: {BOTH}`",
    together,
)
CONVENER = Role(
    "both, or a third party that brings them together",
    lambda subject, by, setting: by == BOTH or by in setting.outsiders,
    lambda subject, by, setting: f"it takes both parties; write `by: {BOTH}`, or name the third party that does it",
    together,
)
CLOCK = Role(
    "the clock",
    lambda subject, by, setting: by is None,
    lambda subject, by, setting: "only the clock may",  # pragma: no cover - Lapse takes no `by`
    neither,
)
AUTHOR = Role("its author", _is_author, _not_the_author, as_author)


def _neither_author_nor_outsider(subject: Any, by: str | None, setting: Setting) -> str:
    return f"{subject.author} made it{in_line(subject.made.where)}, and only its author or a third party may"


AUTHOR_BESIDE_OUTSIDER = Role("its author", _is_author, _neither_author_nor_outsider, as_author)
"""The author of what a third party may stay as well."""
OUTSIDER = Role(
    "a third party", lambda subject, by, setting: by in setting.outsiders, _neither_author_nor_outsider, neither
)


def _is_other_side(subject: Any, by: str | None, setting: Setting) -> bool:
    return by in setting.party_ids and by != setting.side_of(subject.author)


def _not_the_other_side(subject: Any, by: str | None, setting: Setting) -> str:
    side = setting.side_of(subject.author)
    other = one_of(setting.party_ids) if side is None else setting.other(side)
    return f"{subject.author} made it{in_line(subject.made.where)}, and only {other} may"


OTHER_SIDE = Role("the other side", _is_other_side, _not_the_other_side, beside_the_author)
