import pytest

from sim import loads
from sim.evidence.expected import findings

SCENARIO = """
scenario: Expected
parties: {{aland: Aland, bohus: Bohus}}
issues: {{quota: Quota, ports: Ports}}
sources: {{herald: Herald, times: Times}}
moves:
- {{propose: halves, by: aland, date: 2013-01-01, issue: quota, terms: x, source: herald, speaker: Ada}}
- {{oppose: halves, by: bohus, date: 2013-02-01, source: [herald, times], speaker: Bo}}
- {{threaten: close, by: aland, date: 2013-02-01, issue: ports, action: x}}
- {{threaten: search, by: bohus, date: 2013-02-02, issue: ports, action: x, source: times}}
branches:
  calm: {{without: '#4'}}
expect:
- {expect}
"""


def judged(expect):
    (finding,) = findings(loads(SCENARIO.format(expect=expect)))
    return finding.expectation.expected_in_words, finding.found_in_words, finding.met


@pytest.mark.parametrize(
    ("expect", "words", "found"),
    [
        ("{agreed: 0, holds without: 3}", "0 without any 3 moves", "0"),
        ("{centre: ports, holds without: 1}", "ports without any one move", "ports"),
        ("{proposals: {halves: opposed}, holds without: {source: times}}", "opposed without the source times", None),
        ("{proposals: {halves: absent}, as of: 2012-01-01, holds without: 2}", "absent without any 2 moves", None),
        ("{branch: calm, centre: ports, holds without: {speaker: Ada}}", "ports without the speaker Ada", None),
    ],
)
def test_what_holds_without_what_is_left_out_is_met(expect, words, found):
    assert judged(expect) == (words, found or words.partition(" ")[0], True)


@pytest.mark.parametrize(
    ("expect", "words", "found"),
    [
        ("{centre: ports, holds without: 2}", "ports without any 2 moves", "quota without #3 and #4"),
        ("{centre: ports, holds without: 3}", "ports without any 3 moves", "quota without #3 and #4"),
        ("{tension: 5, holds without: 2}", "5 without any 2 moves", "4 without #1"),
        ("{branch: calm, centre: ports, holds without: 1}", "ports without any one move", "quota without #3"),
        (
            "{proposals: {halves: opposed}, holds without: {source: [herald, times]}}",
            "opposed without the sources herald and times",
            "absent without #1, #2 and #4",
        ),
        ("{tension: 5, holds without: {source: times}}", "5 without the source times", "3 without #4"),
        (
            "{proposals: {halves: opposed}, holds without: {speaker: Bo}}",
            "opposed without the speaker Bo",
            "tabled without #2",
        ),
    ],
)
def test_what_does_not_says_without_which_moves(expect, words, found):
    assert judged(expect) == (words, found, False)


def test_what_does_not_hold_as_it_is_says_what_is_found():
    assert judged("{centre: quota, holds without: 2}") == ("quota without any 2 moves", "ports", False)


def test_what_need_hold_only_as_it_is_is_judged_so():
    assert judged("{centre: ports}") == ("ports", "ports", True)


def test_those_of_one_branch_alone_can_be_had():
    scenario = loads(SCENARIO.format(expect="{branch: calm, agreed: 0, holds without: 1}"))
    assert len(findings(scenario, "calm")) == 1
    assert findings(scenario, "") == ()
