"""Log lines on standard error, as text for people or as one JSON object a line.

No line holds text of an article, unless the level is `debug`: an exception out of a stage's work is told by its type
and the way to it, without its message, which may quote what was read (`HandlingError`).
"""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from types import TracebackType
from typing import Any

from services.stream.errors import HandlingError

# Faust and its libraries, and what we derive from it, tell every step at INFO; their warnings and errors matter.
DERIVED = ("faust_driver", "monitor", "seen_store")
QUIET = ("faust", "mode", "aiokafka", "aiohttp", "asyncio", *(f"services.stream.{name}" for name in DERIVED))

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def configure(log_format: str, log_level: str = "info") -> None:
    """Sets up the root logger. log_format: `text` or `json`; log_level: `info` or `debug`."""
    handler = logging.StreamHandler(sys.stderr)
    quoting = log_level == "debug"
    handler.setFormatter(JsonLines(quoting) if log_format == "json" else TextLines(quoting))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("services").setLevel(logging.DEBUG if quoting else logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class Lines(logging.Formatter):
    """What both formats share: the fields of a record, and errors that quote no article unless `quoting`."""

    def __init__(self, quoting: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")
        self._quoting = quoting

    def fields(self, record: logging.LogRecord) -> dict[str, Any]:
        """What the line is about: stage, topic, partition, offset, article_id, as far as it was given."""
        fields: dict[str, Any] = getattr(record, "fields", {})
        return fields

    def formatException(self, ei: ErrorInfo) -> str:
        """The error and what led to it."""
        error = ei[1]
        if self._quoting or error is None:
            return super().formatException(ei)
        return "\n".join(_without_quotations(error, hidden=False))


class TextLines(Lines):
    """A line for people; the fields stand behind the message as name=value."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line, without the error."""
        return " ".join(
            (super().formatMessage(record), *(f"{name}={value}" for name, value in self.fields(record).items()))
        )


class JsonLines(Lines):
    """One JSON object a record: time (RFC 3339, UTC), level, logger, message, the fields, error where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line = {
            "time": f"{seconds}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **self.fields(record),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def _without_quotations(error: BaseException, *, hidden: bool) -> list[str]:
    """The chain of errors, first cause first; below a HandlingError without their messages."""
    lines: list[str] = []
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        lines += _without_quotations(earlier, hidden=hidden or isinstance(error, HandlingError))
    lines.append("Traceback (most recent call last):")
    lines += [line.rstrip("\n") for line in traceback.format_tb(error.__traceback__)]
    name = type(error).__qualname__
    lines.append(f"{name}: (RASD_LOG_LEVEL=debug shows the message)" if hidden else f"{name}: {error}")
    return lines
