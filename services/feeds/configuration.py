"""`feeds.toml`: which feeds to follow and how. docs/feeds.md describes every key."""

from __future__ import annotations

import re
import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from services.feeds.addresses import Network
from services.feeds.opml import NotOpml, read_opml
from services.feeds.schedule import Pace

Seconds = Annotated[float, msgspec.Meta(ge=0)]
Positive = Annotated[float, msgspec.Meta(gt=0)]
Bytes = Annotated[int, msgspec.Meta(ge=1024)]


class ConfigurationError(Exception):
    """The configuration cannot be used. The message names the file, the key and what to write instead."""


class Feed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One feed.

    source: name of the outlet, else the feed's own title; language: of the feed where it does not say; interval:
    seconds between
    polls, fixed (adapted to the feed where absent); full_text: read each entry's page always (true) or never (false),
    or where the feed gives a summary (absent); timezone: of dates without one, for example "Asia/Damascus".
    """

    url: str
    source: str | None = None
    language: str | None = None
    interval: Positive | None = None
    full_text: bool | None = None
    timezone: str | None = None

    def zone(self, default: str) -> ZoneInfo:
        """The zone of dates without one."""
        return ZoneInfo(self.timezone or default)

    def pace(self, configuration: Configuration) -> Pace:
        """The bounds of its interval."""
        return Pace(
            start=self.interval or configuration.interval,
            shortest=configuration.shortest_interval,
            longest=configuration.longest_interval,
            fixed=self.interval is not None,
        )


class Configuration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file. Times in seconds, sizes in bytes.

    contact: address or page for those whose sites are read; it goes into the User-Agent. languages: what is published
    (empty:
    all). pause: between two requests to one host. allow_networks: not public, but feeds and pages may live there
    ("10.1.0.0/16").
    page_retries: waits before a page that could not be read is tried again; then the summary is published.
    seconds: time limit of an answer; processes: that parse feeds and pages; at_once: feeds polled at a time.
    """

    feed: list[Feed] = []
    opml: list[str] = []
    contact: str | None = None
    languages: tuple[str, ...] = ("ar",)
    pause: Seconds = 1.0
    interval: Positive = 900.0
    shortest_interval: Positive = 300.0
    longest_interval: Positive = 21_600.0
    page_retries: tuple[Seconds, ...] = (300.0, 1800.0, 7200.0)
    timezone: str = "UTC"
    allow_networks: tuple[str, ...] = ()
    seconds: Positive = 60.0
    feed_bytes: Bytes = 10_000_000
    page_bytes: Bytes = 5_000_000
    processes: Annotated[int, msgspec.Meta(ge=1, le=32)] = 1
    at_once: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 64

    def networks(self) -> tuple[Network, ...]:
        """The networks that are allowed besides the public internet."""
        return tuple(ip_network(name) for name in self.allow_networks)

    def user_agent(self, version: str) -> str:
        """The honest name under which requests are made."""
        return f"Rasd/{version} (news feed reader{f'; +{self.contact}' if self.contact else ''})"


def load_configuration(path: Path) -> Configuration:
    """The configuration in the file, OPML lists read in. Raises `ConfigurationError`.

    A file that is itself OPML is a list of feeds with the default settings.
    """
    data = _read(path)
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        configuration = Configuration(feed=_from_opml(data, path.name))
    else:
        configuration = _read_toml(data, path.name)
        lists = [feed for name in configuration.opml for feed in _from_opml(_read(path.parent / name), name)]
        named = {feed.url for feed in configuration.feed}
        # A feed of a list may be given settings of its own in the TOML.
        feeds = [
            *configuration.feed,
            *(feed for feed in {feed.url: feed for feed in lists}.values() if feed.url not in named),
        ]
        configuration = msgspec.structs.replace(configuration, feed=feeds)
    _check(configuration, path.name)
    return configuration


def _from_opml(data: bytes, name: str) -> list[Feed]:
    try:
        return [Feed(url=found.url, source=found.title, language=found.language) for found in read_opml(data)]
    except NotOpml as error:
        raise ConfigurationError(f"{name}: {error}.") from error


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}.") from error


def _read_toml(data: bytes, name: str) -> Configuration:
    try:
        return msgspec.convert(tomllib.loads(data.decode("utf-8")), Configuration)
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{name}: not UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{name}: not TOML: {error}.") from error
    except msgspec.ValidationError as error:
        raise ConfigurationError(f"{name}: {str(error).replace('Object contains', 'it has the')}.") from error


def _check(configuration: Configuration, name: str) -> None:
    if not configuration.feed:
        raise ConfigurationError(f'{name}: no feed. Write one [[feed]] table with a url for each, or opml = ["FILE"].')
    seen: set[str] = set()
    for feed in configuration.feed:
        if feed.url in seen:
            raise ConfigurationError(f"{name}: the feed {feed.url} is listed twice.")
        seen.add(feed.url)
        try:
            parts = urlsplit(feed.url)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not usable or re.search(r"\s", feed.url):
            raise ConfigurationError(f"{name}: {feed.url!r} is not the address of a feed (http:// or https://).")
    try:
        configuration.networks()
    except ValueError as error:
        raise ConfigurationError(f'{name}: allow_networks: {error}. Write one such as "10.1.0.0/16".') from error
    for zone in {configuration.timezone, *(feed.timezone for feed in configuration.feed if feed.timezone)}:
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ConfigurationError(
                f'{name}: timezone {zone!r} is unknown. Write one such as "Asia/Damascus".'
            ) from error
    if configuration.shortest_interval > configuration.longest_interval:
        raise ConfigurationError(f"{name}: shortest_interval is longer than longest_interval.")
