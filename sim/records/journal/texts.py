"""The texts of an entry, kept apart from what is sealed: the seal holds a salted digest of each.

So a text can be removed for good, and the chain of hashes stays whole. Ids, dates, verbs and choices are no texts: the
record could not be replayed without them.
"""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, Final

from attrs import frozen

from sim.model.move import fields_of, holding, key_of
from sim.records.json_values import Json
from sim.rules.registry import MOVES_BY_VERB

REDACTED: Final = "[redacted]"
"""What stands in the record in place of a text that has been removed."""

_DIGEST: Final = "sha256:"
_OF_DECLARATIONS: Final = (
    "with",
    "since",
    "until",
    "issue",
    "source",
    "status",
    "due",
    "published",
    "by",
    "parties",
    "private",
)


@frozen
class SaltedText:
    """A text with the salt of its digest, or None in place of both once it has been removed."""

    salt: str | None
    text: str | None

    @property
    def as_json(self) -> list[str | None]:
        """Both as a list."""
        return [self.salt, self.text]

    def has_digest(self, digest: str) -> bool:
        """Whether this is its digest; of a removed text, whose salt is gone as well, nobody can say, so that any is."""
        if self.salt is None or self.text is None:
            return self.salt is self.text
        return _digest(self.salt, self.text) == digest


def _digest(salt: str, text: str) -> str:
    return _DIGEST + sha256(f"{salt}:{text}".encode()).hexdigest()


def sealed_texts(document: Json, salt: Callable[[], str]) -> tuple[Json, tuple[SaltedText, ...]]:
    """The document with a digest in place of each text, and the texts in the order of their digests."""
    texts = list[SaltedText]()

    def sealed(text: str) -> str:
        texts.append(SaltedText(salt(), text))
        return _digest(texts[-1].salt or "", text)

    return {key: _mapped(value, key, sealed) for key, value in document.items()}, tuple(texts)


def opened_texts(document: Json, texts: tuple[SaltedText, ...]) -> Json:
    """The document with its texts in place of their digests.

    Raises: ValueError if there are more or fewer texts than digests.
    """
    remaining = iter(texts)

    def opened(value: Any) -> Any:
        if isinstance(value, str):
            return _text(remaining) if value.startswith(_DIGEST) else value
        if isinstance(value, dict):
            return {key: opened(part) for key, part in value.items()}
        return [opened(part) for part in value] if isinstance(value, list) else value

    whole = {key: value if key in _ENVELOPE else opened(value) for key, value in document.items()}
    if next(remaining, None) is not None:
        raise ValueError("there are more texts than digests")
    return whole


def _text(remaining: Iterator[SaltedText]) -> str:
    salted = next(remaining, None)
    if salted is None:
        raise ValueError("there are fewer texts than digests")
    return REDACTED if salted.text is None else salted.text


def is_digest(value: object) -> bool:
    """Whether a value stands for a text; what begins so by itself is sealed wherever it stands."""
    return isinstance(value, str) and value.startswith(_DIGEST)


def paths_of_texts(document: Json) -> Iterator[tuple[str, str]]:
    """The places of the digests in a document, as JSON pointers, and the digests, in order."""
    yield from _paths({key: value for key, value in document.items() if key not in _ENVELOPE}, "")


def _paths(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _paths(part, below(path, key))
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from _paths(part, below(path, str(position)))
    elif is_digest(value):
        yield path, value


def below(path: str, key: str) -> str:
    """The place of a key, or of a position in a list, below another place, as a JSON pointer."""
    return f"{path}/{key.replace('~', '~0').replace('/', '~1')}"


# WHAT IS A TEXT

_FORMS: Final = frozenset(
    (key_of(attribute.name), holding(attribute).form)
    for move in MOVES_BY_VERB.values()
    for attribute in fields_of(move)
)
"""The keys of moves, each with the forms that its value can have."""
_OF_TEXTS: Final = ("text", "terms")

_PLAIN: Final = frozenset((*MOVES_BY_VERB, *_OF_DECLARATIONS, *(key for key, form in _FORMS if form not in _OF_TEXTS)))
"""The keys of moves and declarations whose values are ids, dates, numbers or choices."""

_TEXTS: Final = frozenset(("title", *(key for key, form in _FORMS if form in _OF_TEXTS)))
"""The keys of branches, forecasts and expectations whose values are texts."""

_DERIVED: Final = ("branches", "forecast", "expect", "weights")
"""The sections of which most is no text."""

_ENVELOPE: Final = frozenset(("format", "record", "number", "id", "recorded", "previous"))


def _mapped(value: Any, key: str, sealed: Callable[[str], str]) -> Any:
    """The value under a key of the document of an entry, its texts sealed."""
    if key in _ENVELOPE:
        return value
    if key != "body":
        return sealed(value)
    return {name: _of_body(part, name, sealed) for name, part in value.items()}


def _of_body(value: Any, name: str, sealed: Callable[[str], str]) -> Any:
    if name in ("add", "amend"):
        return _fields(value, sealed)
    if name == "declare":
        return {
            section: _among_others(part, sealed) if section in _DERIVED else _section(part, sealed)
            for section, part in value.items()
        }
    return value


def _among_others(value: Any, sealed: Callable[[str], str]) -> Any:
    """The value with only those texts sealed that have a key of a text."""
    if isinstance(value, dict):
        return {
            key: _texts(part, sealed) if _is_text(key, part) else _among_others(part, sealed)
            for key, part in value.items()
        }
    if isinstance(value, list | tuple):
        return [_among_others(part, sealed) for part in value]
    return sealed(value) if is_digest(value) else value


def _section(value: Any, sealed: Callable[[str], str]) -> Any:
    """A section: a text, or parts by id, of which each is a text or has fields."""
    if not isinstance(value, dict):
        return _texts(value, sealed)
    return {
        name: _fields(part, sealed) if isinstance(part, dict) else _texts(part, sealed) for name, part in value.items()
    }


def _fields(fields: Json, sealed: Callable[[str], str]) -> Json:
    return {
        key: _texts(value, sealed) if key not in _PLAIN or _is_text(key, value) else _among_others(value, sealed)
        for key, value in fields.items()
    }


def _is_text(key: str, value: Any) -> bool:
    """Whether the value of such a key is a text; what is a condition for one verb is words for another."""
    return key in _TEXTS and (key not in _PLAIN or isinstance(value, str))


def _texts(value: Any, sealed: Callable[[str], str]) -> Any:
    """The value with every text in it sealed."""
    if isinstance(value, dict):
        return {key: _texts(part, sealed) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(part, sealed) for part in value]
    return sealed(value) if isinstance(value, str) else value
