"""A key that is at fault is one fault, wherever it stands: no exception, and no complaint that only follows from it."""

import json
from pathlib import Path

import pytest
import yaml
from complaints import OPPOSED, RECORD, faults_in, instead, with_terms

EVERYTHING = """\
scenario: Everything
summary: Every mapping that a file can have
parties: {aland: Aland, bohus: Bohus}
third-parties: {council: Council, parliament: {title: Parliament, with: aland}}
issues: {quota: Quota, ports: Ports}
commitments:
  pact: {title: Pact, issue: [quota, ports], since: 1998-05-01, until: 2030-01-01, source: [gazette, herald]}
  code: {title: Code, parties: [aland, bohus, council], quote: q, note: n}
  side-letter: Letter
measures:
  toll:
    title: Toll
    by: parliament
    issue: [quota, ports]
    over: quota
    level: 5 %
    since: 2012
    until: 2014-01-01
    source: gazette
    quote: q
    note: n
talks:
  ministers: {title: Ministers, issue: quota, status: scheduled, due: 2013-05, place: Mariehamn, mandate: m}
  experts: {title: Experts, status: idle}
sources: {gazette: {title: Gazette, published: 2014-01-01, url: u, note: n}, herald: Herald}
weights: {opposed: 1, measure threatened: 2, measure in place: 6, measure raised: 6}
moves:
  - {propose: shares, by: aland, date: 2013-02-01, issue: quota, expires: 2013-12-01, source: gazette}
  - {oppose: shares, by: bohus, date: 2013-02-02, speaker: s, quote: q, channel: public, note: n}
  - propose: thirds
    by: bohus
    date: 2013-02-03
    issue: [quota, ports]
    counters: [shares]
    terms: {first year: 5 %, then: 6 %}
    subject-to: parliament
  - {propose: halves, by: aland, date: 2013-02-04, issue: quota, replaces: [shares], concedes: c}
  - threaten: close
    by: aland
    date: 2013-02-05
    issue: ports
    action: a
    if: {pact: {bohus: suspended, aland: in-force}, levy: in-place, code/council: expired}
    unless: {thirds: withdrawn, code: {bohus: fulfilled}}
    deadline: 2013-09-01
    over: quota
  - {threaten: strike, by: bohus, date: 2013-02-06, issue: ports, action: b, if: {fine: in-place}}
  - {impose: levy, by: bohus, date: 2013-02-07, issue: quota, action: b}
  - {suspend: pact, by: bohus, date: 2013-02-08, effective: 2013-03-01}
  - {impose: ban, by: aland, date: 2013-02-08, issue: ports, action: c}
  - {carry-out: close, by: aland, date: 2013-02-09, as: ban}
  - {commit: truce, by: both, date: 2013-02-10, title: Truce, issue: quota, until: 2013-11-01}
  - {extend: truce, by: both, date: 2013-02-11, until: 2013-12-01}
  - {agree-to-continue: ministers, by: both, date: 2013-02-12, due: 2013-06}
  - {remark: [quota, ports], by: council, date: 2013-02-13, kind: appeal}
branches:
  kept:
    title: Kept
    from: 2013-02-09
    without: [{suspend: pact, oppose: shares}, 7]
    moves:
      - {impose: fine, by: aland, date: 2013-02-10, issue: quota, action: a}
    expect:
      - {as of: 2013-02-10, measures: {fine: in-place}, agreed: 0}
  later: {of: kept, without: {impose: fine}}
forecast:
  from: 2013-02-12
  until: 2013-12-31
  step: week
  policies:
    aland:
      policy: scripted
      moves:
        - {withdraw: halves, by: aland, date: 2013-03-01}
        - {threaten: toll, by: aland, date: 2013-03-02, issue: ports, action: x, if: {pact: left}}
      then: {policy: grit, patience: 2}
    bohus: {policy: random, weights: {propose: 2, threaten: 0.5}}
  pairs:
    soft: {title: Soft, policies: {aland: {policy: time-dependent, deadline: summit}}}
    hard: {policies: {aland: hold}}
  calendar: {summit: {date: 2013-06-01, title: Summit}, election: 2013-07-01}
  ratification: 0.3
  runs: 100
  seed: 7
expect:
  - as of: 2013-02-12
    since: 2013-02-05
    reading: certain
    quote: words
    proposals: {shares: superseded, thirds: tabled}
    measures: {levy: in-place, fine: absent}
    commitments: {pact: {bohus: suspended, aland: in-force}, code: in-force}
    talks: {ministers: scheduled}
    agreed: 0
    next talks: 2013-06
    concessions: {aland: 1, bohus: 0}
    more hostile: bohus
    centre: quota
    tension: 9
    tension eased: {since: 2013-02-01, is: no}
  - {branch: kept, more hostile: none}
"""
WAYS = {
    "repeated": ("{key}: {value}", "{key}: {value}"),
    "repeated with another value": ("{key}: {value}", "{key}: other"),
    "repeated with a list": ("{key}: {value}", "{key}: [a, b]"),
    "a merge": ("<<: {value}",),
    "a merge of an alias": ("<<: *base",),
    "a merge of aliases": ("<<: [*base, *other]",),
    "a merge more": ("{key}: {value}", "<<: {{a: b, a: c}}"),
    "a list": ("[{key}]: {value}",),
    "a list more": ("{key}: {value}", "[a, [b], *c, !d e]: {{f: g}}"),
    "a mapping": ("{{{key}: b, {key}: c}}: {value}",),
    "a mapping more": ("{key}: {value}", "{{a: {{[b]: c}}}}: d"),
    "a marked mapping": ("? {{a: b}}\n: {value}",),
    "a marked mapping more": ("{key}: {value}", "? &x !!map {{a: b}}\n: d"),
    "an alias": ("*base : {value}",),
    "an alias more": ("{key}: {value}", "*base : b"),
    "an anchor": ("&base {key}: {value}",),
    "a tag": ("!!str {key}: {value}",),
    "an anchor and a tag": ("&base !!str {key}: {value}",),
    "repeated with an anchor": ("{key}: {value}", "&base {key}: {value}"),
    "empty": ("'': {value}",),
    "empty more": ("{key}: {value}", '"": b'),
    "nothing": (": {value}",),
    "nothing more": ("{key}: {value}", ": b"),
    "a control character": ('"a\\x01b": {value}',),
}
"""What stands in the place of an entry of a mapping, the last of which is at fault."""

