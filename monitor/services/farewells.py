"""The link in a mail by which its reader ends the subscription, without login and for nobody else.

A link holds whose subscription it is and a signature (HMAC-SHA-256, RFC 2104, cut to 128 bits) by a key that the
database keeps: nobody can make one for another reader. It needs no row of its own, so it works for as long as its key
is kept, and answers the same whether its reader is told still, was removed, or unsubscribed long ago.
"""

from __future__ import annotations

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.model.digests import SubscriptionId
from monitor.model.farewells import Farewell, SigningKey

if TYPE_CHECKING:
    from monitor.storage import Store

PATH = "/u/"
KEY_BYTES = 32
# In hexadecimal digits: a link must not end in a sign that a mail program takes for the sentence's.
SIGNATURE_DIGITS = 32
SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One recipient of one subscription."""

    subscription: SubscriptionId
    recipient: str


def token_of(reader: Reader, key: SigningKey) -> str:
    """What stands behind `/u/` for a reader: letters, digits, `-` and `_`."""
    said = SEPARATOR.join((str(key.number), reader.subscription, reader.recipient))
    body = urlsafe_b64encode(said.encode()).rstrip(b"=").decode()
    return body + _signature(body, key)


def reader_of(token: str, keys: Sequence[SigningKey]) -> Reader | None:
    """Whose link it is; None where no key of ours signed it."""
    body, signature = token[:-SIGNATURE_DIGITS], token[-SIGNATURE_DIGITS:]
    try:
        said = urlsafe_b64decode(body + "=" * (-len(body) % 4)).decode()
    except ValueError:
        return None
    number, _, rest = said.partition(SEPARATOR)
    subscription, _, recipient = rest.partition(SEPARATOR)
    key = next((one for one in keys if str(one.number) == number), None)
    if key is None or not hmac.compare_digest(_signature(body, key).encode(), signature.encode()):
        return None
    return Reader(subscription=SubscriptionId(subscription), recipient=recipient)


def _signature(body: str, key: SigningKey) -> str:
    return hmac.digest(key.value, f"unsubscribe{SEPARATOR}{body}".encode(), "sha256").hex()[:SIGNATURE_DIGITS]


def address_of(reader: Reader, key: SigningKey, desk: str) -> str:
    """The whole link; `desk` is where readers reach the web desk."""
    return f"{desk.rstrip('/')}{PATH}{token_of(reader, key)}"


def signing_key(store: Store, now: datetime) -> SigningKey:
    """The key that signs now; the first one is made here."""
    with store.reading() as work:
        keys = work.signing_keys.all()
    if keys:
        return keys[0]
    renew_key(store, now)
    return signing_key(store, now)


def renew_key(store: Store, now: datetime) -> None:
    """Sign with a new key from now on; links that were sent go on working."""
    with store.begin() as work:
        work.signing_keys.add(secrets.token_bytes(KEY_BYTES), now)


def unsubscribe(store: Store, reader: Reader, now: datetime) -> None:
    """Nothing goes to this recipient of this subscription any more; twice is once."""
    with store.begin() as work:
        if work.subscriptions.last_known(reader.subscription) is not None:
            farewell = Farewell(subscription=reader.subscription, recipient=reader.recipient, at=now)
            work.farewells.keep(farewell)


def resubscribe(store: Store, reader: Reader, now: datetime) -> None:
    """As before the reader unsubscribed; what was stopped on its way goes out."""
    with store.begin() as work:
        work.farewells.take_back(reader.subscription, reader.recipient, now)
