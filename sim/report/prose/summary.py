"""The summary of a record as of a day, in plain words that need no knowledge of its file.

It has at most twelve rows on a terminal of 80 columns.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from sim.assess.assessment import Assessment
from sim.assess.opposition import is_of_substance
from sim.history.snapshot import Snapshot
from sim.model.dates import LIKELY
from sim.model.errors import counted
from sim.report.prose.dates import day_in_words, when_in_words
from sim.report.prose.fitting import Importance, Line, closed, fitted
from sim.report.prose.items import LONGEST, MOST, forms_of
from sim.report.prose.names import Names, shortened
from sim.report.prose.sentences import move_sentence
from sim.report.prose.standing import BRIEF_NAME, LONGEST_NAME, called, standing_lines
from sim.report.prose.tension import tension_forms
from sim.report.prose.titles import capitalised
from sim.rules.lifecycle import spoken
from sim.rules.subjects.proposals import PLAN, Proposal

_LONGEST_IN_TWO_ROWS: Final = 150
_LEAST: Final = 40
"""The fewest characters in which a move can be told."""


def summary_of(snapshot: Snapshot, assessment: Assessment) -> tuple[str, ...]:
    """The lines of the summary, each a sentence or two: who, over what, as of when, and what stands.

    A line names the latest few of many, and has about 200 characters at most. Where all would take more than twelve
    rows, the less important lines name fewer, or only say how many there are.
    """
    names = Names(snapshot.state)
    return fitted(
        (
            (Importance.PARTIES, _who(names)),
            (Importance.LAST_MOVE, _as_of(snapshot, names)),
            *_agreement(snapshot, assessment, names),
            (Importance.TENSION, tension_forms(snapshot, assessment, names)),
            *standing_lines(snapshot, assessment.dialogue, names),
        )
    )


def _who(names: Names) -> Iterator[str]:
    """The two parties, and the issues between them."""
    setting = names.state.setting
    first, second = (names.actor_in_sentence(party) for party in setting.party_ids)
    opening = f"{capitalised(first)} and {second} negotiate"
    titles = [title for _, title in setting.issues]
    if len(titles) > 1:
        yield from forms_of(f"{opening} over {len(titles)} issues", titles, tuple)
    elif titles:
        yield f"{opening} over {titles[0]}."
    yield f"{opening}."


def _as_of(snapshot: Snapshot, names: Names) -> Iterator[str]:
    """The day, how much of the record counts by then, and the last move; where it has to be brief, without that."""
    if snapshot.day is None or not snapshot.numbers:
        yield _nothing_yet(snapshot)
    else:
        count, total = len(snapshot.numbers), len(snapshot.history.moves)
        reading = "" if snapshot.reading == LIKELY else f", by their {snapshot.reading} dates"
        of = "" if count == total else f" of {total:,}"
        opening = f"As of {day_in_words(snapshot.day)}, after {counted(count, 'move')}{of}{reading}"
        yield from _with_last_move(opening, snapshot, names)
        yield f"{opening}."


def _nothing_yet(snapshot: Snapshot) -> str:
    total = len(snapshot.history.moves)
    nothing = (
        "Nothing has happened yet"
        if snapshot.day is None
        else f"As of {day_in_words(snapshot.day)}, nothing has happened yet"
    )
    return f"{nothing}; the record has {counted(total, 'move')}." if total else f"{nothing}."


def _with_last_move(opening: str, snapshot: Snapshot, names: Names) -> Iterator[str]:
    """The opening and the last move with its date, at length and in two rows."""
    last, when = snapshot.numbers[-1], when_in_words(snapshot.history.dates[snapshot.numbers[-1] - 1])
    sentence = str(move_sentence(snapshot.history.moves[last - 1], names))
    opening = f"{opening}; the last, {when}: "
    for longest in (LONGEST, _LONGEST_IN_TWO_ROWS):
        room = longest - 2 - len(opening)
        if room >= _LEAST:
            told = closed(shortened(sentence, room))
            yield f"{opening}{told}" if told.endswith("…") else f"{opening}{told}."


# AGREED AND OPEN


def _agreement(snapshot: Snapshot, assessment: Assessment, names: Names) -> Iterator[Line]:
    """What is agreed of what was proposed, and what is open, the latest first."""
    yield Importance.AGREED, _agreed(assessment, names)
    still_open = [proposal for proposal in snapshot.state.proposals.values() if _is_open(proposal, snapshot)]
    if still_open:
        latest = partial(_latest, still_open[-MOST:], names)
        head = _on_the_table(still_open)
        brief = partial(latest, BRIEF_NAME)
        yield Importance.OPEN, forms_of(head, latest(LONGEST_NAME), brief, count=len(still_open))


def _agreed(assessment: Assessment, names: Names) -> Iterator[str]:
    made, accepted = assessment.agreement.made, assessment.agreement.accepted
    if not made:
        yield "No offer or request of substance has been made."
    elif accepted:
        is_agreed = "is agreed" if len(accepted) == 1 else "are agreed"
        latest = partial(_called, accepted[::-1], names)
        head = f"{len(accepted):,} of {_offers(len(made))} {is_agreed}"
        yield from forms_of(head, latest(LONGEST_NAME), partial(latest, BRIEF_NAME))
    else:
        yield f"None of {_offers(len(made))} is agreed." if len(made) > 1 else "The one offer or request is not agreed."


def _called(proposals: Sequence[Proposal], names: Names, longest: int) -> list[str]:
    return [called(proposal, names, longest) for proposal in proposals]


def _offers(count: int) -> str:
    return counted(count, "offer or request", "offers and requests")


def _on_the_table(proposals: Sequence[Proposal]) -> str:
    """How many proposals are open; offers and requests are those of substance, as where what is agreed is counted."""
    plans = [proposal for proposal in proposals if proposal.kind == PLAN]
    others = [proposal for proposal in proposals if proposal.kind != PLAN]
    of_substance = [proposal for proposal in others if is_of_substance(proposal)]
    procedural = len(others) - len(of_substance)
    kinds = (
        (len(of_substance), _offers_or_requests(of_substance)),
        (len(plans), counted(len(plans), "plan")),
        (procedural, counted(procedural, "proposal of procedure", "proposals of procedure")),
    )
    told = [words for count, words in kinds if count]
    are_on_it = f"{'is' if len(proposals) == 1 else 'are'} on the table"
    if len(told) == 1:
        return f"{told[0]} {are_on_it}"
    return f"{', '.join(told[:-1])}, and {told[-1]}, {are_on_it}"


def _is_open(proposal: Proposal, snapshot: Snapshot) -> bool:
    return proposal.is_open and not proposal.is_expired(snapshot.read_on, snapshot.reading)


def _offers_or_requests(proposals: Sequence[Proposal]) -> str:
    kinds = {proposal.kind for proposal in proposals}
    return counted(len(proposals), kinds.pop()) if len(kinds) == 1 else _offers(len(proposals))


def _latest(proposals: Sequence[Proposal], names: Names, longest: int) -> list[str]:
    return [_open(proposal, names, longest) for proposal in reversed(proposals)]


def _open(proposal: Proposal, names: Names, longest: int) -> str:
    author = names.actor_in_sentence(proposal.author)
    return f"the {proposal.kind} of {author}, {called(proposal, names, longest)}, {spoken(proposal.status)}"
