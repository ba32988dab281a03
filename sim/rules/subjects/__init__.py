"""The subjects of a negotiation, one file each, all in the sections MOVES, STATE, LAW, REDUCERS."""
