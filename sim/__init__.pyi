# What `import sim` offers: a record is read, built, asked and replayed, and errors say why not.

from sim.history.history import History as History
from sim.history.replay import replay as replay, step as step
from sim.history.snapshot import Snapshot as Snapshot
from sim.model.dates import When as When
from sim.model.errors import (
    IllegalMoveError as IllegalMoveError,
    InconsistentDatesError as InconsistentDatesError,
    InvalidFieldError as InvalidFieldError,
    InvalidScenarioError as InvalidScenarioError,
    InvalidSettingError as InvalidSettingError,
    NegsimError as NegsimError,
    UnknownNameError as UnknownNameError,
    UnreadableDateError as UnreadableDateError,
    UnreadableFileError as UnreadableFileError,
)
from sim.model.setting import Setting as Setting
from sim.rules.legal_moves import legal_moves as legal_moves
from sim.rules.state import Negotiation as Negotiation
from sim.rules.verdict import violations as violations
from sim.scenario.load import load as load, loads as loads
from sim.scenario.scenario import Scenario as Scenario
from sim.scenario.write import as_json as as_json, as_yaml as as_yaml

__version__: str
