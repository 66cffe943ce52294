"""Verbal nouns (مقتل، إصابة، فرار) and falls (سقوط): the people behind them, their pronoun, or shared people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.claims import people as people_of
from services.claims.inflection import MANY, ONE, PERSON_OF
from services.claims.lexicon import (
    NAME,
    NISBA,
    NO_PEOPLE,
    PEOPLE,
    PLACE_NAME,
    PLACE_TYPE,
    RELATIVE,
    STOP,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    TriggerEntry,
    word_set,
)
from services.claims.medical_cases import read_both_cases, read_cases, read_cases_after
from services.claims.negatives import rescued
from services.claims.people import People
from services.claims.personal_names import quoted_name
from services.claims.phrase_extension import CASES
from services.claims.reading import Reading
from services.claims.sentence_grammar import HARD_STOPS, SentenceGrammar
from services.claims.tokens import Sentence, Token
from services.claims.verb_objects import things_counted
from services.claims.verb_senses import lost_aboard
from services.claims.words import Word

if TYPE_CHECKING:
    from services.claims.frames import Reader


def read_verbal_noun(reader: Reader, reading: Reading, entry: TriggerEntry) -> None:
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    word = tokens[i].word
    assert word is not None
    previous = tokens[i - 1].text if i else ""
    j = i + 1
    if entry.lemma in ("وفاه", "اصابه"):
        if read_both_cases(reading) or read_cases_after(reading):
            return
        if previous.lstrip("و") in ("حالتي", "حالتين", "حالتان", "حالتا"):
            read_cases(reading)
            return
    if entry.lemma == "غرق" and i and (case := tokens[i - 1].word) is not None and case.core in CASES:
        reading.dropped = "a case of drowning, nobody said to have died"
        return
    if entry.lemma == "غرق" and rescued(tokens, i):
        reading.dropped = "rescued"
        return
    exposing = word.preposition == "ل" or (entry.kind == "injured" and (word.preposition or previous in ("الي", "من")))
    if exposing and (exposed := exposed_people(reader, reading.sentence, i)) is not None:
        reading.victims = exposed
        reading.rule = "people exposed to it"
        return
    if (
        word.preposition == "ل"
        and entry.lemma not in ("مقتل", "مصرع", "استشهاد", "وفاه", "اصابه")
        and not word.pronoun
        and not (entry.frame == "subject" and previous.lstrip("و").startswith(("اضطر", "يضطر", "تضطر", "دفع")))
        and not (entry.frame == "subject" and (driven := forced_to(grammar, i)) is not None and driven.end >= i - 1)
        and previous.lstrip("و")
        not in ("بالاضافه", "اضافه", "ادي", "ادت", "يودي", "تودي", "تعرض", "تعرضوا", "تعرضت", "نتيجه", "اسباب", "واضحه")
    ):
        reading.dropped = "purpose, not event"
        return
    if "lost" in entry.flags and not word.definite and (aboard := lost_aboard(grammar, i)) is not None:
        reading.victims, reading.rule = aboard, "aboard what is missing"
        return
    if word.definite and entry.frame == "object" and entry.kind in reader.told and _event_again(tokens, i):
        reading.rule = "event told again"
        reading.notes.append("bare event")
        return
    if word.definite and word.preposition == "ل" and entry.frame == "object":
        if reading.victims is None:
            reading.dropped = "no people"
        return
    if word.definite and entry.frame == "object":
        _bare(reading)
        return
    if i and tokens[i - 1].text.lstrip("و") == "عدم":
        reading.dropped = "negated"
        return
    if word.pronoun and "kin" in entry.flags:
        reading.dropped = "no people"
        return
    if "adjacent" in entry.flags and (word.pronoun or word.definite or not grammar.starts_people(j)):
        reading.dropped = "no people"
        return
    if word.pronoun:
        if i and tokens[i - 1].tags & SUBSET:
            reading.dropped = "tells of a part of people already counted"
            return
        if word.pronoun == "نا":
            reading.dropped = "of the writer"
            return
        wanted = PERSON_OF.get(word.pronoun, "m1")
        after = grammar.after(j) if entry.frame == "object" else None
        if after is not None and (after.head is not None and after.first == j) and _object(grammar, after):
            # "قتله والده", "ذبحهم طفلا": the pronoun is who did it
            reading.victims = after
            reading.rule = "verbal noun, its doer a pronoun, people"
            return
        if entry.lemma in _TRANSITIVE and (reached := reached_by_to(grammar, j)) is not None:
            reading.victims = reached  # "اختطافهم للسفير"
            reading.rule = "verbal noun, its doer a pronoun, people"
            return
        joined = _who_joined(grammar, i) if entry.frame == "subject" and wanted == "m3" else None
        reading.victims = joined or reader.antecedent(reading.sentence, i, wanted, word.pronoun)
        reading.rule = "verbal noun with pronoun"
        if reading.victims is None:
            reading.dropped = "no people for the pronoun"
        return
    if entry.lemma == "انشقاق" and tokens[i].text.endswith("ات") and not word.pronoun:
        after = _people_after(grammar, j)
        if after is None or (after.role == "unknown" and not after.organisation):
            if not any(phrase.organisation for phrase in grammar.phrases) and reading.sentence.field.name == "body":
                reading.dropped = "no people"
                return
            reading.notes.append("bare")
            reading.rule = "defections without people"
            return
    if word.definite and entry.frame == "subject":
        reading.victims = (
            forced_to(grammar, i)
            or _who_managed(grammar, i)
            or grammar.subject_before(i, "m3")
            or grammar.subject_before(i, "m1")
        )
        if reading.victims is None and entry.lemma == "انتحار" and previous == "علي":
            reading.victims = grammar.subject_before(i, "f1")  # "أقدمت فتاة على الانتحار"
        after = _people_after(grammar, j, to_them=entry.kind == "surrendered")
        if after is not None:
            reading.victims = after
        elif reading.victims is None and (named := _next_headline(grammar, j)) is not None:
            reading.victims = named
        elif reading.victims is None:
            reading.victims = reader.antecedent(reading.sentence, i, "m3")
        if reading.victims is None:
            reading.dropped = "no people"
        return
    if i and entry.lemma == "اصابه" and any(e.kind == "injured" for e in _triggers(grammar, i - 1)):
        reading.dropped = "how they were hurt"
        return
    after = _people_after(grammar, j, to_them=entry.kind == "surrendered")
    if after is None and entry.lemma == "هرب":
        reading.dropped = "no people"
        return
    if after is None:
        after = unlisted_name(reading, entry, j)
    if after is not None and after.end == j + 1 and (all_those := grammar.those_within(j)) is not None:
        after = all_those  # "مقتل جميع من كانوا على متنها"
    if after is None and entry.lemma == "اعدام" and (cases := _executions(grammar, i)) is not None:
        reading.victims, reading.rule = cases, "counted executions"
        return
    if after is not None and entry.kind == "defected" and after.first == j and _adjective_of_deed(tokens, i):
        after = None  # "أرفع عملية انشقاق عسكرية"
    if after is not None and entry.lemma == "قتل" and after.head == i + 1 and things_counted(tokens, after.end):
        reading.dropped = "its object is no people"  # "قتل الصيادون 250 حوتا"
        return
    if after is not None and after.organisation and not after.counted and entry.frame == "object":
        second = grammar.second(after.end, plain=True)
        if second is not None:
            reading.agent, after = after, second
    if (
        after is not None
        and after.number == ONE
        and not after.counted
        and entry.lemma in _TRANSITIVE
        and (object_of_it := _accusative_next(grammar, after.end)) is not None
    ):
        reading.agent, after = after, object_of_it  # "قتل شرطي شابا"
    if after is not None and not after.counted and after.number != ONE and entry.frame == "object":
        patient = _for_people(grammar, after)
        if patient is not None:
            reading.agent, after = after, patient
    to_them = tokens[after.end].text if after is not None and after.end < len(tokens) else ""
    if after is not None and not after.counted and entry.lemma in _TRANSITIVE and to_them in _TO_THEM:
        reading.agent = after  # "احتجاز الجيش لهم"
        reading.victims = reader.antecedent(reading.sentence, i, PERSON_OF.get(to_them[1:], "m1"), to_them[1:])
        reading.rule = "verbal noun, its object a pronoun behind the doer"
        if reading.victims is None:
            reading.dropped = "no people for the pronoun"
        return
    if after is None and entry.frame == "object":
        reading.victims = grammar.those_within(j) or _reached(grammar, j)
        if reading.victims is None:
            _bare(reading)
        return
    if after is not None and after.definite and after.number == ONE and not (after.names or after.counted):
        thing = tokens[after.end].word if after.end < len(tokens) else None
        if (
            thing is not None
            and thing.tags & NO_PEOPLE
            and not (thing.definite or thing.preposition or thing.conjunction)
        ):
            reading.dropped = "its object is no people"
            return
    if reading.agent is None and entry.frame == "object" and entry.kind in ("killed", "injured", "captured"):
        reading.agent = _accused(grammar, i)
    reading.victims = after
    if after is None and "kin" not in entry.flags:
        reading.victims = grammar.subject_before(i, "m3")
    if "kin" in entry.flags and not _kin(grammar, after, j):
        reading.victims = None
    if reading.victims is None:
        reading.dropped = "no people"


def _reached(grammar: SentenceGrammar, j: int) -> People | None:
    """The people that a verb of reaching names behind the noun: "اعتقالات طالت ضباطا", "عملية خطف استهدفت صحفيين"."""
    tokens = grammar.tokens
    for k in range(j, min(len(tokens) - 1, j + 2)):
        if tokens[k].text in _REACHING:
            return people_of.parse(grammar.sentence, k + 1)
    return None


_REACHING = word_set("reaching")
_TO_THEM = frozenset(("له", "لها", "لهم", "لهما", "لهن"))


def _accused(grammar: SentenceGrammar, i: int) -> People | None:
    """Who is accused of the deed, claims it, or sets about it: "تتهم الحركة بقتل", "يتبنى الحزب قتل", "أقدم مسلحون على قتل"."""
    tokens = grammar.tokens
    word = tokens[i].word
    if word is None:
        return None
    for k in range(i - 1, max(-1, i - 9), -1):
        text = tokens[k].text.lstrip("و")
        if tokens[k].text in HARD_STOPS or tokens[k].tags & TRIGGER:
            return None
        if word.preposition == "ب" and text in _ACCUSING:
            told = [p for p in grammar.phrases if p.first > k and p.end <= i]
            # "تتهم الحركة بقتل", "تتهم الحكومة الحركة بقتل"
            return told[-1] if told and told[0].first == k + 1 else None
        if text.startswith(("اقد", "تعمد")) and tokens[i - 1].text != "علي" and word.preposition != "ب":
            continue  # "إقدام الغاضبين من قتل الشهيد على حرق الكتب"
        manages = text in _MANAGING and bool(tokens[i - 1].text in ("من", "في") or word.preposition)
        if manages or text in _CLAIMING:
            behind = next((p for p in grammar.phrases if p.first == k + 1 and p.end <= i), None)
            if behind is not None or manages:
                return behind  # "تمكن الثوار من قتل"
            return next((p for p in reversed(grammar.phrases) if p.end == k), None)
    return None


_ACCUSING = frozenset(("اتهم", "اتهمت", "يتهم", "تتهم", "اتهموا", "اتهام", "قيام", "قام", "قامت", "قاموا"))
_MANAGING = word_set("managing")
_CLAIMING = frozenset(("تبني", "تبنت", "يتبني", "تتبني", "تبنوا", "اقدم", "اقدمت", "اقدموا", "اقدام", "تعمد", "تعمدت"))


_FORCING = tuple(sorted(word_set("forcing")))


def forced_to(grammar: SentenceGrammar, i: int) -> People | None:
    """The people who are driven to what the noun tells: "أجبر الجيش المسلحين على الفرار"."""
    tokens = grammar.tokens
    for j in range(i - 1, max(-1, i - 12), -1):
        if tokens[j].text in HARD_STOPS:
            return None
        word = tokens[j].word
        if word is not None and word.text.removeprefix("و").startswith(_FORCING):
            driven = [phrase for phrase in grammar.phrases if j < phrase.first and phrase.end <= i]
            return driven[-1] if driven else None
    return None


def _who_managed(grammar: SentenceGrammar, i: int) -> People | None:
    """The people behind a verb of managing, by number alone: "تمكنت 57 منهن من الفرار"."""
    tokens = grammar.tokens
    for j in range(i - 2, max(-1, i - 8), -1):
        word = tokens[j].word
        if tokens[j].text in HARD_STOPS:
            return None
        if word is not None and word.core in _MANAGING:
            people = grammar.after(j + 1)
            return people if people is not None and people.end < i and people.counted else None
    return None


_TRANSITIVE = word_set("transitive_nouns")


def _accusative_next(grammar: SentenceGrammar, k: int) -> People | None:
    """The people in the accusative right at `k`: the object of a verbal noun whose doer was told before them."""
    word = grammar.tokens[k].word if k < len(grammar.tokens) else None
    if word is None or word.conjunction or word.preposition or word.definite or not word.tags & PEOPLE:
        return None
    if not word.text.endswith("ا") or word.tags & (PLACE_NAME | TRIGGER):
        return None
    return people_of.parse(grammar.sentence, k, organisations=False)


def _triggers(grammar: SentenceGrammar, k: int) -> list[TriggerEntry]:
    word = grammar.tokens[k].word
    return word.entry.triggers if word is not None else []


def _joined_number(token: Token) -> bool:
    """Whether و joins the number to what stands before it: "وخمسة", "و3"."""
    return token.text[0] == "و" and not token.text.startswith(("واحد", "وحيد"))


def _executions(grammar: SentenceGrammar, i: int) -> People | None:
    """Those of a number of executions: "نفذت 700 عملية إعدام", "40 حالة إعدام"."""
    tokens = grammar.tokens
    case = tokens[i - 1].word if i > 1 else None
    if case is None or case.core not in _EXECUTIONS or case.definite:
        return None
    number = tokens[i - 2].text
    count = int(number) if number.isdecimal() else people_of.bare_number(number)
    if count is None:
        return None
    if case.core in _RULINGS and not any(_CARRIED_OUT in token.text for token in tokens[max(0, i - 8) : i - 2]):
        return None  # "أصدرت 90 حكم إعدام"
    found = People(grammar.sentence, i - 2, i + 1, low=count, high=count, precision="exact", number_span=(i - 2, i - 1))
    found.number = MANY
    return found


_EXECUTIONS = frozenset(("حاله", "حالات", "عمليه", "عمليات", "حكم", "احكام", "حكما"))
_RULINGS = frozenset(("حكم", "احكام", "حكما"))
_CARRIED_OUT = "نفذ"


def _adjective_of_deed(tokens: list[Token], i: int) -> bool:
    """Whether what follows the noun at `i` is the adjective of the deed before it, in the feminine like it: "عملية انشقاق عسكرية"."""
    deed = tokens[i - 1].word if i else None
    adjective = tokens[i + 1].word if i + 1 < len(tokens) else None
    return (
        deed is not None
        and adjective is not None
        and deed.core in _DEEDS_IN_FEMININE
        and adjective.core.endswith("يه")
        and not adjective.definite
    )


_DEEDS_IN_FEMININE = frozenset(("عمليه", "عمليات", "حاله", "حالات", "حركه", "موجه", "محاوله", "محاولات"))


def _people_after(grammar: SentenceGrammar, j: int, *, to_them: bool = False) -> People | None:
    """People after a verbal noun: directly, behind ل ("قتل للأبرياء"), or behind an adjective and ل. to_them: ل names those who are
    surrendered to, not who does it ("الاستسلام لقوات الجيش")."""
    tokens = grammar.tokens
    if (
        j + 1 < len(tokens)
        and (honoured := tokens[j].word) is not None
        and honoured.definite
        and honoured.core in _DEAD
    ):
        named = people_of.parse(grammar.sentence, j + 1)
        if named is not None and named.names:
            return named  # "اغتيال الشهيد خالد أيوب"
    found = people_of.parse(grammar.sentence, j)
    if found is not None and found.head is None and found.counted and _joined_number(tokens[found.first]):
        found = None  # "وفاة وخمسة مصابين": the number is of others
    if found is not None:
        opener = tokens[found.first].word
        return None if to_them and opener is not None and opener.preposition == "ل" else found
    for k in range(
        j, j + 6 if _triggers(grammar, j - 1)[:1] and _triggers(grammar, j - 1)[0].frame == "subject" else j + 2
    ):
        captive = captives(grammar, k, directly=k == j) if k < j + 2 else None
        if captive is not None:
            return captive
        if k < len(tokens) and (nxt := tokens[k].word) is not None and nxt.preposition == "ل" and not to_them:
            found = people_of.parse(grammar.sentence, k)
            if found is not None:
                return found
        if tokens[k].text == "ضد" if k < len(tokens) else False:
            return people_of.parse(grammar.sentence, k + 1)
        if k < len(tokens) and tokens[k].tags & (STOP | TRIGGER):
            break
    skipped = grammar.skip_adverbials(j)
    if skipped > j:
        return people_of.parse(grammar.sentence, skipped)
    return None


_DEAD = frozenset(("شهيد", "شهيدين", "شهيدان", "فقيد", "مغدور", "مرحوم"))
_EXPOSED = word_set("exposed")
_SUFFERING = word_set("suffering")
_CARRIED = word_set("carried")


def exposed_people(reader: Reader, sentence: Sentence, i: int) -> People | None:
    """ "تعرض أحد أفراد الدورية لإصابة", "بعد تعرضه لإصابات", "يعاني من جروح": the people that were exposed to what stands at `i`."""
    grammar = reader.grammar(sentence)
    tokens = grammar.tokens
    word = tokens[i].word
    preposition = word.preposition if word is not None else ""
    before = tokens[i - 1].text if i else ""
    if preposition not in ("ل", "ب") and before not in ("الي", "من"):
        return None
    verbs = _SUFFERING if before == "من" else _EXPOSED if preposition == "ل" or before == "الي" else _EXPOSED | _CARRIED
    for k in range(i - 1, max(-1, i - 10), -1):
        if tokens[k].text in (".", ":", ";"):
            return None
        found = next((form for form in _without_clitics(tokens[k].text) if form in verbs), None)
        if found is None:
            continue
        pronoun = next((p for p in ("هما", "هم", "ها", "ه") if found.endswith(p) and found[: -len(p)] in verbs), "")
        if pronoun:
            return reader.antecedent(sentence, k, PERSON_OF.get(pronoun, "m1"), pronoun)
        after = grammar.after(k + 1)
        if after is not None and after.end <= i:
            return after
        number = "3" if found.endswith(("وا", "ون", "ن")) else "2" if found.endswith(("ا", "تا", "ان")) else "1"
        return grammar.subject_before(k, f"m{number}")
    return None


def _without_clitics(text: str) -> tuple[str, ...]:
    return (text, text[1:], text[2:]) if text[:1] in "ولفبس" else (text,)


def _next_headline(grammar: SentenceGrammar, j: int) -> People | None:
    """The people of the second half of a headline: "الهروب من المدينة.. المتمردون يتخفون"."""
    tokens = grammar.tokens
    for k in range(j, min(len(tokens) - 1, j + 7)):
        if tokens[k].text == "." and tokens[k + 1].text != ".":
            found = people_of.parse(grammar.sentence, k + 1)
            return found if found is not None and (found.number != ONE or found.names) else None
    return None


def _kin(grammar: SentenceGrammar, people: People | None, j: int) -> bool:
    """Whether the people right after قاتل are kin or named: "قاتل أخيه"."""
    if people is None or people.first != j or people.head is None:
        return False
    head = grammar.tokens[people.head].word
    return bool(people.names) or (head is not None and (bool(head.pronoun) or head.text.endswith(("اه", "يه", "وه"))))


def _for_people(grammar: SentenceGrammar, agent: People) -> People | None:
    """The people that a verbal noun with its doer reaches by ل: "اعتقال المقاومة لعبد الملك", "قتل الجيش للعشرات"."""
    tokens = grammar.tokens
    for k in range(agent.first + 1, min(len(tokens), agent.end + 4)):
        word = tokens[k].word
        if tokens[k].tags & (VERB | TRIGGER) or tokens[k].text in (",", "."):
            return None
        if word is not None and (word.preposition == "ل" or tokens[k].text.startswith("لل")):
            found = people_of.parse(grammar.sentence, k)
            if found is not None and (word.tags & (PEOPLE | NAME | TITLE) or (found.counted and found.first <= k + 1)):
                agent.end = min(agent.end, k)
                return found
    return None


def reached_by_to(grammar: SentenceGrammar, k: int) -> People | None:
    """The people right behind a verbal noun and its doer's pronoun, reached by ل: "تنفي قتلها لمدنيين", "خطفه لثلاثة جنود"."""
    word = grammar.tokens[k].word if k < len(grammar.tokens) else None
    people = word is not None and word.preposition == "ل" and word.tags & (PEOPLE | NAME | TITLE)
    counted = k in grammar.sentence.quantities and grammar.tokens[k].text.startswith("ل")
    found = people_of.parse(grammar.sentence, k) if people or counted else None
    return None if found is None or found.organisation else found


