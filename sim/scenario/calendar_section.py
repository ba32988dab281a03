"""The calendar of the section `forecast`: dated things that both sides know, and votes with their odds."""

from collections.abc import Collection
from typing import Any, Final

from sim.forecast.calendar import CalendarEvent, Vote
from sim.forecast.plan import ODDS, ODDS_OF_A_VOTE
from sim.forecast.policy import parsed_value
from sim.model.dates import When
from sim.model.errors import PolicyError, did_you_mean
from sim.scenario.fields import FieldReader, Form, InvalidValueError, day, name, text
from sim.scenario.yaml.nodes import MappingNode, Node, ScalarNode


def _odds(node: Node) -> float:
    """The odds that a node holds."""
    try:
        return float(parsed_value(ODDS, ODDS_OF_A_VOTE, text(node)))
    except PolicyError as fault:
        raise InvalidValueError(node, str(fault)) from None


VOTE: Final = ("ratifies", ODDS, "by")
"""The keys of a vote, beside `date` and `title`."""

_FORMS: Final[dict[str, Form]] = {"date": day, "title": text, "ratifies": name, ODDS: _odds, "by": name}


Calendar = tuple[tuple[CalendarEvent, ...], tuple[Vote, ...]]
"""The dated things of a calendar, and its votes; a vote with a date is among both."""


def read_calendar(reader: FieldReader, root: MappingNode, third_parties: Collection[str]) -> Calendar:
    """The calendar of a section `forecast`, given those who may have a vote."""
    events, votes = list[CalendarEvent](), list[Vote]()
    for event, node in reader.named(root.values.get("calendar"), "forecast, calendar"):
        place = f"forecast, calendar, {event}"
        if isinstance(node, ScalarNode):
            fields: dict[str, Any] = {"date": reader.value(node, place, day)}
        else:
            mapping = reader.mapping(node, place)
            fields = {} if mapping is None else reader.fields(mapping, place, _FORMS)
            if mapping is not None:
                _check_keys(reader, mapping, place)
                _check_voter(reader, mapping.values.get("by"), place, third_parties)
        when: When | None = fields.get("date")
        title = fields.get("title", event)
        if when is not None:
            events.append(CalendarEvent(event, when, title))
        if "ratifies" in fields:
            vote = Vote(event, fields["ratifies"], fields.get(ODDS), fields.get("by", ""), when, title)
            _check_only(reader, node, place, vote, votes)
            votes.append(vote)
    return tuple(events), tuple(votes)


def _check_keys(reader: FieldReader, mapping: MappingNode, place: str) -> None:
    """Note a fault where neither a date nor a vote stands, where odds are of no vote, and where nobody has it."""
    keys = mapping.values
    if "ratifies" not in keys:
        for key in VOTE:
            if key in keys:
                reason = f"{key!r} is for a vote; name the text that is voted on under `ratifies`"
                reader.faults.add(mapping.keys[key], place, reason)
                return
    if "date" not in keys and "ratifies" not in keys and mapping.is_whole:
        reader.faults.add(mapping, place, "date is missing")


def _check_only(reader: FieldReader, node: Node, place: str, vote: Vote, others: Collection[Vote]) -> None:
    """Note a fault where a vote is declared already: on the same text, and of the same voter or of everyone."""
    same = next((other for other in others if (other.ratifies, other.by) == (vote.ratifies, vote.by)), None)
    if same is not None:
        of, advice = (f" of {vote.by}", "") if vote.by else ("", ", or say under `by` whose each is")
        reason = f"the vote{of} on {vote.ratifies!r} is declared already, as {same.id!r}; leave one out{advice}"
        reader.faults.add(node, place, reason)


def _check_voter(reader: FieldReader, node: Node | None, place: str, third_parties: Collection[str]) -> None:
    """Note a fault where who votes is no third party."""
    if isinstance(node, ScalarNode) and node.text not in third_parties:
        reason = f"{node.text!r} is no third party{did_you_mean(node.text, third_parties)}"
        reader.faults.add(node, f"{place}, by", reason)
