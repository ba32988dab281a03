"""The file with policies that a scenario names: opened only where a forecast is wanted, and only if it may be.

A forecast runs its code. So it is a plain file of moderate size beside the scenario, unless the caller trusts others.
"""

import os
import stat
from pathlib import Path, PurePath
from typing import Final

from sim.forecast.plan import Plan, PolicySource
from sim.forecast.registry import PolicyFile, check_name
from sim.model.errors import Fault, InvalidScenarioError, PolicyError

MAX_BYTES: Final = 1_000_000
"""The largest file with policies that is read: 1 MB."""

_UNTIL_IT_IS_KNOWN: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_KINDS: Final = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class _RefusedError(Exception):
    """A file that is not read, and why."""


def opened(plan: Plan, *, trust_policies: bool) -> Plan:
    """The plan with the file that it names, read but not run.

    A file outside the folder of the scenario is read only if it is trusted.

    Raises: InvalidScenarioError if the file cannot be used, or does not have the policies that are looked for in it.
    """
    source = plan.source
    if source is None:
        return plan
    try:
        file = _policy_file(source, trust_policies=trust_policies)
    except (_RefusedError, PolicyError) as refused:
        raise InvalidScenarioError((Fault(source.where, "forecast, policy-file", str(refused)),)) from None
    faults = tuple(_unknown_policies(source, file))
    if faults:
        raise InvalidScenarioError(faults)
    return plan.with_file(file)


def _unknown_policies(source: PolicySource, file: PolicyFile) -> "list[Fault]":
    """The faults of policies that are neither in the file nor offered elsewhere."""
    faults = []
    for reference in source.references:
        try:
            check_name(reference.name, file)
        except PolicyError as fault:
            faults.append(Fault(reference.where, reference.concerns, str(fault)))
    return faults


def _policy_file(source: PolicySource, *, trust_policies: bool) -> PolicyFile:
    """The file, read but not run. Raises: _RefusedError, or PolicyError if it is no Python."""
    folder = Path(source.where.file).parent
    path = folder / source.name
    try:
        if not trust_policies:
            _check_it_is_beside(source.name, path, folder)
        text = _read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _RefusedError(f"{path} is no text in UTF-8") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no file can have this name"
        raise _RefusedError(f"{path} cannot be read: {reason.lower()}") from None
    file = PolicyFile(str(path), text)
    file.check()
    return file


def _check_it_is_beside(name: str, path: Path, folder: Path) -> None:
    """Check that a file is in the folder or below, by its name and by its links."""
    path_name = PurePath(name)
    if path_name.anchor:
        reason = "an absolute path"
    elif ".." in path_name.parts:
        reason = "a path that leads upwards"
    elif not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        reason = "a link that leads out of the folder of the scenario"
    else:
        return
    raise _RefusedError(
        f"{name} is {reason}, and a forecast runs its code; put it beside the scenario, or give --trust-policies"
    )


def _read_bytes(path: Path) -> bytes:
    """The bytes of a plain file; any other kind is not read. Raises: OSError."""
    _check_it_is_plain(path, path.stat())
    number = os.open(path, _UNTIL_IT_IS_KNOWN)
    with os.fdopen(number, "rb") as stream:
        _check_it_is_plain(path, os.fstat(number))
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _RefusedError(f"{path} is too large; a file with policies has at most {MAX_BYTES:,} bytes")
    return data


def _check_it_is_plain(path: Path, about: os.stat_result) -> None:
    if not stat.S_ISREG(about.st_mode):
        kind = _KINDS.get(stat.S_IFMT(about.st_mode), "something else")
        raise _RefusedError(f"{path} is {kind}, and not a plain file; name a Python file")
