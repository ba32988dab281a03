"""The figures of an assessment, one by one, each with its unit, its definition and the moves that it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from attrs import frozen

from sim.assess.agreement import Agreement
from sim.assess.assessment import Assessment
from sim.assess.conduct import Steps, initiative
from sim.assess.threats import Threats
from sim.model.move import CarryOut, Move
from sim.rules.subjects.measures import Comply
from sim.rules.subjects.talks import Talks

if TYPE_CHECKING:
    from sim.history.snapshot import Step

Value = int | float | str | None


@frozen
class Definition:
    """The definition of a figure: its unit, its meaning in words, and its source."""

    unit: str
    words: str
    source: str = ""


FIGURES: Final = {
    "agreement": Definition(
        "proposals",
        "Offers and requests that were accepted, of those made and not superseded; in all, and on each issue. One on "
        "several issues counts on each.",
    ),
    "issues agreed on": Definition("issues", "Issues on which at least one proposal was accepted, of all issues."),
    "concessions": Definition(
        "moves",
        "What a party has given up: the first acceptance of a proposal, compliance with a threat, a proposal that "
        "`concedes` something, the withdrawal of a plan or request. A joint move counts for both.",
        "H. Raiffa, The Art and Science of Negotiation (1982); J. Z. Rubin and B. R. Brown, The Social Psychology of "
        "Bargaining and Negotiation (1975)",
    ),
    "de-escalation": Definition(
        "moves",
        "What a party has taken back of harm, apart from concessions: a threat withdrawn, a measure suspended or "
        "lifted, a commitment resumed.",
        "C. E. Osgood, An Alternative to War or Surrender (1962)",
    ),
    "tension": Definition(
        "points",
        "A stock of what stands: for each issue on which a proposal is opposed 1 point, a plan carried out over "
        "opposition 4 on each of its issues; a measure threatened 2, in place 4, suspended 1; a party's part in a "
        "commitment suspended 3, leaving 4, left 5; talks broken off 3, overdue 1. What has expired counts no longer, "
        "and what is declared for a later day counts at once. "
        "Acts and remarks are events, and do not count. A scenario may set other weights. It is ordinal: only whether "
        "there is more or less of it means something.",
    ),
    "eased": Definition(
        "",
        "Whether there is less tension than at the end of the earlier day: `yes` if no admissible weights find more "
        "and some find less; `no` if none find less; else it depends on the weights.",
    ),
    "share of tension": Definition(
        "% of points",
        "The points of what stands on an issue. What is made `over` an issue counts for both, so the shares may add up "
        "to more than 100; talks are on no issue, so they may add up to less.",
    ),
    "centre": Definition(
        "issue",
        "The issue that is tied to most others, by what is made `over` it and by packages; of several the one with the "
        "larger share of tension; where these are even, all of them. None if no issue is tied to another, and nothing "
        "stands.",
        "L. C. Freeman, Centrality in Social Networks (1978), degree",
    ),
    "hostile moves": Definition("moves", "The moves of a party of hostile tone, as the tables of the moves have it."),
    "conciliatory moves": Definition(
        "moves", "The moves of a party of conciliatory tone, as the tables of the moves have it."
    ),
    "initiative": Definition("party", "Who made more hostile moves; `both` for as many, `none` where there are none."),
    "answered in kind": Definition(
        "moves",
        "Moves of the other side whose tone the next move of this party has, of those that it answered at all. Joint "
        "moves and those of third parties are no answers.",
        "J. S. Goldstein and J. R. Freeman, Three-Way Street (1990)",
    ),
    "reciprocity": Definition(
        "share, -1 to 1",
        "The share of moves answered in kind, less the share that would be if tones fell as often as they do and "
        "nobody answered anybody.",
        "J. Cohen, A Coefficient of Agreement for Nominal Scales (1960), its numerator",
    ),
    "last met": Definition("date", "The day of the last move by which talks were convened or adjourned."),
    "next talks": Definition("date", "When the next round is due, the earliest of all formats."),
    "days to talks": Definition(
        "days", "From the day asked about to the last day on which they are due; below 0: past it."
    ),
    "deadlock": Definition("days", "Since anything new was proposed, or a proposal was met with a conciliatory move."),
    "threats that worked": Definition(
        "threats",
        "Threats of a party with which the other side complied, of all that it made.",
        "J. D. Fearon, Selection Effects and Deterrence (2002)",
    ),
    "follow-through": Definition(
        "threats",
        "Threats of a party that were carried out, of those that were triggered: whose condition on the record was "
        "met, or whose deadline passed in vain. Threats that work are never triggered, so these are a selection of "
        "those that did not work, and say little about the others. What is carried out untriggered is not among them.",
        "J. D. Fearon, Selection Effects and Deterrence (2002); K. A. Schultz, Looking for Audience Costs (2001)",
    ),
}
"""The definition of each figure, in the order in which they are told."""


@frozen
class Figure:
    """One figure: its name, what it is of (an issue, a party; empty: all), its value, and the moves it rests on.

    Where it is a share, `out_of` is the whole. A value that nothing is known of is None.
    """

    name: str
    of: str
    value: Value
    out_of: int | None
    moves: tuple[int, ...]

    @property
    def unit(self) -> str:
        """Its unit."""
        return FIGURES[self.name].unit

    def __str__(self) -> str:
        if self.value is None:
            return "none"
        return str(self.value) if self.out_of is None else f"{self.value} of {self.out_of}"


def figures(assessment: Assessment) -> tuple[Figure, ...]:
    """All figures of an assessment, in the order of `FIGURES`, parties and issues in theirs."""
    order = list(FIGURES)
    return tuple(sorted(_all_figures(assessment), key=lambda figure: order.index(figure.name)))


def _all_figures(assessment: Assessment) -> Iterator[Figure]:
    yield from _of_agreement(assessment)
    yield from _of_tension(assessment)
    yield from _of_conduct(assessment)
    yield from _of_dialogue(assessment)
    for party, threats in assessment.threats.items():
        yield _threat_figure("threats that worked", party, threats.complied, threats.threatened, assessment)
        yield _threat_figure("follow-through", party, threats.carried_out, threats.triggered, assessment)


def _of_agreement(assessment: Assessment) -> Iterator[Figure]:
    issues = assessment.view.state.setting.issue_ids
    by_issue = assessment.agreement.by_issue(issues)
    yield _agreement_figure("", assessment.agreement, assessment)
    yield from (_agreement_figure(issue, agreement, assessment) for issue, agreement in by_issue.items())
    agreed = [agreement for agreement in by_issue.values() if agreement.accepted]
    moves = (proposal.turn for agreement in agreed for proposal in agreement.accepted)
    yield Figure("issues agreed on", "", len(agreed), len(issues), assessment.numbers_of(moves))


def _agreement_figure(issue: str, agreement: Agreement, assessment: Assessment) -> Figure:
    moves = [proposal.made for proposal in agreement.made] + [proposal.turn for proposal in agreement.accepted]
    return Figure("agreement", issue, len(agreement.accepted), len(agreement.made), assessment.numbers_of(moves))


def _of_tension(assessment: Assessment) -> Iterator[Figure]:
    tension = assessment.tension
    moves = [move for contribution in tension.contributions for move in contribution.moves]
    yield Figure("tension", "", tension.points, None, assessment.numbers_of(moves))
    if assessment.eased is not None:
        yield Figure("eased", "", assessment.eased, None, ())
    total, by_issue = tension.points, tension.by_issue
    for issue in assessment.view.state.setting.issue_ids:
        points, issue_moves = by_issue.get(issue, (0, ()))
        share = round(100 * points / total) if total else 0
        yield Figure("share of tension", issue, share, None, assessment.numbers_of(issue_moves))
    central = (move for issue in assessment.centre for move in by_issue[issue][1])
    yield Figure("centre", "", ", ".join(assessment.centre) or None, None, assessment.numbers_of(central))


def _of_conduct(assessment: Assessment) -> Iterator[Figure]:
    for party, conduct in assessment.conduct.items():
        yield _count_figure("concessions", party, conduct.concessions)
        yield _count_figure("de-escalation", party, conduct.deescalation)
        yield _count_figure("hostile moves", party, conduct.hostile)
        yield _count_figure("conciliatory moves", party, conduct.conciliatory)
    hostile = [step for conduct in assessment.conduct.values() for step in conduct.hostile]
    yield Figure("initiative", "", initiative(assessment.conduct), None, _numbers(hostile))
    for party, answers in assessment.reciprocity.items():
        beyond = None if answers.beyond_chance is None else round(float(answers.beyond_chance), 2)
        yield Figure("answered in kind", party, len(answers.in_kind), len(answers.answered), _numbers(answers.in_kind))
        yield Figure("reciprocity", party, beyond, None, _numbers(answers.answered))


def _of_dialogue(assessment: Assessment) -> Iterator[Figure]:
    dialogue, met, deadlock = assessment.dialogue, assessment.dialogue.met, assessment.deadlock
    yield Figure("last met", "", None if met is None else met.when.text, None, _numbers([met] if met else []))
    agreed = [] if dialogue.next_talks is None else _setting_the_date(dialogue.next_talks)
    due = None if dialogue.due is None else dialogue.due.text
    yield Figure("next talks", "", due, None, assessment.numbers_of(agreed))
    yield Figure("days to talks", "", dialogue.days_to_due, None, assessment.numbers_of(agreed))
    yield Figure("deadlock", "", deadlock.days, None, _numbers([deadlock.moved] if deadlock.moved else []))


def _setting_the_date(talks: Talks) -> Sequence[Move]:
    """The move that set the date of the next round; none if it was declared."""
    return [move for move in talks.moves if getattr(move, "due", None) is not None][-1:]


def _threat_figure(name: str, party: str, part: Threats, total: Threats, assessment: Assessment) -> Figure:
    answers = (move for threat in part for move in threat.moves if isinstance(move, Comply | CarryOut))
    moves = (*(threat.moves[0] for threat in total), *answers)
    return Figure(name, party, len(part), len(total), assessment.numbers_of(moves))


def _count_figure(name: str, party: str, steps: Steps) -> Figure:
    return Figure(name, party, len(steps), None, _numbers(steps))


def _numbers(steps: "Iterable[Step]") -> tuple[int, ...]:
    return tuple(sorted({step.number for step in steps}))
