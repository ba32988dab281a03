"""Stories in Markdown, for a dossier."""

from collections.abc import Iterable, Iterator

from sim.report.story.story import Chapter, Passage, Story
from sim.report.table.render import in_markdown, paragraph_in_markdown


def as_markdown(stories: Iterable[Story]) -> str:
    """Stories one after the other, each under a heading of its own."""
    return "\n\n".join("\n\n".join(_story(story)) for story in stories) + "\n"


def _story(story: Story) -> Iterator[str]:
    yield f"# {in_markdown(story.title)}"
    yield from map(paragraph_in_markdown, story.introduction)
    for chapter in story.chapters:
        yield from _chapter(chapter)


def _chapter(chapter: Chapter) -> Iterator[str]:
    if chapter.heading:
        yield f"## {in_markdown(chapter.heading)}"
    if chapter.items:
        yield _list(chapter.items)
    for passage in chapter.passages:
        yield from _passage(passage, "###" if chapter.heading else "##")


def _passage(passage: Passage, level: str) -> Iterator[str]:
    yield f"{level} {in_markdown(passage.heading)}"
    yield paragraph_in_markdown(passage.sentence)
    if passage.quote:
        yield f"> “{in_markdown(passage.quote)}”"
    if passage.known:
        yield _list(f"{label}: {value}" for label, value in passage.known)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {paragraph_in_markdown(item)}" for item in items)
