import os

import pytest

from sim.model.errors import JournalError
from sim.records.journal.address import Address, is_journal, is_server, without_password

SERVER = "postgresql://anna:secret@host:5433/talks"


@pytest.mark.parametrize(
    ("text", "journal", "record"),
    [("talks.db", "talks.db", ""), ("talks.db#pact", "talks.db", "pact"), (f"{SERVER}#pact", SERVER, "pact")],
)
def test_a_record_follows_its_journal(text, journal, record):
    assert Address.parse(text) == Address(journal, record)


def test_an_address_can_be_printed_without_its_password():
    assert str(Address.parse(f"{SERVER}#pact")) == "postgresql://anna@host:5433/talks#pact"
    assert str(Address("talks.db")) == "talks.db"
    assert without_password("postgresql:///talks") == "postgresql:///talks"
    assert "secret" not in repr(Address.parse(f"{SERVER}#pact"))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://host/talks?user=anna&password=secret", "postgresql://host/talks?user=anna&password="),
        ("postgresql://anna@host/talks?password=secret&x=1#pact", "postgresql://anna@host/talks?password=&x=1#pact"),
        ("postgresql://host/talks?sslpassword=secret", "postgresql://host/talks?sslpassword="),
        ("postgresql://anna:sec@ret@host/talks", "postgresql://anna@host/talks"),
    ],
)
def test_a_password_is_left_out_wherever_it_stands(address, shown):
    assert without_password(address) == shown


def test_a_password_with_a_sign_of_records_is_not_told_either():
    with pytest.raises(JournalError) as refused:
        Address.parse("postgresql://anna:sec#ret@host/talks")
    assert str(refused.value).startswith(
        "postgresql://anna@host/talks: the name of the record, what is behind the #, is"
    )


def test_the_name_of_a_record_is_an_id():
    with pytest.raises(
        JournalError, match=r"postgresql://anna@host:5433/talks#no id: the name of the record, what is behind"
    ):
        Address.parse(f"{SERVER}#no id")


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_an_address_of_a_server_is_no_file(scheme):
    assert is_server(f"{scheme}://host/talks")
    assert is_journal(f"{scheme}://host/talks")
    assert not Address(f"{scheme}://host/talks").is_file
    assert not is_server("https://host/talks.db")


@pytest.mark.parametrize("name", ["talks.db", "talks.sqlite", "talks.SQLITE3", "talks.db#pact"])
def test_a_file_to_be_is_a_journal_by_its_ending(tmp_path, name):
    assert is_journal(str(tmp_path / name))
    assert not is_journal(str(tmp_path / "talks.yaml"))


def test_a_file_is_a_journal_by_its_first_bytes(tmp_path):
    odd, named = tmp_path / "odd#name.txt", tmp_path / "talks.db"
    odd.write_bytes(b"SQLite format 3\0 and so on")
    named.write_bytes(b"scenario: S")
    assert is_journal(str(odd))
    assert not is_journal(str(named))


@pytest.mark.parametrize("name", ["", "#", "\0", "a" * 10_000, "."])
def test_what_is_no_name_of_a_file_is_no_journal(name):
    assert not is_journal(name)


@pytest.mark.parametrize("text", ["", "#main"])
def test_an_address_names_a_journal(text):
    with pytest.raises(JournalError, match="names no journal; name one, such as talks"):
        Address.parse(text)


def test_nothing_is_taken_from_a_pipe_that_a_scenario_comes_through():
    reading, writing = os.pipe()
    os.write(writing, b"scenario: talks\n")
    os.close(writing)
    assert not is_journal(f"/dev/fd/{reading}")
    assert os.read(reading, 100) == b"scenario: talks\n"
    os.close(reading)
