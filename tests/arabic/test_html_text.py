"""HTML bodies as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.arabic.html_text import html_to_text, looks_like_html

PLAIN = [
    "قتل 3 أشخاص في حادث سير",
    "درجة الحرارة < 5 و> 2",
    "قال <غير واضح> إنه عاد",
    "«اقتباس» <<آخر>>",
    "AT&amp;T و &quot;نص&quot;",
    "i <3 you",
    "راسل <news@example.org>",
    "<p",
    "a<b and b>c",
    "",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_is_not_html(text: str) -> None:
    assert not looks_like_html(text)


@pytest.mark.parametrize(
    "text",
    ["<p>خبر", "خبر</p>", "خبر<br/>آخر", "<BR>", '<a href="x">', "<!-- x -->", "<!DOCTYPE html>", "<h2 class=x>"],
)
def test_markup_is_html(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>أول</p><p>ثان</p>", "أول\n\nثان"),
        ("أول<br>ثان<br/>ثالث", "أول\nثان\nثالث"),
        ("<b>و</b>قتل <i>ثلا</i>ثة", "وقتل ثلاثة"),
        ("<p>سطر\n  مكسور</p>", "سطر مكسور"),
        ("<h1>عنوان</h1><div>نص</div>", "عنوان\nنص"),
        ("<ul><li>بند<li>بند آخر<ul><li>تحته</ul></ul>", "بند\nبند آخر\nتحته"),
        ("<table><tr><td>أ</td><td>ب</td></tr><tr><td>ج</td></tr></table>", "أ\t\tب\nج"),
        ("<figure><img alt=x><figcaption>تعليق</figcaption></figure>نص", "تعليق\nنص"),
        ("<blockquote>اقتباس</blockquote>نص", "اقتباس\nنص"),
        ("<details><summary>موجز</summary>نص</details>", "موجز\nنص"),
        ("<x-paragraph>نص</x-paragraph>", "نص"),
        ("<p>&#1606;&#x635; &laquo;مقتبس&raquo; 1&nbsp;000 &lt;5&gt;</p>", "نص «مقتبس» 1\u00a0000 <5>"),
        ("<p>&amp;lt;</p>", "&lt;"),  # decoded once
        ("<style>p{}</style><script>alert('نص <p>')</script><!-- تعليق --><p>نص", "نص"),
        ("<script>x = \"<a href='\" + u</script><p>it's نص</p>", "it's نص"),
        ("<textarea>نص</textarea><iframe>نص</iframe><p>آخر", "آخر"),
        ("<!--><p>نص</p>", "نص"),
        ("<p><![CDATA[نص]]></p>", "نص"),
        ('<a title="أ > ب">نص</a>', "نص"),
        ("<p>a\x00b\ud800c</p>", "ab\ufffdc"),
        ('<?xml version="1.0" encoding="windows-1256"?><html><head><title>عنوان</title></head><body>نص', "نص"),
        ('<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><p>&b;</p>', "]>\n\n&b;"),
        ("<p>نص</p></div></p><<< <b", "نص\n\n<<<"),
        ("<p></p>", ""),
    ],
)
def test_what_a_reader_sees_stays(html: str, text: str) -> None:
    assert html_to_text(html) == text


DEEP = 3_000
HOSTILE = {
    "deep blocks": "<div>" * DEEP + "نص" + "</div>" * DEEP,
    "deeper than nests": "<div>" * 100_000 + "نص",
    "unclosed bold in every paragraph": "".join(f"<b a={n}>" for n in range(DEEP)) + "<p>نص" * DEEP,
    "nested lists": "<ul><li>نص" * DEEP,
    "nested tables": "<table><tr><td>نص" * DEEP,
    "many attributes": "<p " + " ".join(f'a{n}=">"' for n in range(50_000)) + ">نص",
    "unclosed tags": "نص<p " * 50_000,
    "unclosed quotes": 'نص<p a="' * 50_000,
    "unclosed comment": "نص<!--" * 50_000,
    "unclosed script": "نص<script>" * 50_000,
    "end tags only": "نص</p></frameset>" * 30_000,
    "references": "نص&#" * 100_000,
    "angles": "نص<" * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_html_gives_a_text_that_is_no_larger(name: str) -> None:
    html = HOSTILE[name]
    text = html_to_text(html)
    assert "نص" in text
    assert len(text) <= len(html)


@given(st.text(st.sampled_from("<>/!-=&;\"' \n\t\x00\ud800abpnصق"), max_size=60))
def test_broken_html_never_raises(html: str) -> None:
    html_to_text(f"<p>{html}")


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<br>", "<div>", "</div>", "<li>", "<td>", " "])))
def test_no_word_is_lost_between_tags(tags: list[str]) -> None:
    html = "".join(f"{tag}كلمة{index}" for index, tag in enumerate(tags))
    text = html_to_text(html)
    assert all(f"كلمة{index}" in text for index in range(len(tags)))
