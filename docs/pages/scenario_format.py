"""The page on scenario files: their sections, dates, strictness and expectations."""

from pathlib import Path
from typing import Any, Final

from pages import code, codes, filled, table
from sim.assess.weights import ORDER, Weights
from sim.model.dates import When
from sim.model.errors import InvalidScenarioError
from sim.rules.registry import LIFECYCLES
from sim.scenario import loads
from sim.scenario.declarations import SECTIONS
from sim.scenario.expectations import ABSENT, OF_THE_DAY, SECTIONS as EXPECTED
from sim.scenario.forecast_section import KEYS
from sim.scenario.schema import schema

_SCENARIO: Final = Path(__file__).resolve().parent.parent.parent / "scenarios" / "fishing.yaml"

_HELD: Final = {
    "scenario": "text, required",
    "summary": "text",
    "parties": "exactly two ids, each with a name; required",
    "third-parties": "ids, each with a name or [details](#third-parties)",
    "issues": "ids, each with a title or [details](#issues)",
    "commitments": "ids, each with a title or [details](#commitments)",
    "measures": "ids, each with [details](#measures)",
    "talks": "ids, each with a title or [details](#talks)",
    "sources": "ids, each with a title or [details](#sources)",
    "weights": "points by [what stands](#weights)",
    "moves": "a list of [moves](moves.md)",
    "branches": "ids, each with a [branch](#branches)",
    "forecast": "[a forecast](#forecast)",
    "expect": "a list of [expectations](#expectations)",
}
_PRIVATE: Final = "The keys of this entry that pages, pictures and exports leave out unless `--private` asks for them."
_DETAILS: Final = {
    "third-parties": {
        "title": "Who it is; its id if left out.",
        "with": "The party on whose side it stands, if it does.",
    },
    "issues": {
        "title": "What it is called; its id if left out.",
        "terms": "By the name of each term its unit, or its words in order.",
    },
    "commitments": {
        "title": "What it is called; its id if left out.",
        "issue": "The issue, or several.",
        "since": "Since when it is in force; before that day it reads pending.",
        "until": "The last day on which it binds.",
        "parties": "Which parties and third parties it binds; both parties if left out.",
        "source": "The source that reports it, or several.",
        "quote": "The words, as the source has them.",
        "note": "What the coder has to add.",
        "private": _PRIVATE,
    },
    "measures": {
        "title": "What it is called; its id if left out.",
        "by": "The party or third party that has it in place; required.",
        "issue": "The issue, or several.",
        "over": "The issue for whose sake it is in place (leverage).",
        "level": "How far it goes, such as `25 %`.",
        "since": "Since when it is in place. That is only told: the measure counts from the start, even before "
        "that day. One that begins later is a move, `impose`.",
        "until": "The last day on which it is in place.",
        "source": "The source that reports it, or several.",
        "quote": "The words, as the source has them.",
        "note": "What the coder has to add.",
        "private": _PRIVATE,
    },
    "talks": {
        "title": "What the format is called; its id if left out.",
        "issue": "The issue for which it meets, or several.",
        "status": "Where the talks stand before the first move. If left out: `scheduled` where a next round is given, "
        "else `idle`.",
        "due": "When the next round is due, where one is agreed already.",
        "place": "Where that round is to be held.",
        "mandate": "What the format is to deal with.",
    },
    "sources": {
        "title": "What it is called; its id if left out.",
        "published": "When it was published. No move that it reports is later.",
        "url": "Where it can be read.",
        "note": "What the coder has to add.",
        "private": _PRIVATE,
    },
}
_EXPECTED: Final = {
    "as of": "The end of this day; the end of the record if left out.",
    "branch": "The [branch](#branches) to look at; the record if left out. Not in the `expect` of a branch.",
    "since": "The day from whose end `concessions`, `hostile moves`, `conciliatory moves` and `more hostile` are "
    "counted; the start of the record if left out.",
    "reading": "Which moves count by then; `likely` if left out.",
    "holds without": "What the block must hold without as well: [any so many moves, sources or "
    "speakers](#what-must-hold-without-a-report).",
    "quote": "The words that the block puts to the test.",
    "proposals": "Statuses by id.",
    "measures": "Statuses by id.",
    "commitments": "By id one status for all who are bound, or a status for each party or third party that is named.",
    "talks": "Statuses by id.",
    "agreed": "How many offers and requests of substance are [agreed](assessment.md) on that day.",
    "next talks": "When the next round is due, the earliest of all formats; `none` if no round with a date is agreed.",
    "days in place": "On how many days each measure that is named has been [in place](assessment.md#days-in-place).",
    "days threatened": "On how many days each of these measures has "
    "[stood as a threat](assessment.md#days-threatened).",
    "days broken off": "On how many days each of these formats of talks has been "
    "[broken off](assessment.md#days-broken-off).",
    "positions": "Where the parties [stand](assessment.md#positions) on terms: by term, and party a value in the "
    "unit of the file, or `none`. A term that two issues have is named `issue/term`.",
    "concessions": "How many [concessions](assessment.md) each party has made that is named.",
    "hostile moves": "How many [hostile moves](assessment.md#hostile-moves) each party has made that is named.",
    "conciliatory moves": "How many [conciliatory moves](assessment.md#conciliatory-moves) each party has made that is "
    "named.",
    "more hostile": "Who has made more hostile moves; `tie` for as many, `none` if there are none.",
    "centre": "The issue at the [centre](assessment.md) of the conflict; several where they tie, `none` for none.",
    "tension": "The [points](assessment.md) of what stands.",
    "tension eased": "`{since: DATE, is: VERDICT}`: whether there is less tension than at the end of that day, `yes`, "
    "`no` or `depends on the weights`.",
}
_BRANCH: Final = {
    "title": "What it is called; its id if left out.",
    "of": "The branch that it departs from; the record if left out.",
    "from": "The day, or the move (`'#12'`), after which it departs. If left out, the record goes on.",
    "without": "The moves that it leaves out: numbers (`'#12'`), or `verb: subject` for all such moves, which takes an "
    "act on several back from all of them; one or a list.",
    "moves": "What happens instead.",
    "expect": "What must hold in it: [expectations](#expectations).",
}
_DATES: Final = (
    ("2007-10-12", "on that day"),
    ("2007-10", "in that month"),
    ("2007", "in that year"),
    ("../2007-10-12", "on or before that day"),
    ("2007-07-13/..", "on or after that day"),
    ("2007-07-13/2007-10-14", "between the two, both included"),
    ("2007-10-12?", "on that day, as the coder infers"),
)
_HEAD: Final = "scenario: T\nparties: {a: A, b: B}\n"
_REFUSED: Final = (
    ("a key that stands twice", _HEAD + "issues: {x: X}\nissues: {y: Y}\n"),
    ("a key that there is not", _HEAD + "isues: {x: X}\n"),
    ("an anchor", _HEAD + "issues: &all {x: X}\n"),
    ("an alias", _HEAD + "issues: *all\n"),
    ("a merge", _HEAD + "issues:\n  <<: {x: X}\n"),
    ("a tag", _HEAD + "issues: {x: !!str X}\n"),
    ("a `#` glued to a word in an unquoted text", "scenario: Item #5\nparties: {a: A, b: B}\n"),
    ("a tab in the indentation", _HEAD + "issues:\n\tx: X\n"),
    ("a second document", _HEAD + "---\nscenario: U\n"),
    ("a colon in an unquoted text", "scenario: Two things: money\nparties: {a: A, b: B}\n"),
    ("a control character", "scenario: T\x07\nparties: {a: A, b: B}\n"),
    ("an empty value", "scenario:\nparties: {a: A, b: B}\n"),
    ("an id with other signs", _HEAD + "issues: {an issue: X}\n"),
    ("a third party to the negotiation among its parties", "scenario: T\nparties: {a: A, b: B, c: C}\n"),
    ("a third party with a side that is none", _HEAD + "third-parties: {bank: {title: Bank, with: c}}\n"),
    (
        "a word that the list of a term has not",
        _HEAD
        + "issues: {x: {terms: {access: [closed, limited, open]}}}\n"
        + "moves:\n  - {propose: o, by: a, date: 2007, issue: x, terms: {access: opn}}\n",
    ),
    (
        "values of one term in two units",
        _HEAD
        + "issues: {x: X}\nmoves:\n  - {propose: o, by: a, date: 2007, issue: x, terms: {wage: 5 %}}\n"
        + "  - {propose: p, by: b, date: 2007, issue: x, terms: {wage: 90 EUR}}\n",
    ),
    (
        "a number that could be read in two ways",
        _HEAD + 'issues: {x: X}\nmoves:\n  - {propose: o, by: a, date: 2007, issue: x, terms: {price: "1,65 EUR"}}\n',
    ),
    ("a date of another form", _HEAD + "sources: {s: {published: 12.10.2007}}\n"),
    ("a move that there is not", _HEAD + "moves:\n  - proposes: x\n"),
)


