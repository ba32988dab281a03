import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from complaints import RECORD, recorded

from benchmarks.record import long_record
from sim import load
from sim.model.errors import UnknownNameError
from sim.report.page.page import replay_page
from sim.scenario import Scenario

SCENARIOS = Path(__file__).parents[3] / "scenarios"
FISHING = load(SCENARIOS / "fishing.yaml")
MOSCOW = load(SCENARIOS / "moscow-2007.yaml")

HOSTILE = "</script><script>alert(1)</script>{{data}}<!--\u2028&amp;\u202e"


def data_in(made):
    return json.loads(re.search(r'id="data">(.*?)</script>', made, re.DOTALL)[1])


def size(moves):
    """The bytes of the page of so many moves."""
    return len(replay_page(Scenario("long.yaml", "A long record", None, long_record(moves))).encode())


def test_the_page_names_nothing_that_would_have_to_be_fetched():
    made = replay_page(MOSCOW)
    assert not re.search(r"""(?:src|srcset|action|data|poster|xlink:href)=["']?[a-z]""", made.replace("data-", ""))
    assert not re.search(r"<link|@import|url\((?!#)", made)


def test_the_policy_lets_nothing_run_but_the_script_of_the_page():
    made = replay_page(FISHING)
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', made)
    [style] = re.findall(r"<style>(.*?)</style>", made, re.DOTALL)
    script = made[made.rindex("<script>") + len("<script>") : made.rindex("</script>")]
    for text, kind in ((script, "script"), (style, "style")):
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy


def test_no_element_has_a_style_or_a_handler_of_its_own():
    assert not re.search(r"<[^>]* (?:style|on[a-z]+)=", replay_page(MOSCOW, ["site-built"]))


@pytest.mark.parametrize("field", ["scenario", "terms", "Aland"])
def test_a_hostile_text_neither_ends_the_script_nor_fills_a_slot(field):
    quoted = json.dumps(HOSTILE, ensure_ascii=False).replace("\u2028", " ").replace("\u202e", " ")
    text = {
        "scenario": RECORD.replace("Herring in the Strait", quoted),
        "terms": RECORD.replace("Each side lands 40,000 tonnes", quoted),
        "Aland": RECORD.replace("aland: Aland", f"aland: {quoted}"),
    }[field]
    made = replay_page(recorded(text))
    assert made.count("<script") == made.count("</script>") == 2
    assert (
        any("</script><script>alert(1)</script>{{data}}" in text for text in data_in(made)["texts"])
        or field == "scenario"
    )


def test_what_would_end_a_script_is_escaped():
    title = Scenario("f", HOSTILE, HOSTILE, FISHING.history)
    made = replay_page(Scenario("f<script>\u2028", title.title, title.summary, FISHING.history))
    block = re.search(r'id="data">(.*?)</script>', made, re.DOTALL)[1]
    assert not set("<>&\u2028\u2029") & set(block)
    assert "f<script>\u2028" in data_in(made)["texts"]


def test_branches_come_with_what_they_depart_from_and_once():
    assert len(data_in(replay_page(MOSCOW))["records"]) == 1
    assert len(data_in(replay_page(MOSCOW, ["site-built", "no-suspension", "site-built"]))["records"]) == 3


def test_a_branch_that_is_not_there_is_refused():
    with pytest.raises(UnknownNameError, match="no branch 'site-bilt'; did you mean site-built"):
        replay_page(MOSCOW, ["site-bilt"])


def test_a_page_of_sixty_moves_has_at_most_100_kilobytes():
    assert size(60) <= 100_000


def test_a_page_of_five_thousand_moves_has_at_most_1_800_kilobytes():
    assert size(5_000) <= 1_800_000
