import pytest
from codings import ANNA, compared

from sim.model.errors import InvalidComparisonError
from sim.model.setting import Setting, Source
from sim.records.comparison.names import ACTOR, ISSUE, SOURCE, NameMatch, matched, matched_setting, unused

FILES = ("a.yaml", "b.yaml")
PARTIES = {"aland": "Aland", "bohus": "Bohus"}


def names_of(first, second, **same):
    return matched_setting(first, second, same, FILES).names


def test_names_with_one_title_are_one():
    assert matched({"al": "Aland"}, {"x": "  ALAND "}, {}) == {"x": "al"}


def test_names_with_other_titles_are_one_if_they_are_one_id():
    assert matched({"al": "Aland"}, {"al": "The islands"}, {}) == {"al": "al"}


def test_titles_decide_before_ids():
    assert matched({"one": "Aland", "two": "Bohus"}, {"two": "Aland", "one": "Bohus"}, {}) == {
        "two": "one",
        "one": "two",
    }


def test_a_title_that_two_have_says_nothing():
    assert matched({"a": "Talks", "b": "Talks"}, {"c": "Talks"}, {}) == {}


def test_what_the_call_says_decides_before_titles():
    assert matched({"one": "Aland", "two": "Bohus"}, {"x": "Aland", "y": "Bohus"}, {"one": "y"}) == {"y": "one"}


def test_names_of_the_second_alone_stay_unless_the_first_has_them_for_something_else():
    first = Setting(PARTIES, {"quota": "Herring", "ports": "Ports"})
    second = Setting(PARTIES, {"herring": "Herring", "fish": "Fish", "cod": "Cod"}, {"court": "The court"})
    names = names_of(first, second)
    assert names[ISSUE] == {"herring": "quota", "fish": "fish", "cod": "cod"}
    assert names[ACTOR] == {"aland": "aland", "bohus": "bohus", "court": "court"}
    second = Setting(PARTIES, {"ports": "Herring", "quota": "Cod"})
    assert names_of(Setting(PARTIES, {"quota": "Herring"}), second)[ISSUE] == {"ports": "quota", "quota": "quota-2"}


def test_sources_are_matched_by_their_titles():
    first = Setting(PARTIES, sources={"gazette": Source("Strait Gazette")})
    second = Setting(PARTIES, sources={"sg": Source("Strait Gazette"), "wire": Source("Wire")})
    assert names_of(first, second)[SOURCE] == {"sg": "gazette", "wire": "wire"}


def test_a_number_is_put_behind_a_name_that_is_taken():
    assert unused("x", {"x", "x-2"}) == "x-3"


def test_a_name_that_nothing_is_known_of_stays():
    assert NameMatch().of("third-party", "court") == "court"


@pytest.mark.parametrize(
    ("parties", "words"),
    [
        (
            "{us: America, ussr: Soviet Union}",
            (
                "no party in common, by title or id: aland and bohus in the one, us and ussr in the other; if they are "
                "the same, say which is which, such as --map aland=us --map bohus=ussr"
            ),
        ),
        (
            "{us: America, al: Aland}",
            (
                "only the party aland in common, by title or id: bohus in the one, us in the other; if they are the "
                "same, say which is which, such as --map bohus=us"
            ),
        ),
    ],
)
def test_two_codings_of_other_parties_are_not_compared(parties, words):
    text = f"scenario: S\nparties: {parties}\nmoves:\n  - {{act: x, by: us, date: 2013-01-01, tone: hostile}}\n"
    with pytest.raises(InvalidComparisonError) as refused:
        compared(ANNA, text)
    assert str(refused.value) == f"a.yaml and b.yaml have {words}"


@pytest.mark.parametrize(
    ("same", "words"),
    [
        ({"alund": "aland"}, "--map: a.yaml has no 'alund'; did you mean aland?"),
        ({"aland": "alund"}, "--map: b.yaml has no 'alund'; did you mean aland?"),
        ({"aland": "bohus", "bohus": "bohus"}, "--map: 'bohus' of b.yaml stands for two names; give it once"),
    ],
)
def test_a_map_names_what_there_is_and_each_once(same, words):
    with pytest.raises(InvalidComparisonError) as refused:
        compared(ANNA, ANNA, same=same)
    assert str(refused.value) == words


def test_a_coding_without_moves_has_nothing_to_compare():
    with pytest.raises(InvalidComparisonError, match=r"^b.yaml has no moves, so there is nothing to compare$"):
        compared(ANNA, ANNA.partition("moves:")[0])