def page() -> str:
    """The reference of scenario files."""
    form = schema()["properties"]
    return filled(
        "scenario-format.md",
        example=_opening(),
        sections=table(("key", "holds", "what it says"), ((code(key), _HELD[key], SECTIONS[key]) for key in SECTIONS)),
        **{key.replace("-", "_"): _details(key, form[key]["additionalProperties"]) for key in _DETAILS},
        dates=table(("text", "means", "earliest", "best", "latest"), (_date(*row) for row in _DATES)),
        refused=table(("what is refused", "what negsim says"), ((what, _complaint(text)) for what, text in _REFUSED)),
        expect=table(("key", "what it says"), _described(form["expect"]["items"]["properties"], _EXPECTED)),
        statuses=table(("key", "statuses", "on the day"), _statuses()),
        branch=table(
            ("key", "what it says"), _described(form["branches"]["additionalProperties"]["properties"], _BRANCH)
        ),
        forecast=table(("key", "what it says"), _described(form["forecast"]["properties"], KEYS)),
        weights=table(("key", "points if left out", "no more than"), _weights()),
    )


def _opening() -> str:
    """The beginning of the fishing scenario, with its first two moves and its first expectation."""
    text = _SCENARIO.read_text("utf-8")
    head, moves, expect = (text.index(mark) for mark in ("scenario:", "  - propose: by-coastline", "expect:"))
    first = text[expect : text.index("\n\n", expect)]
    return f"{text[head:moves]}  # … and so on\n\n{first}"


