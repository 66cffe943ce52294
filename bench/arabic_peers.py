"""The peers that read Arabic numbers and dates, each as a function from a text to what it finds."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PUCKLING = ROOT / "build" / "bench-puckling"
_DIGITS = re.compile(r"\d[\d.,٬٫]*")


def numbers_by_arabic_itn(text: str) -> list[float]:
    """The digits in the text once arabic-itn has written its number words in digits."""
    import arabic_itn

    return [
        value for found in _DIGITS.findall(arabic_itn.normalize(text)["text"]) if (value := _value(found)) is not None
    ]


def numbers_by_pyarabic(text: str) -> list[float]:
    """The number phrases that pyarabic extracts, and digits, which it leaves to its caller."""
    from pyarabic import number

    phrases = number.extract_number_phrases(text)
    words = [float(value) for phrase in phrases if (value := number.text2number(phrase))]
    return words + [value for found in _DIGITS.findall(text) if (value := _value(found)) is not None]


def days_by_dateparser(text: str, published: datetime) -> list[tuple[date, date]]:
    """The days that dateparser finds in the text, or else makes of the whole of it."""
    import dateparser
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": published.replace(tzinfo=None), "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
    found = search_dates(text, languages=["ar"], settings=settings)
    if found:
        return [(moment.date(), moment.date()) for _, moment in found]
    whole = dateparser.parse(text, languages=["ar"], settings=settings)
    return [] if whole is None else [(whole.date(), whole.date())]


def _value(digits: str) -> float | None:
    plain = digits.rstrip(".,").replace(",", "").replace("٬", "")
    try:
        return float(plain)
    except ValueError:
        return None


@dataclass(frozen=True)
class Puckling:
    """What puckling found: numbers and days of each text, seconds for all texts."""

    numbers: list[list[float]]
    days: list[list[tuple[date, date]]]
    number_seconds: float
    day_seconds: float


def puckling(texts: Sequence[tuple[str, datetime]]) -> Puckling | None:
    """Runs puckling over the texts, or returns None where no Python 3.13 is installed."""
    python = _python_313()
    if python is None:
        return None
    uv = Path(sys.executable).with_name("uv")
    subprocess.run(
        [
            *(uv, "pip", "install", "-q", "--python", python, "--target", PUCKLING, "--no-deps", "--require-hashes"),
            *("-r", ROOT / "requirements" / "bench-puckling.txt"),
        ],
        check=True,
    )
    lines = "".join(json.dumps({"text": text, "published": published.isoformat()}) + "\n" for text, published in texts)
    done = subprocess.run(
        [python, ROOT / "bench" / "puckling_worker.py"],
        input=lines,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(PUCKLING)},
    )
    *answers, last = (json.loads(line) for line in done.stdout.splitlines())
    return Puckling(
        [answer["numbers"] for answer in answers],
        [
            [(date.fromisoformat(first), date.fromisoformat(end)) for first, end in answer["days"] if first and end]
            for answer in answers
        ],
        *last["seconds"],
    )


@cache
def _python_313() -> str | None:
    """A Python 3.13 or later that runs: named by PUCKLING_PYTHON, on the path, or among those of pyenv."""
    for candidate in _candidates():
        try:
            done = subprocess.run(
                [candidate, "-c", "import sys; print(sys.version_info[:2] >= (3, 13))"], capture_output=True
            )
        except OSError:
            continue
        if done.stdout.strip() == b"True":
            return candidate
    return None


def _candidates() -> Iterator[str]:
    if "PUCKLING_PYTHON" in os.environ:
        yield os.environ["PUCKLING_PYTHON"]
    for name in ("python3.13", "python3.14", "python3"):
        found = shutil.which(name)
        if found:
            yield found
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from (str(path) for path in sorted(pyenv.glob("versions/3.1[3-9]*/bin/python3")))


NumberPeer = Callable[[str], list[float]]
NUMBER_PEERS: dict[str, NumberPeer] = {"arabic-itn": numbers_by_arabic_itn, "pyarabic": numbers_by_pyarabic}
