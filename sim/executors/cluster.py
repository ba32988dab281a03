"""Work done on a Dask cluster, with an error in plain words when it goes away."""

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager, suppress
from threading import Thread
from time import monotonic
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit
from warnings import catch_warnings, simplefilter

from sim.executors.work import Handout, Payload, checked_result, chunks, run_chunk
from sim.model.errors import ClusterUnavailableError, ExecutorError, MissingDependencyError, NegsimError
from sim.model.escaping import shown

Result = TypeVar("Result")

_CHUNKS_AHEAD: Final = 4
"""The chunks that a worker is given ahead."""
_TIMEOUT_SECONDS: Final = 3.0
"""The seconds within which a scheduler has to answer."""
_CHECK_SECONDS: Final = 1.0
"""The seconds without a result after which the cluster is checked."""
_GRACE_SECONDS: Final = 10.0
"""The seconds for which a cluster may have no worker; a lost one may be on its way back."""
_PORT: Final = 8786
"""The default port of a scheduler."""
_PLAIN_SCHEMES: Final = ("tcp", "tls", "ws", "wss")
"""The schemes of addresses that are a host and a port, which can be tried at once."""

_GIVEN_UP: Final = "the Dask cluster has given up"


def on_dask(
    payload: Payload[Result], count: int, address: str, *, reach: int | None = None
) -> Iterator[tuple[int, Result]]:
    """The pieces done on a Dask cluster; its scheduler gives the unfinished ones of a lost worker to another.

    None is begun that is *reach* pieces ahead of the first that is not done.

    Raises: MissingDependencyError without Dask; ClusterUnavailableError if no scheduler answers, or it has no workers;
    ExecutorError if the cluster goes away or gives up.
    """
    with _connected(address) as client:
        workers = _workers(client, address)
        with _ClusterMonitor(client, address).named_faults(), catch_warnings():
            simplefilter("ignore")
            sent = client.scatter(payload, broadcast=True)
        rest, futures = Handout(chunks(count, workers), reach), dict[Any, range]()

        def hand_out() -> None:
            """Give the cluster as many chunks more as keep it busy."""
            for chunk in rest.take(_CHUNKS_AHEAD * workers - len(futures), [*futures.values()]):
                futures[client.submit(run_chunk, sent, chunk, pure=False, retries=3)] = chunk

        monitor = _ClusterMonitor(client, address)
        with monitor.named_faults():
            hand_out()
        while futures:
            with monitor.named_faults():
                future, result = monitor.next_result(list(futures))
                chunk = futures.pop(future)
                hand_out()
            yield len(chunk), checked_result(result)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """A client of the scheduler at an address.

    Raises: MissingDependencyError, or ClusterUnavailableError if none answers.
    """
    kind = _client_class()
    try:
        with catch_warnings():
            simplefilter("ignore")
            _within_timeout(lambda: _check_connection(address))
            client = _within_timeout(lambda: kind(address, timeout=_TIMEOUT_SECONDS, set_as_default=False))
    except Exception as error:
        message = f"no Dask scheduler answers at {address}; give its address, such as tcp://127.0.0.1:8786"
        raise ClusterUnavailableError(message) from error
    try:
        yield client
    finally:
        with suppress(Exception):
            client.close(timeout=_CHECK_SECONDS)


def _client_class() -> Any:
    """The client class, without the complaint of one that is closed before it ever had an answer.

    Raises: MissingDependencyError.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - heavy, seldom wanted
    except ImportError:
        raise MissingDependencyError("--dask", "distributed", "cluster", "use --jobs on this machine") from None
    return type("Client", (Client,), {"__del__": lambda _: None})


def _within_timeout(call: Callable[[], Any]) -> Any:
    """The result of a call. Raises: whatever the call raises; TimeoutError if it takes long; it is left alone then."""
    outcome: Future[Any] = Future()

    def make() -> None:
        try:
            outcome.set_result(call())
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets it
            outcome.set_exception(error)

    Thread(target=make, daemon=True).start()
    return outcome.result(_TIMEOUT_SECONDS + _CHECK_SECONDS)


def _check_connection(address: str) -> None:
    """Check that an address which is a host and a port can be reached. Raises: OSError or ValueError if not."""
    parts = urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme in _PLAIN_SCHEMES:
        socket.create_connection((parts.hostname or "", parts.port or _PORT), timeout=_TIMEOUT_SECONDS).close()


def _workers(client: Any, address: str) -> int:
    """The number of workers. Raises: ClusterUnavailableError if there is none."""
    with suppress(Exception):
        client.wait_for_workers(1, timeout=_TIMEOUT_SECONDS)
        return len(client.nthreads())
    raise ClusterUnavailableError(
        f"the Dask cluster at {address} has no workers; start some, with `dask worker {address}`"
    )


class _ClusterMonitor:
    """Waits for results, and checks meanwhile that the cluster is still there."""

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._seen = monotonic()

    def next_result(self, futures: list[Any]) -> tuple[Any, Any]:
        """A future that is done, and its result. Raises: ExecutorError if the cluster goes away."""
        from distributed import wait  # noqa: PLC0415 - loaded already where there is a client

        self._seen = monotonic()
        with self._client.as_current():
            done = self._patiently(lambda: wait(futures, timeout=_CHECK_SECONDS, return_when="FIRST_COMPLETED")).done
        future = next(chunk for chunk in futures if chunk in done)
        return future, self._patiently(lambda: future.result(timeout=_CHECK_SECONDS))

    def _patiently(self, ask: Callable[[], Any]) -> Any:
        """The result of a call, repeated after a timeout as long as the cluster is there."""
        while True:
            try:
                return ask()
            except TimeoutError:
                self._check_workers()

    def _check_workers(self) -> None:
        """Check that the cluster has workers. Raises: ExecutorError if it has had none for some time."""
        if self._has_workers():
            self._seen = monotonic()
        elif monotonic() - self._seen > _GRACE_SECONDS:
            raise ExecutorError(f"{_GIVEN_UP}: nothing has been heard of its workers for {_GRACE_SECONDS:g} seconds")

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.sync(self._client.scheduler.ncores, callback_timeout=_TIMEOUT_SECONDS))
        except Exception:  # noqa: BLE001 - whatever comes of asking one that has gone
            return False

    @contextmanager
    def named_faults(self) -> Iterator[None]:
        """Turn whatever the library raises into an error of the cluster. Raises: ExecutorError."""
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
