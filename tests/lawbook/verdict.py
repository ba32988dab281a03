"""What a move does to what there is, or that it may not be made."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from attrs import evolve, frozen

from lawbook import commitments, measures, proposals, talks
from lawbook.book import Book, settled
from sim.model.dates import When
from sim.model.ids import BOTH
from sim.model.move import Adjourn, CarryOut, Commit, Convene, Extend, Lapse, Move
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Leave
from sim.rules.subjects.measures import Ease, Impose, Raise, Threaten
from sim.rules.subjects.proposals import Accept, Propose, Ratify
from sim.rules.subjects.statements import Act, Remark

Part = tuple[str, str]
"""A subject and who is bound by it; nobody's name for what has no parts."""

Change = tuple[str | None, str | None, str]
"""What a move finds a part in, what it leads it to, and the tone of that."""

TONES = {
    "hostile": ("accusation", "criticism"),
    "conciliatory": ("support", "apology"),
    "neutral": ("concern", "hope", "explanation", "warning", "appeal", "reaffirmation", "denial"),
}


@frozen
class Verdict:
    """The changes that a legal move brings, and the book after it."""

    changes: dict[Part, Change]
    book: Book


def judged(book: Book, move: Move) -> Verdict | None:
    """What a move does on the best of its days; None if it may not be made."""
    if move.by not in (*book.setting.actors, None) or (move.by is None) != isinstance(move, Lapse):
        return None
    if isinstance(move, Remark):
        tone = next(tone for tone, kinds in TONES.items() if move.kind in kinds)
        if not {*move.subjects} <= {*book.setting.issue_ids}:
            return None
        return Verdict({(issue, ""): (None, None, tone) for issue in move.subjects}, book)
    after, tones = book, dict[Part, str]()
    for name in move.subjects:
        own = _on_one(book, move, name, move.date.best)
        if own is None:
            return None
        table, record, own_tones = own
        after, tones = after.with_one(table, name, record), tones | own_tones
    further = _further(book, after, move)
    if further is None:
        return None
    changes = dict(_changes(book, further[0], move, tones | further[1]))
    acted_on = {name for name, _ in changes.keys() - tones.keys()}
    return None if acted_on & {*move.subjects} else Verdict(changes, further[0])


def read(start: Negotiation, moves: Iterable[Move]) -> Book:
    """The book of a legal record that begins in a state."""
    book = Book.begun(start)
    for move in moves:
        book = on_a_day(book, move).book
    return book


def on_a_day(book: Book, move: Move) -> Verdict:
    """What a legal move does, on the first of its days that will do."""
    verdicts = (judged(book, evolve(move, date=day)) for day in _days_of(book, move.date))
    verdict = next(filter(None, verdicts), None)
    assert verdict is not None, f"the second opinion refuses {move}"
    return verdict


def _days_of(book: Book, when: When) -> Iterator[date]:
    """The days of a date on which something may differ: its best day first, then those about which something turns."""
    yield when.best
    near = {day + timedelta(gap) for day in book.turning_days for gap in (-1, 0, 1)}
    first, last = when.earliest or date.min, when.latest or date.max
    yield from sorted(day for day in near if first <= day <= last)


def _changes(book: Book, after: Book, move: Move, tones: dict[Part, str]) -> Iterator[tuple[Part, Change]]:
    """The changes of the parts that the move is on, and of further ones; those are neutral unless it is said."""
    day = move.date.best
    for name in after.names:
        is_new, is_act = name not in book.names, name in after.acts
        before = {} if is_new else book.stands(name, day)
        leads = after.stands(name, _taking_effect(move))
        is_replaced = not is_new and name in book.commitments and after.is_replaced(name) > book.is_replaced(name)
        for who, reads in after.reads(name, day).items():
            if (name, who) in tones:
                yield (name, who), (before.get(who), None if is_act else leads[who], tones[name, who])
            elif is_replaced and book.reads(name, day)[who] in commitments.REPLACEABLE:
                yield (name, who), (before[who], "superseded", "neutral")
            elif reads != book.reads(name, day)[who]:
                yield (name, who), (before[who], leads[who], "neutral")


def _taking_effect(move: Move) -> date:
    """The day on which what a move leads to is to be seen; a notice of exit is one at once."""
    is_seen = isinstance(move, (Ease, Extend, Raise)) or (isinstance(move, Leave) and move.by != BOTH)
    effective = None if is_seen else getattr(move, "effective", None)
    return move.date.best if effective is None else max(move.date.best, effective.best)


# ONE SUBJECT

Own = tuple[str, Any, dict[Part, str]]
"""The table of a subject, its new record, and the tone of the change of each part."""


def _on_one(book: Book, move: Move, name: str, day: date) -> Own | None:
    if isinstance(move, (Propose, Threaten, Impose, Act)):
        return None if name in book.names else _made(book, move, name, day)
    if name in book.commitments or (isinstance(move, Commit) and name not in book.names):
        return _on_commitment(book, move, name, day)
    changed: tuple[Any, str] | None = None
    table = "proposals" if name in book.proposals else "measures" if name in book.measures else "talks"
    if name in book.proposals:
        changed = proposals.changed(book.proposals[name], move, day, book.setting)
    elif name in book.measures:
        changed = measures.changed(book.measures[name], move, day, book.setting)
    elif name in book.talks:
        changed = talks.changed(book.talks[name], move, day, book.setting)
    return None if changed is None else (table, changed[0], {(name, ""): changed[1]})


