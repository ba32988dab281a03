"""The tables of DESIGN.md, section 1, written down once more by hand: what may be made of a subject, by whom.

Nothing here asks `sim.rules.verdict` or a `LAW`: it is the second opinion that the laws are tested against.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from sim.model.ids import BOTH
from sim.model.move import CarryOut, Extend, Lapse, Move, Resume, Suspend, Withdraw
from sim.rules.state import Negotiation
from sim.rules.subject import Subject
from sim.rules.subjects.commitments import Commit, Commitment, Leave
from sim.rules.subjects.measures import Comply, Impose, Lift, Measure, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Proposal, Propose
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import Adjourn, AgreeToContinue, BreakOff, Convene, Talks

SIDES = ("aland", "bohus")
ACTORS = (*SIDES, BOTH, "council")
OTHER = {"aland": "bohus", "bohus": "aland"}
OPEN = ("tabled", "opposed", "provisional")

Entry = tuple[type[Move], str | None, str]
"""A verb, who makes the move, and the status that it leads to (on another subject that it replaces, too)."""


def entries(state: Negotiation, subject: Subject, day: date) -> set[Entry]:
    """Everything that may be done with the subject on the day."""
    match subject:
        case Proposal():
            return set(_proposal(subject, day))
        case Measure():
            return set(_measure(state, subject, day))
        case Commitment():
            return set(_commitment(subject, day))
        case Talks():
            return set(_talks(subject))
    return set()


def _proposal(it: Proposal, day: date) -> Iterator[Entry]:
    plan, expired = it.kind == "plan", it.status in OPEN and it.expires is not None and day > it.expires.best
    author = it.author
    if it.status in OPEN:
        yield Withdraw, author, "withdrawn"
        yield Extend, author, it.status
        if it.expires is None or day >= it.expires.best:
            yield Lapse, None, "lapsed"
    if plan and it.status == "carried-out":
        yield Withdraw, author, "withdrawn"
    if expired:
        return
    for party, answer in it.answers.items():
        if answer != "opposed" and (it.status in OPEN or (plan and it.status == "carried-out")):
            yield Oppose, party, "opposed" if it.status in OPEN else "carried-out"
        if answer != "accepted" and it.status in OPEN and not plan:
            yield from _acceptance(it, party)
    yield from _further(it)


def _acceptance(it: Proposal, party: str) -> Iterator[Entry]:
    others = {other for name, other in it.answers.items() if name != party}
    if "opposed" in others:
        yield Accept, party, "opposed"
    else:
        yield Accept, party, "provisional"
        if others <= {"accepted"}:
            yield Accept, party, "accepted"


def _further(it: Proposal) -> Iterator[Entry]:
    plan, author = it.kind == "plan", it.author
    if it.status in OPEN:
        yield Propose, author, "superseded"
        if author in SIDES:
            yield Propose, BOTH, "superseded"
    if plan and it.status in ("tabled", "opposed"):
        yield CarryOut, author, "carried-out"
    if not plan and it.status == "accepted":
        yield from ((CarryOut, by, "carried-out") for by in (*SIDES, BOTH))


def _measure(state: Negotiation, it: Measure, day: date) -> Iterator[Entry]:
    author = it.author
    if it.status == "threatened":
        yield Threaten, author, "superseded"
        yield CarryOut, author, "in-place"
        if any(is_harm(subject, author) for subject in state.subjects.values()):
            yield CarryOut, author, "carried-out"
        yield Comply, OTHER[author], "complied"
        yield Withdraw, author, "withdrawn"
        if it.deadline is None or day >= it.deadline.best:
            yield Lapse, None, "lapsed"
    if it.status == "in-place":
        yield Suspend, author, "suspended"
    if it.status == "suspended":
        yield Resume, author, "in-place"
    if it.status in ("in-place", "suspended"):
        yield Lift, author, "lifted"
    if it.status in ("threatened", "suspended"):
        yield Extend, author, it.status


def is_harm(subject: Subject, party: str) -> bool:
    """Whether *party* has done a harm that the subject records."""
    match subject:
        case Proposal():
            return (subject.kind, subject.status, subject.author) == ("plan", "carried-out", party)
        case Measure():
            return (subject.status, subject.author) == ("in-place", party)
        case Commitment():
            return party in subject.participation and subject.participation[party].status in (
                "suspended",
                "leaving",
                "left",
            )
        case Talks():
            return subject.status == "broken-off" and bool(subject.moves) and subject.moves[-1].by == party
    return (subject.made.tone, subject.made.by) == ("hostile", party)


def part(it: Commitment, party: str, day: date) -> str | None:
    """The status of the party's part, in which a notice of exit has run out by then."""
    if party not in it.participation:
        return None
    found = it.participation[party]
    return "left" if found.status == "leaving" and day >= found.effective.best else found.status


