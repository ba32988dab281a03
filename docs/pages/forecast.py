"""The page on forecasts: the policies with their parameters, the outcomes, and the keys of the JSON."""

import inspect
from datetime import date
from typing import Any

from attrs import NOTHING, Factory, fields

from pages import code, filled, table, wrapped
from sim.forecast.ensembles import Experiment
from sim.forecast.forecast import Forecast
from sim.forecast.measurement import ANY, BROKEN_OFF, BY, CARRIED_OUT, HELD, ON_AN_ISSUE, TREATY_LEFT
from sim.forecast.policy import Parameter
from sim.forecast.registry import GROUP, POLICIES, PolicySpec
from sim.history.history import History
from sim.model.move import key_of
from sim.report.json.forecast import forecast_document
from sim.report.table.forecast import Case
from sim.testing.story import START

_OUTCOMES = (
    (ON_AN_ISSUE, "issue", "A proposal on the issue, or a package with it, is accepted by all that were asked."),
    (ANY, "–", "A proposal is accepted by all that were asked."),
    (BY, "date of the calendar", "The same, on that day at the latest."),
    (HELD, "format", "The parties meet in a format whose next round is due before the end, by the day that it is due."),
    (BROKEN_OFF, "–", "A party breaks talks off."),
    (CARRIED_OUT, "–", "A threat is carried out, whenever it was made."),
    (TREATY_LEFT, "–", "A party has left a commitment; a notice of exit counts from the day on which it takes effect."),
)


def page() -> str:
    """The reference of forecasts."""
    return filled(
        "forecast.md",
        policies="\n".join(_policy(name, policy) for name, policy in POLICIES.items()),
        outcomes=table(("outcome", "of", "it comes about when"), ((code(name), *rest) for name, *rest in _OUTCOMES)),
        group=code(GROUP),
        json=table(("key", "holds"), _keys()),
    )


def _policy(name: str, policy: Any) -> str:
    rows = [_row(each) for each in fields(policy) if "parameter" in each.metadata]
    headers = ("parameter", "default", "range", "what it is for")
    said = "\n\n".join(wrapped(" ".join(part.split())) for part in (inspect.getdoc(policy) or "").split("\n\n"))
    return f"### {name}\n\n{said}\n" + (f"\n{table(headers, rows)}\n" if rows else "")


def _row(attribute: Any) -> tuple[str, ...]:
    about: Parameter = attribute.metadata["parameter"]
    return code(key_of(attribute.name)), _default(attribute.default), about.range, about.words


def _default(value: Any) -> str:
    if isinstance(value, Factory):  # type: ignore[arg-type] # attrs types it as a function
        return code("hold")
    return "–" if value in (NOTHING, (), {}, "") else code(f"{value}")


def _keys() -> list[tuple[str, str]]:
    """The keys of the JSON, from a small forecast, with what is in each."""
    forecast = Forecast(
        History.of(START, ()),
        date(2013, 1, 1),
        date(2013, 2, 1),
        {"aland": PolicySpec("hold"), "bohus": PolicySpec("hold")},
        runs=1,
    )
    experiment = Experiment(forecast, forecast).run()
    cases = [Case(name, name, each) for name, each in zip(("", "other"), experiment.ensembles, strict=True)]
    return list(_described(forecast_document("", cases, experiment.contrasts)))


_WORDS = {
    "format": "`negsim-forecast/1`: the form is a contract, like that of [`run`](json.md)",
    "scenario": "the title of the scenario",
    "from": "the day on which it begins",
    "until": "the last day",
    "step": "`day`, `week` or `month`",
    "seed": "what decides on chance",
    "runs": "how many runs have been counted",
    "runs_asked_for": "how many were asked for",
    "partial": "whether the former are fewer",
    "interval": "`level`, the confidence of all intervals, and what they `show`",
    "forecasts": "one object for each forecast, the first before those it is compared with",
    "forecasts[].pair": "the id of the pair, or what is set otherwise; null for the policies of the file",
    "forecasts[].title": "its title",
    "forecasts[].from": "the day on which it begins",
    "forecasts[].until": "its last day",
    "forecasts[].step": "`day`, `week` or `month`",
    "forecasts[].policies": "by party the policy, with its parameters if any are given",
    "forecasts[].reservations": "the chance that a reservation is lifted",
    "forecasts[].calendar": "the dated things: `id`, `date`, `title`",
    "forecasts[].warnings": "what policies could not learn well from the record",
    "forecasts[].outcomes": "of each outcome its name, `of` what (or null), in how many `runs`, their `share` with "
    "`low` and `high`, and `half_of_the_runs_by`: a `date` with `low` and `high`, each null after the end",
    "forecasts[].tension": "for each step its `date`, and `low` (10 %), `median` and `high` (90 %) of the points",
    "forecasts[].concessions": "by party the `mean` of a run, with `low` and `high`",
    "forecasts[].reciprocity": "by party how many moves it `answered`, how many `in_kind`, their `share` with `low` "
    "and `high`, and the share that would be so `by_chance`",
    "forecasts[].deadlock": "`low`, `median` and `high` of the days for which nothing had moved at the end",
    "forecasts[].moves": "how many moves there were in all runs",
    "differences": "one object for each further forecast",
    "differences[].pair": "its id",
    "differences[].differences": "of each `figure`, `of` what (or null), the `first`, the `second`, and the "
    "`difference` of the second from the first with `low` and `high`",
}


def _described(document: dict[str, Any]) -> list[tuple[str, str]]:
    found = list(document)
    for key in ("forecasts", "differences"):
        found[found.index(key) + 1 : found.index(key) + 1] = [f"{key}[].{inner}" for inner in document[key][0]]
    if found != list(_WORDS):
        raise ValueError(f"the page and the JSON differ in {sorted(set(found) ^ set(_WORDS))}")
    return [(code(key), _WORDS[key]) for key in found]
