"""What a slide of TimelineJS says, as HTML: all words of the record are escaped."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Final

from sim.history.snapshot import Step
from sim.model.escaping import one_line
from sim.model.ids import ids
from sim.model.move import fields_of, key_of
from sim.model.setting import Setting, Source
from sim.records.exporters.names import title_of
from sim.records.json_values import Json
from sim.rules.lifecycle import spoken
from sim.rules.subject import Subject
from sim.rules.subjects.statements import Remark

CLOCK: Final = "The clock"
"""The name of the row of what nobody makes."""

_TOLD_ELSEWHERE: Final = ("by", "date", "quote", "speaker", "source")
_LOOKALIKES: Final = str.maketrans({"<": "‹", ">": "›", "&": "＆"})


def row_name(text: str) -> str:
    """The name of a row, with lookalikes of the signs of HTML.

    TimelineJS takes tags and references out of it first and then takes the rest for HTML.
    """
    return one_line(text).translate(_LOOKALIKES)


def who_acts(by: str | None, setting: Setting) -> str:
    """The titles of those who make a move."""
    titles = dict(setting.parties) | dict(setting.third_parties)
    return " and ".join(titles[name] for name in setting.acting_as(by)) or CLOCK


def named(step: Step, subjects: Mapping[str, Subject], setting: Setting) -> str:
    """The subjects of a move by their titles; of a remark the issues."""
    issues = dict(setting.issues)
    names = (
        title_of(subjects[name]) if not isinstance(step.move, Remark) else issues[name] for name in step.move.subjects
    )
    return ", ".join(names)


def text_of(step: Step, setting: Setting) -> str:
    """The words of a slide as HTML: the quote, the fields of the move, what it leads to, and the sources."""
    move, parts = step.move, []
    if move.quote or move.speaker:
        quote = f"<q>{escape(move.quote)}</q>" if move.quote else ""
        parts.append(" – ".join(part for part in (quote, escape(move.speaker or "")) if part))
    parts += [f"<b>{key}</b>: {escape(value)}" for key, value in _fields(step, setting)]
    led = "; ".join(
        f"{effect.subject}{f' ({effect.whose})' if effect.whose else ''} {spoken(effect.after)}"
        for effect in step.effects
        if effect.after
    )
    parts += [f"<b>leads to</b>: {escape(led)}"] if led else []
    parts += [f"<b>source</b>: {'; '.join(_source(name, setting) for name in move.source)}"] if move.source else []
    return "".join(f"<p>{part}</p>" for part in parts)


def _fields(step: Step, setting: Setting) -> Iterator[tuple[str, str]]:
    """The keys and values of what else the record says of a move; issues by their titles."""
    issues = dict(setting.issues)
    for attribute in fields_of(type(step.move)):
        key, value = key_of(attribute.name), getattr(step.move, attribute.name)
        if key in ("issue", "over"):
            value = tuple(issues[name] for name in ids(value))
        if value not in (None, (), "") and key not in _TOLD_ELSEWHERE:
            yield key, _in_words(value)


def _in_words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return ", ".join(f"{key} {part}" for key, part in value.items()) if isinstance(value, Mapping) else str(value)


def _source(name: str, setting: Setting) -> str:
    """The title of a source, with a link if it has an address of the web."""
    source = setting.source_by_id[name]
    url = _web_address(source)
    return f'<a href="{escape(url)}">{escape(source.title)}</a>' if url else escape(source.title)


def media_of(step: Step, setting: Setting) -> Json | None:
    """The first of the sources of a move that has an address of the web."""
    for name in step.move.source:
        source = setting.source_by_id[name]
        if url := _web_address(source):
            return {"url": url, "credit": escape(source.title)}
    return None


def _web_address(source: Source) -> str:
    return source.url if source.url and source.url.startswith(("http://", "https://")) else ""


def paragraphs(texts: Iterable[str]) -> str:
    """Texts as paragraphs of HTML."""
    return "".join(f"<p>{escape(text)}</p>" for text in texts)
