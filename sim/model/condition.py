"""Conditions on the record: what must stand for a threat to be triggered, or to be discharged."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import field, frozen

from sim.model.errors import all_of

Stand = tuple[str, str, str]
"""A subject, the party whose part in it is meant (empty: every part there is), and the status that it must have."""
Terms = Mapping[str, str | Mapping[str, str]]
"""A status by subject, or for one party's part in a commitment by `subject/party`, or by subject and party."""


def _stands(terms: "Terms | tuple[Stand, ...]") -> tuple[Stand, ...]:
    if not isinstance(terms, Mapping):
        return tuple(terms)
    told = {subject: {"": status} if isinstance(status, str) else status for subject, status in terms.items()}
    pairs = ((subject, party, status) for subject, parts in told.items() for party, status in parts.items())
    return tuple(
        (subject.partition("/")[0], party or subject.partition("/")[2], status) for subject, party, status in pairs
    )


@frozen
class Condition:
    """A condition on the record, met while all of these subjects stand so.

    >>> str(Condition({"pact": {"bohus": "left"}, "levy": "in-place"}))
    'bohus’s part in pact is left and levy is in place'
    """

    stands: tuple[Stand, ...] = field(converter=_stands)

    def is_met(self, subjects: Mapping[str, Any], day: date, reading: str) -> bool:
        """Whether all of it holds of these *subjects* as they read on *day*; what has not been made meets nothing."""
        return all(self._holds(subjects.get(name), party, status, day, reading) for name, party, status in self.stands)

    @staticmethod
    def _holds(subject: Any, party: str, status: str, day: date, reading: str) -> bool:
        found = {} if subject is None else subject.statuses(day, reading)
        return found.get(party) == status if party else bool(found) and all(each == status for each in found.values())

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids of the subjects that it names, each once."""
        return tuple(dict.fromkeys(name for name, _, _ in self.stands))

    @property
    def terms(self) -> dict[str, str]:
        """It as a scenario file has it: a status by subject, or by `subject/party`."""
        return {f"{name}/{party}" if party else name: status for name, party, status in self.stands}

    def __str__(self) -> str:
        parts = (
            f"{f'{party}’s part in {name}' if party else name} is {status.replace('-', ' ')}"
            for name, party, status in self.stands
        )
        return all_of(parts)


def as_condition(value: "str | Terms | Condition | None") -> str | Condition | None:
    """A condition as a field holds it: a text as it is, terms on the record as a `Condition`."""
    return Condition(value) if isinstance(value, Mapping) else value
