"""The picture of evidence: conclusions against moves, with what hangs on what; drawn as SVG."""