def _details(section: str, held: dict[str, Any]) -> str:
    details = held["anyOf"][1] if "anyOf" in held else held
    return table(("key", "holds", "what it says"), _with_forms(details["properties"], _DETAILS[section]))


def _with_forms(properties: dict[str, Any], words: dict[str, str]) -> list[tuple[str, str, str]]:
    said = dict(_described(properties, words))
    return [(code(key), _form(held), said[code(key)]) for key, held in properties.items()]


def _form(held: dict[str, Any]) -> str:
    if "enum" in held:
        return f"one of {codes(held['enum'])}"
    if "anyOf" in held:
        return f"{codes(held['anyOf'][0]['enum'])}, or a list of them"
    name = str(held["$ref"]).rpartition("/")[2]
    return "id, or a list of ids" if name == "ids" else name


def _described(properties: dict[str, Any], words: dict[str, str]) -> list[tuple[str, str]]:
    if properties.keys() != words.keys():
        raise ValueError(f"the page and the schema differ in {sorted(properties.keys() ^ words.keys())}")
    return [(code(key), words[key]) for key in properties]


def _date(text: str, means: str) -> tuple[str, ...]:
    when = When.parse(text)
    return code(text), means, str(when.earliest or "open"), str(when.best), str(when.latest or "open")


def _complaint(text: str) -> str:
    try:
        loads(text)
    except InvalidScenarioError as invalid:
        fault = invalid.faults[0]
        return f"{fault.concerns}: {fault.words}" if fault.concerns else fault.words
    raise ValueError(f"negsim does not refuse this text:\n{text}")


def _statuses() -> list[tuple[str, str, str]]:
    laws = {key: LIFECYCLES[kind] for key, kind in EXPECTED.items()}
    return [(code(key), codes((*law.statuses, ABSENT)), codes(OF_THE_DAY[key])) for key, law in laws.items()]


def _weights() -> list[tuple[str, str, str]]:
    above = dict(ORDER)
    return [
        (code(kind), str(points), code(above[kind]) if kind in above else "–")
        for kind, points in Weights().by_kind.items()
    ]
