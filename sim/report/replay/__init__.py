"""The replay page: a record, and branches of it, in one HTML file that asks for nothing else."""

from sim.report.replay.page import page as page