SLOW = pytest.mark.slow(reason="a faulty key stands in further ways in every place of a file")
EACH = [pytest.param(way, marks=SLOW if way.endswith((" more", "aliases", "list", "value")) else []) for way in WAYS]


def parts_of(node, path=()):
    """Every mapping in a file, by the path to it."""
    if isinstance(node, dict):
        yield path, node
    for step, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield from parts_of(value, (*path, step))


def flow(node):
    """A part in one line."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(map(flow, node)) + "]"
    return json.dumps(node, ensure_ascii=False)


def between_braces(node, spoilt, at=()):
    """The lines of a part, each entry in a line of its own, all between braces and brackets."""
    if isinstance(node, str):
        return [flow(node)]
    lines = []
    for step, value in node.items() if isinstance(node, dict) else enumerate(node):
        path = (*at, step)
        if path in spoilt:
            lines += "".join(f"{entry},\n" for entry in spoilt[path]).splitlines()
        else:
            first, *others = between_braces(value, spoilt, path)
            lines += [f"{step}: {first}" if isinstance(node, dict) else first, *others]
            lines[-1] += ","
    opening, closing = "{}" if isinstance(node, dict) else "[]"
    return [opening, *lines, closing]


def in_blocks(node, spoilt, at=()):
    """The lines of a part, each entry in a line of its own, told apart by their indentation."""
    if isinstance(node, str):
        return [flow(node)]
    lines = []
    for step, value in node.items() if isinstance(node, dict) else enumerate(node):
        path = (*at, step)
        if path in spoilt:
            lines += "\n".join(spoilt[path]).split("\n")
        else:
            first, *others = (f"  {line}" for line in in_blocks(value, spoilt, path))
            mark = f"{step}:" if isinstance(node, dict) else "-"
            lines += [f"{mark} {first.strip()}", *others] if isinstance(value, str) else [mark, first, *others]
    return lines


HERE = "\N{BLACK RIGHT-POINTING TRIANGLE}"
"""What marks the entry that is at fault until its line is known."""


def faults_of(whole, path, way, written):
    """The line of the entry that is spoilt, and the lines of the faults that are found, with what is said."""
    value = whole
    for step in path:
        value = value[step]
    *before, fault = (entry.format(key=path[-1], value=flow(value)) for entry in WAYS[way])
    lines = written(whole, {path: [*before, HERE + fault]})
    [line] = [number for number, each in enumerate(lines, 1) if HERE in each]
    return line, faults_in("\n".join(lines).replace(HERE, ""))


def read_as_texts(text):
    """The parts of a file, every scalar a text."""
    return yaml.load(text, yaml.BaseLoader)


def keys_of(whole):
    """The path to every key of every mapping."""
    return [(*path, key) for path, node in parts_of(whole) for key in node]


STYLES = (between_braces, in_blocks)
WHOLE = read_as_texts(EVERYTHING)
FILES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.yaml"))


def test_the_file_with_everything_has_no_fault():
    assert faults_in(EVERYTHING) == []
    for written in STYLES:
        assert faults_in("\n".join(written(WHOLE, {}))) == []


@pytest.mark.parametrize("way", EACH)
def test_a_faulty_key_is_one_fault_wherever_it_stands(way):
    nth = list(WAYS).index(way)  # half of the ways in every other place, the other half between them
    for number, path in list(enumerate(keys_of(WHOLE)))[nth % 2 :: 2]:
        line, faults = faults_of(WHOLE, path, way, STYLES[(number // 2 + nth // 2) % 2])
        assert [int(fault.partition(":")[0]) for fault in faults] == [line], (path, faults)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_faulty_key_is_one_fault_in_the_files_that_come_along(file):
    whole, ways = read_as_texts(file.read_text("utf-8")), list(WAYS)
    for number, path in list(enumerate(keys_of(whole)))[::4]:
        way = ways[number // 4 % len(ways)]
        line, faults = faults_of(whole, path, way, STYLES[number // 8 % 2])
        assert [int(fault.partition(":")[0]) for fault in faults] == [line], (path, way, faults)


def test_a_fault_inside_a_faulty_key_is_not_told_as_well():
    [fault] = faults_in(instead("{council: Nordic Council}", "{? [!x a, *b, {c: d, c: e}, x #5\n\t ]\n : f}"))
    assert "a key must be a text" in fault


def test_a_lost_verb_keeps_every_later_move_from_being_judged():
    [fault] = faults_in(with_terms("x\n    propose: y") + OPPOSED + OPPOSED)
    assert "the key 'propose' stands here a second time" in fault


def test_a_repeated_declaration_keeps_its_subject_from_being_judged():
    text = instead("commitments: {pact: {", "commitments: {pact: Pact, pact: {")
    resumed = "  - resume: pact\n    by: aland\n    date: 2013-02-10\n"
    [fault] = faults_in(text + resumed)
    assert "the key 'pact' stands here a second time" in fault
    assert len(faults_in(text + resumed.replace("pact", "pacts"))) == 2


def test_an_unread_key_of_a_branch_keeps_what_it_makes_from_being_missed():
    own = "      - {impose: levy, by: aland, date: 2013-03-01, issue: quota, action: a}\n"
    branch = f"branches:\n  b:\n    moves:\n{own}    [x]: y\n"
    [fault] = faults_in(f"{RECORD}{branch}expect:\n  - measures: {{levy: absent}}\n")
    assert "a key must be a text" in fault
