import click
import pytest

from sim.cli.move_options import item_of

OFFER = ("propose", ["x"], "a", "2013")


def refused(*arguments):
    with pytest.raises(click.UsageError) as refusal:
        item_of(*arguments)
    return refusal.value.message


def test_an_item_has_its_verb_first():
    item = item_of(*OFFER, ["issue=q"])
    assert list(item.items()) == [("propose", "x"), ("by", "a"), ("date", "2013"), ("issue", "q")]


@pytest.mark.parametrize("settings", [["issue=q,p"], ["issue=q, p"], ["issue=q", "issue=p"]])
def test_a_field_may_have_several_values(settings):
    assert item_of(*OFFER, settings)["issue"] == ["q", "p"]


def test_a_text_keeps_its_commas_and_signs():
    assert item_of(*OFFER, ["issue=q", "terms=a, b = c"])["terms"] == "a, b = c"


def test_one_act_may_be_on_several_subjects():
    assert item_of("suspend", ["x,y", "z"], "a", "2013", [])["suspend"] == ["x", "y", "z"]


def test_values_by_name_make_a_mapping():
    assert item_of(*OFFER, ["issue=q", "terms.wage=5 %", "terms.a.b=c"])["terms"] == {"wage": "5 %", "a.b": "c"}
    conditional = item_of("commit", ["c"], "a", "2013", ["issue=q", "if.pact=in-force", "if.t/a=suspended"])
    assert conditional["if"] == {"pact": "in-force", "t/a": "suspended"}


def test_the_clock_is_nobody():
    assert item_of("lapse", ["x"], "clock", "2013", []) == {"lapse": "x", "date": "2013"}


def test_by_and_date_may_be_set_as_any_field():
    assert item_of("oppose", ["x"], None, None, ["by=a", "date=2013"]) == {"oppose": "x", "by": "a", "date": "2013"}


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((None, [], None, None, []), "name the move, VERB and SUBJECT, such as `oppose equal-shares`"),
        (("oppose", [], "a", "2013", []), "name the move, VERB and SUBJECT, such as `oppose equal-shares`"),
        (("opose", ["x"], "a", "2013", []), "there is no move 'opose'; did you mean oppose?"),
        (("oppose", ["x y"], "a", "2013", []), "oppose: 'x y' is no id; an id has letters, digits, - and _, "),
        (("oppose", ["x", "x"], "a", "2013", []), "oppose: x stands in this list twice"),
        (("oppose", ["x"], None, "2013", []), "oppose: by is missing; give it, --by WHO"),
        (("oppose", ["x"], "a", None, []), "oppose: date is missing; give it, --date DATE"),
        (("oppose", ["x"], "a", "2013-13", []), "--date 2013-13: cannot read the date '2013-13': there is no month 13"),
        (("oppose", ["x"], "a", "2013", ["by=b"]), "--set by=b: by has been given; leave one of the two out"),
        (("oppose", ["x"], "a", "2013", ["oppose=b"]), "--set oppose=b: oppose has been given; leave one of the two"),
        (("lapse", ["x"], "a", "2013", []), "--by a: lapse has no key 'by'"),
        ((*OFFER, []), "propose: issue is missing; give it, --set issue=VALUE"),
        ((*OFFER, ["isue=q"]), "--set isue=q: propose has no key 'isue'; did you mean issue?"),
        ((*OFFER, ["isue.a=q"]), "--set isue.a=q: propose has no key 'isue'; did you mean issue?"),
        ((*OFFER, ["issue"]), "--set issue: write FIELD=VALUE, or FIELD.NAME=VALUE for a value by name"),
        ((*OFFER, ["=q"]), "--set =q: write FIELD=VALUE, "),
        ((*OFFER, ["terms.=q"]), "--set terms.=q: write FIELD=VALUE, "),
        ((*OFFER, ["issue.a=q"]), "--set issue.a=q: issue has no values by name; write issue=VALUE"),
        ((*OFFER, ["issue="]), "--set issue=: nothing stands here; give a value"),
        ((*OFFER, ["issue=q", "note=a", "note=b"]), "--set note=b: note has been given; leave one of the two out"),
        ((*OFFER, ["issue=q", "kind=ofer"]), "--set kind=ofer: 'ofer' is not possible here; did you mean offer?"),
        ((*OFFER, ["terms=a", "terms.b=c"]), "--set terms.b=c: terms has a value already; give it in one way"),
        ((*OFFER, ["terms.b=c", "terms=a"]), "--set terms=a: terms has values by name already; give it in one way"),
        ((*OFFER, ["terms.b=c", "terms.b=d"]), "--set terms.b=d: terms.b has been given; leave one of the two out"),
        ((*OFFER, ["note=\udcff"]), "--set note=\udcff: this is not UTF-8 text"),
    ],
)
def test_what_is_wrong_is_said_of_its_argument(arguments, complaint):
    assert refused(*arguments).startswith(complaint)
