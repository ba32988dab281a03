"""The material of mutations: odd signs, hostile texts, dates of every form, words that mean something."""

import re
from typing import Final

SIGNS: Final = (
    *"\n\r\t #:-?*&!|>'\"%@`[]{},\\~<=.0",
    *"\x00\x07\x1b\x7f\x85\u200b\u200d\u202e\u2028\u2066\ufeff\ufffe\U000e0001",
    *"é漢🐟ß\u0301",
)
"""Signs that mean something to YAML, to a terminal, or to whoever counts columns."""

BYTES: Final = (b"\x00", b"\x80", b"\xff", b"\xfe\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xf4\x90\x80\x80")
"""Bytes that are no UTF-8, or none that a text should hold."""

FORGED: Final = "As of 2013-01-01 (likely): 0 of 0 moves."
"""A line that `run` prints of a record, and a text could hold."""
HEADING: Final = "# A heading of their own"

HOSTILE: Final = (
    "",
    " ",
    "~",
    "null",
    "NO",
    "0x1F",
    "1e400",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "a|b",
    "a\\|b",
    "`code",
    "# heading",
    "[text](javascript:alert)",
    "![text](x)",
    "<script>alert(1)</script>",
    "</script><b>",
    "<!-- text",
    "]]>",
    "&amp;&#0;",
    "%s %(x)s {0} {x}",
    "$(id)",
    "two\nlines",
    f"two\n\n{HEADING}\n",
    f"Title\n{FORGED}",
    "tab\there",
    "\ttab",
    "no\N{NO-BREAK SPACE}break",
    "bidi \u202eesrever\u202c",
    "isolate \u2066left\u2069 mark \u200f",
    "escape \x1b[31mred",
    "bell \x07 nul \x00",
    "csi \x9b31m next \x85line",
    "separator \u2028 and \u2029",
    "zero\u200bwidth\ufeffbom",
    "e\u0301 \u0301first",
    "Z̷a̷l̷g̷o̷" * 5,
    "family 👨\u200d👩\u200d👧 flag 🇦🇽",
    "عربي עברית 漢字 ไทย",
    "a" * 300,
    "long " * 200,
    "漢" * 200,
    "2013-05-01",
    "none",
    "absent",
    "--help",
    "../../etc/passwd",
)
"""Texts that ask for trouble."""

UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
"""Signs that no file may hold, not even escaped."""

PROSE: Final = (
    *("scenario", "summary", "title", "terms", "action", "if", "unless", "subject-to", "speaker", "quote", "note"),
    *("place", "mandate", "author", "outcome"),
)
"""Keys under which any text may stand, or nearly any."""

SECTIONS: Final = ("parties", "third-parties", "issues", "commitments", "talks", "sources", "branches")
"""The sections whose keys are ids."""

ODD_IDS: Final = (
    *("-x", "a.b", "a/b", "a b", "公海", "ﬁ", "İ", "a\u0301", "x" * 80, "2013", "2013-05-01", "#1", "<b>", "=1"),
    *("constructor", "__proto__"),
)
"""Texts that could be ids, or look like them."""

LENGTHS: Final = (1_000, 20_000, 20_000, 20_000, 500_000)
"""The lengths of very long texts, in characters."""

DATES: Final = (
    "{day}",
    "{month}",
    "{year}",
    "../{day}",
    "{day}/..",
    "../{month}",
    "{month}/..",
    "{year}/..",
    "../{year}",
    "{day}/{other}",
    "{month}/{year}",
    "{other}/{day}",
    "{day}?",
    "../{day}?",
    "{month}?",
    "{year}?",
    "{day}~",
    "{day}T12:00:00",
    "../..",
    "0001-01-01",
    "0001",
    "9999-12-31",
    "9999",
    "9999-12-31/..",
    "../0001-01-01",
    "0000",
    "2013-02-30",
    "20130501",
    "today",
    "#1",
)
"""Forms of dates, sound and unsound."""

DATED: Final = ("expires", "deadline", "until", "due", "effective", "since", "published", "date", "as of", "from")
"""The keys whose values are dates."""

WORDS: Final = (
    "none",
    "clock",
    "both",
    "absent",
    "tie",
    "idle",
    "yes",
    "no",
    "depends",
    "likely",
    "certain",
    "possible",
    "tabled",
    "opposed",
    "accepted",
    "provisional",
    "withdrawn",
    "replaced",
    "expired",
    "threatened",
    "triggered",
    "discharged",
    "in-place",
    "complied",
    "lifted",
    "in-force",
    "suspended",
    "left",
    "pending",
    "scheduled",
    "overdue",
    "in-session",
    "broken-off",
    "due",
    "agreed",
    "moves",
    "is",
    "1",
    "-1",
    "99999999999999999999",
)
"""Reserved words, statuses and numbers: what could stand where an id or a status does."""

LOOK_ALIKES: Final = {"a": "а", "c": "с", "e": "е", "i": "і", "o": "о", "p": "р", "s": "ѕ", "x": "х", "y": "у"}
"""Letters that look like others: Latin and Cyrillic."""
