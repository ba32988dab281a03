"""A backtest: from cut days along records, forecast from what was known by then, and held against the rest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final, Protocol

from attrs import evolve, field, frozen

from sim.assess.weights import Weights
from sim.executors.executor import Executor, Progress
from sim.forecast.backtesting.cuts import cut_days, rest_of
from sim.forecast.backtesting.questions import answers_of
from sim.forecast.backtesting.reliability import Reliability
from sim.forecast.backtesting.results import (
    BacktestRecord,
    BacktestResult,
    scores_by_outcome,
    scores_over_all,
    tables_of,
)
from sim.forecast.backtesting.tallies import RecordTally, completed
from sim.forecast.ensembles import Experiment
from sim.forecast.forecast import Forecast
from sim.forecast.plan import Plan
from sim.forecast.registry import PolicyFile, PolicySpec
from sim.history.history import History
from sim.model.dates import NO_DAY, When
from sim.model.errors import InvalidForecastError, UnknownNameError
from sim.model.escaping import utf8

STANDARD: Final = ("hold", "random", "tit-for-tat", "grit", "time-dependent", "markov", "brinkmanship")
"""The policies that are held against a record, each for both sides with its default parameters."""

HORIZON: Final = 90
CUTS: Final = 20
RUNS: Final = 200
"""The days of the horizon, the cuts of each record and the runs of each forecast, where nothing else is said."""


class Recorded(Protocol):
    """A record with its title and the weights of its tension, and the plans of its forecasts: a scenario, say."""

    @property
    def title(self) -> str: ...  # noqa: D102 - the class says it
    @property
    def history(self) -> History: ...  # noqa: D102
    @property
    def weights(self) -> Weights: ...  # noqa: D102
    def planned(self, pair: str = "", *, trust_policies: bool = False) -> Plan: ...  # noqa: D102


def _check_number(settings: object, attribute: "Any", number: object) -> None:
    lowest = 0 if attribute.name == "seed" else 1
    if type(number) is not int or number < lowest:
        raise InvalidForecastError(f"{attribute.name} cannot be {number!r}; give a whole number from {lowest}")


@frozen(kw_only=True)
class BacktestSettings:
    """The settings of a backtest: the days of the horizon, the cuts of each record, the runs of each forecast.

    `step` is that of the forecasts; empty: a week, or that of the file where a pair of its policies is named.

    Raises: InvalidForecastError if a number is no whole number, or too small.
    """

    horizon: int = field(default=HORIZON, validator=_check_number)
    cuts: int = field(default=CUTS, validator=_check_number)
    runs: int = field(default=RUNS, validator=_check_number)
    seed: int = field(default=0, validator=_check_number)
    step: str = ""


@frozen
class _Case:
    """A record with the days from which it is forecast, and the plan of each forecast by its id."""

    record: Recorded
    days: tuple[date, ...]
    plans: Mapping[str, Plan]

    def forecasts(self, day: date, settings: BacktestSettings) -> Iterator[Forecast]:
        """The forecasts from a day. Raises: InvalidForecastError, which names the record and the day."""
        for plan in self.plans.values():
            changed = evolve(
                plan,
                since=When.of(day),
                until=When.of(day + timedelta(days=settings.horizon)),
                step=settings.step or plan.step,
                runs=settings.runs,
                seed=_seed_at(day, self.record.title, settings.seed),
            )
            try:
                yield Forecast.planned(changed, self.record.history, self.record.weights)
            except InvalidForecastError as error:
                reason = f"{self.record.title}, from {day}: {error}"
                raise InvalidForecastError(f"{reason}; what a pair names has to be there at every cut") from None


def _seed_at(day: date, title: str, seed: int) -> int:
    """The seed of the forecasts from a day, whatever else is forecast; all pairs of policies share it."""
    return int.from_bytes(sha256(utf8(f"{seed}/{title}/{day}")).digest()[:8])


class Backtest:
    """A backtest of some records, done cut by cut; what has been done so far can be had at any time.

    Without *pairs* it holds the standard policies against them, each for both sides; else the pairs of policies of
    these ids that the records plan.

    Raises: UnknownNameError if a record plans no such pair; InvalidForecastError if no forecast can be run;
    InvalidScenarioError if a file with policies cannot be used.
    """

    def __init__(
        self,
        records: Iterable[Recorded],
        pairs: Iterable[str] = (),
        settings: BacktestSettings | None = None,
        *,
        trust_policies: bool = False,
    ) -> None:
        self._settings = settings or BacktestSettings()
        names = tuple(dict.fromkeys(pairs))
        self._cases = [self._case(record, names, trust_policies=trust_policies) for record in records]
        self._titles = _titles(names, self._cases)
        self._tallies = [RecordTally(case.record.title, self._settings.runs) for case in self._cases]
        self._reliability = {name: Reliability(self._settings.runs) for name in self._titles}
        for case in self._cases:
            for day in case.days if names else case.days[:1]:
                list(case.forecasts(day, self._settings))  # to complain before there is work in it

    def _case(self, record: Recorded, pairs: Sequence[str], *, trust_policies: bool) -> _Case:
        days = cut_days(record.history, self._settings.horizon, self._settings.cuts)
        if not pairs:
            return _Case(record, days, {name: _for_both_sides(name, record.history) for name in STANDARD})
        try:
            plans = {name: record.planned(name, trust_policies=trust_policies) for name in pairs}
        except UnknownNameError as error:
            raise UnknownNameError(f"{record.title}: {error}") from None
        return _Case(record, days, plans)

    @property
    def runs(self) -> int:
        """The number of runs in all, where a run of all pairs counts as one."""
        return self._settings.runs * sum(len(case.days) for case in self._cases)

    @property
    def done(self) -> int:
        """The number of these runs that have been done, without those of a cut that is under way."""
        return self._settings.runs * sum(len(tally.cuts) for tally in self._tallies)

    @property
    def _steps(self) -> tuple[str, ...]:
        plans = (plan for case in self._cases for plan in case.plans.values())
        return tuple(dict.fromkeys(self._settings.step or plan.step for plan in plans))

    @property
    def files(self) -> tuple[PolicyFile, ...]:
        """The files whose code its runs need."""
        plans = (plan for case in self._cases if case.days for plan in case.plans.values())
        specs = (spec for plan in plans for spec in plan.policies.values())
        return tuple(dict.fromkeys(file for spec in specs for file in spec.files))

    def run(self, executor: Executor | None = None, progress: Progress = lambda runs: None) -> "Backtest":
        """Make the forecasts and hold each against the rest of its record; gives itself.

        Raises: NegsimError if a policy or the executor is at fault.
        """
        for case, tally in zip(self._cases, self._tallies, strict=True):
            for day in case.days:
                experiment = Experiment(*case.forecasts(day, self._settings)).run(executor, progress)
                self._count(case, tally, day, experiment)
        return self

    def _count(self, case: _Case, tally: RecordTally, day: date, experiment: Experiment) -> None:
        """Count the answers of all forecasts from a day."""
        first = experiment.forecasts[0]
        observed = first.measurement.observed(rest_of(case.record.history, day, first.until))
        for name, ensemble in zip(case.plans, experiment.ensembles, strict=True):
            for answer in answers_of(ensemble, observed):
                tally.count(name, answer.outcome[0], answer.count, happened=answer.happened)
                self._reliability[name].add(answer.count, happened=answer.happened)
        tally.cuts.append(day)

    @property
    def result(self) -> BacktestResult:
        """The result of what has been done so far."""
        tallies, settings = completed(self._tallies), self._settings
        return BacktestResult(
            forecasts=self._titles,
            horizon=settings.horizon,
            steps=self._steps,
            asked_cuts=settings.cuts,
            runs=settings.runs,
            seed=settings.seed,
            records=tuple(map(_record, self._cases, self._tallies)),
            scores=tuple(scores_over_all(tallies, settings.seed)),
            by_outcome=tuple(scores_by_outcome(tallies)),
            reliability=tables_of(self._reliability),
            is_partial=self.done < self.runs,
        )


def _for_both_sides(policy: str, history: History) -> Plan:
    """The plan under which both sides follow a policy; its span is set at each cut."""
    specs = {party: PolicySpec(policy) for party in history.start.setting.party_ids}
    return Plan(When.of(NO_DAY), When.of(NO_DAY), specs)


def _titles(pairs: Sequence[str], cases: Sequence[_Case]) -> dict[str, str]:
    """The title of each forecast by its id: for a pair that of the first record."""
    if not pairs:
        return {name: f"both sides by {name}" for name in STANDARD}
    return {name: next((case.plans[name].pair(name).title for case in cases), name) for name in pairs}


def _record(case: _Case, tally: RecordTally) -> BacktestRecord:
    history = case.record.history
    first_day = history.first_day if history.moves else None
    cuts = tuple(tally.cuts)
    return BacktestRecord(tally.title, first_day, history.last_day, cuts, tally.questions, tally.happened)


def backtest(
    records: Iterable[Recorded],
    pairs: Iterable[str] = (),
    *,
    horizon: int = HORIZON,
    cuts: int = CUTS,
    runs: int = RUNS,
    seed: int = 0,
    step: str = "",
    trust_policies: bool = False,
    jobs: int = 1,
    dask: str = "",
) -> BacktestResult:
    """Forecasts from days along some records, such as scenarios, held against what came of them.

    Without *pairs* these are the policies of negsim, each for both sides; else the pairs of these ids that the records
    plan. *horizon* is in days; *step* is a `week` if it is empty, or that of the plan. The result is the same with any
    number of jobs.

    Raises: NegsimError if a number is too small, a record plans no such pair, a policy is at fault, or the processes or
    the cluster that do the runs.
    """
    settings = BacktestSettings(horizon=horizon, cuts=cuts, runs=runs, seed=seed, step=step)
    return Backtest(records, pairs, settings, trust_policies=trust_policies).run(Executor(jobs, dask)).result
