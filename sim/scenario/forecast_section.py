"""The section `forecast` of a file: the span, the calendar, and the policies with their parameters.

Reading it runs no code. The file with policies that it may name is not even looked at; see `policy_file`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any, Final

from sim.forecast.calendar import STEPS, WEEK, CalendarEvent, Vote, invalid_span, unknown_event
from sim.forecast.forecast import events_of
from sim.forecast.plan import ATTRIBUTES, NUMBERS, Plan, PolicyPair, PolicyReference, PolicySource
from sim.forecast.policy import EVENT, MOVES, NUMBER, POLICY, WEIGHTS, Parameter, parsed_value
from sim.forecast.registry import POLICIES, PolicySpec, check_name, no_parameter
from sim.history.history import History
from sim.model.dates import When
from sim.model.errors import NegsimError, PolicyError, Where, did_you_mean
from sim.model.frozen import FrozenDict
from sim.model.ids import BOTH
from sim.rules.subjects.proposals import Propose
from sim.scenario.calendar_section import read_calendar
from sim.scenario.fields import FieldReader, InvalidValueError, chosen, day, text
from sim.scenario.moves_section import ParsedMove, is_unresolved, read_moves
from sim.scenario.replayed_moves import note_unknown_names
from sim.scenario.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode, is_whole

KEYS: Final = {
    "from": "The day of the record after which it begins.",
    "until": "The last day.",
    "step": "How far a step goes: `day`, `week` or `month`; a week if left out.",
    "policies": "By which policy each party acts.",
    "pairs": "Further assumptions to compare with: ids, each with a title and other policies.",
    "calendar": "Dated things that both sides know: ids, each with a date, or a date and a title; and votes, each with "
    "the text that it `ratifies`.",
    "ratification": "The chance that who has to ratify something votes yes; 0.5 if left out.",
    "runs": "How many runs there are; 1000 if left out.",
    "seed": "What decides on all that is left to chance; 0 if left out.",
    "policy-file": "A Python file with policies of one's own, beside the scenario file or below; a forecast runs it.",
}
"""The keys of the section, and what they hold."""

_INSTEAD: Final = {"reservations": "; the chance that who has to ratify something votes yes is `ratification`"}
"""The advice on keys that it might be thought to have."""

_PAIR: Final = ("title", "policies")


ALL: Final = "all"
"""The word for every pair where a pair is named, so that no pair can have this id."""


class ForecastReader:
    """Reads the section `forecast` of one file; *unresolved* ids, which a fault hides, are not looked up.

    After `read`, `moves` are those of all scripts.
    """

    def __init__(self, reader: FieldReader, history: History, unresolved: Collection[str]) -> None:
        self.moves: list[ParsedMove] = []
        self._reader = reader
        self._history, self._setting = history, history.start.setting
        self._unresolved = unresolved
        self._has_policy_file = False
        self._references: list[PolicyReference] = []
        self._event_references: list[tuple[Node, str, str]] = []
        self._is_whole = self._knows_policies = True

    def read(self, node: Node | None) -> Plan | None:
        """The plan of the section; None if there is none, or a fault in it."""
        root, count = self._reader.mapping(node, "forecast"), len(self._reader.faults.noted)
        if root is None:
            return None
        self._is_whole, self._knows_policies = is_whole(root), not root.is_unread("policy-file")
        self._reader.known(root, "forecast", KEYS, _INSTEAD)
        self._has_policy_file = "policy-file" in root.values
        file_name = self._value(root, "policy-file", text)
        since, until = self._value(root, "from", day), self._value(root, "until", day)
        step = self._value(root, "step", partial(chosen, STEPS)) or WEEK
        numbers = {key: self._value(root, key, _parameter_form(key, form)) for key, form in NUMBERS.items()}
        policies = self._policies(root, "forecast, policies")
        pairs, (calendar, votes) = tuple(self._pairs(root)), read_calendar(self._reader, root, self._setting.outsiders)
        self._require_keys(root)
        fault = "" if since is None or until is None else invalid_span(since.best, until.best, step)
        if fault and self._is_whole:
            self._reader.faults.add(root.values["until"], "forecast, until", fault)
        if since is not None and self._is_whole and len(self._reader.faults.noted) == count:
            self._look_up_events(since, calendar)
            self._look_up_texts(root, since, votes, [policies, *(pair.policies for pair in pairs)])
        if since is None or until is None or len(self._reader.faults.noted) > count:
            return None
        attributes = {ATTRIBUTES.get(key, key): number for key, number in numbers.items() if number is not None}
        source = self._source(root.values["policy-file"], file_name) if file_name else None
        return Plan(since, until, policies, step, pairs, calendar, source=source, votes=votes, **attributes)

    def _source(self, node: Node, name: str) -> PolicySource:
        """The policy file as it is named, with the policies that may be in it."""
        return PolicySource(name, self._place(node), tuple(self._references))

    def _place(self, node: Node) -> Where:
        return Where(self._reader.faults.file, node.line, node.column)

    def _value(self, root: MappingNode, key: str, form: Callable[[Node], Any]) -> Any:
        node = root.values.get(key)
        return None if node is None else self._reader.value(node, f"forecast, {key}", form)

    def _require_keys(self, root: MappingNode) -> None:
        missing = [key for key in ("from", "until", "policies") if key not in root.values]
        if missing and root.is_whole:
            advice = "give the day after which it begins, that on which it ends, and a policy for each party"
            self._reader.faults.add(root, "forecast", f"{missing[0]} is missing; {advice}")

    # POLICIES

    def _policies(self, root: MappingNode, concerns: str, *, all_of_them: bool = True) -> dict[str, PolicySpec]:
        """The policies that a mapping names, by party."""
        mapping = self._reader.mapping(root.values.get("policies"), concerns)
        if mapping is None:
            return {}
        party_ids = self._setting.party_ids
        self._reader.known(mapping, concerns, party_ids)
        missing = [party for party in party_ids if party not in mapping.values]
        if missing and all_of_them and mapping.is_whole:
            self._reader.faults.add(mapping, concerns, f"{missing[0]} has no policy; name one, such as hold")
        nodes = {party: mapping.values[party] for party in party_ids if party in mapping.values}
        specs = {party: self._policy(node, party, f"{concerns}, {party}") for party, node in nodes.items()}
        return {party: spec for party, spec in specs.items() if spec is not None}

    def _policy(self, node: Node, party: str, concerns: str) -> PolicySpec | None:
        """A policy given by its name, or its name and its parameters; None, and a fault, if it is invalid."""
        if isinstance(node, ScalarNode):
            name = self._reader.value(node, concerns, partial(self._policy_name, concerns))
            return None if name is None else self._checked(node, PolicySpec(name), concerns)
        mapping = self._reader.mapping(node, concerns)
        if mapping is None:
            return None
        if "policy" not in mapping.values:
            self._note_missing_policy(mapping, concerns)
            return None
        place = f"{concerns}, policy"
        name = self._reader.value(mapping.values["policy"], place, partial(self._policy_name, place))
        if name is None:
            return None
        spec, count = PolicySpec(name), len(self._reader.faults.noted)
        parameters = dict(self._parameters(mapping, spec, party, concerns))
        if len(self._reader.faults.noted) > count:
            return None
        return self._checked(mapping, PolicySpec(name, FrozenDict(parameters)), concerns)

    def _note_missing_policy(self, mapping: MappingNode, concerns: str) -> None:
        if "" in mapping.keys:
            self._reader.known(mapping, concerns, ("policy", *filter(None, mapping.keys)))
        elif mapping.is_whole:
            self._reader.faults.add(mapping, concerns, "policy is missing; name one, such as `policy: hold`")

    def _policy_name(self, concerns: str, node: Node) -> str:
        name = text(node)
        if self._has_policy_file and name not in POLICIES:
            self._references.append(PolicyReference(name, concerns, self._place(node)))
            return name
        try:
            check_name(name, None)
        except PolicyError as fault:
            raise InvalidValueError(node, str(fault) if self._knows_policies else "") from None
        return name

    def _checked(self, node: Node, spec: PolicySpec, concerns: str) -> PolicySpec | None:
        """The policy if its parameters fit each other; that of a file or a package, which is not run now, unchecked."""
        if spec.is_offered and self._is_whole:
            try:
                spec.stubbed.made()
            except NegsimError as error:
                self._reader.faults.add(node, concerns, str(error))
                return None
        return spec

    def _parameters(
        self, mapping: MappingNode, spec: PolicySpec, party: str, concerns: str
    ) -> Iterator[tuple[str, Any]]:
        known = spec.known
        for key, node in mapping.values.items():
            if key == "policy":
                continue
            place = f"{concerns}, {key}"
            if key not in known and (spec.is_offered or not key):
                self._reader.faults.add(mapping.keys[key], concerns, f"{spec.name} has {no_parameter(key, known)}")
            else:
                value = self._parameter(node, key, known.get(key), party, place)
                if value is not None:
                    yield key, value

    def _parameter(self, node: Node, name: str, parameter: Parameter | None, party: str, concerns: str) -> Any:
        form = "" if parameter is None else parameter.form
        if form == MOVES:
            return self._moves(node, party)
        if form == POLICY:
            return self._policy(node, party, concerns)
        if form == WEIGHTS:
            mapping = self._reader.mapping(node, concerns)
            if mapping is None:
                return None
            forms = {key: _parameter_form(name, Parameter(NUMBER, "")) for key in mapping.values if key}
            return FrozenDict(self._reader.fields(mapping, concerns, forms))
        value = self._reader.value(node, concerns, _parameter_form(name, parameter))
        if form == EVENT and value is not None:
            self._event_references.append((node, value, concerns))
        return value

    def _look_up_events(self, since: When, calendar: tuple[CalendarEvent, ...]) -> None:
        """Note a fault for every event that a parameter names and that neither the calendar nor the record has."""
        if not self._event_references:
            return
        events = (*calendar, *events_of(self._history.as_of(since)))
        for node, name, concerns in self._event_references:
            fault = unknown_event(name, events)
            if fault and not is_unresolved(name, self._unresolved, is_known=False):
                self._reader.faults.add(node, concerns, fault)

    def _moves(self, node: Node, party: str) -> tuple[Any, ...]:
        """The moves of a script, each by the party or both; whether they are legal is judged when they are due."""
        if not isinstance(node, SequenceNode):
            self._reader.items(node, "moves")
            return ()
        moves = read_moves(self._reader, node)
        self.moves += moves
        for parsed in moves:
            note_unknown_names(self._reader, self._setting, parsed)
            by = parsed.fields.get("by")
            if by in self._setting.actors and by not in (party, BOTH):
                reason = f"the script is that of {party}; write `by: {party}`, or both for a joint move"
                self._reader.faults.add(parsed.node.values["by"], parsed.label, reason)
        return tuple(parsed.move for parsed in moves if parsed.move is not None)

    # PAIRS AND VOTES

    def _pairs(self, root: MappingNode) -> Iterator[PolicyPair]:
        for name, node in self._reader.named(root.values.get("pairs"), "forecast, pairs"):
            place = f"forecast, pairs, {name}"
            if name == ALL:
                key = root.values["pairs"].keys[name]  # type: ignore[union-attr] # it has entries
                self._reader.faults.add(key, place, f"{ALL!r} is reserved for every pair; choose another id")
            mapping = self._reader.mapping(node, place)
            if mapping is not None:
                self._reader.known(mapping, place, _PAIR)
                title = self._reader.value(mapping.values["title"], place, text) if "title" in mapping.values else None
                policies = self._policies(mapping, f"{place}, policies", all_of_them=False)
                if "policies" not in mapping.values and mapping.is_whole:
                    self._reader.faults.add(mapping, place, "policies is missing; name the policies that are different")
                yield PolicyPair(name, title or name, policies)

    def _look_up_texts(
        self, root: MappingNode, since: When, votes: tuple[Vote, ...], policies: Iterable[Mapping[str, PolicySpec]]
    ) -> None:
        """Note a fault for every vote on what is no text by then, or on what nobody has to ratify."""
        if not votes:
            return
        steps = self._history.as_of(since).steps()
        scripted = chain.from_iterable(each.scripted for by_party in policies for each in by_party.values())
        moves = [*(step.move for step in steps), *scripted]
        texts = list(dict.fromkeys(name for move in moves if isinstance(move, Propose) for name in move.subjects))
        is_ratified = any(getattr(move, "subject_to", ()) for move in moves)
        calendar = root.values["calendar"]
        for vote in votes:
            place = f"forecast, calendar, {vote.id}"
            if vote.ratifies not in texts:
                reason = f"nobody has proposed {vote.ratifies!r} by {since}{did_you_mean(vote.ratifies, texts)}"
            elif not is_ratified:
                reason = "nobody has to ratify anything; name who has to under `subject-to` of `propose` or `accept`"
            else:
                continue
            if not is_unresolved(vote.ratifies, self._unresolved, is_known=False):
                self._reader.faults.add(calendar.values[vote.id], place, reason)  # type: ignore[union-attr] # it has votes


def _parameter_form(name: str, parameter: Parameter | None) -> Callable[[Node], Any]:
    """The form of a parameter that is a single value."""

    def read(node: Node) -> Any:
        try:
            return parsed_value(name, parameter, text(node))
        except PolicyError as fault:
            raise InvalidValueError(node, str(fault)) from None

    return read
