"""The protocol of a policy, the forms of its parameters, and errors in plain words where its code fails."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, runtime_checkable

from attrs import Attribute, field, frozen

from sim.model.errors import InvalidFieldError, NegsimError, PolicyError, did_you_mean
from sim.model.escaping import shown
from sim.model.move import Move, key_of

if TYPE_CHECKING:
    from sim.forecast.context import PolicyContext
    from sim.forecast.sampling import LegalMoves
    from sim.history.snapshot import Snapshot


class Policy(Protocol):
    """Chooses a legal move of a party, or none, given the state, the day and a source of chance.

    It keeps nothing between calls, so that runs can share it; and chance comes from the `Random` alone, so that a run
    can be repeated.
    """

    def __call__(  # noqa: D102 - the class says it
        self, state: "PolicyContext", party: str, day: date, legal: "LegalMoves", random: Random
    ) -> Move | None: ...


@runtime_checkable
class Consenting(Protocol):
    """A policy that decides whether its party joins in a joint move of the other side; others always do."""

    def consents(self, state: "PolicyContext", party: str, move: Move, random: Random) -> bool: ...  # noqa: D102


@runtime_checkable
class Learning(Protocol):
    """A policy that learns from the record before the first run, with a warning where it could not learn well."""

    def fitted(self, record: "Snapshot", party: str) -> "tuple[Policy, tuple[str, ...]]": ...  # noqa: D102


SHARE: Final = "share"
NUMBER: Final = "number"
WHOLE: Final = "whole number"
CHOICE: Final = "choice"
EVENT: Final = "id of the calendar"
WEIGHTS: Final = "weights"
MOVES: Final = "moves"
POLICY: Final = "policy"


_WHOLE: Final = re.compile(r"[0-9]{1,9}", re.ASCII)
_NUMBER: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,12})?", re.ASCII)


@frozen
class Parameter:
    """A parameter of a policy: its form, its meaning in words, and its bounds or choices."""

    form: str
    meaning: str
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


def parameter(form: str, meaning: str, **bounds: Any) -> Mapping[str, Parameter]:
    """The metadata of a field that is a parameter of a policy."""
    return {"parameter": Parameter(form, meaning, **bounds)}


def share(default: float, meaning: str) -> Any:
    """A parameter from 0 to 1."""
    return field(default=default, validator=check, metadata=parameter(SHARE, meaning, high=1.0))


def number(default: float, meaning: str, low: float = 0, high: float | None = None) -> Any:
    """A parameter that is a number."""
    return field(default=default, validator=check, metadata=parameter(NUMBER, meaning, low=low, high=high))


def whole(default: int, meaning: str, low: int = 0, high: int | None = None) -> Any:
    """A parameter that is a whole number."""
    return field(default=default, validator=check, metadata=parameter(WHOLE, meaning, low=low, high=high))


def check(policy: object, attribute: "Attribute[Any]", value: Any) -> None:
    """Validate the value of a parameter.

    Raises: InvalidFieldError.
    """
    parameter: Parameter = attribute.metadata["parameter"]
    if parameter.choices:
        if value not in parameter.choices:
            raise InvalidFieldError(
                f"{key_of(attribute.name)} cannot be {value!r}{did_you_mean(str(value), parameter.choices)}"
            )
        return
    kind = int if parameter.form == WHOLE else (int, float)
    is_number = isinstance(value, kind) and not isinstance(value, bool)
    if not is_number or not parameter.admits(value):
        raise InvalidFieldError(f"{key_of(attribute.name)} cannot be {value!r}; give {parameter.range}")


Returned = TypeVar("Returned")


def call_foreign(whose: str, call: Callable[..., Returned], *arguments: Any, **named: Any) -> Returned:
    """The result of a call into code of others. Raises: PolicyError, however it fails; Ctrl-C alone passes."""
    try:
        return call(*arguments, **named)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise PolicyError(f"{whose}: {failure_reason(error)}") from error


def failure_reason(error: BaseException) -> str:
    """The reason of a failure in the code of others, in words."""
    return str(error) if isinstance(error, NegsimError) else f"it raised {type(error).__name__}: {shown(error)}"


def parsed_value(name: str, parameter: Parameter | None, text: str) -> Any:
    """The value of a parameter that is written as a text. Raises: PolicyError if it is none of its form.

    Where the parameter is not known, a text that looks like a number is one.
    """
    if parameter is not None and parameter.form in (WEIGHTS, MOVES, POLICY):
        raise PolicyError(f"{name} is no single value; write it in the file")
    if parameter is not None and parameter.form in (CHOICE, EVENT):
        return text
    is_whole, is_number = _WHOLE.fullmatch(text), _NUMBER.fullmatch(text)
    if parameter is None:
        return int(text) if is_whole else float(text) if is_number else text
    if not is_number or (parameter.form == WHOLE and not is_whole):
        raise PolicyError(f"{name} cannot be {text!r}; give {parameter.range}")
    value = int(text) if is_whole else float(text)
    if not parameter.admits(value):
        raise PolicyError(f"{name} cannot be {text}; give {parameter.range}")
    return value


def name_of(policy: Any) -> str:
    """The name of a policy, in kebab-case."""
    return str(getattr(policy, "name", None) or kebab(getattr(policy, "__name__", type(policy).__name__)))


def kebab(name: str) -> str:
    """A Python name as scenario files have it: `TitForTat` and `tit_for_tat` are `tit-for-tat`."""
    hyphenated = "".join(f"-{letter}" if letter.isupper() else letter for letter in name).replace("_", "-")
    return "-".join(part for part in hyphenated.lower().split("-") if part)
