"""Decides which actor a text names: an exact copy of the article, such as "مليشيات الحوثي وصالح" or "التنظيم".

Goal: the party an analyst would file the claim under. The costlier error is a wrong party, so a text that names two parties has
none, unless they are the members of one coalition, and a label that anybody may bear ("الإرهابيون") needs an article that names
just one party it can mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from services.actors.records import ANYWHERE, MEDIA, Actor, GenericLabel, word_class
from services.arabic.nationalities import nation_of_adjective, nation_of_name
from services.arabic.phrases import words_of

if TYPE_CHECKING:
    from services.actors.registry import ActorSpan, Registry

# The share of an article's country words that makes it an article about the country.
ABOUT = 0.34
# How far from its sentence, in code points, the party of a label of people ("الإرهابيون") may be named: a paragraph or two.
NEAR = 800
# How much of an article is read for the parties and countries it is about, in code points.
READ = 4000


@dataclass(slots=True)
class ActorContext:
    """What decides labels that several actors bear.

    article: folded. sentence: folded, part of it. country: of the claim's place, where known. outlet_country: that the outlet reports
    on first. Use one context for all claims of an article, with `within` for sentence and place: what is read off the article is kept.
    """

    article: str = ""
    sentence: str = ""
    country: str | None = None
    outlet_country: str | None = None
    _kept: list[_Around] = field(default_factory=list, repr=False)

    def within(self, sentence: str, country: str | None) -> ActorContext:
        """The same article, another sentence and place."""
        return ActorContext(self.article, sentence, country, self.outlet_country, self._kept)

    def around(self, registry: Registry) -> _Around:
        """The actors and countries of the article."""
        if not self._kept:
            self._kept.append(_Around(registry, self.article or self.sentence))
        return self._kept[0]


class _Around:
    """The actors that a text names, in order, and the country that it is about. Each is looked for when it is first needed."""

    def __init__(self, registry: Registry, folded: str) -> None:
        self._registry = registry
        self._folded = folded
        self._opening = folded[: folded.find(" ", READ)] if len(folded) > READ else folded
        self._spans: list[ActorSpan] | None = None
        self._about: tuple[str | None] | None = None

    @property
    def spans(self) -> list[ActorSpan]:
        """The actors that the opening names, labels that only the context resolves left out."""
        known = self._spans
        if known is None:
            mentions = self._registry.actor_mentions(self._opening)
            known = self._spans = [span for span in mentions if span.actor is not None]
        return known

    def spans_before(self, at: int, stop: int) -> list[ActorSpan]:
        """The actors of the opening and of what stands round a sentence (`at` to `stop`) further on, in order."""
        if stop + NEAR <= len(self._opening):
            return self.spans
        start = self._folded.find(" ", max(len(self._opening), at - READ // 2))
        beyond = self._registry.actor_mentions(self._folded, start, stop + NEAR) if start >= 0 else ()
        return [*self.spans, *(span for span in beyond if span.actor is not None)]

    @property
    def about(self) -> str | None:
        """The country to which most of the opening's country names, nationalities and actors belong, from a third on."""
        known = self._about
        if known is None:
            known = self._about = (self._find_about(),)
        return known[0]

    def _find_about(self) -> str | None:
        countries: Counter[str] = Counter()
        by_adjective, by_name = nation_of_adjective(), nation_of_name()
        for word, _, _ in words_of(self._opening):
            nation = by_adjective.get(word) or by_name.get(word)
            if nation is None and word[0] in "بلو":
                nation = by_name.get(word[1:])
            if nation is not None:
                countries[nation.code] += 1
        for span in self.spans:
            actor = self._registry.get(span.actor or "")
            if actor is not None and actor.kind != "state" and actor.country:
                countries[actor.country] += 1
        most = countries.most_common(1)
        return most[0][0] if most and most[0][1] / sum(countries.values()) >= ABOUT else None


def resolve(registry: Registry, folded: str, context: ActorContext) -> str | None:
    """See `Registry.find`; `folded` is the text in folded letters, without signs."""
    words = folded.split(" ")
    if registry.begins_none(words) and folded.replace(" ", "").isalnum():
        return _state(words) if len(words) <= 2 else None  # most texts hold no name: they need not be cut with care
    spans = list(registry.actor_mentions(folded))
    found: dict[str, None] = {}
    for span in spans:
        id = _in_context(registry, span, context) if _meant(registry, folded, span) else None
        actor = registry.get(id) if id else None
        if actor is None or _only_told(actor, folded, span) or _of_other_nation(actor, folded, span):
            continue
        if _against(folded, span):
            continue
        if actor.kind == "state" and span.end - span.start < len(folded) - 1:
            continue  # "مكتب أخبار سوريا" is not the state
        found[actor.id] = None
    if not found:
        return _state([word for word, _, _ in words_of(folded)])
    if len(found) == 1:
        return next(iter(found))
    return _one_of(registry, list(found))


def _meant(registry: Registry, folded: str, span: ActorSpan) -> bool:
    """Whether a label stands for its actor here: nothing but an epithet follows ("التنظيم الإرهابي", not "الحزب السوري القومي").

    An institution without its state must be definite: "الجيش", "وزارة الداخلية", not "جيش".
    """
    if span.actor is not None:
        return True
    own = folded[span.start : span.end]
    if span.institution is not None and span.phrase not in registry.labels:
        # "شرطة المنطقة الشرقية", "قائد شرطة لامو": a noun behind it makes it definite; an army has too many such nouns.
        construct = span.institution != "army" and span.end < len(folded)
        return " ال" in f" {own}" or own.startswith("لل") or construct
    if span.phrase not in registry.labels:
        return True
    epithets = word_class("epithet")
    for word, _, _ in words_of(folded[span.end :]):
        if word.startswith("و") and word not in epithets:
            return True  # another party follows
        if word not in epithets:
            return False
    return True


