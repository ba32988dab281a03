"""One request to a service over HTTP and its answer; what goes wrong is told in one sentence."""

import shlex
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import urlsplit

from attrs import frozen

from sim.model.escaping import visible

REQUESTS: Final = "# The requests of a history that fails, for a shell:\n"
"""The first line of the requests that a failing test prints; a comment in a shell."""


class RefusedError(Exception):
    """The service refuses a move: the request and the answer in one sentence."""


class ServiceError(AssertionError):
    """The service does not answer as it must: the request, and what came or did not come, in one sentence."""


@frozen
class Sent:
    """A request as it is sent."""

    method: str
    url: str
    body: str | None
    headers: tuple[tuple[str, str], ...]

    @property
    def curl(self) -> str:
        """The command that sends it from a shell."""
        headers = [part for name, value in self.headers for part in ("-H", f"{name}: {value}")]
        data = [] if self.body is None else ["--data-raw", self.body]
        return shlex.join(["curl", "-i", "-X", self.method, self.url, *headers, *data])

    def __str__(self) -> str:
        return f"{self.method} {self.url}"


def exchange(sent: Sent, timeout: float) -> tuple[int, str, bytes]:
    """The code, the reason and the body that a service answers. Raises: ServiceError if it does not."""
    address = urlsplit(sent.url)
    connect = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = connect(address.hostname or "", address.port, timeout=timeout)
    try:
        target = sent.url[sent.url.index(address.netloc) + len(address.netloc) :] or "/"
        connection.request(sent.method, target, sent.body, dict(sent.headers))
        answer = connection.getresponse()
        return answer.status, answer.reason, answer.read()
    except TimeoutError:
        raise ServiceError(f"{sent} got no answer within {timeout:g} s") from None
    except ConnectionRefusedError:
        raise ServiceError(f"{sent} is refused a connection; is the service running?") from None
    except (OSError, HTTPException) as error:
        raise ServiceError(f"{sent} got no answer: {error!r}") from error
    finally:
        connection.close()


def in_short(answer: bytes) -> str:
    """The body of an answer in one line, cut off where it is long."""
    text = " ".join(visible(answer.decode("utf-8", "replace")).split())
    return f"{text[:_LONG]}…" if len(text) > _LONG else text or "no body"


_LONG: Final = 100
