from __future__ import annotations

from email import message_from_bytes
from email.policy import default

from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.channels.mails import compose_mail, is_address
from monitor.model.channels import ChannelSettings
from tests.channels.channel_builders import message

HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "List-Id",
    "References",
    "In-Reply-To",
    "List-Unsubscribe",
    "MIME-Version",
    "Content-Type",
}
words = st.text(max_size=40) | st.text(alphabet="a@.\r\n\t :;,<>\"'\\()[]=?_й\u2028\x00", max_size=40)
labels = st.text(alphabet="aй.=?_-+'!#$%&*/^`{|}~", min_size=1, max_size=20)
addresses = st.builds("{}@{}".format, labels, labels).filter(is_address)


@settings(max_examples=200)
@given(words, words, addresses, words)
@example("a" * 2000, "x", "a..b@c..d", "=?utf-8?q?=0d=0aBcc:_x?=")
@example("=?utf-8?q?=0d=0aBcc:_x?=", "=?utf-8?q?=0d=0aBcc:_x?=", "a@b", "x")
@example("News\r\nBcc: x@y", "x\r\ny", "йй@example.org", "\r\nBcc: x")
def test_no_text_becomes_a_header(subject: str, subscription: str, recipient: str, name: str) -> None:
    sender = ChannelSettings(name="mail", kind="email", sender=f'"{name.translate(QUOTED)}" <farwatch@example.org>')
    mail = compose_mail(message(subject=subject, subscription=subscription), recipient, sender)
    head, _, _ = mail.partition(b"\r\n\r\n")
    read = message_from_bytes(mail, policy=default)
    assert set(read.keys()) == HEADERS
    assert all(line[:1] in b" \t" or line.partition(b":")[0].decode() in HEADERS for line in head.split(b"\r\n"))
    assert len(read["To"].addresses) <= 1


QUOTED = dict.fromkeys([*range(32), *map(ord, '"\\\u2028')])
