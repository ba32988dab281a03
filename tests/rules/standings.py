"""Records of a few moves after which a subject called `it` stands in each status that the tables know.

Some have others beside it that moves on it may name. What ends or takes effect does so on the last day of March, so
that a record shows one standing on the days after its moves, and another in April.
"""

from itertools import count
from typing import Any

from sim.model.ids import BOTH
from sim.model.move import Adjourn, CarryOut, Commit, Convene, Extend, Lapse, Move, Resume, Suspend, Withdraw
from sim.model.setting import Setting
from sim.rules.state import Negotiation
from sim.rules.subjects.commitments import Breach, Commitment, Declaration, Leave
from sim.rules.subjects.measures import Comply, DeclaredMeasure, Ease, Impose, Lift, Measure, Raise, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Ratify, Reject, Repudiate
from sim.rules.subjects.talks import AgreeToContinue, BreakOff, Talks

A, B, COUNCIL, BANK = "aland", "bohus", "council", "bank"
SETTING = Setting(
    parties={A: "Aland", B: "Bohus"},
    issues={"quota": "The quota", "ports": "The ports"},
    third_parties={COUNCIL: "Nordic Council", BANK: "Bank of Aland"},
    sides={BANK: A},
)
START = Negotiation.begin(
    SETTING,
    (
        Commitment.declared(Declaration("pact", "Fisheries Pact", "quota"), SETTING.party_ids),
        Measure.declared(DeclaredMeasure(subject="levy", by=B, issue="ports", until="2014-01-31")),
        Talks.declared("ministers"),
        Talks.declared("experts", due="2013-06-01"),
    ),
)

Made = tuple[Any, ...]
"""A verb, who makes the move, and its fields; the subject is `it` unless they say otherwise."""


def record(*made: Made) -> tuple[Move, ...]:
    """The moves, one on each day from the first of March."""
    days = (f"2013-03-{day:02}" for day in count(1))
    moves = []
    for day, (verb, by, *fields) in zip(days, made, strict=False):
        given: dict[str, Any] = {"subject": "it"} | (fields[0] if fields else {})
        moves.append(verb(date=day, **given) if verb is Lapse else verb(by=by, date=day, **given))
    return tuple(moves)


def propose(by: str = A, **fields: Any) -> Made:
    return Propose, by, {"issue": "quota"} | fields


def threaten(by: str = A, **fields: Any) -> Made:
    return Threaten, by, {"issue": "ports", "action": "close them"} | fields


def impose(by: str = A, **fields: Any) -> Made:
    return Impose, by, {"issue": "ports", "action": "close them"} | fields


def commit(by: str = BOTH, **fields: Any) -> Made:
    return Commit, by, {"issue": "quota"} | fields


OTHER = {"subject": "other"}
AGREED = propose(BOTH), (Accept, BOTH)
YES_SUBJECT_TO = (Accept, B, {"subject_to": COUNCIL})
REFERRED = (Oppose, A, {"subject_to": COUNCIL})
LOST_BESIDE_A_REFERRAL = propose(BOTH), REFERRED, (Accept, B, {"subject_to": BANK}), (Reject, BANK)
REJECTED = propose(), YES_SUBJECT_TO, (Reject, COUNCIL)
PLAN = {"kind": "plan"}
REQUEST = {"kind": "request"}
RIVAL = propose(B, subject="other", counters="it")

