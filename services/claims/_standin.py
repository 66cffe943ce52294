"""Temporary: stands in for services.arabic.numbers, .sentences and .dates until they land."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quantity:
    start: int
    end: int
    low: int | None
    high: int | None
    precision: str
    noun_start: int | None = None

    @property
    def number_start(self) -> int:
        return self.start

    @property
    def number_end(self) -> int:
        return self.end


U = dict(
    zip(
        "واحد واحده اثنان اثنين اثنتان اثنتين ثلاث ثلاثه اربع اربعه خمس خمسه ست سته سبع سبعه ثماني ثمانيه ثمان تسع تسعه عشر عشره احدي احد اثني اثنا".split(),
        [1, 1, 2, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 8, 9, 9, 10, 10, 1, 1, 2, 2],
        strict=True,
    )
)
T = dict(
    zip(
        "عشرون عشرين ثلاثون ثلاثين اربعون اربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين".split(),
        [20, 20, 30, 30, 40, 40, 50, 50, 60, 60, 70, 70, 80, 80, 90, 90],
        strict=True,
    )
)
H = {
    "مئه": 100,
    "مائه": 100,
    "مئتي": 200,
    "مئتين": 200,
    "مايه": 100,
    "ميه": 100,
    "مايتي": 200,
    "ميتي": 200,
    "مايتين": 200,
    "الف": 1000,
    "الفا": 1000,
    "الفي": 2000,
    "الفين": 2000,
    "الاف": 1000,
    "مليون": 10**6,
}
for k, v in list(U.items()):
    if v > 2:
        H[k + "ميه"] = v * 100
        H[k + "مايه"] = v * 100
VAGUE = {
    "عشرات": 20,
    "العشرات": 20,
    "مئات": 200,
    "ميات": 200,
    "الميات": 200,
    "المئات": 200,
    "الاف": 2000,
    "الالاف": 2000,
}
W = re.compile(r"\d+(?:[.,]\d{3})*|[ء-ي]+|\S")


def quantities(folded: str, start: int, end: int) -> list[Quantity]:
    toks = [(m.group(), m.start(), m.end()) for m in W.finditer(folded, start, end)]
    out = []
    i = 0
    while i < len(toks):
        w, s, e = toks[i]
        bare = w[1:] if w[0] in "وبل" and w not in U and w not in VAGUE else w
        off = len(w) - len(bare)
        if off and bare.startswith("ال") and bare[2:] in U:
            bare = bare[2:]
        if bare.startswith("ال") and bare[2:] in U and bare[2:] not in ("احد",):
            bare = bare[2:]
        n = None
        j = i
        if bare in VAGUE or bare in (
            "عدد",
            "العديد",
            "بضعه",
            "مجموعه",
            "بضع",
            "اعداد",
            "كثير",
            "الكثير",
            "معظم",
            "بعض",
            "غالبيه",
            "عددا",
            "عشرات",
        ):
            low = VAGUE.get(bare, 2)
            out.append(
                Quantity(
                    s + off, e, 3 if bare.startswith("بضع") else low, 9 if bare.startswith("بضع") else None, "vague"
                )
            )
            i += 1
            continue
        total = None
        while j < len(toks):
            x = toks[j][0]
            y = x if j == i and not off else x
            if j == i:
                y = bare
            elif y[0] == "و" and (y[1:] in U or y[1:] in T or y[1:] in H):
                y = y[1:]
            elif j > i and not (y in H or (y in ("عشر", "عشره"))):
                break
            if y.replace(",", "").replace(".", "").isdigit() and j == i:
                total = int(y.replace(",", "").replace(".", ""))
            elif y in ("عشر", "عشره") and total is not None and total < 10:
                total += 10
            elif y in U:
                total = (total or 0) + U[y]
            elif y in T:
                total = (total or 0) + T[y]
            elif y in H:
                total = total * H[y] if total and H[y] in (1000, 10**6) and total < H[y] else (total or 0) + H[y]
            else:
                break
            j += 1
        if total is not None and not (j == i + 1 and bare in ("احد", "احدي", "واحد", "واحده", "ست", "الف")):
            prec, low, high = "exact", total, total
            before = folded[max(0, s - 22) : s + off]
            after = folded[toks[j - 1][2] : toks[j - 1][2] + 45]
            if re.search(r"(نحو|حوالي|قرابه|يقارب|زهاء) $", before):
                prec = "approximate"
            elif re.search(r"(اكثر من|لا يقل عن|يربو علي|يزيد علي|يزيد عن|اقل من|تجاوزت|تجاوز) $", before) or re.match(
                r"(\s[ء-ي]+){0,2}\s(علي الاقل)", after
            ):
                prec, high = "at_least", None
            out.append(Quantity(s + off, toks[j - 1][2], low, high, prec))
            i = j
            continue
        i += 1
    return out


_END = re.compile(r"[.!?]+(?=\s|[ء-ي\"'*(]|$)|\n+|\*")


def sentences(folded: str) -> list[tuple[int, int]]:
    out = []
    at = 0
    for m in _END.finditer(folded):
        if (
            m.group()[0] == "."
            and m.start()
            and folded[m.start() - 1].isdigit()
            and folded[m.end() : m.end() + 1].isdigit()
        ):
            continue
        if folded[at : m.end()].strip():
            out.append((at, m.end()))
        at = m.end()
    if folded[at:].strip():
        out.append((at, len(folded)))
    return out


_DAY = "السبت|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه"
_DATE = re.compile(
    rf"(?<![ء-ي])(?:(?:في )?(?:ليله |صباح |مساء |فجر |ظهر |عصر |منتصف |نهايه |مطلع |اوائل |اواخر )*(?:يوم )?(?:ال)?(?:امس الاول|اول من امس|اول امس|امس (?:{_DAY})|امس|اليوم (?:{_DAY})|اليوم|يوم (?:{_DAY})|{_DAY})(?: الماضيه?)?|(?:منذ|خلال) [ء-ي0-9 ]{{2,20}}?(?:اشهر|شهور|اعوام|سنوات|ايام|اسابيع|اسبوع|شهر|عام|سنه)|(?:عام|سنه|العام) \d{{4}}|(?:الشهر|الاسبوع|العام) (?:الماضي|الجاري|الحالي)|الليله الماضيه|فجرا)(?![ء-ي])"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    start: int
    end: int
    earliest: object = None
    latest: object = None
    precision: str | None = None


def date_mentions(folded: str, published: object, start: int, end: int) -> list[DateMention]:
    return [DateMention(m.start(), m.end()) for m in _DATE.finditer(folded, start, end)]
