"""What a reader is given: decoded text with its address and the outlet's zone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A listing as text. `url`: where it stands after redirects, for relative links; `zone`: IANA, for naive dates."""

    text: str
    url: str
    zone: str
    # What the source is written in, as far as is known beforehand (BCP 47).
    languages: tuple[str, ...] = ()
    # Regular expression that the whole address of an article link matches; None: all are wanted.
    links: str | None = None
