"""The canonical form of an article's URL: two addresses of one page become one.

Written here and not taken from a library: derived ids depend on it, so that it may never change with an update of a
dependency. It removes what outlets, feeds and social networks add (scheme, `www.`, tracking parameters, fragment, order
of parameters) and nothing that could tell two articles apart: the costlier error is to take two pages for one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
PATH_SAFE = "/:@!$&'()*+,;=-._~"
# Most addresses are plain, without escapes and query: host (without `www.`) and path are all that is kept of them.
_PLAIN = re.compile(r"https?://(?:www\.)?+([a-z0-9]++(?:[.-]++[a-z0-9]++)*+)(/[^%?#\s]*+)?")


def canonical_url(url: str) -> str | None:
    """The canonical form, or None for what is no address of a page on the web. Idempotent."""
    plain = _PLAIN.fullmatch(url)
    if plain is not None:
        return f"https://{plain[1]}{_quoted(plain[2] or '')}"
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in DEFAULT_PORTS or not host:
        return None
    host = _ascii_host(host)
    if host is None:
        return None
    if port is not None and port != DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    path = _quoted(unquote(parts.path, errors="surrogateescape"))
    query = _query(parts.query) if parts.query else ""
    return f"https://{host}{path}{'?' + query if query else ''}"


def _quoted(path: str) -> str:
    return quote(path, safe=PATH_SAFE, errors="surrogateescape").rstrip("/")


def _ascii_host(host: str) -> str | None:
    host = host.rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    host = host.removeprefix("www.")
    return f"[{host}]" if ":" in host else host


def _query(query: str) -> str:
    exact, prefixes = _tracking_parameters()
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
        if name.lower() not in exact and not name.lower().startswith(prefixes)
    ]
    return urlencode(sorted(kept), errors="surrogateescape")


@lru_cache(maxsize=1)
def _tracking_parameters() -> tuple[frozenset[str], tuple[str, ...]]:
    """Names, and beginnings of names, of the parameters that do not choose the page (`tracking_parameters.tsv`)."""
    lines = files("services.intake").joinpath("tracking_parameters.tsv").read_text("utf-8").splitlines()
    names = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    exact = frozenset(name for name in names if not name.endswith("*"))
    return exact, tuple(name.removesuffix("*") for name in names if name.endswith("*"))