def _object(grammar: SentenceGrammar, people: People) -> bool:
    head = grammar.tokens[people.head].word if people.head is not None else None
    if head is None:
        return False
    return (head.text.endswith("ا") and not people.definite) or bool(head.pronoun) or people.counted


def names_captives(word: Word) -> bool:
    """Whether the word is a noun for captives or wounded, to whom something more may be done: "أسرى", "رهائن", "جرحى"."""
    return any(entry.kind in ("captured", "injured") for entry in word.entry.casualties())


def captives(grammar: SentenceGrammar, k: int, *, directly: bool) -> People | None:
    """Captives or wounded as the victims of another deed: "تصفية للأسرى", "إعدام أسير"."""
    tokens = grammar.tokens
    word = tokens[k].word if k < len(tokens) else None
    if word is None or not word.tags & TRIGGER or word.conjunction or not (directly or word.preposition == "ل"):
        return None
    if not names_captives(word):
        return None
    if not directly and word.preposition != "ل":
        return None
    found = People(grammar.sentence, k, k + 1, head=k, definite=word.definite)
    number = word.entry.casualties()[0].person
    people_of.set_number(found, int(number or "3"))
    found.end = people_of.extend(grammar.sentence, found, k + 1)
    return found


def unlisted_name(reading: Reading, entry: TriggerEntry | None, j: int) -> People | None:
    """A person called by a name that no list has: "مقتل الجعبري", "إعدام "ذئب الصحراء""."""
    tokens = reading.sentence.tokens
    noun = entry is None or entry.category == "masdar"
    if (
        entry is not None
        and noun
        and entry.lemma
        not in (
            "مقتل",
            "مصرع",
            "اغتيال",
            "استشهاد",
            "اعدام",
            "خطف",
            "اختطاف",
            "وفاه",
            "انشقاق",
        )
    ):
        return None
    if j < len(tokens) and noun and tokens[j].text == '"':
        end = quoted_name(tokens, j + 1, len(tokens))
        return people_of.named_person(reading.sentence, j + 1, end) if end else None
    word = tokens[j].word if j < len(tokens) else None
    if word is None or len(word.text) < 3 or j in reading.sentence.quantities:
        return None
    if word.tags & (STOP | TRIGGER | NO_PEOPLE | PLACE_NAME | PLACE_TYPE) or word.conjunction or word.preposition:
        return None
    surname = not word.tags and len(word.text) > 3 and reading.sentence.field.document.surname(word.text)
    if word.text in people_of.VAGUE or (
        word.text[0] in "وفبل" and not word.tags & NAME and len(word.text) > 3 and not surname
    ):
        return None
    end = people_of.name_end(tokens, j)
    if end == j and surname:
        end = j + 1  # "وفاة ليتفينينكو", who is "ألكسندر ليتفينينكو" elsewhere
    if end == j:
        return None
    if noun and not any(token.tags & (NAME | NISBA) for token in tokens[j:end]) and word.definite:
        return None  # "اختطاف الدين"
    return people_of.named_person(reading.sentence, j, end)


