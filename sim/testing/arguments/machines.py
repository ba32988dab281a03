"""Checks of what a machine is made of: the adapter, the exceptions by which a system refuses."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from sim.testing.arguments.checks import Given, refuse, shown
from sim.testing.arguments.lists import words
from sim.testing.arguments.values import instance

_ADAPTER: Final = ("apply", "state")
_HAS_BOTH: Final = "an adapter has apply(move) and state()"


def adapter_factory(given: Given) -> None:
    """The check that `adapter_factory` makes adapters, as far as one sees without making one."""
    factory = given["adapter_factory"]
    if isinstance(factory, type):
        complete(factory, factory.__name__)
    elif not callable(factory):
        name = type(factory).__name__
        if all(hasattr(factory, each) for each in _ADAPTER):
            refuse(f"adapter_factory is an adapter, and each run needs a fresh one; give what makes it, {name}")
        refuse(f"adapter_factory is {shown(factory)}, which makes no adapter; give its class; {_HAS_BOTH}")


def refusal(given: Given) -> None:
    """The check that `refusal` is a class of exceptions, or a tuple of them."""
    value = given["refusal"]
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, BaseException):
            refuse(f"refusal has {shown(each)}, an exception; give its class, {type(each).__name__}")
        if not (isinstance(each, type) and issubclass(each, BaseException)):
            refuse(f"refusal has {shown(each)}, no class of exceptions; give one, or a tuple of several")


def of_machine(machine: type[Any], generators: type, faults: Iterable[str]) -> None:
    """Check what a class of machines sets. Raises: InvalidArgument."""
    given = {name: value for name, value in vars(machine).items() if name in ("generator", "refusal", "faults")}
    if "generator" in given:
        instance("generator", generators, "MoveGenerator(start)")(given)
    if "refusal" in given:
        refusal(given)
    if given.get("faults"):
        words("faults", faults, "faults")(given)
    if "adapter_factory" in vars(machine):
        adapter_factory({"adapter_factory": machine.adapter_factory})


def made_by(machine: type[Any]) -> Any:
    """A fresh adapter, made for a machine. Raises: InvalidArgument if it is none."""
    factory = getattr(machine, "adapter_factory", None)
    if factory is None:
        refuse(f"{machine.__name__} has no adapter_factory; set it to the class of your adapter")
    return fresh(factory, "adapter_factory")


def fresh(factory: Callable[[], Any], name: str) -> Any:
    """A fresh adapter of a factory by this name. Raises: InvalidArgument if it is none."""
    made = factory()
    complete(made, f"what {name} makes" if made is None else type(made).__name__)
    return made


def complete(adapter: object, called: str) -> None:
    """Check that an adapter, or the class of one, has what it needs. Raises: InvalidArgument."""
    missing = [name for name in _ADAPTER if not callable(getattr(adapter, name, None))]
    if missing:
        refuse(f"{called} has no {' and no '.join(missing)}; {_HAS_BOTH}")
