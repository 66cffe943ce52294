"""The places of a sentence as candidates, with what their own sentence says of them: listed ones, and phrases that stand where a
place may stand ("في مسجد كذا", "بالقرب من مفرق كذا")."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from services.claims.choices.surroundings import bucket
from services.claims.event.circumstances import Circumstances
from services.claims.lexicon import (
    ADVERB,
    COMPLEMENTIZER,
    CONJUNCTION,
    CREDITING,
    NAME,
    NISBA,
    ORGANISATION,
    PEOPLE,
    PLACE_TYPE,
    PREPOSITION,
    RELATIVE,
    SAYING,
    SPEAKER,
    SUBSET,
    TITLE,
    TRIGGER,
    VERB,
    lexicon,
    word_group,
    word_set,
)
from services.claims.text.attack_words import ATTACK_CLASSES, attack_class
from services.claims.text.tokens import Sentence, Token
from services.claims.text.words import word
from services.places.gazetteer import gazetteer
from services.places.records import PRECISION_OF_KIND

_TOWARDS = frozenset(("الي", "باتجاه", "نحو", "تجاه"))
_NEAR = word_group("near a place")
_LOCATIVE = _NEAR | {"في", "داخل", "امام", "علي", "عند", "استهدف", "استهدفت", "وسط"}
_BOUNDS = VERB | COMPLEMENTIZER | RELATIVE | CONJUNCTION | ADVERB | PREPOSITION | TRIGGER | SUBSET
_HAPPENING = word_set("happening")
_BODY = word_set("body_parts")
_TIMES = word_set("periods") | {"عقد", "قرن"}
_WIDE = frozenset(("محافظه", "ولايه", "اقليم", "قضاء", "ريف", "منطقه", "دوله", "جمهوريه", "مملكه", "شمال", "جنوب"))
_EVENTS = frozenset(("attack", "fight"))
_DATELINE = 7  # tokens
_REMEMBERED = 100_000


class Site(NamedTuple):
    """A place or what stands where a place may stand; `listed` None: no list and no type noun knows it."""

    start: int
    end: int
    noun: str | None
    listed: bool | None
    particles: str
    name: str


class PlaceCandidate(NamedTuple):
    """A site of a sentence, its tokens `first` to `end`, how it is linked, and the features that no claim changes: `own` where
    the claim stands in the same sentence, `away` where it does not."""

    site: Site
    first: int
    end: int
    link: str
    own: list[str]
    away: list[str]


def place_candidates(circumstances: Circumstances, sentence: Sentence, *, unlisted: bool) -> list[PlaceCandidate]:
    """The places of a sentence in order, found once a document. unlisted: with those that no list knows."""
    key = (sentence.field.name, sentence.index, unlisted)
    known: list[PlaceCandidate] | None = circumstances.sites.get(key)
    if known is None:
        sites = [
            Site(span.start, span.end, span.noun, span.listed, span.particles, span.names[0] if span.names else "")
            for span in circumstances.places_in(sentence)
        ]
        if unlisted:
            sites = sorted(sites + _unlisted(sentence, sites), key=lambda site: (site.start, -site.end))
        known = circumstances.sites[key] = _candidates(circumstances, sentence, sites)
    return known


def _candidates(circumstances: Circumstances, sentence: Sentence, sites: list[Site]) -> list[PlaceCandidate]:
    if not sites:
        return []
    tokens = sentence.tokens
    events = _events(circumstances, sentence)
    found = []
    last_end = -9
    for n, site in enumerate(sites):
        first = sentence.token_at(site.start)
        if first is None:
            first = sentence.token_at(site.end - 1) or 0
        end = (sentence.token_at(site.end - 1) or first) + 1
        link = _link(tokens, first, site)
        plain = [f"noun={'wide' if site.noun in _WIDE else 'yes' if site.noun else 'no'}", f"listed={site.listed}"]
        facts = [f"link={link}"]
        if site.noun is not None:
            plain.append(f"type={site.noun}")
        if site.listed is None:
            plain += [f"unlisted:link={link}", f"unlisted:{_shape(tokens[first])}"]
            facts.append("unlisted")
            word = tokens[first].word
            if word is not None:
                plain.append(f"unlisted:word={word.core.removeprefix('ب') if site.particles else word.core}")
        if site.listed and site.noun is None:
            level = _level(site.name)
            plain.append(f"level={level}")
            facts.append(f"level={level}:first={n == 0}")
        if site.start - last_end <= 4:
            plain += ["follows place", f"follows place:link={link}"]
        elif link == "near" and n:
            plain.append("near a place before")
        last_end = site.end
        if n + 1 < len(sites) and sites[n + 1].start - site.end <= 5:
            plain.append("wider follows")
            facts.append(f"wider follows:{'listed' if sites[n + 1].listed is not None else 'unlisted'}")
        governor = _governor(tokens, first, link)
        facts.append(f"behind={_class_of(tokens, governor)}")
        facts.append(f"word behind={tokens[end].core if end < len(tokens) else 'none'}")
        if site.name:
            plain.append(f"name={site.name}")
        facts.append(f"governor={tokens[governor].core if governor >= 0 else 'none'}")
        near = [first - i for i in events if i < first]
        facts.append(f"event before={bucket(near[-1]) if near else 'none'}")
        if near:
            facts.append(f"event={tokens[first - near[-1]].core}")
        if first and tokens[first - 1].word is not None and link not in ("في", "ب"):
            plain.append(f"before={tokens[first - 1].text}")
        if first and tokens[first - 1].tags & CREDITING:
            plain.append("behind crediting")
        if site.noun == "building" and end == first + 1 and not tokens[first].text.startswith("ال"):
            plain.append("bare building")
        if first < _DATELINE and sentence.index == 0 and any(t.text in "-:/" for t in tokens[end : end + 2]):
            plain.append("dateline")
        if end < len(tokens) and tokens[end].tags & VERB:
            plain.append("before verb")
        name = site.name
        if name and sentence.field.name != "title":
            document = circumstances.document
            if name in document.title.text:
                facts.append("in title text")
            facts.append(f"mentions={min(document.mentions(name), 4)}")
        found.append(
            PlaceCandidate(
                site,
                first,
                end,
                link,
                plain + [f"{fact}:same" for fact in facts],
                plain + [f"{fact}:away" for fact in facts],
            )
        )
    return found


def _events(circumstances: Circumstances, sentence: Sentence) -> list[int]:
    """The tokens that name an event, found once a document."""
    key = (sentence.field.name, sentence.index)
    known = circumstances.events.get(key)
    if known is None:
        found = {i for i, _, _ in circumstances.causes_in(sentence)}
        classes = ATTACK_CLASSES
        for i, token in enumerate(sentence.tokens):
            if token.tags & TRIGGER or classes[token.text] in _EVENTS:
                found.add(i)
        known = circumstances.events[key] = sorted(found)
    return known


def _link(tokens: list[Token], first: int, site: Site) -> str:
    """The word before a place, as a class of what it makes of the place."""
    before = tokens[first - 1] if first else None
    text = before.text.lstrip("و") if before is not None else ""
    word = tokens[first].word
    attached = site.particles[-1:] or (word.preposition if word is not None else "")
    if attached in ("ب", "ل", "ف", "ك"):
        return attached
    if text == "في":
        return "في"
    if text == "من" and first > 1 and tokens[first - 2].text in _NEAR:
        return "near"
    if text in ("من", "عن"):
        return "من"
    if text in _TOWARDS:
        return "الي"
    if text in _NEAR:
        return "near"
    if text == "علي":
        return "علي"
    if before is None:
        return "start"
    if before.tags & PREPOSITION:
        return "preposition"
    if before.tags & PLACE_TYPE:
        return "type"
    if before.text in ("(", '"', "-"):
        return "mark"
    return "word"


def _governor(tokens: list[Token], first: int, link: str) -> int:
    """The index of the word before a place and its preposition, which the place belongs to ("هجوم في", "شرطة منطقة"); -1: none."""
    k = first - 1
    if link in ("في", "من", "الي", "علي", "preposition", "near"):
        k -= 1
        if k >= 0 and tokens[k].tags & PREPOSITION:
            k -= 1
    while k >= 0 and (tokens[k].text in '"()' or (tokens[k].tags & NISBA and not tokens[k].tags & (PEOPLE | TRIGGER))):
        k -= 1
    return k


def _class_of(tokens: list[Token], governor: int) -> str:
    """What kind of word the governor of a place is."""
    if governor < 0:
        return "start"
    token = tokens[governor]
    if token.word is None:
        return "mark"
    if token.tags & TRIGGER:
        return "trigger"
    group = attack_class(token)
    if group is not None:
        return group
    for tag, name in _GOVERNORS:
        if token.tags & tag:
            return name
    if lexicon().causes.get(token.word.core) is not None:
        return "cause"
    return "definite" if token.word.definite else "word"


_GOVERNORS = (
    (SAYING, "saying"),
    (PLACE_TYPE, "place"),
    (VERB, "verb"),
    (SPEAKER | TITLE, "speaker"),
    (ORGANISATION, "organisation"),
    (PEOPLE, "people"),
    (ADVERB, "adverb"),
    (PREPOSITION, "preposition"),
)


def _unlisted(sentence: Sentence, known: list[Site]) -> list[Site]:
    """Phrases behind في، ب، على، داخل، أمام، قرب، بالقرب من that no list knows as a place: buildings and sites ("في مسجد كذا"), and
    names."""
    tokens = sentence.tokens
    found: list[Site] = []
    taken = {k for site in known for k in _tokens_of(sentence, site)}
    sites = lexicon().sites
    hints = [_HINTS[token.text] for token in tokens]
    for k, token in enumerate(tokens):
        if not (
            hints[k] & _NAMES_SITE
            or (k and hints[k - 1] & _LOCATES)
            or (k + 1 < len(tokens) and tokens[k + 1].text == "حيث")
        ):
            continue
        word = token.word
        if word is None or len(token.text) < 3 or word.pronoun or token.text.endswith(("هم", "هما", "ته", "تها")):
            continue  # "في طريقهم" is nowhere
        if word.core in _BODY or token.text.startswith("متن"):
            continue  # "برصاصتين في الحوض", "على متنها"
        if token.text in _ONE_OF and k + 1 < len(tokens) and _no_site(tokens[k + 1]):
            continue  # "في أحد الجناة", not "في أحد الأسواق"
        before = tokens[k - 1].text.lstrip("و") if k else ""
        building = word.core in sites or token.text in sites or bool(word.tags & PLACE_TYPE)
        located = before in _LOCATIVE or (before == "من" and k > 1 and tokens[k - 2].text in _NEAR)
        attached = not located and (
            word.preposition == "ب"
            or (not word.preposition and token.text[0] == "ب" and len(token.text) > 4 and not word.tags)
        )
        told = k + 1 < len(tokens) and tokens[k + 1].text == "حيث"  # "من كذا حيث وقع القتال"
        if not (located or attached or building or told):
            continue
        if k in taken and not (building and (located or attached)):
            continue
        if building and k and tokens[k - 1].tags & PLACE_TYPE and k - 1 not in taken:
            continue
        if building and k + 1 < len(tokens) and attack_class(tokens[k + 1]) == "attack":
            continue  # "منفذ الهجوم"
        if not building and (word.tags & ~NISBA or (word.tags and not told)):
            continue
        end = k + 1
        while end < len(tokens) and end - k < 5:
            following = tokens[end]
            inner = following.word
            if following.text == '"':
                end += 1
                continue
            if following.text.isdigit() and tokens[end - 1].text == "رقم":
                end += 1  # "الطريق الوطنية رقم 3"
                break
            if (
                inner is None
                or inner.conjunction
                or (end in sentence.quantities and tokens[end - 1].text != "رقم")
                or inner.tags & _BOUNDS
                or (inner.preposition and inner.preposition != "ل")
                or following.text in _HAPPENING
                or inner.core in _TIMES
                or (following.text in _ALONE and not inner.tags)
                or (inner.tags & (TITLE | PEOPLE) and not inner.tags & (ORGANISATION | NAME))
                or (
                    word.definite and not inner.definite and not inner.preposition and end == k + 1 and end not in taken
                )
            ):
                break  # "المستشفى متأثرين", "مصنع بالمدينة"
            end += 1
            if not building:
                break
        start = token.start + (
            len(word.conjunction) + len(word.preposition) if attached and word.preposition else 1 if attached else 0
        )
        found.append(
            Site(start, tokens[end - 1].end, "building" if building else None, None, "ب" if attached else "", "")
        )
    return found


def _no_site(token: Token) -> bool:
    """Whether the word names people or a time."""
    word = token.word
    return word is not None and (bool(word.tags & PEOPLE) or word.core in _TIMES or word.core in _SEVERAL_TIMES)


_SEVERAL_TIMES = frozenset(("اعوام", "ايام", "سنوات", "اسابيع", "اشهر", "ليالي"))
_ALONE = frozenset(("وحده", "وحدها"))  # "في إقليم كذا وحده"; by its spelling no وحدة
_ONE_OF = frozenset(("احد", "احدي"))
_LOCATES, _NAMES_SITE = 1, 2


class _Hints(dict[str, int]):
    """Whether a token may stand in front of an unlisted place (`_LOCATES`), or be one by itself or by its attached ب (`_NAMES_SITE`).
    Remembered by spelling."""

    def __missing__(self, text: str) -> int:
        if len(self) > _REMEMBERED:
            self.clear()
        bare = text.lstrip("و")
        hints = _LOCATES if bare in _LOCATIVE or bare == "من" else 0
        if text[0].isalpha():
            sites, analysis = lexicon().sites, word(text)
            if (
                analysis.core in sites
                or text in sites
                or analysis.tags & PLACE_TYPE
                or analysis.preposition == "ب"
                or text[0] == "ب"
            ):
                hints |= _NAMES_SITE
        self[text] = hints
        return hints


_HINTS = _Hints()


def _tokens_of(sentence: Sentence, site: Site) -> range:
    first = sentence.token_at(site.start)
    last = sentence.token_at(site.end - 1)
    if first is None or last is None:
        return range(0)
    return range(first, last + 1)


def _shape(token: Token) -> str:
    text = token.text
    ending = next((name for endings, name in _ENDINGS if text.endswith(endings)), "other")
    return f"{'definite' if 'ال' in text[:3] else 'bare'}:{ending}:{'known' if token.tags else 'unknown'}"


_ENDINGS = (("ه", "ه"), ("ات", "ات"), (("ين", "ون"), "ين"), ("ي", "ي"))


@lru_cache(maxsize=4096)
def _level(name: str) -> str:
    """How wide a place the name mostly means: country, admin1, town, …, or "open" where no list has it."""
    places = gazetteer().named(name) if name else []
    if not places:
        return "open"
    return PRECISION_OF_KIND[max(places, key=lambda place: place.importance).kind]
