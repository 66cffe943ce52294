"""Runs every regular expression of the services on text that is made to cost it time: a program for `test_regexes`.

For each repetition in a pattern: what leads to it once, its body many times, then nothing or a character that fits
nowhere. Where a pattern can divide such a run in more than one way, the time grows with a power of two. Prints each pattern
before it is run, so that the last line names the one that does not end.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import schemas
import services

REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
TIMES = 3000
TAILS = ("", "\x00")
CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "w", "CATEGORY_NOT_WORD": "-"}


def patterns() -> set[tuple[str | bytes, int]]:
    """What the modules of the services compile when they are imported and when an article is read."""
    found: set[tuple[str | bytes, int]] = set()
    compile_pattern = re.compile

    def note(pattern: Any, flags: Any = 0) -> Any:
        compiled = compile_pattern(pattern, flags)
        if sys._getframe(1).f_globals.get("__name__", "").startswith(("services.", "schemas.")):
            found.add((compiled.pattern, compiled.flags))
        return compiled

    re.compile = note  # type: ignore[assignment]
    for package in (schemas, services):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            if "examples" not in module.name:
                importlib.import_module(module.name)
    from services.claims import extract

    extract(schemas.Article(id="a", title="", body="قتل 3 جنود في مدينة حلب أمس."))
    return found


def example(items: Any) -> str:
    """A short text that a part of a pattern matches, as far as one can tell without its context."""
    return "".join(_example_of(str(kind), argument) for kind, argument in items)


def _example_of(kind: str, argument: Any) -> str:
    if kind == "LITERAL":
        return chr(argument)
    if kind == "NOT_LITERAL":
        return "x" if argument != ord("x") else "y"
    if kind == "ANY":
        return "x"
    if kind == "IN":
        return _one_of(argument)
    if kind in REPEATS:
        return example(argument[2]) * max(1, argument[0])
    if kind == "SUBPATTERN":
        return example(argument[3])
    if kind == "ATOMIC_GROUP":
        return example(argument)
    if kind == "BRANCH":
        return example(argument[1][0])
    return ""


def _one_of(items: Any) -> str:
    if str(items[0][0]) == "NEGATE":
        refused = re.compile("[" + "".join(map(re.escape, _named(items[1:]))) + "]") if _named(items[1:]) else None
        return next(each for each in "x1 -<" if refused is None or not refused.match(each))
    return _named(items)[0]


def _named(items: Any) -> list[str]:
    named = []
    for kind, argument in items:
        if str(kind) == "LITERAL":
            named.append(chr(argument))
        elif str(kind) == "RANGE":
            named.append(chr(argument[0]))
        elif str(kind) == "CATEGORY":
            named.append(CATEGORIES.get(str(argument), "x"))
    return named


def attacks(items: Any, before: str = "") -> Iterator[str]:
    """For each unbounded repetition below: the way to it, and its body many times."""
    for kind, argument in items:
        name = str(kind)
        if name in REPEATS:
            if argument[1] > TIMES:
                yield before + example(argument[2]) * TIMES
            yield from attacks(argument[2], before)
        elif name == "SUBPATTERN":
            yield from attacks(argument[3], before)
        elif name == "ATOMIC_GROUP":
            yield from attacks(argument, before)
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from attacks(branch, before)
        before += _example_of(name, argument)


def main() -> None:
    found = sorted(patterns(), key=str)
    tried = 0
    for pattern, flags in found:
        text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
        print(ascii(text), flush=True)
        compiled = re.compile(pattern, flags)
        for attack in attacks(_parser.parse(text, flags & ~re.LOCALE)):
            for tail in TAILS:
                subject = attack + tail
                compiled.match(subject.encode("utf-8") if isinstance(pattern, bytes) else subject)  # type: ignore[arg-type]
                tried += 1
    print(f"{len(found)} patterns, {tried} attacks")


if __name__ == "__main__":
    main()
