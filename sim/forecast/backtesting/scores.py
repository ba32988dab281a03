"""Scores of a forecast by what came: of Brier, and logarithmic; and the skill over a baseline.

Both are proper: who wants a good score in the mean has to say what he believes (T. Gneiting, A. E. Raftery, Strictly
proper scoring rules, prediction, and estimation, Journal of the American Statistical Association 102, 2007). Less is
better, and 0 is perfect.
"""

from math import log

from attrs import define


def brier(count: float, runs: int, *, happened: bool) -> float:
    """The score of Brier: the squared distance of a probability from what came, 1 or 0.

    The probability is *count* in so many *runs*. One that always says a half has 0.25.

    Source: G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950),
    in the form for an outcome that comes about or not, which is half of his.

    >>> brier(150, 200, happened=True), brier(150, 200, happened=False)
    (0.0625, 0.5625)
    """
    return (count / runs - happened) ** 2


def logarithmic(count: float, runs: int, *, happened: bool) -> float:
    """The logarithmic score, in nats: minus the logarithm of the probability that was given to what came.

    The probability is (count + 0.5) / (runs + 1), not count / runs: an outcome that came about in none of the runs has
    not been shown to be impossible, and an impossible one that came would cost infinitely much. One that always says a
    half has 0.693.

    Source: I. J. Good, Rational decisions, Journal of the Royal Statistical Society B 14 (1952).

    >>> round(logarithmic(0, 200, happened=True), 3), round(logarithmic(0, 200, happened=False), 4)
    (5.996, 0.0025)
    """
    return -log(((count if happened else runs - count) + 0.5) / (runs + 1))


def skill(score: float, baseline: float) -> float | None:
    """The part of a baseline's score that a forecast does away with: 1 at best, 0 if it is as good, less if worse.

    None if the baseline is perfect.

    >>> skill(0.05, 0.2), skill(0.2, 0.05), skill(0.1, 0.0)
    (0.75, -3.0, None)
    """
    return 1 - score / baseline if baseline else None


@define
class ScoreSums:
    """The sums of both scores over some questions, their number, and the number of those that came about."""

    questions: int = 0
    happened: int = 0
    brier: float = 0.0
    logarithmic: float = 0.0

    @classmethod
    def of(cls, questions: int, happened: int, count: float, runs: int) -> "ScoreSums":
        """The sums where every one of the questions has the same answer, *count* in so many *runs*."""
        sums = cls()
        sums.add(cls(1, 1, *_scores(count, runs, happened=True)), happened)
        sums.add(cls(1, 0, *_scores(count, runs, happened=False)), questions - happened)
        return sums

    def add(self, other: "ScoreSums", times: int = 1) -> None:
        """Add other sums, so many times."""
        self.questions += times * other.questions
        self.happened += times * other.happened
        self.brier += times * other.brier
        self.logarithmic += times * other.logarithmic


def _scores(count: float, runs: int, *, happened: bool) -> tuple[float, float]:
    return brier(count, runs, happened=happened), logarithmic(count, runs, happened=happened)
