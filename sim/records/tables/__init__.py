"""Long tables: one header, a row for each fact, each column of one type; the first says of which case a row is."""
