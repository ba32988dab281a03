import pytest

from sim.report.prose.titles import capitalised, in_sentence


@pytest.mark.parametrize(
    "title",
    [
        "United States",
        "Government of Colombia",
        "Senate",
        "European Union",
        "European allies of the United States",
        "Tenth Conference of the FARC-EP",
    ],
)
def test_a_title_gets_the_article_that_english_wants(title):
    assert in_sentence(title) == f"the {title}"


@pytest.mark.parametrize(
    "title",
    [
        "Russia",
        "both sides",
        "Voters in the plebiscite of 2 October 2016",
        "Cuba and Norway, guarantors of the talks",
        "Aland’s Ministry of Trade",
        "Aland, in the Council",
        "Senate and Congress",
        "",
    ],
)
def test_other_titles_get_none(title):
    assert in_sentence(title) == title


def test_an_article_of_the_title_is_small_in_the_middle_of_a_sentence_and_large_at_its_beginning():
    assert in_sentence("The Hague") == "the Hague"
    assert capitalised(in_sentence("The Hague")) == "The Hague"
