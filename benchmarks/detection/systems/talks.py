"""Formats of talks over HTTP: who meets, the next round and the day on which it is due.

One record of talks after another can be opened: `POST /records`. What is done to it is posted with a key, so that a
client that got no answer may send it again.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any, Final

from benchmarks.detection.systems.frame import BOTH, Frame, RefusedError, check

RECESS: Final = ("idle", "adjourned", "scheduled")
OFF: Final = ("suspended", "broken-off")


@dataclass(frozen=True)
class Format:
    """Talks in one format: their status, since when, and the next round: whether it is agreed, when, where."""

    status: str = "idle"
    since: str | None = None
    is_agreed: bool = False
    due: str | None = None
    place: str | None = None


class TalksRecord:
    """The talks of one negotiation."""

    def __init__(self, frame: Frame, formats: dict[str, Format]) -> None:
        self.frame, self.formats = frame, dict(formats)
        self.answered: dict[str, dict[str, Any]] = {}

    def act(self, key: str, body: dict[str, Any]) -> dict[str, Any]:
        """What came of an act; the same again where it was done already. Raises: RefusedError."""
        if key not in self.answered:
            self.do(body)
            self.answered[key] = self.standing()
        return self.answered[key]

    def do(self, body: dict[str, Any]) -> None:
        """Do to each of the formats what is asked; all or nothing. Raises: RefusedError."""
        word, by, day, names = body["do"], body["by"], body["day"], body["formats"]
        self.check_may(word, by)
        act: Callable[[Format, str, dict[str, Any]], Format] = getattr(self, word.replace("-", "_"))
        after = dict(self.formats)
        for name in self.named(names):
            check(name in after, f"there are no talks {name}")
            after[name] = act(after[name], day, body)
        self.formats = after

    def named(self, names: Sequence[str]) -> Sequence[str]:
        """The formats that an act is on."""
        return names

    def standing(self) -> dict[str, Any]:
        """Each of the formats."""
        return {name: asdict(talks) for name, talks in self.formats.items()}

    def check_may(self, word: str, by: str) -> None:
        """Raises: RefusedError unless somebody may do that."""
        is_party, is_outsider = by in self.frame.parties, by in self.frame.third_parties
        if word == "suspend":
            check(is_party, "a party suspends")
        elif word == "break-off":
            check(is_party or by == BOTH, "a party breaks off, or both")
        else:
            check(by == BOTH or is_outsider, "it takes both, or a third party that brings them together")

    def convene(self, talks: Format, day: str, body: dict[str, Any]) -> Format:
        """They meet; what was agreed for the next round is done with."""
        check(talks.status in (*RECESS, *OFF), "they meet already")
        return Format("in-session", day)

    def agree_to_continue(self, talks: Format, day: str, body: dict[str, Any]) -> Format:
        """A next round is agreed, which keeps what is left open now; while they meet, they go on."""
        due, place = body.get("due"), body.get("place")
        check(due is None or due >= day, f"{due} is past")
        agreed = replace(talks, is_agreed=True, due=due or talks.due, place=place or talks.place)
        if talks.status in ("in-session", "scheduled"):
            return agreed
        return replace(agreed, status="scheduled", since=day)

    def adjourn(self, talks: Format, day: str, body: dict[str, Any]) -> Format:
        """The round ends."""
        check(talks.status == "in-session", "they do not meet")
        return replace(talks, status="scheduled" if talks.is_agreed else "adjourned", since=day)

    def suspend(self, talks: Format, day: str, body: dict[str, Any]) -> Format:
        """A party stops them; no next round is agreed any longer."""
        check(talks.status in ("in-session", "adjourned", "scheduled"), "there is nothing to suspend")
        return Format("suspended", day)

    def break_off(self, talks: Format, day: str, body: dict[str, Any]) -> Format:
        """They are over; no next round is agreed any longer."""
        check(talks.status in ("in-session", "adjourned", "scheduled", "suspended"), "there is nothing to break off")
        return Format("broken-off", day)


class TalksServer:
    """The records over HTTP, in a thread of its own.

    The answer to every third act of a record is lost on the way, as happens in a network.
    """

    loses = 3

    def __init__(self, make_record: Callable[[], TalksRecord]) -> None:
        self.make_record = make_record
        self.records: dict[str, TalksRecord] = {}
        self.acts: dict[str, int] = {}
        self.http = HTTPServer(("127.0.0.1", 0), _handler(self))
        Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"

    def close(self) -> None:
        """Stop serving."""
        self.http.shutdown()
        self.http.server_close()

    def open(self) -> dict[str, str]:
        """A new record."""
        number = str(len(self.acts) + 1)
        self.records[number], self.acts[number] = self.make_record(), 0
        return {"record": number}

    def drop(self, number: str) -> None:
        """Forget a record."""
        self.records.pop(number, None)

    def act(self, number: str, body: dict[str, Any]) -> dict[str, Any] | None:
        """What came of an act; None where the answer is lost. Raises: RefusedError."""
        self.acts[number] += 1
        is_lost = self.acts[number] % self.loses == 0
        try:
            answer = self.records[number].act(body["key"], body)
        except RefusedError:
            if is_lost:
                return None
            raise
        return None if is_lost else answer


def _handler(server: TalksServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer(200, server.records[self.number].standing())

        def do_DELETE(self) -> None:
            server.drop(self.number)
            self.answer(200, {})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
            if self.path == "/records":
                self.answer(201, server.open())
                return
            try:
                done = server.act(self.number, body)
            except RefusedError as error:
                self.answer(409, {"because": str(error)})
                return
            if done is not None:
                self.answer(200, done)

        @property
        def number(self) -> str:
            return self.path.split("/")[2]

        def answer(self, status: int, body: dict[str, Any]) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *arguments: object) -> None:
            """Keep quiet."""

    return Handler
