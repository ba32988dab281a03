"""The picture of positions: both sides' offers over time, term by term (the negotiation dance); drawn as SVG."""
