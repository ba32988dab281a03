"""A question put to many files: its answers come in the order of the files, and a file at fault keeps its own error."""

import pickle

import attrs
import pytest
from complaints import RECORD

from sim.executors.executor import Executor
from sim.model.errors import (
    Fault,
    InvalidScenarioError,
    InvalidWeightsError,
    UnknownNameError,
    UnreadableFileError,
    Where,
)
from sim.records.corpus import CaseFile, Corpus, Outcome, outcomes


def title(file):
    return file.scenario().title


@pytest.fixture
def files(tmp_path):
    """The third of five files is missing."""
    for number in (1, 2, 4, 5):
        (tmp_path / f"{number}.yaml").write_text(RECORD.replace("Herring", f"Herring {number}"), "utf-8")
    return [CaseFile(str(tmp_path / f"{number}.yaml")) for number in range(1, 6)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_answers_come_in_the_order_of_the_files(files, jobs):
    corpus, done = Corpus(files, title), []
    corpus.run(Executor(jobs), done.append)
    assert [each.answer and each.answer[:9] for each in corpus.outcomes] == [
        "Herring 1",
        "Herring 2",
        None,
        "Herring 4",
        "Herring 5",
    ]
    assert isinstance(corpus.outcomes[2].error, UnreadableFileError)
    assert sum(done) == 5


def test_only_what_has_been_asked_for_is_read(files):
    first = next(outcomes(files, title, Executor()))
    assert [each.file for each in first] == [files[0].name]


def test_a_text_that_has_been_read_already_is_no_file():
    assert CaseFile("-", RECORD.encode()).scenario().title == "Herring in the Strait"


def test_a_text_that_could_not_be_read_says_why():
    with pytest.raises(UnreadableFileError, match="<stdin>: it is closed"):
        CaseFile("-", UnreadableFileError("<stdin>", "it is closed")).scenario()


ERRORS = (
    InvalidScenarioError((Fault(Where("a.yaml", 3, 1), "moves", "it is empty"),)),
    InvalidWeightsError(("a", "b")),
    UnknownNameError("there is no move #9"),
    UnreadableFileError("a.yaml", "there is no such file"),
)


@pytest.mark.parametrize("error", ERRORS)
def test_an_error_comes_back_whole_from_another_process(error):
    back = pickle.loads(pickle.dumps(Outcome("a.yaml", None, error)))
    assert type(back.error) is type(error)
    assert attrs.astuple(back.error) == attrs.astuple(error)
    assert back.is_unread == isinstance(error, InvalidScenarioError | UnreadableFileError)
