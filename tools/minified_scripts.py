"""`make scripts`: the scripts of the replay page, as short as a browser allows, in sim/report/page/minified.

The files of sim/report/page are those that people read and change. A page takes the short ones, so that it stays small
where no library is at hand that could shorten them.
"""

from pathlib import Path
from typing import Final

import minify

from sim.report.page import page

SOURCES: Final = Path(page.__file__).parent


def minified(name: str) -> str:
    """A part of the script in one line; its own names, which other parts use, stay as they are."""
    short: str = minify.string("application/javascript", SOURCES.joinpath(f"{name}.js").read_text("utf-8"))
    return f"{short}\n"


def main() -> None:
    """Write all parts."""
    for name in page.PARTS:
        page.MINIFIED.joinpath(f"{name}.js").write_text(minified(name), "utf-8")


if __name__ == "__main__":
    main()