def _only_told(actor: Actor, folded: str, span: ActorSpan) -> bool:
    """Whether a source told an agency or a paper something ("شاهد لرويترز"): then that is not the source."""
    if actor.kind not in MEDIA or span.start < 2:
        return False
    before = folded[: span.start].split()
    return span.particles.endswith("ل") or bool(before and before[-1] in word_class("told_to"))


def _against(folded: str, span: ActorSpan) -> bool:
    """Whether the words before a name say that its enemies, or those who left it, are meant ("القوات المعادية للحوثيين")."""
    against = word_class("against")
    before = folded[: span.start].split()
    if before[-1:] in (["عن"], ["ل"]):
        before.pop()
    return bool(before) and before[-1] in against


def _of_other_nation(actor: Actor, folded: str, span: ActorSpan) -> bool:
    """Whether a nationality behind the name says that another country's is meant ("الاحتلال الأميركي")."""
    following = words_of(folded[span.end :]) if span.end < len(folded) else ()
    nation = nation_of_adjective().get(following[0][0]) if following else None
    return nation is not None and bool(actor.country) and actor.country != nation.code and actor.kind != "newspaper"


def _one_of(registry: Registry, ids: list[str]) -> str | None:
    """The coalition of just these parties; else the one that belongs to all the others; else None."""
    if not ids:
        return None
    coalition = registry.coalition_of(frozenset(ids))
    if coalition is not None:
        return coalition
    left = [id for id in ids if not any(belongs(registry, other, id) for other in ids if other != id)]
    if len(left) == 1:
        return left[0]
    # "الجيش والشرطة": of institutions of one state, the state.
    parents = {actor.parent if (actor := registry.get(id)) is not None else "" for id in left}
    state = registry.get(parents.pop()) if len(parents) == 1 else None
    return state.id if state is not None and state.kind == "state" else None


def belongs(registry: Registry, id: str, whole: str) -> bool:
    """Whether an actor belongs to another, by its chain of parents."""
    for _ in range(6):
        actor = registry.get(id)
        if actor is None or not actor.parent:
            return False
        if actor.parent == whole:
            return True
        id = actor.parent
    return False


def _state(words: list[str]) -> str | None:
    """The state of people who are named by nationality alone ("تركيين", "الاتراك")."""
    if not 0 < len(words) <= 2:
        return None
    by_adjective = nation_of_adjective()
    first = by_adjective.get(words[0])
    if first is None:
        return None
    last = by_adjective.get(words[-1])
    return first.id if last is not None and last.id == first.id else None


def _in_context(registry: Registry, span: ActorSpan, context: ActorContext) -> str | None:
    """What a label, an institution without its state or a name with an owner in each country means in the article."""
    ids = registry.ids_of(span.phrase)
    if span.actor is not None and len(ids) < 2:
        return span.actor
    if any(ids):
        for country in _countries(registry, context):
            if country in ids:
                return ids[country]
    if span.institution is not None:
        return _own_institution(registry, span, context)
    if span.actor is not None:
        return span.actor
    for label in registry.labels.get(span.phrase, ()):
        actor = _of_label(registry, label, context)
        if actor is not None:
            return actor
    return None


def _countries(registry: Registry, context: ActorContext) -> Iterator[str]:
    """The countries that a name without its country may belong to, the likeliest first: the place's, the article's, the outlet's."""
    if context.country:
        yield context.country
    about = context.around(registry).about
    if about:
        yield about
    if context.outlet_country:
        yield context.outlet_country


def _own_institution(registry: Registry, span: ActorSpan, context: ActorContext) -> str | None:
    institution = registry.institutions[span.institution or ""]
    for country in _countries(registry, context):
        nation = registry.nations.get(country)
        if nation is not None:
            return None if country in institution.not_in else f"{nation.id}-{institution.id}"
    return None


def _of_label(registry: Registry, label: GenericLabel, context: ActorContext) -> str | None:
    if label.country and label.country != context.country and label.country != context.around(registry).about:
        return None
    if label.actor:
        if not label.needs_named:
            return label.actor
        named = context.around(registry).spans
        if any(s.actor == label.actor or belongs(registry, s.actor or "", label.actor) for s in named):
            return label.actor
        return None
    at = context.article.find(context.sentence) if context.sentence else -1
    stop = at + len(context.sentence) if at >= 0 else len(context.article)
    fitting: list[str] = []
    for span in context.around(registry).spans_before(max(at, 0), stop):
        actor = registry.get(span.actor or "")
        if actor is None:
            continue
        if label.kind and actor.kind != label.kind:
            continue
        if label.name and not any(name.startswith(label.name) for name in actor.names):
            continue
        if label.kind in ("armed-group", "coalition"):
            militant = actor.role == "militant" or label.kind == "coalition"
            if militant and max(at, 0) - NEAR < span.start < stop + NEAR:
                fitting.append(actor.id)
        elif span.start < stop or not fitting:
            fitting.append(actor.id)
    if not fitting:
        return None
    # A noun that looks back ("التنظيم") means the last one named; a label of people only the one party named near by.
    if label.kind in ("armed-group", "coalition"):
        return _one_of(registry, list(dict.fromkeys(fitting)))
    return fitting[-1]


__all__ = ["ANYWHERE", "ActorContext", "resolve"]
