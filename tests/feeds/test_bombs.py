"""What is sent to hurt costs little: each in a process of its own, measured against a small feed read before."""

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

# Over rest: the body itself, its decoded text, one copy of its worst field, and what is kept.
MOST_MEGABYTES = 50
MOST_SECONDS = 20

MEASURE = """
import re, sys, time
from pathlib import Path
from monitor.feeds import read_bytes
from monitor.model.errors import FeedError
small = b"<rss><channel><item><title>a & b</title><link>https://example.org/1</link><x a='1'><y/></x></item></channel>"
read_bytes(small, url="https://example.org/")
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024

before = peak()
body = Path(sys.argv[1]).read_bytes()
start = time.process_time()
try:
    read_bytes(body, url="https://example.org/")
except FeedError:
    pass
print(peak() - before, time.process_time() - start)
"""


def rss(inside: bytes, before: bytes = b"") -> bytes:
    return before + b"<rss><channel>" + inside + b"</channel></rss>"


def title(text: bytes, before: bytes = b"") -> bytes:
    return rss(b"<item><title>" + text + b"</title></item>", before)


def laughs() -> bytes:
    declarations = b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(12))
    return title(b"&m;", b'<!DOCTYPE r [<!ENTITY a "ha">' + declarations + b"]>")


BOMBS: dict[str, Callable[[], bytes]] = {
    "billion laughs": laughs,
    "quadratic blow-up": lambda: title(b"&a;" * 100_000, b'<!DOCTYPE r [<!ENTITY a "' + b"x" * 99_000 + b'">]>'),
    "many short entities": lambda: title(b"&a;" * 2_500_000, b'<!DOCTYPE r [<!ENTITY a "x">]>'),
    "depth": lambda: rss(b"<a>" * 2_600_000),
    "width": lambda: rss(b"<item>" + b"<a/>" * 2_000_000 + b"</item>"),
    "entries": lambda: rss(b"<item/>" * 1_100_000),
    "attributes": lambda: rss(b"<item " + b" ".join(b'a%d=""' % i for i in range(700_000)) + b"/>"),
    "an attribute of 8 MB": lambda: rss(b"<item><link href='" + b"a" * 8_300_000 + b"'/></item>"),
    "namespaces": lambda: rss(b"".join(b'<a xmlns:b%d="u%d"/>' % (i, i) for i in range(280_000)) + b"<item/>"),
    "a word of 8 MB": lambda: rss(b"<item><author>" + b"a" * 8_300_000 + b"</item>"),
    "ampersands": lambda: title(b"&" * 8_300_000),
    "brackets": lambda: title(b"<" * 8_300_000),
    "lines": lambda: title(b"<x\n" * 2_700_000),
    "open CDATA": lambda: title(b"<![CDATA[" * 900_000),
    "signs beyond the basic plane": lambda: title("😀".encode() + b"a" * 8_300_000),
    "sitemap": lambda: b"<urlset>" + b"<url><loc>https://example.org/1</loc></url>" * 190_000 + b"</urlset>",
    "packed": lambda: gzip.compress(b"<urlset>" + b" " * 200_000_000, 1),
    "packed twice": lambda: gzip.compress(gzip.compress(b"<urlset>" + b" " * 200_000_000, 1), 1),
    "JSON": lambda: b'{"items":[' + b"[]," * 2_700_000 + b"[]]}",
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from Linux's /proc")
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_bounded_memory_and_time(name: str, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb"
    bomb.write_bytes(BOMBS[name]())
    done = subprocess.run([sys.executable, "-c", MEASURE, str(bomb)], capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    megabytes, seconds = map(float, done.stdout.split())
    assert (megabytes <= MOST_MEGABYTES, seconds <= MOST_SECONDS) == (True, True), f"{megabytes} MB, {seconds} s"
