import builtins
import io
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from complaints import RECORD

from sim.cli import group
from sim.forecast.registry import PolicyFile
from sim.model.errors import InvalidScenarioError, PolicyError
from sim.scenario import as_json, as_yaml, load, loads
from sim.scenario.policy_file import MAX_BYTES
from sim.testing import plugin

POLICY = "def stubborn(state, party, day, legal, random): ...\n"
SECTION = """\
branches:
  quiet: {without: 1}
forecast:
  from: 2013-02-01
  until: 2013-02-20
  runs: 2
  policies: {aland: stubborn, bohus: hold}
  policy-file: FILE
"""
COMMANDS = {
    "run": [],
    "check": [],
    "legal": ["--by", "bohus"],
    "why": ["equal-shares"],
    "diff": ["--branch", "quiet"],
    "assess": [],
    "plot": [],
    "page": [],
}
"""The commands that take a scenario and run no policies, with what they need beside it."""


@pytest.fixture
def scenario(tmp_path):
    """Writes a scenario that names a file with policies; gives the path of the scenario."""
    folder = tmp_path / "folder"
    folder.mkdir()

    def write(name="own.py", section=SECTION):
        path = folder / "strait.yaml"
        path.write_text(RECORD + section.replace("FILE", str(name)), "utf-8")
        return path

    return write


def complaint(path, *, trust_policies=False):
    """What is wrong with the policy file of a scenario, in one sentence after its place."""
    with pytest.raises(InvalidScenarioError) as refused:
        load(path).forecast(trust_policies=trust_policies)
    (fault,) = refused.value.faults
    (number,) = (n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if "policy-file" in line)
    assert str(fault).startswith(f"{path}:{number}:16: forecast, policy-file: {fault.words}")
    assert "\n" not in fault.words
    return fault.words


# WHO LOOKS AT IT


@pytest.fixture
def looked_at(monkeypatch):
    """What is looked at from now on, by name."""
    found = []

    def watched(call):
        def look(path, *arguments, **named):
            found.append(str(path))
            return call(path, *arguments, **named)

        return look

    for module, name in ((builtins, "open"), (io, "open"), (os, "open"), (os, "stat"), (os, "lstat"), (os, "readlink")):
        monkeypatch.setattr(module, name, watched(getattr(module, name)))
    return found


def trap(folder, kind):
    """What would hold up, or fail, whoever opens it; gives its name."""
    path = folder / "own.py"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "no Python":
        path.write_text("(" * 1000, "utf-8")
    return path


