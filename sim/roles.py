"""Who may make a move: the roles that the rows of the tables name."""

from collections.abc import Callable
from typing import Any

from attrs import frozen

from sim.errors import in_line, one_of
from sim.move import BOTH
from sim.setting import Setting


@frozen
class Role:
    """Who may make a move: in words, as a test, and why anybody else may not."""

    words: str
    allows: Callable[[Any, str | None, Setting], bool]
    because: Callable[[Any, str | None, Setting], str]


def _is_party(subject: Any, by: str | None, setting: Setting) -> bool:
    return by in setting.sides


def _not_a_party(subject: Any, by: str | None, setting: Setting) -> str:
    first, second = setting.sides
    if by == BOTH:
        return f"it is the act of one; write one move for {first} and one for {second}"
    return f"only a party may, {first} or {second}"


def _is_author(subject: Any, by: str | None, setting: Setting) -> bool:
    author: str | None = subject.made.by
    return by == author


def _not_the_author(subject: Any, by: str | None, setting: Setting) -> str:
    return f"{subject.author} made it{in_line(subject.made.where)}, and only its author may"


PARTY = Role("a party", _is_party, _not_a_party)
ANYBODY = Role(
    "a party, both, a third party",
    lambda subject, by, setting: by in setting.actors,
    lambda subject, by, setting: f"only {one_of(setting.actors)} may",
)
SPEAKER = Role(
    "a party, a third party",
    lambda subject, by, setting: by in setting.actors and by != BOTH,
    lambda subject, by, setting: _not_a_party(subject, by, setting) if by == BOTH else "somebody must",
)
EITHER = Role(
    "either party, or both",
    lambda subject, by, setting: by == BOTH or by in setting.sides,
    lambda subject, by, setting: f"only {one_of((*setting.sides, BOTH))} may",
)
TOGETHER = Role(
    "both",
    lambda subject, by, setting: by == BOTH,
    lambda subject, by, setting: f"it takes both parties; write `by: {BOTH}`",
)
CLOCK = Role(
    "the clock",
    lambda subject, by, setting: by is None,
    lambda subject, by, setting: "only the clock may",  # pragma: no cover - Lapse takes no `by`
)
AUTHOR = Role("its author", _is_author, _not_the_author)
OTHER_SIDE = Role(
    "the other side",
    lambda subject, by, setting: by in setting.sides and by != subject.made.by,
    lambda subject, by, setting: (
        f"{subject.author} made it{in_line(subject.made.where)}, and only {setting.other(subject.author)} may"
    ),
)
