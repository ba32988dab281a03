"""The subjects of a negotiation, one file each, all in the same sections: MOVES, STATE, REDUCERS, rules, LIFECYCLE."""
