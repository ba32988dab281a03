"""The how-to on dossiers is true as far as another program does its part: what it gives to pandoc, pandoc takes."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from sim.report.story.issue_story import issue_story
from sim.report.story.markdown import as_markdown
from sim.scenario import load

pytestmark = pytest.mark.uncovered

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "how-to" / "write-a-dossier.md").read_text("utf-8")
(COMMAND,) = re.findall(r"^```sh\n(pandoc .*)\n```$", PAGE, re.MULTILINE)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not here")
def test_pandoc_makes_a_document_of_a_dossier(tmp_path):
    snapshot = load(ROOT / "scenarios" / "moscow-2007.yaml").history.as_of()
    (tmp_path / "dossier.md").write_text(as_markdown([issue_story("start", snapshot)]), "utf-8")
    subprocess.run(shlex.split(COMMAND), cwd=tmp_path, check=True, timeout=100)
    assert (tmp_path / "dossier.docx").read_bytes().startswith(b"PK")


def test_the_page_gives_pandoc_the_file_that_the_command_writes():
    options = shlex.split(COMMAND)
    assert options[1] == "dossier.md"
    assert f"-o {options[1]}\n" in PAGE
    assert options[-1] == "dossier.docx"
