"""The image, the compose file and the systemd unit run what the Makefile runs. No Docker engine is needed."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from monitor.egress import EgressGate
from monitor.jobs.local import STOP_SECONDS
from monitor.model.standing import Standing
from monitor.vitals import Measures

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
COMPOSE_FILE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(COMPOSE_FILE)
UNIT_FILE = ROOT / "docs" / "systemd" / "farwatch.service"
KNOWN = {
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "RUN", "STOPSIGNAL",
    "USER", "VOLUME", "WORKDIR",
}  # fmt: skip


def instructions() -> list[tuple[str, str]]:
    """(instruction, arguments) of the Dockerfile, in order."""
    code = "\n".join(line for line in DOCKERFILE.splitlines() if not line.startswith("#"))
    lines = re.sub(r"\\\n\s*", " ", code).splitlines()
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines if line.strip()]


def of(instruction: str) -> list[str]:
    return [rest for name, rest in instructions() if name == instruction]


def commands_of_makefile() -> set[str]:
    return {line.strip().replace("$(BIN)/", "").removesuffix(" $(ARGS)") for line in MAKEFILE.splitlines()}


def unit() -> configparser.ConfigParser:
    read = configparser.RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    read.optionxform = str  # type: ignore[assignment,method-assign] # keys of a unit have capitals
    read.read(UNIT_FILE, encoding="utf-8")
    return read


def port() -> int:
    return int(tomllib.loads((ROOT / "config" / "farwatch.toml").read_text(encoding="utf-8"))["service"]["port"])


def test_every_instruction_is_one_that_docker_knows() -> None:
    assert [name for name, _ in instructions() if name not in KNOWN] == []
    assert instructions()[0][0] == "FROM"


def test_the_image_is_of_the_oldest_python_that_is_supported() -> None:
    least = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert of("FROM") == [f"python:{least.removeprefix('>=')}-slim"]


def test_everything_that_is_copied_exists_and_is_let_through() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_through = [line.removeprefix("!") for line in lines if line.startswith("!")]
    assert "*" in lines, ".dockerignore: begin with `*` and let single paths through"
    for copied in of("COPY"):
        for source in copied.split()[:-1]:
            assert (ROOT / source).exists(), f"Dockerfile copies {source}, which is not there"
            assert any(fnmatch(source.rstrip("/"), path) for path in let_through), f".dockerignore: add !{source}"


def test_what_the_package_needs_to_install_is_copied_before() -> None:
    names = [name for name, _ in instructions()]
    copied = " ".join(rest for name, rest in instructions()[: len(names) - names[::-1].index("RUN")] if name == "COPY")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for needed in (project["readme"], *project["license-files"], "monitor/", "spiders/"):
        assert needed in copied, f"Dockerfile: COPY {needed} before the package is installed"


def test_the_image_installs_as_the_makefile_does() -> None:
    installs = [line.removesuffix(" --no-cache-dir") for line in of("RUN") if "pip install" in line]
    assert len(installs) == 2
    assert [line for line in installs if line not in commands_of_makefile()] == []
    assert "--require-hashes" in installs[0]


def test_the_image_runs_what_make_run_runs_and_not_as_root() -> None:
    assert [shlex.join(json.loads(command)) for command in of("CMD")] == ["farwatch run"]
    assert "farwatch run" in commands_of_makefile()
    (user,) = of("USER")
    assert f" {user}" in of("RUN")[0]
    assert user != "root"


def test_the_health_check_asks_the_desk_where_it_stands() -> None:
    (check,) = of("HEALTHCHECK")
    _, _, code = json.loads(check.partition(" CMD ")[2])
    compile(code, "HEALTHCHECK", "exec")
    assert f"127.0.0.1:{port()}/ready" in code
    assert of("EXPOSE") == [str(port())]
    assert '"/ready"' in (ROOT / "monitor" / "web" / "routes.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "file", [ROOT / "Dockerfile", ROOT / "docker-compose.yml", UNIT_FILE], ids=lambda path: path.name
)
def test_every_variable_is_one_that_farwatch_reads(file: Path) -> None:
    code = [path.read_text(encoding="utf-8") for path in (ROOT / "monitor").rglob("*.py")]
    known = "\n".join([*code, (ROOT / "config" / "farwatch.toml").read_text(encoding="utf-8")])
    named = set(re.findall(r"FARWATCH_[A-Z_]+", file.read_text(encoding="utf-8")))
    assert named
    assert [name for name in sorted(named) if name not in known] == []


def test_without_a_profile_there_is_only_the_service() -> None:
    always = [name for name, service in COMPOSE["services"].items() if not service.get("profiles")]
    profiles = {profile for service in COMPOSE["services"].values() for profile in service.get("profiles", [])}
    assert (always, profiles) == (["farwatch"], {"mail", "postgres", "scale"})


def test_the_scale_profile_migrates_once_and_starts_workers_on_its_postgresql() -> None:
    services = {name: one for name, one in COMPOSE["services"].items() if "scale" in one.get("profiles", [])}
    assert set(services) == {"migrate", "worker", "postgres"}
    worker, migrate = services["worker"], services["migrate"]
    assert (worker["command"], migrate["command"]) == (["farwatch", "worker"], ["farwatch", "apply"])
    assert (worker["restart"], migrate["restart"]) == ("unless-stopped", "no")
    assert worker["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert worker["depends_on"]["postgres"]["condition"] == "service_healthy"
    # Four of one kind: nothing that only one of them can have.
    assert not {"ports", "container_name"} & set(worker)


def test_nothing_is_published_past_this_machine() -> None:
    published = [address for service in COMPOSE["services"].values() for address in service.get("ports", [])]
    assert published
    assert [address for address in published if not address.startswith("127.0.0.1:")] == []


def test_the_data_of_a_container_outlives_it() -> None:
    service = COMPOSE["services"]["farwatch"]
    (kept,) = [volume for volume in service["volumes"] if volume.startswith("data:")]
    assert of("VOLUME") == [kept.removeprefix("data:")]
    (database,) = [entry for entry in service["environment"] if entry.startswith("FARWATCH_DATABASE=")]
    (default,) = re.findall(r":-sqlite:///(/[^}]+)}", database)
    assert Path(default).parent == Path(of("VOLUME")[0])
    assert set(COMPOSE["volumes"]) == {
        name for one in COMPOSE["services"].values() for volume in one.get("volumes", [])
        if not (name := volume.partition(":")[0]).startswith(".")
    }  # fmt: skip


def test_no_password_is_written_down() -> None:
    text = COMPOSE_FILE + DOCKERFILE
    given = re.findall(r"^ *-? ?[A-Z_]*(?:PASSWORD|WEBHOOK|SECRET)[A-Z_]*[:=] *(.+)$", text, re.MULTILINE)
    assert [value for value in given if not value.startswith("${")] == []


def test_the_lines_given_for_the_mail_catcher_let_mail_out() -> None:
    (allowed,) = re.findall(r"and allow = (\[.+?\]) under \[egress\]", COMPOSE_FILE)
    (catcher,) = re.findall(r"port = (\d+) under \[channels.mail\]", COMPOSE_FILE)
    assert EgressGate(allow=json.loads(allowed)).resolve("localhost", int(catcher))
    assert f"127.0.0.1:{catcher}:1025" in COMPOSE["services"]["mail"]["ports"]


def test_the_address_given_for_postgresql_is_the_published_one() -> None:
    (published,) = COMPOSE["services"]["postgres"]["ports"]
    assert (
        f"@{published.rpartition(':')[0]}/{COMPOSE['services']['postgres']['environment']['POSTGRES_DB']}"
        in COMPOSE_FILE
    )


def test_the_unit_runs_the_service_and_does_not_restart_wrong_configuration() -> None:
    service = unit()["Service"]
    assert service["ExecStart"].endswith("/.venv/bin/farwatch run")
    # Exit code 2: wrong usage or configuration.
    assert (service["Restart"], service["RestartPreventExitStatus"]) == ("on-failure", "2")


def test_the_unit_keeps_its_data_where_systemd_lets_it_write() -> None:
    text = UNIT_FILE.read_text(encoding="utf-8")
    folder = f"/var/lib/{unit()['Service']['StateDirectory']}"
    (database,) = re.findall(r"^Environment=FARWATCH_DATABASE=sqlite:///(/.+)$", text, re.MULTILINE)
    assert (unit()["Service"]["ProtectSystem"], str(Path(database).parent)) == ("strict", folder)


def test_the_makefile_has_the_target_that_the_unit_names() -> None:
    (target,) = re.findall(r"`make (\S+)`", UNIT_FILE.read_text(encoding="utf-8"))
    assert re.search(rf"^{re.escape(target)}:", MAKEFILE.replace("$(VENV)", ".venv"), re.MULTILINE)


def test_the_unit_waits_for_the_service_to_say_that_it_is_up_and_watches_its_loop() -> None:
    service = unit()["Service"]
    assert service["Type"] == "notify"
    assert int(service["WatchdogSec"]) >= 60
    assert '"READY=1"' in (ROOT / "monitor" / "cli" / "run.py").read_text(encoding="utf-8")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here to read the unit")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    installed = tmp_path / "farwatch.service"
    text = UNIT_FILE.read_text(encoding="utf-8")
    # The program is not installed where the unit has it.
    installed.write_text(text.replace("/opt/farwatch/.venv/bin/farwatch", "/bin/true"), encoding="utf-8")
    run = subprocess.run(["systemd-analyze", "verify", "--man=no", str(installed)], capture_output=True, text=True)
    said = [line for line in run.stderr.splitlines() if "farwatch.service" in line]
    assert said == []


def test_the_container_can_write_to_its_volume_alone_and_has_time_to_stop() -> None:
    service = COMPOSE["services"]["farwatch"]
    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert int(service["stop_grace_period"].removesuffix("s")) > STOP_SECONDS


def test_the_alerts_name_metrics_that_there_are() -> None:
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    told = Measures().exposition(Standing(), up=True, ingest_memory=0).decode()
    there = set(re.findall(r"^# TYPE (\w+)", told, re.MULTILINE))
    named = {re.sub(r"_bucket$", "", name) for name in re.findall(r"farwatch_[a-z_]+(?=[\[{ `)])", text)}
    assert len(named) > 15
    assert (
        named - there - {name.removesuffix("_total") for name in named if name.removesuffix("_total") in there} == set()
    )
