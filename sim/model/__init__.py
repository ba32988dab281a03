"""The elements of a record: dates, moves with their fields, the setting, and the errors in plain words."""
