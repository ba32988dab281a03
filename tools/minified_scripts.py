"""`make scripts`: the parts of the script of the replay page, as short as a browser allows.

People read and change those in sim/report/page/scripts. A page takes the short ones, so that it stays small where no
library is at hand that could shorten them.
"""

import minify

from sim.report.page import page


def minified(name: str) -> str:
    """A part of the script in one line; its own names, which other parts use, stay as they are."""
    short: str = minify.string("application/javascript", page.SCRIPTS.joinpath(f"{name}.js").read_text("utf-8"))
    return f"{short}\n"


def main() -> None:
    """Write all parts."""
    for name in page.PARTS:
        page.MINIFIED.joinpath(f"{name}.js").write_text(minified(name), "utf-8")


if __name__ == "__main__":
    main()
