"""What becomes of a try while its query is still being typed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime

import pytest
from starlette.types import Message

from monitor.web import web_app
from tests.builders import NOW
from tests.web.conftest import Desk

TRY = b"query=%40nato+NEAR/s+%40japan&saved=nato-japan"


class Browser:
    """Asks for a try; where it `hangs_up`, in the middle of the desk's work on it."""

    def __init__(self, desk: Desk, *, hangs_up: bool) -> None:
        self._app = replace(desk.app, clock=self.clock)
        self._hangs_up = hangs_up
        self._gone = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._asked = False
        self.said: list[Message] = []

    def clock(self) -> datetime:
        """Asked for by the thread that tries, when it begins."""
        if self._hangs_up:
            asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result()
        return NOW

    async def _hang_up(self) -> None:
        self._gone.set()
        for _ in range(10):  # until the desk has heard of it
            await asyncio.sleep(0)

    async def receive(self) -> Message:
        if self._asked:
            await self._gone.wait()
            return {"type": "http.disconnect"}
        self._asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(self, message: Message) -> None:
        self.said.append(message)

    async def ask(self) -> int:
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": "/watches/try",
            "raw_path": b"/watches/try",
            "query_string": TRY,
            "root_path": "",
            "headers": [(b"host", b"127.0.0.1")],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        await web_app(self._app, host="127.0.0.1")(scope, self.receive, self.send)
        return int(self.said[0]["status"])


@pytest.mark.parametrize(("hangs_up", "status"), [(False, 200), (True, 204)])
def test_a_try_is_given_up_when_the_browser_hangs_up(desk: Desk, *, hangs_up: bool, status: int) -> None:
    async def ask() -> int:
        return await Browser(desk, hangs_up=hangs_up).ask()

    assert asyncio.run(ask()) == status
