"""Every figure of the report as a value: what it says, how many claims stand behind it, and the filter that finds them.

A filter is what the page's script understands: pairs of a key of `services.report.evidence.record` and a value, all of
which a claim must match (`from` and `to` bound the day). The test of the page follows every figure and counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import get_args
from urllib.parse import urlencode

from schemas import Claim, Kind
from services.report import evidence
from services.report.outlines import Frame
from services.report.timeline import Bins, bins_for
from services.tally import Ledger, PlaceDay, Standing, Total, place_days, total

KINDS: tuple[Kind, ...] = get_args(Kind)
APART: tuple[Standing, ...] = (
    "unconfirmed",
    "cumulative",
    "denied",
    "restated",
    "revised",
    "withdrawn",
    "withdrawal",
)
_ROWS = 25  # rows of a table; more is a list for a program
_WIDEST = 110.0  # degrees of longitude: from Morocco to Pakistan with margins
_OUTLYING = 0.05  # of the claims on each side that a map of the whole world leaves outside
_LARGEST_RADIUS = 3.0  # percent of the map's width


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the page. link: fragment of the page that shows the claims behind it."""

    total: Total
    link: str


@dataclass(frozen=True, slots=True)
class Tile(Figure):
    """A number with its name: a kind or a standing. largest: the one claim that makes up much of it, None where none does."""

    name: str
    largest: Figure | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """The claims of one span of days, a segment a kind. label: first day, month or year, or that of `timeline.Bins`."""

    label: str
    segments: tuple[tuple[Kind, Figure], ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map. x, y: percent of the map from its left and top; radius: percent of its width.

    kind: the most frequent one, which gives the colour; by_kind: what the dot gathers.
    """

    figure: Figure
    kind: Kind
    by_kind: tuple[tuple[Kind, Figure], ...]
    name: str
    text: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: a name, its other name, and the figures of each column."""

    name: str
    detail: str
    columns: dict[str, list[tuple[Kind, Figure]]]


@dataclass(frozen=True, slots=True)
class Tally:
    """A row of a table with one figure."""

    name: str
    detail: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Revision:
    """A claim and the later one that replaced it or took it back."""

    old: Claim
    new: Claim
    link: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """Claims of several articles about one kind, place and day. stated: what each article states, by outlet."""

    place_day: PlaceDay
    stated: tuple[tuple[str, Total], ...]
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of a report."""

    claims: int
    articles: int
    tiles: list[Tile] = field(default_factory=list)
    apart: list[Tile] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    by_publication: Figure
    undated: Figure
    frame: Frame | None = None
    dots: list[Dot] = field(default_factory=list)
    unplaced: Figure
    outside: Figure
    actors: list[Line] = field(default_factory=list)
    outlets: list[Tally] = field(default_factory=list)
    credited: list[Tally] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)


def figures(ledger: Ledger) -> Figures:
    """The figures of these claims. Sums are over claims that stand; everything else is told apart."""
    standing = ledger.with_standing("stands")
    frame = map_frame(standing)
    return Figures(
        claims=len(ledger),
        articles=len({claim.article.id for claim in ledger}),
        tiles=[Tile(figure.total, figure.link, kind, _largest(standing, kind)) for kind, figure in _by_kind(standing)],
        apart=[
            Tile(total(found), link(standing=each), each) for each in APART if (found := ledger.with_standing(each))
        ],
        bars=_bars(standing),
        by_publication=_figure(standing, lambda claim: evidence.dated_by(claim) == "publication", dated="publication"),
        undated=_figure(standing, lambda claim: evidence.dated_by(claim) == "nothing", dated="nothing"),
        frame=frame,
        dots=_dots(standing, frame) if frame else [],
        unplaced=_placed(standing, frame, "nowhere"),
        outside=_placed(standing, frame, "outside"),
        actors=_actors(standing),
        outlets=_lines(standing, "outlet", evidence.outlet_key),
        credited=_lines(standing, "credited", evidence.credited_key, _credited_text, skip_none=True),
        revisions=[
            Revision(claim, successor, link(ids=f"{claim.id},{successor.id}"))
            for claim in ledger
            if (successor := ledger.successor(claim)) is not None
        ],
        meetings=[_meeting(each) for each in place_days(standing)],
    )


def link(**filters: str) -> str:
    """The fragment that shows the claims which match all filters."""
    return "#" + urlencode(filters)


def _figure(claims: Iterable[Claim], keep: Callable[[Claim], bool], **filters: str) -> Figure:
    return Figure(total(claim for claim in claims if keep(claim)), link(standing="stands", **filters))


def _by_kind(claims: Sequence[Claim], **filters: str) -> list[tuple[Kind, Figure]]:
    found = []
    for kind in KINDS:
        members = [claim for claim in claims if claim.kind == kind]
        if members:
            found.append((kind, Figure(total(members), link(standing="stands", kind=kind, **filters))))
    return found


def _bars(claims: Sequence[Claim]) -> list[Bar]:
    dated = [(day, claim) for claim in claims if (day := evidence.day(claim)) is not None]
    bins: Bins = bins_for([day for day, _ in dated])
    members: dict[int, list[Claim]] = defaultdict(list)
    for day, claim in dated:
        members[bins.index(day)].append(claim)
    bars = []
    for index, (label, first, last) in enumerate(bins.spans):
        span = {"from": first, "to": last}
        bars.append(Bar(label, tuple(_by_kind(members[index], **span))))
    return bars


def map_frame(standing: Sequence[Claim]) -> Frame | None:
    """What the map shows: all places, or, where they lie all over the world, where nine tenths of the claims do."""
    points = [point for claim in standing if (point := evidence.point(claim)) is not None]
    if not points:
        return None
    frame = Frame.around(points)
    if frame.east - frame.west <= _WIDEST:
        return frame
    cut = int(len(points) * _OUTLYING)
    longitudes, latitudes = (sorted(values)[cut : len(points) - cut] for values in zip(*points, strict=True))
    return Frame.around([(longitudes[0], latitudes[0]), (longitudes[-1], latitudes[-1])])


def _placed(standing: Sequence[Claim], frame: Frame | None, where: evidence.Placed) -> Figure:
    return _figure(standing, lambda claim: evidence.placed(claim, frame) == where, placed=where)


def _dots(standing: Sequence[Claim], frame: Frame) -> list[Dot]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in standing:
        key = evidence.place_key(claim)
        if key is not None and evidence.placed(claim, frame) == "inside":
            groups[key].append(claim)
    sums = {key: total(members) for key, members in groups.items()}
    # One place in twenty may be larger than its circle tells, so that a single huge figure does not make all others dust.
    largest = max(1, sorted(each.low for each in sums.values())[int(0.95 * (len(sums) - 1))]) if sums else 1
    dots = []
    for key, members in groups.items():
        longitude, latitude = evidence.point(members[0]) or (0.0, 0.0)
        x, y = frame.project(longitude, latitude)
        kind = Counter(claim.kind for claim in members).most_common(1)[0][0]
        text = Counter(claim.place.text for claim in members if claim.place).most_common(1)[0][0]
        dots.append(
            Dot(
                figure=Figure(sums[key], link(standing="stands", placed="inside", place=key)),
                kind=kind,
                by_kind=tuple(_by_kind(members, placed="inside", place=key)),
                name=key,
                text=text,
                x=100 * x / frame.width,
                y=100 * y / frame.height,
                radius=_LARGEST_RADIUS * min(1.0, sums[key].low / largest) ** 0.5,
            )
        )
    return sorted(dots, key=lambda dot: (-dot.radius, -dot.figure.total.claims))


def _largest(standing: Sequence[Claim], kind: Kind) -> Figure | None:
    """The claim with the highest lower bound, where it makes up a tenth of the sum or more of ten claims or more."""
    members = [claim for claim in standing if claim.kind == kind]
    largest = max(members, key=lambda claim: claim.count.low or 0)
    if len(members) < 10 or 10 * (largest.count.low or 0) < total(members).low:
        return None
    return Figure(total([largest]), link(ids=largest.id))


def _actors(claims: Sequence[Claim]) -> list[Line]:
    columns = (("by", evidence.by_key), ("side", evidence.side_key))
    texts: dict[str, Counter[str]] = defaultdict(Counter)
    members: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        for name, key_of in columns:
            key = key_of(claim)
            mention = claim.by if name == "by" else claim.who.side
            if key is not None and mention is not None:
                members[key, name].append(claim)
                texts[key][mention.text] += 1
    lines = []
    for key, spellings in sorted(texts.items(), key=lambda item: (-item[1].total(), item[0]))[:_ROWS]:
        cells = {name: _by_kind(members.get((key, name), []), **{name: key}) for name, _ in columns}
        lines.append(Line(spellings.most_common(1)[0][0], evidence.actor_name(key), cells))
    return lines


def _lines(
    claims: Sequence[Claim],
    name: str,
    key_of: Callable[[Claim], str | None],
    text_of: Callable[[Claim], str] | None = None,
    *,
    skip_none: bool = False,
) -> list[Tally]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        key = key_of(claim)
        if key is not None or not skip_none:
            groups[key or ""].append(claim)
    rows = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:_ROWS]
    lines = []
    for key, members in rows:
        text = Counter(map(text_of, members)).most_common(1)[0][0] if text_of else key
        detail = evidence.actor_name(key) if text != key else ""
        lines.append(Tally(text, detail, Figure(total(members), link(standing="stands", **{name: key}))))
    return lines


def _credited_text(claim: Claim) -> str:
    return claim.source.text if claim.source else ""


def _meeting(place_day: PlaceDay) -> Meeting:
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in place_day.claims:
        by_article[claim.article.id].append(claim)
    stated = tuple((members[0].article.source or "", total(members)) for members in by_article.values())
    return Meeting(place_day, stated, link(ids=",".join(claim.id for claim in place_day.claims)))
