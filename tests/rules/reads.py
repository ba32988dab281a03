"""How a subject of a story reads on a day."""

from sim.model.dates import LIKELY, When


def reads(story, name, day, reading=LIKELY):
    """The status of a subject on a day; of a commitment that of each part."""
    statuses = story.state.subjects[name].statuses(When.of(day).best, reading)
    return statuses.get("", statuses)
