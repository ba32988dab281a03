"""One run of a forecast as a scenario, for all that takes one."""

from attrs import evolve

from sim.forecast.forecast import Forecast
from sim.model.dates import When
from sim.model.escaping import one_line, visible
from sim.model.move import Move
from sim.scenario import Scenario


def one_run(scenario: Scenario, forecast: Forecast, number: int) -> Scenario:
    """One run as a scenario: the record to the day on which the forecast begins, then the moves of the run.

    Raises: PolicyError if a policy is at fault.
    """
    moves = tuple(_marked(move, forecast) for move in forecast.run(number).moves)
    history = forecast.history.branch(When.of(forecast.since), moves=moves).history
    who = ", ".join(f"{party} by {name}" for party, name in forecast.described.items())
    summary = (
        f"What follows {forecast.since} has been simulated and has not happened: {who}, in steps of a {forecast.step} "
        f"until {forecast.until}; seed {forecast.seed}, run {number}."
    )
    title = f"{one_line(scenario.title)} – run {number} of a forecast"
    return Scenario(scenario.file, title, visible(summary), history, weights=scenario.weights)


def _marked(move: Move, forecast: Forecast) -> Move:
    """The move with a note that it is simulated, after its own if it has one."""
    by = forecast.names.get(move.by or "")
    words = f"Simulated, by the policy {by}." if by else "Simulated."
    return evolve(move, note=f"{move.note}. {words}" if move.note else words)
