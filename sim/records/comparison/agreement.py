"""How far two codings agree, field by field: the share of equal codings, and Krippendorff's alpha.

Source: K. Krippendorff, Computing Krippendorff's alpha-reliability, 2011. NLTK works out its values.
"""

from collections.abc import Hashable, Iterator, Sequence
from importlib import import_module
from typing import Any, Final

from attrs import frozen

from sim.model.errors import MissingDependencyError
from sim.model.move import Move, fields_of, holding, key_of
from sim.records.comparison.comparison import FIELDS, VERB, Comparison, has_field, is_same
from sim.records.comparison.names import SUBJECT, namespace_of

NOMINAL: Final = "nominal"
INTERVAL: Final = "interval"
"""The metrics of alpha: categories, which are the same or not, and days, whose distance counts."""

PRESENCE: Final = "verb or none"
"""The field that has the verb of each move, and none where a coder does not have the move."""

NO_VARIATION: Final = "undefined: all values are one"
IN_WORDS: Final = "none for texts"
NO_NLTK: Final = "none without NLTK"
TOO_FEW: Final = "undefined: no pair gives both days"
"""Why a field has no alpha."""

_METRICS: Final = {"date": INTERVAL, "text": None, "terms": None, "condition": None}
"""The metric of a field by its form, where it is not nominal; texts have none, but for the names of speakers."""
_NONE: Final = "none"
_FIRST, _SECOND = "first", "second"


@frozen
class FieldAgreement:
    """How far two codings agree in a field.

    It counts the `pairs` of moves that can have the field, those of them in which a coder has `given` it, and those in
    which both say the same, nothing at all among that. `alpha` is None where there is none, for the `reason`, or where
    it was not asked for.
    """

    key: str
    pairs: int
    given: int
    same: int
    metric: str | None
    alpha: float | None = None
    reason: str = ""

    @property
    def share(self) -> float:
        """The share of the pairs in which both say the same."""
        return self.same / self.pairs


Values = Sequence[tuple[Any, Any]]
"""The values of a field in both codings, for each pair."""


def agreement(comparison: Comparison, *, with_alpha: bool = True) -> tuple[FieldAgreement, ...]:
    """The agreement in each field, over the pairs of moves that can have it; fields that nobody gives are left out.

    First comes that on verbs in which a move that one coder does not have counts as a value of its own.

    Raises: MissingDependencyError if *with_alpha* and NLTK is not installed.
    """
    if with_alpha:
        require_nltk()
    return tuple(_agreement(key, metric, values, with_alpha=with_alpha) for key, metric, values in _fields(comparison))


def _fields(comparison: Comparison) -> Iterator[tuple[str, str | None, Values]]:
    """Each field with its metric, None for texts, and its values."""
    moves = [pair.moves for pair in comparison.pairs]
    verbs = [(ours.verb, theirs.verb) for ours, theirs in moves]
    ours = [(comparison.first.history.moves[number - 1].verb, None) for number in comparison.first_only]
    theirs = [(None, comparison.second.history.moves[number - 1].verb) for number in comparison.second_only]
    yield PRESENCE, NOMINAL, [*verbs, *ours, *theirs]
    if not moves:
        return
    yield VERB, NOMINAL, verbs
    of_one_kind = [both for both in moves if namespace_of(both[0]) == namespace_of(both[1])]
    if of_one_kind:
        yield SUBJECT, NOMINAL, [(ours.subjects, theirs.subjects) for ours, theirs in of_one_kind]
    for name in FIELDS:
        able = [both for both in moves if has_field(both[0], name) and has_field(both[1], name)]
        values = [(getattr(ours, name), getattr(theirs, name)) for ours, theirs in able]
        if any(value for pair in values for value in pair):
            yield key_of(name), _metric(able[0][0], name), values


def _metric(move: Move, name: str) -> str | None:
    form = next(holding(each).form for each in fields_of(type(move)) if each.name == name)
    return NOMINAL if name == "speaker" else _METRICS.get(form, NOMINAL)


def _agreement(key: str, metric: str | None, values: Values, *, with_alpha: bool) -> FieldAgreement:
    given = sum(1 for one, other in values if one or other)
    same = sum(1 for one, other in values if is_same(one, other))
    alpha, reason = None, NO_NLTK if metric else IN_WORDS
    if metric and with_alpha:
        alpha, reason = _alpha_or_reason(metric, values)
    return FieldAgreement(key, len(values), given, same, metric, alpha, reason)


def _alpha_or_reason(metric: str, values: Values) -> tuple[float | None, str]:
    if metric == NOMINAL:
        labels: list[tuple[Hashable, Hashable]] = [(_label(one), _label(other)) for one, other in values]
    else:
        labels = [(one.best.toordinal(), other.best.toordinal()) for one, other in values if one and other]
        if not labels:
            return None, TOO_FEW
    alpha = krippendorffs_alpha(labels, metric)
    return alpha, NO_VARIATION if alpha is None else ""


def _label(value: Any) -> Hashable:
    """A value as a category: ids in any order, and none for nothing."""
    return frozenset(value) if isinstance(value, tuple) and value else value or _NONE


def krippendorffs_alpha(values: Sequence[tuple[Hashable, Hashable]], metric: str = NOMINAL) -> float | None:
    """Krippendorff's alpha of the values of two coders; None if all are one value, so that it is undefined.

    The values are categories, or under the metric `interval` whole numbers.

    Raises: MissingDependencyError if NLTK is not installed.
    """
    task, distances = require_nltk()
    if len({value for pair in values for value in pair}) < 2:
        return None
    coded = (zip((_FIRST, _SECOND), (unit, unit), pair, strict=True) for unit, pair in enumerate(values))
    data = [each for unit in coded for each in unit]
    alpha: float = task(data, distance=distances[metric]).alpha()
    return alpha


def require_nltk() -> tuple[Any, dict[str, Any]]:
    """What NLTK has for agreement: its task, and its distances by metric.

    Raises: MissingDependencyError if it is not installed.
    """
    try:
        task, distance = (import_module(f"nltk.metrics.{name}") for name in ("agreement", "distance"))
    except ImportError:
        raise MissingDependencyError(
            "Krippendorff's alpha", "nltk", "agreement", "take the percent agreement, which needs nothing further"
        ) from None
    return task.AnnotationTask, {NOMINAL: distance.binary_distance, INTERVAL: distance.interval_distance}
