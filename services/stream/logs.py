"""Log lines on standard error, as text for people or as one JSON object a line."""

from __future__ import annotations

import json
import logging
import sys
import time

# Faust and its libraries, and what we derive from it, tell every step at INFO; their warnings and errors matter.
DERIVED = ("faust_driver", "monitor", "seen_store")
QUIET = ("faust", "mode", "aiokafka", "aiohttp", "asyncio", *(f"services.stream.{name}" for name in DERIVED))


def configure(log_format: str) -> None:
    """Sets up the root logger. `log_format`: `text` or `json`."""
    handler = logging.StreamHandler(sys.stderr)
    formatter = JsonLines() if log_format == "json" else logging.Formatter("%(asctime)s %(levelname)s %(message)s")
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class JsonLines(logging.Formatter):
    """One JSON object a record: time (RFC 3339, UTC), level, logger, message, error where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        seconds = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        line = {
            "time": f"{seconds}.{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
