"""The scales that an issue declares for its terms: of each its unit, or its words in order."""

from functools import partial

from sim.model.terms import Scale, scale_fault
from sim.scenario.fields import FieldReader, InvalidValueError, term_name, text
from sim.scenario.yaml.nodes import MappingNode, Node, SequenceNode


def scales(node: Node) -> MappingNode:
    """The mapping of the scales of terms, each under the name of its term."""
    if not isinstance(node, MappingNode):
        raise InvalidValueError(node, "name each term, and its unit or its words: `terms: {wage: EUR}`")
    if not (node.values and node.is_whole):
        raise InvalidValueError(
            node, "nothing stands here; name a term, and its unit or its words" if node.is_whole else ""
        )
    return node


def read_scales(reader: FieldReader, mapping: MappingNode, issue: str) -> dict[str, Scale]:
    """The scales of the terms of an issue, without those that are invalid."""
    concerns, scales_of_terms = f"issues, {issue}, terms", dict[str, Scale]()
    for key, node in mapping.values.items():
        term = reader.value(mapping, concerns, partial(term_name, key=key))
        scale = reader.value(node, f"{concerns}, {key}", _scale)
        if term is not None and scale is not None:
            scales_of_terms[term] = scale
    return scales_of_terms


def _scale(node: Node) -> Scale:
    """A unit, or a list of words."""
    declared = tuple(map(text, node.items)) if isinstance(node, SequenceNode) else text(node)
    if fault := scale_fault(declared):
        raise InvalidValueError(node, fault)
    return declared
