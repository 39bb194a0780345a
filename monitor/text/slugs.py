"""Names for addresses and files."""

from __future__ import annotations

import re

_OTHER = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """A name in small Latin letters, digits and hyphens: "NATO–Japan" is "nato-japan", "Токіо" is "tokio"."""
    from anyascii import anyascii

    return _OTHER.sub("-", anyascii(name).lower()).strip("-") or "unnamed"
