"""The command `negsim`, with the package `sim` that lies beside this module.

A folder on PYTHONPATH comes before what is installed, and may have a `sim` of its own; so ours is loaded by its place.
That is done when this module is imported, for the processes that the command starts import it too.
"""

import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from pathlib import Path

_HERE = Path(__file__).parent


def _is_ours_loaded() -> bool:
    path = getattr(sys.modules.get("sim"), "__file__", None)
    return path is not None and Path(path).resolve() == (_HERE / "sim" / "__init__.py").resolve()


def _load_ours() -> None:
    """Put our package in the place of whatever is loaded as `sim`."""
    spec = PathFinder.find_spec("sim", [str(_HERE)])
    assert spec is not None
    assert spec.loader is not None
    for name in [name for name in sys.modules if name.partition(".")[0] == "sim"]:
        del sys.modules[name]
    module = sys.modules["sim"] = module_from_spec(spec)
    spec.loader.exec_module(module)


if not _is_ours_loaded():
    _load_ours()

from sim.__main__ import main  # noqa: E402 - which `sim` that is, has been seen to above

__all__ = ["main"]
