"""The terms of offers of the Concordia protocol, as the values of terms or in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.records.importers.digits import in_digits
from sim.records.importers.texts import plain

Terms = str | Mapping[str, str]

_UNITS = ("currency", "unit")


def terms_of(body: Mapping[str, Any], key: str = "terms") -> Terms | None:
    """What an offer proposes: the value of each term, or in words its bundles or conditions; None if it is nothing."""
    values = values_of(body.get(key))
    if values:
        return values
    bundles = " or ".join(filter(None, map(_bundle, _listed(body.get("bundles")))))
    conditions = "; ".join(filter(None, map(_condition, _listed(body.get("conditions")))))
    return "; ".join(filter(None, (bundles, conditions))) or None


def values_of(terms: Any) -> Mapping[str, str]:
    """The terms that have a value, each with the value as text."""
    if not isinstance(terms, dict):
        return {}
    values = ((plain(name.replace(",", " ")), value_of(term)) for name, term in terms.items())
    return {name: value for name, value in values if name and value}


def value_of(term: Any) -> str:
    """The value of a term with its unit or currency behind it; empty if it has none."""
    if not isinstance(term, dict):
        return _scalar(term)
    value = _scalar(term.get("value"))
    unit = next((_scalar(term[key]) for key in _UNITS if key in term), "")
    return f"{value} {unit}".strip() if value else ""


def in_words(value: Any) -> str:
    """Any part of a body in words: the keys of objects, each before what stands under it."""
    if isinstance(value, dict):
        return ", ".join(f"{plain(key.replace('_', ' '))} {in_words(part)}".strip() for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(in_words, value))
    return _scalar(value)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return in_digits(value)
    if isinstance(value, list):
        return ", ".join(filter(None, map(_scalar, value)))
    return "" if value is None or isinstance(value, dict) else plain(str(value))


def _listed(value: Any) -> Iterator[Mapping[str, Any]]:
    yield from (part for part in value if isinstance(part, dict)) if isinstance(value, list) else ()


def _bundle(bundle: Mapping[str, Any]) -> str:
    label = _scalar(bundle.get("label")) or _scalar(bundle.get("bundle_id"))
    return f"{label}: {in_words(values_of(bundle.get('terms')))}" if bundle.get("terms") else label


def _condition(condition: Mapping[str, Any]) -> str:
    if_, then = (values_of(condition.get(key)) for key in ("if", "then"))
    return f"if {in_words(if_)}: {in_words(then)}" if if_ or then else ""
