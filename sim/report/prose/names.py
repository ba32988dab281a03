"""The names of parties, issues and subjects in words, where people read and need no id."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from attrs import frozen

from sim.model.ids import BOTH
from sim.report.prose.titles import in_sentence
from sim.report.words import CLOCK, content
from sim.rules.state import Negotiation

_LONGEST: Final = 100
"""The most characters of a name in the middle of a sentence."""

_SHORTEST: Final = 20
"""The fewest characters to which a name is cut at the end of a clause."""


@frozen(slots=False)  # for what is worked out once and kept
class Names:
    """The names in a state of a negotiation, cut where they are long: who reads meets them again and again."""

    state: Negotiation

    def actor(self, by: str | None) -> str:
        """The title of who makes a move: a party, both sides, a third party or the clock."""
        return self._titles.get(by or "", CLOCK)

    def actor_in_sentence(self, by: str | None) -> str:
        """The same as a sentence has it, with its article; of a third party also on whose side it stands."""
        title = self.actor(by)
        if by not in dict(self.state.setting.third_parties):
            return in_sentence(title)
        side = self.state.setting.side_of(by)
        whose = self.actor(side)
        is_said = side is None or whose in title
        return in_sentence(title) if is_said else f"{in_sentence(title)} (with {in_sentence(whose)})"

    def issue(self, issue: str) -> str:
        """The title of an issue."""
        return self._issues.get(issue, issue)

    def subject(self, name: str) -> str:
        """A name for a subject that fits in the middle of a sentence, with the id where others have the same name."""
        return f"{self.short(name)}{self.distinction(name)}"

    def short(self, name: str) -> str:
        """The subject's terms, its action or its title, cut where they are long; its id in words where it has none."""
        return self._short.get(name) or name.replace("-", " ")

    def in_quotes(self, name: str) -> str:
        """The same in quotation marks, with the id behind them."""
        return f"“{self.short(name)}”{self.distinction(name)}"

    def distinction(self, name: str) -> str:
        """The id of a subject in brackets where others have the same name; empty elsewhere."""
        return f" ({name})" if self._count[self.short(name)] > 1 else ""

    def content(self, name: str) -> str:
        """The terms, the action or the title of a subject in full, on one line; its id in words where it has none."""
        subject = self.state.subjects.get(name)
        return (subject is not None and on_one_line(content(subject))) or name.replace("-", " ")

    @cached_property
    def _titles(self) -> dict[str, str]:
        setting = self.state.setting
        return {BOTH: "both sides", **_all_shortened((*setting.parties, *setting.third_parties))}

    @cached_property
    def _issues(self) -> dict[str, str]:
        return _all_shortened(self.state.setting.issues)

    @cached_property
    def _short(self) -> dict[str, str]:
        return {name: shortened(self.content(name)) for name in self.state.ids}

    @cached_property
    def _count(self) -> Counter[str]:
        return Counter(self._short.values())


def _all_shortened(titles: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name: shortened(title) for name, title in titles}


def on_one_line(text: str) -> str:
    """A text without line breaks and without its full stop."""
    line = " ".join(text.split())
    return line if line.endswith("..") else line.removesuffix(".")


def shortened(text: str, longest: int = _LONGEST) -> str:
    """A text cut at the end of a clause, or else of a word, with an ellipsis, where it is longer than that."""
    if len(text) <= longest:
        return text
    room = text[: longest - 1]
    clause = max(room.rfind(end) for end in ("; ", ": ", ". ", ", ", " ("))
    word = room.rfind(" ")
    cut = next((at for at in (clause, word) if at >= _SHORTEST), len(room))
    return f"{room[:cut]}…"
