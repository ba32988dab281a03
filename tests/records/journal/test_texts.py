import json

import pytest
from hypothesis import given, settings
from journals import NOON, PACT, SECTIONS

from sim.records.journal import Add, Declare, Entry, actions_of
from sim.records.journal.bodies import plain
from sim.records.journal.sealing import opened, seal
from sim.records.journal.texts import REDACTED, SaltedText, opened_texts, paths_of_texts
from sim.scenario.write import move_as_mapping
from sim.testing.files import records
from sim.testing.strategies import any_moves


def entry(action, entry_id="e1", reason="because"):
    return Entry(1, entry_id, NOON, "Anna", reason, action, "0" * 64, "")


def sealed(action, **parts):
    return seal("main", entry(action, **parts))


@settings(max_examples=settings.default.max_examples // 2)
@given(records())
def test_what_is_sealed_opens_to_what_it_was(record):
    for action in actions_of(record):
        assert opened(sealed(action)).action == plain(action)


@given(any_moves())
def test_a_move_of_any_fields_opens_to_what_it_was(move):
    action = Add(move_as_mapping(move), after=4)
    assert opened(sealed(action)).action == plain(action)


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ({**PACT, "terms": "a tenth less"}, "/body/add/terms"),
        ({**PACT, "terms": {"quota": "10 t"}}, "/body/add/terms/quota"),
        ({**PACT, "if": "the fleet stays home"}, "/body/add/if"),
        ({**PACT, "quote": "no"}, "/body/add/quote"),
    ],
)
def test_the_words_of_a_move_are_sealed_apart(item, path):
    stored = sealed(Add(item))
    assert path in stored.paths
    assert not any(str(word) in stored.sealed for word in ("a tenth less", "10 t", "the fleet stays home"))


def test_ids_dates_choices_and_conditions_are_no_texts():
    item = {"threaten": "ban", "by": "aland", "date": "2013", "if": {"pact": "agreed"}, "channel": "private"}
    assert sealed(Add(item)).paths == ("/by", "/reason")


def test_the_texts_of_declarations_are_sealed_apart():
    paths = sealed(Declare(SECTIONS)).paths
    assert {"/body/declare/scenario", "/body/declare/parties/aland", "/body/declare/sources/gazette/title"} <= {*paths}
    assert "/body/declare/sources/gazette/published" not in paths


def test_of_branches_only_words_are_sealed():
    moves = [{"threaten": "ban", "by": "aland", "date": "2013", "if": {"pact": "agreed"}, "note": "n"}]
    stored = sealed(Declare({"branches": {"a/b~c": {"title": "T", "from": "@2", "moves": moves}}}))
    branch = "/body/declare/branches/a~1b~0c"
    assert stored.paths == ("/by", "/reason", f"{branch}/title", f"{branch}/moves/0/note")


@pytest.mark.parametrize(
    "action",
    [
        Add({**PACT, "issue": ["sha256:quota"], "kind": "sha256:"}),
        Declare({"branches": {"b": {"from": "sha256:x"}}, "expect": [{"as of": "sha256:y"}]}),
        Declare({"parties": {"aland": "sha256:z"}, "talks": {"t": {"title": "sha256:", "status": "sha256:"}}}),
    ],
)
def test_what_looks_like_a_digest_opens_to_itself(action):
    stored = sealed(action, entry_id="sha256:id", reason="sha256:reason")
    whole = opened(stored)
    assert (whole.action, whole.id, whole.reason) == (action, "sha256:id", "sha256:reason")
    assert len(stored.paths) == len(stored.texts)


def test_in_place_of_a_removed_text_it_says_so():
    stored = sealed(Add({**PACT, "quote": "no", "note": "on the radio"})).without(("/body/add/quote",))
    assert opened(stored).action == Add({**PACT, "quote": REDACTED, "note": "on the radio"})


@pytest.mark.parametrize(("texts", "which"), [((), "fewer"), ((SaltedText("s", "a"),) * 9, "more")])
def test_there_are_as_many_texts_as_digests(texts, which):
    with pytest.raises(ValueError, match=f"there are {which} texts than digests"):
        opened_texts(json.loads(sealed(Add(PACT)).sealed), texts)


def test_each_text_has_the_digest_in_its_place():
    stored = sealed(Add({**PACT, "quote": "no"}))
    digests = [digest for _, digest in paths_of_texts(json.loads(stored.sealed))]
    assert all(text.has_digest(digest) for text, digest in zip(stored.texts, digests, strict=True))
    assert not SaltedText("salt", "yes").has_digest(digests[-1])
    assert SaltedText(None, None).has_digest(digests[-1])


def test_the_same_text_has_another_digest_each_time():
    assert sealed(Add(PACT)).sealed != sealed(Add(PACT)).sealed
