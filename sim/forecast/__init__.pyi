# What `sim.forecast` offers: forecasts, their ensembles, backtests, and what a policy is given and gives.

from sim.forecast.backtesting.backtest import backtest as backtest
from sim.forecast.backtesting.bootstrap import Estimate as Estimate
from sim.forecast.backtesting.reliability import ReliabilityBin as ReliabilityBin
from sim.forecast.backtesting.results import (
    BacktestRecord as BacktestRecord,
    BacktestResult as BacktestResult,
    ForecastScores as ForecastScores,
    Score as Score,
)
from sim.forecast.calendar import CalendarEvent as CalendarEvent, Vote as Vote
from sim.forecast.context import PolicyContext as PolicyContext
from sim.forecast.ensembles import (
    Contrast as Contrast,
    Ensemble as Ensemble,
    compare as compare,
    ensemble as ensemble,
)
from sim.forecast.forecast import Forecast as Forecast
from sim.forecast.registry import PolicySpec as PolicySpec
from sim.forecast.run import Run as Run
from sim.forecast.sampling import LegalMoves as LegalMoves
from sim.model.errors import (
    ClusterUnavailableError as ClusterUnavailableError,
    ExecutorError as ExecutorError,
    InvalidForecastError as InvalidForecastError,
    PolicyError as PolicyError,
)
