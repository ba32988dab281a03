"""What a record is made of: dates, moves with their fields, the setting, and the errors in plain words."""
