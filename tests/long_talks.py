"""A long record, as an analyst would code it: two states over six issues, in episodes that run side by side.

Its offers and threats are answered, countered, settled and dropped, so that most of what is made has ended later; it
has talks, a council that mediates, parliaments that ratify, sources, speakers, quotes, and days that are not known.
"""

import json
import re
from datetime import date, timedelta
from itertools import chain

from sim import loads

HEAD = """\
scenario: The Lorn and the harbour of Sund
summary: >-
  A kingdom on the lower Lorn and a republic at its springs over water, transit, a border, schools, power lines and
  the fish of three lakes; an invented record.
parties: {lowland: Kingdom of Lowland, upland: Republic of Upland}
third-parties:
  council: Continental Council
  assembly: {title: Estates of Lowland, with: lowland}
  senate: {title: Senate of Upland, with: upland}
issues:
  water: Water of the Lorn and the filling of the Kesra reservoir
  transit: Transit of goods to the harbour of Sund
  border: The course of the border at the three lakes
  schools: Schools and language of the minorities
  power: Power lines and the storage of gas
  fish: Fishing on the lakes
commitments:
  water-treaty: {title: Treaty on the Lorn of 1961, issue: water, since: 1961-05-01}
  transit-treaty: {title: Harbour Convention of 1974, issue: transit, since: 1974-01-01}
  border-treaty: {title: Protocol on the Marking of the Border of 1938, issue: border, since: 1938}
  schools-treaty: {title: Declaration on Schools of 1989, issue: schools, since: 1989-09-12}
  power-treaty: {title: Agreement on the Joint Grid, issue: power, since: 1995-03-01}
  fish-treaty: {title: Lakes Convention, issue: fish, since: 1979-06-30}
talks:
  ministers: Foreign ministers
  experts: Experts of both sides
sources:
  courier: {title: Sund Courier}
  herald: {title: The Upland Herald}
  yearbook: {title: Yearbook of the Continental Council}
moves:
"""

THEMES = {
    "water": ("to hold back no more than a fifth of the summer flow", "a river is not a tap"),
    "transit": ("to let forty trains a week pass without customs", "a harbour that nobody reaches is a lake"),
    "border": (
        "to draw the line through the middle of the second lake",
        "our fathers moved the stones, and we know it",
    ),
    "schools": ("to open eleven schools that teach in both languages", "a child cannot wait for a commission"),
    "power": ("to store gas for sixty days on both sides", "whoever owns the switch owns the winter"),
    "fish": ("to land 900 tonnes of whitefish a year on either shore", "the fish have not signed it"),
}
SPEAKERS = {
    "lowland": "Ada Verhoeven, Foreign Minister of Lowland",
    "upland": "Jonas Hrubý, Prime Minister of Upland",
    "council": "Miriam Okafor, Commissioner of the Continental Council",
}
SOURCES = {"lowland": "courier", "upland": "herald", "council": "yearbook"}
RATIFIERS = {"lowland": "assembly", "upland": "senate"}

