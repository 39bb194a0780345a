"""A service that is asked over HTTP and answers in JSON; anything that speaks OpenAI's chat completions is one.

What outlets write is data to a model. It goes as JSON strings in a message of its own, apart from what is asked for;
that a model keeps the two apart is hoped and not believed, so whoever asks checks what comes back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.channels.declared import FILE
from monitor.channels.replies import judge, post
from monitor.model.channels import SummarySettings, TranslationSettings
from monitor.model.errors import ConfigError, DeliveryError
from monitor.model.seams import Gate


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Where to ask; `name` is what an error calls it, the key is shown nowhere."""

    name: str
    address: str
    model: str
    key: str = field(repr=False)
    timeout_seconds: float


def open_service(
    table: str, settings: TranslationSettings | SummarySettings, *, needs_model: bool, secrets: Mapping[str, str]
) -> Service:
    """The service that a table of the settings declares; ConfigError names what is wrong."""
    if not settings.address.startswith(("https://", "http://")):
        raise ConfigError(FILE, f"{table}.address", "is no web address")
    if needs_model and not settings.model:
        raise ConfigError(FILE, f"{table}.model", "is missing; name the model to ask")
    key = secrets.get(settings.key_env, "") if settings.key_env else ""
    if settings.key_env and not key:
        raise ConfigError(FILE, f"{table}.key_env", f"the environment variable {settings.key_env} is not set")
    return Service(
        name=f"the {table} service",
        address=settings.address,
        model=settings.model,
        key=key,
        timeout_seconds=settings.timeout_seconds,
    )


def complete(gate: Gate, service: Service, ask: str, data: object) -> dict[str, object]:
    """The JSON object that the model answers to `ask` of `data`; raises DeliveryError where there is none."""
    fenced = json.dumps(data, ensure_ascii=False)
    messages = [{"role": "system", "content": ask}, {"role": "user", "content": fenced}]
    asked = {"model": service.model, "temperature": 0, "messages": messages}
    said = _said(asked_for(gate, service, "/chat/completions", asked), service)
    # Some models put a fence around their JSON.
    return _object(re.sub(r"^\s*```(?:json)?|```\s*$", "", said), service)


def asked_for(gate: Gate, service: Service, path: str, body: Mapping[str, object]) -> dict[str, object]:
    """The JSON object that the service answers to a POST of this; raises DeliveryError where there is none."""
    headers = {"content-type": "application/json; charset=utf-8"}
    if service.key:
        headers["authorization"] = f"Bearer {service.key}"
    sent = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    url = service.address.rstrip("/") + path
    reply = post(gate, url, sent, headers=headers, timeout_seconds=service.timeout_seconds, service=service.name)
    judge(reply, service=service.name)
    return _object(reply.body, service)


def _object(text: bytes | str, service: Service) -> dict[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DeliveryError(f"{service.name} answered with no JSON") from error
    if not isinstance(found, dict):
        raise DeliveryError(f"{service.name} answered with no JSON object")
    return found


def _said(answer: Mapping[str, object], service: Service) -> str:
    match answer:
        case {"choices": [{"message": {"content": str(said)}}, *_]}:
            return said
        case _:
            raise DeliveryError(f"{service.name} answered without a message")
