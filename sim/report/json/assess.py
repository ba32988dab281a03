"""The JSON of an assessment: its figures, and the contributions to tension."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from sim.assess import Assessment, Figure
from sim.assess.tension import Contribution
from sim.model.dates import When
from sim.records.json_values import Json
from sim.report.json.values import date_as_json, heading
from sim.report.table.assess import chosen_figures

if TYPE_CHECKING:
    from sim.scenario import Alternative

FORMAT: Final = "negsim-assess/3"
SEVERAL: Final = "negsim-assessments/1"


def assess_document(
    title: str, lineage: "Sequence[Alternative]", assessment: Assessment, only: Collection[str] | None = None
) -> Json:
    """The document of an assessment, or of *only* some figures."""
    before = assessment.before
    document = {
        **heading(FORMAT, title, assessment.view, lineage),
        "since": None if before is None or before.day is None else before.day.isoformat(),
        "figures": figures_as_json(assessment, only),
    }
    if only is None or "tension" in only:
        document["tension"] = [_contribution(each, assessment) for each in assessment.tension.contributions]
    return document


def assessments_document(documents: Iterable[tuple[str, Json]]) -> Json:
    """The documents of several files as one, each under the name of its file."""
    return {"format": SEVERAL, "assessments": [{"file": file, **document} for file, document in documents]}


def figures_as_json(assessment: Assessment, only: Collection[str] | None = None) -> list[Json]:
    """The figures, or *only* some, one object each."""
    return [_figure(figure, assessment) for figure in chosen_figures(assessment, only)]


def _figure(figure: Figure, assessment: Assessment) -> Json:
    return {
        "figure": figure.name,
        "of": figure.of or None,
        "value": _value(figure, assessment),
        "out_of": figure.out_of,
        "unit": figure.unit or None,
        "moves": list(figure.moves),
    }


def _value(figure: Figure, assessment: Assessment) -> object:
    """The value of a figure: of the centre a list of issues, of a date an object."""
    if figure.name == "centre":
        return list(assessment.centre)
    if figure.unit == "date" and figure.value is not None:
        return date_as_json(When.parse(str(figure.value)))
    return figure.value


def _contribution(contribution: Contribution, assessment: Assessment) -> Json:
    return {
        "contribution": contribution.kind,
        "subject": contribution.subject,
        "party": contribution.whose or None,
        "issues": list(contribution.issues),
        "points": assessment.tension.points_of(contribution),
        "moves": list(assessment.numbers_of(contribution.moves)),
    }
