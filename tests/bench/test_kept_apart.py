"""Articles that tell what an unread gold article tells are found, whatever stands round the shared passage."""

from __future__ import annotations

import json
from pathlib import Path

from bench.annotations.kept_apart import near_check

_TOLD = "قتل خمسة أشخاص في حادث مروري وقع صباح اليوم على الطريق السريع قرب المدينة وأصيب ثلاثة آخرون بجروح خطيرة"
_OTHER = "افتتح الوزير معرض الكتاب مساء أمس بحضور عدد كبير من الكتاب والناشرين العرب والأجانب في قاعة المؤتمرات الكبرى"


def _article(name: str, body: str) -> dict[str, str]:
    return {"id": name, "title": "", "body": body}


def test_near_articles_of_the_check_part_are_found(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("def kept_apart(name):\n    return name.startswith('check')\n", encoding="utf-8")
    gold = [_article("check-1", _TOLD), _article("tune-1", _OTHER)]
    (tmp_path / "articles.json").write_text(json.dumps(gold), encoding="utf-8")
    copied = _article("copied", f"متابعات {_TOLD} رابط الخبر")
    of_tune = _article("of tune", _OTHER)
    apart = _article("apart", "قتل خمسة أشخاص في حريق شب في مستودع للأخشاب جنوب العاصمة فجر الثلاثاء وفق الدفاع المدني")
    assert list(near_check([copied, of_tune, apart], tmp_path)) == ["copied"]
