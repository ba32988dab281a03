"""Every verb by everybody, with the fields that transitions tell apart."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from sim.model.move import Adjourn, CarryOut, Commit, Convene, Extend, Lapse, Move, Resume, Suspend, Withdraw
from sim.model.setting import Setting
from sim.rules.subjects.commitments import Breach, Leave
from sim.rules.subjects.measures import Comply, Ease, Impose, Lift, Raise, Threaten
from sim.rules.subjects.proposals import Accept, Oppose, Propose, Ratify, Reject, Repudiate
from sim.rules.subjects.statements import Act, Remark
from sim.rules.subjects.talks import AgreeToContinue, BreakOff

KINDS = ("offer", "request", "plan")
PLAIN = (Ratify, Reject, Repudiate, Withdraw, CarryOut, Extend, Suspend, Resume, Lift, Raise, Ease, Comply)
PLAIN_TOO = (Oppose, Accept, Leave, Breach, Commit, Convene, AgreeToContinue, Adjourn, BreakOff)
REMARKS = ("criticism", "support", "hope")
TONES = ("hostile", "neutral", "conciliatory")


def attempts(setting: Setting, name: str, names: Iterable[str], day: date) -> Iterator[Move]:
    """Every verb on a subject, of several in all, by everybody and the clock."""
    yield Lapse(subject=name, date=day)
    for by in (*setting.actors, None):
        fields = {"subject": name, "date": day, "by": by}
        yield from (verb(**fields) for verb in (*PLAIN, *PLAIN_TOO))
        yield from _with_fields(setting, fields, day)
        yield from _naming(fields, [other for other in names if other != name])
        new = fields | {"subject": f"{name}-again"}
        yield from _replacing(new, name)


def _with_fields(setting: Setting, fields: dict[str, Any], day: date) -> Iterator[Move]:
    soon, far, later = day + timedelta(13), day + timedelta(60), day + timedelta(400)
    for ratifier in setting.outsiders:
        yield Oppose(**fields, subject_to=ratifier)
        yield Accept(**fields, subject_to=ratifier)
    yield from (Extend(**fields, **{end: later}) for end in ("expires", "deadline", "until", "effective"))
    yield from (
        verb(**fields, effective=soon) for verb in (Leave, Suspend, Resume, Lift, Raise, Ease, CarryOut, Commit)
    )
    yield from (verb(**fields, effective=far) for verb in (Resume, Lift, Raise, Ease))
    yield from (verb(**fields, until=soon) for verb in (Suspend, Resume, CarryOut, Commit, Raise, Ease))
    yield Extend(**fields, until=later, effective=later)
    yield from (Extend(**fields, **{end: day}) for end in ("expires", "deadline", "until", "effective"))


def _naming(fields: dict[str, Any], names: Iterable[str]) -> Iterator[Move]:
    """The moves that name another subject as well."""
    for other in names:
        yield CarryOut(**fields, as_=other)
        yield CarryOut(**fields, as_=other, effective=fields["date"] + timedelta(10))
        yield from (verb(**fields, settles=other) for verb in (CarryOut, Convene, Adjourn, Commit))
        yield Extend(**fields, until=fields["date"] + timedelta(400), under=other)


def _replacing(new: dict[str, Any], name: str) -> Iterator[Move]:
    """The moves that make something else in view of the subject."""
    about = new | {"issue": "quota"}
    yield from (Propose(**about, **{link: name}) for link in ("replaces", "counters", "settles"))
    yield Threaten(**about, action="close its ports", replaces=name)
    yield Impose(**about, action="close its ports", replaces=name)
    yield from (Commit(**about, **{link: name}) for link in ("under", "replaces", "settles"))
    yield Commit(**about, under=name, replaces=name)


def openings(setting: Setting, name: str, day: date) -> Iterator[Move]:
    """Everything that anybody may try to make under a name."""
    soon = day + timedelta(10)
    issue = setting.issue_ids[0]
    for by in (*setting.actors, None):
        fields = {"subject": name, "date": day, "by": by}
        about = fields | {"issue": issue}
        yield from (Propose(**about, kind=kind) for kind in KINDS)
        yield from (Propose(**about, kind=kind, subject_to=each) for kind in KINDS for each in setting.outsiders)
        yield Propose(**about, matter="procedure", expires=soon)
        yield Threaten(**about, action="close its ports", deadline=soon)
        yield from (Impose(**about, action="a fee", **more) for more in ({}, {"effective": soon}, {"until": soon}))
        yield from (Commit(**about, **more) for more in ({}, {"effective": soon}, {"until": soon}))
        yield from (Act(**fields, tone=tone) for tone in TONES)
        yield from (Remark(**fields | {"subject": issue}, kind=kind) for kind in REMARKS)


def on_several(setting: Setting, names: Iterable[str], day: date) -> Iterator[Move]:
    """Every verb by everybody on these subjects at once."""
    subjects = tuple(names)
    for by in setting.actors:
        fields = {"subject": subjects, "date": day, "by": by}
        yield from (verb(**fields) for verb in (*PLAIN, *PLAIN_TOO))
        yield from (Commit(**fields | {"subject": ("one", "another")}, under=name) for name in subjects)
