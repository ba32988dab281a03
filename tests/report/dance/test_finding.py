from standoff import START

from sim import History, Setting
from sim.assess import positions
from sim.moves import Propose
from sim.report.dance.finding import ONE_SIDE, finding_of
from sim.rules.state import Negotiation


def offer(by, day=1, **terms):
    values = {term.replace("_", " "): value for term, value in terms.items()}
    return Propose(subject=f"{by}-{day}", by=by, date=f"2013-03-{day:02}", issue="quota", terms=values)


def told(*moves, start=START):
    return finding_of(positions(History.of(start, moves).as_of()))


def test_terms_on_which_the_sides_are_apart_are_counted_and_the_widest_is_told():
    moves = offer("aland", share="60 %", years="4 years"), offer("bohus", share="20 %", years="2 years")
    nearer = offer("aland", 2, share="30 %", years="4 years")
    assert told(*moves, nearer) == ("The sides are apart on all 2 terms, most on years, 4 years against 2 years")


def test_one_term_of_several_that_is_left_is_told():
    moves = offer("aland", share="60 %", years="4 years"), offer("bohus", share="60 %", years="2 years")
    assert told(*moves) == "The sides are apart on 1 of 2 terms: years, 4 years against 2 years"


def test_where_they_have_met_the_values_are_told():
    moves = offer("aland", share="60 %", years="4 years"), offer("bohus", share="60 %", years="4 years")
    assert told(*moves) == "The sides have met on all 2 terms: share 60 %, years 4 years"


def test_where_they_have_passed_each_other_no_value_is_told():
    moves = offer("aland", share="60 %"), offer("bohus", share="20 %"), offer("aland", 2, share="10 %")
    assert told(*moves) == "The sides have met on the one term: share"


def test_only_the_first_terms_are_named():
    many = {f"t{number}": "1 %" for number in range(5)}
    assert told(offer("aland", **many), offer("bohus", **many)).endswith(
        "all 5 terms: t0 1 %, t1 1 %, t2 1 % and 2 more"
    )


def test_sides_that_began_together_and_parted_are_apart():
    moves = offer("aland", share="60 %"), offer("bohus", share="60 %"), offer("aland", 2, share="70 %")
    assert told(*moves) == "The sides are apart on the one term: share, 70 % against 60 %"


def test_words_are_told_without_a_unit():
    setting = Setting({"aland": "A", "bohus": "B"}, {"quota": "Q"}, terms={"quota": {"share": ("open", "shut")}})
    moves = offer("aland", share="open"), offer("bohus", share="shut")
    assert told(*moves, start=Negotiation.begin(setting, ())).endswith("share, open against shut")


def test_without_values_of_both_sides_it_says_so():
    assert told(offer("aland", share="60 %")) == ONE_SIDE
