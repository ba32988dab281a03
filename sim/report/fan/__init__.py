"""The picture of forecasts: tension as a fan of many runs, and how often each outcome came about; drawn as SVG."""

from sim.report.fan.picture import fan as fan