def _who_joined(grammar: SentenceGrammar, i: int) -> People | None:
    """Who joined others before a verbal noun with their pronoun; those whom they joined come between: "التحق خمسة جنود بالثوار بعد
    انشقاقهم"."""
    tokens = grammar.tokens
    for k in range(i - 1, max(-1, i - 12), -1):
        if tokens[k].text in HARD_STOPS:
            return None
        if tokens[k].text.removeprefix("و") in _JOINED:
            people = grammar.after(k + 1) or grammar.subject_before(k, "m3")
            return people if people is not None and people.end < i and people.number == MANY else None
    return None


_JOINED = frozenset(("التحق", "التحقوا", "انضم", "انضموا", "لجا", "لجاوا", "وصل", "وصلوا"))


def _event_again(tokens: list[Token], i: int) -> bool:
    """Whether an event told before is said to have happened, by a noun of deeds and a verb: "عملية الخطف وقعت في البلدة",
    "حصلت عملية الاغتيال"."""
    word = tokens[i - 1].word if i else None
    if word is None or word.core not in _DEEDS:
        return False
    around = tokens[max(0, i - 3) : i - 1] + tokens[i + 1 : i + 4]
    return any(token.text in _TOOK_PLACE or token.text.removeprefix("و") in _TOOK_PLACE for token in around)


