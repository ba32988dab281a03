import pytest

from sim.model.errors import InvalidSettingError
from sim.model.ids import RESERVED
from sim.model.setting import Setting, Source, unfit_sides

PARTIES = {"aland": "Aland", "bohus": "Bohus"}
SETTING = Setting(
    parties=PARTIES,
    issues={"quota": "Quota"},
    third_parties={"council": "Nordic Council"},
    sources={"gazette": Source("Strait Gazette")},
)
SIDED = Setting(PARTIES, third_parties={"council": "Nordic Council", "bank": "Bank of Aland"}, sides={"bank": "aland"})


@pytest.mark.parametrize("parties", [{}, {"aland": "Aland"}, PARTIES | {"coast": "Coast"}])
def test_a_negotiation_has_exactly_two_parties(parties):
    with pytest.raises(
        InvalidSettingError, match=f"exactly two parties, here are {len(parties)}; make others third parties"
    ):
        Setting(parties=parties)


def test_both_is_nobody_s_name():
    with pytest.raises(InvalidSettingError, match="'both' is reserved for joint moves; choose another id"):
        Setting(parties={"aland": "Aland", "both": "Bohus"})
    with pytest.raises(InvalidSettingError, match="'both' is reserved"):
        Setting(parties=PARTIES, third_parties={"both": "Council"})


def test_a_third_party_is_no_party():
    with pytest.raises(InvalidSettingError, match="'bohus' is a party already; a third party needs an id of its own"):
        Setting(parties=PARTIES, third_parties={"bohus": "Bohus"})


def test_every_reason_is_given_at_once():
    with pytest.raises(InvalidSettingError) as unfit:
        Setting(parties={"both": "Both"}, third_parties={"both": "Both"})
    assert len(unfit.value.reasons) == 4


def test_pairs_will_do_as_well_as_a_mapping():
    pairs = Setting(
        parties=tuple(PARTIES.items()),
        issues=(("quota", "Quota"),),
        third_parties=(("council", "Nordic Council"),),
        sources=(("gazette", Source("Strait Gazette")),),
    )
    assert pairs == SETTING


def test_the_actors_are_the_parties_both_and_the_third_parties():
    assert SETTING.party_ids == ("aland", "bohus")
    assert SETTING.outsiders == frozenset({"council"})
    assert SETTING.actors == ("aland", "bohus", "both", "council")


def test_issues_and_sources_are_declared_each_in_a_name_space_of_its_own():
    assert list(SETTING.declared["issue"]) == list(SETTING.issue_ids) == ["quota"]
    assert list(SETTING.declared["source"]) == ["gazette"]
    assert list(SETTING.declared["third-party"]) == ["council"]


def test_each_party_sits_opposite_the_other():
    assert (SETTING.other("aland"), SETTING.other("bohus")) == ("bohus", "aland")


@pytest.mark.parametrize(
    ("by", "parties"),
    [("aland", ("aland",)), ("both", ("aland", "bohus")), ("council", ()), (None, ())],
)
def test_a_move_has_the_parties_behind_it_that_its_by_stands_for(by, parties):
    assert SETTING.acting(by) == parties


@pytest.mark.parametrize(
    ("by", "whose"),
    [("aland", ("aland",)), ("both", ("aland", "bohus")), ("council", ("council",)), (None, ())],
)
def test_a_move_is_made_for_the_part_of_who_makes_it(by, whose):
    assert SETTING.acting_as(by) == whose


# sides


@pytest.mark.parametrize(
    ("actor", "side", "sides"),
    [
        ("aland", "aland", ("aland",)),
        ("bohus", "bohus", ("bohus",)),
        ("bank", "aland", ("aland",)),
        ("council", None, ()),
        ("both", None, ("aland", "bohus")),
        (None, None, ()),
        ("nobody", None, ()),
    ],
)
def test_who_stands_with_a_party_counts_as_its_side(actor, side, sides):
    assert (SIDED.side_of(actor), SIDED.sides_of(actor)) == (side, sides)


def test_an_ally_is_no_party():
    assert (SIDED.acting("bank"), SIDED.acting_as("bank")) == ((), ("bank",))
    assert SIDED.party_index.get("bank") is None


@pytest.mark.parametrize(
    ("sides", "reason"),
    [
        ({"coast": "aland"}, "'coast' is no third party, and so stands with nobody"),
        ({"bohus": "aland"}, "'bohus' is no third party, and so stands with nobody"),
        ({"council": "alnd"}, "did you mean aland?"),
        ({"council": "both"}, "'both'"),
        ({"council": "council"}, "'council'"),
    ],
)
def test_only_a_third_party_stands_with_a_party(sides, reason):
    with pytest.raises(InvalidSettingError) as unfit:
        Setting(PARTIES, third_parties={"council": "Nordic Council"}, sides=sides)
    assert reason in str(unfit.value)
    assert [name for name, _ in unfit_sides(sides, ("council",), PARTIES)] == [*sides]


def test_sides_may_be_pairs_too():
    assert Setting(PARTIES, third_parties={"bank": "Bank"}, sides=(("bank", "aland"),)).side_of("bank") == "aland"


def test_the_id_of_a_party_is_an_id():
    with pytest.raises(InvalidSettingError, match="'the north' is no id"):
        Setting(parties={"the north": "North", "south": "South"})


@pytest.mark.parametrize("word", RESERVED)
@pytest.mark.parametrize("space", ["parties", "third_parties", "issues", "sources"])
def test_a_reserved_word_is_nobody_s_name_and_nothing_s(word, space):
    named = {"parties": PARTIES} | {space: {word: "X"} if space != "parties" else {"aland": "Aland", word: "X"}}
    with pytest.raises(InvalidSettingError, match=f"^'{word}' is reserved for .*; choose another id$"):
        Setting(**named)


def test_issues_may_declare_the_scales_of_terms():
    setting = Setting(PARTIES, {"pay": "Pay", "rest": "Rest"}, terms={"rest": {"days": "days"}, "pay": {"wage": "%"}})
    assert setting.scales == {("pay", "wage"): "%", ("rest", "days"): "days"}
    assert setting == Setting(
        PARTIES, {"pay": "Pay", "rest": "Rest"}, terms={"pay": {"wage": "%"}, "rest": {"days": "days"}}
    )


def test_a_term_belongs_to_the_first_issue_that_declares_it_else_to_the_first():
    setting = Setting(PARTIES, {"pay": "Pay", "rest": "Rest"}, terms={"rest": {"days": "days"}})
    assert setting.issue_of_term("days", ("pay", "rest")) == "rest"
    assert setting.issue_of_term("wage", ("pay", "rest")) == "pay"
    assert setting.issue_of_term("wage", ()) == ""


def test_terms_of_no_issue_and_on_no_scale_are_refused():
    with pytest.raises(InvalidSettingError, match=r"'pey' is no issue, .* mean pay\?; pay, wage: '5' is no"):
        Setting(PARTIES, {"pay": "Pay"}, terms={"pey": {"wage": "%"}, "pay": {"wage": "5"}})
