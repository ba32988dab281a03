"""Stories as a page of HTML: one file, without a script and without anything from elsewhere."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from typing import Final

from sim.model.escaping import one_line
from sim.report.story.story import Chapter, Passage, Story
from sim.report.svg.canvas import escaped

_STYLE: Final = re.sub(r"\s*\n\s*", "", files(__package__).joinpath("style.css").read_text("utf-8"))
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(_STYLE.encode()).digest()).decode()}'; base-uri 'none'; "
    "form-action 'none'"
)


def as_html(title: str, stories: Iterable[Story]) -> str:
    """A page under the title of the scenario, a section for each story."""
    name = _text(title)
    body = "".join("".join(_story(story)) for story in stories)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<title>{name}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<header><p dir="auto">{name}</p></header>\n<main>\n{body}</main>\n</body>\n</html>\n'
    )


def _story(story: Story) -> Iterator[str]:
    yield f'<article>\n<h1 dir="auto">{_text(story.title)}</h1>\n'
    yield from (f'<p dir="auto">{_text(paragraph)}</p>\n' for paragraph in story.introduction)
    for chapter in story.chapters:
        yield from _chapter(chapter)
    yield "</article>\n"


def _chapter(chapter: Chapter) -> Iterator[str]:
    if chapter.heading:
        yield f"<h2>{_text(chapter.heading)}</h2>\n"
    if chapter.items:
        items = "".join(f'<li dir="auto">{_text(item)}</li>\n' for item in chapter.items)
        yield f"<ul>\n{items}</ul>\n"
    level = "h3" if chapter.heading else "h2"
    yield from (part for passage in chapter.passages for part in _passage(passage, level))


def _passage(passage: Passage, level: str) -> Iterator[str]:
    yield f'<section>\n<{level}>{_text(passage.heading)}</{level}>\n<p dir="auto">{_text(passage.sentence)}</p>\n'
    if passage.quote:
        yield f'<blockquote dir="auto">“{_text(passage.quote)}”</blockquote>\n'
    if passage.known:
        told = "".join(f'<dt>{_text(label)}</dt><dd dir="auto">{_text(value)}</dd>\n' for label, value in passage.known)
        yield f"<dl>\n{told}</dl>\n"
    yield "</section>\n"


def _text(text: str) -> str:
    return escaped(one_line(text))
