"""Any event on an output topic as text for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.cli.claim_text import isolated, render_claim


def render_event(event: Mapping[str, Any], colour: bool) -> str:
    """The event (decoded JSON) as lines of text, by what it holds: a claim, a dead letter, a duplicate, an article."""
    if "evidence" in event:
        return render_claim(event, colour)
    if "error" in event:
        error = event["error"]
        path = f" [{error['path']}]" if error["path"] else ""
        place = f"{event['topic']}/{event['partition']}/{event['offset']}"
        return f"rejected  {error['code']}{path}: {error['message']}  ({place})\n"
    if "verdict" in event:
        return (
            f"{event['verdict']}  {event['id']} of {event['of']}  ({event['measure']} {event['similarity']:.2f})  "
            f"{isolated(event['title'])}\n"
        )
    return f"article  {event.get('id')}  {isolated(event.get('title'))}\n"
