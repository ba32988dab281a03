"""The folders are the architecture: the map in the documentation is that of the imports, which run down and not far."""

import re
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

import grimp
import pytest

from sim.lazy import offered

pytestmark = pytest.mark.uncovered

LONGEST_CHAIN: Final = 29
"""How many modules may import one another in a row."""

NODE: Final = r"^ *([a-z_]+)\["

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text("utf-8")
(MAP,) = re.findall(r"^```mermaid\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
GRAPH = grimp.build_graph("sim", exclude_type_checking_imports=True, cache_dir=None)


def folder(module: str) -> str:
    """The folder of a module, or the module itself where it is in none, as the map names it."""
    return ".".join(module.split(".")[:2]).removeprefix("sim.")


def imported_by(module: str) -> list[str]:
    return sorted(GRAPH.find_modules_directly_imported_by(module))


def folders() -> dict[str, set[str]]:
    """The folders of the package, each with those that it imports."""
    arrows: dict[str, set[str]] = {folder(module): set() for module in GRAPH.modules}
    for module in GRAPH.modules:
        arrows[folder(module)].update(map(folder, imported_by(module)))
    return {name: imported - {name} for name, imported in arrows.items()}


def reached(name: str, arrows: dict[str, set[str]]) -> Iterator[str]:
    for imported in arrows[name]:
        yield imported
        yield from reached(imported, arrows)


def without_detours(arrows: dict[str, set[str]]) -> dict[str, set[str]]:
    """The arrows that are left when each one is taken away that a longer way replaces."""
    return {
        name: imported - {far for near in imported for far in reached(near, arrows)}
        for name, imported in arrows.items()
    }


def drawn(arrow: str) -> dict[str, set[str]]:
    """The arrows of a kind on the map, by where they start."""
    arrows: dict[str, set[str]] = {name: set() for name in re.findall(NODE, MAP, re.MULTILINE)}
    for start, ends in re.findall(rf"^ *([a-z_]+) {re.escape(arrow)} ([a-z_ &]+)$", MAP, re.MULTILINE):
        arrows[start].update(ends.split(" & "))
    return arrows


def test_the_map_shows_which_folder_imports_which():
    assert drawn("-->") == without_detours(folders())


def test_the_map_shows_where_public_names_are_from():
    homes = {folder(module): {folder(home) for home in offered(module).values()} for module in ("sim", "sim.moves")}
    homes["sim"].remove("sim")  # which has its version
    assert {name: shown for name, shown in drawn("-.->").items() if shown} == homes


def test_the_map_names_every_folder_once():
    names = re.findall(NODE, MAP, re.MULTILINE)
    assert sorted(names) == sorted(folders())


def test_no_module_imports_itself_by_way_of_others():
    TopologicalSorter({module: imported_by(module) for module in GRAPH.modules}).prepare()


@cache
def chain(module: str) -> tuple[str, ...]:
    """The longest chain of imports that begins with a module."""
    return (module, *max(map(chain, imported_by(module)), key=len, default=()))


def test_the_longest_chain_of_imports_is_short():
    longest = max(map(chain, sorted(GRAPH.modules)), key=len)
    assert len(longest) <= LONGEST_CHAIN, "\n".join(("too many modules import one another:", *longest))
    assert f"no more than {LONGEST_CHAIN} modules" in " ".join(PAGE.split())