@pytest.mark.parametrize("kind", ["pipe", "folder", "no Python", "missing"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_runs_no_policies_does_not_look_at_the_file(scenario, looked_at, command, kind):
    path = scenario()
    trap(path.parent, kind)
    looked_at.clear()
    result = CliRunner().invoke(group, [command, str(path), *COMMANDS[command]], prog_name="negsim")
    assert (result.exit_code, result.stderr) == (0, "")
    assert str(path) in looked_at
    assert not [each for each in looked_at if "own.py" in each]


@pytest.mark.parametrize("reading", [load, plugin._read, lambda path: loads(path.read_text("utf-8"))])
def test_reading_a_scenario_does_not_look_at_the_file(scenario, looked_at, reading):
    path = scenario("../own.py")
    trap(path.parent.parent, "pipe")
    looked_at.clear()
    reading(path)
    assert not [each for each in looked_at if "own.py" in each]


def test_reading_a_scenario_makes_no_policy_that_is_not_offered(scenario):
    path = scenario(section=SECTION.replace("stubborn", "{policy: scripted, moves: [], then: stubborn}"))
    (path.parent / "own.py").write_text(f"raise ValueError('run')\n{POLICY}")
    assert load(path).plan.policies["aland"].parameters["then"].name == "stubborn"
    with pytest.raises(PolicyError, match=r"own.py: it cannot be run: it raised ValueError: run"):
        _ = load(path).forecast().setup


def test_a_policy_with_others_is_tried_without_those_that_are_not_offered(scenario):
    then = "{policy: scripted, moves: 3, then: {policy: scripted, then: stubborn, patience: 1}}"
    with pytest.raises(InvalidScenarioError) as refused:
        load(scenario(section=SECTION.replace("aland: stubborn", f"aland: {then}")))
    assert len(refused.value.faults) == 2


@pytest.mark.parametrize("write", [as_yaml, as_json])
def test_a_scenario_that_is_written_names_the_file_as_before(scenario, write):
    plan = load(scenario("../own.py")).plan
    assert loads(write(load(scenario("../own.py")))).plan == plan
    assert plan.source.name == "../own.py"


# WHICH FILE IT MAY BE


@pytest.mark.parametrize("name", ["own.py", "below/own.py", "./own.py", "link.py"])
def test_a_file_beside_the_scenario_or_below_is_read(scenario, name):
    path = scenario(name)
    (path.parent / "below").mkdir()
    for place in (path.parent / "own.py", path.parent / "below" / "own.py"):
        place.write_text(POLICY)
    (path.parent / "link.py").symlink_to("below/own.py")
    (file,) = load(path).forecast().files
    assert file.path == str(path.parent / name)


@pytest.fixture
def outside(scenario, tmp_path):
    """Names of a file that is not beside the scenario, or not seen from there, with the reason."""
    path = scenario()
    (tmp_path / "own.py").write_text(POLICY)
    (path.parent / "own.py").write_text(POLICY)
    (path.parent / "link.py").symlink_to("../own.py")
    (path.parent / "out").symlink_to(tmp_path)
    return {
        tmp_path / "own.py": "an absolute path",
        path.parent / "own.py": "an absolute path",
        "../own.py": "a path that leads upwards",
        "../folder/own.py": "a path that leads upwards",
        f"out/../{tmp_path.name}/own.py": "a path that leads upwards",
        "link.py": "a link that leads out of the folder of the scenario",
        "out/own.py": "a link that leads out of the folder of the scenario",
    }


def test_a_file_elsewhere_must_be_trusted(scenario, outside):
    for name, reason in outside.items():
        path = scenario(name)
        way_out = "put it beside the scenario, or give --trust-policies"
        assert complaint(path) == f"{name} is {reason}, and a forecast runs its code; {way_out}"
        assert len(load(path).forecast(trust_policies=True).files) == 1


def test_a_folder_that_is_a_link_has_its_files_beside_the_scenario(scenario, tmp_path):
    path = scenario()
    (path.parent / "own.py").write_text(POLICY)
    (tmp_path / "link").symlink_to(path.parent)
    assert load(tmp_path / "link" / "strait.yaml").forecast().files


@pytest.mark.parametrize("trusted", [False, True])
def test_only_a_plain_file_is_opened(scenario, trusted):
    path = scenario()
    own = path.parent / "own.py"
    os.mkfifo(own)
    assert complaint(path, trust_policies=trusted) == f"{own} is a named pipe, and not a plain file; name a Python file"
    own.unlink()
    own.mkdir()
    assert complaint(path, trust_policies=trusted).startswith(f"{own} is a folder, and not a plain file")
    own.rmdir()
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(own))
        assert complaint(path, trust_policies=trusted).startswith(f"{own} is a socket, and not a plain file")


@pytest.mark.parametrize(
    ("device", "words"), [("/dev/zero", "is a device"), ("/dev/tty", "is a device"), ("/dev/null", "is a device")]
)
def test_no_device_is_opened_even_if_it_is_trusted(scenario, device, words):
    assert words in complaint(scenario(device), trust_policies=True)


def test_what_turns_into_another_file_meanwhile_is_not_read(scenario, monkeypatch):
    path = scenario()
    (path.parent / "own.py").write_text(POLICY)
    real, place = os.open, str(path.parent / "own.py")
    monkeypatch.setattr(os, "open", lambda name, *how: real("/dev/null" if str(name) == place else name, *how))
    assert "is a device, and not a plain file" in complaint(path)


def test_a_file_has_at_most_a_megabyte(scenario):
    path = scenario()
    own = path.parent / "own.py"
    own.write_text(POLICY + "#" * (MAX_BYTES - len(POLICY)))
    assert load(path).forecast().files
    own.write_text(POLICY + "#" * (MAX_BYTES - len(POLICY) + 1))
    assert complaint(path) == f"{own} is too large; a file with policies has at most 1,000,000 bytes"
    os.truncate(own, 10**12)  # a file that no memory holds, so that it is not read to its end
    assert complaint(path) == f"{own} is too large; a file with policies has at most 1,000,000 bytes"


def test_a_file_may_begin_with_a_byte_order_mark(scenario):
    path = scenario()
    (path.parent / "own.py").write_text(POLICY, "utf-8-sig")
    assert load(path).forecast().files


@pytest.mark.parametrize(
    ("name", "words"),
    [("gone.py", "no such file or directory"), ("x" * 300, "file name too long"), ("circle.py", "too many levels")],
)
def test_a_file_that_cannot_be_opened_is_named_with_the_reason(scenario, name, words):
    path = scenario(name)
    (path.parent / "circle.py").symlink_to("circle.py")
    assert complaint(path).startswith(f"{path.parent / name} cannot be read: {words}")


def test_a_name_that_no_file_can_have_is_refused(scenario, monkeypatch):
    def unfit(_):
        raise ValueError

    path = scenario()
    monkeypatch.setattr(os.path, "realpath", unfit)
    assert complaint(path) == f"{path.parent / 'own.py'} cannot be read: no file can have this name"


# WHAT STANDS IN IT

FAULTY = {
    "def stubborn(:\n": ":1: this is no Python: invalid syntax",
    "return 1\n": ":1: this is no Python: 'return' outside function",
    f"{POLICY}nonlocal x\n": ":2: this is no Python: nonlocal declaration not allowed at module level",
    "\0": ": this is no Python: source code string cannot contain null bytes",
    "-" * 500_000 + "1": ": this is no Python: it is nested too deeply",
    "a" + ".b" * 100_000: ": this is no Python: it is nested too deeply",
    "(" * 1000: ":1: this is no Python: too many nested parentheses",
    "x = " + "9" * 5000: ":1: this is no Python: Exceeds the limit",
    "def hold(): ...\n": ":1: 'hold' is the name of a policy that negsim offers; choose another",
}


@pytest.mark.parametrize("text", FAULTY, ids=range(len(FAULTY)))
def test_whatever_the_compiler_raises_is_one_complaint(scenario, text):
    path = scenario()
    (path.parent / "own.py").write_text(text)
    assert complaint(path).startswith(f"{path.parent / 'own.py'}{FAULTY[text]}")


def test_a_text_in_another_encoding_is_refused(scenario):
    path = scenario()
    (path.parent / "own.py").write_bytes(b"# \xff\n")
    assert complaint(path) == f"{path.parent / 'own.py'} is no text in UTF-8"


def test_what_no_compiler_has_raised_yet_is_one_complaint_too(monkeypatch):
    def compile_(*_, **__):
        raise OverflowError("too much")

    monkeypatch.setattr(builtins, "compile", compile_)
    with pytest.raises(PolicyError, match=r"own.py: this is no Python: too much"):
        PolicyFile("own.py", "").check()


def test_a_warning_of_the_compiler_is_no_matter(recwarn):
    PolicyFile("own.py", "x = '\\d' is 1\n").check()
    assert not recwarn.list


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("raise GeneratorExit", "GeneratorExit: "),
        ("class Own(BaseException): ...\nraise Own('a\\n  b')", "Own: a b"),
        ("class Own(Exception):\n    def __str__(self): raise SystemExit(0)\nraise Own", "Own: a Own"),
        ("def f(): f()\nf()", "RecursionError: maximum recursion depth exceeded"),
        ("raise ValueError('x' * 9999)", f"ValueError: {'x' * 500}…"),
    ],
)
def test_whatever_running_the_file_raises_is_one_complaint(code, words):
    file = PolicyFile("own.py", code)
    with pytest.raises(PolicyError) as raised:
        file.module()
    assert str(raised.value).startswith(f"own.py: it cannot be run: it raised {words}")
    assert "\n" not in str(raised.value)
    assert file.module_name not in sys.modules


