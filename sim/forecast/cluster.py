"""The runs done on a Dask cluster, and what becomes of them when it goes away."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from itertools import islice
from threading import Thread
from time import monotonic
from typing import Any, Final
from urllib.parse import urlsplit
from warnings import catch_warnings, simplefilter

from sim.forecast.jobs import Done, Payload, batch_of, counted_in, pieces
from sim.forecast.policy import shown
from sim.model.errors import ClusterUnavailableError, ExecutorError, MissingDependencyError, NegsimError

_IN_HAND: Final = 4
"""How many pieces a worker is given ahead."""
_SECONDS: Final = 3.0
"""How long a scheduler has to answer."""
_LOOK: Final = 1.0
"""After how many seconds without a result one looks whether the cluster is still there."""
_PATIENCE: Final = 10.0
"""For how many seconds a cluster may have no worker; a lost one may be on its way back."""
_PORT: Final = 8786
"""Where a scheduler listens if its address does not say."""
_PLAIN: Final = ("tcp", "tls", "ws", "wss")
"""Addresses that are a host and a port, so that one can see at once whether anybody is there."""

_GIVEN_UP: Final = "the Dask cluster has given up"


def on_dask(payload: Payload, runs: int, address: str) -> Iterator[Done]:
    """The runs done on a Dask cluster; its scheduler gives what a lost worker has not finished to another.

    Raises: MissingDependencyError without Dask; ClusterUnavailableError if no scheduler answers, or it has no workers;
    ExecutorError if the cluster goes away or gives up.
    """
    with _connected(address) as client:
        workers = _workers(client, address)
        with _Watch(client, address).named_faults(), catch_warnings():
            simplefilter("ignore")
            sent = client.scatter(payload, broadcast=True)
        rest, futures = pieces(runs, workers), dict[Any, range]()

        def hand_out(count: int) -> None:
            """Give the cluster so many pieces more."""
            for each in islice(rest, count):
                futures[client.submit(counted_in, sent, each, pure=False, retries=3)] = each

        watch = _Watch(client, address)
        with watch.named_faults():
            hand_out(_IN_HAND * workers)
        while futures:
            with watch.named_faults():
                future, found = watch.next_result(list(futures))
                hand_out(1)
            yield len(futures.pop(future)), batch_of(found)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """A client of the scheduler at an address.

    Raises: MissingDependencyError, or ClusterUnavailableError if none answers.
    """
    kind = _client_class()
    try:
        with catch_warnings():
            simplefilter("ignore")
            _soon(lambda: _knock(address))
            client = _soon(lambda: kind(address, timeout=_SECONDS, set_as_default=False))
    except Exception as error:
        words = f"no Dask scheduler answers at {address}; give its address, such as tcp://127.0.0.1:8786"
        raise ClusterUnavailableError(words) from error
    try:
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=_LOOK)


def _client_class() -> Any:
    """A client that makes no ado when it is let go without ever having had an answer.

    Raises: MissingDependencyError.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - heavy, seldom wanted
    except ImportError:
        raise MissingDependencyError("--dask", "distributed", "cluster", "use --jobs on this machine") from None
    return type("Client", (Client,), {"__del__": lambda _: None})


def _soon(call: Callable[[], Any]) -> Any:
    """What a call gives. Raises: what the call raises; TimeoutError if it takes long, and is left alone."""
    outcome: Future[Any] = Future()

    def make() -> None:
        try:
            outcome.set_result(call())
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets it
            outcome.set_exception(error)

    Thread(target=make, daemon=True).start()
    return outcome.result(_SECONDS + _LOOK)


def _knock(address: str) -> None:
    """See whether anybody is at an address that is a host and a port. Raises: OSError or ValueError if not."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme in _PLAIN:
        socket.create_connection((parts.hostname or "", parts.port or _PORT), timeout=_SECONDS).close()


def _workers(client: Any, address: str) -> int:
    """How many workers there are. Raises: ClusterUnavailableError if there is none."""
    with suppress(Exception):
        client.wait_for_workers(1, timeout=_SECONDS)
        return len(client.nthreads())
    raise ClusterUnavailableError(
        f"the Dask cluster at {address} has no workers; start some, with `dask worker {address}`"
    )


class _Watch:
    """Waits for results, and meanwhile sees to it that the cluster is still there."""

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._seen = monotonic()

    def next_result(self, futures: list[Any]) -> tuple[Any, Any]:
        """One of several futures that is done, and its result. Raises: ExecutorError if the cluster goes away."""
        from distributed import wait  # noqa: PLC0415 - loaded already where there is a client

        self._seen = monotonic()
        with self._client.as_current():
            done = self._patiently(lambda: wait(futures, timeout=_LOOK, return_when="FIRST_COMPLETED")).done
        future = next(each for each in futures if each in done)
        return future, self._patiently(lambda: future.result(timeout=_LOOK))

    def _patiently(self, ask: Callable[[], Any]) -> Any:
        """What one gets in the end, if one asks again as long as the cluster is there."""
        while True:
            try:
                return ask()
            except TimeoutError:
                self._look()

    def _look(self) -> None:
        """See to it that the cluster has workers. Raises: ExecutorError if it has had none for some time."""
        if self._has_workers():
            self._seen = monotonic()
        elif monotonic() - self._seen > _PATIENCE:
            raise ExecutorError(f"{_GIVEN_UP}: nothing has been heard of its workers for {_PATIENCE:g} seconds")

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.sync(self._client.scheduler.ncores, callback_timeout=_SECONDS))
        except Exception:  # noqa: BLE001 - whatever comes of asking one that has gone
            return False

    @contextmanager
    def named_faults(self) -> Iterator[None]:
        """Whatever the library raises, as a fault of the cluster. Raises: ExecutorError."""
        try:
            yield
        except NegsimError:
            raise
        except Exception as error:
            raise ExecutorError(f"{_GIVEN_UP}: {self._reason(error)}") from error

    def _reason(self, error: BaseException) -> str:
        if self._client.status != "running" or isinstance(error, OSError):
            return f"its scheduler at {self._address} has gone away"
        if isinstance(error, CancelledError):
            return "its workers have gone away, and what they had with them"
        return f"{type(error).__name__}: {shown(error)}; see the log of its scheduler"
