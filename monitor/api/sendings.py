"""Sending again: a digest once more to one of its recipients."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from monitor.model.digests import DigestId
from monitor.openapi.answering import Answer
from monitor.openapi.asking import Asked, Nothing, Refusal
from monitor.openapi.operations import Example, Operation, Operations
from monitor.services.sending_again import Refused, send_again
from monitor.shapes import telling as shapes

SENT = "/digests/ce44ba8f6e562595"


class Again(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who gets a digest once more."""

    recipient: Annotated[str, Meta(description="One of those it went to.", min_length=1, max_length=320)]
    again: Annotated[
        int,
        Meta(
            description="For the how manieth time; the same number sent twice is one sending. 0: once more.",
            ge=0,
            le=999,
        ),
    ] = 0


def repeat(asked: Asked[Nothing, Again]) -> Answer:
    id_, said = DigestId(asked.path["digest"]), asked.body
    with asked.app.store.reading() as work:
        if work.digests.named(id_) is None:
            raise Refusal(404, f"There is no digest {id_!r}.", where="path.digest")
    kept = send_again(asked.app.store, id_, said.recipient, now=asked.app.clock(), again=said.again or None)
    if kept is Refused.STRANGER:
        raise Refusal(422, kept.value, where="body.recipient")
    if isinstance(kept, Refused):
        raise Refusal(409, kept.value)
    return Answer(value=shapes.delivery(kept))


OPERATIONS: Operations = (
    Operation(
        id="sendAgain", tag="digests", method="POST", path="/digests/{digest}/again", run=repeat,
        summary="Send a digest once more to one of its recipients",
        description="Refused (409) while it is on its way, and for a recipient who is told no longer. The mail says "
        "that it was sent again.",
        query=Nothing, body=Again, answers=shapes.Delivery, fails=(409,),
        examples=(Example(f"{SENT}/again", '{"recipient": "digests", "again": 1}'),),
    ),
)  # fmt: skip
