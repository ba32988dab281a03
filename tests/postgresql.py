"""A server of PostgreSQL for tests: Debian's, on loopback, in a folder of its own; it never runs as root."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from attrs import frozen

MISSING = "PostgreSQL is not here; apt-get install postgresql brings it"
USER = "postgres"


def installed():
    """The folder of the programs of the newest version; None if there is none."""
    there = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    debian = max(there, key=lambda path: int(path.parts[-3]), default=None)
    on_path = shutil.which("initdb")
    initdb = debian or (Path(on_path) if on_path else None)
    return initdb.parent if initdb else None


@frozen
class Server:
    """A server, with its programs, the folder of all its files, its port, and its settings."""

    programs: Path
    folder: Path
    port: int
    settings: tuple[str, ...]

    @property
    def data(self):
        """The folder of its database files."""
        return self.folder / "data"

    def address(self, database="postgres"):
        """The address of a database."""
        return f"postgresql://negsim@127.0.0.1:{self.port}/{database}"

    def new_database(self):
        """The address of a further database, which is empty."""
        with psycopg.connect(self.address(), autocommit=True) as connection:
            (count,) = connection.execute("SELECT count(*) FROM pg_database").fetchone()
            connection.execute(f"CREATE DATABASE journal_{count}")
        return self.address(f"journal_{count}")

    def start(self):
        """Start it, and wait until it answers."""
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder} " + " ".join(f"-c {each}" for each in self.settings)
        self._run("pg_ctl", "start", "-w", "-D", self.data, "-l", self.folder / "log", "-o", options)

    def stop(self, mode="fast"):
        """Stop it; `immediate` stops it as a power cut does."""
        self._run("pg_ctl", "stop", "-w", "-m", mode, "-D", self.data)

    def make(self):
        """Make its database files."""
        self._run("initdb", "-D", self.data, "-A", "trust", "-U", "negsim", "-E", "UTF8", "--locale=C", "--no-sync")

    def _run(self, program, *arguments):
        as_user = {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}
        command = [str(self.programs / program), *map(str, arguments)]
        output = self.folder / "output"  # a pipe would stay open as long as the server runs
        with output.open("wb") as file:
            done = subprocess.run(command, cwd=self.folder, stdout=file, stderr=file, check=False, **as_user)
        assert done.returncode == 0, output.read_text()


@contextmanager
def running(programs: Path, settings=()) -> Iterator[Server]:
    """A server for as long as it is needed."""
    folder = Path(tempfile.mkdtemp(prefix="negsim-postgresql-"))
    server = Server(programs, folder, _free_port(), tuple(settings))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
        server.make()
        server.start()
        yield server
        server.stop("immediate")
    finally:
        shutil.rmtree(folder)


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
