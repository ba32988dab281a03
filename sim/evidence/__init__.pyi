# What `sim.evidence` offers: what the conclusions of a scenario hang on.

from sim.evidence.analysis import EvidenceAnalysis as EvidenceAnalysis, evidence as evidence
from sim.evidence.claims import default_claims as default_claims
from sim.evidence.expected import findings as findings
from sim.evidence.results import (
    Addition as Addition,
    ConclusionEvidence as ConclusionEvidence,
    Evidence as Evidence,
    MoveImportance as MoveImportance,
    OtherDay as OtherDay,
)
from sim.model.errors import InvalidEvidenceError as InvalidEvidenceError
