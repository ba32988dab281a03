"""The table of expectations: one row for each, with what is found and whether it is met."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from sim.evidence.expected import findings
from sim.model.dates import When
from sim.records.tables.cells import listed, value_cell
from sim.records.tables.columns import CASE, DATE, FLAG, INTEGER, TEXT, Column, LongTable, Row
from sim.scenario.expectations import Finding
from sim.scenario.scenario import Scenario

_COLUMNS: Final = (
    CASE,
    Column("line", INTEGER, "The line of its file; empty for a claim that no file makes."),
    Column("branch", TEXT, "The branch that it is about; empty for the record."),
    Column("as-of", TEXT, "The day that it asks about, as written; empty for the end."),
    Column("as-of-best", DATE, "The day on which statuses are read for it; of the end that of the last move."),
    Column("since", TEXT, "The earlier day that it compares with or counts from, as written; empty for the start."),
    Column("since-best", DATE, "The likeliest day of that."),
    Column("reading", TEXT, "`certain`, `likely` or `possible`: which moves count by then."),
    Column("key", TEXT, "The key of its `expect` block, such as `proposals` or `tension`."),
    Column("subject", TEXT, "The subject, the part in it, the party or the term; or the key once more."),
    Column("expected", TEXT, "The expected value."),
    Column("holds-without", TEXT, "What it must hold without as well, in words; empty if nothing is asked."),
    Column("found", TEXT, "The value found; where it must hold without something and does not, that without it."),
    Column("met", FLAG, "Whether it is met."),
    Column("without", TEXT, "The numbers of the moves without which it does not hold, with a blank between."),
    Column("quote", TEXT, "The words of the source that it puts to the test."),
)


def _rows(case: str, scenario: Scenario) -> Iterator[Row]:
    for finding in findings(scenario):
        yield case, *_judged(finding, scenario)


def _judged(finding: Finding, scenario: Scenario) -> Row:
    asked, without = finding.expectation, finding.expectation.holds_without
    end = scenario.history_of(asked.branch).last_day
    return (
        asked.line,
        asked.branch or None,
        value_cell(asked.as_of),
        end if asked.as_of is None else _best(asked.as_of),
        value_cell(asked.since),
        _best(asked.since),
        asked.reading,
        asked.key,
        asked.subject,
        asked.expected,
        None if without is None else without.in_words,
        finding.found,
        finding.met,
        listed(map(str, finding.without)),
        asked.quote,
    )


def _best(when: When | None) -> date | None:
    return None if when is None else when.best


EXPECTATIONS: Final = LongTable("expectations", _COLUMNS, _rows)
