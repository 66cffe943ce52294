"""The library of nasty feeds: one TOML file a case in `cases/`, served as it is told there.

what = "what the case tests, in a sentence"
body = the document; ⟦0b⟧ stands for the character U+000B, ⟦=d8⟧ for the byte D8 whatever the encoding

[answer]              how the server sends it
encoding              of the body (utf-8); may differ from what the document declares
bom = true            a byte order mark in front
cut = N               only the first N bytes are sent
content_type, status, headers, coding (gzip, br, deflate, raw deflate, several joined by ", ")
misbehaviour          a server that breaks the rules, see `library_server.MISBEHAVIOURS`
repeat = N            the text between ⟦repeat⟧ and ⟦end⟧ N times

[expected]
outcome               `read`, or the kind of failure
and any of items, promised, titles, links, guids, published, summaries, contents (beginnings), format, language,
encoding, refresh
"""

from __future__ import annotations

import gzip
import re
import tomllib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli

FOLDER = Path(__file__).with_name("cases")
_CHARACTER = re.compile("⟦([0-9a-f]{1,6})⟧")
_BYTE = re.compile("⟦=([0-9a-f]{2})⟧")
_REPEAT = re.compile("⟦repeat⟧(.*?)⟦end⟧", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One nasty feed. data: the body as it goes over the wire."""

    name: str
    what: str
    data: bytes
    answer: dict[str, Any]
    expected: dict[str, Any]


def load_cases() -> list[Case]:
    """All cases, by name."""
    return [_load(path) for path in sorted(FOLDER.glob("*.toml"))]


def _load(path: Path) -> Case:
    raw = tomllib.loads(path.read_text("utf-8"))
    unknown = set(raw) - {"what", "body", "answer", "expected"}
    assert not unknown, f"{path.name}: unknown keys {unknown}"
    answer = raw.get("answer", {})
    return Case(
        name=path.stem,
        what=raw["what"],
        data=_bytes(raw.get("body", ""), answer),
        answer=answer,
        expected=raw["expected"],
    )


def _bytes(text: str, answer: dict[str, Any]) -> bytes:
    text = _REPEAT.sub(lambda match: match[1] * answer.get("repeat", 1), text)
    text = _CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)
    encoding = answer.get("encoding", "utf-8")
    # Bytes that no encoding gives travel as lone surrogates.
    text = _BYTE.sub(lambda match: chr(0xDC00 + int(match[1], 16)), text)
    data = text.encode(encoding, "surrogateescape")
    if answer.get("bom"):
        data = "\ufeff".encode(encoding) + data
    for coding in [name.strip() for name in answer.get("coding", "").split(",") if name.strip()]:
        data = CODINGS[coding](data)
    return data[: answer["cut"]] if "cut" in answer else data


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


CODINGS = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress, "raw deflate": _raw_deflate}
