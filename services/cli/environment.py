"""The settings from this process's environment, and their list for `--help`."""

from __future__ import annotations

import dataclasses
import os
from datetime import timedelta
from typing import Any

import isodate

from services.stream.settings import Settings


def settings() -> Settings:
    """The settings of this process. Raises `OperatorError` for a variable that does not fit."""
    return Settings.from_environment(os.environ)


def settings_help() -> str:
    """Every setting with its meaning and default, as Markdown for the end of a help text."""
    lines = [_line(field) for field in dataclasses.fields(Settings)]
    return "**Settings** (environment variables)\n\n" + "\n\n".join(lines)


def _line(field: dataclasses.Field[Any]) -> str:
    choices = field.metadata["choices"]
    meaning = field.metadata["meaning"] + (f": {', '.join(choices)}" if choices else "")
    default = field.default
    if isinstance(default, timedelta):
        default = isodate.duration_isoformat(default)
    return f"`{field.metadata['variable']}` {meaning}" + (f" (default {default})" if default not in (None, "") else "")
