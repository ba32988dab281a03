"""The moves for the messages of a Concordia session.

The mapping is by the purposes that the specification gives to the types of messages (section 4.2) and by its rules of
transition (section 5.2): an answer that names no offer is about the current one, the last that the other side has made.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from attrs import define, field, frozen

from sim.model.ids import BOTH
from sim.records.imported_case import ACT, DROPPED, GUESSED, LINKED, READ, REFUSED, ImportedRow
from sim.records.importers.concordia.messages import PROTOCOL, Message
from sim.records.importers.concordia.terms import Terms, in_words, terms_of, values_of
from sim.records.importers.source_dates import source_day

DEAL: Final = "deal"
"""The issue of every offer."""
TALKS: Final = "session"
"""The format of talks that a session is."""
OPEN: Final = "open"
ENTER: Final = "accept_session"
RESOLVE: Final = "resolve"

_OPENING: Final = "opening"
_AGREEMENT: Final = "agreement"
_CURRENT: Final = "it names no offer, so it is about the other side's last one"
_NOTHING_CURRENT: Final = "there is no offer of the other side that it could be about; add that offer"

STEPS: Final = {"inquire": "asks about:", "constrain": "declares a limit:", "signal": "says what it prefers:"}
"""The types of messages that are about no offer, with what their senders do."""

Rows = Iterator[ImportedRow]


@frozen
class _Offer:
    """An offer: the id of its proposal, its author's id, its terms, and its ids in the messages."""

    name: str
    by: str
    terms: Terms | None
    known_as: frozenset[str]


