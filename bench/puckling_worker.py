"""Runs the peer puckling over the cases: a process of its own, because puckling needs Python 3.13. Not imported by anything.

Standard input: one JSON line a text, {"text", "published"}. Standard output: one JSON line each, {"numbers": [...], "days":
[[first, last], ...]}, and a last line {"seconds": [numbers, days]} for reading all texts once more.
"""

import datetime as dt
import json
import sys
import time

import puckling


def day(moment):  # type: ignore[no-untyped-def]
    return None if moment is None else moment.date().isoformat()


def numbers(text, context):  # type: ignore[no-untyped-def]
    found = puckling.parse(text, context, dims=("numeral",))
    return [entity.value.value for entity in found]


def days(text, context):  # type: ignore[no-untyped-def]
    found = []
    for entity in puckling.parse(text, context, dims=("time",)):
        first, last = entity.value.start_datetime(), entity.value.end_datetime()
        grain = getattr(entity.value.primary, "grain", None)
        if last is None and grain is not None and grain.value in ("week", "month", "year"):
            length = {"week": 7, "month": 28, "year": 365}[grain.value]
            last = first + dt.timedelta(length - 1)
        found.append([day(first), day(last or first)])
    return found


def main():  # type: ignore[no-untyped-def]
    texts = [json.loads(line) for line in sys.stdin]
    contexts = [
        puckling.Context(
            reference_time=dt.datetime.fromisoformat(text["published"]), locale=puckling.Locale(puckling.Lang.AR)
        )
        for text in texts
    ]
    for text, context in zip(texts, contexts, strict=True):
        print(json.dumps({"numbers": numbers(text["text"], context), "days": days(text["text"], context)}))
    spent = []
    for read in (numbers, days):
        start = time.perf_counter()
        for text, context in zip(texts, contexts, strict=True):
            read(text["text"], context)
        spent.append(time.perf_counter() - start)
    print(json.dumps({"seconds": spent}))


main()