_DEEDS = frozenset(("عمليه", "عمليات", "حادثه", "حادث", "جريمه", "جرايم", "حوادث"))
_TOOK_PLACE = word_set("took_place")


def _bare(reading: Reading) -> None:
    """A verbal noun without people: shared with a following trigger, or an event without people."""
    tokens = reading.sentence.tokens
    i = reading.first
    nxt = tokens[i + 1] if i + 1 < len(tokens) else None
    if nxt is not None and nxt.tags & TRIGGER and nxt.word is not None and nxt.word.conjunction:
        reading.rule = "shared people"
        return
    reading.dropped = "no people"


def read_massacre(reader: Reader, reading: Reading) -> None:
    """مجزرة, مذبحة: a claim where a doer, victims or a number stand beside it, not as the label of a known event."""
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    behind = i + 2 if i + 1 < len(tokens) and tokens[i + 1].tags & RELATIVE else i + 1
    nxt = tokens[behind].text if behind < len(tokens) else ""
    for k in range(i + 1, min(len(tokens), i + 9)):
        if tokens[k].text in ("بحق", "ضد", "حق", "راح"):
            reading.victims = grammar.after(k + 1)
            if tokens[k].text == "راح" and k + 1 < len(tokens) and tokens[k + 1].text.startswith("ضحي"):
                reading.dropped = "told by the words behind it"  # "مجزرة راح ضحيتها 30"
                return
            break
        if tokens[k].text in (".", ",", ";"):
            break
    before = {token.text.lstrip("و") for token in tokens[max(0, i - 6) : i]}
    done = before & {"ارتكب", "ارتكبت", "ارتكبوا", "ارتكاب", "بارتكاب", "ارتكبتها"} or nxt in (
        "ارتكبتها",
        "ارتكبها",
        "نفذتها",
        "نفذها",
    )
    word = tokens[i].word
    if word is not None and not word.definite:
        done = done or any(token.text in ("ترتكبها", "يرتكبها") for token in tokens[i + 1 : i + 6])
    if reading.victims is None and not done:
        reading.dropped = "label of a known event"
        return
    reading.rule = "massacre"
    if reading.victims is None:
        reading.notes.append("bare event")


