"""How many planted bugs the default machine finds, how soon, and how short their failures shrink.

Four small systems that keep track of a negotiation, written apart from negsim, with bugs of the kinds that people make.
"""
