"""A service over HTTP is driven by a mapping: here a tracker of offers behind a server of the standard library."""

import json
import shlex
import shutil
import socket
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qs, unquote, urlsplit

import hypothesis
import pytest
from hypothesis.errors import InvalidArgument
from testing.tracker import GENERATOR, RefusedError as TrackerRefusedError, Tracker, supports

import negsim_pytest
from sim import loads
from sim.moves import Accept, Extend, Oppose, Propose, Threaten, Withdraw
from sim.testing import FAILS, NegotiationSuite, laws
from sim.testing.exchange import REQUESTS, Sent
from sim.testing.generator import at_random
from sim.testing.http import RefusedError, Request, Service, ServiceError
from sim.testing.laws import LawBrokenError
from sim.testing.machine import DisagreementError, NegotiationMachine, run
from sim.testing.templates import values_of

DAY = "2013-03-01"
VERBS = {"propose": Propose, "accept": Accept, "oppose": Oppose, "withdraw": Withdraw}
BRIEF = hypothesis.settings(
    NegotiationMachine.TestCase.settings,
    database=None,
    derandomize=True,
    max_examples=15,
    stateful_step_count=8,
    suppress_health_check=tuple(hypothesis.HealthCheck),
)


class Handler(BaseHTTPRequestHandler):
    """Offers under their ids, answers below them; and pages on which something is wrong."""

    def do(self):
        address = urlsplit(self.path)
        parts = [unquote(part) for part in address.path.split("/")[1:]]
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else {}
        self.server.seen.append((self.command, self.path, body, dict(self.headers)))
        match self.command, parts:
            case "POST", ["reset"]:
                self.server.tracker = self.server.factory()
                self.answer(204)
            case "GET", ["offers"]:
                self.answer(200, [{"id": name, "is": status} for name, status in self.server.tracker.state().items()])
            case "GET", ["since"]:
                self.answer(200, {name: str(day) for name, day in self.server.tracker.since().items()})
            case "POST", ["offers"]:
                self.make(201, Propose(subject=body["id"], by=body["by"], issue=body["issue"], date=body["on"]))
            case "PUT", ["offers", name, "answers", by]:
                self.make(200, VERBS[body["verb"]](subject=name, by=by, date=body["on"]))
            case "DELETE", ["offers", name]:
                given = {key: values[0] for key, values in parse_qs(address.query).items()}
                self.make(204, Withdraw(subject=name, by=given["by"], date=given["on"]))
            case "GET", ["slow"]:
                time.sleep(1)
            case "GET", ["text"]:
                self.answer(200, "no", raw=b"<html>")
            case _:
                self.answer(500, {"error": "nobody is there"})

    do_GET = do_POST = do_PUT = do_DELETE = do  # noqa: N815 - the names that the library asks for

    def make(self, code, move):
        try:
            self.server.tracker.apply(move)
        except TrackerRefusedError as refused:
            self.answer(409, {"refused": str(refused)})
        else:
            self.answer(code, None if code == 204 else {"made": move.subject})

    def answer(self, code, document=None, raw=None):
        body = raw or (b"" if document is None else json.dumps(document).encode())
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing."""


@contextmanager
def serving(factory=Tracker):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.factory, server.tracker, server.seen = factory, factory(), []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}", seen=server.seen, server=server)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


ANSWER = Request("PUT", "/offers/{subject}/answers/{by}", {"verb": "{verb}", "on": "{date}"})
MOVES = {
    Propose: Request(
        "POST", "/offers", {"id": "{subject}", "by": "{by}", "issue": "{issue}", "on": "{date}"}, expects=201
    ),
    Accept: ANSWER,
    Oppose: ANSWER,
    Withdraw: Request("DELETE", "/offers/{subject}?by={by}&on={date}", expects=(200, 204)),
}
STATE = Request("GET", "/offers", read=lambda offers: {offer["id"]: offer["is"] for offer in offers})
RESET = Request("POST", "/reset")


def service_at(url, **further):
    return Service(url, **{"moves": MOVES, "state": STATE, "reset": RESET} | further)


@pytest.fixture
def served():
    with serving() as there:
        yield there


class OfOffers:
    generator = GENERATOR
    refusal = RefusedError
    settings = BRIEF

    def supports(self, move):
        return supports(move)


# DRIVEN


def test_a_service_without_mistakes_passes_the_suite(served):
    class Suite(OfOffers, NegotiationSuite):
        system = service_at(served.url, since=Request("GET", "/since"))

    suite = Suite()
    for name in ("it_agrees_with_the_model", "illegal_moves_are_refused", "the_model_says_the_same_of_since"):
        getattr(suite, f"test_{name}")()
    with pytest.raises(pytest.skip.Exception, match="the adapter has no `ends`"):
        suite.test_the_model_says_the_same_of_ends()


def test_a_service_is_held_to_the_laws(served):
    history = at_random(0, 12, GENERATOR)
    laws.check(history, service_at(served.url), refusal=RefusedError, supports=supports)


def test_fields_of_the_move_stand_in_the_path_and_in_the_body(served):
    adapter = service_at(served.url, headers={"X-Key": "secret"})()
    adapter.apply(Propose(subject="вода", by="both", issue="quota", date=DAY))
    adapter.apply(Accept(subject="вода", by="aland", date=DAY))
    (_, offered), (_, answered) = [(seen[1], seen[2]) for seen in served.seen[1:]]
    assert offered == {"id": "вода", "by": "both", "issue": ["quota"], "on": DAY}
    assert unquote(served.seen[2][1]) == "/offers/вода/answers/aland"
    assert answered == {"verb": "accept", "on": DAY}
    assert served.seen[1][3]["X-Key"] == "secret"
    assert adapter.state() == {"вода": "provisional"}


def test_a_template_keeps_the_form_of_what_stands_alone_and_makes_a_text_of_the_rest(served):
    body = {"ids": "{subjects}", "terms": ["{terms}", "{expires}"], "said": "{by}: {subjects}{expires}", "n": 3}
    service = service_at(served.url, moves={Propose: Request("POST", "/offers", body)})
    [request] = service.requests_for(
        move := Propose(subject="a", by="aland", issue="quota", date=DAY, terms={"x": "1"})
    )
    sent = service.sent(request, values_of(move))
    assert json.loads(sent.body) == {"ids": ["a"], "terms": [{"x": "1"}, None], "said": "aland: a", "n": 3}


def test_a_function_may_give_several_requests_for_a_move(served):
    def each(move):
        parties = ("aland", "bohus")
        answers = [Request("PUT", f"/offers/{{subject}}/answers/{by}", ANSWER.body) for by in parties]
        return answers if move.by == "both" else ANSWER

    adapter = service_at(served.url, moves={**MOVES, Accept: each})()
    adapter.apply(Propose(subject="a", by="both", issue="quota", date=DAY))
    adapter.apply(Accept(subject="a", by="both", date=DAY))
    assert adapter.state() == {"a": "accepted"}
    adapter.apply(Propose(subject="b", by="both", issue="quota", date=DAY))
    adapter.apply(Accept(subject="b", by="aland", date=DAY))
    assert adapter.state()["b"] == "provisional"


def test_the_day_is_told_where_there_is_a_request_for_it(served):
    adapter = service_at(served.url, today=Request("POST", "/reset", {"today": "{day}"}))()
    adapter.today(Propose(subject="a", by="both", issue="quota", date=DAY).date.best)
    assert served.seen[-1][2] == {"today": DAY}
    assert not hasattr(service_at(served.url)(), "today")


def test_a_service_without_a_reset_is_asked_for_nothing_at_first(served):
    service_at(served.url, reset=None)()
    assert served.seen == []


# WHAT GOES WRONG


def failure(service):
    class Machine(NegotiationMachine):
        adapter_factory = service
        generator = GENERATOR

        def supports(self, move):
            return supports(move)

    Machine.TestCase.settings = hypothesis.settings(BRIEF, max_examples=100)
    with pytest.raises(DisagreementError) as raised:
        Machine.TestCase("runTest").runTest()
    return raised.value


def complaint(error, action, *given):
    with pytest.raises(error) as raised:
        action(*given)
    return str(raised.value)


def test_a_refusal_says_what_was_asked_and_answered(served):
    adapter = service_at(served.url)()
    said = complaint(RefusedError, adapter.apply, Accept(subject="a", by="aland", date=DAY))
    assert said == f'PUT {served.url}/offers/a/answers/aland answers 409 Conflict: {{"refused": "a"}}'


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (Request("GET", "/nowhere"), 'answers 500 Internal Server Error: {"error": "nobody is there"}'),
        (Request("GET", "/slow"), "got no answer within 0.2 s"),
        (Request("GET", "/text"), "answers what is no JSON: <html>"),
        (Request("GET", "/offers", read=lambda answer: answer["id"]), "answers what cannot be read (TypeError("),
        (Request("GET", "/offers", expects=201), "answers 200 OK: []"),
    ],
)
def test_a_service_that_does_not_answer_as_it_must_is_told_in_a_sentence(served, state, said):
    adapter = service_at(served.url, state=state, timeout=0.2)()
    assert said in complaint(ServiceError, adapter.state)


def test_what_refuses_a_move_does_not_refuse_the_state(served):
    adapter = service_at(served.url, state=Request("POST", "/offers", {"id": "a", "by": "?", "issue": [], "on": DAY}))()
    assert "answers 409 Conflict" in complaint(ServiceError, adapter.state)


def test_a_service_that_is_not_there_is_told_in_a_sentence():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    assert (
        complaint(ServiceError, service_at(url)) == f"POST {url}/reset is refused a connection; is the service running?"
    )
    assert "got no answer: gaierror" in complaint(ServiceError, service_at("http://nobody.invalid"))
    secure = url.replace("http", "https")
    assert complaint(ServiceError, service_at(secure)).startswith(f"POST {secure}/reset is refused a connection")


def test_an_error_of_the_service_is_a_disagreement_and_no_refusal(served):
    error = failure(service_at(served.url, moves={**MOVES, Oppose: Request("PUT", "/broken")}))
    assert "it is legal, but the system raises ServiceError('PUT http://127" in str(error)


def test_a_state_that_is_not_told_is_a_disagreement(served):
    broken = service_at(served.url, state=Request("GET", "/nowhere"))
    with pytest.raises(DisagreementError) as raised:
        run(broken, generator=GENERATOR, settings=BRIEF)
    assert str(raised.value).startswith("before any move: the system does not tell its state, but raises ServiceError(")


# PRINTED


class OneYesIsEnough(Tracker):
    def carry_out(self, move, name, parties):
        super().carry_out(move, name, ("aland", "bohus") if isinstance(move, Accept) else parties)


def test_a_history_that_fails_is_printed_as_a_file_and_as_commands():
    with serving(OneYesIsEnough) as there:
        error = failure(service_at(there.url))
    [file] = (note for note in error.__notes__ if note.startswith(FAILS))
    [commands] = (note for note in error.__notes__ if note.startswith(REQUESTS))
    made = [f"# {move.verb} {move.subject} by {move.by} on {move.date}" for move in loads(file).history.moves]
    assert [line for line in commands.splitlines() if line.startswith("# ")][1:] == [*made, "# the state"]
    assert shlex.split(commands.splitlines()[1]) == ["curl", "-i", "-X", "POST", f"{there.url}/reset"]


class Reopens(Tracker):
    def carry_out(self, move, name, parties):
        if isinstance(move, Propose):
            self.withdrawn.clear()
        super().carry_out(move, name, parties)


def test_a_history_that_breaks_a_law_is_printed_as_commands_that_were_not_sent():
    with serving(Reopens) as there:

        class Suite(OfOffers, NegotiationSuite):
            settings = hypothesis.settings(BRIEF, max_examples=60)

            def system(self):
                return service_at(there.url)()

        with pytest.raises(LawBrokenError, match="law 9, ended is ended") as raised:
            Suite().test_ended_is_ended()
    [commands] = (note for note in raised.value.__notes__ if note.startswith(REQUESTS))
    assert "\ncurl -i -X DELETE 'http" in commands
    assert commands.endswith(f"\n# the state\ncurl -i -X GET {there.url}/offers")


@pytest.mark.skipif(shutil.which("curl") is None or shutil.which("sh") is None, reason="it runs curl in a shell")
def test_the_commands_lead_where_the_history_did_when_they_are_run():
    with serving(OneYesIsEnough) as there:
        [commands] = (note for note in failure(service_at(there.url)).__notes__ if note.startswith(REQUESTS))
        done = subprocess.run(["sh", "-c", commands], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.endswith('"is": "accepted"}]')


def test_a_command_is_quoted_for_a_shell():
    sent = Sent("POST", "http://x/?a=1&b=2", '{"note": "it\'s"}', (("Content-Type", "application/json"),))
    assert shlex.split(sent.curl) == [
        *("curl", "-i", "-X", "POST", "http://x/?a=1&b=2", "-H", "Content-Type: application/json"),
        *("--data-raw", '{"note": "it\'s"}'),
    ]


def test_pytest_shows_the_commands_in_a_section_of_their_own():
    error = AssertionError()
    error.__notes__ = ["other", REQUESTS + "curl x\n"]
    shown = [list(negsim_pytest._notes_taken_from(error, first)) for _, first in negsim_pytest._first_lines()]
    assert shown == [[], [REQUESTS + "curl x\n"]]
    assert error.__notes__ == ["other"]


# WRONG MAPPINGS


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"url": "127.0.0.1:8000"}, "'127.0.0.1:8000' is no address of a service; write it as http://HOST:PORT"),
        (
            {"refusals": 500},
            "500 refuses nothing; a refusal is a code from 400 to 499, and 5xx is an error of the service",
        ),
        (
            {"moves": {"propose": STATE}},
            "'propose' is no class of moves; the keys of `moves` are classes such as Propose",
        ),
        (
            {"moves": {Accept: "/offers"}},
            "'/offers' is no request for `accept`; give a Request, or a function of the move",
        ),
        (
            {"moves": {Accept: Request("PUT", "/offers/{subjct}")}},
            "the request for `accept` has {subjct} in '/offers/{subjct}', but there is no such field; did you",
        ),
        (
            {"moves": {Accept: Request("PUT", "/x", {"a": ["{terms}"]})}},
            "the request for `accept` has {terms} in '{terms}', but there is no such field",
        ),
        ({"moves": {Accept: Request("PUT", "x")}}, "the request for `accept` has the path 'x'; a path begins with /"),
        (
            {"moves": {Accept: Request("PUT", "/x", expects=(200, 409))}},
            "409 is expected in the request for `accept`, and is a refusal; take it out of one of the two",
        ),
        ({"refusals": "409"}, "'409' is no code; give a number from 400 to 499, or several"),
        ({"timeout": 0}, "timeout is 0; give a number of seconds above 0"),
        ({"timeout": "5"}, "timeout is '5'; give a number of seconds above 0"),
        ({"headers": ["a"]}, "headers are ['a']; give a mapping from names to texts"),
        ({"reset": "/reset"}, "'/reset' is no request `reset`; give a Request(method, path)"),
        ({"state": Request("GET", "/{day}")}, "the request `state` has {day} in '/{day}', but there is no such field"),
    ],
)
def test_a_wrong_mapping_is_refused_with_the_way_out(wrong, said):
    assert complaint(InvalidArgument, lambda: service_at(**{"url": "http://x", **wrong})).startswith(said)


def test_a_move_without_a_request_is_not_supported_and_says_so():
    service = service_at("http://x")
    threat = Threaten(subject="a", by="aland", issue="quota", date=DAY)
    assert not service.supports(threat)
    assert complaint(InvalidArgument, service.requests_for, threat).startswith("there is no request for `threaten`; ")


def test_a_request_for_one_subject_is_not_made_for_several():
    service, both = service_at("http://x"), Accept(subject=("a", "b"), by="aland", date=DAY)
    assert not service.supports(both)
    assert "takes one subject, and this move is on a, b; write {subjects}" in complaint(
        InvalidArgument, service.requests_for, both
    )
    several = service_at("http://x", moves={Accept: Request("PUT", "/yes/{subjects}"), Extend: lambda move: STATE})
    assert several.supports(both)
    assert several.sent(several.requests_for(both)[0], values_of(both)).url == "http://x/yes/a%2Cb"