def test_ctrl_c_while_the_file_is_run_is_nobodys_fault():
    file = PolicyFile("own.py", "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        file.module()
    assert file.module_name not in sys.modules


def test_ctrl_c_while_what_went_wrong_is_asked_for_its_words_is_nobodys_fault():
    file = PolicyFile("own.py", "class Own(Exception):\n    def __str__(self): raise KeyboardInterrupt\nraise Own")
    with pytest.raises(KeyboardInterrupt):
        file.module()


def test_every_policy_that_is_not_there_is_named_in_its_place(scenario):
    pairs = "  pairs: {other: {policies: {bohus: {policy: scripted, moves: [], then: holt}}}}\n"
    path = scenario(section=SECTION.replace("aland: stubborn", "aland: {policy: stuborn}") + pairs)
    (path.parent / "own.py").write_text(POLICY)
    with pytest.raises(InvalidScenarioError) as refused:
        load(path).planned()
    assert [str(fault).partition(": ")[2] for fault in refused.value.faults] == [
        "forecast, policies, aland, policy: there is no policy 'stuborn'; did you mean stubborn?",
        "forecast, pairs, other, policies, bohus, then: there is no policy 'holt'; did you mean hold?",
    ]


def test_without_the_file_a_name_that_is_not_offered_is_a_fault_at_once(scenario):
    with pytest.raises(InvalidScenarioError, match="there is no policy 'stubborn'"):
        load(scenario(section=SECTION.replace("  policy-file: FILE\n", "")))


# THE COMMAND


def forecast(path, *options):
    return CliRunner().invoke(group, ["forecast", str(path), *options], prog_name="negsim")


@pytest.mark.parametrize(
    "options", [[], ["--quiet"], ["--one"], ["--format", "json"], ["--compare", "bohus.policy=grit"]]
)
def test_a_forecast_says_whose_code_it_runs(scenario, options):
    path = scenario()
    (path.parent / "own.py").write_text(POLICY)
    result = forecast(path, *options)
    assert (result.exit_code, result.stderr) == (0, f"running the code of {path.parent / 'own.py'}\n")


def test_a_name_of_a_file_cannot_pass_for_a_line_of_its_own(scenario):
    path = scenario('"own\\nall is well\u202e.py"')
    (path.parent / "own\nall is well\u202e.py").write_text(POLICY)
    assert forecast(path).stderr == f"running the code of {path.parent}/own\\nall is well\\u202e.py\n"


def test_a_forecast_says_so_before_it_runs_it(scenario):
    path = scenario()
    (path.parent / "own.py").write_text(f"raise ValueError('now')\n{POLICY}")
    result = forecast(path)
    own = path.parent / "own.py"
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"running the code of {own}\n{own}: it cannot be run: it raised ValueError: now")