def _made(book: Book, move: Move, name: str, day: date) -> Own | None:
    setting = book.setting
    match move:
        case Propose() if proposals.may_be_made(move, book.proposals, setting, day):
            return "proposals", proposals.made(move, setting), {(name, ""): "neutral"}
        case Threaten() | Impose() if measures.may_be_made(move, book.measures, setting, day):
            is_new_harm = isinstance(move, Impose) or not move.replaces
            return "measures", measures.made(move, day), {(name, ""): "hostile" if is_new_harm else "neutral"}
        case Act():
            return "acts", (move.by, move.tone), {(name, ""): move.tone}
    return None


def _on_commitment(book: Book, move: Move, name: str, day: date) -> Own | None:
    it, parties = book.commitments.get(name), book.setting.party_ids
    replaced = None if it is None else commitments.superseded(name, book.commitments)
    if replaced is not None and (day >= replaced[1] or isinstance(move, Commit)):
        return None
    if isinstance(move, Commit):
        actors = parties if move.by == BOTH else (str(move.by),)
        joined = commitments.joined(it, move, actors, day)
        if joined is None or not all(_may_be_replaced(book, move, other) for other in move.replaces):
            return None
        return "commitments", joined, {(name, who): "conciliatory" for who in actors}
    assert it is not None
    actors = commitments.actors_of(it, move, parties, day)
    changes = {who: commitments.changed(it.parts[who], move, day) for who in actors}
    if not changes or None in changes.values():
        return None
    parts = {who: change[0] for who, change in changes.items() if change}
    tones = {(name, who): change[1] for who, change in changes.items() if change}
    return "commitments", evolve(it, parts=it.parts | parts), tones


def _may_be_replaced(book: Book, move: Commit, name: str) -> bool:
    """Whether it is another commitment, and nothing else takes its place, be it on a later day."""
    if name in move.subjects or name not in book.commitments:
        return False
    replaced = commitments.superseded(name, book.commitments)
    return replaced is None or replaced[0] in move.subjects


# FURTHER SUBJECTS

Further = tuple[Book, dict[Part, str]]
"""The book with what a move does to further subjects, and the tones of that where they are not neutral."""


def _further(book: Book, after: Book, move: Move) -> Further | None:
    """None if a further subject stands in the way."""
    match move:
        case Propose():
            papers = after.proposals
            gone = {name: evolve(papers[name], fate="superseded") for name in move.replaces}
            return evolve(after, proposals=papers | gone), {}
        case Threaten() | Impose():
            return _instead(after, move), {}
        case CarryOut(as_=str()):
            return _recorded(book, after, move)
    under = move.under if isinstance(move, (Commit, Extend)) else None
    papers = _put_into_force(after.proposals, under)
    named = move.settles if isinstance(move, (Adjourn, CarryOut, Commit, Convene)) else ()
    if papers is None or not _may_settle(papers, move, named):
        return None
    if isinstance(move, (Accept, Ratify)) and _would_settle_one_another(book.proposals, move.subjects):
        return None
    papers = settled(papers, named, named)
    for name in move.subjects:
        if name in papers and papers[name].status == "accepted" and book.proposals[name].status != "accepted":
            papers = settled(papers, (name,), papers[name].settles)
    return evolve(after, proposals=papers), {}


def _would_settle_one_another(papers: dict[str, Any], names: tuple[str, ...]) -> bool:
    """Whether one of these, once it is agreed, settles another."""
    outcomes = ((name, settled(papers, (name,), papers[name].settles)) for name in names)
    return any(after[other].fate == "settled" for name, after in outcomes for other in {*names} - {name})


def _instead(after: Book, move: Threaten | Impose) -> Book:
    harms = after.measures
    gone = {name: harms[name].ended("superseded") for name in move.replaces}
    return evolve(after, measures=harms | gone)


def _recorded(book: Book, after: Book, move: CarryOut) -> Further | None:
    """A threat carried out as another subject; a measure in place is raised."""
    name, day = str(move.as_), move.date.best
    if name not in book.names or name in move.subjects or not book.is_harm(name, str(move.by), day):
        return None
    if name not in book.measures:
        return None if move.level or move.effective or move.until else (after, {})
    harms = after.measures | {name: measures.raised(book.measures[name], move, day, 1)}
    return evolve(after, measures=harms), {(name, ""): "hostile"}


def _put_into_force(papers: dict[str, Any], under: str | None) -> dict[str, Any] | None:
    if under is None:
        return papers
    it = papers.get(under)
    return None if it is None or not it.is_agreed else papers | {under: evolve(it, fate="carried-out")}


def _may_settle(papers: dict[str, Any], move: Move, named: tuple[str, ...]) -> bool:
    """Whether a move may settle these: open or done, and no promise of one side alone settles anything."""
    is_promise = isinstance(move, Commit) and move.by != BOTH and move.under is None
    fit = (name in papers and papers[name].status in proposals.NOT_ENDED for name in named)
    return all(fit) and not (named and is_promise) and not {*named} & {*move.subjects}
