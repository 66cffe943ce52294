"""Times that no calendar fixes ("ليلا", "عند الساعة الثامنة", "منذ اندلاع الحرب"): candidates for `when`, without days."""

from __future__ import annotations

import re
from collections.abc import Sequence

from services.arabic.dates import DateMention
from services.claims.text.tokens import Sentence

_WORD = "[ء-ي]+"
_HOUR = rf"(?:(?:تمام|نحو|حوالي|حدود) )?(?:ال)?ساعه (?:[0-9]+(?:[:.,][0-9]+)?|ال{_WORD}(?: (?:عشره|والنصف|والربع))?)"
_PART = "(?:صباحا|مساء|ظهرا|فجرا|عصرا|ليلا|بعد الظهر|بعد منتصف الليل)"
_FEAST = (
    "(?:(?:صبيحه|فجر|صباح|ليله|مساء|عشيه|خلال|(?:اول|ثاني|ثالث|رابع)(?: يوم من)?) )*(?:(?:يوم|ايام|اجازه|عطله) )?"
    rf"(?:عيد(?: ال{_WORD})?(?: المبارك)?|العيد)"
)
_PREPOSITION = "(?:الي|في|من|علي|عن|حتي|مع|بين|قبل|بعد)(?![ء-ي])"
_SINCE = (
    "منذ (?:ان |)(?:اندلاع|بدء|بدايه|انطلاق|سقوط|الاطاحه|دخول|عزل|قيام|انقلاب|الثوره|الانقلاب|الغزو|اجتياح)"
    rf"(?: (?!{_PREPOSITION}){_WORD}){{0,2}}"
)
_NUMBER = "(?:[0-9]+|ثلاثه?|اربعه?|خمسه?|سته?|سبعه?|ثمانيه?|ثماني|تسعه?|عشره?)"
_SPAN = (
    "(?:في|خلال|طوال|مدي|علي مدي|قبل|منذ|بعد) "
    rf"(?:{_NUMBER} (?:ايام|اسابيع|اشهر|شهور|اعوام|سنوات|ساعات)|يومين|اسبوعين|شهرين|عامين|سنتين|ساعتين)(?: تقريبا)?"
)
_LATER = (
    "حتي الان|منذ ذلك (?:الحين|الوقت|التاريخ)|بعد ذلك(?: ب[ء-ي]+)?|لاحقا|فيما بعد|قبل فتره(?: قصيره| وجيزه)?|الصباح الباكر"
    "|منذ (?:الصباح|الفجر|ايام|اسابيع|اشهر|سنوات)|قبل (?:ايام|اسابيع|اشهر|سنوات)"
)
_LOOSE = re.compile(
    rf"(?<![ء-ي])(?:(?:ب|في |عند |خلال )?(?:{_HOUR}(?: {_PART})?|{_FEAST}|{_SINCE}|ال{_WORD}ه {_PART}|{_SPAN}|{_LATER}"
    r"|(?:(?:منذ|بعد|قبل|حتي) )?منتصف (?:ال)?ليل(?:ه امس)?|(?:قبل|منذ) (?:قليل|لحظات|ساعات)"
    r"|(?:خلال|اثناء) (?:ال)?(?:ليل|نهار|ليله|فجر)|صباحا|ليلا|فجرا|ظهرا|سنويا|يوميا|شهريا|موخرا|كل (?:عام|سنه|يوم|شهر)"
    r"|(?:شهر )?رمضان(?: (?:المبارك|الماضي|هذا))?|اخيرا|حديثا|بعدها ب[ء-ي]+))(?![ء-ي])"
)
_LEADING = re.compile("(?:ب(?!عد)|في |عند )")


def loose_times(sentence: Sentence, dates: Sequence[DateMention]) -> list[tuple[int, int]]:
    """Spans of such times in the folded text that no date of `dates` covers."""
    found = []
    for match in _LOOSE.finditer(sentence.field.text, sentence.start, sentence.end):
        start, end = match.span()
        leading = _LEADING.match(sentence.field.text, start, end)
        if leading is not None:
            start = leading.end()
        if not any(date.start < end and start < date.end for date in dates):
            found.append((start, end))
    return found
