"""Follows a site on loopback that fails at random, and kills the followers now and then: is every item published once?

    python -m bench.feeds_faults --minutes 60

The server is a process of its own: many hosts (127.2.0.x), each with a feed that grows and forgets its oldest items,
half of them
with summaries whose pages must be read. A share of all answers is a fault: errors, half bodies, garbage, silence,
resets, wrong
lengths, redirects, bombs. Two replicas of `rasd feeds` follow; every minute or so one is killed (SIGKILL) or stopped
(SIGTERM) and
started again. When the time is over the site stops growing and failing; then everything must be on `articles.raw`,
once. Exits 1 where something is missing or there twice. Linux only.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gzip
import json
import multiprocessing
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.feeds import page_document, words
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.conftest import fresh_settings
from tests.feeds.server import FeedServer, Misbehaviour, Reply, Request
from tests.kafka.broker import Broker, free_port
from tests.stream.kafka_client import read_all
from tests.stream.worker_process import RASD, environment

WINDOW = 40  # items that a feed shows
GROWTH_SECONDS = 12.0  # between two new items of a feed, on average
FAULT_SHARE = 0.15
KILL_SECONDS = (45.0, 90.0)
SETTLE_SECONDS = 420.0  # for pages that wait and back-off to run out


class Failing:
    """The site. `fault` is an answer that is none."""

    def __init__(self, hosts: list[str], still: Any) -> None:
        self._still = still
        self._dice = random.Random(7)
        now = time.time()
        self._next = dict.fromkeys(hosts, now)
        self.items: dict[str, list[int]] = {host: [] for host in hosts}
        self.faults: Counter[str] = Counter()

    async def handle(self, request: Request) -> Reply | Misbehaviour:
        host = request.host.partition(":")[0]
        self._grow(host)
        if not self._still.value and request.path != "/items" and self._dice.random() < FAULT_SHARE:
            return self._fault(request)
        if request.path == "/items":
            return Reply(body=json.dumps(self.items).encode())
        if request.path == "/feed":
            return Reply(headers={"Content-Type": "application/rss+xml"}, body=self._feed(host))
        if request.path.startswith("/articles/"):
            return Reply(headers={"Content-Type": "text/html"}, body=page_document(host, request.path))
        return Reply(status=404)

    def _grow(self, host: str) -> None:
        """Adds the items that have come up since the last look."""
        now = time.time()
        while not self._still.value and self._next[host] <= now:
            self.items[host].append(len(self.items[host]))
            self._next[host] += self._dice.expovariate(1 / GROWTH_SECONDS)

    def _feed(self, host: str) -> bytes:
        full = int(host.rpartition(".")[2]) % 2 == 0
        parts = []
        for number in self.items[host][-WINDOW:][::-1]:
            dice = random.Random(f"{host}-{number}")
            content = f"<content:encoded>{words(dice, 150)}</content:encoded>" if full else ""
            parts.append(
                f"<item><title>{words(dice, 8)} {number}</title><link>/articles/{number}</link>"
                f'<guid isPermaLink="false">{host}-{number}</guid><description>{words(dice, 20)}…</description>'
                f"{content}</item>"
            )
        head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{host}</title>'
        return f"{head}{''.join(parts)}</channel></rss>".encode()

    def _fault(self, request: Request) -> Reply | Misbehaviour:
        kind = self._dice.choice(
            [
                "500",
                "503",
                "429",
                "404",
                "403",
                "half",
                "garbage",
                "html",
                "silence",
                "reset",
                "length",
                "redirect",
                "loop",
                "bomb",
                "cut",
            ]
        )
        if request.path.startswith("/articles/") and kind in ("404", "403", "redirect", "html", "garbage", "cut"):
            kind = (
                "500"  # a page that is refused for good is published with its summary, which is not what is tested here
            )
        self.faults[kind] += 1
        body = self._feed(request.host.partition(":")[0])
        replies: dict[str, Reply | Misbehaviour] = {
            "429": Reply(status=429, headers={"Retry-After": "2"}),
            "503": Reply(status=503, headers={"Retry-After": "3"}),
            "half": Reply(body=body[: len(body) // 2], length=len(body), break_off=True),
            # Whole by its length, but cut: the items before the cut are read, those behind it come with the next poll.
            "cut": Reply(body=body[: len(body) * 2 // 3]),
            "garbage": Reply(body=random.Random(self.faults[kind]).randbytes(5000)),
            "html": Reply(body=b"<html><body>maintenance</body></html>"),
            "silence": _silence,
            "reset": _reset,
            "length": Reply(body=body, length=len(body) + 500, break_off=True),
            "redirect": Reply(status=302, headers={"Location": "http://10.9.9.9/feed"}),
            "loop": Reply(status=301, headers={"Location": request.path}),
            "bomb": Reply(headers={"Content-Encoding": "gzip"}, body=BOMB),
        }
        return replies.get(kind) or Reply(status=int(kind))


async def _silence(_: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def _reset(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


BOMB = gzip.compress(bytes(50_000_000))


def serve(hosts: list[str], port: Any, still: Any) -> None:
    """The site's process."""

    async def run() -> None:
        site = Failing(hosts, still)
        async with FeedServer(site.handle, addresses=tuple(hosts)) as server:
            port.value = server.port
            while True:
                await asyncio.sleep(60)
                print(f"site: {sum(map(len, site.items.values()))} items, faults {dict(site.faults)}", file=sys.stderr)

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run())


