"""Text as others may see it: on one line, with the signs shown that a terminal would obey, and as UTF-8."""

import json
import re
from typing import Final

_BLANKS: Final = re.compile("[ \t\r\n]+")

_OBEYED: Final = (
    "\x7f-\x9f"  # control signs, which move the cursor or change the colour
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # what turns the direction of writing
    "\u2028\u2029"  # what ends a line or a paragraph
    "\ufeff\ufff9-\ufffb"  # what is never drawn
    "\ud800-\udfff"  # what no encoding holds
)
_HIDDEN: Final = re.compile(f"[\x00-\x1f{_OBEYED}]")
_NOT_SHOWN: Final = re.compile(f"[{_OBEYED}]")
"""Those of them that a format for data may hold as they are."""

_BYTES: Final = re.compile("[\udc80-\udcff]+")
"""Bytes of an argument that the locale could not read."""

_LONGEST: Final = 500
"""The most characters that are repeated of a text of others."""


def one_line(text: str) -> str:
    """The text on one line, with single blanks."""
    return _BLANKS.sub(" ", text).strip(" ")


def visible(text: str) -> str:
    r"""The text with an escape for each sign that a terminal would obey and not show.

    >>> print(visible("two\nlines, and \u202eturned"))
    two\nlines, and \u202eturned
    """
    return _HIDDEN.sub(_escape, readable(text))


def visible_in_json(text: str) -> str:
    """JSON in which the same signs are escapes of JSON, so that it says the same."""
    return _NOT_SHOWN.sub(lambda sign: json.dumps(sign[0])[1:-1], readable(text))


def visible_in_xml(text: str) -> str:
    """The text of XML or HTML in which the same signs are references, so that it says the same."""
    return _NOT_SHOWN.sub(lambda sign: f"&#{ord(sign[0])};", text)


def replaced(text: str) -> str:
    """The text with a replacement character for each of these signs, where an escape would take too much room."""
    return _NOT_SHOWN.sub("\ufffd", text)


def is_visible(text: str) -> bool:
    """Whether a text has none of these signs."""
    return _NOT_SHOWN.search(text) is None


def visible_in_yaml(text: str) -> str:
    """YAML in which the same signs are escapes, so that it says the same; they stand within double quotes only."""
    return _NOT_SHOWN.sub(_escape, text)


def utf8(text: str) -> bytes:
    """The text as UTF-8, with an escape for what is no sign at all."""
    return readable(text).encode("utf-8", "backslashreplace")


def encodable(text: str, encoding: str) -> str:
    """The text with an escape for each sign that the encoding lacks."""
    return text if text.isascii() else text.encode(encoding, "backslashreplace").decode(encoding)


def readable(text: str) -> str:
    """The text with those bytes of an argument read that are UTF-8, whatever the locale."""
    return _BYTES.sub(lambda run: run[0].encode("ascii", "surrogateescape").decode("utf-8", "surrogateescape"), text)


def shown(thing: object) -> str:
    """The text of a foreign object on one line, cut where it is long; its type where it has none."""
    try:
        text = " ".join((str(thing) if isinstance(thing, BaseException) else repr(thing)).split())
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - whatever goes wrong in the code of others
        return f"a {type(thing).__name__}"


def _escape(sign: re.Match[str]) -> str:
    return sign[0].encode("unicode_escape").decode("ascii")
