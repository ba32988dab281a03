"""Policies by name: those that are offered, those of installed packages, and those in a Python file of one's own."""

import ast
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, cast
from warnings import catch_warnings, simplefilter

from attrs import Attribute, field, fields, frozen, has

from sim.forecast.policy import DATED, Parameter, Policy, foreign, kebab, shown
from sim.model.errors import PolicyError, did_you_mean
from sim.model.escaping import utf8
from sim.model.frozen import FrozenDict, frozen_dict
from sim.model.move import key_of

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

POLICIES: Final = {
    "hold": "sim.forecast.policies.hold:Hold",
    "random": "sim.forecast.policies.at_random:RandomMoves",
    "scripted": "sim.forecast.policies.scripted:Scripted",
    "tit-for-tat": "sim.forecast.policies.tit_for_tat:TitForTat",
    "grit": "sim.forecast.policies.grit:Grit",
    "time-dependent": "sim.forecast.policies.time_dependent:TimeDependent",
    "markov": "sim.forecast.policies.markov:Markov",
    "brinkmanship": "sim.forecast.policies.brinkmanship:Brinkmanship",
}
"""The policies that are offered, by name: the module and the class of each, loaded only when it is asked for."""

GROUP: Final = "negsim.policies"
"""The entry points by which an installed package offers further policies."""


