"""A system under test over HTTP: an adapter made of a mapping from verbs to requests.

    SERVICE = Service(
        "http://127.0.0.1:8000",
        moves={
            Propose: Request("POST", "/offers", {"id": "{subject}", "author": "{by}"}, expects=201),
            Withdraw: Request("DELETE", "/offers/{subject}?by={by}", expects=204),
        },
        state=Request("GET", "/offers", read=lambda offers: {each["id"]: each["status"] for each in offers}),
        reset=Request("POST", "/reset"),
    )
    run(SERVICE, generator=MoveGenerator(START, verbs=(Propose, Withdraw), kinds=[Proposal]), refusal=RefusedError)

A history that fails is printed as a scenario file and as curl commands.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import field, frozen
from hypothesis.errors import InvalidArgument

from sim.model.errors import did_you_mean
from sim.model.move import Move
from sim.testing.adapter import Statuses
from sim.testing.arguments.checks import shown
from sim.testing.arguments.requests import (
    codes,
    faults_of_headers,
    faults_of_refusals,
    faults_of_request,
    faults_of_timeout,
    faults_of_url,
)
from sim.testing.aspects import ASPECTS
from sim.testing.exchange import REQUESTS, RefusedError, Sent, ServiceError, exchange, in_short
from sim.testing.plain import named
from sim.testing.templates import faults, field_names, fill, fill_path, takes_several, values_of

__all__ = ["HttpAdapter", "RefusedError", "Request", "Service", "ServiceError"]

Read = Callable[[Any], Any]


@frozen
class Request:
    """A request to a service, and what is to come of it.

    `body` is sent as JSON (None: nothing is). It `expects` these codes (none: any from 200 to 299), and `read` is given
    the JSON of the answer (None: that is what is told).

    In the path and in the texts of the body `{by}`, `{date}` and the other fields of the move stand for its values,
    `{subject}` for the first of its `{subjects}`, and `{day}` for the day in a request that tells it. A text of the
    body that is nothing but one field becomes the value itself: a list where there are several, null where there is
    none.

    Raises: InvalidArgument for what cannot be a request.
    """

    method: str
    path: str
    body: Any = None
    expects: tuple[int, ...] = field(default=(), converter=codes, kw_only=True)
    read: Read | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for fault in faults_of_request(self):
            raise InvalidArgument(fault)

    def is_answered_by(self, code: int) -> bool:
        """Whether a code is one of those that it expects: without any, whether it is one from 200 to 299."""
        return code in self.expects if self.expects else 200 <= code < 300


Moves = Mapping[type[Move], Request | Callable[[Move], Request | Iterable[Request]]]


@frozen
class Service:
    """A service, and how to drive it: the requests for moves and for what it tells, and the codes by which it refuses.

    Called, it gives a fresh adapter, which first sends `reset`. For a verb there may stand a function that gives the
    request or several for a move. `state`, `since`, `ends`, `answers` and `figures` are requests whose answer, as JSON
    and as their `read` makes of it, is what an adapter tells. `headers` are sent with every request, and printed with
    it. `timeout` is in seconds.

    Raises: InvalidArgument for a mapping that cannot be right.
    """

    url: str
    moves: Moves
    state: Request
    refusals: tuple[int, ...] = field(default=(400, 403, 404, 409, 422), converter=codes, kw_only=True)
    reset: Request | None = field(default=None, kw_only=True)
    today: Request | None = field(default=None, kw_only=True)
    since: Request | None = field(default=None, kw_only=True)
    ends: Request | None = field(default=None, kw_only=True)
    answers: Request | None = field(default=None, kw_only=True)
    figures: Request | None = field(default=None, kw_only=True)
    headers: Mapping[str, str] = field(factory=dict, kw_only=True)
    timeout: float = field(default=5, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for fault in self._faults():
            raise InvalidArgument(fault)

    def _faults(self) -> Iterator[str]:
        yield from faults_of_url(self.url)
        yield from faults_of_timeout(self.timeout)
        yield from faults_of_headers(self.headers)
        yield from faults_of_refusals(self.refusals)
        if not isinstance(self.moves, Mapping):
            yield f"moves is {shown(self.moves)}, no mapping; give one, such as {{Accept: Request(method, path)}}"
        for verb, request in self.moves.items():
            if not (isinstance(verb, type) and issubclass(verb, Move)):
                yield f"{verb!r} is no class of moves; the keys of `moves` are classes such as Propose"
            elif isinstance(request, Request):
                yield from faults(request, field_names(verb), f"the request for `{verb.verb}`")
                yield from self._both(request, f"the request for `{verb.verb}`")
            elif not callable(request):
                yield f"{request!r} is no request for `{verb.verb}`; give a Request, or a function of the move"
        for name in _TOLD:
            request = getattr(self, name)
            if isinstance(request, Request):
                known = ("day",) if name == "today" else ()
                yield from faults(request, known, f"the request `{name}`")
            elif request is not None or name == "state":
                yield f"{request!r} is no request `{name}`; give a Request(method, path)"

    def _both(self, request: Request, what: str) -> Iterator[str]:
        for code in sorted(set(request.expects).intersection(self.refusals)):
            yield f"{code} is expected in {what}, and is a refusal; take it out of one of the two"

    def supports(self, move: Move) -> bool:
        """Whether there is a request for such a move, and it is on one subject or the request takes several."""
        mapped = self.moves.get(type(move))
        if mapped is None:
            return False
        return len(move.subjects) == 1 or not isinstance(mapped, Request) or takes_several(mapped)

    def __call__(self) -> "HttpAdapter":
        """A fresh adapter; the service begins anew."""
        return HttpAdapter(self)

    def requests_for(self, move: Move) -> tuple[Request, ...]:
        """The requests for a move. Raises: InvalidArgument if there is none for its verb."""
        mapped = self.moves.get(type(move))
        if mapped is None:
            verbs = [verb.verb for verb in self.moves]
            raise InvalidArgument(
                f"there is no request for `{move.verb}`{did_you_mean(move.verb, verbs)}; or leave the verb out of the "
                "generator"
            )
        if not self.supports(move):
            raise InvalidArgument(
                f"the request for `{move.verb}` takes one subject, and this move is on {move.names}; write "
                "{subjects}, give a function of the move, or leave such moves out with `supports`"
            )
        requests = mapped if isinstance(mapped, Request) else mapped(move)
        return (requests,) if isinstance(requests, Request) else tuple(requests)

    def sent(self, request: Request, values: Mapping[str, Any]) -> Sent:
        """The request with these values in it."""
        body = None if request.body is None else json.dumps(fill(request.body, values))
        headers = dict(self.headers) | ({} if body is None else {"Content-Type": "application/json"})
        return Sent(
            request.method, self.url.rstrip("/") + fill_path(request.path, values), body, tuple(headers.items())
        )


_TOLD: Final = ("state", "reset", "today", *(aspect.method for aspect in ASPECTS))


class HttpAdapter:
    """An adapter that sends requests to a service, and remembers those that it has sent."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._lines: list[str] = []
        for name in ("today", *(aspect.method for aspect in ASPECTS)):
            if getattr(service, name) is not None:
                setattr(self, name, self._tells_day if name == "today" else self._teller(name))
        if service.reset is not None:
            self._send(service.reset, {})

    def supports(self, move: Move) -> bool:
        """Whether the service supports such a move."""
        return self._service.supports(move)

    def rehearsal(self) -> "HttpAdapter":
        """An adapter that remembers the requests of the moves that it is given, and sends none."""
        return Rehearsal(self._service)

    def apply(self, move: Move) -> None:
        """Send the requests for a move. Raises: RefusedError if one is refused; ServiceError for any other answer."""
        self._lines.append(f"# {named(move)}")
        values = values_of(move)
        for request in self._service.requests_for(move):
            self._send(request, values, self._service.refusals)

    def state(self) -> Statuses:
        """What the request for the state tells. Raises: ServiceError."""
        statuses: Statuses = self._told(self._service.state)
        return statuses

    def commands(self) -> str:
        """The requests that were sent, as curl commands, and the one for the state."""
        state = self._service.sent(self._service.state, {})
        return REQUESTS + "\n".join([*self._lines, "# the state", state.curl, ""])

    def _teller(self, name: str) -> Callable[[], Any]:
        return lambda: self._told(getattr(self._service, name))

    def _tells_day(self, day: date) -> None:
        request = self._service.today
        assert request is not None
        self._send(request, {"day": day.isoformat()})

    def _send(self, request: Request, values: Mapping[str, Any], refusals: tuple[int, ...] = ()) -> None:
        sent = self._service.sent(request, values)
        self._lines.append(sent.curl)
        self._answer(request, sent, refusals)

    def _told(self, request: Request) -> Any:
        sent = self._service.sent(request, {})
        answer = self._answer(request, sent)
        try:
            known = json.loads(answer)
        except ValueError:
            raise ServiceError(f"{sent} answers what is no JSON: {in_short(answer)}") from None
        try:
            return known if request.read is None else request.read(known)
        except Exception as error:
            raise ServiceError(f"{sent} answers what cannot be read ({error!r}): {in_short(answer)}") from error

    def _answer(self, request: Request, sent: Sent, refusals: tuple[int, ...] = ()) -> bytes:
        code, reason, answer = exchange(sent, self._service.timeout)
        if request.is_answered_by(code):
            return answer
        said = f"{sent} answers {code} {reason}: {in_short(answer)}"
        raise RefusedError(said) if code in refusals else ServiceError(said)


class Rehearsal(HttpAdapter):
    """An adapter that remembers requests and sends none; it tells nothing."""

    def state(self) -> Statuses:
        """Nothing."""
        return {}

    def _answer(self, request: Request, sent: Sent, refusals: tuple[int, ...] = ()) -> bytes:
        return b""
