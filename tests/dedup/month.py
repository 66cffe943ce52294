"""A month of news of our own invention: stories that run in several papers, cut, respelled, retitled, updated."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import Any

import orjson

WORDS = """
المدينة القرية الطريق المجلس الوزير المستشفى المدرسة السوق الجسر المطار الحدود الشركة العمال السكان البلدية النهر
الميناء اللجنة الخطة الميزانية المشروع الاجتماع التقرير الحكومة القضاء الجامعة الطلاب المزارعون القمح الكهرباء
أعلن قال أكد أوضح أضاف ذكر بحث وافق رفض افتتح أغلق وصل غادر طالب دعا شهد بدأ انتهى تأجل استمر المياه قديم جديد
أمس اليوم صباحا مساء قبل بعد خلال منذ حتى قرب وسط شمال جنوب شرق غرب كبير صغير عاجل سريع أولي نهائي محلي دولي
""".split()  # noqa: SIM905 - words one can read
PLACES = ("حلب", "الرقة", "درعا", "حمص", "إدلب", "الحسكة", "عدن", "تعز", "الموصل", "بنغازي")
PAPERS = ("alpha", "beta", "gamma", "delta", "epsilon")
FINAL_YEH_AS_EGYPT_WRITES_IT = str.maketrans("ي", "ى")


@dataclass(frozen=True)
class Story:
    """The text of one story: paragraphs of words that mean nothing, and what it states of casualties."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    killed: int
    injured: int

    @property
    def body(self) -> str:
        """The whole text."""
        place = PLACES[self.number % len(PLACES)]
        toll = f"قتل {self.killed} أشخاص وأصيب {self.injured} آخرون بجروح في انفجار سيارة مفخخة في {place}."
        return "\n\n".join((self.paragraphs[0], toll, *self.paragraphs[1:]) if self.killed else self.paragraphs)


def articles(number: int, seed: int) -> list[dict[str, Any]]:
    """`number` raw articles in the order in which they come."""
    return list(islice(stream(seed), number))


def stream(seed: int) -> Iterator[dict[str, Any]]:
    """Raw articles without end, in the order in which they come."""
    chance = random.Random(seed)
    stories: list[Story] = []
    for number in count():
        kind = chance.random()
        title = " ".join(chance.choices(WORDS, k=6))
        recent = stories[-40:]
        if kind < 0.6 or not recent:
            stories.append(_story(chance, len(stories), title))
            story, body = stories[-1], stories[-1].body
        else:
            story = chance.choice(recent)
            body = story.body
            if kind < 0.72:
                body = _edited(chance, body, words=4)
            elif kind < 0.80:
                body = body.translate(FINAL_YEH_AS_EGYPT_WRITES_IT)
            elif kind < 0.88:
                body = "\n\n".join(body.split("\n\n")[:-2])
            elif kind < 0.94 and story.killed:
                story = replace(story, killed=story.killed + 2)
                stories[story.number] = story
                body = story.body
            elif kind >= 0.94:
                title = story.title
        paper = chance.choice(PAPERS)
        yield {
            "id": f"{paper}-{number}",
            "source": paper,
            "url": f"https://{paper}.example/news/{number}",
            "title": title,
            "body": body,
        }


def lines(made: list[dict[str, Any]]) -> Iterator[bytes]:
    """The articles as JSON lines."""
    for article in made:
        yield orjson.dumps(article)


def _story(chance: random.Random, number: int, title: str) -> Story:
    paragraphs = tuple(" ".join(chance.choices(WORDS, k=chance.randint(20, 40))) + "." for _ in range(6))
    toll = (chance.randint(3, 9), chance.randint(3, 9)) if chance.random() < 0.5 else (0, 0)
    return Story(number, title, paragraphs, *toll)


def _edited(chance: random.Random, text: str, words: int) -> str:
    parts = text.split(" ")
    for _ in range(words):
        parts[chance.randrange(len(parts))] = chance.choice(WORDS)
    return " ".join(parts)
