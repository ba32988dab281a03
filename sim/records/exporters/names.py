"""How subjects and actors are called."""

from sim.rules.subject import Subject


def title_of(subject: Subject) -> str:
    """The title of a subject, or its id where it has none."""
    return getattr(getattr(subject, "made", subject), "title", None) or subject.id
