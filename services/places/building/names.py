"""Names as the sources have them, brought into the form of the gazetteer."""

from __future__ import annotations

import re
import unicodedata

from services.arabic.normalize import normalize

_ARABIC_NAME = re.compile(r"[ء-ي٠-٩ -]+")
_AREA_WORDS = re.compile(
    r"^(?:محافظة|محافظه|منطقة|منطقه|قضاء|مديرية|مديريه|ولاية|ولايه|ولاية|بلدية|بلديه|معتمدية|معتمديه|إمارة|اماره|دائرة|دائره|"
    r"مركز|ناحية|ناحيه|لواء|مقاطعة|مقاطعه|شهرستان|استان|محلية|محليه|شعبية|شعبيه|إقليم|اقليم|جهة|قسم|مدينة|مدينه|عمالة|عماله)\s+(?=\S{3})"
)
# "البو كمال" and "البوكمال", "تل عفر" and "تلعفر": the first word is written apart or together.
_WRITTEN_TOGETHER = frozenset(
    ["تل", "ابو", "ابي", "ام", "بو", "البو", "دير", "كفر", "خان", "عبد", "بيت", "شانلي", "ديار"]
)
# "ولايت" and "د … ولايت": province, in Dari and Pashto.
_PERSIAN_AREA = re.compile(r"^(?:د )?ولايت | ولايت$|^د (?=.* ولايت$)|^شهرستان |^استان ")
_ENGLISH_AREA = re.compile(r"\s(?:Governorate|Province|District|Region|Municipality|Emirate|State|County)$")
_LATIN_AREA = re.compile(
    r"\s+(?:Governorate|Province|District|Region|Municipality|City|Emirate|State|County|Wilaya|Department)$"
    r"|^(?:Wilaya d[e'’]s?|Province of|Region of|Qaḑā’|Muḩāfaz̧at|Mudīrīyat|Délégation d[e'’]?|Délégation|Gouvernorat de|District de)\s*"
)


def folded_names(names: list[str], area: bool = False) -> dict[str, None]:
    """The Arabic ones of `names`, folded, in order; of an area without its type noun ("محافظة حلب" gives "حلب")."""
    found: dict[str, None] = {}
    for raw in names:
        name = " ".join(normalize(unicodedata.normalize("NFKC", raw)).text.replace("'", "").split())
        if area:
            name = _AREA_WORDS.sub("", _AREA_WORDS.sub("", name))
            name = _PERSIAN_AREA.sub("", _PERSIAN_AREA.sub("", name))
        if len(name) > 1 and _ARABIC_NAME.fullmatch(name) and not name.isdigit():
            name = " ".join(name.replace("-", " ").split())
            found[name] = None
            first, _, rest = name.partition(" ")
            if first in _WRITTEN_TOGETHER and rest and " " not in rest:
                found[first + rest] = None
    return found


def plain_latin(name: str) -> str:
    """A Latin name without the signs of scientific transliteration: "Ţarţūs" gives "Tartus"."""
    decomposed = unicodedata.normalize("NFKD", name)
    kept = "".join(c for c in decomposed if not unicodedata.combining(c) and c not in "‘’ʻʼ`´")
    return " ".join(kept.replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d").split())


def area_name(name: str, aliases: list[str]) -> str:
    """The English name of an area: the alias that English uses ("Deir ez-Zor Governorate") without its type noun."""
    english = [a for a in aliases if a.isascii() and _ENGLISH_AREA.search(a)]
    chosen = name if _ENGLISH_AREA.search(name) or not english else english[0]
    return plain_latin(_LATIN_AREA.sub("", chosen)) or plain_latin(name)


def bare(name: str) -> str:
    """A name without the articles, for comparing."""
    return re.sub(r"\bال", "", name)


def latin_key(name: str) -> str:
    """A Latin name without case, signs, articles and double letters, for comparing transliterations."""
    letters = re.sub(
        r"\b(?:al|el|ad|ar|as|at|az|an|ash|daira de|shahrestan-e|wilaya de)\b[- ]?", "", plain_latin(name).lower()
    )
    return re.sub(
        r"(.)\1", r"\1", re.sub(r"[^a-z]", "", letters).replace("ou", "u").replace("e", "a").replace("y", "i")
    )
