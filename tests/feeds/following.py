"""`rasd feeds` in tests: configurations for loopback sites, processes that follow them, and what reached Kafka."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from services.stream.settings import Settings
from tests.stream.kafka_client import read_all
from tests.stream.worker_process import RASD, environment

LIMIT = 60.0  # seconds


def configuration(folder: Path, feeds: Sequence[str], head: str = "", of_each: str = "") -> Path:
    """A feeds.toml for these addresses that may read loopback and hardly pauses."""
    tables = "\n".join(f'[[feed]]\nurl = "{url}"\n{of_each}' for url in feeds)
    file = folder / "feeds.toml"
    file.write_text(
        'contact = "mailto:desk@news.test"\npause = 0.01\nallow_networks = ["127.0.0.0/8"]\n' + head + "\n" + tables,
        "utf-8",
    )
    return file


class Following:
    """A `rasd feeds` process; killed when the context is left, unless it ended by itself."""

    def __init__(self, settings: Settings, *arguments: str) -> None:
        self._settings, self._arguments = settings, arguments
        self.log = settings.data_dir.parent / f"feeds-{settings.http_port}.log"
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Following:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                RASD, "feeds", *self._arguments, env=environment(self._settings), stdout=log, stderr=log
            )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop(signal.SIGKILL)

    @property
    def process(self) -> asyncio.subprocess.Process:
        assert self._process is not None
        return self._process

    async def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> int:
        """Ends it and returns its exit code."""
        if self.process.returncode is None:
            os.kill(self.process.pid, with_signal)
        return await asyncio.wait_for(self.process.wait(), LIMIT)


async def run_once(settings: Settings, file: Path) -> str:
    """One round to its end; what it said."""
    async with Following(settings, "--once", str(file)) as following:
        code = await asyncio.wait_for(following.process.wait(), LIMIT)
        said = following.log.read_text("utf-8")
        assert code == 0, said
    return said


async def articles(settings: Settings) -> list[dict[str, Any]]:
    """All articles on `articles.raw`."""
    return [json.loads(record.value) for record in await read_all(settings, "articles.raw")]


async def arrived(settings: Settings, least: int, seconds: float = LIMIT) -> list[dict[str, Any]]:
    """All articles on `articles.raw`, once there are at least so many; fails when there are not within the time."""
    found: list[dict[str, Any]] = []
    try:
        async with asyncio.timeout(seconds):
            while len(found) < least:
                found = await articles(settings)
    except TimeoutError:
        raise AssertionError(f"not within {seconds:.0f} s: {least} articles; there are {len(found)}") from None
    return found


def counted(found: Sequence[dict[str, Any]]) -> Counter[str]:
    """How often each entry was published, by its guid."""
    return Counter(str(article["feed_entry"]) for article in found)


async def until(condition: Callable[[], bool], what: str, seconds: float = LIMIT) -> None:
    """Returns when the condition holds; fails when it does not within the time."""
    try:
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110 (what another process did sets no event here)
                await asyncio.sleep(0.02)  # between two looks
    except TimeoutError:
        raise AssertionError(f"not within {seconds:.0f} s: {what}") from None
