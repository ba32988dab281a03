"""Forecasts held against what came: cut days, questions, scores, baselines, reliability, and the bootstrap."""
