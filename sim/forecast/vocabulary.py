"""The words in which a record speaks of harm, for the threats and measures that a forecast makes up."""

from collections.abc import Iterable, Iterator
from random import Random
from typing import Any, Final

from attrs import field, frozen

from sim.rules.subjects.measures import DeclaredMeasure, Measure

NAMELESS: Final = ("a measure",)
"""The words for a harm where the record has none."""

_Actions = dict[tuple[str | None, str | None], tuple[str, ...]]


@frozen
class Vocabulary:
    """The actions and the titles of the measures of a record, each once, by who and over which issue."""

    _actions: _Actions = field(factory=dict)

    @classmethod
    def of(cls, subjects: Iterable[object]) -> "Vocabulary":
        """The vocabulary of the measures among some subjects."""
        actions: dict[tuple[str | None, str | None], dict[str, None]] = {}
        for measure in subjects:
            if isinstance(measure, Measure) and (action := _words_of(measure.made)):
                for key in _keys(measure):
                    actions.setdefault(key, {})[action] = None
        return cls({key: tuple(words) for key, words in actions.items()})

    def action(self, party: str, issues: Iterable[str], random: Random) -> str:
        """An action at random: of the party over one of these issues, else of the party, else over such an issue.

        Where the record names none it is "a measure".
        """
        over = tuple(issues)
        keys = (*((party, issue) for issue in over), (party, None), *((None, issue) for issue in over))
        actions = next((self._actions[key] for key in keys if key in self._actions), NAMELESS)
        return actions[0] if len(actions) == 1 else random.choice(actions)


def _words_of(made: Any) -> str | None:
    """What it does: the action of a threat or a measure, the title of what was declared."""
    words: str | None = made.title if isinstance(made, DeclaredMeasure) else made.action
    return words


def _keys(measure: Measure) -> Iterator[tuple[str | None, str | None]]:
    """What its words are found by: its author and each issue, its author, and each issue."""
    yield measure.author, None
    for issue in measure.issue:
        yield measure.author, issue
        yield None, issue
