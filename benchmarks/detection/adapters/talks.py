"""The link between the machine and the service for talks: its client."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from benchmarks.detection.system import FRAME, SETTING, System, day_of
from benchmarks.detection.systems.frame import RefusedError
from benchmarks.detection.systems.talks import Format, TalksRecord, TalksServer
from sim import Negotiation
from sim.moves import Adjourn, AgreeToContinue, Convene, Move, Suspend, Talks


class TalksAdapter:
    """Talks over HTTP: the client of the service."""

    def __init__(self, url: str) -> None:
        self.records = url + "/records"
        self.record = f"{self.records}/{self._asked('POST', self.records)['record']}"
        self.sent = 0
        self.told: dict[str, dict[str, Any]] | None = None

    def apply(self, move: Move) -> None:
        """Post it, and post it again if no answer comes. Raises: RefusedError."""
        self.sent, self.told = self.sent + 1, None
        body: dict[str, Any] = {
            "key": str(self.sent),
            "do": move.verb,
            "by": move.by,
            "day": move.date.best.isoformat(),
            "formats": move.subjects,
        }
        if isinstance(move, AgreeToContinue):
            due = day_of(move.due)
            body |= {"due": None if due is None else due.isoformat(), "place": move.place}
        try:
            self._asked("POST", f"{self.record}/acts", body)
        except ConnectionError:
            self._asked("POST", f"{self.record}/acts", body)

    def state(self) -> Mapping[str, str]:
        """The status of the talks in each format."""
        return self._told("status")

    def since(self) -> Mapping[str, str | None]:
        """The day since which each has its status."""
        return self._told("since")

    def ends(self) -> Mapping[str, str | None]:
        """The day for which each that is scheduled is due."""
        statuses, due = self._told("status"), self._told("due")
        return {name: due[name] for name, status in statuses.items() if status == "scheduled"}

    def _told(self, field: str) -> dict[str, Any]:
        """What the service tells of each format under a name."""
        if self.told is None:
            self.told = self._asked("GET", self.record)
        return {name: talks[field] for name, talks in self.told.items()}

    def fingerprint(self) -> str:
        """All that the service keeps, and when it is to lose an answer, as a text."""
        return f"{self._asked('GET', self.record)} {self.sent % TalksServer.loses}"

    def close(self) -> None:
        """Drop the record."""
        self._asked("DELETE", self.record)

    @staticmethod
    def _asked(method: str, url: str, body: Mapping[str, Any] | None = None) -> Any:
        """The answer to a request. Raises: RefusedError, or ConnectionError where none comes."""
        request = Request(url, None if body is None else json.dumps(body).encode(), method=method)  # noqa: S310 - ours
        try:
            with urlopen(request, timeout=10) as answer:  # noqa: S310 - ours
                return json.load(answer)
        except HTTPError as error:
            raise RefusedError(json.load(error)["because"]) from None


def talks_have(move: Move) -> bool:
    """Whether the service has a word for a move: it settles nothing, and suspends at once."""
    match move:
        case Convene() | Adjourn():
            return not move.settles
        case Suspend():
            return move.until is None and move.effective is None
    return True


@cache
def _served(record: type[TalksRecord]) -> TalksServer:
    """The server of such records; kept for the whole run."""
    formats = {"ministers": Format(), "experts": Format("scheduled", None, True, "2013-04-01", "Mariehamn")}
    return TalksServer(lambda: record(FRAME, formats))


TALKS: Final = System(
    "talks",
    Negotiation.begin(
        SETTING,
        (
            Talks.declared("ministers"),
            Talks.declared("experts", status="scheduled", due="2013-04-01", place="Mariehamn"),
        ),
    ),
    Talks,
    TalksRecord,
    lambda record: TalksAdapter(_served(record).url),
    talks_have,
)