def start(settings: Settings, configuration: Path, log: Path) -> subprocess.Popen[bytes]:
    """A replica."""
    with log.open("ab") as out:
        return subprocess.Popen([RASD, "feeds", str(configuration)], env=environment(settings), stdout=out, stderr=out)


def items_of(host: str, port: int) -> set[str]:
    """All items that the site ever had."""
    import urllib.request

    with urllib.request.urlopen(f"http://{host}:{port}/items") as answer:
        return {f"{name}-{number}" for name, numbers in json.load(answer).items() for number in numbers}


def published(settings: Settings) -> Counter[str]:
    """How often each item is on articles.raw."""
    return Counter(json.loads(record.value)["feed_entry"] for record in asyncio.run(read_all(settings, "articles.raw")))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minutes", type=float, default=60.0)
    arguments.add_argument("--hosts", type=int, default=24)
    options = arguments.parse_args()
    hosts = [f"127.2.0.{number + 1}" for number in range(options.hosts)]
    context = multiprocessing.get_context("spawn")
    port, still = context.Value("i", 0), context.Value("b", 0)
    server = context.Process(target=serve, args=(hosts, port, still), daemon=True)
    server.start()
    dice = random.Random(11)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        broker = Broker(folder / "kafka")
        broker.start()
        settings = fresh_settings(broker.address, folder)
        create_or_check(settings)
        while not port.value:
            time.sleep(0.05)
        configuration = folder / "feeds.toml"
        head = (
            'pause = 0\nallow_networks = ["127.2.0.0/24"]\ninterval = 4\nshortest_interval = 2\nlongest_interval = 10\n'
        )
        head += "seconds = 4\npage_retries = [4, 8, 16, 32, 64, 128]\n"
        configuration.write_text(
            head + "".join(f'[[feed]]\nurl = "http://{host}:{port.value}/feed"\n' for host in hosts)
        )
        each = [settings, replace(settings, http_port=free_port())]
        log = folder / "rasd.log"
        replicas = [start(one, configuration, log) for one in each]
        until = time.time() + options.minutes * 60
        ends: Counter[str] = Counter()
        try:
            while time.time() < until:
                time.sleep(min(dice.uniform(*KILL_SECONDS), max(0.0, until - time.time())))
                victim = dice.randrange(2)
                died = [index for index, one in enumerate(replicas) if one.poll() is not None]
                for index in died:
                    raise SystemExit(
                        f"a replica ended by itself ({replicas[index].returncode}):\n" + log.read_text()[-3000:]
                    )
                how = dice.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM])
                replicas[victim].send_signal(how)
                replicas[victim].wait(60)
                ends[how.name] += 1
                replicas[victim] = start(each[victim], configuration, log)
            still.value = 1
            wanted = items_of(hosts[0], port.value)
            deadline = time.time() + SETTLE_SECONDS
            found = published(settings)
            while time.time() < deadline and not wanted <= found.keys():
                time.sleep(5)
                found = published(settings)
        finally:
            for replica in replicas:
                replica.terminate()
                replica.wait(60)
            broker.stop()
            server.terminate()
        twice = {item: count for item, count in found.items() if count > 1}
        missing = wanted - found.keys()
        result = {
            "minutes": options.minutes,
            "hosts": options.hosts,
            "items": len(wanted),
            "published": sum(found.values()),
            "missing": len(missing),
            "twice": len(twice),
            "replicas_ended": dict(ends),
        }
        print(json.dumps(result, indent=2))
        if missing or twice:
            print(sorted(missing)[:20], list(twice.items())[:20], file=sys.stderr)
            sys.exit(1)


if __name__ == "__main__":
    main()
