"""The report as one HTML page: template, style, script, map and claims in one file that needs no network."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import jinja2
import orjson
from markupsafe import Markup

from schemas import Claim
from services.report import evidence
from services.report.figures import APART, KINDS, Bar, figures
from services.report.outlines import Frame
from services.report.timeline import EARLIER, LATER
from services.tally import Ledger, Total

LANGUAGES = ("ar", "en")


def render(ledger: Ledger, language: str = "ar") -> str:
    """The page. `language`: one of `LANGUAGES`; evidence is shown as the articles have it."""
    labels = all_labels()[language]
    shown = figures(ledger)
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("services.report", "web"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["people"] = lambda total: people(total, labels)
    environment.filters["span"] = lambda label: {EARLIER: labels["earlier"], LATER: labels["later"]}.get(label, label)
    environment.filters["count"] = lambda claim: _claimed(claim, labels)
    peak_people = max((_height(bar, "people") for bar in shown.bars), default=0)
    peak_claims = max((_height(bar, "claims") for bar in shown.bars), default=0)
    return environment.get_template("page.html").render(
        language=language,
        labels=labels,
        figures=shown,
        kinds=KINDS,
        apart=APART,
        peak_people=peak_people or 1,
        peak_claims=peak_claims or 1,
        style=Markup(_file("style.css")),
        script=Markup(_file("script.js")),
        data=Markup(_script_data({"labels": _for_script(labels), "claims": list(_records(ledger, shown.frame))})),
    )


@cache
def all_labels() -> dict[str, dict[str, Any]]:
    """The words of the page by language."""
    text = resources.files("services.report").joinpath("labels.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def people(total: Total, labels: dict[str, Any]) -> str:
    """A sum in words: `12`, `12 or more`, `up to 12`, `from 10 to 12`, or that no number is stated."""
    return _bounds(None if total.low == 0 and total.unnumbered else total.low, total.high, labels)


def _claimed(claim: Claim, labels: dict[str, Any]) -> str:
    return _bounds(claim.count.low, claim.count.high, labels)


def _bounds(low: int | None, high: int | None, labels: dict[str, Any]) -> str:
    if low is None and high is None:
        return str(labels["no_number"])
    if low == high:
        return f"{low:,}"
    if high is None:
        return str(labels["at_least"]).format(low=f"{low:,}")
    return str(labels["between" if low else "at_most"]).format(low=f"{low or 0:,}", high=f"{high:,}")


def _height(bar: Bar, measure: str) -> int:
    return sum(figure.total.low if measure == "people" else figure.total.claims for _, figure in bar.segments)


def _records(ledger: Ledger, frame: Frame | None) -> Iterator[dict[str, Any]]:
    for claim in ledger:
        yield evidence.record(claim, ledger, frame)


def _for_script(labels: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in labels.items() if key not in ("lead", "caveat", "made_by")}


def _script_data(value: Any) -> str:
    """JSON that may stand in a script element: nothing in it can end the element or begin a comment."""
    return orjson.dumps(value).decode().replace("<", "\\u003c")


def _file(name: str) -> str:
    return resources.files("services.report").joinpath("web", name).read_text(encoding="utf-8")
