"""Sessions of the Concordia protocol, in which two agents negotiate by messages of fixed types."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sim.model.errors import InvalidImportError
from sim.records.imported_case import REFUSED, ImportedCase, ImportedRow
from sim.records.importers.concordia.messages import PROTOCOL, Message, in_order, messages_in
from sim.records.importers.concordia.moves import DEAL, ENTER, OPEN, RESOLVE, TALKS, SessionMoves
from sim.records.importers.concordia.terms import in_words
from sim.records.importers.names import id_of

FORMAT: Final = f"Messages of the Concordia protocol {PROTOCOL}: a JSON list of them, or one in a line."

Dyad = tuple[str, str] | None


def read(path: Path, dyad: Dyad = None) -> Iterator[ImportedCase]:
    """The sessions in a file, each a case; of a dyad only those between its two agents.

    Raises: UnreadableFileError, InvalidImportError for what cannot be read.
    """
    sessions = dict[str, list[Message]]()
    messages, others = messages_in(path)
    for message in messages:
        sessions.setdefault(message.session, []).append(message)
    agents = {name: _agents(messages) for name, messages in sessions.items()}
    fitting = [name for name in sessions if dyad is None or _is_between(agents[name], dyad)]
    if not fitting:
        raise InvalidImportError(str(path), None, "", _nothing(agents, dyad))
    if all(len(agents[name]) != 2 for name in fitting):
        first = fitting[0]
        raise InvalidImportError(str(path), sessions[first][0].number, "from", _not_two(first, agents[first]))
    for name in fitting:
        further = tuple(others) if name == fitting[0] else ()
        if len(agents[name]) == 2:
            yield _case(name, sessions[name], agents[name], further)
        else:
            reason = _not_two(name, agents[name])
            rows = (ImportedRow(each.number, None, REFUSED, reason, column="from") for each in sessions[name])
            yield ImportedCase(name, f"Concordia session {name}", {}, (*rows, *further))


def _not_two(session: str, agents: Sequence[str]) -> str:
    who = ", ".join(agents) or "nobody"
    return f"in session {session} act {who}, and a record has two parties; leave this session out"


def _agents(messages: Sequence[Message]) -> tuple[str, ...]:
    """The agents who negotiate in a session, in order; a mediator, who only proposes resolutions, is none of them."""
    agents = dict.fromkeys(message.sender for message in messages if message.sender and message.kind != RESOLVE)
    if len(agents) < 2:
        agents |= dict.fromkeys(name for message in messages for name in message.recipients)
    return tuple(agents)


def _is_between(agents: Sequence[str], dyad: tuple[str, str]) -> bool:
    return {*dyad} in ({*agents}, {id_of(agent) for agent in agents})


def _nothing(agents: dict[str, tuple[str, ...]], dyad: Dyad) -> str:
    """Why no session of a file is read, with the way out."""
    if dyad is None or not agents:
        return f"there is no message in it; give messages of Concordia {PROTOCOL}"
    known = list(dict.fromkeys(f"{','.join(pair)}" for pair in agents.values()))[:5]
    return f"no session is between {dyad[0]} and {dyad[1]} alone; there is {' and '.join(known)}"


def _case(
    name: str, in_file: Sequence[Message], agents: Sequence[str], further: tuple[ImportedRow, ...]
) -> ImportedCase:
    messages = in_order(in_file)
    subject = next((in_words(message.body.get("subject")) for message in messages if message.kind == OPEN), "")
    ids = dict[str, str]()
    for agent in (*agents, *(message.sender for message in messages if message.sender)):
        if agent not in ids:
            ids[agent] = id_of(agent, ids.values(), "agent")
    is_whole = any(message.kind in {OPEN, ENTER} for message in messages)
    setting = {
        "parties": {ids[agent]: agent for agent in agents},
        "third-parties": {party: agent for agent, party in ids.items() if agent not in agents},
        "issues": {DEAL: subject or "The deal"},
        "talks": {TALKS: {"title": f"Session {name}", "issue": DEAL, "status": "idle" if is_whole else "in-session"}},
    }
    moves = SessionMoves(ids, frozenset(agents))
    rows = tuple(row for message in messages for row in moves.of(message))
    notes = tuple(_notes(messages, is_sorted=messages == list(in_file)))
    return ImportedCase(name, f"Concordia session {name}", setting, (*rows, *further), notes)


def _notes(messages: Sequence[Message], *, is_sorted: bool) -> Iterator[str]:
    yield "times of day are left out"
    if not is_sorted:
        yield "the messages were put in order of their timestamps"
    others = dict.fromkeys(message.version or "(none)" for message in messages if message.version != PROTOCOL)
    if others:
        yield f"messages of version {', '.join(others)} are read as those of {PROTOCOL}"
