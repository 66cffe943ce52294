"""Typed events of Rasd: what goes over Kafka, as frozen and slotted dataclasses.

`article` holds what comes in and what the stages hand on, `claim` what goes out, `dead_letter` what was refused;
`encoding` turns each into JSON and back, with the path of an offending field in the error.
"""

from schemas.article import Article, Fingerprint, FingerprintedArticle, Folded, NormalizedArticle, RawArticle
from schemas.claim import (
    ActorMention,
    ArticleReference,
    Cause,
    Claim,
    Count,
    Evidence,
    Kind,
    PlaceMention,
    Source,
    Trigger,
    When,
    Who,
)
from schemas.dead_letter import DeadLetter, RefusalError
from schemas.duplicate import DuplicateNotice
from schemas.encoding import InvalidMessage, decode, encode

__all__ = [
    "ActorMention",
    "Article",
    "ArticleReference",
    "Cause",
    "Claim",
    "Count",
    "DeadLetter",
    "DuplicateNotice",
    "Evidence",
    "Fingerprint",
    "FingerprintedArticle",
    "Folded",
    "InvalidMessage",
    "Kind",
    "NormalizedArticle",
    "PlaceMention",
    "RawArticle",
    "RefusalError",
    "Source",
    "Trigger",
    "When",
    "Who",
    "decode",
    "encode",
]
