"""The picture of forecasts: tension as a fan of many runs, and the probability of each outcome; drawn as SVG."""
