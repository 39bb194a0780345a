"""docs/api.md: every operation with a request that runs as written."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote
from typing import Any

from monitor.openapi.document import TAGS
from monitor.openapi.operations import Example, Operation, Operations

DESK = "http://127.0.0.1:8765"
HEAD = f"""# The API

The web desk answers programs at `{DESK}/api/v1`, with what its pages show and change. The whole of it is described for
programs by `{DESK}/api/v1/openapi.json` (OpenAPI 3.1); this page is made from the same table
(`python -m monitor.api > docs/api.md`).

- Moments are ISO 8601 in UTC; an article is named by its canonical address.
- A list gives `items` and `next`. Send `next` as `cursor` for the following part; nothing is shown twice or left out
  because something came in between.
- Every answer to a GET has an `ETag`; sent back as `If-None-Match`, the same answer is not sent again (304). A watch's,
  sent as `If-Match` with a PUT, keeps two people from undoing each other's changes (412).
- Every failure is `{{"error": {{"sentence": "…", "where": "query.limit"}}}}`; of a watch's query it has `line` and
  `column`, too.
- Where the desk has passwords, send a token: `curl -H 'Authorization: Bearer …'`. Reading needs the role reader,
  changing editor.

Feeds, for readers of feeds, by a token as the password of HTTP basic authentication or as bearer:
`/feeds/watches/ID.atom` (`.rss`, `.json`) has the stories of a watch, `/feeds/stories/ID.atom` the reports of a story,
`/feeds/subscriptions/ID.atom` what a subscription was told. An entry keeps its name, and is updated when another report
comes; `ETag` and `Last-Modified` spare both sides what has not changed.

The requests below name what the tests of the API have; yours have other ids.
"""


def reference(operations: Operations) -> str:
    """The page, whole."""
    parts = [HEAD]
    for tag, about in TAGS.items():
        parts.append(f"## {tag.capitalize()}\n\n{about}\n")
        parts += [_operation(one) for one in operations if one.tag == tag]
    return "\n".join(parts)


def _operation(one: Operation[Any, Any]) -> str:
    lines = [f"### {one.method} {one.path}\n", f"{one.summary}.{f' {one.description}' if one.description else ''}\n"]
    lines += ["```sh", *(line for example in one.examples for line in command(one, example)), "```\n"]
    return "\n".join(lines)


def command(one: Operation[Any, Any], example: Example) -> Iterator[str]:
    """The example as a line of curl."""
    method = "" if one.method == "GET" else f" -X {one.method}"
    body = f" \\\n  --json {quote(example.body)}" if example.body else ""
    yield f"curl{method} {quote(f'{DESK}/api/v1{example.address}')}{body}"
