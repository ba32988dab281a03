"""The tasks of a search for a legal order: what the entries of a log say, or leave open."""

from collections.abc import Collection, Iterator, Sequence
from math import inf

from attrs import define

from sim.testing.judging.log import ACCEPTED, UNKNOWN, Entry, Operation
from sim.testing.judging.task import ASKED, MAY, MUST, REFUSED, SHOWN, Task


@define
class Selection:
    """The entries of a log that count, by their numbers: those that are `present`, and those whose answer is `kept`.

    What is present without its answer was tried, and nobody knows what came of it: so fewer answers never have fewer
    explanations. An answer that came later than `until` has not come yet.
    """

    entries: Sequence[Entry]
    present: Collection[int]
    kept: Collection[int]
    until: float = inf

    def tasks(self) -> list[Task]:
        """What is to be put in order."""
        tasks, requests = list[Task](), dict[str | int, dict[int, Operation]]()
        for number in sorted(self.present):
            entry = self.entries[number]
            if isinstance(entry, Operation):
                requests.setdefault(number if entry.retry is None else entry.retry, {})[number] = entry
            elif self._has_answer(number):
                tasks.append(Task(entry, SHOWN, entry.start, entry.end))
        for attempts in requests.values():
            tasks.extend(self._request(attempts) if len(attempts) > 1 else self._single(*attempts.items()))
        return tasks

    def _single(self, attempt: tuple[int, Operation]) -> Iterator[Task]:
        number, operation = attempt
        end = inf if operation.latest > self.until else operation.latest
        yield Task(operation, self._mode(number, operation), operation.start, end)

    def _has_answer(self, number: int) -> bool:
        return number in self.kept and self.entries[number].latest <= self.until

    def _mode(self, number: int, operation: Operation) -> str:
        if operation.latest > self.until or operation.outcome == UNKNOWN:
            return MAY
        if not self._has_answer(number):
            return ASKED
        return MUST if operation.outcome == ACCEPTED else REFUSED

    def _request(self, attempts: dict[int, Operation]) -> Iterator[Task]:
        """The effect that a request has once, whichever attempt brought it about; and each refusal.

        A refusal may be the answer to an earlier attempt.
        """
        modes = {number: self._mode(number, attempt) for number, attempt in attempts.items()}
        accepted = [attempt for number, attempt in attempts.items() if modes[number] == MUST]
        others = [attempt for number, attempt in attempts.items() if modes[number] != REFUSED]
        effect = None
        if others:
            first, end = min(attempt.start for attempt in others), min((each.latest for each in accepted), default=inf)
            entry = min(accepted or others, key=lambda attempt: attempt.latest)
            effect = Task(entry, MUST if accepted else MAY, first, end)
            yield effect
        start = min(attempt.start for attempt in attempts.values())
        for number, attempt in attempts.items():
            if modes[number] == REFUSED:
                yield Task(attempt, REFUSED, start, attempt.latest, effect)
