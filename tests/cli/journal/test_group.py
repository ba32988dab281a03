import pytest

from sim.cli.journal import COMMANDS, group


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(negsim, golden, command):
    result = negsim("journal", command, "-h")
    assert result.exit_code == 0
    golden(f"help-journal-{command}.txt", result.stdout)


def test_an_unknown_command_gets_the_nearest(told):
    assert "there is no command 'amned'; did you mean amend?" in told("amned")


def test_a_command_like_none_gets_them_all(told):
    assert f"there is no command 'x'; there is {', '.join(COMMANDS)}" in told("x")


def test_a_command_that_there_is_not_is_not_found():
    assert group.get_command(None, "x") is None
