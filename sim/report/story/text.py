"""Stories for a terminal."""

from collections.abc import Iterable, Iterator
from typing import Final

from sim.report.story.story import Chapter, Passage, Story
from sim.report.table.render import for_people
from sim.report.table.wrapping import wrapped

_WIDEST: Final = 100
"""The most columns of a line, as longer ones are hard to read."""

_INDENT: Final = "    "
_HANGING: Final = "  "


def as_text(stories: Iterable[Story], width: int, encoding: str = "utf-8") -> str:
    """Stories one after the other, in lines of at most so many columns."""
    return "\n".join("".join(f"{line}\n" for line in _story(story, min(width, _WIDEST), encoding)) for story in stories)


def _story(story: Story, width: int, encoding: str) -> Iterator[str]:
    for paragraph in (story.title, *story.introduction):
        first, *others = wrapped(for_people(paragraph, encoding), width - len(_HANGING))
        yield first
        yield from (f"{_HANGING}{line}" for line in others)
    for chapter in story.chapters:
        yield from _chapter(chapter, width, encoding)


def _chapter(chapter: Chapter, width: int, encoding: str) -> Iterator[str]:
    if chapter.heading:
        yield from ("", for_people(chapter.heading, encoding))
    for item in chapter.items:
        first, *others = wrapped(for_people(item, encoding), width - len("  - "))
        yield f"  - {first}"
        yield from (f"{_INDENT}{line}" for line in others)
    for passage in chapter.passages:
        yield from ("", for_people(passage.heading, encoding))
        for line in lines_of(passage):
            told = wrapped(for_people(line, encoding), width - len(_INDENT))
            yield from (f"{_INDENT}{part}" for part in told)


def lines_of(passage: Passage) -> Iterator[str]:
    """The sentence of a passage, then what is known of it, a line each."""
    yield passage.sentence
    if passage.quote:
        yield f"“{passage.quote}”"
    yield from (f"{label}: {value}" for label, value in passage.known)
