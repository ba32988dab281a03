"""What the reader says of a text: `faults_in(text)`, and `complains(text, at=…, of=…, advice=…)` for a single fault."""

from sim.model.errors import InvalidScenarioError
from sim.scenario import Scenario, loads

RECORD = """\
scenario: Herring in the Strait
parties: {aland: Aland, bohus: Bohus}
third-parties: {council: Nordic Council}
issues: {quota: The yearly herring quota, ports: Access to ports}
commitments: {pact: {title: Fisheries Pact of 1998, issue: quota}}
talks: {ministers: Fisheries ministers}
sources: {gazette: {title: Strait Gazette, published: 2013-05-02}}
moves:
  - propose: equal-shares
    by: aland
    date: 2013-02-01
    issue: quota
    terms: Each side lands 40,000 tonnes
"""
"""A record of one move, whose item begins in line 9 and ends in line 13."""

OPPOSED = """\
  - oppose: equal-shares
    by: bohus
    date: 2013-02-09
"""
"""A second move, in lines 14 to 16."""


FOUR_MOVES = f"""{RECORD}{OPPOSED}  - suspend: pact
    by: bohus
    date: 2013-03-01
  - withdraw: equal-shares
    by: aland
    date: 2013-03-02
"""
"""A record of four moves, in lines 9 to 22."""


def recorded(text: str | bytes) -> Scenario:
    """The scenario in a text without faults."""
    return loads(text, "f")


def faults_in(text: str | bytes) -> list[str]:
    """Every fault of the text, as `line:column: …`, in the order in which they are reported."""
    try:
        loads(text, "f")
    except InvalidScenarioError as invalid:
        return [str(fault).removeprefix("f:") for fault in invalid.faults]
    return []


def complains(text: str | bytes, *, at: str, of: str, advice: str = "") -> None:
    """Assert that the text has one fault, at this `line:column`, said in these words and with this way out."""
    [fault] = faults_in(text)
    assert fault.startswith(f"{at}: "), fault
    assert of in fault, fault
    assert advice in fault[fault.index(of) :], fault


def instead(old: str, new: str, text: str = RECORD) -> str:
    """The text with *new* where *old* stood, once."""
    assert text.count(old) == 1, old
    return text.replace(old, new)


def with_terms(written: str) -> str:
    """The record with this written after `terms:`, in line 13 from column 12."""
    return instead("Each side lands 40,000 tonnes", written)


def terms_in(text: str | bytes) -> str:
    """The terms of the first move of a text without faults."""
    return recorded(text).history.moves[0].terms
