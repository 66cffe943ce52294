"""The role of a source: what kind of voice a statement stands on, by the actor it is or by the words that name it."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from services.actors.records import bare, fold
from services.arabic.phrases import stems, words_of
from services.arabic.tables import read_table

if TYPE_CHECKING:
    from services.actors.registry import Registry

# By kind of actor. Media that belong to a state or a government are its voice, and the role says so.
_OF_KIND = {
    "state": "official",
    "government": "official",
    "ministry": "official",
    "party": "official",
    "army": "military",
    "police": "security",
    "security": "security",
    "civil-defence": "rescue",
    "armed-group": "armed_group",
    "coalition": "military",
    "news-agency": "media",
    "broadcaster": "media",
    "newspaper": "media",
    "monitor": "monitor",
    "international-body": "international",
    "aid": "aid",
}
_MEDIA = frozenset(("news-agency", "broadcaster", "newspaper"))


def source_role(registry: Registry, actor_id: str | None, text: str) -> str | None:
    """`official`, `state_media`, `monitor`, `witness`, … (docs/actors.md); None where nothing tells."""
    actor = registry.get(actor_id) if actor_id else None
    if actor is not None:
        parent = registry.get(actor.parent) if actor.parent else None
        if actor.kind in _MEDIA and parent is not None:
            return "state_media" if parent.kind in ("state", "government", "army") else "party_media"
        if actor.kind == "coalition" and actor.role == "militant":
            return "armed_group"
        return _OF_KIND[actor.kind]
    plain = words_of(fold(text))
    words = [stem.text for word, _, _ in plain for stem in stems(word)]
    names = {bare(word) for word in words} | set(words)
    phrase = f" {' '.join(bare(word) for word, _, _ in plain)} "
    for wanted, role in _source_words():
        if any(word in names or (" " in word and f" {word} " in phrase) for word in wanted):
            return role
    return None


@cache
def _source_words() -> list[tuple[tuple[str, ...], str]]:
    text = resources.files("services.actors").joinpath("data", "source_words.tsv").read_text(encoding="utf-8")
    return [
        (tuple(fold(word) for word in row.list("words")), row["role"])
        for row in read_table(text, "source_words.tsv", ("words", "role"))
    ]
