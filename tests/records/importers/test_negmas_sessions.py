"""Sessions that NegMAS itself runs and saves: the record of each ends as the session did."""

import random
import warnings

import pytest
from imported import accepted_terms, moves_of

from sim.records.importers.negmas.events import value_in_words
from sim.records.importers.negmas.read import read

pytestmark = pytest.mark.slow(reason="NegMAS is loaded, and runs negotiations")

KINDS = ("full_trace_with_utils", "full_trace", "extended_trace", "trace", "history")
TABLES = ("csv", "gzip", "parquet")
SESSIONS = 50


@pytest.fixture(scope="module")
def sessions(tmp_path_factory):
    """For each session its folder, and its state at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what NegMAS warns of is its own matter
        negmas = pytest.importorskip("negmas", reason="NegMAS is not installed; the extra `bench` brings it")
        folder = tmp_path_factory.mktemp("sessions")
        return [_saved(negmas, folder, number) for number in range(SESSIONS)]


def _saved(negmas, folder, number):
    random.seed(number)
    space = negmas.outcomes.make_os(
        [
            negmas.make_issue(10, "price"),
            negmas.make_issue(["a", "b, c", "it's"], "colour"),
            negmas.make_issue((0.0, 1.0), "share"),
        ],
        name="boats",
    )
    session = negmas.sao.SAOMechanism(outcome_space=space, n_steps=random.choice([2, 5, 20]))
    for name in ("seller", "buyer"):
        if number % 2:
            session.add(negmas.sao.RandomNegotiator(name=name, p_acceptance=0.1, p_rejection=0.8, p_ending=0.1))
        else:
            tastes = negmas.preferences.LinearAdditiveUtilityFunction.random(
                space, reserved_value=random.choice([0.0, 0.9])
            )
            session.add(negmas.sao.AspirationNegotiator(name=name, ufun=tastes))
    session.run()
    kind, table = KINDS[number % len(KINDS)], TABLES[number % len(TABLES)]
    return session.save(folder, f"s{number}", source=kind, storage_format=table), session.state


@pytest.mark.parametrize("number", range(SESSIONS))
def test_the_record_of_a_session_ends_as_the_session_did(sessions, number):
    folder, state = sessions[number]
    (case,) = read(folder, None)
    outcome = [] if state.agreement is None else [[*map(value_in_words, state.agreement)]]
    assert [list(terms.values()) for terms in accepted_terms(case)] == outcome
    assert any(move.startswith("break-off") for move in moves_of(case)) == state.broken


def test_the_sessions_end_in_every_way(sessions):
    ends = {(state.agreement is not None, state.broken, state.timedout) for _, state in sessions}
    assert ends == {(True, False, False), (False, True, False), (False, False, True)}
