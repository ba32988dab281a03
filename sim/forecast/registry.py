"""Policies by name: the offered ones, those of installed packages, and those in a policy file of the user."""

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

from attrs import Attribute, evolve, field, fields, frozen, has

from sim.forecast.policy import EVENT, POLICY, Parameter, Policy, call_foreign, kebab
from sim.model.errors import PolicyError, did_you_mean
from sim.model.escaping import shown, utf8
from sim.model.frozen import FrozenDict, frozen_dict
from sim.model.move import Move, key_of

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
        """The names of its public functions and classes, in kebab-case, found without running it.

        Raises: PolicyError if it is no Python, or has the name of a policy that is offered.
        """
        tree: ast.Module = self._compiled(ast.PyCF_ONLY_AST)
        definitions = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
        public = [node for node in definitions if node.name[0] != "_"]
        for node in public:
            if kebab(node.name) in POLICIES:
                reason = f"{kebab(node.name)!r} is the name of a policy that negsim offers; choose another"
                raise PolicyError(f"{self.path}:{node.lineno}: {reason}")
        return tuple(kebab(node.name) for node in public)

    def check(self) -> None:
        """Check without running it that it is Python, and takes no name of an offered policy. Raises: PolicyError."""
        self._compiled()
        self.names  # noqa: B018 - for the fault that it may have

    def _compiled(self, flags: int = 0) -> Any:
        """The file compiled. Raises: PolicyError, whatever the compiler raises."""
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
        """Its name among the modules, the same in every process."""
        return f"negsim_policies_{sha256(utf8(f'{self.path} {self.text}')).hexdigest()[:16]}"

    def module(self) -> ModuleType:
        """The file as a module, run when first asked for. Raises: PolicyError if running it fails."""
        if self.module_name not in sys.modules:
            module = ModuleType(self.module_name)
            module.__file__ = self.path
            sys.modules[self.module_name] = module
            try:
                call_foreign(f"{self.path}: it cannot be run", exec, self._compiled(), module.__dict__)
            except BaseException:
                del sys.modules[self.module_name]
                raise
        return sys.modules[self.module_name]

    def policy(self, name: str) -> Any:
        """The function or class of that name in kebab-case."""
        values = {kebab(key): value for key, value in vars(self.module()).items() if key[0] != "_"}
        if name not in values:
            raise PolicyError(f"{self.path}: running it leaves no {name!r}; define it for good")
        return values[name]


@frozen
class PolicySpec:
    """The specification of a policy: its name, its parameters, and the file in which it may be, if there is one."""

    name: str
    parameters: FrozenDict[str, Any] = field(default=FrozenDict(), converter=frozen_dict)
    file: PolicyFile | None = None

    def made(self) -> Policy:
        """The policy. Raises: PolicyError if there is none of that name, or it cannot be made so."""
        policy = self._policy_or_class()
        parameters = {
            name.replace("-", "_"): value.made() if isinstance(value, PolicySpec) else value
            for name, value in self.parameters.items()
        }
        known = parameters_of(policy)
        for name in parameters:
            if name not in known:
                raise PolicyError(f"the policy {self.name!r} has {no_parameter(key_of(name), map(key_of, known))}")
        if not inspect.isclass(policy):
            return cast(Policy, _PartialPolicy(policy, FrozenDict(parameters)))
        return cast(Policy, call_foreign(f"the policy {self.name!r}", policy, **parameters))

    @property
    def described(self) -> str:
        """Its name, with its parameters in brackets if any are given."""
        parameters = ", ".join(f"{name} {_in_words(value)}" for name, value in self.parameters.items())
        return f"{self.name} ({parameters})" if parameters else self.name

    @property
    def scripted(self) -> tuple[Move, ...]:
        """The moves that stand among its parameters, then those of the policies among them."""
        values = tuple(self.parameters.values())
        moves = (move for value in values if isinstance(value, tuple) for move in value)
        others = (move for value in values if isinstance(value, PolicySpec) for move in value.scripted)
        return (*moves, *others)

    def with_scripted(self, change: Callable[[Move], Move]) -> "PolicySpec":
        """The same with each of these moves changed, and so the policies among its parameters."""
        parameters = self._with_others(lambda other: other.with_scripted(change))
        moves = {name: tuple(map(change, value)) for name, value in parameters.items() if isinstance(value, tuple)}
        return evolve(self, parameters=parameters | moves)

    @property
    def files(self) -> tuple[PolicyFile, ...]:
        """The files whose code it needs, its own first, then those of the policies among its parameters."""
        others = (file for value in self.parameters.values() if isinstance(value, PolicySpec) for file in value.files)
        return (*(() if self.file is None or self.name not in self.file.names else (self.file,)), *others)

    def with_file(self, file: PolicyFile) -> "PolicySpec":
        """The same, to be looked up in a file as well, and so the policies among its parameters."""
        return PolicySpec(self.name, self._with_others(lambda other: other.with_file(file)), file)

    @property
    def stubbed(self) -> "PolicySpec":
        """The same with `hold` for every policy among its parameters that is not offered, to try it without them."""
        return PolicySpec(
            self.name, self._with_others(lambda other: other.stubbed if other.is_offered else PolicySpec("hold"))
        )

    def _with_others(self, other: "Callable[[PolicySpec], PolicySpec]") -> dict[str, Any]:
        """Its parameters, with the policies among them replaced."""
        return {
            name: other(value) if isinstance(value, PolicySpec) else value for name, value in self.parameters.items()
        }

    @property
    def is_offered(self) -> bool:
        """Whether it is one of the policies that are offered, and not one of a file or a package."""
        return self.name in POLICIES

    @property
    def known(self) -> dict[str, Parameter | None]:
        """The parameters that it takes, by their keys in files, as far as known without running code of others."""
        parameters = parameters_of(offered(self.name)) if self.is_offered else {}
        return {key_of(name): parameter for name, parameter in parameters.items()}

    @property
    def event_names(self) -> Iterator[tuple[str, str]]:
        """The parameters that name an event of the calendar, each with the name; nested policies included."""
        known = self.known
        for name, value in self.parameters.items():
            parameter = known.get(name)
            if isinstance(value, PolicySpec):
                yield from value.event_names
            elif value and parameter is not None and parameter.form == EVENT:
                yield name, str(value)

    def _policy_or_class(self) -> Any:
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
    """The complaint about a parameter that a policy does not have, with those that it has."""
    names = list(known)
    return f"no parameter {name!r}{did_you_mean(name, names) if names else '; it takes none'}"


