"""Days on which stories happen: one, a later one, and one much later."""

DAY = "2013-03-01"
LATER = "2013-06-01"
MUCH_LATER = "2013-09-01"
