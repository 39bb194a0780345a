"""Names and proxies of the web desk, as config/farwatch.toml says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.config import read_settings
from monitor.model.errors import ConfigError

ROOT = Path(__file__).parents[2]


def settings(folder: Path, line: str) -> Path:
    text = (ROOT / "config" / "farwatch.toml").read_text(encoding="utf-8")
    key = line.partition(" = ")[0]
    assert f"{key} = []" in text
    file = folder / "farwatch.toml"
    file.write_text(text.replace(f"\n{key} = []", f"\n{line}", 1), encoding="utf-8")
    return file


@pytest.mark.parametrize("host", ["news.internal", "192.168.1.5", "2001:db8::1", "[2001:db8::1]", "a"])
def test_the_desk_may_have_other_names(tmp_path: Path, host: str) -> None:
    assert read_settings(settings(tmp_path, f'hosts = ["{host}"]')).service.hosts == (host,)


@pytest.mark.parametrize(
    "host", ["*", "*.example.org", "https://news.internal", "news.internal:80", "a b", "", "-a", "a/b"]
)
def test_what_is_no_name_is_told_with_its_key(tmp_path: Path, host: str) -> None:
    with pytest.raises(ConfigError, match=r"service\.hosts: .+ is no name of a host"):
        read_settings(settings(tmp_path, f'hosts = ["{host}"]'))


@pytest.mark.parametrize("proxy", ["127.0.0.1", "10.0.0.0/24", "::1"])
def test_a_proxy_is_an_address_or_a_network(tmp_path: Path, proxy: str) -> None:
    assert read_settings(settings(tmp_path, f'proxies = ["{proxy}"]')).service.proxies == (proxy,)


@pytest.mark.parametrize("proxy", ["*", "localhost", "10.0.0.1/24", "", "0.0.0.0/33"])
def test_what_is_no_proxy_is_told_with_its_key(tmp_path: Path, proxy: str) -> None:
    with pytest.raises(ConfigError, match=r"service\.proxies: .+ is no address or network"):
        read_settings(settings(tmp_path, f'proxies = ["{proxy}"]'))


@pytest.mark.parametrize("everybody", ["0.0.0.0/0", "::/0"])
def test_not_everybody_is_a_proxy(tmp_path: Path, everybody: str) -> None:
    with pytest.raises(ConfigError, match="would believe everybody"):
        read_settings(settings(tmp_path, f'proxies = ["{everybody}"]'))
