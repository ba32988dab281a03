"""Proposals: their answers, their ratifiers, and what is settled with them."""

from datetime import date

from attrs import evolve, frozen

from sim.model.ids import BOTH
from sim.model.move import CarryOut, Extend, Lapse, Move, Withdraw
from sim.model.setting import Setting
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Ratify, Reject, Repudiate

OPEN = ("tabled", "opposed", "rejected", "provisional")
AGREED = ("accepted", "carried-out")
NOT_ENDED = (*OPEN, *AGREED)


@frozen
class Proposal:
    """Who made it, how it is answered, what the ratifiers of a party say, and what became of it (or nothing yet)."""

    author: str
    kind: str
    counters: tuple[str, ...]
    replaces: tuple[str, ...]
    settles: tuple[str, ...]
    expires: date | None
    answers: dict[str, str]
    votes: dict[tuple[str, str], str]
    fate: str = ""

    @property
    def status(self) -> str:
        """What it is, by its fate or by the answers."""
        answers = {self.answer_of(party) for party in self.answers}
        if self.fate:
            return self.fate
        if "opposed" in answers:
            return "opposed"
        if "no" in self.votes.values():
            return "rejected"
        if self.kind == "plan" or answers == {"awaited"}:
            return "tabled"
        return "provisional" if "awaited" in answers or "awaited" in self.votes.values() else "accepted"

    def answer_of(self, party: str | None) -> str | None:
        """The answer of a party; where it has referred with a no and all have said yes, that."""
        votes = {vote for (who, _), vote in self.votes.items() if who == party}
        answer = self.answers.get(str(party))
        return "accepted" if answer == "opposed" and votes == {"yes"} else answer

    def reads(self, day: date) -> str:
        """What it is on a day."""
        return "expired" if self.status in OPEN and self.expires is not None and day > self.expires else self.status

    @property
    def is_open(self) -> bool:
        """Whether it has come to no end yet."""
        return self.status in OPEN

    @property
    def is_agreed(self) -> bool:
        """Whether it is an offer or a request that was accepted, or carried out since."""
        return self.kind != "plan" and self.status in AGREED

    def ratifiers(self, party: str) -> tuple[str, ...]:
        """Who has a vote for a party."""
        return tuple(ratifier for who, ratifier in self.votes if who == party)

    def answered(self, party: str, answer: str, ratifiers: tuple[str, ...]) -> "Proposal":
        """It with a new answer of a party, which is put to these ratifiers."""
        others = {pair: vote for pair, vote in self.votes.items() if pair[0] != party}
        answers = {**self.answers, party: answer} if party in self.answers else self.answers
        return evolve(self, answers=answers, votes=others | {(party, each): "awaited" for each in ratifiers})

    def voted(self, ratifier: str, vote: str) -> "Proposal":
        """It with a vote of a ratifier, for every party that has put it to that."""
        votes = {pair: vote if pair[1] == ratifier else before for pair, before in self.votes.items()}
        return evolve(self, votes=votes)


def made(move: Propose, setting: Setting) -> Proposal:
    """A proposal as it is put."""
    asked = tuple(party for party in setting.party_ids if party != move.by)
    return Proposal(
        move.by,
        move.kind,
        move.counters,
        move.replaces,
        move.settles,
        move.expires and move.expires.best,
        dict.fromkeys(asked, "awaited"),
        {(move.by, ratifier): "awaited" for ratifier in move.subject_to},
    )


def may_be_made(move: Propose, proposals: dict[str, Proposal], setting: Setting, day: date) -> bool:
    """Whether all that it names may be named so, and only a sole author refers it."""
    return (
        all(name in proposals for name in (*move.counters, *move.replaces, *move.settles))
        and all(is_other_side(move.by, proposals[name].author) for name in move.counters)
        and all(
            proposals[name].reads(day) in OPEN and may_replace(move.by, proposals[name].author, setting)
            for name in move.replaces
        )
        and not (move.subject_to and (move.by not in setting.party_ids or move.kind == "plan"))
    )


def is_other_side(by: str, author: str) -> bool:
    """Whether an author is on another side than who counters; of a joint text everybody is."""
    return author not in (by, BOTH)


def may_replace(by: str, author: str, setting: Setting) -> bool:
    """Whether it is one's own, or, for both together, either party's."""
    return by == author or (by == BOTH and author in setting.party_ids)


def changed(it: Proposal, move: Move, day: date, setting: Setting) -> tuple[Proposal, str] | None:  # noqa: C901, PLR0911 - a case for each row
    """The proposal after a move and the tone of the change; None if there is no such transition."""
    status, plan = it.reads(day), it.kind == "plan"
    is_open, undoable = status in OPEN, plan and status == "carried-out"
    match move:
        case Oppose() if (is_open or undoable) and it.answer_of(move.by) in ("awaited", "accepted"):
            refers = plan and move.subject_to
            return None if refers else (it.answered(move.by, "opposed", move.subject_to), "hostile")
        case Accept() if is_open or undoable:
            return _accepted(it, move)
        case Ratify() | Reject() if is_open and move.by in {ratifier for _, ratifier in it.votes}:
            vote = "yes" if isinstance(move, Ratify) else "no"
            after = it.voted(move.by, vote)
            changes = vote == "no" or after != it
            return (after, "conciliatory" if vote == "yes" else "hostile") if changes else None
        case Withdraw() if (is_open or status == "expired" or undoable) and move.by == it.author:
            neutral = it.kind == "offer" or it.status == "provisional"
            return evolve(it, fate="withdrawn"), "neutral" if neutral else "conciliatory"
        case Repudiate() if not plan and status in AGREED and move.by in setting.party_ids:
            return evolve(it, fate="repudiated"), "hostile"
        case CarryOut() if not (move.as_ or move.level or move.effective or move.until):
            if plan and status in ("tabled", "opposed") and move.by == it.author and not move.settles:
                return evolve(it, fate="carried-out"), "hostile" if status == "opposed" else "neutral"
            if not plan and status == "accepted" and move.by in (*setting.party_ids, BOTH):
                return evolve(it, fate="carried-out"), "neutral"
        case Extend() if (is_open or status == "expired") and move.by == it.author and not move.under:
            if move.deadline or move.until or move.effective or not _is_later(move, it):
                return None
            return evolve(it, expires=move.expires and move.expires.best), "neutral"
        case Lapse() if (is_open or status == "expired") and (it.expires is None or day >= it.expires):
            return evolve(it, fate="lapsed"), "neutral"
    return None


def _is_later(move: Extend, it: Proposal) -> bool:
    """Whether an extension moves the end to a later day, or to none."""
    if move.expires is None:
        return it.expires is not None
    return it.expires is None or move.expires.best > it.expires


def _accepted(it: Proposal, move: Accept) -> tuple[Proposal, str] | None:
    """It with a yes of a party, or of both together where nothing is reserved; None if it may say none."""
    parties = tuple(it.answers) if move.by == BOTH else (str(move.by),)
    together = move.by == BOTH
    lost = "no" in {vote for (party, _), vote in it.votes.items() if party in parties}
    fit = ("opposed",) if it.kind == "plan" else ("awaited", "opposed")
    if not lost and not all(it.answer_of(party) in fit for party in parties):
        return None
    if (together and (len(parties) < 2 or it.votes)) or (move.subject_to and (together or it.kind == "plan")):
        return None
    for party in parties:
        ratifiers = (*(it.ratifiers(party) if lost else ()), *move.subject_to)
        it = it.answered(party, "awaited" if it.kind == "plan" else "accepted", ratifiers)
    return it, "conciliatory"
