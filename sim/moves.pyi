# What `sim.moves` offers: the moves, the subjects that they make and change, and what a record may declare.

from sim.model.condition import Condition as Condition
from sim.model.ids import BOTH as BOTH
from sim.model.move import (
    CarryOut as CarryOut,
    Extend as Extend,
    Lapse as Lapse,
    Move as Move,
    Resume as Resume,
    Suspend as Suspend,
    Withdraw as Withdraw,
)
from sim.model.setting import Source as Source
from sim.rules.subjects.commitments import (
    Commit as Commit,
    Commitment as Commitment,
    Declaration as Declaration,
    Leave as Leave,
)
from sim.rules.subjects.measures import (
    Comply as Comply,
    Impose as Impose,
    Lift as Lift,
    Measure as Measure,
    Threaten as Threaten,
)
from sim.rules.subjects.proposals import (
    Accept as Accept,
    Oppose as Oppose,
    Proposal as Proposal,
    Propose as Propose,
)
from sim.rules.subjects.statements import (
    Act as Act,
    Remark as Remark,
)
from sim.rules.subjects.talks import (
    Adjourn as Adjourn,
    AgreeToContinue as AgreeToContinue,
    BreakOff as BreakOff,
    Convene as Convene,
    Talks as Talks,
)
