"""A small system under test: a tracker of offers, written without negsim's law, with mistakes to plant in it."""

from sim import Setting
from sim.model.ids import RESERVED
from sim.moves import Accept, Oppose, Proposal, Propose, Withdraw
from sim.rules.state import Negotiation
from sim.testing.generator import MoveGenerator

SETTING = Setting({"aland": "Aland", "bohus": "Bohus"}, issues={"quota": "The yearly herring quota"})
VERBS = (Propose, Oppose, Accept, Withdraw)
GENERATOR = MoveGenerator(Negotiation.begin(SETTING), VERBS, (Proposal,))
OPEN = ("tabled", "opposed", "provisional")


class RefusedError(Exception):
    """The tracker refuses a move."""


class Tracker:
    """Who made each offer, what each party that it asks has said, and since when it stands as it does."""

    def __init__(self):
        self.authors, self.given, self.withdrawn, self.days = {}, {}, [], {}

    def apply(self, move):
        (name,), parties = move.subjects, SETTING.acting_as(move.by)
        if not self.is_allowed(move, name, parties):
            raise RefusedError(name)
        before = self.status(name) if name in self.authors else None
        self.carry_out(move, name, parties)
        if self.status(name) != before:
            self.days[name] = move.date.best

    def is_allowed(self, move, name, parties):
        if isinstance(move, Propose):
            is_free = name not in self.authors and name not in RESERVED
            return is_free and move.by in SETTING.actors and set(move.issue) <= set(SETTING.issue_ids)
        if name not in self.authors or self.status(name) not in OPEN:
            return False
        if isinstance(move, Withdraw):
            return move.by == self.authors[name]
        if move.by not in SETTING.actors:
            return False
        answer = "yes" if isinstance(move, Accept) else "no"
        is_joint = move.by == "both"
        if is_joint and (answer == "no" or "yes" in self.given[name].values()):
            return False
        return all(self.given[name].get(party, answer) != answer for party in parties)

    def carry_out(self, move, name, parties):
        match move:
            case Propose():
                self.authors[name] = move.by
                self.given[name] = {party: "" for party in SETTING.party_ids if party != move.by}
            case Withdraw():
                self.withdrawn.append(name)
            case _:
                self.given[name].update(dict.fromkeys(parties, "yes" if isinstance(move, Accept) else "no"))

    def status(self, name):
        answers = self.given[name].values()
        if name in self.withdrawn:
            return "withdrawn"
        if "no" in answers:
            return "opposed"
        if "" not in answers:
            return "accepted"
        return "provisional" if "yes" in answers else "tabled"

    def state(self):
        return {name: self.status(name) for name in self.authors}

    def since(self):
        return self.days


def supports(move):
    """Whether the tracker has a word for it: offers without links or ends, answers without votes, one at a time."""
    links = ("counters", "replaces", "settles", "subject_to", "expires", "over", "source")
    if len(move.subjects) > 1 or any(getattr(move, name, None) for name in links):
        return False
    return type(move) in VERBS and getattr(move, "kind", "offer") == "offer"
