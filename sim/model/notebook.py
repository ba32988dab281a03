"""Things that show themselves in a notebook as HTML."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


class ShownInNotebooks:
    """A thing that a notebook shows as HTML, which it asks for under the name `_repr_html_`.

    The HTML is made by the reports, which stand above all that they show. So their module is found by its name, when a
    notebook asks and not before: nothing below imports a report, and no record waits for one to be loaded.
    """

    __slots__ = ()

    @property  # a method would be called on the class as well
    def _repr_html_(self) -> Callable[[], str]:
        return lambda: _html_of(self)


def _html_of(thing: ShownInNotebooks) -> str:
    reports: Any = import_module("sim.report.notebook.html")
    html: str = reports.html_of(thing)
    return html
