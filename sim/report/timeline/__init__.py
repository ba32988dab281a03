"""The timeline picture: one lane per issue, what stands as bands, each move as a mark; drawn as SVG."""
