"""TimelineJS: slides with dates as far as they are known, rows, bands, and words that are no HTML."""

import json
import re
from datetime import date
from html import unescape

import pytest
from hypothesis import given, settings

from sim import load, loads
from sim.model.dates import When
from sim.records.exporters import timelinejs
from sim.records.exporters.timelinejs_dates import dates_of
from sim.testing.files import records
from sim.testing.strategies import histories
from sim.testing.values import whens

HTML = "<img src=x onerror=alert(1)> & &lt;b&gt;"


def timeline(**cases):
    return json.loads("".join(timelinejs.export(cases.items())))


def told(*lines, **sections):
    """A record of these moves."""
    head = {"scenario": "S", "parties": {"a": "A", "b": "B"}, "issues": {"i": "I"}, "moves": list(lines)}
    return loads(json.dumps(head | sections))


def ymd(text):
    return dict(zip(("year", "month", "day"), map(int, text.split("-")), strict=False))


@pytest.mark.parametrize(
    ("text", "start", "end", "display"),
    [
        ("2007-10-12", "2007-10-12", None, None),
        ("2007-10", "2007-10", None, None),
        ("2007", "2007", None, None),
        ("0950-03", "950-3", None, None),
        ("../2007-10-12", "2007-10-12", None, "on or before 2007-10-12"),
        ("2007-07-13/..", "2007-07-13", None, "on or after 2007-07-13"),
        ("2007-07-13/2007-10-14", "2007-07-13", "2007-10-14", "between 2007-07-13 and 2007-10-14"),
        ("2007-07/2007-10-14", "2007-07", "2007-10-14", "between 2007-07 and 2007-10-14"),
        ("2007-10-12/2007-10-12", "2007-10-12", None, "between 2007-10-12 and 2007-10-12"),
        ("2007-10-12?", "2007-10-12", None, "2007-10-12, inferred"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(text, start, end, display):
    expected = {"start_date": ymd(start), "end_date": end and ymd(end), "display_date": display}
    assert dates_of(When.parse(text)) == {key: value for key, value in expected.items() if value}


@given(whens())
def test_every_date_has_a_year_and_what_is_in_doubt_is_said(when):
    dates = dates_of(when)
    assert dates["start_date"]["year"] >= 1
    assert ("display_date" in dates) == (not re.fullmatch("[0-9-]+", when.text))


@given(records(histories()))
@settings(max_examples=20)
def test_every_move_is_a_slide_with_an_id_of_its_own_and_no_html_but_ours(scenario):
    shown, count = timeline(one=scenario, other=scenario), 2 * len(scenario.history.moves)
    assert len({event["unique_id"] for event in shown["events"]}) == len(shown["events"]) == count
    for event in shown["events"]:
        assert not re.search("[<>]", event["text"]["headline"])
        tags = {*re.findall("<[^>]*>?", event["text"]["text"])}
        assert all(re.fullmatch('</?(p|b|q|a)>|<a href="[^"<>]*">', tag) for tag in tags)
        assert not re.search("[<>&]", event["group"])
    assert all(era["start_date"] != era["end_date"] for era in shown["eras"])


def test_words_of_a_record_are_no_html():
    scenario = told(
        {"propose": "p", "by": "a", "date": "2013-03-01", "issue": "i", "quote": HTML, "speaker": HTML, "source": "s"},
        scenario=HTML,
        summary=HTML,
        parties={"a": HTML, "b": "B"},
        sources={"s": {"title": HTML, "url": 'https://s.test/?a="&b=<'}},
    )
    shown = timeline(x=scenario)
    (slide,) = shown["events"]
    for text in (shown["title"]["text"]["headline"], shown["title"]["text"]["text"], slide["text"]["text"]):
        assert "<img" not in text
        assert HTML in unescape(text)
    assert slide["group"] == "‹img src=x onerror=alert(1)› ＆ ＆lt;b＆gt;"
    assert '<a href="https://s.test/?a=&quot;&amp;b=&lt;">' in slide["text"]["text"]


def test_a_slide_tells_who_did_what_and_what_it_led_to():
    slides = timeline(x=load("scenarios/fishing.yaml"))["events"]
    assert slides[0] == {
        "unique_id": "case-1-move-1",
        "start_date": {"year": 2013, "month": 2, "day": 1},
        "group": "Aland",
        "text": {
            "headline": "Aland: propose equal-shares",
            "text": "<p><q>half and half, as between neighbours</q> – Signe Holm, Minister of Fisheries of Aland</p>"
            "<p><b>issue</b>: The yearly herring quota</p><p><b>kind</b>: offer</p><p><b>matter</b>: substance</p>"
            "<p><b>terms</b>: Each side lands 40,000 tonnes a year</p><p><b>leads to</b>: equal-shares tabled</p>"
            "<p><b>source</b>: Strait Gazette</p>",
        },
    }
    assert slides[6]["group"] == "Aland and Bohus"
    assert slides[4]["text"]["headline"] == "Bohus: suspend Fisheries Pact of 1998"
    assert "<b>over</b>: The yearly herring quota" in slides[4]["text"]["text"]
    assert "pact (bohus) suspended" in slides[4]["text"]["text"]
    assert slides[10]["text"]["headline"] == "Nordic Council: remark The yearly herring quota"


def test_media_are_the_first_source_on_the_web():
    scenario = told(
        {"propose": "p", "by": "a", "date": "2013-03-01", "issue": "i", "source": ["paper", "ftp", "web", "more"]},
        {"lapse": "p", "date": "2013-03-02", "source": "paper"},
        sources={
            "paper": "Paper",
            "ftp": {"title": "F", "url": "javascript:alert(1)"},
            "web": {"title": "W & Co", "url": "https://w.test"},
            "more": {"title": "M", "url": "https://m.test"},
        },
    )
    first, second = timeline(x=scenario)["events"]
    assert first["media"] == {"url": "https://w.test", "credit": "W &amp; Co"}
    assert "javascript" not in first["text"]["text"]
    assert "media" not in second
    assert second["group"] == "The clock"


def test_a_measure_has_a_band_while_it_is_in_place():
    scenario = told(
        {"impose": "m", "by": "b", "date": "2013-03-02", "issue": "i"},
        {"suspend": "m", "by": "b", "date": "2013-03-05"},
        {"resume": "m", "by": "b", "date": "2013-03-09"},
        {"lift": "m", "by": "b", "date": "2013-03-20"},
        {"impose": "n", "by": "a", "date": "2013-03-20", "issue": "i"},
        {"impose": "brief", "by": "a", "date": "2013-03-21", "issue": "i"},
        {"lift": "brief", "by": "a", "date": "2013-03-21"},
        measures={"old": {"title": "Old <levy>", "by": "a", "issue": "i", "until": "2013-03-10"}},
    )
    assert [
        (era["text"]["headline"], era["start_date"]["day"], era["end_date"]["day"])
        for era in timeline(x=scenario)["eras"]
    ] == [
        ("m in place", 2, 5),
        ("Old &lt;levy&gt; in place", 2, 10),
        ("m in place", 9, 20),
        ("n in place", 20, 21),
    ]


def test_a_declared_measure_has_a_band_from_the_day_since_when_it_is_in_place():
    old = {"by": "a", "issue": "i", "since": "2012-05-06"}
    scenario = told(
        {"suspend": "old", "by": "a", "date": "2013-03-02"},
        {"resume": "old", "by": "a", "date": "2013-03-04"},
        {"lift": "old", "by": "a", "date": "2013-03-08", "effective": "2013-03-15"},
        {"remark": "i", "by": "b", "date": "2013-03-20", "kind": "hope"},
        measures={"old": old, "gone": {"title": "Gone", **old, "until": "2012-12-31"}},
    )
    days = [tuple(date(**era[key]) for key in ("start_date", "end_date")) for era in timeline(x=scenario)["eras"]]
    assert days == [(date(2012, 5, 6), date(2013, 3, 2)), (date(2013, 3, 4), date(2013, 3, 14))]


def test_the_slides_of_several_cases_are_in_the_rows_of_their_cases():
    scenario = load("scenarios/fishing.yaml")
    act = {"act": "x", "by": "a", "date": "2013-03-02", "tone": "neutral", "action": "x"}
    shown = timeline(one=scenario, other=told(act), two=scenario)
    assert [*dict.fromkeys(event["group"] for event in shown["events"])] == [
        "Herring in the Strait (one)",
        "S",
        "Herring in the Strait (two)",
    ]
    assert shown["title"]["text"]["headline"] == "Herring in the Strait; S; Herring in the Strait"


def test_a_record_without_moves_is_a_timeline_without_slides():
    shown = timeline(x=told(measures={"m": {"by": "a", "issue": "i"}}))
    assert shown == {
        "title": {"unique_id": "title", "text": {"headline": "S", "text": ""}},
        "events": [],
        "eras": [],
    }
