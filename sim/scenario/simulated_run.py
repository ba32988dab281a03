"""One run of a forecast as a scenario, which every command takes."""

from attrs import evolve

from sim.forecast.forecast import Forecast
from sim.model.dates import When
from sim.model.escaping import one_line, visible
from sim.model.move import Move
from sim.scenario.scenario import Scenario


def simulated_run(scenario: Scenario, forecast: Forecast, number: int) -> Scenario:
    """One run as a scenario: the record to the day on which the forecast begins, then the moves of the run.

    Raises: PolicyError if a policy is at fault.
    """
    moves = tuple(_noted(move, forecast) for move in forecast.run(number).moves)
    history = forecast.history.branch(When.of(forecast.since), moves=moves).history
    policies = ", ".join(f"{party} by {name}" for party, name in forecast.described.items())
    summary = (
        f"What follows {forecast.since} has been simulated and has not happened: {policies}, in steps of a "
        f"{forecast.step} until {forecast.until}; seed {forecast.seed}, run {number}."
    )
    title = f"{one_line(scenario.title)} – run {number} of a forecast"
    return Scenario(scenario.file, title, visible(summary), history, weights=scenario.weights)


def _noted(move: Move, forecast: Forecast) -> Move:
    """The move with a note that it is simulated, after its own if it has one."""
    policy = forecast.names.get(move.by or "")
    note = f"Simulated, by the policy {policy}." if policy else "Simulated."
    return evolve(move, note=f"{move.note}. {note}" if move.note else note)