@define
class SessionMoves:
    """Makes moves of the messages of a session in order; `ids` has an id for each agent, `sides` the two who negotiate.

    The offers on the table are those that nothing has taken the place of.
    """

    ids: Mapping[str, str]
    sides: frozenset[str]
    _offers: int = 0
    _steps: int = 0
    _is_opened: bool = False
    _accepted: str = ""
    _on_table: list[_Offer] = field(factory=list)
    _yes: dict[str, set[str]] = field(factory=dict)
    _seen: set[str] = field(factory=set)

    def of(self, message: Message) -> Rows:
        """The rows for a message: one, or two for an opening with an offer in it."""
        fault = self._fault(message)
        if fault:
            yield _refused(message, fault)
            return
        if message.id in self._seen:
            yield ImportedRow(message.number, None, DROPPED, "a message with this id stands above; leave it out")
            return
        self._seen |= {message.id} - {""}
        yield from self.makers[message.kind](message)

    @property
    def makers(self) -> Mapping[str, Callable[[Message], Rows]]:
        """What makes the rows for each type of message."""
        return {
            OPEN: self._opened,
            ENTER: self._entered,
            "decline_session": self._declined,
            "offer": self._offer_made,
            "counter": self._countered,
            "accept": self._accepted_offer,
            "reject": self._rejected,
            **dict.fromkeys(STEPS, self._stepped),
            "withdraw": self._left,
            "propose_mediator": self._asked_for_mediator,
            RESOLVE: self._resolved,
            "commit": self._committed,
        }

    def _fault(self, message: Message) -> str:
        """Why a message can become no move, with the way out; empty if it can."""
        if message.kind not in self.makers:
            return f"{message.kind!r} is no type of message in Concordia {PROTOCOL}; correct it"
        if not message.sender:
            return "it names no agent under `from`; add its sender"
        if message.day.problem:
            return f"{message.day.problem.partition(', so ')[0]}; write a timestamp such as 2026-03-10T14:00:00Z"
        return ""

    def _row(self, message: Message, outcome: str, reason: str, item: Mapping[str, Any]) -> ImportedRow:
        """The row of a move, by the sender unless it says otherwise; the words of the message are its quote."""
        (verb, subject), *others = item.items()
        made = {verb: subject, "by": self.ids[message.sender], "date": message.day.text, **dict(others)}
        if message.reasoning:
            made.setdefault("quote", message.reasoning)
        return ImportedRow(message.number, {**made, "note": "candidate"}, outcome, reason)

    # SESSIONS

    def _opened(self, message: Message) -> Rows:
        self._is_opened = True
        subject = in_words(message.body.get("subject"))
        asks = f"negotiate: {subject}" if subject else "negotiate"
        item = {"propose": _OPENING, "issue": DEAL, "kind": "request", "matter": "procedure", "terms": asks}
        yield self._row(message, READ, "", item)
        if terms_of(message.body) is not None:
            yield self._offered(message, None, GUESSED, "what an opening says of terms is its author's first offer")

    def _entered(self, message: Message) -> Rows:
        item = {"convene": TALKS, "by": BOTH, "speaker": message.sender}
        if self._is_opened:
            item["settles"] = _OPENING
        yield self._row(message, LINKED, "it is of the session that was opened", item)

    def _declined(self, message: Message) -> Rows:
        if self._is_opened:
            yield self._row(message, LINKED, "it is of the session that was opened", {"oppose": _OPENING})
        else:
            yield _refused(message, "the session was not opened; add its `negotiate.open`")

    def _left(self, message: Message) -> Rows:
        yield self._row(message, LINKED, "it is of this session", {"break-off": TALKS})

    # OFFERS

    def _offer_made(self, message: Message) -> Rows:
        offer = self._named(message, {message.refers_to})
        if terms_of(message.body) is None:
            yield _refused(message, "it has no terms with values; add them")
        elif offer is not None:
            yield self._offered(message, offer, LINKED, "it names the offer that it answers")
        else:
            yield self._offered(message, None, READ, "")

    def _countered(self, message: Message) -> Rows:
        offer, outcome, reason = self._answered(message, {message.refers_to})
        if terms_of(message.body) is None:
            yield _refused(message, "it has no terms with values; add them")
        elif offer is None:
            yield self._offered(
                message, None, GUESSED, "there is no offer that it could counter, so it is one by itself"
            )
        else:
            yield self._offered(message, offer, outcome, reason)

    def _resolved(self, message: Message) -> Rows:
        if terms_of(message.body) is None:
            yield _refused(message, "it has no terms with values; add them")
            return
        item = self._proposal(message)
        if self._on_table:
            item["settles"] = [offer.name for offer in self._on_table]
        self._put(message)
        reason = "a resolution is about the offers on the table" if "settles" in item else ""
        yield self._row(message, GUESSED if reason else READ, reason, item)

    def _offered(self, message: Message, answered: _Offer | None, outcome: str, reason: str) -> ImportedRow:
        """A proposal that takes the place of its author's offer on the table, and counters another."""
        item = self._proposal(message)
        own = next((offer for offer in self._on_table if offer.by == message.sender), None)
        if answered is not None and answered.by != message.sender:
            item["counters"] = answered.name
        if own is not None:
            item["replaces"] = own.name
            self._on_table.remove(own)
        self._put(message)
        if own is not None and outcome == READ:
            outcome, reason = GUESSED, "an agent has one offer on the table, so it takes the place of the one before"
        return self._row(message, outcome, reason, item)

    def _proposal(self, message: Message) -> dict[str, Any]:
        """The item for a proposal with the terms of a message, and a name of its own."""
        self._offers += 1
        item: dict[str, Any] = {"propose": f"offer-{self._offers}", "issue": DEAL, "terms": terms_of(message.body)}
        until = source_day(in_words(message.body.get("valid_until")))
        return item if until.problem else item | {"expires": until.text}

    def _put(self, message: Message) -> None:
        known_as = frozenset(filter(None, (message.id, in_words(message.body.get("offer_id")))))
        self._on_table.append(_Offer(f"offer-{self._offers}", message.sender, terms_of(message.body), known_as))

    # ANSWERS

    def _named(self, message: Message, names: set[str]) -> _Offer | None:
        """The offer on the table that a message names, if it names one."""
        return next((offer for offer in self._on_table if not names.isdisjoint(offer.known_as)), None)

    def _answered(self, message: Message, names: set[str]) -> tuple[_Offer | None, str, str]:
        """The offer that a message answers, with how that is known and why; None if there is none."""
        named = self._named(message, names)
        if named is not None:
            return named, LINKED, "it names the offer that it answers"
        others = [offer for offer in self._on_table if offer.by != message.sender]
        return (others[-1] if others else None), GUESSED, _CURRENT

    def _accepted_offer(self, message: Message) -> Rows:
        offer, outcome, reason = self._answered(message, _names(message))
        if offer is None:
            yield _refused(message, _NOTHING_CURRENT)
        elif differing := _differing(offer.terms, values_of(message.body.get("accepted_terms"))):
            yield _refused(
                message, f"it accepts other values of {differing} than {offer.name} has; correct one of them"
            )
        else:
            self._agree(offer, message.sender)
            yield self._row(message, outcome, reason, {"accept": offer.name})

    def _agree(self, offer: _Offer, agent: str) -> None:
        """Note a yes; once both sides have said it to an offer, nothing is on the table any more."""
        self._yes.setdefault(offer.name, {offer.by}).add(agent)
        if self._yes[offer.name] >= self.sides:
            self._accepted = offer.name
            self._on_table.clear()

    def _rejected(self, message: Message) -> Rows:
        offer, outcome, reason = self._answered(message, _names(message))
        if offer is None:
            yield _refused(message, _NOTHING_CURRENT)
        else:
            yield self._row(message, outcome, reason, {"oppose": offer.name})

    def _committed(self, message: Message) -> Rows:
        if self._accepted:
            item = {"commit": _AGREEMENT, "issue": DEAL, "under": self._accepted}
            yield self._row(message, GUESSED, "it names no offer, so it is about the one that was accepted", item)
        else:
            yield _refused(message, "no offer has been accepted that it could be about; add the acceptance")

    # OTHER MESSAGES

    def _asked_for_mediator(self, message: Message) -> Rows:
        self._steps += 1
        mediator = in_words(message.body.get("mediator_id")) or "a mediator"
        fields = {"issue": DEAL, "kind": "request", "matter": "procedure", "terms": f"mediation by {mediator}"}
        yield self._row(message, READ, "", {"propose": f"mediation-{self._steps}", **fields})

    def _stepped(self, message: Message) -> Rows:
        self._steps += 1
        said = f"{STEPS[message.kind]} {in_words(message.body)}"
        item = {"act": f"{message.kind}-{self._steps}", "issue": DEAL, "tone": "neutral", "action": said}
        yield self._row(message, ACT, "no move says this, and it changes nothing on the table", item)


def _names(message: Message) -> set[str]:
    """The ids by which an answer may name an offer: that of its message, or its own."""
    return {message.refers_to, in_words(message.body.get("offer_id"))} - {""}


def _differing(terms: Terms | None, accepted: Mapping[str, str]) -> str:
    """The terms of an offer of which an acceptance has other values, listed; empty if there are none."""
    offered = terms if isinstance(terms, Mapping) else {}
    return ", ".join(name for name, value in accepted.items() if offered.get(name, value) != value)


def _refused(message: Message, reason: str) -> ImportedRow:
    return ImportedRow(message.number, None, REFUSED, reason)
