"""The base of the kinds of subject, and what each of them has: an id, an author, issues, parts with a status, moves."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, Final, Protocol, cast

from attrs import field, frozen
from rpds import List

from sim.model.dates import LIKELY, When
from sim.model.move import Move
from sim.model.setting import Setting
from sim.rules.phases import Phase, Phases
from sim.rules.time_limits import TimeLimit

Status = str


class Part(Protocol):
    """Anything with a status of its own: a subject, or one party's part in a commitment."""

    @property
    def status(self) -> Status: ...  # noqa: D102 - the name says it
    @property
    def since(self) -> When | None: ...  # noqa: D102 - the name says it
    @property
    def turn(self) -> Move | None: ...  # noqa: D102 - the name says it
    @property
    def is_timed(self) -> bool: ...  # noqa: D102 - the name says it
    def phases(self) -> Phases: ...  # noqa: D102 - the name says it


@frozen
class Subject:
    """The base of the kinds of subject: the moves that made and changed it, newest first, and what all kinds have."""

    trail: "List[Move]" = field(repr=False)

    is_timed: ClassVar[Any] = False
    """Whether days may turn the status in which a move meets it."""

    @property
    def id(self) -> str:
        """Its id."""
        raise NotImplementedError

    @property
    def kind(self) -> str:
        """The word for its kind, which some transitions are only for."""
        raise NotImplementedError

    @property
    def author(self) -> str | None:
        """Who made it: a party, a third party or `both`; None if it was declared."""
        raise NotImplementedError

    @property
    def issue(self) -> tuple[str, ...]:
        """The ids of the issues that it is about."""
        raise NotImplementedError

    @property
    def parts(self) -> Mapping[str, Part]:
        """The parts with a status of their own: itself, under the empty name; of a commitment that of each party."""
        return {"": cast("Part", self)}

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that made and changed it, oldest first."""
        return tuple(self.trail)[::-1]

    def acting(self, move: Move, setting: Setting) -> tuple[str, ...]:
        """The names of the parts that a move on it acts on."""
        return ("",)

    def acting_elsewhere(self, move: Move) -> tuple[str, ...]:
        """The names of the parts that change where another subject's move takes the place of it."""
        return ("",)

    def phases(self) -> Phases:
        """The phases of its status, in order; only one unless a day turns it."""
        part = cast("Part", self)
        return (Phase(part.status, part.status, self),)

    def statuses(self, day: date, reading: str = LIKELY) -> dict[str, Status]:
        """Its status as it reads on *day*, under the empty name; a commitment has one for each party in it."""
        return {name: part.status for name, part in self.parts.items()}

    def turning_days(self, reading: str = LIKELY) -> tuple[date, ...]:
        """The days on which its status may read otherwise though nobody moves, in no order."""
        return ()

    def limits_met(self, move: Move, whose: str, transition: Any) -> Iterator[tuple[TimeLimit, When]]:
        """The dates that a move has to meet, so that it meets the part in the phase from which the transition leads."""
        return iter(())

    def is_harm_by(self, party: str | None, when: When) -> bool:
        """Whether it records a harm that *party* has done, as it stands then: what a threat is carried out `as`."""
        return False


class CreatingMove(Protocol):
    """What is asked of a move that makes a subject."""

    @property
    def subject(self) -> str: ...  # noqa: D102 - the name says it
    @property
    def by(self) -> str | None: ...  # noqa: D102 - the name says it
    @property
    def issue(self) -> tuple[str, ...]: ...  # noqa: D102 - the name says it


@frozen
class MadeSubject(Subject):
    """A subject that a move has made: its id, its author and its issues are those of that move."""

    @property
    def made(self) -> CreatingMove:
        """The move that made it."""
        raise NotImplementedError

    @property
    def id(self) -> str:
        """Its id."""
        return self.made.subject

    @property
    def author(self) -> str | None:
        """The party, third party or `both` that made it."""
        return self.made.by

    @property
    def issue(self) -> tuple[str, ...]:
        """The issues that it is about."""
        return self.made.issue


NO_MOVES: "Final[List[Move]]" = List()
"""The trail of what nobody has moved yet."""

Subjects = Mapping[str, Any]
"""The subjects of a state by id; persistent in a state, a plain dict in a draft."""


class StateLike(Protocol):
    """A state in which a move is judged, or a draft of one."""

    @property
    def setting(self) -> Setting: ...  # noqa: D102 - the name says it
    @property
    def subjects(self) -> Subjects: ...  # noqa: D102 - the name says it
    @property
    def countered_by(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: D102 - the name says it
    @property
    def ids(self) -> tuple[str, ...]: ...  # noqa: D102 - the name says it
    @property
    def version(self) -> int: ...  # noqa: D102 - the name says it
