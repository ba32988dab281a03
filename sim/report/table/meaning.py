"""The meaning of statuses and tones: how a subject or a move bears on the two sides."""

from collections.abc import Mapping
from typing import Final

from sim.history.status_on_day import OVERDUE, StatusOnDay
from sim.history.triggers import DISCHARGED
from sim.report.table.marked import ADVERSE, FAVOURABLE, IMPENDING, Meaning, marked
from sim.rules.lifecycle import CONCILIATORY, HOSTILE, Tone
from sim.rules.phases import EXPIRED
from sim.rules.subject import Status, Subject
from sim.rules.subjects import answers, measures, participation, proposals, talks
from sim.rules.subjects.commitments import Commitment
from sim.rules.subjects.measures import Measure
from sim.rules.subjects.proposals import PLAN, Proposal
from sim.rules.subjects.talks import Talks


def in_tone(text: str, tone: Tone | None) -> str:
    """The text with the meaning of a tone."""
    return marked(text, _TONES.get(tone or ""))


_TONES: Final[Mapping[str, Meaning]] = {HOSTILE: ADVERSE, CONCILIATORY: FAVOURABLE}


def status_in_colour(subject: Subject | None, status: StatusOnDay) -> str:
    """A status of a subject in words, with its meaning."""
    return marked(str(status), _meaning_of(subject, status))


def _meaning_of(subject: Subject | None, status: StatusOnDay) -> Meaning | None:
    if EXPIRED in status.words:
        return None
    if OVERDUE in status.words:
        return ADVERSE
    if DISCHARGED in status.words:
        return FAVOURABLE
    if isinstance(subject, Proposal) and subject.made.kind == PLAN and status.status == proposals.CARRIED_OUT:
        return None
    return _STATUSES.get(type(subject), {}).get(status.status)


_STATUSES: Final[Mapping[type[Subject | None], Mapping[Status, Meaning]]] = {
    Proposal: {
        answers.ACCEPTED: FAVOURABLE,
        proposals.CARRIED_OUT: FAVOURABLE,
        answers.PROVISIONAL: IMPENDING,
        answers.OPPOSED: ADVERSE,
        answers.REJECTED: ADVERSE,
        proposals.REPUDIATED: ADVERSE,
    },
    Measure: {
        measures.THREATENED: IMPENDING,
        measures.DEFERRED: IMPENDING,
        measures.SUSPENDED: IMPENDING,
        measures.IN_PLACE: ADVERSE,
        measures.LIFTED: FAVOURABLE,
        measures.COMPLIED: FAVOURABLE,
        measures.WITHDRAWN: FAVOURABLE,
    },
    Commitment: {
        participation.IN_FORCE: FAVOURABLE,
        participation.FULFILLED: FAVOURABLE,
        participation.PENDING: IMPENDING,
        participation.SUSPENDED: ADVERSE,
        participation.IN_BREACH: ADVERSE,
        participation.LEAVING: ADVERSE,
        participation.LEFT: ADVERSE,
    },
    Talks: {
        talks.IN_SESSION: FAVOURABLE,
        talks.SCHEDULED: FAVOURABLE,
        talks.SUSPENDED: ADVERSE,
        talks.BROKEN_OFF: ADVERSE,
    },
}
"""The meaning of the statuses of each kind of subject that have one."""
