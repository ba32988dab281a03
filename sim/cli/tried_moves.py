"""A move that is legal already, and gets one field after the other; what would make it illegal is refused."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import Any, Final

from attrs import NOTHING, Attribute, define, evolve

from sim.cli.move_options import Item
from sim.cli.questions import InvalidAnswerError, asked, listed
from sim.model.errors import InvalidFieldError
from sim.model.move import Move, fields_of, holding, key_of
from sim.rules.state import Negotiation
from sim.rules.verdict import Refusal, judge
from sim.scenario.fields import InvalidValueError, form_of
from sim.scenario.yaml.nodes import Node, ScalarNode, SequenceNode

_NOT_ASKED: Final = ("by", "date", "private")
_UNSET: Final = (None, ())
_MOST: Final = 31
"""The most words of a list that are tried for being legal."""


@define
class TriedMove:
    """A legal move in a state, which an example of the law has become."""

    state: Negotiation
    move: Move

    def tried(self, **fields: Any) -> "TriedMove":
        """The same with other values. Raises: InvalidAnswerError with every reason if it is not legal with them."""
        try:
            move = evolve(self.move, **fields)
        except InvalidFieldError as error:
            raise InvalidAnswerError(str(error)) from None
        verdict = judge(self.state, move)
        if isinstance(verdict, Refusal):
            raise InvalidAnswerError("; ".join(violation.reason for violation in verdict.violations))
        return TriedMove(self.state, move)

    def with_date(self, date: str) -> Item:
        """The item with its subjects, its maker and this date."""
        names = self.move.subjects
        by: Item = {} if self.move.by is None else {"by": self.move.by}
        return {self.move.verb: names[0] if len(names) == 1 else list(names), **by, "date": date}

    def asked_fields(self) -> Item:
        """The values of the other fields, asked for one by one: those that it needs first, then those it may have."""
        item: Item = {}
        attributes = [each for each in fields_of(type(self.move)) if each.name not in _NOT_ASKED]
        needed = [each for each in attributes if self._is_needed(each)]
        for attribute in (*needed, *(each for each in attributes if each not in needed)):
            value = self._asked(attribute, is_needed=attribute in needed)
            item |= {key_of(attribute.name): value} if value else {}
        return item

    def _is_needed(self, attribute: "Attribute[Any]") -> bool:
        """Whether it must be given, by the form of the move or because the law wants it here."""
        return attribute.default is NOTHING or getattr(self.move, attribute.name) not in (*_UNSET, attribute.default)

    def _asked(self, attribute: "Attribute[Any]", *, is_needed: bool) -> str | list[str]:
        """The answer for one field; empty without a question where there is a list of what it can name, all illegal."""
        choices = list(islice(self._choices(attribute), _MOST))
        if not (is_needed or choices) and self._names(attribute) is not None:
            return ""
        question = key_of(attribute.name) if is_needed else f"{key_of(attribute.name)}, or leave empty"
        read: Callable[[str], str | list[str]] = partial(self._read, attribute)
        return asked(question, read, choices, None if is_needed else "")

    def _names(self, attribute: "Attribute[Any]") -> Sequence[str] | None:
        """The words of which the field has one or several; None where it has any text, or a date."""
        held = holding(attribute)
        if held.name == "subject":
            return self.state.ids
        declared = self.state.setting.declared
        return tuple(declared[held.name]) if held.name in declared else held.choices or None

    def _choices(self, attribute: "Attribute[Any]") -> Iterator[str]:
        """The words that the field may have where there is a list of them, as far as they are legal."""
        for word in self._names(attribute) or ():
            with suppress(InvalidAnswerError):
                self.tried(**{attribute.name: word})
                yield word

    def _read(self, attribute: "Attribute[Any]", answer: str) -> str | list[str]:
        """The answer, after the move has got that value; empty where the field has none."""
        if not answer:
            return ""
        parts = listed(answer) if holding(attribute).form == "ids" else [answer]
        scalars: list[Node] = [ScalarNode(part, 1, 1) for part in parts]
        try:
            value = form_of(attribute)(scalars[0] if len(scalars) == 1 else SequenceNode(scalars, 1, 1))
        except InvalidValueError as invalid:
            raise InvalidAnswerError(invalid.reason) from None
        self.move = self.tried(**{attribute.name: value}).move
        return parts[0] if len(parts) == 1 else parts


def first_tried(state: Negotiation, examples: Sequence[Move], names: tuple[str, ...]) -> TriedMove:
    """The first of the examples that is legal on these subjects, those that give the fewest fields before others.

    Raises: InvalidAnswerError if none is.
    """
    reason = ""
    for example in sorted(examples, key=_fields_given):
        try:
            return TriedMove(state, example).tried(subject=names)
        except InvalidAnswerError as error:
            reason = reason or str(error)
    raise InvalidAnswerError(reason)


def _fields_given(move: Move) -> int:
    return sum(getattr(move, each.name) not in _UNSET for each in fields_of(type(move)))
