"""Bytes of a feed or a page to text, whatever the document says of its encoding.

Arabic sites declare windows-1256 and send UTF-8, declare nothing and send windows-1256, or pass UTF-8 through a
server that took
it for Latin. The costlier error is mojibake that looks like text: it would be published as an article. So the declared
encoding is one candidate among few, and the candidates are judged by what they make of the bytes:

1. a byte order mark or the zero bytes of UTF-16 and UTF-32 decide;
2. bytes that are valid UTF-8 are UTF-8 (a single-byte Arabic text practically never is), however they are declared;
3. UTF-8 with a few broken sequences stays UTF-8, with U+FFFD for what is broken;
4. among declared and customary single-byte encodings the one wins that reads most like Arabic, the declared one where
all
   read alike.

Known failure: a short text in a single-byte encoding without a single "ال" is decided by its declaration alone.
"""

from __future__ import annotations

import codecs
import re

CUSTOMARY = ("windows-1256", "iso-8859-6")
# A document with a broken sequence now and then is UTF-8; single-byte Arabic has one at nearly every letter.
BROKEN_SHARE = 0.05
# Letters and the article are counted in the first part only; feeds repeat themselves.
JUDGED_BYTES = 65_536
DECLARATION_BYTES = 2048

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_XML_DECLARATION = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]+)", re.I)
_META_CHARSET = re.compile(rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.I)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.I)
_ARABIC_LETTER = re.compile("[\u0621-\u063a\u0641-\u064a]")
# One letter alone is what becomes of the é in "Café"; Arabic comes in words.
_ARABIC_WORD = re.compile("[\u0621-\u063a\u0641-\u064a]{2,}")
_ARTICLE = re.compile("(?<![\u0621-\u064a])ال")
_MOJIBAKE_LEAD = re.compile("[ØÙÚÛ]")


def decode(data: bytes, content_type: str | None = None) -> tuple[str, str]:
    """The text, and the name of the encoding that it was read with. Never raises.

    content_type: the HTTP header, None where there is none. A byte order mark is not part of the text.
    """
    text, encoding = _decode(data, content_type)
    mended = _undo_latin(text)
    return (mended, f"{encoding}, twice encoded") if mended is not None else (text, encoding)


def _decode(data: bytes, content_type: str | None) -> tuple[str, str]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace"), wide
    text = _lenient_utf8(data)
    if text is not None:
        return text, "utf-8"
    candidates = dict.fromkeys([*_declared(data, content_type), *CUSTOMARY])
    candidates.pop("utf-8", None)
    best = max(candidates, key=lambda name: _arabic_score(data[:JUDGED_BYTES], name))
    return data.decode(best, "replace"), best


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, by the zero bytes of the first two characters (`<?`, `<r`, `{"`)."""
    head = data[:4]
    if len(head) < 4 or 0 not in head:
        return None
    zeros = (head[0] == 0, head[1] == 0, head[2] == 0, head[3] == 0)
    return {
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
    }.get(zeros)


def _lenient_utf8(data: bytes) -> str | None:
    """The text where the bytes are UTF-8, or UTF-8 with few broken sequences or cut at its end; else None."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    high = sum(1 for character in text[:JUDGED_BYTES] if character > "\x7f")
    share = text[:JUDGED_BYTES].count("\ufffd") / max(high, 1)
    # One broken place is no evidence of another encoding, unless there is nothing but that.
    return text if share <= BROKEN_SHARE or (broken == 1 and high > 2) else None


def _declared(data: bytes, content_type: str | None) -> list[str]:
    """Encodings that the HTTP header and the document itself declare, as Python names; unknown ones left out."""
    head = data[:DECLARATION_BYTES]
    names = [match[1] for match in [_HEADER_CHARSET.search(content_type or "")] if match]
    names += [
        match[1].decode("ascii") for pattern in (_XML_DECLARATION, _META_CHARSET) if (match := pattern.search(head))
    ]
    found = []
    for name in names:
        try:
            codec = codecs.lookup(name).name
            b"a".decode(codec)
        except (LookupError, UnicodeDecodeError):  # unknown, no encoding of text, or two bytes a character
            continue
        if codec != "utf-7":
            found.append({"cp1256": "windows-1256", "iso8859-6": "iso-8859-6"}.get(codec, codec))
    return found


def _arabic_score(data: bytes, name: str) -> float:
    """How much the bytes read like Arabic in this encoding: articles and letters count, what is undefined counts
    against.
    """
    text = data.decode(name, "replace")
    high = sum(1 for character in text if character > "\x7f")
    if not high:
        return 0.0
    letters = sum(map(len, _ARABIC_WORD.findall(text)))
    return (letters + 10 * len(_ARTICLE.findall(text)) - 5 * text.count("\ufffd")) / high


# What a server makes of a UTF-8 byte that it takes for Latin: windows-1252, and the control character where that has
# none.
_LATIN_BYTES = {
    bytes([byte]).decode("windows-1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte): byte
    for byte in range(0x80, 0x100)
} | {chr(byte): byte for byte in range(0x80, 0x100)}


def _undo_latin(text: str) -> str | None:
    """The text before its UTF-8 bytes were taken for Latin and encoded again ("Ø§Ù„" is "ال"); None where that is not
    so.

    Lossless: only where every such run is valid UTF-8 again, and no Arabic letter stands in the text.
    """
    sample = text[:JUDGED_BYTES]
    if len(_MOJIBAKE_LEAD.findall(sample)) < 8 or _ARABIC_LETTER.search(sample):
        return None
    try:
        return bytes(_LATIN_BYTES[character] if character > "\x7f" else ord(character) for character in text).decode(
            "utf-8"
        )
    except (KeyError, UnicodeDecodeError):
        return None
