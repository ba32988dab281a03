# What `sim.records` offers: records as tables, from tables, and many of them at once.

from sim.records.files import case_names as case_names, scenario_files as scenario_files
from sim.records.imported_case import ImportedCase as ImportedCase, ImportedRow as ImportedRow
from sim.records.tables.columns import Column as Column, LongTable as LongTable
from sim.records.tables.table import RecordTable as RecordTable, table as table
