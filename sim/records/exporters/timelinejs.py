"""Timelines for TimelineJS 3: a slide for each move, in the row of who makes it, and bands while measures stand.

Source: https://timeline.knightlab.com/docs/json-format.html.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape
from itertools import chain
from typing import Final

from attrs import frozen

from sim.records.exporters.cases import Cases
from sim.records.exporters.names import title_of
from sim.records.exporters.statuses import status_changes
from sim.records.exporters.timelinejs_dates import dates_of, on_day
from sim.records.exporters.timelinejs_words import media_of, named, paragraphs, row_name, text_of, who_acts
from sim.records.exporters.times import midnight
from sim.records.json_values import Json, json_text
from sim.rules.lifecycle import spoken
from sim.rules.subject import Subject
from sim.rules.subjects.measures import IN_PLACE, Measure
from sim.scenario.scenario import Scenario

FORMAT: Final = "TimelineJS 3, JSON"


def export(cases: Cases) -> Iterator[str]:
    """The text of one timeline. The rows of several cases are these cases, those of one are who acts."""
    slides = [_CaseSlides.of(number, name, scenario) for number, (name, scenario) in enumerate(cases, 1)]
    alike = Counter(case.title for case in slides)
    in_rows = (
        case.in_one_row(case.title if alike[case.title] == 1 else f"{case.title} ({case.name})") for case in slides
    )
    events = slides[0].events if len(slides) == 1 else chain.from_iterable(in_rows)
    yield json_text(
        {
            "title": {"unique_id": "title", "text": _title(slides)},
            "events": list(events),
            "eras": list(chain.from_iterable(each.eras for each in slides)),
        }
    )


@frozen
class _CaseSlides:
    """What a timeline has of a case; the memory that it takes is that of its slides, not of its record."""

    name: str
    title: str
    summary: str
    events: Sequence[Json]
    eras: Sequence[Json]

    @classmethod
    def of(cls, number: int, name: str, scenario: Scenario) -> "_CaseSlides":
        return cls(
            name,
            scenario.title,
            scenario.summary or "",
            tuple(slides_of(scenario, f"case-{number}-move-")),
            tuple(eras_of(scenario)),
        )

    def in_one_row(self, title: str) -> Iterator[Json]:
        """The slides, all in the row of this title."""
        return (event | {"group": row_name(title)} for event in self.events)


def _title(cases: Sequence[_CaseSlides]) -> dict[str, str]:
    headline = "; ".join(case.title for case in cases)
    return {"headline": escape(headline), "text": paragraphs(case.summary for case in cases if case.summary)}


def slides_of(scenario: Scenario, prefix: str) -> Iterator[Json]:
    """The slides of a case, one for each move, in order; the id of each is the prefix with its number."""
    history = scenario.history
    setting, subjects = history.start.setting, history.states[-1].subjects
    for step in history.as_of(len(history.moves)).steps():
        who = who_acts(step.move.by, setting)
        slide: Json = {"unique_id": f"{prefix}{step.number}", **dates_of(step.move.date)}
        slide["group"] = row_name(who)
        slide["text"] = {
            "headline": escape(f"{who}: {spoken(step.move.verb)} {named(step, subjects, setting)}"),
            "text": text_of(step, setting),
        }
        media = media_of(step, setting)
        yield slide | ({"media": media} if media else {})


def eras_of(scenario: Scenario) -> Iterator[Json]:
    """The bands of a case: the days on which a measure is in place, to the end of the record where it still is.

    Of one that is declared the first day is that since when it is in place, if the record says so. One whose first day
    is its last is left out, as TimelineJS has no band of one day.
    """
    history, since = scenario.history, dict[str, date]()
    subjects, last_day = history.states[-1].subjects, history.last_day
    declared = {name: each.since.best for name, each in history.start.measures.items() if each.since is not None}
    for change in status_changes(history):
        if not isinstance(subjects[change.subject], Measure):
            continue
        day = date.fromisoformat(change.time[:10])
        begin = declared.pop(change.subject, day)
        if change.status.status == IN_PLACE:
            since.setdefault(change.subject, begin)
        elif change.subject in since:
            last = day - timedelta(days=1) if change.time == midnight(day) else day
            yield from _era(subjects[change.subject], since.pop(change.subject), last)
    if last_day is not None:
        for name, begin in since.items():
            yield from _era(subjects[name], begin, last_day)


def _era(subject: Subject, begin: date, end: date) -> Iterator[Json]:
    if begin < end:
        headline = escape(f"{title_of(subject)} in place")
        yield {"start_date": on_day(begin), "end_date": on_day(end), "text": {"headline": headline}}
