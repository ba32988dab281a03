"""What there is by a record: the subjects as the law of DESIGN makes them."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve, field, frozen

from lawbook import commitments
from lawbook.commitments import Commitment
from lawbook.course import Course, Turn, best
from lawbook.measures import Measure, Stand
from lawbook.proposals import AGREED, Proposal
from lawbook.talks import STOPPED, Talks
from sim.model.ids import BOTH
from sim.model.setting import Setting
from sim.rules.state import Negotiation


@frozen
class Book:
    """All subjects of each kind by their ids."""

    setting: Setting
    proposals: dict[str, Proposal] = field(factory=dict)
    measures: dict[str, Measure] = field(factory=dict)
    commitments: dict[str, Commitment] = field(factory=dict)
    talks: dict[str, Talks] = field(factory=dict)
    acts: dict[str, tuple[str, str]] = field(factory=dict)

    @classmethod
    def begun(cls, start: Negotiation) -> "Book":
        """What is declared before the record, of which `start` is the first state."""
        return cls(
            start.setting,
            measures={
                name: Measure(it.made.by, Stand("in-place", best(it.made.until))) for name, it in start.measures.items()
            },
            commitments={
                name: Commitment(dict.fromkeys(it.participation, _declared(it.made)))
                for name, it in start.commitments.items()
            },
            talks={
                name: Talks(it.status, has_next=it.next_round is not None, due=best(it.due))
                for name, it in start.talks.items()
            },
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of all subjects."""
        return (*self.proposals, *self.measures, *self.commitments, *self.talks, *self.acts)

    def with_one(self, table: str, name: str, record: object) -> "Book":
        """The same, with another record of one subject in the table of that name."""
        return evolve(self, **{table: {**getattr(self, table), name: record}})

    def reads(self, name: str, day: date) -> dict[str, str]:
        """What a subject is on a day, by who is bound; nobody's name for what has no parts."""
        if name in self.commitments:
            parts = self.commitments[name].parts
            return {who: commitments.reads(name, who, self.commitments, day) for who in parts}
        if name in self.talks:
            return {"": self.talks[name].status}
        if name in self.measures:
            return {"": self.measures[name].reads(day)}
        return {"": self.proposals[name].reads(day) if name in self.proposals else "done"}

    def stands(self, name: str, day: date) -> dict[str, str]:
        """What a move finds on a day: what is pending counts as in force, what has ended by itself as it was."""
        if name in self.proposals:
            return {"": self.proposals[name].status}
        if name in self.measures:
            return {"": self.measures[name].on(day).status}
        if name in self.commitments:
            return {who: course.stored(day) for who, course in self.commitments[name].parts.items()}
        return self.reads(name, day)

    @property
    def turning_days(self) -> set[date]:
        """The days about which something may read otherwise."""
        courses = [course for it in self.commitments.values() for course in it.parts.values()]
        turns = [turn for course in courses for turn in course.turns]
        ends = {end for turn in turns for end in (turn.since, turn.until, turn.term)}
        ends |= {course.begin for course in courses} | {it.expires for it in self.proposals.values()}
        for it in self.measures.values():
            ends |= {it.deadline, it.stand.term, it.stand.until, *(since for since, _ in it.announced)}
            ends |= {end for _, change in it.announced for end in (change.term, change.until)}
        return {end for end in ends if end not in (None, date.min, date.max)}

    def is_replaced(self, name: str) -> bool:
        """Whether another commitment takes the place of one, be it on a later day."""
        return commitments.superseded(name, self.commitments) is not None

    def is_harm(self, name: str, author: str, day: date) -> bool:
        """Whether a subject records a harm that the author of a threat has done.

        DESIGN names a treaty left, leaving or in breach, talks broken off, and a measure in place.
        """
        if name in self.commitments:
            part = self.commitments[name].parts.get(author)
            return part is not None and part.turns[-1].status in ("left", "in-breach", "suspended")
        if name in self.measures:
            return self.measures[name].author == author and self.measures[name].reads(day) == "in-place"
        if name in self.talks:
            return self.talks[name].status in STOPPED and self.talks[name].stopped_by in (author, BOTH)
        if name in self.acts:
            return self.acts[name] in ((author, "hostile"), (BOTH, "hostile"))
        it = self.proposals[name]
        return (it.kind, it.status, it.author) == ("plan", "carried-out", author)


def _declared(declaration: object) -> Course:
    """A declared part: in force, or pending until the day on which it begins."""
    since, until = getattr(declaration, "since", None), getattr(declaration, "until", None)
    return Course((Turn(date.min, "in-force", best(until)),), best(since) or date.min)


def settled(papers: dict[str, Proposal], names: Iterable[str], named: Iterable[str]) -> dict[str, Proposal]:
    """The proposals once these are accepted, or moot: what hangs together with them and is open is settled.

    What is `named` as settled is so although it was agreed.
    """
    linked = {*_linked(papers, names), *named}
    ends = {name for name in linked if papers[name].is_open}
    ends |= {name for name in named if papers[name].status in AGREED}
    return papers | {name: evolve(papers[name], fate="settled") for name in ends}


def _linked(papers: dict[str, Proposal], names: Iterable[str]) -> set[str]:
    """What these counter, settle and replace, what counters them, and so on to the end; without these."""
    met, coming = set(names), list(names)
    while coming:
        name = coming.pop()
        it = papers[name]
        against = (other for other, each in papers.items() if name in each.counters)
        further = {*it.counters, *it.settles, *it.replaces, *against} - met
        met |= further
        coming += further
    return met - set(names)
