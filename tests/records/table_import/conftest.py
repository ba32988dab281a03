"""A table imported into checked cases."""

import pytest

from sim.records.importing.cases import checked_case
from sim.records.table_import.open_table import TableOptions, open_table


class Imported(list):
    """The checked cases of a table; `warnings` has what there is to say of the table."""

    warnings = ()

    @property
    def refused(self):
        return [str(row) for case in self for row in case.refused]

    @property
    def notes(self):
        return [note for case in self for note in case.notes]


@pytest.fixture
def imported(tmp_path):
    """A function: the cases of a table with this text, with files of a map and a setting of these texts beside it."""

    def run(content, name="moves.csv", mapping=None, setting=None, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        for option, text in (("map_file", mapping), ("setting_file", setting)):
            if text is not None:
                options[option] = str(tmp_path / f"{option}.yaml")
                (tmp_path / f"{option}.yaml").write_text(text, "utf-8")
        with open_table(path, TableOptions(**options)) as table:
            table.imported.read()
            cases = Imported(checked_case(case, name) for case in table.imported.cases())
            cases.warnings = list(table.imported.warnings)
            cases.table = table
        return cases

    return run
