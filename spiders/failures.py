"""Why no answer came: the errors of Scrapy and Twisted to an outcome and a sentence."""

from __future__ import annotations

import zlib

import brotli  # type: ignore[import-untyped]  # it ships no types
from backports import zstd
from OpenSSL import SSL
from scrapy import exceptions
from scrapy.exceptions import IgnoreRequest
from twisted.internet import error as internet
from twisted.web.client import ResponseFailed

from monitor.egress import UnknownHost
from monitor.model.errors import EgressError
from monitor.model.polls import OutcomeKind

_UNPACKING_ERRORS = (zlib.error, brotli.error, zstd.ZstdError)

# Everything that a transfer may end with instead of an answer. What is not here is a fault of ours.
TRANSFER_ERRORS = (
    EgressError,
    IgnoreRequest,
    exceptions.CannotResolveHostError,
    exceptions.DownloadCancelledError,
    exceptions.DownloadConnectionRefusedError,
    exceptions.DownloadFailedError,
    exceptions.DownloadTimeoutError,
    exceptions.ResponseDataLossError,
    exceptions.NotSupported,
    exceptions.UnsupportedURLSchemeError,
    internet.ConnectError,
    internet.ConnectionClosed,
    internet.DNSLookupError,
    ResponseFailed,
    SSL.Error,
    OSError,
    # An address or a header that Scrapy or Twisted cannot put on the wire.
    ValueError,
    *_UNPACKING_ERRORS,
)


class RobotsRefused(IgnoreRequest):
    """robots.txt forbids an address to us."""


class RobotsUnreadable(IgnoreRequest):
    """A site's server is too broken to tell its rules: nothing may be asked for meanwhile (RFC 9309, 2.3.1.4)."""


class CrawlStopped(Exception):
    """The crawl was told to stop; never leaves this room."""


class Unanswered(Exception):
    """No answer came, and why; never leaves this room."""

    def __init__(self, kind: OutcomeKind, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


def unanswered(error: BaseException) -> Unanswered:
    """What an error says of the address that was asked."""
    match error:
        case UnknownHost():
            return Unanswered(OutcomeKind.UNREACHABLE, str(error))
        case EgressError():
            return Unanswered(OutcomeKind.REFUSED, str(error))
        case RobotsRefused():
            return Unanswered(OutcomeKind.REFUSED, f"{error}.")
        case RobotsUnreadable():
            return Unanswered(OutcomeKind.SERVER_ERROR, f"{error}.")
        case exceptions.DownloadCancelledError():
            return Unanswered(OutcomeKind.TOO_LARGE, "The answer is larger than the limit and was broken off.")
        case IgnoreRequest(__cause__=ValueError()):
            return Unanswered(OutcomeKind.TOO_LARGE, "The answer unpacks to more than the limit and was broken off.")
        case IgnoreRequest():
            return Unanswered(OutcomeKind.SERVER_ERROR, "The server sends us from one address to the next without end.")
        case exceptions.DownloadTimeoutError():
            return Unanswered(OutcomeKind.UNREACHABLE, "The server took too long to answer.")
        case exceptions.CannotResolveHostError() | internet.DNSLookupError():
            return Unanswered(OutcomeKind.UNREACHABLE, "The host has no address.")
        case exceptions.DownloadConnectionRefusedError():
            return Unanswered(OutcomeKind.UNREACHABLE, "The server refuses connections.")
        case exceptions.ResponseDataLossError():
            return Unanswered(OutcomeKind.UNREACHABLE, "The connection broke in the middle of the answer.")
        case exceptions.NotSupported() | exceptions.UnsupportedURLSchemeError():
            return Unanswered(OutcomeKind.REFUSED, "The address begins with neither http: nor https:.")
        case ValueError():
            return Unanswered(OutcomeKind.REFUSED, f"The address cannot be asked for: {_words(error)}.")
    if isinstance(error, _UNPACKING_ERRORS):
        return Unanswered(OutcomeKind.SERVER_ERROR, f"The answer cannot be unpacked: {_words(error)}.")
    if is_certificate_error(error):
        return Unanswered(OutcomeKind.UNREACHABLE, "The server's certificate cannot be trusted.")
    return Unanswered(OutcomeKind.UNREACHABLE, f"The connection failed: {_words(error)}.")


def is_certificate_error(error: BaseException) -> bool:
    """Whether a certificate that does not verify stands behind an error."""
    causes: list[BaseException] = [error]
    while causes:
        cause = causes.pop()
        if isinstance(cause, SSL.Error):
            return "certificate" in str(cause)
        if isinstance(cause, ResponseFailed):
            causes += [reason.value for reason in cause.reasons]
        if cause.__cause__ is not None:
            causes.append(cause.__cause__)
    return False


def _words(error: BaseException) -> str:
    first_line = str(error).strip().split("\n", 1)[0].rstrip(".")
    return first_line[:200] or type(error).__name__
