"""What came out held against what went in: nothing lost, nothing twice by id, claims in order, verdicts those of `rasd dedup`."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field

import orjson

from services.stream.extract_stage import ExtractStage
from services.stream.messages import Message
from tests.chaos.ledger import Ledger
from tests.stream.worker_process import RASD

Outcome = tuple[str, str | None]
CLAIMS = ("claims.casualty", "claims.defection")


@dataclass
class Account:
    """What an audit found. Each list names what is wrong; all are empty where all is well.

    events: distinct ones on the output topics. repeated: further copies of them, which a subscriber passes over.
    """

    published: int = 0
    events: int = 0
    repeated: int = 0
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    other_verdict: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.twice or self.out_of_order or self.other_verdict)


class Audit:
    """Closes the books of a ledger, again and again; what was worked out before is kept.

    leaders_change: whether partitions lose their leaders, so that two messages may be decided in another order than they came.
    """

    def __init__(self, ledger: Ledger, *, leaders_change: bool = False) -> None:
        self._ledger = ledger
        self._leaders_change = leaders_change
        self._extract = ExtractStage(ledger.settings)
        self._claims: dict[str, list[tuple[str, str]]] = {}
        self._own: dict[str, set[str]] = {}

    def claims_are_out(self) -> bool:
        """Whether every claim of the normalized articles is on its topic."""
        return all(key in self._ledger.seen[topic] for topic, key in self._expected_claims())

    def account(self, *, verdicts: bool = True) -> Account:
        """Everything so far. verdicts: compare them with those of `rasd dedup` too."""
        ledger = self._ledger
        events = [seen for topic in ledger.seen.values() for seen in topic.values()]
        account = Account(
            published=len(ledger.published),
            events=len(events),
            repeated=sum(seen.copies - 1 for seen in events),
        )
        account.lost += [f"{name} has no outcome" for name in ledger.undecided()]
        for name, outcomes in ledger.outcomes.items():
            if len(outcomes) > 1:
                account.twice.append(f"{name} ended as {sorted(outcomes, key=str)}")
        for topic, held in ledger.seen.items():
            account.twice += [f"{topic} {key} has two contents" for key, seen in held.items() if len(seen.digests) > 1]
        self._check_claims(account)
        if verdicts:
            self._check_verdicts(account)
        return account

    def _check_claims(self, account: Account) -> None:
        expected = self._expected_claims()
        wanted = set(expected)
        found = {(topic, key) for topic in CLAIMS for key in self._ledger.seen[topic]}
        account.lost += [f"{topic} lacks {key}" for topic, key in sorted(wanted - found)]
        account.twice += [f"{topic} has {key}, which no article makes" for topic, key in sorted(found - wanted)]
        for article, claims in self._claims.items():
            for topic in CLAIMS:
                held = self._ledger.seen[topic]
                places = [
                    held[key].place for of, key in claims if of == topic and key in held and key in self._own[article]
                ]
                if places != sorted(places):
                    account.out_of_order.append(f"the claims of {article}")

    def _expected_claims(self) -> list[tuple[str, str]]:
        """Topic and id of every claim that the normalized articles make."""
        prefix = self._ledger.settings.topic_prefix
        for name, seen in self._ledger.seen["articles.normalized"].copy().items():
            if name in self._claims or (record := seen.record) is None:
                continue
            message = Message(
                topic=record.topic,
                partition=record.partition,
                offset=record.offset,
                timestamp=record.timestamp,
                key=record.key,
                value=record.value,
                headers=record.headers,
            )
            (handled,) = self._extract.handle([message], None)  # type: ignore[arg-type]
            self._claims[name] = [
                (output.topic.removeprefix(prefix), dict(output.headers)["ce_id"].decode())
                for output in handled.outputs
            ]
            # claims that a revision withdraws are keyed by the earlier article: its order is not theirs
            self._own[name] = {
                dict(output.headers)["ce_id"].decode() for output in handled.outputs if output.key == record.key
            }
            seen.record = None
        return [claim for claims in self._claims.values() for claim in claims]

    def _check_verdicts(self, account: Account) -> None:
        """Articles are decided in the order in which they reached Kafka, so that one can say beforehand as what."""
        ledger = self._ledger
        order = sorted(ledger.published.values(), key=lambda sent: (sent.timestamp, sent.partition, sent.offset))
        data = b"\n".join(sent.value for sent in order)
        done = subprocess.run([RASD, "dedup", "-"], input=data, capture_output=True, check=True, timeout=600)
        expected = {line["id"]: (line["verdict"], line["of"]) for line in map(orjson.loads, done.stdout.splitlines())}
        otherwise = {
            name: outcomes
            for name, verdict in expected.items()
            if verdict not in (outcomes := ledger.outcomes.get(name, {verdict}))
        }
        for name, outcomes in otherwise.items():
            if not (self._leaders_change and _changed_places(name, expected, otherwise)):
                account.other_verdict.append(f"{name} is {sorted(outcomes, key=str)}, not {expected[name]}")


def _changed_places(name: str, expected: Mapping[str, Outcome], otherwise: Mapping[str, set[Outcome]]) -> bool:
    """Whether the article and one that is nearly its duplicate were decided in the other order: still one new and one duplicate.

    Where a leader is lost, the receipt of a message that was sent again need not bear the time that the message bears.
    """
    kind, of = expected[name]
    if kind == "new":
        of = next((other for verdict, other in otherwise[name] if verdict != "new"), None)
    if of is None or of not in otherwise:
        return False
    first, second = (name, of) if kind == "new" else (of, name)
    return any(other == second for _, other in otherwise[first]) and any(
        verdict == "new" for verdict, _ in otherwise[second]
    )
