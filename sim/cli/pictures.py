"""Pictures as files, with a warning of what is missing in them."""

from itertools import islice
from typing import Final

from sim.cli.printing import say
from sim.report.svg.canvas import Picture
from sim.report.svg.export import FORMS, missing_characters

_SHOWN: Final = 12


def converted(drawn: Picture, ending: str) -> bytes:
    """A picture as a file with this ending; signs that no font has are named on standard error.

    Raises: MissingDependencyError.
    """
    made = FORMS[ending](drawn)
    missing = () if ending == ".svg" else missing_characters(drawn)
    if missing:
        named = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in islice(missing, _SHOWN))
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        say(
            f"warning: no font here has {named}{more}, so the picture has boxes in their place; install a font that "
            "has them, or write an .svg, which is drawn with the fonts of whoever looks at it",
            err=True,
        )
    return made
