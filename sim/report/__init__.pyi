# What `sim.report` offers: pictures and pages of a record, as text.

from sim.model.errors import MissingDependencyError as MissingDependencyError
from sim.report.dance.picture import positions_picture as positions_picture
from sim.report.evidence.picture import evidence_matrix as evidence_matrix
from sim.report.page.page import replay_page as replay_page
from sim.report.svg.canvas import Picture as Picture
from sim.report.timeline.picture import picture as picture
