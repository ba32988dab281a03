"""Checks of requests to a service, and of the values that a service is made with."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit

from sim.testing.arguments.checks import shown


class Fields(Protocol):
    """What has the fields of a request."""

    @property
    def method(self) -> str: ...  # noqa: D102 - the name says it
    @property
    def path(self) -> str: ...  # noqa: D102 - the name says it
    @property
    def expects(self) -> tuple[int, ...]: ...  # noqa: D102 - the name says it
    @property
    def read(self) -> Any: ...  # noqa: D102 - the name says it


def codes(value: int | Iterable[int]) -> tuple[int, ...]:
    """One code or several as a tuple; what is neither is kept, to be refused."""
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, str) else (value,)


def _is_code(code: object) -> bool:
    return isinstance(code, int) and not isinstance(code, bool)


def faults_of_request(request: Fields) -> Iterator[str]:
    """The faults of a request by itself."""
    if not isinstance(request.method, str) or not request.method:
        yield f"method is {shown(request.method)}, no method of HTTP; give its name, such as 'GET'"
    if not isinstance(request.path, str):
        yield f"path is {shown(request.path)}, no path; give a text, such as '/offers/{{subject}}'"
    for code in request.expects:
        if not _is_code(code) or not 100 <= code < 600:
            yield f"expects has {shown(code)}, no code; give a number from 100 to 599, such as 201, or several"
    if request.read is not None and not callable(request.read):
        yield f"read is {shown(request.read)}, no function; give one that makes of the JSON of an answer what it tells"


def faults_of_url(url: object) -> Iterator[str]:
    """The fault of the address of a service, if it is none."""
    address = urlsplit(url) if isinstance(url, str) else None
    if address is None or address.scheme not in ("http", "https") or not address.hostname:
        yield f"{url!r} is no address of a service; write it as http://HOST:PORT"


def faults_of_timeout(timeout: object) -> Iterator[str]:
    """The fault of a timeout, if it has one."""
    if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not timeout > 0:
        yield f"timeout is {timeout!r}; give a number of seconds above 0"


def faults_of_headers(headers: object) -> Iterator[str]:
    """The fault of headers, if they have one."""
    if not isinstance(headers, Mapping):
        yield f"headers are {headers!r}; give a mapping from names to texts"


def faults_of_refusals(refusals: Iterable[int]) -> Iterator[str]:
    """The faults of codes by which a service refuses."""
    for code in refusals:
        if not _is_code(code):
            yield f"{code!r} is no code; give a number from 400 to 499, or several"
        elif not 400 <= code < 500:
            yield f"{code} refuses nothing; a refusal is a code from 400 to 499, and 5xx is an error of the service"
