"""Journals for tests of what may go wrong: a file of SQLite, and a database on a real server of PostgreSQL."""

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of a journal that is not there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "talks.db")
    return request.getfixturevalue("postgresql").new_database()
