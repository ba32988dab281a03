"""Two codings of one invented story, and what tests do to codings: rename, shift, leave out, decide."""

import re
from datetime import timedelta

from attrs import evolve

from sim.history.history import History
from sim.model.dates import When
from sim.model.setting import Setting
from sim.records.comparison.adjudication import adjudication
from sim.records.comparison.comparison import compare_codings
from sim.records.comparison.decisions import merged
from sim.records.comparison.names import ACTOR, ISSUE, SOURCE, SUBJECT, NameMatch
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.talks import Talks
from sim.scenario import as_yaml, loads
from sim.scenario.scenario import Scenario

ANNA = """\
scenario: Herring in the Strait
parties: {aland: Aland, bohus: Bohus}
issues: {quota: The yearly herring quota, ports: Access to ports}
commitments:
  pact: {title: Fisheries Pact of 1998, issue: quota, since: 1998-05-01}
sources: {gazette: Strait Gazette}

moves:
  - propose: equal-shares
    by: aland
    date: 2013-02-01
    issue: quota
    terms: Each side lands 40,000 tonnes a year
    source: gazette
  - {oppose: equal-shares, by: bohus, date: 2013-02-09, quote: our coast is twice as long, source: gazette}
  - {suspend: pact, by: bohus, date: 2013-03-20, source: gazette}
  - {threaten: close-ports, by: aland, date: 2013-03-25, issue: ports, action: close its ports, source: gazette}
  - {remark: ports, kind: criticism, by: bohus, date: 2013-04-02, quote: this is blackmail, source: gazette}
"""
"""The coding of one coder."""

BERT = """\
scenario: The herring dispute
parties: {al: Aland, bo: Bohus}
issues: {fish: The yearly herring quota, harbours: Access to ports}
commitments:
  treaty: {title: Fisheries Pact of 1998, issue: fish, since: 1998-05-01}
sources: {strait-gazette: Strait Gazette}

moves:
  - propose: half-each
    by: al
    date: 2013-02
    issue: fish
    terms: Each side lands 40,000 tonnes a year
    source: strait-gazette
  - {oppose: half-each, by: bo, date: 2013-02-10, quote: our coast is twice as long, source: strait-gazette}
  - {leave: treaty, by: bo, date: 2013-03-20, effective: 2013-06-01, source: strait-gazette}
  - {remark: harbours, kind: warning, by: al, date: 2013-03-25, quote: we may close our ports, source: strait-gazette}
  - {act: patrol, by: al, date: 2013-03-28, tone: hostile, action: a patrol boat stops a trawler}
  - {remark: harbours, kind: accusation, by: bo, date: 2013-04-02, quote: this is blackmail, source: strait-gazette}
"""
"""The coding of the other: other ids, a patrol more, and what differs in five moves."""

HEAD = """\
scenario: Herring
parties: {aland: Aland, bohus: Bohus}
issues: {quota: Quota, ports: Ports}
moves:
"""


def anna():
    return loads(ANNA, "anna.yaml")


def bert():
    return loads(BERT, "bert.yaml")


def coded(*items, file="coding.yaml", head=HEAD):
    """A coding with these moves, each as a line of its file."""
    return loads(head + "".join(f"  - {{{item}}}\n" for item in items), file)


def compared(ours, theirs, **options):
    """The comparison of two texts."""
    return compare_codings(loads(ours, "a.yaml"), loads(theirs, "b.yaml"), **options)


def numbers(comparison):
    """The numbers of the moves of both."""
    return [(pair.first, pair.second) for pair in comparison.pairs]


def keys(comparison):
    """What differs in each pair."""
    return [[each.key for each in pair.differences] for pair in comparison.pairs]


def scenario_of(history, file="coding.yaml"):
    """A history as a scenario."""
    return Scenario(file, "A story", None, history)


def renamed(scenario):
    """The same with other ids of everything, in the reverse order of the alphabet."""
    setting, end = scenario.start.setting, scenario.history.states[-1]
    namespaces = {
        ACTOR: [name for name in setting.actors if name != "both"],
        ISSUE: setting.issue_ids,
        SOURCE: setting.source_by_id,
        SUBJECT: end.ids,
    }
    names = NameMatch({space: _others(space, known) for space, known in namespaces.items()})
    start = Negotiation.begin(
        _setting(setting, names), [_declared(each, names) for each in scenario.start.subjects.values()]
    )
    moves = [names.move(move) for move in scenario.history.moves]
    return scenario_of(History.of(start, moves), "renamed.yaml")


def _others(space, known):
    return {name: f"z{len(known) - place}-{space}" for place, name in enumerate(known)} | {"both": "both"}


def _setting(setting, names):
    def of(space, pairs):
        return tuple((names.of(space, name), title) for name, title in pairs)

    return Setting(
        of(ACTOR, setting.parties),
        of(ISSUE, setting.issues),
        of(ACTOR, setting.third_parties),
        tuple((names.of(ACTOR, name), names.of(ACTOR, side)) for name, side in setting.sides),
        of(SOURCE, setting.sources),
        tuple((names.of(ISSUE, issue), terms) for issue, terms in setting.terms),
    )


def _declared(subject, names):
    name = names.of(SUBJECT, subject.id)
    if isinstance(subject, Talks):
        title = name if subject.title == subject.id else subject.title
        return evolve(subject, id=name, title=title, issue=names.of_all(ISSUE, subject.issue))
    made = evolve(
        subject.made,
        subject=name,
        issue=names.of_all(ISSUE, subject.made.issue),
        source=names.of_all(SOURCE, subject.made.source),
    )
    if isinstance(subject, Measure):
        over = made.over and names.of(ISSUE, made.over)
        return Measure.declared(evolve(made, by=names.of(ACTOR, made.by), over=over))
    assert isinstance(subject, Commitment)
    return Commitment.declared(made, names.of_all(ACTOR, subject.participation))


def shifted(scenario, days):
    """The same with each date so many days later."""
    moves = [evolve(move, date=later(move.date, days)) for move in scenario.history.moves]
    return scenario_of(History.of(scenario.start, moves), "shifted.yaml")


def later(when, days):
    """A day so many days later."""
    return When.of(when.best + timedelta(days=days))


def without(scenario, number):
    """The same without a move, and without what the law refuses then."""
    return scenario_of(scenario.history.branch(without=[number]).history, "without.yaml")


def decided(comparison, coder):
    """The scenario that comes of the decisions where all are for one coder."""
    return merge(comparison, filled(adjudication(comparison).text, coder))


def filled(text, decision):
    """An adjudication file with one decision everywhere."""
    return re.sub(r"(?m)^( *decision:)$", rf"\1 {decision}", text)


def merge(comparison, text):
    """The scenario that an adjudication file makes."""
    return merged(text.encode(), "decisions.yaml", comparison.first, comparison.second)


def written_and_read(scenario):
    """The scenario as its file says it."""
    return loads(as_yaml(scenario), scenario.file)