def read_fall(reader: Reader, reading: Reading) -> None:
    grammar = reader.grammar(reading.sentence)
    tokens = grammar.tokens
    i = reading.first
    after = people_of.parse(reading.sentence, grammar.skip_adverbials(i + 1), organisations=False)
    if after is not None:
        shared = after.end < len(tokens) and tokens[after.end].text in _BETWEEN
        span = tokens[after.first : after.end + (4 if shared else 2)]
        if any(token.tags & TRIGGER and token.word is not None and token.word.entry.casualties() for token in span):
            reading.dropped = "the casualty noun tells it"
            return
        if not after.counted and after.head is not None and not tokens[after.head].tags & PEOPLE:
            reading.dropped = "no people"
            return
        if (
            after.counted
            and after.precision == "vague"
            and (after.head is None or not tokens[after.head].tags & PEOPLE)
        ):
            reading.dropped = "no people"
            return
        if after.number == ONE or (after.definite and not after.counted):
            reading.dropped = "no people"
            return
        reading.victims = after
        reading.rule = "people fell"
        return
    before = _fallen_before(grammar, i)
    if before is not None:
        reading.victims = before
        reading.rule = "people fell"
        return
    reading.dropped = "no people"


def _fallen_before(grammar: SentenceGrammar, i: int) -> People | None:
    """ "ثلاثة من مقاتليها سقطوا في المعركة": counted fighters right before the plural of the verb, and where they fell behind it."""
    tokens = grammar.tokens
    if tokens[i].text != "سقطوا" or i + 2 >= len(tokens) or tokens[i + 1].text not in ("في", "خلال", "اثناء", "جراء"):
        return None
    where = tokens[i + 2].word
    if where is None or where.core not in _BATTLES:
        return None
    return next((p for p in grammar.phrases if p.end == i and p.counted and not p.organisation), None)


_BATTLES = word_set("battles")
_BETWEEN = frozenset(("بين", "ما", "مابين"))  # "سبعة ما بين قتيل وجريح"