PROPOSALS = {
    "a tabled offer": (propose(),),
    "a tabled request": (propose(**REQUEST),),
    "an offer that runs out": (propose(expires="2013-03-31"),),
    "an opposed offer": (propose(), (Oppose, B)),
    "an opposed request": (propose(**REQUEST), (Oppose, B)),
    "a joint text": (propose(BOTH),),
    "a joint text that one accepts": (propose(BOTH), (Accept, A)),
    "a joint text that one opposes": (propose(BOTH), (Oppose, A)),
    "a joint text that both oppose": (propose(BOTH), (Oppose, A), (Oppose, B)),
    "a joint text that one opposes and one accepts": (propose(BOTH), (Oppose, A), (Accept, B)),
    "a joint text that is rejected and opposed": (
        propose(BOTH),
        (Accept, A, {"subject_to": COUNCIL}),
        (Reject, COUNCIL),
        (Oppose, B),
    ),
    "a joint text that one accepts and a body has to ratify": (propose(BOTH), (Accept, A, {"subject_to": COUNCIL})),
    "a joint text that one has referred with a no": (propose(BOTH), REFERRED),
    "a joint text that one has referred with a no and one accepts": (propose(BOTH), REFERRED, (Accept, B)),
    "a joint text before two bodies, of which one has rejected it": LOST_BESIDE_A_REFERRAL,
    "a joint text before two bodies, of which one has rejected and one overruled a no": (
        *LOST_BESIDE_A_REFERRAL,
        (Ratify, COUNCIL),
    ),
    "a joint text on which a body has overruled a no": (
        propose(BOTH),
        REFERRED,
        (Ratify, COUNCIL),
    ),
    "a mediator's text": (propose(COUNCIL),),
    "an ally's text": (propose(BANK),),
    "an offer subject to ratification": (propose(subject_to=COUNCIL),),
    "an offer that its author's body has rejected": (propose(subject_to=COUNCIL), (Reject, COUNCIL)),
    "an offer that is rejected and opposed": (propose(subject_to=COUNCIL), (Reject, COUNCIL), (Oppose, B)),
    "an offer that two bodies have to ratify": (propose(subject_to=(COUNCIL, BANK)), (Reject, COUNCIL)),
    "an offer that two bodies have rejected": (
        propose(subject_to=BANK),
        YES_SUBJECT_TO,
        (Reject, COUNCIL),
        (Reject, BANK),
    ),
    "an offer that is ratified before it is answered": (propose(subject_to=COUNCIL), (Ratify, COUNCIL)),
    "a provisional offer": (propose(), YES_SUBJECT_TO),
    "a provisional request": (propose(**REQUEST), YES_SUBJECT_TO),
    "an offer that one body of two has rejected": (
        propose(),
        (Accept, B, {"subject_to": (COUNCIL, BANK)}),
        (Reject, COUNCIL),
    ),
    "an offer that one body has ratified": (
        propose(),
        (Accept, B, {"subject_to": (COUNCIL, BANK)}),
        (Ratify, COUNCIL),
    ),
    "a rejected offer": REJECTED,
    "a rejected request": (propose(**REQUEST), YES_SUBJECT_TO, (Reject, COUNCIL)),
    "a rejected offer put to the body again": (*REJECTED, (Accept, B)),
    "an offer referred with a no": (propose(), (Oppose, B, {"subject_to": (COUNCIL, BANK)}), (Ratify, BANK)),
    "an offer whose referral is lost": (propose(), (Oppose, B, {"subject_to": COUNCIL}), (Reject, COUNCIL)),
    "an accepted offer": (propose(), (Accept, B)),
    "a joint text that is accepted": AGREED,
    "an accepted offer beside another": (propose(), (Accept, B), propose(B, subject="other"), (Oppose, A, OTHER)),
    "a deal that is carried out": (*AGREED, (CarryOut, A)),
    "a deal in force as a treaty": (*AGREED, commit(under="it", subject="other")),
    "a plan": (propose(**PLAN),),
    "an opposed plan": (propose(**PLAN), (Oppose, B)),
    "a mediator's plan": (propose(COUNCIL, **PLAN), (Oppose, A)),
    "a mediator's plan that both oppose": (propose(COUNCIL, **PLAN), (Oppose, A), (Oppose, B)),
    "a plan carried out": (propose(**PLAN), (CarryOut, A)),
    "a plan carried out over opposition": (propose(**PLAN), (Oppose, B), (CarryOut, A)),
    "an offer that is withdrawn": (propose(), (Withdraw, A)),
    "an offer that has lapsed": (propose(), (Lapse, None)),
    "an offer that is replaced": (propose(), propose(subject="other", replaces="it")),
    "a deal that is repudiated": (*AGREED, (Repudiate, A)),
    "an offer that is settled": (propose(), RIVAL, (Accept, A, OTHER)),
    "an offer that hangs together with others": (
        propose(subject="base"),
        propose(B, subject="other", counters="base"),
        propose(COUNCIL, subject="further", counters="other"),
        propose(B, counters="base"),
    ),
    "an offer whose counter settles what is accepted": (
        propose(subject="base"),
        (Accept, B, {"subject": "base"}),
        propose(),
        propose(B, subject="other", counters="it", settles="base"),
    ),
    "a text that settles another": (propose(COUNCIL), propose(COUNCIL, subject="other", settles="it")),
    **{
        f"an answer to what is {status}": (
            propose(subject="base"),
            propose(B, counters="base"),
            *((verb, by, fields | {"subject": "base"}) for verb, by, fields in answers),
        )
        for status, answers in {
            "tabled": (),
            "opposed": ((Oppose, B, {}),),
            "provisional": ((Accept, B, {"subject_to": COUNCIL}),),
            "rejected": ((Accept, B, {"subject_to": COUNCIL}), (Reject, COUNCIL, {})),
        }.items()
    },
    **{
        f"a text subject to ratification that settles what is {status}": (
            propose(subject="base"),
            propose(B, settles="base"),
            (Accept, A, {"subject_to": BANK}),
            *((verb, by, fields | {"subject": "base"}) for verb, by, fields in answers),
        )
        for status, answers in {
            "tabled": (),
            "opposed": ((Oppose, B, {}),),
            "provisional": ((Accept, B, {"subject_to": COUNCIL}),),
            "rejected": ((Accept, B, {"subject_to": COUNCIL}), (Reject, COUNCIL, {})),
            "accepted": ((Accept, B, {}),),
            "carried-out": ((Accept, B, {}), (CarryOut, A, {})),
        }.items()
    },
    **{
        f"an offer that settles what is {status}": (
            propose(subject="base"),
            propose(B, settles="base"),
            (Accept, B, {"subject": "base"}),
            *((verb, by, {"subject": "base"}) for verb, by in carried_out),
        )
        for status, carried_out in {"accepted": (), "carried-out": ((CarryOut, A),)}.items()
    },
}
MEASURES = {
    "a threat": (threaten(),),
    "a treaty beside a threat": (commit(subject="other"), threaten()),
    "a threat with a deadline": (threaten(deadline="2013-03-31"),),
    "a threat by a third party": (threaten(COUNCIL),),
    "a threat by an ally": (threaten(BANK),),
    "a threat beside a harm of the same party": (threaten(), (Leave, A, {"subject": "pact"}), impose(subject="other")),
    "a threat beside talks broken off": (threaten(), (BreakOff, A, {"subject": "experts"})),
    "a deferred threat beside a harm of the same party": (threaten(), (Suspend, A), impose(subject="other")),
    "a deferred threat": (threaten(deadline="2013-03-31"), (Suspend, A)),
    "a threat deferred for a time": (threaten(), (Suspend, COUNCIL, {"until": "2013-03-31"})),
    "a measure announced": (impose(effective="2013-03-31"),),
    "a measure announced with a term": (impose(effective="2013-03-31", until="2013-12-31"),),
    "a measure in place": (impose(),),
    "a measure with a term": (impose(until="2013-03-31"),),
    "a measure by a third party": (impose(COUNCIL),),
    "a measure by an ally": (impose(BANK),),
    "a measure raised": (impose(), (Raise, A)),
    "a measure to be raised": (impose(), (Raise, A, {"effective": "2013-03-31"})),
    "a measure eased": (impose(), (Ease, A)),
    "a measure to be lifted": (impose(), (Lift, A, {"effective": "2013-03-31"})),
    "a measure to be suspended": (impose(), (Suspend, A, {"effective": "2013-03-31"})),
    "a threat that was carried out": (threaten(), (CarryOut, A, {"until": "2013-12-31"})),
    "a measure suspended": (impose(), (Suspend, A)),
    "a measure with a term suspended": (impose(until="2013-12-31"), (Suspend, COUNCIL)),
    "a measure suspended past its term": (impose(until="2013-03-31"), (Suspend, A)),
    "a measure suspended for a time": (impose(), (Suspend, A, {"until": "2013-03-31"})),
    "a measure to be resumed": (impose(), (Suspend, A), (Resume, A, {"effective": "2013-03-31"})),
    "a threat complied with": (threaten(), (Comply, B)),
    "a threat withdrawn": (threaten(), (Withdraw, A)),
    "a measure lifted": (impose(), (Lift, A)),
    "a threat that has lapsed": (threaten(), (Lapse, None)),
    "a threat put otherwise": (threaten(), threaten(subject="other", replaces="it")),
    "a threat carried out as a harm": (threaten(), (Leave, A, {"subject": "pact"}), (CarryOut, A, {"as_": "pact"})),
}
PACT = commit()
COMMITMENTS = {
    "a treaty": (PACT,),
    "a treaty beside an accepted text": (PACT, propose(subject="other"), (Accept, B, OTHER)),
    "a promise": (commit(A),),
    "a guarantor's promise": (commit(COUNCIL),),
    "a treaty with a term": (commit(until="2013-03-31"),),
    "a treaty that one has extended": (commit(until="2013-03-31"), (Extend, A, {"until": "2013-12-31"})),
    "a pending treaty": (commit(effective="2013-03-31"),),
    "a pending treaty with a term": (commit(effective="2013-03-31", until="2013-12-31"),),
    "a treaty that is to replace another": (PACT, commit(A, subject="other", replaces="it")),
    "a treaty that another is to replace": (PACT, commit(subject="other", replaces="it", effective="2013-03-31")),
    "a treaty one side has suspended": (PACT, (Suspend, A)),
    "a treaty both sides have suspended": (PACT, (Suspend, A), (Suspend, B)),
    "a treaty suspended for a time": (PACT, (Suspend, A, {"until": "2013-03-31"})),
    "a treaty to be resumed": (PACT, (Suspend, A), (Resume, A, {"effective": "2013-03-31"})),
    "a treaty both sides have broken": (PACT, (Breach, A), (Breach, B)),
    "a treaty broken by one side, suspended by the other": (PACT, (Breach, A), (Suspend, B)),
    "a promise broken after its term": (commit(A, until="2013-03-01"), (Breach, A)),
    "a treaty one side is to leave": (PACT, (Leave, A, {"effective": "2013-03-31"})),
    "a treaty both sides are to leave": (
        PACT,
        (Leave, A, {"effective": "2013-03-31"}),
        (Leave, B, {"effective": "2013-03-31"}),
    ),
    "a treaty one side has left": (PACT, (Leave, A)),
    "a treaty ended by both": (PACT, (Leave, BOTH)),
    "a treaty to be ended by both": (PACT, (Leave, BOTH, {"effective": "2013-03-31"})),
    "a promise kept": (commit(A), (CarryOut, A)),
    "a treaty replaced": (PACT, commit(subject="other", replaces="it")),
    "a broken treaty replaced": (PACT, (Breach, A), (Leave, B), commit(subject="other", replaces="it")),
    "a treaty one side is to leave, replaced": (
        PACT,
        (Leave, A, {"effective": "2013-03-31"}),
        commit(subject="other", replaces="it"),
    ),
    "a treaty with a guarantor": (PACT, commit(BANK)),
}
IT = {"subject": "ministers"}
TALKS = {
    "talks that are idle": (),
    "talks that are scheduled": ((AgreeToContinue, BOTH, IT),),
    "talks in session": (
        (Convene, BOTH, IT),
        propose(subject="other", **REQUEST),
        propose(BOTH, subject="further"),
        (Accept, BOTH, {"subject": "further"}),
    ),
    "talks in session with a next round": ((Convene, COUNCIL, IT), (AgreeToContinue, BOTH, IT)),
    "talks adjourned": ((Convene, BOTH, IT), (Adjourn, BOTH, IT)),
    "talks suspended": ((Convene, BOTH, IT), (Suspend, A, IT)),
    "talks suspended with a next round": ((Convene, BOTH, IT), (AgreeToContinue, BOTH, IT), (Suspend, A, IT)),
    "talks broken off": ((Convene, BOTH, IT), (BreakOff, A, IT)),
}
SETTLING = {
    f"a {kind} that may settle what is {status}": (
        propose(subject="base"),
        *beside,
        *((verb, by, fields | {"subject": "base"}) for verb, by, fields in answers),
    )
    for kind, beside in {
        "deal": (propose(B), (Accept, A)),
        "promise": (PACT,),
        "meeting": ((Convene, BOTH, IT),),
        "format of talks": (),
    }.items()
    for status, answers in {
        "tabled": (),
        "opposed": ((Oppose, B, {}),),
        "provisional": ((Accept, B, {"subject_to": COUNCIL}),),
        "rejected": ((Accept, B, {"subject_to": COUNCIL}), (Reject, COUNCIL, {})),
        "accepted": ((Accept, B, {}),),
        "carried-out": ((Accept, B, {}), (CarryOut, A, {})),
    }.items()
}
STANDINGS = {name: record(*made) for name, made in (PROPOSALS | MEASURES | COMMITMENTS | TALKS | SETTLING).items()}
