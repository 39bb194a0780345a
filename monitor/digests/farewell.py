"""The reader's own line at the end of a mail; what all readers of a digest share is rendered once."""

from __future__ import annotations

from dataclasses import replace

from jinja2 import Template

from monitor.digests.languages.asking import asked_words
from monitor.model.messages import Message

# The class is the one of the digest's foot, which the style for dark screens names.
_LINE = Template(
    '<p class="foot" align="center" style="margin: 0; padding: 0 12px 24px 12px; font-size: 14px; color: #5c6269; '
    'text-align: center; border: 0"><a href="{{ address }}" style="color: #14507a">{{ words }}</a></p>\n',
    autoescape=True,
)
_END = "</body>"


def with_farewell(message: Message, address: str, *, language: str) -> Message:
    """The mail with the link by which its reader unsubscribes."""
    words = asked_words(language).unsubscribe
    # Escaped text holds no tag, so the last one of these is the page's own.
    before, end, after = message.part("html").rpartition(_END)
    html = f"{before}{_LINE.render(address=address, words=words)}{end}{after}"
    text = f"{message.part('text')}{words}:\n{address}\n"
    return replace(message, parts=(("text", text), ("html", html)), unsubscribe=address)
