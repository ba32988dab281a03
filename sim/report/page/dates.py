"""The dates with a doubt in the texts of a page, in words; the page says a day, a month or a year itself."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sim.model.dates import When
from sim.model.errors import UnreadableDateError
from sim.report.prose.dates import date_in_words

_PART: Final = r"\d{4}(?:-\d\d){0,2}"
_DATE: Final = re.compile(rf"(?<![\w.])(?:\.\./{_PART}|{_PART}(?:\?|/(?:\.\.|{_PART})))(?!\w)")


def doubtful_dates(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The dates with a doubt in some texts, each once, and how it is spoken."""
    for date in dict.fromkeys(date for text in texts for date in _DATE.findall(text)):
        try:
            yield date, date_in_words(When.parse(date))
        except UnreadableDateError:
            continue
