"""JSON Schemas of the formats of others: what they ask for, restated from the published ones.

OCEL: https://www.ocel-standard.org/2.0/ocel20-schema-json.json, draft 7. CloudEvents: the schema that version 1.0.2 of
the specification publishes as cloudevents/formats/cloudevents.json, draft 7.
"""


def _object(required, **properties):
    return {"type": "object", "properties": properties, "required": required.split()}


def _list(items):
    return {"type": "array", "items": items}


def _text(**more):
    return {"type": "string", **more}


_TIME = _text(format="date-time")
_TYPES = _list(
    _object("name attributes", name=_text(), attributes=_list(_object("name type", name=_text(), type=_text())))
)
_RELATIONS = _list(_object("objectId qualifier", objectId=_text(), qualifier=_text()))
_EVENT = _object(
    "id type time",
    id=_text(),
    type=_text(),
    time=_TIME,
    attributes=_list(_object("name value", name=_text(), value=_text())),
    relationships=_RELATIONS,
)
_OBJECT = _object(
    "id type",
    id=_text(),
    type=_text(),
    relationships=_RELATIONS,
    attributes=_list(_object("name value time", name=_text(), value=_text(), time=_TIME)),
)
OCEL = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    **_object(
        "eventTypes objectTypes events objects",
        eventTypes=_TYPES,
        objectTypes=_TYPES,
        events=_list(_EVENT),
        objects=_list(_OBJECT),
    ),
}


def _optional(**more):
    return {"type": ["string", "null"], "minLength": 1, **more}


CLOUD_EVENT = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    **_object(
        "id source specversion type",
        id=_text(minLength=1),
        source=_text(minLength=1, format="uri-reference"),
        specversion=_text(minLength=1),
        type=_text(minLength=1),
        datacontenttype=_optional(),
        dataschema=_optional(format="uri"),
        subject=_optional(),
        time=_optional(format="date-time"),
        data={"type": ["object", "string", "number", "array", "boolean", "null"]},
        data_base64={"type": ["string", "null"], "contentEncoding": "base64"},
    ),
}
