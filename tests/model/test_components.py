from hypothesis import given, strategies as st

from sim.model.components import first_connected

EDGES = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)))


def graph(edges):
    neighbours = {node: [] for node in range(9)}
    for one, other in edges:
        neighbours[one].append(other)
        neighbours[other].append(one)
    return neighbours


def test_what_is_connected_by_way_of_others_has_the_same_first_node():
    assert first_connected({"c": ["b"], "b": ["c", "a"], "a": ["b"], "d": []}) == {
        "c": "c", "b": "c", "a": "c", "d": "d",
    }  # fmt: skip


@given(EDGES)
def test_neighbours_are_connected_and_the_first_is_the_earliest(edges):
    first_of = first_connected(graph(edges))
    assert all(first_of[one] == first_of[other] for one, other in edges)
    assert all(first <= node and first_of[first] == first for node, first in first_of.items())


@given(EDGES, st.integers(0, 8))
def test_an_edge_more_joins_two_components_at_most(edges, node):
    before, after = (set(first_connected(graph(each)).values()) for each in (edges, [*edges, (0, node)]))
    assert len(before) - len(after) in (0, 1)
