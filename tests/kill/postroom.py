"""The other side of the road: an SMTP server and Slack, in a process of their own: python -m tests.kill.postroom JOURNAL

Both write down what they took, in the moment from which a reader may see it. Slack holds the limits that its
documentation states, keeps metadata and gives it back, and says 429 now and then. Over standard input a test asks for a
stop at a stage of the road ("hold smtp-data"); "at smtp-data" on standard output says that somebody stands there, and
"go" lets them on. The first line of output names the two ports.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from aiosmtpd.smtp import SMTP, Envelope, Session

REPEATED = "may have received this digest before"
TOO_OFTEN_EVERY = 9
# From here on are the numbers that outlets change: the article's own and so many.
EDITED = 1_000_000
STAGES = (
    "smtp-hello",
    "smtp-mail",
    "smtp-rcpt",
    "smtp-data",
    "smtp-taken",
    "smtp-answered",
    "slack-asked",
    "slack-taken",
    "slack-answered",
)


class Gate:
    """Stops whoever comes to a stage, as long as the test wants."""

    def __init__(self) -> None:
        self.stage = ""
        self.opened = asyncio.Event()

    async def passed(self, stage: str) -> None:
        if stage == self.stage:
            self.stage = ""
            self.opened.clear()
            print(f"at {stage}", flush=True)
            await self.opened.wait()

    async def listen(self) -> None:
        reader = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while line := (await reader.readline()).decode().strip():
            word, _, stage = line.partition(" ")
            if word == "hold":
                self.stage = stage
            else:
                self.stage = ""
                self.opened.set()


class Journal:
    """One line for each message that a reader may see."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8")

    def write(self, channel: str, to: str, identity: str, text: str) -> None:
        plain = " ".join(text.split())
        # An article that changed after it was told: the number that came, behind an arrow. Its address is no new story.
        edited = {int(number) for number in re.findall(r"→\W*(\d{7})(?!\d)", plain)}
        stories = {int(number) for number in re.findall(r"/news/(\d+)(?!\d)", text)}
        stories -= {number - EDITED for number in edited}
        told = [*map(str, sorted(stories)), *(f"edit {number}" for number in sorted(edited))]
        line = {"channel": channel, "to": to, "id": identity, "repeated": REPEATED in plain, "stories": told}
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()


class Postbox:
    def __init__(self, gate: Gate, journal: Journal) -> None:
        self._gate = gate
        self._journal = journal

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        await self._gate.passed("smtp-hello")
        return responses

    async def handle_MAIL(self, server: SMTP, session: Session, envelope: Envelope, address: str, _: list[str]) -> str:
        await self._gate.passed("smtp-mail")
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, _: list[str]) -> str:
        await self._gate.passed("smtp-rcpt")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        mail: Any = message_from_bytes(envelope.content, policy=default)
        text = mail.get_body(("plain",)).get_content()
        for to in envelope.rcpt_tos:
            self._journal.write("mail", to, mail["Message-ID"], text)
        await self._gate.passed("smtp-taken")
        return "250 taken"


class StagedSMTP(SMTP):
    """aiosmtpd's server, with a stage before a mail's text is read and one after the answer."""

    gate: Gate

    async def smtp_DATA(self, arg: str) -> None:
        await self.gate.passed("smtp-data")
        await super().smtp_DATA(arg)
        await self.gate.passed("smtp-answered")


class Slack:
    """Incoming webhooks at /hook, the Web API at /api; as much of both as a digest meets."""

    def __init__(self, gate: Gate, journal: Journal) -> None:
        self._gate = gate
        self._journal = journal
        self._requests = 0
        self._messages: list[dict[str, Any]] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = int(re.search(r"(?i)content-length: (\d+)", head)[1])  # type: ignore[index]  # a client of ours says it
            body = await reader.readexactly(length)
            status, answer = await self._answer(head.split()[1], body)
            wait = "Retry-After: 1\r\n" if status.startswith("429") else ""
            reply = f"HTTP/1.1 {status}\r\nContent-Length: {len(answer)}\r\n{wait}Connection: close\r\n\r\n".encode()
            writer.write(reply + answer)
            await writer.drain()
            await self._gate.passed("slack-answered")
        except (OSError, asyncio.IncompleteReadError):
            pass  # the client was killed
        finally:
            writer.close()

    async def _answer(self, path: str, body: bytes) -> tuple[str, bytes]:
        await self._gate.passed("slack-asked")
        self._requests += 1
        if self._requests % TOO_OFTEN_EVERY == 0:
            return "429 Too Many Requests", b'{"ok":false,"error":"ratelimited"}'
        if path.startswith("/api/conversations."):
            return "200 OK", self._found({key: values[0] for key, values in parse_qs(body.decode()).items()})
        payload = json.loads(body)
        if wrong := fault(payload):
            return "400 Bad Request", wrong.encode()
        return await self._take(path, payload)

    async def _take(self, path: str, payload: dict[str, Any]) -> tuple[str, bytes]:
        ts = f"{len(self._messages) + 1}.000000"
        self._messages.append(payload | {"ts": ts})
        metadata = payload.get("metadata", {}).get("event_payload", {})
        identity = f"{metadata.get('delivery', '')}/{metadata.get('part', '')}"
        channel = "hook" if path == "/hook" else "bot"
        self._journal.write(channel, payload.get("channel", ""), identity, json.dumps(payload, ensure_ascii=False))
        await self._gate.passed("slack-taken")
        answer = {"ok": True, "channel": payload.get("channel"), "ts": ts}
        return "200 OK", b"ok" if path == "/hook" else json.dumps(answer).encode()

    def _found(self, asked: dict[str, str]) -> bytes:
        thread = asked.get("ts")
        found = [
            message
            for message in self._messages
            if message.get("channel") == asked["channel"]
            and (thread in (message["ts"], message.get("thread_ts")) if thread else "thread_ts" not in message)
        ]
        return json.dumps({"ok": True, "messages": found[::-1][:200]}).encode()


def fault(payload: dict[str, Any]) -> str:
    """What Slack's documentation does not allow (docs.slack.dev/reference/block-kit/blocks)."""
    blocks = payload.get("blocks", [])
    if not payload.get("text") or not 0 < len(blocks) <= 50:
        return "invalid_payload"
    for block in blocks:
        text = block.get("text", {}).get("text", "-")
        longest = {"header": 150, "section": 3000}.get(block["type"], 3000)
        if not 0 < len(text) <= longest or len(block.get("elements", ())) > 10:
            return "invalid_blocks"
    return ""


async def main(path: str) -> None:
    gate, journal = Gate(), Journal(Path(path))
    slack = Slack(gate, journal)
    loop = asyncio.get_running_loop()

    def smtp() -> SMTP:
        server = StagedSMTP(Postbox(gate, journal), hostname="postroom", loop=loop)
        server.gate = gate
        return server

    mail = await loop.create_server(smtp, "127.0.0.1", 0)
    web = await asyncio.start_server(slack.serve, "127.0.0.1", 0, limit=10_000_000)
    print(mail.sockets[0].getsockname()[1], web.sockets[0].getsockname()[1], flush=True)
    await gate.listen()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
