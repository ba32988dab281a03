import pytest
from click import Context
from wages import WAGES

from sim.cli import COMMANDS, group
from sim.cli.selection import SelectionType

FISHING, MOSCOW = "scenarios/fishing.yaml", "scenarios/moscow-2007.yaml"


def options_of(command):
    return {option.name: option for option in group.get_command(Context(group), command).params}


WITH_ONLY = [command for command in COMMANDS if "only" in options_of(command)]


@pytest.mark.parametrize("command", WITH_ONLY)
def test_wherever_there_is_an_only_it_takes_several(command):
    assert isinstance(options_of(command)["only"].type, SelectionType)
    assert options_of(command)["only"].multiple


@pytest.mark.parametrize(
    "only", [("talks,measures",), ("talks", "measures"), (" measures, talks",), ("talks,talks", "measures,talks")]
)
def test_names_may_be_repeated_or_have_commas_between(negsim, only):
    options = [part for names in only for part in ("--only", names)]
    printed = negsim("run", FISHING, *options).stdout
    assert [title for title in ("Moves", "Proposals", "Measures", "Talks") if f"\n{title}\n" in printed] == [
        "Measures",
        "Talks",
    ]


def test_a_name_with_a_blank_in_it_may_stand_among_others(negsim):
    printed = negsim("assess", MOSCOW, "--only", "more hostile,centre").stdout
    assert {line.split("  ")[0] for line in printed.splitlines()[4:]} == {"centre", "more hostile"}


def test_of_a_name_given_twice_csv_has_one_table(negsim):
    csv = negsim("assess", "-", "--only", "positions,positions", "--format", "csv", stdin=WAGES)
    assert csv.exit_code == 0


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (("run", FISHING, "--only", "moves,tals"), "there is no table 'tals'; did you mean talks?"),
        (("run", FISHING, "--only", "moves,"), "there is no table ''; there is moves, proposals, "),
        (("assess", FISHING, "--only", "tensoin"), "there is no figure 'tensoin'; did you mean tension?"),
    ],
)
def test_a_name_that_there_is_not_is_refused_in_a_sentence(negsim, call, complaint):
    result = negsim(*call)
    assert (result.exit_code, result.stdout) == (2, "")
    assert complaint in result.stderr


def test_a_shell_completes_the_last_name():
    only = SelectionType(("moves", "measures", "talks"), "table")
    completed = only.shell_complete(Context(group), options_of("run")["only"], "talks,m")
    assert [item.value for item in completed] == ["talks,moves", "talks,measures"]
