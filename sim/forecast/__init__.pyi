# What `sim.forecast` offers: forecasts and their ensembles, and what a policy is given and gives.

from sim.forecast.calendar import CalendarEvent as CalendarEvent
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
