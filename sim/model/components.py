"""Connected components of a graph: what hangs together, directly or by way of others."""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def first_connected(neighbours: Mapping[Node, Iterable[Node]]) -> dict[Node, Node]:
    """For each node the first one of those that are connected with it, by the order of *neighbours*.

    That has the neighbours of every node, in both directions.
    """
    first_of = dict[Node, Node]()
    for first in neighbours:
        ahead = [] if first in first_of else [first]
        while ahead:
            node = ahead.pop()
            if node not in first_of:
                first_of[node] = first
                ahead += neighbours[node]
    return first_of
