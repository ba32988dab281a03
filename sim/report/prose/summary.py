"""The summary of a record as of a day, in at most twelve lines that need no knowledge of its file."""

from collections.abc import Iterator

from sim.assess.assessment import Assessment
from sim.history.snapshot import Snapshot
from sim.model.dates import LIKELY
from sim.model.errors import counted
from sim.report.prose.dates import day_in_words, when_in_words
from sim.report.prose.items import LONGEST, MOST, line_of
from sim.report.prose.names import Names, shortened
from sim.report.prose.sentences import move_sentence
from sim.report.prose.standing import called, standing_lines
from sim.report.prose.tension import tension_line
from sim.report.prose.titles import capitalised
from sim.rules.lifecycle import spoken
from sim.rules.subjects.proposals import Proposal


def summary_of(snapshot: Snapshot, assessment: Assessment) -> tuple[str, ...]:
    """The lines of the summary, each a sentence: who, over what, as of when, and what stands.

    A line names the latest few of many, and has about 200 characters at most.
    """
    names = Names(snapshot.state)
    return (
        _who(names),
        _as_of(snapshot, names),
        *_agreement(snapshot, assessment, names),
        tension_line(snapshot, assessment, names),
        *standing_lines(snapshot, assessment.dialogue, names),
    )


def _who(names: Names) -> str:
    """The two parties, and the issues between them."""
    setting = names.state.setting
    first, second = (names.actor_in_sentence(party) for party in setting.party_ids)
    opening = f"{capitalised(first)} and {second} negotiate"
    titles = [title for _, title in setting.issues]
    if len(titles) > 1:
        return line_of(f"{opening} over {len(titles)} issues", titles)
    return f"{opening} over {titles[0]}." if titles else f"{opening}."


def _as_of(snapshot: Snapshot, names: Names) -> str:
    """The day, how much of the record counts by then, and the last move."""
    total = len(snapshot.history.moves)
    if snapshot.day is None or not snapshot.numbers:
        nothing = (
            "Nothing has happened yet"
            if snapshot.day is None
            else f"As of {day_in_words(snapshot.day)}, nothing has happened yet"
        )
        return f"{nothing}; the record has {counted(total, 'move')}." if total else f"{nothing}."
    count, last = len(snapshot.numbers), snapshot.history.moves[snapshot.numbers[-1] - 1]
    reading = "" if snapshot.reading == LIKELY else f", by their {snapshot.reading} dates"
    of = "" if count == total else f" of {total:,}"
    when = when_in_words(snapshot.history.dates[snapshot.numbers[-1] - 1])
    opening = f"As of {day_in_words(snapshot.day)}, after {counted(count, 'move')}{of}{reading}; the last, {when}: "
    told = _closed(shortened(str(move_sentence(last, names)), LONGEST - 2 - len(opening)))
    return f"{opening}{told}" if told.endswith("…") else f"{opening}{told}."


def _closed(text: str) -> str:
    """A text that may have been cut within quotation marks, with its last ones closed."""
    return f"{text}”" if text.count("“") > text.count("”") else text


# AGREED AND OPEN


def _agreement(snapshot: Snapshot, assessment: Assessment, names: Names) -> Iterator[str]:
    """What is agreed of what was proposed, and what is open, the latest first."""
    made, accepted = assessment.agreement.made, assessment.agreement.accepted
    if not made:
        yield "No offer or request of substance has been made."
    elif accepted:
        agreed = [called(proposal, names) for proposal in reversed(accepted)]
        is_agreed = "is agreed" if len(accepted) == 1 else "are agreed"
        yield line_of(f"{len(accepted):,} of {_offers(len(made))} {is_agreed}", agreed)
    else:
        yield f"None of {_offers(len(made))} is agreed." if len(made) > 1 else "The one offer or request is not agreed."
    still_open = [proposal for proposal in snapshot.state.proposals.values() if _is_open(proposal, snapshot)]
    if still_open:
        latest = [_open(proposal, names) for proposal in reversed(still_open[-MOST:])]
        yield line_of(_on_the_table(len(still_open)), latest, len(still_open))


def _offers(count: int) -> str:
    return counted(count, "offer or request", "offers and requests")


def _on_the_table(count: int) -> str:
    return f"{counted(count, 'proposal is', 'proposals are')} on the table"


def _is_open(proposal: Proposal, snapshot: Snapshot) -> bool:
    return proposal.is_open and not proposal.is_expired(snapshot.read_on, snapshot.reading)


def _open(proposal: Proposal, names: Names) -> str:
    author = names.actor_in_sentence(proposal.author)
    return f"the {proposal.kind} of {author}, {called(proposal, names)}, {spoken(proposal.status)}"
