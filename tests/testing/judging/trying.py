"""A judgement by trying every order, written without the search: for logs of few entries."""

from itertools import chain, permutations, product
from math import inf

from sim.history.replay import step
from sim.rules.verdict import is_legal
from sim.testing.judging import Read
from sim.testing.judging.states import status_in

EFFECT, REFUSAL, READ = "effect", "refusal", "read"


def is_explained(log):
    """Whether some order explains the log."""
    choices = [*map(possible, singles(log)), *map(possible_of_request, log.requests.values())]
    return any(
        is_in_time(order) and goes_through(log.start, order)
        for chosen in product(*choices)
        for order in permutations(chain(*chosen))
    )


def singles(log):
    return [entry for entry in log.entries if isinstance(entry, Read) or entry.retry is None]


def possible(entry):
    """The lists of what can have come of an entry: what, from when until when."""
    if isinstance(entry, Read):
        return [[(entry, READ, entry.start, entry.end)]]
    if entry.outcome == "unknown":
        return [[], [(entry, EFFECT, entry.start, inf)]]
    return [[(entry, EFFECT if entry.outcome == "accepted" else REFUSAL, entry.start, entry.end)]]


def possible_of_request(attempts):
    start = min(each.start for each in attempts)
    refusals = [(each, REFUSAL, start, each.end) for each in attempts if each.outcome == "refused"]
    others = [each for each in attempts if each.outcome != "refused"]
    ends = [each.end for each in attempts if each.outcome == "accepted"]
    choices = [] if ends else [refusals]
    if others:
        effect = others[0], EFFECT, min(each.start for each in others), min(ends, default=inf)
        choices.append([effect, *refusals])
    return choices


def is_in_time(order):
    time = -inf
    for _, _, start, end in order:
        time = max(time, start)
        if time > end:
            return False
    return True


def goes_through(state, order):
    done = set()
    for entry, what, _, _ in order:
        if what == READ:
            if any(status_in(state, name, entry.day) != seen for name, seen in entry.statuses.items()):
                return False
        elif what == EFFECT:
            if not is_legal(state, entry.move):
                return False
            state = step(state, entry.move)
            done.add(entry.retry)
        elif is_legal(state, entry.move) and (entry.retry is None or entry.retry not in done):
            return False
    return True
