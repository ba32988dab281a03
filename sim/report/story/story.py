"""A story as it is told: a title, what is said first, and chapters of passages, each with what is known of it."""

from attrs import frozen


@frozen(kw_only=True)
class Passage:
    """A thing that was done or declared: its heading (`#5, on 12 October 2007`), a sentence, and what is known of it.

    `facts` are labels with values, such as what it led to. `source` has the titles of the sources.
    """

    heading: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    quote: str = ""
    speaker: str = ""
    source: str = ""
    note: str = ""

    @property
    def known(self) -> tuple[tuple[str, str], ...]:
        """All that is known of it beside its quote, with labels."""
        of_source = (("Speaker", self.speaker), ("Source", self.source), ("Note", self.note))
        return (*self.facts, *(pair for pair in of_source if pair[1]))


@frozen
class Chapter:
    """A part of a story: a heading (empty: none), items of a list, and passages, oldest first."""

    heading: str
    items: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.items and not self.passages


@frozen
class Story:
    """A title, the paragraphs under it, and chapters."""

    title: str
    introduction: tuple[str, ...]
    all_chapters: tuple[Chapter, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters in which there is something."""
        return tuple(chapter for chapter in self.all_chapters if not chapter.is_empty)
