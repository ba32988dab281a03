"""The arguments and options that make a move, and the item of a scenario file that they stand for."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import click
from attrs import NOTHING, evolve, field, frozen

from sim.cli.questions import listed
from sim.model.errors import did_you_mean
from sim.model.escaping import readable
from sim.model.move import fields_of, holding, key_of
from sim.rules.registry import MOVES_BY_VERB
from sim.scenario.fields import FieldReader
from sim.scenario.moves_section import read_moves
from sim.scenario.yaml.nodes import Faults, MappingNode, Node, ScalarNode, SequenceNode, plain

Command = Callable[..., Any]
_MOVE_NUMBER: Final = re.compile("#?([0-9]{1,9})")
Item = dict[str, Any]
"""A move as an item of `moves`: its values are texts, lists of them, or mappings to them."""

CLOCK: Final = "clock"

_SEVERAL: Final = ("ids", "choices")
"""The forms of fields that may hold several values."""
_BY_NAME: Final = ("terms", "condition")
"""The forms of fields that may hold values by name."""
_OPTIONS: Final = {"by": "--by WHO", "date": "--date DATE"}


def move_options(command: Command) -> Command:
    """`VERB SUBJECT...`, `--by`, `--date` and `--set`, as `verb`, `subjects`, `by`, `date` and `settings`."""
    for decorated in (
        click.option(
            "--set",
            "settings",
            multiple=True,
            metavar="FIELD=VALUE",
            help="Give the move a further field. Several values: a,b, or once more; a value by name: "
            "terms.wage='5 %' or if.pact=in-force.",
        ),
        click.option("--date", metavar="DATE", help="When the move was made."),
        click.option("--by", metavar="WHO", help="Who makes it: a party, a third party, `both`, or `clock`."),
        click.argument("subjects", nargs=-1, metavar="[SUBJECT...]"),
        click.argument("verb", required=False),
    ):
        command = decorated(command)
    return command


class _PlaceType(click.ParamType[int]):
    """`#12` or 12, the number of a move."""

    name = "move"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        match = _MOVE_NUMBER.fullmatch(value)
        if match is None:
            self.fail(f"{value!r} names no move; write # and its number, such as '#12'", param, ctx)
        return int(match[1])


after: Final = click.option(
    "--after",
    type=_PlaceType(),
    metavar="#N",
    help="Put it after move N (quote it: '#12'; '#0' for before all); default: at the end.",
)
"""`--after`, with the number of a move."""
ask: Final = click.option("--ask", is_flag=True, help="Ask for the move, field by field, and offer only what is legal.")
"""`--ask`."""


def item_of(
    verb: str | None,
    subjects: Sequence[str],
    by: str | None,
    date: str | None,
    settings: Sequence[str],
    *,
    is_whole: bool = True,
) -> Item:
    """The item of a move, each of its fields in the form that a scenario file wants.

    One that is not whole may lack what its verb must have: it changes another.

    Raises: click.UsageError, which names the argument.
    """
    if not (verb and subjects):
        raise click.UsageError("name the move, VERB and SUBJECT, such as `oppose equal-shares`")
    if verb not in MOVES_BY_VERB:
        raise click.UsageError(f"there is no move {verb!r}{did_you_mean(verb, MOVES_BY_VERB)}")
    arguments = _Arguments(verb)
    arguments.put(verb, _several(subjects), verb)
    if by is not None and by != CLOCK:
        arguments.put("by", [by], f"--by {by}")
    if date is not None:
        arguments.put("date", [date], f"--date {date}")
    for setting in settings:
        arguments.set(setting)
    arguments.check(is_whole=is_whole)
    return _as_item(arguments.mapping)


def given_item(
    verb: str | None, subjects: Sequence[str], by: str | None, date: str | None, settings: Sequence[str], *, ask: bool
) -> Item | None:
    """The item of the move that a call gives; None if it is to be asked for. Raises: click.UsageError."""
    if not ask:
        return item_of(verb, subjects, by, date, settings)
    if any((verb, subjects, by, date, settings)):
        raise click.UsageError("with --ask the move is asked for; leave VERB, SUBJECT, --by, --date and --set out")
    return None


def _as_item(mapping: MappingNode) -> Item:
    item = plain(mapping)
    assert isinstance(item, dict)
    return item


def _several(values: Sequence[str]) -> list[str]:
    """The values in arguments that may each hold some."""
    return [part for value in values for part in listed(value)]


@frozen
class _Arguments:
    """The item of a verb as a tree; the line of each node is the number of the argument that it is from."""

    verb: str
    places: list[str] = field(factory=list)
    mapping: MappingNode = field(factory=lambda: MappingNode({}, {}, 1, 1))

    def set(self, setting: str) -> None:
        """Put in what `--set` gives. Raises: click.UsageError."""
        place = f"--set {setting}"
        key, equals, value = setting.partition("=")
        key, dot, name = key.partition(".")
        if not (key and equals) or (dot and not name):
            raise click.UsageError(f"{place}: write FIELD=VALUE, or FIELD.NAME=VALUE for a value by name")
        if key in (self.verb, *(each for each in _OPTIONS if each in self.mapping.values)):
            raise click.UsageError(f"{place}: {key} has been given; leave one of the two out")
        if dot and self._form(key) in (*_BY_NAME, ""):
            self._put_by_name(key, name, value, place)
        elif dot:
            raise click.UsageError(f"{place}: {key} has no values by name; write {key}=VALUE")
        else:
            self.put(key, _several([value]) if self._form(key) in _SEVERAL else [value], place)

    def _form(self, key: str) -> str:
        """The form of a field of the move; empty if it has no such field."""
        forms = {key_of(each.name): holding(each).form for each in fields_of(MOVES_BY_VERB[self.verb])}
        return forms.get(key, "")

    def put(self, key: str, values: Sequence[str], place: str) -> None:
        """Put values under a key, beside those that it has. Raises: click.UsageError."""
        scalars = [self._scalar(value, place) for value in values]
        before = self.mapping.values.get(key)
        if before is not None and self._form(key) not in (*_SEVERAL, *_BY_NAME, ""):
            raise click.UsageError(f"{place}: {key} has been given; leave one of the two out")
        if isinstance(before, MappingNode):
            raise click.UsageError(f"{place}: {key} has values by name already; give it in one way")
        earlier: list[Node] = [] if before is None else before.items if isinstance(before, SequenceNode) else [before]
        nodes = [*earlier, *scalars]
        self._keep(key, nodes[0] if len(nodes) == 1 else SequenceNode(nodes, len(self.places), 1))

    def _put_by_name(self, key: str, name: str, value: str, place: str) -> None:
        node = self.mapping.values.get(key) or MappingNode({}, {}, len(self.places) + 1, 1)
        if not isinstance(node, MappingNode):
            raise click.UsageError(f"{place}: {key} has a value already; give it in one way")
        if name in node.values:
            raise click.UsageError(f"{place}: {key}.{name} has been given; leave one of the two out")
        node.values[name] = self._scalar(value, place)
        node.keys[name] = self._scalar(name, place)
        self._keep(key, node)

    def _scalar(self, value: str, place: str) -> ScalarNode:
        text = readable(value)
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            raise click.UsageError(f"{place}: this is not UTF-8 text")
        self.places.append(place)
        return ScalarNode(text, len(self.places), 1)

    def _keep(self, key: str, node: Node) -> None:
        self.mapping.values[key] = node
        self.mapping.keys.setdefault(key, ScalarNode(key, len(self.places), 1))

    def check(self, *, is_whole: bool) -> None:
        """Check that the item has the form of its verb. Raises: click.UsageError at the first argument that has not."""
        faults = Faults("")
        read_moves(FieldReader(faults), SequenceNode([self.mapping if is_whole else self._alone()], 1, 1))
        missing = list(self._missing())
        for fault in faults.in_order():
            if not ((missing or not is_whole) and fault.words.endswith(" is missing")):
                raise click.UsageError(f"{self.places[fault.where.line - 1]}: {fault.words}")
        for key in missing if is_whole else ():
            option = _OPTIONS.get(key, f"--set {key}=VALUE")
            raise click.UsageError(f"{self.verb}: {key} is missing; give it, {option}")

    def _alone(self) -> MappingNode:
        """The fields that can be judged without those of the move that they change; `private` names some of those."""
        values = {key: node for key, node in self.mapping.values.items() if key != "private"}
        return evolve(self.mapping, values=values)

    def _missing(self) -> Iterator[str]:
        """The fields that the verb must have and the item has not."""
        for attribute in fields_of(MOVES_BY_VERB[self.verb]):
            key = key_of(attribute.name)
            if attribute.default is NOTHING and key not in self.mapping.values:
                yield key
