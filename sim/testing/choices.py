"""Picks that hypothesis makes, each a choice by name, so that a history shrinks to the moves that matter."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from threading import local
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

from sim.testing.generator import Pick

Option = TypeVar("Option")

_ANYTHING: Final = st.integers(0, 2**16)
"""What is drawn where there is nothing to pick from, so that every turn takes as many choices."""


def picking(draw: st.DrawFn) -> Pick:
    """A pick that hypothesis makes: a choice by name among all options, of those that fit."""

    def pick(options: Sequence[Option], fits: Callable[[Option], bool], /) -> Option | None:
        strategy, test = _fitting(tuple(options))
        test.now = fits
        option: Option = draw(strategy)
        return option

    return pick


def naming(draw: st.DrawFn) -> Pick:
    """A pick that names an option, in one choice, and comes to none where that one does not fit.

    While a history shrinks, what hung on a move that is left out so falls with it.
    """

    def pick(options: Sequence[Option], fits: Callable[[Option], bool], /) -> Option | None:
        if not options:
            draw(_ANYTHING)
            return None
        option: Option = draw(_named(tuple(options)))
        return option if fits(option) else None

    return pick


class _Fits(local):
    """The test that the options of a strategy are put to at the moment; each thread has its own."""

    now: Callable[[Any], bool]

    def __call__(self, option: object) -> bool:
        return self.now(option)


# Strategies are kept, for to make one costs more than to draw from it.


@lru_cache(4096)
def _named(options: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(options)


@lru_cache(4096)
def _fitting(options: tuple[Any, ...]) -> tuple[st.SearchStrategy[Any], _Fits]:
    fits = _Fits()
    return _named(options).filter(fits), fits
