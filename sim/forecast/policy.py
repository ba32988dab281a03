"""What a policy is, what its parameters may be, and what goes wrong when it does not do as it should."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, runtime_checkable

from attrs import Attribute, field, frozen

from sim.model.errors import InvalidFieldError, NegsimError, PolicyError, did_you_mean
from sim.model.move import Move, key_of

if TYPE_CHECKING:
    from sim.forecast.context import PolicyContext
    from sim.forecast.sampling import LegalMoves
    from sim.history.snapshot import Snapshot


class Policy(Protocol):
    """Chooses a move of a party, one of the legal ones or none, given the state, the day and a source of chance.

    All that it remembers is in the state, so that runs can share it. Chance comes from the `Random` alone, so that a
    run can be had again.
    """

    def __call__(  # noqa: D102 - the class says it
        self, state: "PolicyContext", party: str, day: date, legal: "LegalMoves", random: Random
    ) -> Move | None: ...


@runtime_checkable
class Consenting(Protocol):
    """A policy that says whether its party joins in what the other proposes to do together; others always do."""

    def consents(self, state: "PolicyContext", party: str, move: Move, random: Random) -> bool: ...  # noqa: D102


@runtime_checkable
class Learning(Protocol):
    """A policy that learns from the record before the first run, and may warn of what it could not learn well."""

    def fitted(self, record: "Snapshot", party: str) -> "tuple[Policy, tuple[str, ...]]": ...  # noqa: D102


SHARE: Final = "share"
NUMBER: Final = "number"
WHOLE: Final = "whole number"
CHOICE: Final = "choice"
DATED: Final = "id of the calendar"
WEIGHTS: Final = "weights"
MOVES: Final = "moves"
POLICY: Final = "policy"


_WHOLE: Final = re.compile(r"[0-9]{1,9}", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,12})?", re.ASCII)


@frozen
class Parameter:
    """What a parameter of a policy holds: its form, in words what it is for, and between which bounds it lies."""

    form: str
    words: str
    low: float = 0
    high: float | None = None
    choices: tuple[str, ...] = ()

    def admits(self, value: float) -> bool:
        """Whether a number lies within its bounds."""
        return self.low <= value and (self.high is None or value <= self.high)

    @property
    def range(self) -> str:
        """Its form and bounds in words."""
        if self.choices:
            return ", ".join(self.choices)
        if self.form not in (SHARE, NUMBER, WHOLE):
            return self.form
        whole = "a whole number" if self.form == WHOLE else "a number"
        return f"{whole} from {self.low:g}" + ("" if self.high is None else f" to {_in_digits(self.high)}")


def _in_digits(number: float) -> str:
    return f"{number:,.0f}" if number >= 1000 else f"{number:g}"


def parameter(form: str, words: str, **about: Any) -> Mapping[str, Parameter]:
    """The metadata of a field that is a parameter of a policy."""
    return {"parameter": Parameter(form, words, **about)}


def share(default: float, words: str) -> Any:
    """A parameter from 0 to 1."""
    return field(default=default, validator=check, metadata=parameter(SHARE, words, high=1.0))


def number(default: float, words: str, low: float = 0, high: float | None = None) -> Any:
    """A parameter that is a number."""
    return field(default=default, validator=check, metadata=parameter(NUMBER, words, low=low, high=high))


def whole(default: int, words: str, low: int = 0, high: int | None = None) -> Any:
    """A parameter that is a whole number."""
    return field(default=default, validator=check, metadata=parameter(WHOLE, words, low=low, high=high))


def check(policy: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Let only what lies within the bounds of a parameter pass.

    Raises: InvalidFieldError.
    """
    about: Parameter = attribute.metadata["parameter"]
    if about.choices:
        if value not in about.choices:
            raise InvalidFieldError(
                f"{key_of(attribute.name)} cannot be {value!r}{did_you_mean(str(value), about.choices)}"
            )
        return
    kind = int if about.form == WHOLE else (int, float)
    is_number = isinstance(value, kind) and not isinstance(value, bool)
    if not is_number or not about.admits(value):
        raise InvalidFieldError(f"{key_of(attribute.name)} cannot be {value!r}; give {about.range}")


Given = TypeVar("Given")


def foreign(whose: str, call: Callable[..., Given], *arguments: Any, **named: Any) -> Given:
    """What a call into code of others gives. Raises: PolicyError, however it fails; Ctrl-C alone passes."""
    try:
        return call(*arguments, **named)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PolicyError(f"{whose}: {failure(error)}") from error


def failure(error: BaseException) -> str:
    """What went wrong in the code of others, in words."""
    return str(error) if isinstance(error, NegsimError) else f"it raised {type(error).__name__}: {shown(error)}"


_LONGEST: Final = 500
"""How many signs of what others say are repeated."""


def shown(thing: object) -> str:
    """A thing as it shows itself, or what it is where it cannot."""
    try:
        words = str(thing) if isinstance(thing, BaseException) else repr(thing)
        words = " ".join(words.split())
        return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - whatever goes wrong in the code of others
        return f"a {type(thing).__name__}"


def value_of(name: str, about: Parameter | None, text: str) -> Any:
    """The value of a parameter that is written as a text. Raises: PolicyError if it holds no such thing.

    Of a parameter that says nothing of itself what looks like a number is one.
    """
    if about is not None and about.form in (WEIGHTS, MOVES, POLICY):
        raise PolicyError(f"{name} is no single value; write it in the file")
    if about is not None and about.form in (CHOICE, DATED):
        return text
    is_whole, is_number = _WHOLE.fullmatch(text), _NUMBER.fullmatch(text)
    if about is None:
        return int(text) if is_whole else float(text) if is_number else text
    if not is_number or (about.form == WHOLE and not is_whole):
        raise PolicyError(f"{name} cannot be {text!r}; give {about.range}")
    value = int(text) if is_whole else float(text)
    if not about.admits(value):
        raise PolicyError(f"{name} cannot be {text}; give {about.range}")
    return value


def name_of(policy: Any) -> str:
    """What a policy is called: its own name in kebab-case."""
    return str(getattr(policy, "name", None) or kebab(getattr(policy, "__name__", type(policy).__name__)))


def kebab(name: str) -> str:
    """A Python name as scenario files have it: `TitForTat` and `tit_for_tat` are `tit-for-tat`."""
    words = "".join(f"-{sign}" if sign.isupper() else sign for sign in name).replace("_", "-")
    return "-".join(part for part in words.lower().split("-") if part)
