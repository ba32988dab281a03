"""Records in and out: tables, data sets of the field, other tools' formats, folders of files, and two codings compared.

    files = scenario_files(["cases/"])
    names = case_names(files)

A table has typed columns, so that it can be read by pandas, R or a database as it stands.
"""

from sim.lazy import attach_stub

__getattr__, __dir__ = attach_stub(__name__)
