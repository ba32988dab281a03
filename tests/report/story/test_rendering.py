from html.parser import HTMLParser

from sim.report.story.html import as_html
from sim.report.story.markdown import as_markdown
from sim.report.story.story import Chapter, Passage, Story
from sim.report.story.text import as_text

PASSAGE = Passage(
    heading="#1, on 1 February 2013",
    sentence="Aland made an offer: “Half each”.",
    facts=(("Effect", "tabled"),),
    quote="half and half",
    speaker="Minister",
    source="Gazette",
    note="As reported.",
)
BARE = Passage(heading="On 2 February 2013", sentence="The deadline had passed.")
STORY = Story(
    "Why “Half each” is tabled",
    ("An offer.",),
    (
        Chapter("What stands", ("one", "two words that are long enough to need a second line of the terminal here")),
        Chapter("Nothing"),
        Chapter("", passages=(PASSAGE, BARE)),
    ),
)


def test_a_story_for_a_terminal():
    assert as_text([STORY], 60) == (
        "Why “Half each” is tabled\n"
        "An offer.\n"
        "\n"
        "What stands\n"
        "  - one\n"
        "  - two words that are long enough to need a second line of\n"
        "    the terminal here\n"
        "\n"
        "#1, on 1 February 2013\n"
        "    Aland made an offer: “Half each”.\n"
        "    “half and half”\n"
        "    Effect: tabled\n"
        "    Speaker: Minister\n"
        "    Source: Gazette\n"
        "    Note: As reported.\n"
        "\n"
        "On 2 February 2013\n"
        "    The deadline had passed.\n"
    )


def test_stories_stand_apart_and_no_line_is_too_wide():
    long = Story("A title " * 30, ("A paragraph " * 30,), (Chapter("", ("An item " * 30,)),))
    text = as_text([long, long], 200)
    assert "\n\nA title" in text
    assert max(map(len, text.splitlines())) <= 100
    assert all(line.startswith(("A ", "  ")) for line in text.splitlines() if line)


def test_what_a_terminal_lacks_is_escaped():
    assert "\\u201chalf" in as_text([STORY], 60, "ascii")


def test_a_story_in_markdown():
    assert as_markdown([STORY]) == (
        "# Why “Half each” is tabled\n\n"
        "An offer.\n\n"
        "## What stands\n\n"
        "- one\n"
        "- two words that are long enough to need a second line of the terminal here\n\n"
        "## \\#1, on 1 February 2013\n\n"
        "Aland made an offer: “Half each”.\n\n"
        "> “half and half”\n\n"
        "- Effect: tabled\n"
        "- Speaker: Minister\n"
        "- Source: Gazette\n"
        "- Note: As reported.\n\n"
        "## On 2 February 2013\n\n"
        "The deadline had passed.\n"
    )


def test_markdown_in_texts_is_escaped():
    story = Story("# <b>", ("- one",), (Chapter("*h*", ("[x](y)",), (PASSAGE,)),))
    assert as_markdown([story]).startswith("# \\# \\<b\\>\n\n\\- one\n\n## \\*h\\*\n\n- \\[x\\](y)\n\n### \\#1")


class Elements(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def test_a_story_as_a_page_has_sections_and_lists_of_what_is_known():
    page = Elements(as_html("Herring", [STORY]))
    assert [tag for tag in page.tags if tag in ("h1", "h2", "h3", "section", "blockquote", "dl", "li")] == [
        *("h1", "h2", "li", "li"),
        *("section", "h2", "blockquote", "dl"),
        *("section", "h2"),
    ]
    assert "half and half" in page.text


def test_headings_of_passages_stand_below_that_of_their_chapter():
    story = Story("t", (), (Chapter("c", (), (BARE,)),))
    page = Elements(as_html("x", [story]))
    assert [tag for tag in page.tags if tag in ("h1", "h2", "h3")] == ["h1", "h2", "h3"]


def test_a_page_is_one_file_without_a_script_and_texts_are_escaped():
    story = Story("<script>alert(1)</script>", ('"&',), ())
    page = as_html("<b>", [story])
    assert "script" not in Elements(page).tags
    assert "default-src 'none'" in page
    assert "<b>" not in page
    assert "http" not in page.replace("http-equiv", "")
