# What `sim.records` offers: records as tables, from tables, and many of them at once.

from sim.model.errors import (
    InvalidComparisonError as InvalidComparisonError,
    InvalidImportError as InvalidImportError,
)
from sim.records.auditing import (
    AuditedFile as AuditedFile,
    RefusedMove as RefusedMove,
    audited_file as audited_file,
    audited_text as audited_text,
)
from sim.records.comparison.adjudication import Adjudication as Adjudication, adjudication as adjudication
from sim.records.comparison.agreement import FieldAgreement as FieldAgreement, agreement as agreement
from sim.records.comparison.comparison import (
    Comparison as Comparison,
    Difference as Difference,
    Pair as Pair,
    compare_codings as compare_codings,
)
from sim.records.comparison.decisions import merged as merged
from sim.records.exporters.gmcr import conflict as conflict
from sim.records.exporters.named import exported as exported
from sim.records.files import case_names as case_names, scenario_files as scenario_files
from sim.records.imported_case import ImportedCase as ImportedCase, ImportedRow as ImportedRow
from sim.records.importers.registry import IMPORTERS as IMPORTERS, importer as importer
from sim.records.importing.cases import CheckedCase as CheckedCase, checked_case as checked_case
from sim.records.importing.refused import RefusedRow as RefusedRow
from sim.records.tables.columns import Column as Column, LongTable as LongTable
from sim.records.tables.table import RecordTable as RecordTable, table as table
