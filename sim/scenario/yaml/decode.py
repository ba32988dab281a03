"""The text of a scenario file: its bytes decoded, and refused where they hold what a text does not."""

import re
from typing import Final

from sim.scenario.yaml.nodes import Faults

MAX_BYTES: Final = 32 * 1024 * 1024
"""The largest file that is read: 32 MiB, over a hundred thousand moves."""

_BOM: Final = "\N{ZERO WIDTH NO-BREAK SPACE}"
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def decoded(data: bytes, faults: Faults) -> str | None:
    """The text of a file without its byte-order mark; None, and a fault, if it is none that can be read."""
    if len(data) > MAX_BYTES:
        faults.add_at(1, 1, "", f"the file is too large; a scenario has at most {MAX_BYTES:,} bytes; split it")
        return None
    try:
        text = data.decode("utf-8").removeprefix(_BOM)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        reason = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8 text"
        faults.add_at(*position(before, len(before)), "", reason)
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return None if _has_control_characters(text, faults) else text


def _has_control_characters(text: str, faults: Faults) -> bool:
    control = _CONTROL.search(text)
    if control is None:
        return False
    others = sum(1 for _ in _CONTROL.finditer(text)) - 1
    more = f" (and {others:,} more)" if others else ""
    reason = f"control character U+{ord(control[0]):04X}{more}; remove it, or is this not a text file?"
    faults.add_at(*position(text, control.start()), "", reason)
    return True


def position(text: str, index: int) -> tuple[int, int]:
    """The line and the column, both from 1, of an index into the text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
