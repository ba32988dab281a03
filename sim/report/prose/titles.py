"""The titles of parties as sentences have them: with an article where English wants one."""

import re
from typing import Final

_ARTICLE: Final = re.compile(r"(The|A|An) ")
_OF: Final = re.compile(r"[^\W\d]+( [^\W\d]+){0,2}? of ")
_NO_HEAD: Final = re.compile(r"[^,;:(]*?\b(and|in|for|at|from|on|to|with)\b|[^ ]*’s\b|[^ ]*'s\b")

_WITH_ARTICLE: Final = frozenset(
    (
        *("Assembly", "Authority", "Board", "Cabinet", "Chamber", "Commission", "Commons", "Company", "Conference"),
        *("Congress", "Council", "Court", "Crown", "Emirates", "Federation", "Government", "Kingdom", "League"),
        *("Ministry", "Netherlands", "Parliament", "Philippines", "Republic", "Senate", "States", "Union"),
    )
)
"""The last words of names that take the article: the United States, the Senate, the European Union."""


def in_sentence(title: str) -> str:
    """The title in the middle of a sentence: "the United States", "the Government of Colombia", "Russia"."""
    if article := _ARTICLE.match(title):
        return f"{article[0].lower()}{title[article.end() :]}"
    return f"the {title}" if _takes_article(title) else title


def capitalised(text: str) -> str:
    """The text with a capital at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def _takes_article(title: str) -> bool:
    if title.rpartition(" ")[2] in _WITH_ARTICLE:
        return "," not in title and " and " not in title
    head = _OF.match(title)
    return head is not None and _NO_HEAD.match(head[0]) is None
