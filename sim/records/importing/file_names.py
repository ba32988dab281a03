"""Names of files for cases: safe on every system, and no two alike where upper and lower case are one."""

import re
import unicodedata
from typing import Final

from attrs import define, field

from sim.records.files import SETTING_ENDING

_UNSAFE: Final = re.compile(r"[^\w. ()+,=@-]+")
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
"""The names that Windows keeps for devices, whatever follows a dot."""

_LONGEST: Final = 100
"""The most bytes of a name without its ending; most systems allow 255."""

_UNNAMED: Final = "unnamed"


@define
class FileNames:
    """Gives each case a name of its own for its file, without ending."""

    _taken: set[str] = field(factory=set)

    def name_for(self, case: str) -> str:
        """The name for a case: its own, as far as it can be that of a file and no other case has it."""
        name = _safe(case)
        count, unique = 1, name
        while unique.casefold() in self._taken:
            count += 1
            unique = f"{_cut(name, _LONGEST - len(str(count)) - 1)}-{count}"
        self._taken.add(unique.casefold())
        return unique


def _safe(case: str) -> str:
    """The name with hyphens for what no name of a file should have; not that of a device or a setting, nor too long."""
    name = _UNSAFE.sub("-", unicodedata.normalize("NFC", case))
    name = _cut(name.strip(" .-"), _LONGEST).rstrip(" .-") or _UNNAMED
    if f"{name}.yaml".casefold().endswith(SETTING_ENDING):
        return name.replace(".", "-")
    return f"case-{name}" if _DEVICE.match(name) else name


def _cut(name: str, most: int) -> str:
    """The beginning of a name that has so many bytes at most."""
    return name.encode("utf-8")[:most].decode("utf-8", "ignore")
