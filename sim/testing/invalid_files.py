"""Strategies for faulty scenario files: texts that the reader refuses, each for one thing that is wrong with it."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from hypothesis import strategies as st

from sim.rules.subjects.talks import IDLE
from sim.scenario import Scenario
from sim.scenario.write import Part, as_mapping
from sim.testing.actions import FIRST_DAY
from sim.testing.files import in_another_hand, records, written

STRANGER: Final = "nobody-has-declared-this"
"""The id by which faulty files name what nobody has declared or made."""


@st.composite
def faulty_scenarios(
    draw: st.DrawFn, recorded: st.SearchStrategy[Scenario] | None = None, kinds: Sequence[str] = ()
) -> tuple[str, str]:
    """Scenario files with a fault, each with the kind of it: a key of `SLIPS` or of `ODD_LINES`, or one of these."""
    part = _with_an_act(draw(records() if recorded is None else recorded))
    kind = draw(st.sampled_from(kinds or (*SLIPS, *ODD_LINES)))
    if kind in ODD_LINES:
        return _with_odd_lines(draw, part, ODD_LINES[kind]), kind
    SLIPS[kind](draw, part)
    return in_another_hand(draw, part), kind


def _with_an_act(record: Scenario) -> Part:
    """The file of the record with one more move at its end, for the moves that slips happen to."""
    part = as_mapping(record)
    day = record.history.last_day or FIRST_DAY
    part.setdefault("moves", []).append(_act("an-act-at-the-end", next(iter(part["parties"])), day))
    return part


def _act(name: str, by: str, day: date | str) -> Part:
    return {"act": name, "by": by, "date": str(day), "tone": "neutral"}


def _with_odd_lines(draw: st.DrawFn, part: Part, odd: str) -> str:
    """The file with these lines, which give its title, above one of its sections."""
    lines = written(draw, {key: value for key, value in part.items() if key != "scenario"}).split("\n")
    places = [number for number, line in enumerate(lines) if re.match("['\"a-z]", line)]
    place = 0 if odd.startswith("%") else draw(st.sampled_from(places))
    return "\n".join((*lines[:place], odd, *lines[place:]))


ODD_LINES: Final = {
    "a duplicate key": "scenario: Title\nscenario: Title",
    "an anchor": "scenario: &anchor Title",
    "an alias": "scenario: *alias",
    "a tag": "scenario: !!str Title",
    "a merge": "scenario: Title\n<<: {summary: text}",
    "a tab": "scenario:\n\tTitle",
    "a glued #": "scenario: item #5",
    "a control character": "scenario: bell \x07",
    "an escaped control character": 'scenario: "bell \\x07"',
    "a second document": "scenario: Title\n---",
    "a directive": "%YAML 1.1\n---\nscenario: Title",
    "a colon in a text": "scenario: Two things: money",
    "an open quote": 'scenario: "Title',
    "an open bracket": "scenario: [Title",
    "a text after a quoted one": 'scenario: "Title", he said',
    "a key that is a list": "scenario: Title\n? [key]\n: value",
    "too deep": "scenario: [[[[[[[[[[[[Title]]]]]]]]]]]]",
    "a list for a text": "scenario: [Title]",
    "nothing for a text": "scenario:",
}
"""Lines that give a title and that no scenario file may have, whether YAML takes them or not, by kind."""

Slip = Callable[[st.DrawFn, Part], object]
"""Makes a sound file faulty."""


def _move(draw: st.DrawFn, part: Part) -> Part:
    move: Part = draw(st.sampled_from(part["moves"]))
    return move


def _side(part: Part) -> str:
    return str(next(iter(part["parties"])))


def _in_move(**values: Any) -> Slip:
    """One of the moves gets these values, whatever it had."""
    return lambda draw, part: _move(draw, part).update(values)


def _in_one_of(key: str, values: Sequence[Any]) -> Slip:
    """One of the moves gets one of these values."""
    return lambda draw, part: _move(draw, part).update({key: draw(st.sampled_from(values))})


def _adding(section: str, **values: Any) -> Slip:
    return lambda draw, part: part.setdefault(section, {}).update(values)


def _expecting(key: str, value: Any) -> Slip:
    return lambda draw, part: part.setdefault("expect", []).append({key: value})


def _then(name: str, *, by: str = "", verb: str = "act", days: int = 0) -> Slip:
    """One more move at the end of the record."""

    def slip(draw: st.DrawFn, part: Part) -> None:
        last = part["moves"][-1]
        day = date.fromisoformat(last["date"]) + timedelta(days)
        move = _act(name, by or last["by"], day)
        part["moves"].append(move if verb == "act" else {verb: name, "by": move["by"], "date": move["date"]})

    return slip


def _misspelling_a_verb(draw: st.DrawFn, part: Part) -> None:
    move = _move(draw, part)
    verb, *others = move.items()
    spelt = draw(st.sampled_from((f"{verb[0]}s", verb[0][:-1], verb[0].upper())))
    move.clear()
    move.update([(spelt, verb[1]), *others])


def _leaving_out_the_verb(draw: st.DrawFn, part: Part) -> None:
    move = _move(draw, part)
    del move[next(iter(move))]


def _leaving_out_a_third_party(draw: st.DrawFn, part: Part) -> None:
    name, _ = part.get("third-parties", {STRANGER: ""}).popitem()
    _then(STRANGER, by=name)(draw, part)


def _making_a_party_a_third_party(draw: st.DrawFn, part: Part) -> None:
    part.setdefault("third-parties", {})[_side(part)] = "Title"


def _declaring_an_id_twice(draw: st.DrawFn, part: Part) -> None:
    for section in ("commitments", "talks"):
        part.setdefault(section, {})[STRANGER] = {"title": "Title"}


def _giving_a_term_two_units(draw: st.DrawFn, part: Part) -> None:
    part.setdefault("issues", {})[STRANGER] = "Title"
    day, by = part["moves"][-1]["date"], _side(part)
    for unit in draw(st.permutations(("EUR", "hours"))):
        offer = {"propose": f"{STRANGER}-{unit}", "by": by, "date": day, "issue": STRANGER}
        part["moves"].append({**offer, "terms": {"fee": f"5 {unit}"}})


_NO_DATES: Final = ("2013-02-30", "13 July", "2013-7-1", "20130701", "2013-07?", "../..", "2014/2013", "0000", "today")
_NO_IDS: Final = ("two words", "-x", "a.b", "é!", "a/b")

SLIPS: Final[dict[str, Slip]] = {
    "no title": lambda draw, part: part.pop("scenario"),
    "an unknown section": _adding("colours", red="Red"),
    "one party": lambda draw, part: part["parties"].popitem(),
    "three parties": _adding("parties", **{STRANGER: "Title"}),
    "a reserved id": _adding("third-parties", both="Both"),
    "a party as a third party": _making_a_party_a_third_party,
    "a third party left out": _leaving_out_a_third_party,
    "an id declared twice": _declaring_an_id_twice,
    "an unknown key of talks": _adding("talks", **{STRANGER: {"colour": "red"}}),
    "a next round of idle talks": _adding("talks", **{STRANGER: {"status": IDLE, "due": "2013"}}),
    "a commitment of a stranger": _adding("commitments", **{STRANGER: {"parties": STRANGER}}),
    "an unknown key of a move": _in_move(colour="red"),
    "a misspelt verb": _misspelling_a_verb,
    "no verb": _leaving_out_the_verb,
    "no date": lambda draw, part: _move(draw, part).pop("date"),
    "no day of the calendar": _in_one_of("date", _NO_DATES),
    "a date that runs back": _then(STRANGER, days=-1),
    "no id": _in_one_of("source", _NO_IDS),
    "a value that is nothing": _in_move(note=""),
    "a mapping for a text": _in_move(note={"colour": "red"}),
    "no such choice": _in_move(channel="loud"),
    "an unknown actor": _then(STRANGER, by=STRANGER),
    "an unknown issue": _in_move(over=STRANGER),
    "an unknown source": _in_move(source=STRANGER),
    "an unknown subject": _then(STRANGER, verb="suspend"),
    "two units of a term": _giving_a_term_two_units,
    "an id that is taken": _then("an-act-at-the-end"),
    "an illegal move": _then("an-act-at-the-end", verb="oppose"),
    "an expectation of nothing": _expecting("proposals", {STRANGER: "tabled"}),
    "an expectation without a number": _expecting("agreed", "many"),
    "an unknown key of an expectation": _expecting("colour", "red"),
    "an expectation without an unknown source": _expecting("holds without", {"source": STRANGER}),
}
"""Mistakes of those who write a file, by kind."""
