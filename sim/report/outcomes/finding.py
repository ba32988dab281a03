"""The finding of a forecast in one sentence: what is most likely agreed and what is most likely harmed."""

from collections.abc import Sequence
from typing import Final

from sim.forecast.ensembles import Chance, Ensemble
from sim.forecast.measurement import (
    ANY,
    BROKEN_OFF,
    CARRIED_OUT,
    ON_AN_ISSUE,
    RATIFIED,
    REPUDIATED,
    TREATY_BROKEN,
    TREATY_LEFT,
    VOTE_LOST,
)
from sim.model.errors import counted
from sim.report.outcomes.ordered import OrderedOutcomes, OutcomeRow
from sim.report.prose.titles import capitalised

NO_RUNS: Final = "No run has ended yet"

_GAINS: Final = ((RATIFIED,), (ON_AN_ISSUE,), (ANY,))
"""The kinds of agreement; the first of which some run has one is told."""

_HARMS: Final = (CARRIED_OUT, BROKEN_OFF, TREATY_BROKEN, TREATY_LEFT, REPUDIATED, VOTE_LOST)


def percent(share: float) -> str:
    """A share as a whole percentage; one just above 0 or below 1 is not rounded to it."""
    if 0 < share < 0.01:
        return "<1"
    return ">99" if 0.99 < share < 1 else f"{100 * share:.0f}"


def finding(named: Sequence[tuple[str, Ensemble]]) -> str:
    """The finding of some ensembles, each with a name that tells it from the others."""
    done = [(name, ensemble) for name, ensemble in named if ensemble.runs]
    if not done:
        return NO_RUNS
    outcomes = OrderedOutcomes.of([ensemble for _, ensemble in done])
    text = _of_one(outcomes) if len(done) == 1 else _of_several(outcomes, [name for name, _ in done])
    return capitalised(text)


def _of_one(outcomes: OrderedOutcomes) -> str:
    clauses = [_agreed(outcomes.rows, outcomes.ensembles[0].runs)]
    harms = [row for row in outcomes.rows if row.outcome[0] in _HARMS and not row.is_never]
    if harms:
        worst = max(harms, key=_share)
        clauses.append(f"{worst.words.clause} in {_with_interval(worst.chances[0])}")
    return "; ".join(clauses)


def _agreed(rows: Sequence[OutcomeRow], runs: int) -> str:
    """The clause on the agreement that most runs come to."""
    for kinds in _GAINS:
        gains = [row for row in rows if row.outcome[0] in kinds and not row.is_never]
        if gains:
            best = max(gains, key=_share)
            often = " most often," if len(gains) > 1 else ""
            return f"{best.words.clause}{often} in {_with_interval(best.chances[0], f' of {_counted(runs)}')}"
    return f"nothing is agreed in {_counted(runs)}"


def _of_several(outcomes: OrderedOutcomes, names: Sequence[str]) -> str:
    """The outcome in which the forecasts differ most."""
    widest = max((row for row in outcomes.rows if len(row.chances) > 1), key=_spread)
    runs = _counted(outcomes.ensembles[0].runs)
    if not _spread(widest):
        return f"each outcome comes about in the same share of {runs} in all {len(names)} forecasts"
    low, least = min((chance.share.value, at) for at, chance in widest.chances.items())
    high, most = max((chance.share.value, -at) for at, chance in widest.chances.items())
    return f"{widest.words.clause} in {percent(low)} % of {runs} ({names[least]}) to {percent(high)} % ({names[-most]})"


def _spread(row: OutcomeRow) -> float:
    return max(row.shares) - min(row.shares)


def _share(row: OutcomeRow) -> float:
    return row.shares[0]


def _counted(runs: int) -> str:
    return counted(runs, "run")


def _with_interval(chance: Chance, of: str = "") -> str:
    share = chance.share
    return f"{percent(share.value)} %{of} ({100 * share.low:.0f} to {100 * share.high:.0f} %)"
