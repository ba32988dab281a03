"""A retry with the same id writes nothing twice; what others have recorded meanwhile is told; time never runs back."""

from datetime import date, timedelta

import pytest
from journals import BAN, NOON, PACT, YES, Clock, actions, begun, verbs

from sim.model.errors import ConcurrentEntriesError, InvalidScenarioError, JournalError
from sim.records.journal import Add, Declare, Journal, Redact, Retract, writer
from sim.records.journal.store import Store, StoreConflictError
from sim.records.journal.texts import REDACTED

BRANCH = Declare({"branches": {"no-pact": {"title": "No pact", "without": ["#1"]}}})


@pytest.fixture
def journal(tmp_path):
    with begun(tmp_path, PACT) as journal:
        yield journal


def test_a_second_call_with_the_same_id_writes_nothing(journal):
    first = journal.append([Add(YES), Add(BAN)], entry_id="minutes-7")
    assert journal.append([Add(YES), Add(BAN)], entry_id="minutes-7") == first
    assert journal.version == 4


def test_it_writes_nothing_after_a_restart_and_after_others_have_recorded(tmp_path):
    with begun(tmp_path, PACT) as journal:
        first = journal.append([Add(YES)], entry_id="minutes-7")
        journal.append([Add(BAN)], entry_id="minutes-8")
    with Journal.open(str(tmp_path / "talks.db")) as journal:
        assert journal.append([Add(YES)], entry_id="minutes-7") == first


@pytest.mark.parametrize(
    "other",
    [
        [Add(BAN)],
        [Add({**YES, "date": "2013-03-02"}), Add(BAN)],
        [Add(YES)],
        [Add(YES), Add(BAN), Add(BAN)],
        [Retract(2)],
        [Declare({"summary": "Another."})],
    ],
)
def test_with_another_content_it_is_refused(journal, other):
    journal.append([Add(YES), Add(BAN)], entry_id="minutes-7")
    with pytest.raises(JournalError, match="the id 'minutes-7' is that of another entry, @3"):
        journal.append(other, entry_id="minutes-7")
    assert journal.version == 4


def test_lists_and_dates_may_come_back_in_another_form(journal):
    item = {**BAN, "issue": ("quota",), "date": date(2013, 4, 1)}
    first = journal.append([Add(item)], entry_id="ban")
    assert journal.append([Add(item)], entry_id="ban") == first
    assert first[0].action.item == {**BAN, "issue": ["quota"]}


def test_a_section_that_names_moves_by_number_may_be_declared_again_with_the_same_id(journal):
    first = journal.append([BRANCH], entry_id="what-if")
    journal.append([Add({**BAN, "date": "2013-01-01"}, after=0)])
    assert journal.append([BRANCH], entry_id="what-if") == first


def test_what_fell_is_given_again_too(journal):
    journal.append([Add(YES)])
    first = journal.append([Retract(2)], entry_id="mistake", let_fall=True)
    assert [entry.action for entry in first] == [Retract(2), Retract(3)]
    assert journal.append([Retract(2)], entry_id="mistake", let_fall=True) == first
    with pytest.raises(JournalError, match="is that of another entry"):
        journal.append([Retract(2)], entry_id="mistake")


def test_an_id_that_a_later_entry_of_a_batch_would_have_is_refused(journal):
    journal.append([Add(YES)], entry_id="minutes/2")
    with pytest.raises(JournalError, match="would have the id 'minutes/2', which is that of @3"):
        journal.append([Add(BAN), Add({**BAN, "threaten": "other"})], entry_id="minutes")
    assert journal.version == 3


def test_that_a_text_is_redacted_cannot_be_said_without_doing_it(journal):
    with pytest.raises(JournalError, match="an entry that says of a redaction is written by `redact`"):
        journal.append([Redact(1, ("/reason",))])


def test_nothing_is_recorded_of_nothing(journal):
    assert journal.append([]) == ()
    assert journal.version == 2


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\ud800"])
@pytest.mark.parametrize("what", ["by", "reason", "entry_id"])
def test_who_and_why_are_texts(journal, what, sign):
    with pytest.raises(JournalError, match=rf"has the sign U\+{ord(sign):04X}; leave it out"):
        journal.append([Add(YES)], **{what: f"Anna{sign}"})
    assert journal.version == 2


def test_a_batch_is_recorded_as_a_whole_or_not_at_all(journal):
    with pytest.raises(InvalidScenarioError):
        journal.append([Add(YES), Add({**YES, "date": "2013-03-05"}), Add(BAN)])
    assert journal.version == 2
    assert verbs(journal) == ["propose"]


