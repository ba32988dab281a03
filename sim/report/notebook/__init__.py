"""Records and tables as HTML for a notebook: tables of the moves and subjects, and the timeline."""
