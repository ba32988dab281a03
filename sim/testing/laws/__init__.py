"""The laws that a negotiation keeps, each as a check of a history.

    from sim.testing import laws

    laws.check(History.of(start, moves))

`LAWS` are all of them in the order of the design, each to be called by itself:

    @pytest.mark.parametrize("law", laws.LAWS)
    @given(history=histories())
    def test_every_law_is_kept(law, history):
        law(history)

Both take other `Rules` than negsim's own, to hold another engine to the laws, or the class of an `Adapter`, to hold a
system under test to `LAWS_FROM_OUTSIDE`:

    laws.check(history, TrackerAdapter, refusal=Refused)

What breaks a law raises `LawBrokenError`, which says what was found where. Where all that a law speaks of would be too
much to try, it tries a part that depends on nothing but the history.
"""

from collections.abc import Callable
from typing import Final

from sim.history.history import History
from sim.model.move import Move
from sim.testing.laws.moves import (
    a_refused_move_leaves_nothing_behind,
    every_legal_move_changes_the_state,
    legal_moves_are_sound_and_complete,
)
from sim.testing.laws.order import exchanging_the_parties_commutes_with_replay, moves_that_share_no_subject_commute
from sim.testing.laws.records import (
    as_of_a_day_then_the_rest_is_the_whole,
    reading_never_crashes,
    what_is_written_reads_back_the_same,
)
from sim.testing.laws.rules import OURS, Law, LawBrokenError, Rules
from sim.testing.laws.states import (
    a_branch_never_touches_its_trunk,
    any_prefix_is_a_snapshot,
    no_earlier_state_ever_changes,
    the_same_moves_give_the_same_state,
)
from sim.testing.laws.subjects import ended_is_ended, nothing_is_lost
from sim.testing.laws.system import Factory, Refusals, anything
from sim.testing.laws.tension import tones_and_tension_agree

LAWS: Final[tuple[Law, ...]] = (
    the_same_moves_give_the_same_state,
    any_prefix_is_a_snapshot,
    no_earlier_state_ever_changes,
    a_refused_move_leaves_nothing_behind,
    legal_moves_are_sound_and_complete,
    every_legal_move_changes_the_state,
    exchanging_the_parties_commutes_with_replay,
    moves_that_share_no_subject_commute,
    ended_is_ended,
    nothing_is_lost,
    as_of_a_day_then_the_rest_is_the_whole,
    a_branch_never_touches_its_trunk,
    what_is_written_reads_back_the_same,
    tones_and_tension_agree,
)
"""The laws that a history is held to, in the order of the design."""


LAWS_FROM_OUTSIDE: Final = tuple(law for law in LAWS if law.from_outside is not None)
"""Those of the laws by which a system under test can be judged, from what it accepts and what it tells."""


def check(
    history: History,
    rules: Rules | Factory = OURS,
    *,
    refusal: Refusals = (),
    supports: Callable[[Move], bool] = anything,
) -> None:
    """Hold the *rules* to every law in a *history* that `rules.history` has made of a start and moves.

    In their place may stand what makes an `Adapter` of a system under test: it is held to `LAWS_FROM_OUTSIDE`, to the
    one on illegal moves only if *refusal* names the exception (or several) by which it refuses. Moves that it does not
    support, and those that hang on them, are left out.

    Raises: LawBrokenError at the first law that is broken.

    >>> from sim.rules.state import Negotiation
    >>> from sim.model.setting import Setting
    >>> check(History.of(Negotiation.begin(Setting({"aland": "Aland", "bohus": "Bohus"})), moves=()))
    """
    if isinstance(rules, Rules):
        for law in LAWS:
            law(history, rules)
        return
    for law in LAWS_FROM_OUTSIDE:
        if refusal or law is not a_refused_move_leaves_nothing_behind:
            law(history, rules, refusal=refusal, supports=supports)


__all__ = [
    "LAWS",
    "LAWS_FROM_OUTSIDE",
    "OURS",
    "Law",
    "LawBrokenError",
    "Rules",
    "a_branch_never_touches_its_trunk",
    "a_refused_move_leaves_nothing_behind",
    "any_prefix_is_a_snapshot",
    "as_of_a_day_then_the_rest_is_the_whole",
    "check",
    "ended_is_ended",
    "every_legal_move_changes_the_state",
    "exchanging_the_parties_commutes_with_replay",
    "legal_moves_are_sound_and_complete",
    "moves_that_share_no_subject_commute",
    "no_earlier_state_ever_changes",
    "nothing_is_lost",
    "reading_never_crashes",
    "the_same_moves_give_the_same_state",
    "tones_and_tension_agree",
    "what_is_written_reads_back_the_same",
]