def test_who_expects_another_version_is_told_who_wrote_what(journal):
    journal.append([Add(YES)], by="Ben")
    with pytest.raises(ConcurrentEntriesError, match=r"since entry @2 others have recorded @3 by Ben on 2013-06-02"):
        journal.append([Add(BAN)], expected_version=2)
    assert journal.append([Add(BAN)], expected_version=3)[0].number == 4


def test_of_many_others_the_first_are_named(journal):
    journal.append([Add({**BAN, "threaten": f"ban-{number}"}) for number in range(5)])
    with pytest.raises(ConcurrentEntriesError, match=r"ban-2 by aland; and 2 more; look"):
        journal.append([Add(YES)], expected_version=2)


def test_who_expects_entries_that_are_not_there_is_told(journal):
    with pytest.raises(ConcurrentEntriesError, match="the journal has 2 entries, not 7 as expected"):
        journal.append([Add(YES)], expected_version=7)


def test_times_never_run_back(tmp_path):
    clock = Clock()
    with begun(tmp_path, PACT, clock=clock) as journal:
        clock.time = NOON - timedelta(days=400)
        (entry,) = journal.append([Add(YES)])
        assert entry.recorded == NOON
        clock.time = NOON + timedelta(days=9)
        assert journal.append([Add(BAN)])[0].recorded == NOON + timedelta(days=9)


def test_times_never_run_back_for_another_writer(tmp_path):
    begun(tmp_path, PACT).close()
    with Journal.open(str(tmp_path / "talks.db"), clock=Clock(NOON - timedelta(days=400))) as journal:
        assert journal.append([Add(YES)])[0].recorded == NOON


def test_who_is_too_slow_too_often_gives_up(journal, monkeypatch):
    def conflict(*_):
        raise StoreConflictError

    monkeypatch.setattr(Store, "append", conflict)
    monkeypatch.setattr(writer, "_TRIES", 3)
    with pytest.raises(ConcurrentEntriesError, match="others were quicker 3 times; try again"):
        journal.append([Add(YES)])


def test_who_has_not_been_overtaken_writes_without_a_look_at_the_store(journal, monkeypatch):
    monkeypatch.setattr(Store, "entries", None)
    assert [entry.number for entry in journal.append([Add(YES)], expected_version=2)] == [3]
    assert [entry.number for entry in journal.append([Add(BAN)], entry_id="ban")] == [4]


def test_what_is_legal_only_after_the_entries_of_others_is_recorded(journal, tmp_path):
    with Journal.open(str(tmp_path / "talks.db"), clock=Clock(NOON + timedelta(days=9))) as other:
        other.append([Add(BAN)])
    lifted = {"withdraw": "ban", "by": "aland", "date": "2013-05-01"}
    assert [entry.number for entry in journal.append([Add(lifted)])] == [4]


def test_actions_may_come_one_after_the_other(journal):
    assert [entry.number for entry in journal.append(Add(item) for item in (YES, BAN))] == [3, 4]


def test_moves_are_not_declared(journal):
    with pytest.raises(JournalError, match="moves are not declared; record each with `Add`"):
        journal.append([Declare({"moves": [YES]})])


def test_an_id_with_another_behind_it_is_one_of_its_own(journal):
    first = journal.append([Add(YES)], entry_id="minutes")
    journal.append([Add(BAN)], entry_id="minutes/annex")
    assert journal.append([Add(YES)], entry_id="minutes") == first


def test_a_call_whose_text_was_redacted_since_is_given_again(journal):
    first = journal.append([Add({**YES, "quote": "So be it.", "note": "kept"})], entry_id="yes")
    journal.redact(first[0].number, ["/body/add/quote"])
    [again] = journal.append([Add({**YES, "quote": "So be it.", "note": "kept"})], entry_id="yes")
    assert (again.number, again.action.item["quote"]) == (3, REDACTED)
    with pytest.raises(JournalError, match="is that of another entry"):
        journal.append([Add({**YES, "quote": "So be it.", "note": "other"})], entry_id="yes")


def test_who_is_given_an_entry_may_change_it(journal):
    [entry] = journal.append([Add(dict(YES))])
    entry.action.item["accept"] = "other"
    assert journal.append([Add(BAN)])[0].number == 4
    assert verbs(journal) == ["propose", "accept", "threaten"]


def test_a_time_without_a_zone_is_in_utc(tmp_path):
    with Journal.begin(str(tmp_path / "talks.db"), clock=lambda: NOON.replace(tzinfo=None)) as journal:
        [entry, *_] = journal.append(actions(PACT))
        assert entry.recorded == NOON
