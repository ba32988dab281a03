"""How far two codings agree: percent, and Krippendorff's alpha."""

import sys

import pytest
from codings import anna, bert, coded, shifted

from sim.model.errors import MissingDependencyError
from sim.records.comparison.agreement import (
    IN_WORDS,
    INTERVAL,
    NO_NLTK,
    NO_VARIATION,
    NOMINAL,
    PRESENCE,
    TOO_FEW,
    agreement,
    krippendorffs_alpha,
    require_nltk,
)
from sim.records.comparison.comparison import compare_codings

# Source: K. Krippendorff, Computing Krippendorff's alpha-reliability, 2011, A and B: two observers, nominal data.
BINARY = ("0100000010", "1110010000")
FIVE_CATEGORIES = ("aabbdcccedda", "babbbccceddd")


def by_key(comparison, **options):
    return {each.key: each for each in agreement(comparison, **options)}


@pytest.mark.parametrize(("coders", "alpha"), [(BINARY, 0.095), (FIVE_CATEGORIES, 0.692)])
def test_alpha_is_that_of_the_textbook(coders, alpha):
    assert round(krippendorffs_alpha(list(zip(*coders, strict=True))), 3) == alpha


def test_alpha_of_days_counts_how_far_they_are_apart():
    near, far = [(1, 2), (10, 10), (20, 20)], [(1, 9), (10, 10), (20, 20)]
    assert krippendorffs_alpha(near, INTERVAL) > krippendorffs_alpha(far, INTERVAL)
    assert krippendorffs_alpha(near) == krippendorffs_alpha(far)
    by_hand = 1 - (2 * 1 / 6) / (
        2 * sum((x - y) ** 2 for x in (1, 2, 10, 10, 20, 20) for y in (1, 2, 10, 10, 20, 20)) / 2 / 30
    )
    assert krippendorffs_alpha(near, INTERVAL) == pytest.approx(by_hand)


def test_alpha_of_one_value_alone_is_undefined():
    assert krippendorffs_alpha([("a", "a"), ("a", "a")]) is None
    comparison = compare_codings(coded("remark: quota, kind: hope, by: aland, date: 2013-01-01"), bert())
    assert comparison.pairs == ()
    one = compare_codings(
        coded("remark: quota, kind: hope, by: aland, date: 2013-01-01"),
        coded("remark: quota, kind: hope, by: aland, date: 2013-01-01"),
    )
    fields = by_key(one)
    assert {each.alpha for each in fields.values()} == {None}
    assert {each.reason for each in fields.values()} == {NO_VARIATION}


def test_the_agreement_of_two_coders_is_told_field_by_field():
    fields = by_key(compare_codings(anna(), bert()))
    assert list(fields) == [
        PRESENCE, "verb", "subject", "by", "date", "issue", "kind", "matter", "terms", "effective", "quote", "source",
    ]  # fmt: skip
    assert (fields["subject"].pairs, fields["subject"].same) == (4, 4)
    verb, presence = fields["verb"], fields[PRESENCE]
    assert (verb.pairs, verb.given, verb.same, verb.share, verb.metric) == (5, 5, 3, 0.6, NOMINAL)
    assert (presence.pairs, presence.same) == (6, 3)
    assert presence.alpha < verb.alpha < 1
    assert fields["by"].alpha == fields["source"].share == 1
    assert (fields["source"].alpha, fields["source"].reason) == (None, NO_VARIATION)
    assert (fields["quote"].metric, fields["quote"].reason, fields["quote"].same) == (None, IN_WORDS, 4)
    assert (fields["effective"].pairs, fields["effective"].given, fields["effective"].reason) == (1, 1, TOO_FEW)
    assert (fields["date"].metric, fields["date"].same) == (INTERVAL, 3)


def test_alpha_of_verbs_with_none_is_that_of_the_same_values():
    values = [
        ("propose", "propose"), ("oppose", "oppose"), ("suspend", "leave"), ("threaten", "remark"),
        ("remark", "remark"), ("none", "act"),
    ]  # fmt: skip
    assert by_key(compare_codings(anna(), bert()))[PRESENCE].alpha == krippendorffs_alpha(values)


def test_a_move_that_only_the_first_has_counts_as_well():
    comparison = compare_codings(bert(), anna())
    presence = by_key(comparison)[PRESENCE]
    assert (comparison.first_only, presence.pairs, presence.same) == ((5,), 6, 3)


def test_two_codings_without_a_move_in_common_agree_in_nothing():
    (presence,) = agreement(compare_codings(anna(), shifted(anna(), 100)))
    assert (presence.key, presence.pairs, presence.same) == (PRESENCE, 10, 0)
    assert presence.alpha < 0


def test_speakers_are_categories():
    ours = coded(*(f"remark: quota, kind: hope, by: aland, date: 2013-0{n}-01, speaker: {n % 2}" for n in range(1, 5)))
    assert by_key(compare_codings(ours, shifted(ours, 0)))["speaker"].alpha == 1


def test_without_nltk_there_is_percent_agreement_alone(monkeypatch):
    monkeypatch.setitem(sys.modules, "nltk.metrics.agreement", None)
    with pytest.raises(MissingDependencyError) as refused:
        require_nltk()
    assert str(refused.value) == (
        "Krippendorff's alpha needs nltk, which the extra 'agreement' brings: `pip install nltk`, or take the percent "
        "agreement, which needs nothing further"
    )
    with pytest.raises(MissingDependencyError):
        agreement(compare_codings(anna(), bert()))
    verb = by_key(compare_codings(anna(), bert()), with_alpha=False)["verb"]
    assert (verb.share, verb.alpha, verb.reason) == (0.6, None, NO_NLTK)


def test_where_no_move_of_both_is_on_the_same_kind_of_subject_there_is_no_agreement_on_subjects():
    words = "by: aland, date: 2013-03-25, quote: we may close our ports"
    ours, theirs = (
        coded(f"threaten: x, issue: ports, action: close, {words}"),
        coded(f"remark: ports, kind: warning, {words}"),
    )
    assert "subject" not in by_key(compare_codings(ours, theirs))
