"""Registers the schemas of the topics with a schema registry that speaks Confluent's interface.

Messages stay plain JSON, without the five bytes that Confluent's own serializers put before a value: the registry
documents the topics and guards their schemas, and any JSON reader reads them.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from schemas import asyncapi, json_schema
from services.stream.errors import OperatorError

# Registries call a new optional field a break for readers of the new version, because an old message might hold
# anything under its name. Rasd's messages do not, and `schemas.compatibility` checks that direction.
COMPATIBILITY = "FORWARD_TRANSITIVE"
_MEDIA_TYPE = "application/vnd.schemaregistry.v1+json"
_TIMEOUT = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Registered:
    """A schema in the registry. new: whether the subject was not there before."""

    subject: str
    id: int
    version: int
    new: bool


def subjects(prefix: str) -> dict[str, dict[str, Any]]:
    """The schema of every public topic by its subject, `TOPIC-value`, in draft 7, which every registry compares."""
    return {
        f"{prefix}{channel.topic}-value": json_schema.as_draft7(json_schema.document(channel.example.split(".")[0]))
        for channel in asyncapi.CHANNELS
    }


class SchemaRegistry:
    """A registry at an address, which may hold a user's name and password. Whatever fails is an `OperatorError`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise OperatorError(f"{url!r} is no address of a schema registry, such as http://localhost:8081.")
        host = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
        self._url = urlunsplit((parts.scheme, host, parts.path.rstrip("/"), "", ""))
        self._headers = {"Content-Type": _MEDIA_TYPE, "Accept": f"{_MEDIA_TYPE}, application/json"}
        if parts.username:
            login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
            self._headers["Authorization"] = f"Basic {b64encode(login.encode()).decode()}"

    def register(self, subject: str, schema: Mapping[str, Any]) -> Registered:
        """Registers a schema, or finds the version that has it already. A new subject gets `COMPATIBILITY`."""
        path = f"/subjects/{quote(subject, safe='')}"
        new = self._request("GET", f"{path}/versions", missing=[]) == []
        body = {"schemaType": "JSON", "schema": json.dumps(schema, ensure_ascii=False)}
        identifier = self._request("POST", f"{path}/versions", body)["id"]
        if new:
            self._request("PUT", f"/config/{quote(subject, safe='')}", {"compatibility": COMPATIBILITY})
        version = self._request("POST", path, body)["version"]
        return Registered(subject, identifier, version, new)

    def _request(self, method: str, path: str, body: Any = None, *, missing: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(self._url + path, data, self._headers, method=method)
        try:
            with urlopen(request, timeout=_TIMEOUT) as answer:
                return json.loads(answer.read())
        except HTTPError as error:
            if error.code == 404 and missing is not None:
                return missing
            raise OperatorError(f"{self._url}{path}: {error.code}, {_reason(error)}") from error
        except (URLError, OSError, ValueError) as error:
            reason = getattr(error, "reason", error)
            raise OperatorError(f"No schema registry answers at {self._url}: {reason}.") from error


def _reason(error: HTTPError) -> str:
    text = error.read().decode("utf-8", "replace")
    try:
        message = str(json.loads(text)["message"])
    except (ValueError, KeyError, TypeError):
        message = text[:200] or error.reason
    if error.code == 409:
        return f"{message} The registry's rule for this subject refuses the schema; see docs/subscribers.md."
    return message