@frozen(slots=False)  # for what is worked out once and kept
class PolicyFile:
    """A Python file with policies: its path and its text. It is run only when a policy is made."""

    path: str
    text: str = field(repr=False)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What in it may be a policy, in kebab-case: its public functions and classes. Nothing is run for it.

        Raises: PolicyError if it is no Python, or has the name of a policy that is offered.
        """
        tree: ast.Module = self._compiled(ast.PyCF_ONLY_AST)
        named = [each for each in tree.body if isinstance(each, ast.FunctionDef | ast.ClassDef) and each.name[0] != "_"]
        for each in named:
            if kebab(each.name) in POLICIES:
                words = f"{kebab(each.name)!r} is the name of a policy that negsim offers; choose another"
                raise PolicyError(f"{self.path}:{each.lineno}: {words}")
        return tuple(kebab(each.name) for each in named)

    def check(self) -> None:
        """See to it that it is Python, and has no name that is taken. Nothing is run for it. Raises: PolicyError."""
        self._compiled()
        self.names  # noqa: B018 - for the fault that it may have

    def _compiled(self, flags: int = 0) -> Any:
        """What the compiler makes of it. Raises: PolicyError, whatever the compiler raises."""
        try:
            with catch_warnings():
                simplefilter("ignore")
                return compile(self.text, self.path, "exec", flags, dont_inherit=True)
        except SyntaxError as error:
            line = f":{error.lineno}" if error.lineno else ""
            raise PolicyError(f"{self.path}{line}: this is no Python: {error.msg}") from None
        except (RecursionError, MemoryError):
            raise PolicyError(f"{self.path}: this is no Python: it is nested too deeply") from None
        except Exception as error:  # noqa: BLE001 - whatever a compiler comes up with
            raise PolicyError(f"{self.path}: this is no Python: {shown(error)}") from None

    @property
    def module_name(self) -> str:
        """What it is called among the modules, the same in every process."""
        return f"negsim_policies_{sha256(utf8(f'{self.path} {self.text}')).hexdigest()[:16]}"

    def module(self) -> ModuleType:
        """The file as a module, run when first asked for. Raises: PolicyError if running it fails."""
        if self.module_name not in sys.modules:
            module = ModuleType(self.module_name)
            module.__file__ = self.path
            sys.modules[self.module_name] = module
            try:
                foreign(f"{self.path}: it cannot be run", exec, self._compiled(), module.__dict__)
            except BaseException:
                del sys.modules[self.module_name]
                raise
        return sys.modules[self.module_name]

    def policy(self, name: str) -> Any:
        """The function or class of that name in kebab-case."""
        found = {kebab(key): value for key, value in vars(self.module()).items() if key[0] != "_"}
        if name not in found:
            raise PolicyError(f"{self.path}: running it leaves no {name!r}; define it for good")
        return found[name]


@frozen
class PolicySpec:
    """A policy by its name, with the parameters that are given, and the file to look for it in, if there is one."""

    name: str
    parameters: FrozenDict[str, Any] = field(default=FrozenDict(), converter=frozen_dict)
    file: PolicyFile | None = None

    def made(self) -> Policy:
        """The policy. Raises: PolicyError if there is none of that name, or it cannot be made so."""
        found = self._found()
        given = {name.replace("-", "_"): value for name, value in self.parameters.items()}
        given = {name: value.made() if isinstance(value, PolicySpec) else value for name, value in given.items()}
        known = parameters_of(found)
        for name in given:
            if name not in known:
                raise PolicyError(f"the policy {self.name!r} has {no_parameter(key_of(name), map(key_of, known))}")
        if not inspect.isclass(found):
            return cast(Policy, _Filled(found, FrozenDict(given)))
        return cast(Policy, foreign(f"the policy {self.name!r}", found, **given))

    @property
    def described(self) -> str:
        """Its name, with its parameters in brackets if any are given."""
        given = [f"{name} {_brief(value)}" for name, value in self.parameters.items()]
        return f"{self.name} ({', '.join(given)})" if given else self.name

    @property
    def files(self) -> tuple[PolicyFile, ...]:
        """The files whose code it needs, its own first, then those of the policies among its parameters."""
        others = (file for each in self.parameters.values() if isinstance(each, PolicySpec) for file in each.files)
        return (*(() if self.file is None or self.name not in self.file.names else (self.file,)), *others)

    def with_file(self, file: PolicyFile) -> "PolicySpec":
        """The same, and the policies among its parameters, looked for in a file as well."""
        return PolicySpec(self.name, self._with_others(lambda other: other.with_file(file)), file)

    @property
    def stubbed(self) -> "PolicySpec":
        """The same with `hold` for the policies among its parameters that are not offered, to try it without them."""
        return PolicySpec(
            self.name, self._with_others(lambda other: other.stubbed if other.is_offered else PolicySpec("hold"))
        )

    def _with_others(self, other: "Callable[[PolicySpec], PolicySpec]") -> dict[str, Any]:
        """Its parameters with others for the policies among them."""
        return {
            name: other(value) if isinstance(value, PolicySpec) else value for name, value in self.parameters.items()
        }

    @property
    def is_offered(self) -> bool:
        """Whether it is one of the policies that are offered, and not one of a file or a package."""
        return self.name in POLICIES

    @property
    def known(self) -> dict[str, Parameter | None]:
        """The parameters that it is known to take, as files call them, before code of others is run."""
        found = parameters_of(offered(self.name)) if self.is_offered else {}
        return {key_of(name): about for name, about in found.items()}

    @property
    def event_names(self) -> Iterator[tuple[str, str]]:
        """The parameters that name something dated, with what they name, those of policies among them included."""
        known = self.known
        for name, value in self.parameters.items():
            about = known.get(name)
            if isinstance(value, PolicySpec):
                yield from value.event_names
            elif value and about is not None and about.form == DATED:
                yield name, str(value)

    def _found(self) -> Any:
        check_name(self.name, self.file)
        if self.is_offered:
            return offered(self.name)
        if self.file is not None and self.name in self.file.names:
            return self.file.policy(self.name)
        return _installed(self.name)


def offered(name: str) -> Any:
    """The class of an offered policy."""
    module, _, class_name = POLICIES[name].partition(":")
    return getattr(import_module(module), class_name)


def no_parameter(name: str, known: Iterable[str]) -> str:
    """That a policy has no such parameter, and which it has."""
    names = list(known)
    return f"no parameter {name!r}{did_you_mean(name, names) if names else '; it takes none'}"


def _brief(value: Any) -> str:
    """A parameter in few words: of a list its length, of weights each."""
    if isinstance(value, PolicySpec):
        return value.described
    if isinstance(value, tuple):
        return f"{len(value)} {'move' if len(value) == 1 else 'moves'}"
    return " ".join(f"{key} {each}" for key, each in value.items()) if isinstance(value, dict) else str(value)


@frozen
class _Filled:
    """A function as a policy, with its further parameters filled in."""

    function: Any
    given: FrozenDict[str, Any]

    def __call__(self, *context: Any) -> Any:
        return self.function(*context, **self.given)


def check_name(name: str, file: PolicyFile | None) -> None:
    """See to it that there is a policy of that name. Raises: PolicyError, with the likeliest that was meant."""
    own = () if file is None else file.names
    if name in POLICIES or name in own:
        return
    installed = [each.name for each in _installed_points()]
    if name not in installed:
        raise PolicyError(f"there is no policy {name!r}{did_you_mean(name, (*POLICIES, *installed, *own))}")


def _installed_points() -> "EntryPoints":
    """The policies that installed packages offer."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to load, and seldom wanted

    return entry_points(group=GROUP)


def _installed(name: str) -> Any:
    """A policy that an installed package offers. Raises: PolicyError if it cannot be loaded."""
    point = _installed_points()[name]
    return foreign(f"the policy {name!r} of {point.value} cannot be loaded", point.load)


def parameters_of(policy: Any) -> dict[str, Parameter | None]:
    """The parameters that a policy takes, by name; None for what it does not say more of."""
    if inspect.isclass(policy) and has(policy):
        return {each.name: each.metadata.get("parameter") for each in fields(policy) if _is_given(each)}
    try:
        taken = list(inspect.signature(policy).parameters.values())
    except (TypeError, ValueError):
        return {}
    further = taken if inspect.isclass(policy) else taken[5:]
    named = (each for each in further if each.kind in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY))
    return dict.fromkeys(each.name for each in named)


def _is_given(attribute: "Attribute[Any]") -> bool:
    return bool(attribute.init) and "learnt" not in attribute.metadata
