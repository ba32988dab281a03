"""The rules of a negotiation: the lifecycles of its subjects, the verdict on a move, the state and its next moves."""