# The episodes. A move is the days since the one before it, its verb, its subject and who makes it, then its fields;
# `{t}` is the issue, `{n}` its number, `me` begins the episode and `you` is the other side.
DEAL = """
0 propose {t}-offer-{n} me
  terms: {terms}
  quote: {quote}
9 remark {t} you
  kind: criticism
  quote: we have read it twice and found nothing in it for us
3 oppose {t}-offer-{n} you
  note: After a meeting of the cabinet at night.
21 propose {t}-counter-{n} you
  counters: {t}-offer-{n}
  terms: half of what was asked, and only if both sides let the other count
8 oppose {t}-counter-{n} me
  quote: half of a bridge is a pier
26 propose {t}-text-{n} council
  settles: {t}-offer-{n}, {t}-counter-{n}
  terms: {terms}, in three steps, each after a report of the Council
  channel: private
7 accept {t}-text-{n} me
  doubt: ?
16 accept {t}-text-{n} you
  subject-to: ratifier
33 ratify {t}-text-{n} ratifier
  quote: with a majority of nine
12 commit {t}-accord-{n} both
  under: {t}-text-{n}
  title: Accord of the Council, number {n}
"""
PRESSURE = """
0 threaten {t}-levy-{n} me
  action: levy a duty on what crosses the bridge at Kesra
  level: 10 %
  unless: {terms}
  deadline: +40
6 remark {t} council
  kind: appeal
  quote: a duty is quickly levied and slowly lifted
5 threaten {t}-ban-{n} you
  action: close its market to the dairies of the other side
  doubt: /
31 carry-out {t}-levy-{n} me
  note: The decree was read on the radio.
3 suspend {t}-treaty you
  quote: a paper that only one side reads is not a treaty
9 carry-out {t}-ban-{n} you
18 raise {t}-levy-{n} me
  to: 25 %
20 convene {talks} council
  place: Tarn
1 adjourn {talks} both
  outcome: partial
11 ease {t}-levy-{n} me
  to: 10 %
  doubt: ..
14 suspend {t}-ban-{n} you
  quote: for as long as they talk
25 resume {t}-treaty you
4 lift {t}-levy-{n} me
2 lift {t}-ban-{n} you
"""
WALKOUT = """
0 propose {t}-meeting-{n} me
  kind: request
  matter: procedure
  terms: to meet at Tarn before the summer
5 accept {t}-meeting-{n} you
3 agree-to-continue {talks} both
  due: +20
  place: Tarn
  mandate: {terms}
19 convene {talks} both
  place: Tarn
0 propose {t}-plan-{n} me
  kind: plan
  terms: {terms}, alone if need be
  quote: {quote}
0 oppose {t}-plan-{n} you
  quote: nobody builds on half a river
1 break-off {talks} you
  quote: we came to talk and were shown a plan
40 act {t}-exercise-{n} me
  tone: hostile
  action: holds an exercise of engineers at the lakes
10 remark {t} me
  kind: explanation
  quote: it was announced in spring
22 convene {talks} council
  place: the seat of the Council
0 adjourn {talks} both
  outcome: none
9 withdraw {t}-plan-{n} me
  doubt: ?
"""
GRIEVANCE = """
0 propose {t}-request-{n} me
  kind: request
  terms: to say by the end of the year how much was taken
  expires: +90
17 remark {t} you
  kind: denial
  quote: nothing was taken that was not ours
12 breach {t}-treaty you
  note: As the Council found.
2 threaten {t}-seizure-{n} me
  action: seize what is stored on its side
15 remark {t} you
  kind: apology
  speaker: the mayor of Kesra
  quote: it will not happen again on my watch
9 comply {t}-seizure-{n} you
30 resume {t}-treaty you
  doubt: month
"""
EPISODES = (DEAL, PRESSURE, WALKOUT, GRIEVANCE)
FIRST_DAY = date(2004, 1, 12)
DAYS_BETWEEN_EPISODES = 104


def _date(day, doubt):
    """The day of a move as written: exact, inferred, the month, at the latest then, or within some days."""
    written = {"": day, "?": f"{day}?", "month": f"{day:%Y-%m}", "..": f"../{day}", "/": f"{day}/{day + timedelta(3)}"}
    return str(written[doubt])


def _move(day, head, fields, words):
    """A move as a line of a scenario."""
    verb, subject, by = head
    lines = {verb: subject, "by": words.get(by, by), "date": _date(day, fields.pop("doubt", ""))}
    if verb in ("propose", "threaten", "commit", "act"):
        lines["issue"] = words["t"]
    if lines["by"] in SPEAKERS:
        lines |= {"speaker": SPEAKERS[lines["by"]], "source": SOURCES[lines["by"]]}
    for key, value in fields.items():
        lines[key] = str(day + timedelta(int(value))) if value.startswith("+") else words.get(value, value)
        if key == "settles":
            lines[key] = value.split(", ")
    return f"  - {json.dumps(lines, ensure_ascii=False)}\n"


def _episode(at):
    """The moves of an episode, each with its day."""
    theme = list(THEMES)[at % len(THEMES)]
    me, you = ("lowland", "upland") if at % 5 % 2 == 0 else ("upland", "lowland")
    terms, quote = THEMES[theme]
    words = {"t": theme, "n": at // len(THEMES) + 1, "me": me, "you": you, "ratifier": RATIFIERS[you]}
    words |= {"terms": terms, "quote": quote, "talks": ("ministers", "experts")[at % 2]}
    day = FIRST_DAY + timedelta(at * DAYS_BETWEEN_EPISODES)
    for move in re.split(r"\n(?=\d)", EPISODES[at % len(EPISODES)].format(**words).strip()):
        head, *fields = move.split("\n")
        days, *head = head.split()
        day += timedelta(int(days))
        yield day, _move(day, head, dict(field.strip().split(": ", 1) for field in fields), words)


def long_talks(moves=300):
    """The scenario file of a record of so many moves."""
    episodes = range(moves // 10 + 4)
    dated = sorted(chain.from_iterable(map(_episode, episodes)), key=lambda each: each[0])
    return HEAD + "".join(line for _, line in dated[:moves])


def long_scenario(moves=300):
    """The scenario of a record of so many moves."""
    return loads(long_talks(moves), "long-talks.yaml")
