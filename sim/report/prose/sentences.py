"""Moves as sentences: who did what, and what it is about."""

from attrs import frozen

from sim.model.move import Lapse, Move
from sim.report.prose.clauses import clauses_of
from sim.report.prose.names import Names
from sim.report.prose.phrases import Phrase, plain
from sim.report.prose.predicates import TOLD, predicate_of
from sim.report.prose.references import object_of
from sim.report.prose.titles import capitalised


@frozen
class Sentence:
    """A sentence: a template with numbered slots, such as "{0} opposed {1}", and what stands in them.

    Templates are few, so that a page can hold each of them once. There is no full stop.
    """

    template: str
    slots: tuple[str, ...]

    def __str__(self) -> str:
        return self.template.format(*self.slots)


def move_sentence(move: Move, names: Names) -> Sentence:
    """The sentence of a move, without its date, its effects, and who said it where.

    Each other field that the move gives is told, one without words of its own by its key.
    """
    phrase = _main_clause(move, names) + clauses_of(move, names, TOLD.get(type(move), ()))
    return Sentence(phrase.template, phrase.slots)


def _main_clause(move: Move, names: Names) -> Phrase:
    if isinstance(move, Lapse):
        return Phrase("Time ran out for ") + object_of(move, names)
    actor = capitalised(names.actor_in_sentence(move.by))
    return plain(f"{actor}," if "," in actor else actor) + Phrase(" ") + predicate_of(move, names)