@pytest.mark.parametrize("options", [[], ["--jobs", "2"], ["--one"]])
def test_what_a_policy_prints_is_not_part_of_the_forecast(scenario, options):
    path = scenario()
    (path.parent / "own.py").write_text(f"print('loaded')\n{POLICY.replace('...', 'print(1)')}")
    result = subprocess.run(
        [sys.executable, "-m", "sim", "forecast", path, "--format", "json", *options],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(result.stdout)
    assert {"loaded", "1"} <= set(result.stderr.split())


def test_a_policy_that_closes_the_outputs_gets_a_status_of_its_own(scenario):
    path = scenario()
    (path.parent / "own.py").write_text(f"import sys\nsys.stderr.close()\n{POLICY}")
    result = subprocess.run(
        [sys.executable, "-m", "sim", "forecast", path], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (70, f"running the code of {path.parent / 'own.py'}\n")


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name of a file is any bytes")
@pytest.mark.parametrize("options", [[], ["--jobs", "2"]])
def test_a_file_in_a_folder_whose_name_is_no_text_is_run(scenario, options):
    path = scenario()
    (path.parent / "own.py").write_text(POLICY)
    folder = Path(os.fsdecode(os.fsencode(path.parent) + b"/\xff"))
    folder.mkdir()
    for each in (path, path.parent / "own.py"):
        each.rename(folder / each.name)
    result = forecast(folder / path.name, *options)
    assert (result.exit_code, result.stderr) == (0, f"running the code of {path.parent}/\\udcff/own.py\n")


def test_code_that_is_not_needed_is_not_run(scenario, tmp_path):
    path = scenario(section=SECTION.replace("stubborn", "random"))
    (path.parent / "own.py").write_text(f"raise ValueError\n{POLICY}")
    for options in ([], ["--jobs", "2"]):
        result = forecast(path, *options)
        assert (result.exit_code, result.stderr) == (0, "")
    compared = forecast(path, "--compare", "aland.policy=stubborn")
    assert (compared.exit_code, compared.stderr.count("\n")) == (2, 2)


def test_a_file_elsewhere_is_run_only_if_it_is_trusted(scenario, tmp_path):
    path = scenario("../own.py")
    (tmp_path / "own.py").write_text(POLICY)
    refused = forecast(path)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"{path}:21:16: forecast, policy-file: ../own.py is a path that leads upwards")
    assert forecast(path, "--trust-policies").exit_code == 0
