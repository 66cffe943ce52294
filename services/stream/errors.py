"""Errors that others than their raiser tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class OperatorError(Exception):
    """Something outside the program is not as it should be (broker, topics, rights, ports, settings).

    Commands print the message without a traceback and exit with 1.
    """


class StateError(Exception):
    """The state of a stage cannot be read or written: a matter of the disk, not of the message."""


class HandlingError(Exception):
    """A stage's work on one message raised what nobody expects; the cause is the error itself.

    fields: stage, topic, partition, offset and, where known, article_id of the message. The message of this error names
    nothing else; that of its cause may quote the article.
    """

    def __init__(self, fields: Mapping[str, Any]) -> None:
        super().__init__("{stage} cannot handle {topic}/{partition}/{offset}".format_map(fields))
        self.fields = fields
