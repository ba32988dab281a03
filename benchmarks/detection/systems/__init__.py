"""Small systems that keep track of a negotiation. None of them imports negsim: that is what makes them a test of it."""
