"""What expects nothing, or can never come to anything, is a fault: nothing in a file is silently without effect."""

import pytest
from complaints import OPPOSED, RECORD, complains

EXPECTED = f"{RECORD}{OPPOSED}expect:\n"
THREAT = "  - threaten: strike\n    by: bohus\n    date: 2013-02-10\n    issue: quota\n    action: strike\n"


@pytest.mark.parametrize("section", ["proposals", "measures", "commitments", "talks", "concessions"])
def test_a_section_without_entries(section):
    column = 7 + len(section)
    complains(
        f"{EXPECTED}  - {section}: {{}}\n",
        at=f"18:{column}",
        of=f"expect, {section}: nothing is expected here",
        advice="say of what, or leave it out",
    )


def test_a_commitment_without_parties():
    complains(f"{EXPECTED}  - commitments: {{pact: {{}}}}\n", at="18:25", of="nothing is expected here")


@pytest.mark.parametrize("block", ["{}", "{as of: 2013-02-01}", "{quote: words, reading: certain}"])
def test_a_block_that_only_says_how_it_asks(block):
    complains(f"{EXPECTED}  - {block}\n", at="18:5", of="expect: this block expects nothing", advice="`agreed: 0`")


def test_a_block_with_an_unknown_key_is_blamed_for_that_alone():
    complains(f"{EXPECTED}  - {{agred: 0}}\n", at="18:6", of="there is no key 'agred' here; did you mean agreed")


def test_a_threat_that_depends_on_itself_is_blamed_for_that_alone():
    text = f"{RECORD}{THREAT}    if: {{strike: {{aland: in-force}}}}\n"
    complains(text, at="19:10", of="a threat cannot depend on how it stands itself")


@pytest.mark.parametrize("word", ["if", "unless"])
def test_a_threat_that_depends_on_itself(word):
    complains(
        f"{RECORD}{THREAT}    {word}: {{strike: withdrawn}}\n",
        at=f"19:{8 + len(word)}",
        of=f"threaten strike, {word}: a threat cannot depend on how it stands itself",
        advice="name another subject",
    )
