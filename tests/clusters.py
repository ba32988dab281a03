"""Dask clusters for tests: a scheduler and workers of their own, on loopback."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from distributed import Client

TESTS = str(Path(__file__).parent)


@contextmanager
def cluster_in(folder):
    """A scheduler with two workers: its address, and the processes of all three."""
    place = folder / "scheduler.json"
    started = [_started("scheduler", "--host", "tcp://127.0.0.1", "--port", "0", "--scheduler-file", place)]
    try:
        wait_for(place.exists)
        options = ("--scheduler-file", place, "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny")
        started += [_started("worker", *options, "--local-directory", folder / f"{number}") for number in range(2)]
        with Client(scheduler_file=str(place), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            yield client.scheduler.address, started
    finally:
        for process in started:
            process.kill()
            process.wait()


@contextmanager
def idle_scheduler_in(folder):
    """The address of a scheduler that has no workers."""
    place = folder / "scheduler.json"
    process = _started("scheduler", "--host", "tcp://127.0.0.1", "--port", "0", "--scheduler-file", place)
    try:
        wait_for(lambda: place.exists() and place.read_text("utf-8").endswith("}"))
        yield json.loads(place.read_text("utf-8"))["address"]
    finally:
        process.kill()
        process.wait()


def _started(role, *options):
    command = [sys.executable, "-m", "dask", role, "--no-dashboard", *map(str, options)]
    path = os.pathsep.join((TESTS, os.environ.get("PYTHONPATH", "")))
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": path}
    )


def wait_for(condition):
    """Wait until something holds."""
    end = monotonic() + 60
    while not condition():
        assert monotonic() < end
        sleep(0.05)
