"""The README says what is: its claim is what the engine makes of the sample article, its settings and targets exist."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import orjson

from schemas import RefusalError
from services.claims import extract
from services.cli.app import COMMANDS
from services.intake import read_article
from services.stream.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_claim_that_is_explained_is_the_one_that_is_made() -> None:
    lines = (ROOT / "examples" / "articles.jsonl").read_bytes().splitlines()
    (line,) = [line for line in lines if orjson.loads(line).get("id") == "example-sy-01"]
    article = read_article(line)
    assert not isinstance(article, RefusalError)
    (claim,) = [each for each in extract(article) if each.kind == "injured"]
    section = README.partition("## A claim, field by field")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| `(\w+)`[^|]*\| (.*) \|$", section, re.MULTILINE))
    assert claim.evidence.text in section
    assert claim.id in rows["id"]
    assert f"low {claim.count.low}, high {claim.count.high}, `{claim.count.precision}`" in rows["count"]
    assert claim.who.text is not None and claim.who.text in rows["who"]
    assert claim.by is not None and claim.by.text in rows["by"]
    assert claim.cause is not None and f"`{claim.cause}`" in rows["cause"]
    assert claim.place is not None and claim.place.name is not None
    assert f'"{claim.place.text}" → {claim.place.name}, {claim.place.admin1}, {claim.place.country}' in rows["place"]
    assert claim.when is not None
    assert f'"{claim.when.text}" → {claim.when.from_} to {claim.when.to}' in rows["when"]
    trigger, evidence = claim.evidence.trigger, claim.evidence
    assert f"{evidence.start}–{evidence.end}" in rows["evidence"]
    assert f'"{trigger.text}" at {trigger.start}–{trigger.end}' in rows["evidence"]
    named = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE))))
    assert named == {field.name for field in dataclasses.fields(claim)} - {"extractor_version", "schema_version"}


def test_every_setting_is_listed() -> None:
    section = README.partition("## Settings")[2].partition("\n## ")[0]
    listed: set[str] = set()
    for row in re.findall(r"^\| (`[^|]*) \|", section, re.MULTILINE):
        names = re.findall(r"`(\w+)`", row)
        prefix = names[0].rpartition("_")[0]
        listed |= {prefix + name if name.startswith("_") else name for name in names}
    assert listed >= {field.metadata["variable"] for field in dataclasses.fields(Settings)}


def test_targets_and_commands_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)|`make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE), target
    for command in re.findall(r"^rasd ([a-z]+)|`rasd ([a-z]+)", README, re.MULTILINE):
        assert "".join(command) in COMMANDS, command