def _commitment(it: Commitment, day: date) -> Iterator[Entry]:
    parts = {party: part(it, party, day) for party in SIDES}
    bound = [party for party in SIDES if parts[party] in ("in-force", "suspended", "leaving")]
    for party, status in parts.items():
        if status is None and (it.until is None or day <= it.until.best):
            yield Commit, party, "in-force"
        if status == "in-force":
            yield Suspend, party, "suspended"
            yield CarryOut, party, "fulfilled"
        if status in ("in-force", "suspended"):
            yield Leave, party, "left"
            yield Leave, party, "leaving"
        if status in ("suspended", "leaving"):
            yield Resume, party, "in-force"
    for party in bound:
        yield Extend, BOTH if len(bound) == 2 else party, parts[party]


def _talks(it: Talks) -> Iterator[Entry]:
    if it.status == "in-session":
        yield AgreeToContinue, BOTH, "in-session"
        yield Adjourn, BOTH, "adjourned" if it.next_round is None else "scheduled"
    else:
        yield Convene, BOTH, "in-session"
        yield AgreeToContinue, BOTH, "scheduled"
    if it.status in ("in-session", "adjourned", "scheduled"):
        yield from ((BreakOff, party, "broken-off") for party in SIDES)


OPENINGS: set[tuple[type[Move], str, str]] = {
    *((Propose, by, kind) for by in ACTORS for kind in ("offer", "request", "plan")),
    *((verb, by, "") for by in SIDES for verb in (Threaten, Impose)),
    *((Commit, by, "") for by in (*SIDES, BOTH)),
    *((Act, by, tone) for by in (*SIDES, "council") for tone in ("hostile", "neutral", "conciliatory")),
    *(
        (Remark, by, kind)
        for by in (*SIDES, "council")
        for kind in ["concern", "hope", "support", "criticism", "explanation", "warning", "appeal", "reaffirmation"]
    ),
}
"""Who may make what: verb, by, and the kind or tone."""


_TONES: dict[str, dict[str, str]] = {
    "proposal": {
        "hostile": "oppose",
        "neutral": "propose extend lapse carry-out",
        "conciliatory": "accept withdraw",
    },
    "measure": {
        "hostile": "threaten impose carry-out resume",
        "neutral": "extend lapse",
        "conciliatory": "comply withdraw suspend lift",
    },
    "commitment": {"hostile": "suspend leave", "neutral": "extend", "conciliatory": "commit resume carry-out"},
    "talks": {"hostile": "break-off", "neutral": "convene adjourn", "conciliatory": "agree-to-continue"},
    "statement": {"neutral": "remark"},
}
_TONE_OF = {(noun, verb): tone for noun, tones in _TONES.items() for tone in tones for verb in tones[tone].split()}
_EXCEPTIONS = {
    ("proposal", "withdraw", "tabled", "offer"): "neutral",
    ("proposal", "withdraw", "opposed", "offer"): "neutral",
    ("proposal", "withdraw", "provisional", "offer"): "neutral",
    ("proposal", "carry-out", "opposed", "plan"): "hostile",
    ("talks", "convene", "broken-off", "talks"): "conciliatory",
}


def tone(noun: str, verb: str, before: str | None, after: str | None, kind: str) -> str:
    """The tone of a move on a subject of that noun and kind, from one status to another."""
    if verb == "act":
        return kind
    if (noun, verb, after) == ("measure", "carry-out", "carried-out"):
        return "neutral"
    return _EXCEPTIONS.get((noun, verb, before, kind), _TONE_OF[noun, verb])


def attempts(name: str, day: date) -> Iterator[Move]:
    """Every verb on the subject by everybody and the clock, with the fields that its rows tell apart."""
    later = day + timedelta(400)
    about = {"subject": name, "date": day}
    yield Lapse(**about)
    for by in (*ACTORS, None):
        fields = about | {"by": by}
        yield from (verb(**fields) for verb in (Oppose, Accept, Withdraw, CarryOut, Comply, Suspend, Resume, Lift))
        yield from (verb(**fields) for verb in (Leave, Convene, AgreeToContinue, Adjourn, BreakOff, Commit))
        yield Accept(**fields, subject_to="a ballot")
        yield Leave(**fields, effective=later)
        yield from (Extend(**fields, **{end: later}) for end in ("expires", "deadline", "until"))
        new = fields | {"subject": f"{name}-again", "issue": "quota", "replaces": name}
        yield Propose(**new)
        yield Threaten(**new, action="close its ports")
