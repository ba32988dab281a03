"""Outcomes as bars: the share of the runs that came to each, with its interval; several ensembles in groups."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import astuple

from sim.forecast.ensembles import Chance
from sim.report.fan.panels import HEAD, NONE_YET
from sim.report.fan.series import Shown, outcomes, percent
from sim.report.svg.canvas import Sheet, number
from sim.report.svg.legend import Sign
from sim.report.svg.text_width import shortened, width
from sim.report.timeline.strips import LABEL

_HEADING: Final = "Outcomes until the end, in % of the runs"
_HEADER: Final = 40.0
_BAR: Final = 10.0
_STEP: Final = 15.0
_FOOT: Final = 5.0
_MARGIN: Final = 6.0
_BETWEEN: Final = 12.0
_WIDEST: Final = (190.0, 300.0)
"""The room for the words of an outcome, and for those of what it is of, at most."""
_QUARTERS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


class Bars:
    """The bars on a sheet, and where they end."""

    def __init__(self, sheet: Sheet, ensembles: Sequence[Shown], top: float, across: float) -> None:
        self._sheet, self._ensembles, self._across = sheet, ensembles, across
        self._asked = outcomes(ensembles)
        self._chances = [(each, each.chances) for each in ensembles]
        self._rooms = [
            min(max((width(words[column], LABEL) for words in self._asked.values()), default=0.0), most)
            for column, most in enumerate(_WIDEST)
        ]
        room = max((width(_words(chance), LABEL) for _, found in self._chances for chance in found.values()), default=0)
        signs = max(width(each.letter, LABEL) for each in ensembles)
        self._letters_at = _MARGIN + sum(self._rooms) + 2 * _BETWEEN
        self.left, self.right = self._letters_at + signs + 8, across - room - _MARGIN - _BETWEEN
        rows = sum(asked in found for asked in self._asked for _, found in self._chances)
        self.bottom = top + _HEADER + _STEP * max(rows, 1) + _FOOT * (len(self._asked) + 1)
        self._draw(top)

    def _draw(self, top: float) -> None:
        sheet, y = self._sheet, top + _HEADER
        sheet.rect(0, top, self._across, self.bottom, "lane")
        if not self._asked:
            sheet.text(self._across / 2, y + 9, NONE_YET, "middle")
        else:
            self._scale(y)
        sheet.text(_MARGIN, top + 14, _HEADING, "head", HEAD)
        for asked, words in self._asked.items():
            self._name(words, y + _BAR)
            for shown, found in self._chances:
                if asked in found:
                    self._draw_bar(shown, found[asked], words, y)
                    y += _STEP
            y += _FOOT

    def _scale(self, top: float) -> None:
        """The lines at the quarters, with their numbers above."""
        for share in _QUARTERS:
            self._sheet.line(f"M{number(self._at(share))} {number(top - 4)}V{number(self.bottom - _FOOT)}", "thin")
        for share in _QUARTERS:
            self._sheet.text(self._at(share), top - 8, percent(share), "small middle", LABEL)

    def _name(self, words: tuple[str, str], baseline: float) -> None:
        """The words of an outcome, in two columns."""
        x = _MARGIN
        for text, kind, room in zip(words, ("small", "small grey"), self._rooms, strict=True):
            self._sheet.text(x, baseline - 1, shortened(text, room, LABEL), kind, LABEL)
            x += room + _BETWEEN

    def _draw_bar(self, shown: Shown, chance: Chance, words: tuple[str, str], top: float) -> None:
        """A bar with its whisker, the letter of its ensemble before it and its numbers behind."""
        sheet, (value, low, high) = self._sheet, map(self._at, astuple(chance.share))
        title = f"{shown.title}: {' – '.join(filter(None, words))}: {chance.count} of {shown.ensemble.runs} runs"
        sheet.rect(self.left, top, value, top + _BAR, f"bar {shown.colour}", title)
        sheet.rect(self.left, top, value, top + _BAR, shown.texture)
        middle = number(top + _BAR / 2)
        ends = "".join(f"M{number(x)} {number(top + 2)}v{number(_BAR - 4)}" for x in (low, high))
        sheet.line(f"M{number(low)} {middle}H{number(high)}{ends}", "interval")
        if shown.letter:
            sheet.text(self._letters_at, top + _BAR - 1, shown.letter, "small", LABEL)
        sheet.text(self.right + _BETWEEN, top + _BAR - 1, _words(chance), "small", LABEL)

    def _at(self, share: float) -> float:
        return self.left + share * (self.right - self.left)


def _words(chance: Chance) -> str:
    """The share with its interval, in percents."""
    share = chance.share
    return f"{percent(share.value)} % ({100 * share.low:.0f}–{100 * share.high:.0f})"


# SIGNS


def signs(ensembles: Sequence[Shown]) -> Iterator[tuple[Sign, str]]:
    """The signs of the bars with what they mean."""
    yield _bar, "share of the runs, with its interval of 95 %"
    yield from ((_of(each), each.title) for each in ensembles if each.letter)


def _of(shown: Shown) -> Sign:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.rect(x, y - 5, x + 20, y + 5, f"bar {shown.colour}")
        sheet.rect(x, y - 5, x + 20, y + 5, shown.texture)

    return draw


def _bar(sheet: Sheet, x: float, y: float) -> None:
    sheet.rect(x, y - 5, x + 14, y + 5, "bar both")
    sheet.line(f"M{number(x + 8)} {number(y)}h12m0-3v6m-12-6v6", "interval")
