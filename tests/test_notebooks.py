"""The notebooks of the documentation are true: they run from top to bottom, and show what they show.

With REGOLD=1 in the environment the outputs are written instead.
"""

import os
import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))

pytestmark = [
    pytest.mark.slow(reason="a notebook is executed, by a kernel of its own"),
    pytest.mark.uncovered,
]


def executed(path, folder, monkeypatch):
    """The notebook in that file, executed where it stands."""
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
        monkeypatch.setenv(name, str(folder))
    notebook = nbformat.read(path, as_version=4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what those who talk to the kernel warn of is their own matter
        client = nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}})
        return client.execute()


def outputs(notebook):
    """What the cells show, each as a list of texts by kind; without what changes from one run to the next."""
    return [[_lasting(output) for output in cell.get("outputs", ())] for cell in notebook.cells]


def _lasting(output):
    """A text of a stream, or the forms of a result that are text; a table of pandas only as plain text."""
    if output.output_type == "stream":
        return {output.name: output.text}
    data = output.get("data", {"error": output.get("evalue")})
    is_ours = "negsim-record" in data.get("text/html", "")
    return {kind: text for kind, text in data.items() if kind != "text/html" or is_ours}


def written(notebook):
    """The notebook without what changes from one run to the next, as the text of its file."""
    nbformat = pytest.importorskip("nbformat")
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata["language_info"] = {"name": "python"}
    return nbformat.writes(notebook) + "\n"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_its_cells_give(path, tmp_path, monkeypatch):
    nbformat = pytest.importorskip("nbformat")
    stored = outputs(nbformat.read(path, as_version=4))
    notebook = executed(path, tmp_path, monkeypatch)
    if os.environ.get("REGOLD"):
        path.write_text(written(notebook), "utf-8")
    else:
        assert outputs(notebook) == stored, "if that is as it must be, run this test with REGOLD=1"


def test_there_are_notebooks():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_names_no_place_of_its_maker(path):
    text = path.read_text("utf-8")
    assert str(ROOT) not in text
