"""The two negotiators of a session of NegMAS, and the parties that they become."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import frozen

from sim.model.errors import InvalidImportError
from sim.records.importers.names import id_of
from sim.records.importers.negmas.files import SavedSession
from sim.records.importers.texts import plain

_RANDOM: Final = re.compile(r"-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
"""What NegMAS adds to the name of a negotiator for its id."""
_MOST_NAMED: Final = 5

Dyad = tuple[str, str] | None


@frozen
class Negotiators:
    """The parties by the ids of the negotiators, and the names of these by party, in the order of their turns."""

    parties: Mapping[str, str]
    names: Mapping[str, str]

    def other(self, party: str) -> str:
        """The other party."""
        return next(other for other in self.names if other != party)


def negotiators_of(session: SavedSession, acting: Iterable[str], dyad: Dyad) -> Negotiators | None:
    """The negotiators of a session, those *acting* in its trace among them; None if they are not the dyad.

    A dyad names negotiators by id, name or party. It also names one who is known from no file of the session.

    Raises: InvalidImportError if no dyad is wanted and they are not two.
    """
    named = dict(_named(session))
    ids = dict.fromkeys((*named, *session.utility_columns, *acting))
    names = {key: plain(named.get(key) or _RANDOM.sub("", key) or key) for key in ids}
    if dyad is not None:
        unknown = [word for word in dyad if not any(word in (key, name, id_of(name)) for key, name in names.items())]
        names |= dict(zip(unknown, unknown, strict=True))
        if len(names) != 2 or (len(ids) == 2 and unknown):
            return None
    if len(names) != 2:
        raise InvalidImportError(str(session.file), None, "", _count(tuple(names.values())))
    parties = dict[str, str]()
    for key, name in names.items():
        parties[key] = id_of(name, parties.values(), "party")
    return Negotiators(parties, {party: names[key] for key, party in parties.items()})


def _named(session: SavedSession) -> Iterator[tuple[str, str]]:
    """The ids and names that the configuration of a session has, in the order of their turns."""
    ids, names = (session.config.get(key) for key in ("negotiator_ids", "negotiator_names"))
    if isinstance(ids, list):
        same = isinstance(names, list) and len(names) == len(ids)
        yield from zip(map(str, ids), map(str, names if same and isinstance(names, list) else ids), strict=True)


def _count(names: tuple[str, ...]) -> str:
    if len(names) < 2:
        only = f"only {names[0]} acts" if names else "nobody acts"
        return f"{only} in this trace, and a record has two parties; name both with `--dyad A,B`"
    listed = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    return f"{len(names)} negotiators act in it ({listed}), and a record has two parties; leave this session out"
