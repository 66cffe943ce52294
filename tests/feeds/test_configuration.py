"""feeds.toml and OPML: what is read, and what the operator is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.feeds.configuration import ConfigurationError, load_configuration
from services.feeds.opml import NotOpml, read_opml

OPML = """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>أخبار</title></head><body>
<outline text="سوريا"><outline type="rss" text="الساحل" xmlUrl="http://coast.test/feed?a=1&b=2" language="ar"/>
<outline text="جبل"><outline XMLURL="http://mountain.test/rss" title="الجبل"/></outline></outline>
<outline text="again" xmlUrl="http://mountain.test/rss"/><outline text="no feed" htmlUrl="http://x.test/"/>
</body></opml>"""


def written(folder: Path, text: str, name: str = "feeds.toml") -> Path:
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_toml(tmp_path: Path) -> None:
    written(tmp_path, OPML, "list.opml")
    file = written(
        tmp_path,
        """
        contact = "mailto:desk@news.test"
        opml = ["list.opml"]
        timezone = "Asia/Damascus"
        [[feed]]
        url = "http://mountain.test/rss"
        source = "جبل"
        interval = 120
        full_text = false
        timezone = "Asia/Baghdad"
        """,
    )
    configuration = load_configuration(file)
    # the list's other feed, and the one of the list that the file gives settings of its own
    assert [feed.url for feed in configuration.feed] == ["http://mountain.test/rss", "http://coast.test/feed?a=1&b=2"]
    own, listed = configuration.feed
    assert (own.source, own.full_text, str(own.zone(configuration.timezone))) == ("جبل", False, "Asia/Baghdad")
    assert own.pace(configuration).fixed and own.pace(configuration).start == 120
    assert (listed.source, listed.language, str(listed.zone(configuration.timezone))) == (
        "الساحل",
        "ar",
        "Asia/Damascus",
    )
    assert configuration.languages == ("ar",)
    assert configuration.user_agent("1.2") == "Rasd/1.2 (news feed reader; +mailto:desk@news.test)"


def test_opml_as_configuration(tmp_path: Path) -> None:
    configuration = load_configuration(written(tmp_path, OPML, "list.opml"))
    assert [feed.source for feed in configuration.feed] == ["الساحل", "الجبل"]


WRONG = {
    "": "no feed",
    "[[feed]]": "url",
    '[[feed]]\nurl = "http://a.test/"\nurk = 1': "urk",
    '[[feed]]\nurl = "http://a.test/"\ninterval = 0': "interval",
    '[[feed]]\nurl = "http://a.test/"\nfull_text = "yes"': "full_text",
    '[[feed]]\nurl = "http://a.test/"\n[[feed]]\nurl = "http://a.test/"': "listed twice",
    '[[feed]]\nurl = "a.test/feed"': "not the address of a feed",
    '[[feed]]\nurl = "file:///etc/passwd"': "not the address of a feed",
    '[[feed]]\nurl = "http://a b.test/"': "not the address of a feed",
    'timezone = "Damascus"\n[[feed]]\nurl = "http://a.test/"': "Asia/Damascus",
    'allow_networks = ["10.0.0.1/8"]\n[[feed]]\nurl = "http://a.test/"': "allow_networks",
    'shortest_interval = 9\nlongest_interval = 5\n[[feed]]\nurl = "http://a.test/"': "longest_interval",
    "pause = -1": "pause",
    "feed = [": "not TOML",
    'opml = ["missing.opml"]': "missing.opml",
    "<html></html>": "not OPML",
    "<opml><body/></opml>": "no outline",
}


@pytest.mark.parametrize("text", WRONG, ids=lambda text: WRONG[text])
def test_wrong_files_are_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError, match=WRONG[text]) as error:
        load_configuration(written(tmp_path, text))
    assert "feeds.toml" in str(error.value) or "missing.opml" in str(error.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="No such file"):
        load_configuration(tmp_path / "none.toml")


def test_opml_reads_no_entities() -> None:
    laughs = (
        b'<!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        b'<opml><body><outline text="&b;" xmlUrl="http://a.test/"/></body></opml>'
    )
    assert [feed.url for feed in read_opml(laughs)] == ["http://a.test/"]
    with pytest.raises(NotOpml):
        read_opml(b"\x00\x01")


def test_shipped_example() -> None:
    configuration = load_configuration(Path(__file__).resolve().parents[2] / "examples" / "feeds.toml")
    assert len(configuration.feed) >= 20
    assert all(feed.source for feed in configuration.feed)
