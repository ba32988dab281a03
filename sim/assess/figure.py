"""The figures of an assessment, one by one, each with its unit and the moves that it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from sim.assess.agreement import Agreement
from sim.assess.assessment import Assessment
from sim.assess.conduct import Steps, more_hostile
from sim.assess.definitions import FIGURES
from sim.assess.threats import Threats
from sim.model.ids import NONE
from sim.model.move import CarryOut, Move
from sim.rules.subjects.measures import Comply
from sim.rules.subjects.talks import Talks

if TYPE_CHECKING:
    from sim.history.snapshot import Step

Value = int | float | str | None


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

    @property
    def is_nothing(self) -> bool:
        """Whether its value is zero or unknown, and it is no share of anything."""
        return self.value in (0, None, NONE) and not self.out_of

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
    for name, lasted in assessment.durations.items():
        yield from (Figure(name, subject, each.days, None, each.moves) for subject, each in lasted.items())


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
    by_issue = tension.by_issue
    shares = _in_hundredths({issue: tension.points_on(issue) for issue in assessment.view.state.setting.issue_ids})
    for issue, share in shares.items():
        moves_for_it = by_issue.get(issue, (Fraction(), ()))[1]
        yield Figure("share of tension", issue, share, tension.points, assessment.numbers_of(moves_for_it))
    central = (move for issue in assessment.centre for move in by_issue[issue][1])
    yield Figure("centre", "", ", ".join(assessment.centre) or None, None, assessment.numbers_of(central))


def _of_conduct(assessment: Assessment) -> Iterator[Figure]:
    for party, conduct in assessment.conduct.items():
        yield _count_figure("concessions", party, conduct.concessions)
        yield _count_figure("de-escalation", party, conduct.deescalation)
        yield _count_figure("hostile moves", party, conduct.hostile)
        yield _count_figure("conciliatory moves", party, conduct.conciliatory)
    hostile = [step for conduct in assessment.conduct.values() for step in conduct.hostile]
    yield Figure("more hostile", "", more_hostile(assessment.conduct), None, _numbers(hostile))
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


def _in_hundredths(shares: dict[str, Fraction]) -> dict[str, int | float]:
    """The shares to two places, so that they add up to what they add up to: who loses most is rounded up first."""
    rounded = {name: int(100 * share) for name, share in shares.items()}
    lost = round(100 * sum(shares.values())) - sum(rounded.values())
    for name in sorted(shares, key=lambda name: rounded[name] - 100 * shares[name])[:lost]:
        rounded[name] += 1
    return {name: count // 100 if count % 100 == 0 else count / 100 for name, count in rounded.items()}


def _numbers(steps: "Iterable[Step]") -> tuple[int, ...]:
    return tuple(sorted({step.number for step in steps}))
