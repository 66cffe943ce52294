"""What takes a reading back although its grammar is sound: its mood, sport, films, animals, illness, natural death, police arrests,
civilian flight."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from services.claims.checks.captivity import takes_nobody
from services.claims.checks.disappearance import nobody_missing
from services.claims.checks.illness import killed_by_illness, many_ill, struck_by_illness
from services.claims.checks.leaving import leaves_no_side
from services.claims.checks.mood import apply_mood
from services.claims.checks.unreal import unreal
from services.claims.checks.violence import violence_told
from services.claims.lexicon import NO_PEOPLE, PEOPLE, TriggerEntry, word_set
from services.claims.people_phrases.people_phrase import FIGHTERS, FORCE, People
from services.claims.people_phrases.sentence_grammar import HARD_STOPS
from services.claims.reading import Reading
from services.claims.text.inflection import ONE, TWO
from services.claims.text.tokens import Token
from services.claims.text.words import one_of

if TYPE_CHECKING:
    from services.claims.constructions.frames import Reader

_LEAVING = ("defected", "fled", "surrendered")
_SPORT = 3  # different words of sport from which on an article is taken to be about sport
_FILM = 4  # different words of film from which on an article is taken to be about films
_ANIMALS = 3  # likewise of animals
_IN_A_FILM = ("فيلم", "افلام", "سلسله", "يجسد", "مشهد")
_EVENTS = ("حادث", "احداث", "وقايع", "وثايقي")  # a film may tell what did happen
_ARMED = tuple(sorted(word_set("armed")))
_CASES = word_set("cases")
_DECEIVED = word_set("deceived")
_DEEDS = word_set("filters_deeds")
_LIVES = word_set("lives")
_PLANS = word_set("plans")
_TAG_LISTS = word_set("tag_lists")
_LEAVES = frozenset(("خرج", "خرجت", "خرجوا", "خروج", "غادر", "غادرت", "مغادره", "يغادر", "يخرج"))


def check(reader: Reader, reading: Reading, flags: frozenset[str]) -> None:
    """Drops the reading with the reason where something takes it back, and sets its assertion. flags: of its lexical entry."""
    apply_mood(reading)
    if reading.dropped is None:
        reading.dropped = _no_event(reader, reading) or _not_of_people(reader, reading, flags)
    if reading.dropped is None:
        reading.dropped = _no_harm(reader, reading, flags)


def _no_event(reader: Reader, reading: Reading) -> str | None:
    """Why the article tells of no event here, or None."""
    tokens = reading.sentence.tokens
    text = reading.sentence.text
    if (reason := unreal(reading)) is not None:
        return reason
    if _tag_list(tokens, reading.first):
        return "a list of tags"
    if reading.kind not in _LEAVING and _general(reading, tokens):
        return "general statement"
    if _planned(reading, tokens):
        return "a plan"
    if killed_by_illness(reading):
        return "illness"
    if reader.topic("sport") >= _SPORT and not any(word in text for word in _ARMED):
        return "sport"
    if any(word in text for word in _OF_FICTION) and (_played(tokens) or _plot(tokens[: reading.first])):
        return "a film"
    if any(word in text for word in _EXERCISES) and _acted_out(tokens, reading.first):
        return "an exercise"
    if (
        reader.topic("film") >= _FILM
        and any(word in text for word in _IN_A_FILM)
        and not any(word in text for word in _EVENTS)
    ):
        return "a film"
    return None


def _not_of_people(reader: Reader, reading: Reading, flags: frozenset[str]) -> str | None:
    """Why those to whom it happened are no people, or none whom it could happen to; None where they are."""
    victims = reading.victims
    tokens = reading.sentence.tokens
    killed = reading.kind == "killed"
    if (
        killed
        and victims is not None
        and not victims.counted
        and (victims.organisation or victims.names)
        and reader.topic("animals") >= _ANIMALS
    ):
        return "an animal"
    if victims is not None and victims.head is not None and victims.sentence is reading.sentence:
        head = tokens[victims.head].word
        if head is not None and head.tags & NO_PEOPLE and not head.tags & PEOPLE and head.core not in _CASES:
            return "not people"
        if head is not None and head.core in _DECEIVED and killed and not violence_told(reader, reading):
            return "deceived, not killed"  # "عروض وهمية راح ضحيتها آلاف المشترين"
    if many_ill(reader, reading):
        return "illness"
    if killed and reading.rule == "phrase" and _of_something_else(tokens, reading):
        return "not the life of people"
    if "people" in flags and victims is not None and victims.organisation and "fighters" not in flags and killed:
        return "an organisation, not people"
    return None


def _no_harm(reader: Reader, reading: Reading, flags: frozenset[str]) -> str | None:
    """Why what happened is none of the kind that the trigger tells of, or None."""
    victims = reading.victims
    tokens = reading.sentence.tokens
    if reading.rule == "lost their kin":
        return None if violence_told(reader, reading) else "no violence, accident or disaster told"
    if "counted" in flags and not reading.zero and (victims is None or not _several(victims)):
        return "no number"
    if "violent" in flags and not (_at_hands(reading) or _fighters_fall(reading) or violence_told(reader, reading)):
        return "no violence, accident or disaster told"
    match reading.kind:
        case "captured":
            return takes_nobody(reader, reading)
        case "missing":
            return nobody_missing(reading, reader.document.title.text)
        case "defected" | "fled" | "surrendered":
            return leaves_no_side(reader, reading)
        case "injured":
            if victims is not None and _dead_man(victims):
                return "who dies of wounds is killed only"
            if (_player(victims) or _torn_ligament(reading)) and not violence_told(reader, reading):
                return "sport"
            if _leaves_hospital(tokens, reading):
                return "points back: they leave the hospital"
            if struck_by_illness(reading):
                return "illness"
    return None


def _tag_list(tokens: list[Token], i: int) -> bool:
    """Whether the trigger stands among the tags that some outlets print below an article ("سمات خطف داعش ليبيا")."""
    return any(tokens[j].text in _TAG_LISTS for j in range(max(0, i - 12), i))


def _played(tokens: list[Token]) -> bool:
    """Whether the sentence says who plays the part or what a film tells: "يجسد دوره", "يحكي الفيلم قصة جندي"."""
    for one, other in pairwise(tokens):
        if one.text in _PLAYS and (other.core == "دور" or other.text in _HIS_PART):
            return True
        if (one_of(one.text, _TELLS) and other.core in _FICTION) or (one.core in _FICTION and other.text in _TELLS):
            return True
    return False


_PLAYS = frozenset(("يجسد", "تجسد", "يودي", "تودي", "يلعب", "تلعب"))


def _plot(before: list[Token]) -> bool:
    """Whether what a work of fiction is about is told before the trigger: "أخرج فيلما عن", "تدور أحداث الرواية حول"."""
    return any(
        (one.core in _FICTION and other.text == "عن") or (one.text in _PLAYS_AT and other.core == "احداث")
        for one, other in pairwise(before)
    )


_PLAYS_AT = frozenset(("تدور", "دارت", "وتدور"))
_HIS_PART = frozenset(("دوره", "دورها"))
_TELLS = word_set("tells_a_story")
_FICTION = word_set("fiction")
_OF_FICTION = ("دور", *sorted(_FICTION))


def _fighters_fall(reading: Reading) -> bool:
    """Whether several fighters are said to have died, by a verb of dying that nobody uses of illness: "خمسة من عناصره قضوا في المعركة"."""
    entry, victims = reading.entry, reading.victims
    lemma = entry.lemma if isinstance(entry, TriggerEntry) else ""
    fighters = victims is not None and victims.number != ONE and victims.role in FIGHTERS
    return lemma == "قضي" and fighters


def _acted_out(tokens: list[Token], i: int) -> bool:
    """Whether the sentence says before token `i` what an exercise imitates: "مناورة تحاكي خطف جنود وسقوط مئات القتلى"."""
    for k in range(i):
        if one_of(tokens[k].text, _IMITATES, "وت"):
            return any(token.core.startswith(_EXERCISES) for token in tokens[max(0, k - _REACH_OF_EXERCISE) : k + 5])
    return False


_EXERCISES = tuple(sorted(word_set("exercises")))
_IMITATES = word_set("imitates")
_REACH_OF_EXERCISE = 8  # tokens


def _at_hands(reading: Reading) -> bool:
    """Whether who did it stands behind the people: "قضى شاب على يد مجهولين"."""
    victims, tokens = reading.victims, reading.sentence.tokens
    if victims is None or victims.sentence is not reading.sentence:
        return False
    at = max(victims.end, reading.last + 1)
    return at + 1 < len(tokens) and tokens[at].text == "علي" and tokens[at + 1].text in ("يد", "ايدي")


def _torn_ligament(reading: Reading) -> bool:
    """Whether somebody named has an injury of players, in an article with no other word of sport: "إصابة سالم بتمزق في الأربطة"."""
    victims, tokens = reading.victims, reading.sentence.tokens
    if victims is None or not victims.names or victims.role in FORCE:
        return False
    for k in range(reading.last + 1, min(len(tokens) - 1, reading.last + _REACH_OF_INJURY)):
        if tokens[k].text in HARD_STOPS:
            return False
        if one_of(tokens[k].text, _TORN, "ب"):
            return any(token.core in _LIGAMENTS for token in tokens[k + 1 : k + 4])
    return False


_REACH_OF_INJURY = 8  # tokens
_TORN = word_set("torn")
_LIGAMENTS = word_set("ligaments")


def _leaves_hospital(tokens: list[Token], reading: Reading) -> bool:
    """Whether the injured are those who leave the hospital: "خرج اثنان من الجرحى من المستشفى", "خروج غالبية المصابين من المستشفى"."""
    before = tokens[max(0, reading.first - 5) : reading.first]
    if not any(one_of(token.text, _LEAVES) for token in before):
        return False
    return any("مستشفي" in token.text for token in tokens[reading.last + 1 : reading.last + 8])


def _several(victims: People) -> bool:
    """Whether a number says that there are several, "two" behind a dual among them: "إرهابيين اثنين"."""
    if victims.number == TWO and victims.sentence.tokens[victims.end - 1].text in (
        "اثنين",
        "اثنان",
        "اثنتين",
        "اثنتان",
    ):
        return True
    return victims.counted and victims.low != 1


def _dead_man(victims: People) -> bool:
    """Whether the text calls one person dead of whom it tells how he was hurt: "الشهيد أصيب برصاصتين"."""
    head = victims.sentence.tokens[victims.head].word if victims.head is not None else None
    return head is not None and head.definite and victims.number == ONE and head.core in ("شهيد", "قتيل", "فقيد")


def _player(victims: People | None) -> bool:
    """Whether who is hurt is called a player: "إصابة لاعب الفريق", in an article with no other word of sport."""
    head = victims.sentence.tokens[victims.head].word if victims is not None and victims.head is not None else None
    return head is not None and head.entry.lemma == "لاعب"


def _general(reading: Reading, tokens: list[Token]) -> bool:
    """Whether a noun of deeds opens a statement about people in general: "جرائم قتل الأطفال"."""
    victims = reading.victims
    if victims is None or victims.counted or victims.names or victims.number == ONE or not victims.definite:
        return False
    word = tokens[reading.first - 1].word if reading.first else None
    return word is not None and word.core in _DEEDS


def _planned(reading: Reading, tokens: list[Token]) -> bool:
    """Whether the sentence tells of a plan before the trigger and counts and names nobody."""
    victims = reading.victims
    if victims is not None and (victims.counted or victims.names or not victims.definite):
        return False
    return any(token.word is not None and token.word.core in _PLANS for token in tokens[: reading.first])


def _of_something_else(tokens: list[Token], reading: Reading) -> bool:
    """Whether an adjective makes the phrase another: "أنهت حياته المهنية", "أنهى حياة اللاعب المهنية"."""
    victims = reading.victims
    end = reading.last + 1
    behind = victims is not None and victims.sentence is reading.sentence and victims.first == end
    told = tokens[end : victims.end + 1] if behind and victims is not None else tokens[end : end + 1]
    return any(token.text in _LIVES for token in told)
