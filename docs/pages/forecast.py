"""The page on forecasts: the policies with their parameters, and the outcomes."""

import inspect
from typing import Any

from attrs import NOTHING, Factory, fields

from pages import code, filled, table, wrapped
from sim.forecast.backtesting.backtest import STANDARD
from sim.forecast.backtesting.bootstrap import FEWEST, SAMPLES
from sim.forecast.backtesting.reliability import BINS
from sim.forecast.measurement import (
    ANY,
    BROKEN_OFF,
    BY,
    CARRIED_OUT,
    HELD,
    MEASURE_ENDS,
    ON_AN_ISSUE,
    RATIFIED,
    REPUDIATED,
    TREATY_BROKEN,
    TREATY_LEFT,
    VOTE_LOST,
)
from sim.forecast.policy import Parameter
from sim.forecast.registry import GROUP, POLICIES, offered
from sim.model.errors import all_of
from sim.model.move import key_of

_OUTCOMES = (
    (
        ON_AN_ISSUE,
        "issue",
        (
            "A proposal on the issue, or a package with it, comes to be agreed by an answer or a vote, as "
            "[`agreed`](assessment.md) has it; a treaty that is extended after its end is no new agreement."
        ),
    ),
    (ANY, "–", "A proposal is agreed."),
    (BY, "date of the calendar", "The same, on that day at the latest."),
    (HELD, "format", "The parties meet in a format whose next round is due before the end, by the day that it is due."),
    (
        MEASURE_ENDS,
        "measure",
        (
            "What was in place, suspended or announced when the forecast began is lifted, called off, averted or "
            "superseded, or its term has run out."
        ),
    ),
    (
        RATIFIED,
        "text",
        "A text on which a vote was outstanding or declared when the forecast began is accepted with all votes.",
    ),
    (VOTE_LOST, "–", "A third party votes no."),
    (REPUDIATED, "–", "A party goes back on what was agreed."),
    (BROKEN_OFF, "–", "A party breaks talks off."),
    (CARRIED_OUT, "–", "A threat is carried out, whenever it was made."),
    (TREATY_BROKEN, "–", "A party breaks a commitment."),
    (TREATY_LEFT, "–", "A party has left a commitment; a notice of exit counts from the day on which it takes effect."),
)


def page() -> str:
    """The reference of forecasts."""
    return filled(
        "forecast.md",
        policies="\n".join(_policy(name, offered(name)) for name in POLICIES),
        outcomes=table(("outcome", "of", "it comes about when"), ((code(name), *rest) for name, *rest in _OUTCOMES)),
        group=code(GROUP),
        standard=all_of(map(code, STANDARD)),
        bins=str(BINS),
        samples=f"{SAMPLES:,}",
        fewest=str(FEWEST),
    )


def _policy(name: str, policy: Any) -> str:
    rows = [_row(each) for each in fields(policy) if "parameter" in each.metadata]
    headers = ("parameter", "default", "range", "what it is for")
    said = "\n\n".join(wrapped(" ".join(part.split())) for part in (inspect.getdoc(policy) or "").split("\n\n"))
    return f"### {name}\n\n{said}\n" + (f"\n{table(headers, rows)}\n" if rows else "")


def _row(attribute: Any) -> tuple[str, ...]:
    parameter: Parameter = attribute.metadata["parameter"]
    return code(key_of(attribute.name)), _default(attribute.default), parameter.range, parameter.meaning


def _default(value: Any) -> str:
    if isinstance(value, Factory):  # type: ignore[arg-type] # attrs types it as a function
        return code("hold")
    return "–" if value in (NOTHING, (), {}, "") else code(f"{value}")
