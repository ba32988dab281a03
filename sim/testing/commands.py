"""`negsim judge` and `negsim vectors`: a log checked against the law, and test vectors for other languages."""

import json
from collections.abc import Collection
from pathlib import Path

import click

from sim.cli import options
from sim.cli.files import delivered, unwritable_status
from sim.cli.printing import say, show
from sim.cli.process import INVALID, UNMET, UNWRITTEN
from sim.model.errors import NegsimError, UnknownNameError, counted, did_you_mean
from sim.model.escaping import visible_in_json
from sim.model.move import Move
from sim.rules.registry import LIFECYCLES, MOVES_BY_VERB
from sim.rules.subject import Subject
from sim.testing.courses import Scope
from sim.testing.judging import judge as judged, read_log
from sim.testing.vectors import COUNT, Vectors

_KINDS = {lifecycle.noun: kind for kind, lifecycle in LIFECYCLES.items()}


@click.command("judge")
@click.argument("log", type=click.Path(path_type=Path))
@click.option(
    "--seconds",
    type=click.FloatRange(0, min_open=True),
    default=10.0,
    show_default=True,
    help="Give up after this time, and say so.",
)
@options.quiet
@click.pass_context
def judge(
    ctx: click.Context,
    log: Path,
    seconds: float,
    quiet: bool,  # noqa: FBT001 - click passes a flag so
) -> None:
    """Check the log of a system with concurrent clients.

    LOG has JSON lines: what clients asked at the same time, and what was answered. If no legal order of it explains the
    answers, the fewest that none explains are printed.
    """
    try:
        judgement = judged(read_log(log), seconds=seconds)
    except NegsimError as error:
        options.complain(error)
        ctx.exit(INVALID)
    if not quiet:
        show(f"{judgement}\n")
    ctx.exit(0 if judgement.is_explained else UNMET)


@click.command("vectors")
@options.output("Write them to this file, not to standard output.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Begin chance here.")
@click.option("--count", type=click.IntRange(1), default=COUNT, show_default=True, help="Write so many steps.")
@click.option("--moves", metavar="MOVE,...", help="Only these moves, such as propose,accept.")
@click.option("--subjects", metavar="KIND,...", help=f"Only these kinds of subjects: {', '.join(_KINDS)}.")
@click.option("--basic", is_flag=True, help="Only moves without the fields that they do not need.")
@options.quiet
@click.pass_context
def vectors(
    ctx: click.Context,
    output: Path | None,
    seed: int,
    count: int,
    moves: str | None,
    subjects: str | None,
    basic: bool,  # noqa: FBT001 - click passes a flag so
    quiet: bool,  # noqa: FBT001 - as above
) -> None:
    """Write test vectors for an implementation in another language.

    They are JSON lines: a header with the start, then steps, legal and illegal, each with what the law says to it and
    how all stands after it. The same seed gives the same steps. By default they make every transition of the law, which
    takes ten to twenty seconds to find.
    """
    if status := unwritable_status(output):
        ctx.exit(status)
    try:
        scope = Scope(verbs=_verbs(moves), kinds=_kinds(subjects), is_basic=basic)
    except UnknownNameError as error:
        say(str(error), err=True)
        ctx.exit(INVALID)
    lines = [*Vectors(scope, seed, count).lines()]
    if len(lines) == 1:
        say("none of these moves can be made at the start; add one that makes a subject, such as propose", err=True)
        ctx.exit(INVALID)
    text = "".join(f"{visible_in_json(json.dumps(line, ensure_ascii=False))}\n" for line in lines)
    if not delivered(output, text, counted(len(lines), "line"), quiet=quiet):
        ctx.exit(UNWRITTEN)


def _verbs(names: str | None) -> tuple[type[Move], ...]:
    """The verbs of a list, in the order of the law. Raises: UnknownNameError."""
    if names is None:
        return tuple(MOVES_BY_VERB.values())
    wanted = _listed(names, MOVES_BY_VERB, "move")
    return tuple(move for verb, move in MOVES_BY_VERB.items() if verb in wanted)


def _kinds(names: str | None) -> tuple[type[Subject], ...]:
    """The kinds of a list, in the order of the law. Raises: UnknownNameError if one is unknown."""
    if names is None:
        return tuple(_KINDS.values())
    wanted = _listed(names, _KINDS, "kind of subject")
    return tuple(kind for noun, kind in _KINDS.items() if noun in wanted)


def _listed(names: str, known: Collection[str], noun: str) -> set[str]:
    listed = {name.strip() for name in names.split(",")}
    for name in sorted(listed.difference(known)):
        raise UnknownNameError(f"there is no {noun} {name!r}{did_you_mean(name, known)}")
    return listed
