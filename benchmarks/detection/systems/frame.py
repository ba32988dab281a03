"""Who takes part and over what, as every system is told when it is set up; and how a system refuses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

BOTH: Final = "both"
CLOCK: Final = None
RESERVED: Final = ("both", "none", "clock", "absent", "tie")


class RefusedError(Exception):
    """The system does not do what it was asked to."""


@dataclass(frozen=True)
class Frame:
    """The two parties, the third parties with the side on which each stands (None: on neither), and the issues."""

    parties: tuple[str, str]
    third_parties: dict[str, str | None] = field(default_factory=dict)
    issues: tuple[str, ...] = ()

    def acting(self, by: str | None) -> tuple[str, ...]:
        """Those in whose name somebody acts: both parties, or one."""
        if by == BOTH:
            return self.parties
        return (by,) if by in self.parties or by in self.third_parties else ()

    def check_actor(self, by: str | None) -> None:
        """Raises: RefusedError if nobody has that name."""
        check(bool(self.acting(by)), f"nobody is called {by}")

    def check_issues(self, issues: Iterable[str]) -> None:
        """Raises: RefusedError if one of them is no issue."""
        for issue in issues:
            check(issue in self.issues, f"{issue} is no issue")

    def check_ratifiers(self, ratifiers: Iterable[str]) -> None:
        """Raises: RefusedError if one of them is no third party."""
        for name in ratifiers:
            check(name in self.third_parties, f"{name} is no third party")

    def side_of(self, name: str) -> str | None:
        """The party on whose side somebody stands; None for who stands on neither."""
        return name if name in self.parties else self.third_parties.get(name)


def check(is_right: bool, reason: str) -> None:  # noqa: FBT001 - what is checked
    """Raises: RefusedError for that reason unless it is right."""
    if not is_right:
        raise RefusedError(reason)


def check_new(name: str, taken: Iterable[str]) -> None:
    """Raises: RefusedError if an id is taken or a reserved word."""
    check(name not in RESERVED, f"{name} is a reserved word")
    check(name not in taken, f"{name} is taken")