def _in_words(value: Any) -> str:
    """A value of a parameter in few words: a list by its length, weights one by one."""
    if isinstance(value, PolicySpec):
        return value.described
    if isinstance(value, tuple):
        return f"{len(value)} {'move' if len(value) == 1 else 'moves'}"
    return " ".join(f"{key} {weight}" for key, weight in value.items()) if isinstance(value, dict) else str(value)


@frozen
class _PartialPolicy:
    """A function as a policy, with its extra parameters filled in."""

    function: Any
    parameters: FrozenDict[str, Any]

    def __call__(self, *context: Any) -> Any:
        return self.function(*context, **self.parameters)


def check_name(name: str, file: PolicyFile | None) -> None:
    """Check that there is a policy of that name. Raises: PolicyError, with the likeliest one that was meant."""
    own_names = () if file is None else file.names
    if name in POLICIES or name in own_names:
        return
    installed = [point.name for point in _installed_points()]
    if name not in installed:
        raise PolicyError(f"there is no policy {name!r}{did_you_mean(name, (*POLICIES, *installed, *own_names))}")


def _installed_points() -> "EntryPoints":
    """The entry points of policies in installed packages."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to load, and seldom wanted

    return entry_points(group=GROUP)


def _installed(name: str) -> Any:
    """A policy of an installed package. Raises: PolicyError if it cannot be loaded."""
    point = _installed_points()[name]
    return call_foreign(f"the policy {name!r} of {point.value} cannot be loaded", point.load)


def parameters_of(policy: Any) -> dict[str, Parameter | None]:
    """The parameters that a policy takes, by name; None where no more is known of one."""
    if inspect.isclass(policy) and has(policy):
        attributes = (attribute for attribute in fields(policy) if _is_parameter(attribute))
        return {attribute.name: attribute.metadata.get("parameter") for attribute in attributes}
    try:
        accepted = list(inspect.signature(policy).parameters.values())
    except (TypeError, ValueError):
        return {}
    extra = accepted if inspect.isclass(policy) else accepted[5:]
    return dict.fromkeys(one.name for one in extra if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY))


def event_names(policy: object) -> Iterator[str]:
    """The ids of the calendar that the parameters of a policy name, those of the policies among them included."""
    for name, parameter in parameters_of(type(policy)).items():
        value, form = getattr(policy, name, None), None if parameter is None else parameter.form
        if form == POLICY:
            yield from event_names(value)
        elif form == EVENT and value:
            yield value


def _is_parameter(attribute: "Attribute[Any]") -> bool:
    return bool(attribute.init) and "learnt" not in attribute.metadata
