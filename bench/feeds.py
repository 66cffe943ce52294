"""`make bench-feeds`: a round of 500 feeds, a second one without news, pages, and parse speed beside two peers.

    python -m bench.feeds [--feeds 500] [--items 20]

Starts a Kafka broker and a web server on loopback (a process of its own; every feed has a host of its own, 127.1.x.y)
and runs
`rasd feeds --once` as a user does. All texts are made up from a short list of words. Linux only: other systems have no
127.1.0.0/16.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import hashlib
import io
import json
import multiprocessing
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC
from pathlib import Path
from typing import Any

import fastfeedparser
import feedparser
import psutil

from services.feeds.reading import read_feed
from services.stream.settings import Settings
from services.stream.topic_admin import create_or_check
from tests.conftest import fresh_settings
from tests.feeds.server import FeedServer, Reply, Request
from tests.kafka.broker import Broker
from tests.stream.kafka_client import read_all
from tests.stream.worker_process import RASD, environment

TEXT = (
    "أعلنت مصادر محلية في المدينة أن عددا من السكان عادوا إلى منازلهم بعد توقف القصف مساء أمس وقالت الوكالة إن الطريق"
)
WORDS = TEXT.split()
ARTICLE_WORDS = 250  # about 1,500 characters
PAGE_HOSTS, PAGES_OF_A_HOST = 40, 10


def words(dice: random.Random, count: int) -> str:
    """Made-up Arabic."""
    return " ".join(dice.choices(WORDS, k=count))


def feed_document(host: str, items: int, *, full: bool) -> bytes:
    """A feed of a host: with whole articles, or with summaries whose pages must be read."""
    dice = random.Random(host)
    parts = []
    for number in range(items):
        content = ""
        if full:
            paragraphs = "".join(f"<p>{words(dice, ARTICLE_WORDS // 5)}</p>" for _ in range(5))
            content = f"<content:encoded><![CDATA[{paragraphs}]]></content:encoded>"
        date = f"Tue, 08 Aug 2017 11:{number % 60:02}:00 +0300"
        parts.append(
            f"<item><title>{words(dice, 9)} {number}</title><link>/articles/{number}</link>"
            f'<guid isPermaLink="false">{host}-{number}</guid><pubDate>{date}</pubDate>'
            f"<description>{words(dice, 25)}…</description>{content}</item>"
        )
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>وكالة {host}</title><link>/</link><language>ar</language>{''.join(parts)}</channel></rss>"
    ).encode()


def page_document(host: str, path: str) -> bytes:
    """An article's page with the furniture that pages have."""
    dice = random.Random(host + path)
    links = "".join(f"<li><a href='/s/{number}'>{words(dice, 4)}</a></li>" for number in range(80))
    paragraphs = "<p>إعلان</p>".join(f"<p>{words(dice, 50)}.</p>" for _ in range(5))
    return (
        "<!DOCTYPE html><html lang='ar'><head><meta charset='utf-8'><title>خبر</title>"
        "<meta property='article:published_time' content='2017-08-08T11:00:00+03:00'></head><body>"
        f"<nav><ul>{links}</ul></nav><article><h1>{words(dice, 9)}</h1>{paragraphs}</article>"
        f"<footer>{words(dice, 40)}</footer></body></html>"
    ).encode()


def serve(addresses: tuple[str, ...], items: int, port: Any) -> None:
    """The web server's process. The addresses' feeds are at /feed (whole articles) and /summaries."""

    async def handle(request: Request) -> Reply:
        if request.path.startswith("/articles/"):
            return Reply(
                headers={"Content-Type": "text/html; charset=utf-8"}, body=page_document(request.host, request.path)
            )
        if request.path not in ("/feed", "/summaries"):
            return Reply(status=404)
        count = items if request.path == "/feed" else PAGES_OF_A_HOST
        body = feed_document(request.host, count, full=request.path == "/feed")
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == tag:
            return Reply(status=304, headers={"ETag": tag})
        return Reply(headers={"Content-Type": "application/rss+xml", "ETag": tag}, body=body)

    async def run() -> None:
        async with FeedServer(handle, addresses=addresses) as server:
            port.value = server.port
            await asyncio.Event().wait()

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(run())


