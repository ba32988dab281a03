# What `sim.records.journal` offers: a journal, its entries, and the two folds.

from sim.model.errors import (
    ConcurrentEntriesError as ConcurrentEntriesError,
    JournalError as JournalError,
    LaterMovesError as LaterMovesError,
)
from sim.records.journal.archive import Archive as Archive, archive_in as archive_in
from sim.records.journal.entries import (
    Action as Action,
    Add as Add,
    Amend as Amend,
    Declare as Declare,
    Entry as Entry,
    Redact as Redact,
    Retract as Retract,
)
from sim.records.journal.folding import FoldedRecord as FoldedRecord, folded as folded
from sim.records.journal.from_scenario import actions_of as actions_of
from sim.records.journal.journal import Journal as Journal
from sim.records.journal.moments import known_on as known_on
from sim.records.journal.reading import scenario_from as scenario_from
from sim.records.journal.verification import Verification as Verification
