"""A message as a mail: MIME parts and headers (RFC 5322, 2369, 2919, 3834, 8058)."""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from functools import lru_cache
from urllib.parse import quote

from monitor.model.channels import ChannelSettings
from monitor.model.messages import Message

# Seven bits: quoted-printable or base64, whichever is shorter, and no server needs an extension.
POLICY = SMTP.clone(cte_type="7bit")
ADDRESS = re.compile(r"[^\s\x00-\x1f\x7f@<>(),;:\\\"\[\]]+@[^\s\x00-\x1f\x7f@<>(),;:\\\"\[\]]+")


def is_address(text: str) -> bool:
    """Whether `text` is one bare mail address, such as can stand in an envelope and a header."""
    return ADDRESS.fullmatch(text) is not None and "=?" not in text


def is_unsubscribe_address(text: str) -> bool:
    """Whether `text` can stand in List-Unsubscribe."""
    return re.fullmatch(r"(mailto:|https://)[^\s\x00-\x1f\x7f<>,]+", text) is not None


def sender_address(settings: ChannelSettings) -> str:
    """The bare address of `sender`, for the envelope; empty where there is none that every server takes."""
    address = parseaddr(settings.sender)[1]
    usable = is_address(address) and address.isascii() and settings.sender == _one_line(settings.sender)
    return address if usable else ""


def compose_mail(message: Message, recipient: str, settings: ChannelSettings) -> bytes:
    """The mail of a message; its Message-ID is the same at every try, so that a repeat can be told by it."""
    head = _head(message, recipient, settings).as_bytes().rstrip(b"\r\n")
    return head + b"\r\n" + _body(message.part("text"), message.part("html"))


# One digest goes to many readers, one after the other; encoding it takes most of a mail's time.
@lru_cache(maxsize=2)
def _body(text: str, html: str) -> bytes:
    """The headers that speak of the content, and the content."""
    mail = EmailMessage(policy=POLICY)
    mail.set_content(text)
    mail.add_alternative(html, subtype="html")
    return mail.as_bytes()


def _head(message: Message, recipient: str, settings: ChannelSettings) -> EmailMessage:
    sender = sender_address(settings)
    domain = sender.partition("@")[2]
    mail = EmailMessage(policy=POLICY.clone(utf8=not recipient.isascii()))
    mail["From"] = _address(sender, display_name=_one_line(parseaddr(settings.sender)[0]))
    mail["To"] = _address(recipient)
    mail["Subject"] = _one_line(message.subject)
    mail["Date"] = message.date
    mail["Message-ID"] = f"<{message.id}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    list_name = f"{_label(message.subscription) or 'digest'}.farwatch.{domain}"
    mail["List-Id"] = f"<{list_name}>"
    # A message that never was: all digests of a subscription answer to it, so that programs show them as one thread.
    mail["References"] = mail["In-Reply-To"] = f"<{list_name}@{domain}>"
    unsubscribe = _unsubscribe(settings, message, recipient, sender)
    mail["List-Unsubscribe"] = ", ".join(f"<{address}>" for address in unsubscribe)
    # RFC 8058, section 3.1: one https address, and what is to be posted to it.
    if unsubscribe[0].startswith("https://"):
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if message.possibly_repeated:
        mail["X-Farwatch-Possibly-Repeated"] = "yes"
    return mail


def _unsubscribe(settings: ChannelSettings, message: Message, recipient: str, sender: str) -> tuple[str, ...]:
    """Where the reader unsubscribes: where the channel declares, else on the desk and by a line to the sender."""
    by_mail = f"mailto:{sender}?subject=unsubscribe%20{quote(message.subscription, safe='')}"
    if not settings.unsubscribe:
        return (message.unsubscribe, by_mail) if message.unsubscribe else (by_mail,)
    named = settings.unsubscribe
    values = {"{subscription}": message.subscription, "{recipient}": recipient}
    for name, value in values.items():
        named = named.replace(name, quote(value, safe=""))
    return (named,)


def _address(address: str, display_name: str = "") -> Address:
    name, _, host = address.rpartition("@")
    return Address(display_name=display_name, username=name, domain=host)


def _one_line(text: str) -> str:
    """Renderings send one line; a header is where a second one would do harm, so it is seen to here too.

    Text that looks like an encoded word (RFC 2047) is broken up: the library would decode it, line breaks and all, and
    before CPython 3.11.10 write them out (CVE-2024-6923).
    """
    return re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]+", " ", text).replace("=?", "= ?")


def _label(text: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", text.casefold()).strip("-")
