"""A month of invented claims with everything that the report shows."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from schemas import ActorMention, Claim, Kind, PlaceMention, Source, Who
from tests.claim_examples import ARMY, ISLAMIC_STATE, MOSUL, OBSERVATORY, PALMYRA, article, claim, count, day

SUKHNAH = PlaceMention(
    text="بلدة السخنة", name="As Sukhnah", admin1="Homs", country="SY", lat=34.887, lon=38.871, precision="town"
)
RAQQA = PlaceMention(text="الرقة", name="Raqqa", admin1="Raqqa", country="SY", lat=35.95, lon=39.01, precision="town")
BAGHDAD = PlaceMention(
    text="بغداد", name="Baghdad", admin1="Baghdad", country="IQ", lat=33.34, lon=44.4, precision="town"
)
ANBAR = PlaceMention(
    text="محافظة الأنبار", name="Anbar", admin1="Anbar", country="IQ", lat=33.4, lon=43.3, precision="admin1"
)
WIRE, MIRROR = "وكالة المثال", "صحيفة المرآة"
CIVILIANS = Who(text="خمسة مدنيين", role="civilian")


def claims() -> list[Claim]:
    """About fifty claims of March 2024."""
    found = [
        claim(
            "ambush",
            of=article("w1", WIRE),
            place=PALMYRA,
            when=day("2024-03-17", text="أمس الأحد"),
            by=ISLAMIC_STATE,
            source=OBSERVATORY,
            sentence="قُتل ثلاثة جنود أمس الأحد في كمين نصبه تنظيم داعش قرب تدمر، بحسب المرصد السوري لحقوق الإنسان.",
            trigger="قُتل",
        ),
        claim("ambush-title", of=article("w1", WIRE), place=PALMYRA, when=day("2024-03-17"), restates="ambush"),
        claim(
            "ambush-mirror",
            of=article("m1", MIRROR),
            people=count(5),
            place=PALMYRA,
            when=day("2024-03-17"),
            by=ISLAMIC_STATE,
            sentence="وقالت مصادر محلية إن خمسة جنود لقوا مصرعهم في الكمين ذاته.",
            trigger="مصرعهم",
        ),
        claim(
            "shelling",
            "injured",
            of=article("w2", WIRE),
            people=count(5),
            who=CIVILIANS,
            cause="shelling",
            place=SUKHNAH,
            when=day("2024-03-16"),
            sentence="وأصيب خمسة مدنيين بجروح في قصف مدفعي على بلدة السخنة يوم السبت.",
            trigger="أصيب",
        ),
        claim(
            "shelling-revised",
            "injured",
            of=article("w2b", WIRE, "2024-03-17T08:00:00+00:00"),
            people=count(8),
            who=replace(CIVILIANS, text="ثمانية مدنيين"),
            cause="shelling",
            place=SUKHNAH,
            when=day("2024-03-16"),
            revises="shelling",
            sentence="وارتفع عدد المصابين في قصف السخنة إلى ثمانية مدنيين.",
            trigger="المصابين",
        ),
        claim("captured", "captured", of=article("w3", WIRE), people=count(4), place=RAQQA, by=ISLAMIC_STATE),
        claim(
            "not-captured",
            "captured",
            of=article("w3b", WIRE),
            people=count(4),
            place=RAQQA,
            revises="captured",
            withdrawn=True,
        ),
        claim(
            "denied", of=article("m4", MIRROR), assertion="denied", people=count(2), source=Source(text="مصدر عسكري")
        ),
        claim("rumour", of=article("m5", MIRROR), assertion="uncertain", people=count(20, None, "vague"), place=MOSUL),
        claim("war", of=article("m6", MIRROR), scope="cumulative", people=count(2000, None, "vague")),
        claim("province", of=article("w7", WIRE), people=count(6), place=ANBAR, when=day("2024-03-12")),
        claim(
            "month", of=article("w8", WIRE), people=count(30, 40), place=BAGHDAD, when=day("2024-03-01", "2024-03-31")
        ),
        claim("no-number", "missing", of=article("w9", WIRE), people=count(None, None, "vague"), place=BAGHDAD),
        claim("undated", of=replace(article("x1"), published_at=None, source=None), people=count(None, 12, "at_most")),
        claim(
            "officers",
            "defected",
            of=article("w10", WIRE),
            people=count(2),
            when=day("2024-03-14"),
            place=RAQQA,
            who=Who(text="ضابطين", role="military", side=ISLAMIC_STATE),
            sentence="وأعلن مصدر عسكري انشقاق ضابطين عن التنظيم.",
            trigger="انشقاق",
        ),
        claim(
            "fighters",
            "fled",
            of=article("m11", MIRROR),
            people=count(10, None),
            when=day("2024-03-20"),
            place=MOSUL,
            who=Who(text="مقاتلين", role="militant", side=ISLAMIC_STATE),
        ),
        claim(
            "arms",
            "surrendered",
            of=article("m12", MIRROR),
            people=count(7),
            when=day("2024-03-21"),
            place=MOSUL,
            by=ARMY,
            who=Who(text="سبعة مسلحين", role="militant", side=ISLAMIC_STATE),
        ),
    ]
    # Long names and large numbers of every kind: what makes a table wider than a phone.
    party = ActorMention(text="القوات المشتركة للدفاع عن المدينة", actor=None)
    found += [
        claim(
            f"large-{kind}",
            kind,
            of=article(f"l-{kind}", WIRE),
            people=count(126_665, None),
            by=party,
            who=Who(text="أشخاص", role="unknown", side=party),
        )
        for kind in get_args(Kind)
    ]
    places = (MOSUL, BAGHDAD, RAQQA, SUKHNAH, PALMYRA)
    for number in range(24):
        at = f"2024-03-{number + 3:02}"
        found.append(
            claim(
                f"day-{number}",
                ("killed", "injured", "killed")[number % 3],
                of=article(f"d{number}", (WIRE, MIRROR, "موقع النهار")[number % 3], f"{at}T12:00:00+00:00"),
                people=count(1 + number * 7 % 11),
                place=places[number % 5],
                when=day(at) if number % 4 else None,
                by=(ISLAMIC_STATE, ARMY, None)[number % 3],
                who=Who(text="مدنيين", role="civilian", side=(None, ISLAMIC_STATE)[number % 2]),
                cause=("airstrike", "bombing", "shooting")[number % 3],
            )
        )
    return found
