"""A news site for tests: feeds and pages that the test writes and changes, with validators and counts of requests."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.feeds.server import FeedServer, Misbehaviour, Reply, Request

SENTENCE = "أعلنت الوكالة أن فرق الصيانة أعادت فتح الطريق بعد إصلاح الجسر الذي تضرر من السيول الأسبوع الماضي. "


@dataclass(slots=True)
class Site:
    """Paths and what they answer. Answers of status 200 get an ETag, and 304 for who has it already."""

    replies: dict[str, Reply | Misbehaviour] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    validators: bool = True

    async def handle(self, request: Request) -> Reply | Misbehaviour:
        self.asked[request.path] += 1
        reply = self.replies.get(request.path)
        if reply is None:
            return Reply(status=404)
        if not isinstance(reply, Reply) or reply.status != 200 or not self.validators:
            return reply
        tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == tag:
            return Reply(status=304, headers={**reply.headers, "ETag": tag})
        return Reply(headers={**reply.headers, "ETag": tag}, body=reply.body)

    def server(self, addresses: tuple[str, ...] = ("127.0.0.1",)) -> FeedServer:
        """A server of this site, not yet started."""
        return FeedServer(self.handle, addresses=addresses)

    def feed(self, path: str, entries: Sequence[str], **headers: str) -> None:
        """Puts a feed of these entries (`entry`) at the path."""
        document = (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
            'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>وكالة الساحل</title>'
            f"<link>/</link>{''.join(entries)}</channel></rss>"
        )
        self.replies[path] = Reply(headers={"Content-Type": "application/rss+xml", **headers}, body=document.encode())

    def page(self, path: str, text: str, *, head: str = "") -> None:
        """Puts an article's page at the path."""
        paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
        document = (
            f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>خبر</title>{head}</head><body>'
            f"<nav><a href='/'>الرئيسية</a></nav><article><h1>خبر</h1>{paragraphs}</article></body></html>"
        )
        self.replies[path] = Reply(headers={"Content-Type": "text/html; charset=utf-8"}, body=document.encode())


def entry(
    name: str, *, title: str | None = None, text: str = SENTENCE * 8, summary: str = "", link: str | None = None
) -> str:
    """An RSS item with its whole text, or with a summary alone where `text` is empty."""
    content = f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded>" if text else ""
    return (
        f"<item><title>{title or f'عاجل من الساحل {name}'}</title><link>{link or f'/articles/{name}'}</link>"
        f'<guid isPermaLink="false">{name}</guid><pubDate>Tue, 08 Aug 2017 11:00:00 +0300</pubDate>'
        f"<description>{summary}</description>{content}</item>"
    )