def run_round(settings: Settings, configuration: Path) -> dict[str, float | str]:
    """One `rasd feeds --once`: seconds from start to exit, and the most memory of all its processes together (PSS,
    MiB).
    """
    began = time.perf_counter()
    process = subprocess.Popen(
        [RASD, "feeds", "--once", str(configuration)],
        env=environment(settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    watched = psutil.Process(process.pid)
    most = 0
    cpu: dict[int, float] = {}
    while process.poll() is None:
        with contextlib.suppress(psutil.Error):
            family = [watched, *watched.children(recursive=True)]
            most = max(most, sum(one.memory_full_info().pss for one in family))
            cpu.update({one.pid: sum(one.cpu_times()[:2]) for one in family})
        time.sleep(0.2)
    seconds = time.perf_counter() - began
    assert process.stderr is not None
    summary = process.stderr.read().decode().strip().splitlines()
    if process.returncode:
        raise SystemExit("\n".join(summary[-20:]))
    told = next((line for line in summary if "feeds polled" in line), "")
    return {
        "seconds": round(seconds, 1),
        "cpu_seconds": round(sum(cpu.values()), 1),
        "memory_mib": round(most / 2**20),
        "summary": told,
    }


def parse_speed(items: int) -> dict[str, float]:
    """MB/s of one thread over the same documents: ours with decoding, repair and dates, and the two peers."""
    documents = [feed_document(f"host-{number}", items, full=True) for number in range(20)]
    size = sum(map(len, documents)) / 1e6
    readers = {
        "rasd": lambda data: read_feed(data, "http://news.test/feed", "application/rss+xml", UTC),
        "feedparser": lambda data: feedparser.parse(io.BytesIO(data)),
        "fastfeedparser": fastfeedparser.parse,
    }
    speeds = {}
    for name, read in readers.items():
        read(documents[0])
        times = []
        for _ in range(5):
            began = time.perf_counter()
            for data in documents:
                read(data)
            times.append(time.perf_counter() - began)
        speeds[name] = round(size / sorted(times)[len(times) // 2], 1)
    return speeds


def configuration_file(folder: Path, name: str, addresses: tuple[str, ...], port: int, path: str) -> Path:
    """A feeds.toml for these addresses, without a pause between the requests to a host."""
    lines = ['contact = "mailto:bench@example.org"', "pause = 0", 'allow_networks = ["127.0.0.0/8"]']
    lines += [f'[[feed]]\nurl = "http://{address}:{port}{path}"' for address in addresses]
    file = folder / name
    file.write_text("\n".join(lines))
    return file


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--feeds", type=int, default=500)
    arguments.add_argument("--items", type=int, default=20)
    options = arguments.parse_args()
    addresses = tuple(f"127.1.{number // 200}.{number % 200 + 1}" for number in range(options.feeds))
    results: dict[str, Any] = {
        "feeds": options.feeds,
        "items": options.items,
        "parse_mb_per_s": parse_speed(options.items),
    }
    context = multiprocessing.get_context("spawn")
    port = context.Value("i", 0)
    server = context.Process(target=serve, args=(addresses, options.items, port), daemon=True)
    server.start()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        broker = Broker(folder / "kafka")
        broker.start()
        try:
            while not port.value:
                time.sleep(0.05)
            settings = fresh_settings(broker.address, folder)
            create_or_check(settings)
            feeds = configuration_file(folder, "feeds.toml", addresses, port.value, "/feed")
            results["first_round"] = run_round(settings, feeds)
            records = asyncio.run(read_all(settings, "articles.raw"))
            urls = {json.loads(record.value)["url"] for record in records}
            results["articles"], results["distinct"] = len(records), len(urls)
            results["second_round"] = run_round(settings, feeds)
            results["articles_after_second"] = len(asyncio.run(read_all(settings, "articles.raw")))
            pages = configuration_file(folder, "pages.toml", addresses[:PAGE_HOSTS], port.value, "/summaries")
            results["pages_round"] = run_round(settings, pages)
            results["pages"] = len(asyncio.run(read_all(settings, "articles.raw"))) - results["articles_after_second"]
        finally:
            broker.stop()
            server.terminate()
    json.dump(results, sys.stdout, ensure_ascii=False, indent=2)
    print()


if __name__ == "__main__":
    main()
