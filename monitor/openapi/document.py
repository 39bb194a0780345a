"""The OpenAPI 3.1 document, made of the table of operations and of the types that are decoded and encoded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import json as msgspec_json

from monitor.openapi.answering import JSON, Failed
from monitor.openapi.operations import Operation, Operations

# Any: a part of an OpenAPI document is JSON of whatever depth.
Json = dict[str, Any]
REF = "#/components/schemas/{name}"
# What each name in an address may be; an id is found or not, so its form is no matter of the document.
NAME: Json = {"type": "string", "minLength": 1, "maxLength": 300, "pattern": "^[^/\\u0000]+$"}
NUMBER: Json = {"type": "integer", "minimum": 0, "maximum": 2**53 - 1}
PATH: Mapping[str, tuple[str, Json, object]] = {
    "channel": ("A channel's name, as config/farwatch.toml has it.", NAME, "folder"),
    "concept": ("A concept's id.", NAME, "japan"),
    "decision": ("A decision's number.", NUMBER, 1),
    "digest": ("A digest's id.", NAME, "ce44ba8f6e562595"),
    "outlet": ("An outlet's id: small letters, digits and hyphens.", NAME, "example"),
    "proposal": ("A proposal's number.", NUMBER, 1),
    "story": ("A story's id.", NAME, "73f03560ef12a70c"),
    "subscription": ("A subscription's id: small letters, digits and hyphens.", NAME, "morning"),
    "watch": ("A watch's id: small letters, digits and hyphens.", NAME, "nato-japan"),
}
TAGS = {
    "stories": "Articles of one event, put together; and what people decide about them.",
    "articles": "What outlets published, searched in the language of watches.",
    "watches": "Standing queries, the concepts they name, and what readers say of what they find.",
    "outlets": "Who is visited, how it goes, and how a new site could be followed.",
    "subscriptions": "Who is told what, when and where.",
    "digests": "What was told, and whether it arrived.",
    "service": "The service itself.",
}
FAILURES = {
    400: "The query cannot be read; `where` names the parameter, `line` and `column` the place in a watch's query.",
    401: "Nobody is signed in: send a token as `Authorization: Bearer …`.",
    403: "Readers may not change anything; or another site's page asked.",
    404: "There is no such thing.",
    406: "It is not given in any type that was asked for.",
    409: "What stands now does not allow it; the sentence says why.",
    412: "It was changed meanwhile (If-Match), or is there already (If-None-Match).",
    413: "The body is too large.",
    415: "The body is not application/json.",
    422: "The body is not what is expected; `where` names the field.",
    429: "Too often or too much at once; ask again after `Retry-After` seconds.",
    503: "The database does not answer, or this process cannot do it; ask again after `Retry-After` seconds.",
}
LICENCE = {"name": "MIT", "identifier": "MIT"}
EVERY = (400, 401, 403, 406, 429, 503)
OF_BODY = (413, 415, 422)
ABOUT = """Everything that the web desk and the command line can do, for programs.

Moments are ISO 8601 in UTC. An article is named by its canonical address. A list gives `items` and `next`: send that
as `cursor` for the following part. Every answer to a GET has an `ETag`; with `If-None-Match` the same answer is not
sent again. Every failure is `{"error": {"sentence": …, "where": …}}`. Fields may be added, none is renamed."""


def document(operations: Operations) -> Json:
    """The whole document."""
    types = [one.answers for one in operations if one.answers is not None]
    types += [one.body for one in operations if one.has_body]
    of_answers, components = msgspec_json.schema_components([*types, Failed], ref_template=REF)
    schemas = dict(zip([*map(str, types), "failed"], of_answers, strict=True))
    paths: Json = {}
    for one in operations:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, schemas)
    failures = {
        str(status): {"description": sentence, "content": {JSON: {"schema": schemas["failed"]}}}
        for status, sentence in FAILURES.items()
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Farwatch",
            "version": "1",
            "description": ABOUT,
            "license": LICENCE,
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{}, {"token": []}, {"session": []}],
        "tags": [{"name": name, "description": said} for name, said in TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": components,
            "responses": failures,
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A program's token. GET needs the role reader, everything else editor.",
                },
                "session": {"type": "apiKey", "in": "cookie", "name": "farwatch", "description": "A person's session."},
            },
        },
    }


def _operation(one: Operation[Any, Any], schemas: Mapping[str, Json]) -> Json:
    said: Json = {
        "operationId": one.id,
        "tags": [one.tag],
        "summary": one.summary,
        "parameters": [*_of_path(one.path), *_of_query(one), *_of_header(one)],
        "responses": _responses(one, schemas),
    }
    if one.description:
        said["description"] = one.description
    if one.has_body:
        examples = {
            f"example{number}": {"value": msgspec_json.decode(example.body)}
            for number, example in enumerate(one.examples, 1)
            if example.body
        }
        content = {"schema": schemas[str(one.body)], "examples": examples}
        said["requestBody"] = {"required": True, "content": {JSON: content}}
    return said


def _of_path(path: str) -> list[Json]:
    found = []
    for name in re.findall(r"{(\w+)}", path):
        description, schema, example = PATH[name]
        found.append(
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": description,
                "schema": schema,
                "example": example,
            }
        )
    return found


def _of_query(one: Operation[Any, Any]) -> list[Json]:
    schema = msgspec_json.schema(one.query)
    described = schema.get("$defs", {}).get(one.query.__name__, schema)
    found = []
    for name, of in described.get("properties", {}).items():
        parameter = {"name": name, "in": "query", "required": name in described.get("required", ()), "schema": of}
        if "description" in of:
            parameter["description"] = of["description"]
        found.append(parameter)
    return found


def _of_header(one: Operation[Any, Any]) -> list[Json]:
    if 412 not in one.fails:
        return []
    tag = {"type": "string"}
    return [
        {"name": "If-Match", "in": "header", "schema": tag, "description": "Only if its ETag is still this."},
        {"name": "If-None-Match", "in": "header", "schema": tag, "description": "`*`: only if there is none yet."},
    ]


def _responses(one: Operation[Any, Any], schemas: Mapping[str, Json]) -> Json:
    found: Json = {str(one.status): _success(one, schemas)}
    if one.created:
        found["201"] = _success(one, schemas) | {"description": "Kept; it is new."}
    if one.reads:
        found["304"] = {"description": "What you have is still so (If-None-Match)."}
    named = (404,) if "{" in one.path or any("article" in name for name in one.query.__struct_fields__) else ()
    statuses = {*EVERY, *named, *one.fails, *(OF_BODY if one.has_body else ())}
    if one.created:
        # An id that could not be kept.
        statuses |= {422}
    return found | {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)}


def _success(one: Operation[Any, Any], schemas: Mapping[str, Json]) -> Json:
    said: Json = {"description": f"{one.summary}."}
    if one.status == 204:
        return {"description": "Done."}
    said["content"] = {media: {"schema": _schema(one, media, schemas)} for media in one.media}
    if one.reads:
        tag = {"description": "Of these very bytes.", "schema": {"type": "string"}}
        said["headers"] = {"ETag": tag}
    if one.links:
        said["links"] = {
            f"{link.to}": {"operationId": link.to, "parameters": {link.parameter: f"$response.body{link.pointer}"}}
            for link in one.links
        }
    return said


def _schema(one: Operation[Any, Any], media: str, schemas: Mapping[str, Json]) -> Json:
    if one.answers is not None:
        return schemas[str(one.answers)]
    return {"type": "object"} if media == JSON else {"type": "string"}
