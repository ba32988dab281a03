# What `sim.evidence` offers: what the conclusions of a scenario hang on.

from sim.evidence.results import (
    Addition as Addition,
    ConclusionEvidence as ConclusionEvidence,
    Evidence as Evidence,
    MoveImportance as MoveImportance,
    OtherDay as OtherDay,
)
