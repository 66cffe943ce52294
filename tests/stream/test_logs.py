"""Log lines: their fields, and that no article's text is in them at the default level."""

from __future__ import annotations

import json
import logging
from types import SimpleNamespace

import pytest

from services.stream import logs
from services.stream.errors import HandlingError
from services.stream.message_log import log_batch, place
from services.stream.messages import Handled, Output

QUOTED = "قتل شخصان"
RECORD = SimpleNamespace(topic="articles.normalized", partition=2, offset=17, key=b"a-5")


@pytest.fixture(autouse=True)
def _root_logger_as_before() -> object:
    root, services = logging.getLogger(), logging.getLogger("services")
    before = (root.handlers[:], root.level, services.level)
    yield
    root.handlers[:], root.level, services.level = before


def fail() -> None:
    try:
        try:
            raise ValueError(f"no number in {QUOTED}")
        except ValueError as error:
            raise KeyError(QUOTED) from error
    except KeyError as error:
        raise HandlingError(place("extract", RECORD)) from error


def logged(capsys: pytest.CaptureFixture[str], log_format: str, level: str) -> str:
    logs.configure(log_format, level)
    try:
        fail()
    except HandlingError as error:
        logging.getLogger("services.stream.test").critical("unexpected", exc_info=error, extra={"fields": error.fields})
    return capsys.readouterr().err


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_an_error_is_told_without_what_it_quotes(capsys: pytest.CaptureFixture[str], log_format: str) -> None:
    told = logged(capsys, log_format, "info")
    assert QUOTED not in told
    for part in ("ValueError", "KeyError", "HandlingError: extract cannot handle articles.normalized/2/17", "in fail"):
        assert part in told
    assert QUOTED in logged(capsys, log_format, "debug")


def test_other_errors_are_told_whole(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("text")
    logging.getLogger("services.stream.test").error("unexpected", exc_info=OSError(28, "No space left on device"))
    assert "OSError: [Errno 28] No space left on device" in capsys.readouterr().err


def test_the_fields_of_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    (line,) = logged(capsys, "json", "info").splitlines()
    read = json.loads(line)
    assert {
        name: read[name] for name in ("stage", "topic", "partition", "offset", "article_id", "message", "level")
    } == {
        "stage": "extract",
        "topic": "articles.normalized",
        "partition": 2,
        "offset": 17,
        "article_id": "a-5",
        "message": "unexpected",
        "level": "critical",
    }
    first, *_ = logged(capsys, "text", "info").splitlines()
    assert first.endswith("unexpected stage=extract topic=articles.normalized partition=2 offset=17 article_id=a-5")


def batch(*codes: str | None) -> tuple[list[SimpleNamespace], list[Handled]]:
    events = [
        SimpleNamespace(message=SimpleNamespace(topic="articles.raw", partition=0, offset=100 + number, key=b"any"))
        for number in range(len(codes))
    ]
    accepted = [Output(topic="articles.fingerprinted", key=b"a-7", value=b"", headers=[])]
    handled = [
        Handled(outcome="rejected", error_code=code) if code else Handled(outcome="accepted", outputs=accepted)
        for code in codes
    ]
    return events, handled


def test_rejected_messages_of_a_batch_share_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("text")
    log_batch("intake", *batch(None, "invalid_json", "wrong_type", "invalid_json"))
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith(
        "intake: 3 of 4 messages rejected (invalid_json 2, wrong_type 1), the first is "
        "stage=intake topic=articles.raw partition=0 offset=101"
    )
    log_batch("intake", *batch(None, None))
    assert not capsys.readouterr().err


def test_each_message_has_a_line_at_debug(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json", "debug")
    log_batch("intake", *batch(None))
    (line,) = map(json.loads, capsys.readouterr().err.splitlines())
    assert (line["message"], line["article_id"], line["offset"], line["outputs"]) == ("accepted", "a-7", 100, 1)
