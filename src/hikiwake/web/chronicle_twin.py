"""The chronicle as JSON, and what its address may ask for."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, Field

from hikiwake.case.model import Case
from hikiwake.web import map as places_map
from hikiwake.web.chronicle_query import Query
from hikiwake.web.chronicle_row import Row
from hikiwake.web.chronicle_view import Chronicle
from hikiwake.web.search import Passage


class Asked(BaseModel):
    """What an address of the chronicle may ask for. Filters may be given several times: any of the values will do."""

    since: str = Field("", alias="from", description="first day of the window: a day, month or year (2016-05-06, 2016-05, 2016)")
    until: str = Field("", alias="to", description="its last day, likewise")
    between: list[str] = Field([], description="yes: both states of the case take part")
    actor: list[str] = Field([], description="a name as the page shows it, or an ISO 3166-1 alpha-3 code")
    place: list[str] = []
    kind: list[str] = Field([], description="event, statement, or a PLOVER category")
    grade: list[str] = []
    document: list[str] = Field([], description="the SHA-256 of its bytes")
    status: list[str] = []
    reviewed: list[str] = Field([], description="yes or no")
    dated: list[str] = Field([], description="yes or no")
    q: str = Field("", description="words, or a phrase in quotation marks")
    show: str = Field("timeline", description="timeline or map")
    lon: str = Field("", description="the middle of the map, in degrees")
    lat: str = ""
    span: str = Field("", description="how many degrees of latitude the map shows")
    rows: str = Field("", description="all: up to 2,000 entries on one page")
    page: str = ""
    w: str = Field("", description="draw at this width only: 330, 640 or 880 pixels")

    def pairs(self) -> list[tuple[str, str]]:
        told = self.model_dump(by_alias=True)
        return [(name, one) for name, value in told.items() for one in (value if isinstance(value, list) else [value])]


class Entry(BaseModel):
    """One entry; `date` and `told`, the day of its document, are TIMEX3, `start` and `end` are code points of the document's stored text.

    `shown` is the id under which its words are open in the document: that of the report which speaks for it, where there are several.
    `cue` stands between who and what ("offered", "said:"); it is empty where a colon does.
    """

    id: str
    shown: str
    kind: str
    date: str | None
    told: str | None
    precision: str | None
    who: str
    cue: str
    what: str
    category: str | None
    goldstein: float | None
    place: str | None
    status: str | None
    grade: str
    note: str
    independent: int
    reviewed: bool
    document: str
    start: int
    end: int


class ValueTwin(BaseModel):
    value: str
    label: str
    count: int
    chosen: bool


class FacetTwin(BaseModel):
    """A filter: its values with their counts; `total` values there are, of which the first by count are listed."""

    name: str
    values: list[ValueTwin]
    total: int


class SpotTwin(BaseModel):
    name: str
    lat: float
    lon: float
    events: int
    of_case: bool


class PassageTwin(BaseModel):
    """Where the words that were searched stand in a document."""

    document: str
    start: int
    end: int
    found: str


class ChronicleTwin(BaseModel):
    """One page of the chronicle as asked for, with the counts of every filter; `found` entries in all, `page` of `pages`."""

    first: date | None
    last: date | None
    found: int
    in_record: int
    undated: int
    page: int
    pages: int
    entries: list[Entry]
    facets: list[FacetTwin]
    places: list[SpotTwin]
    passages: list[PassageTwin]
    passages_found: int
    not_understood: list[str]


def twin(
    asked: Query,
    not_understood: tuple[str, ...],
    whole: Chronicle,
    rows: Sequence[Row],
    shown: Sequence[Row],
    pages: int,
    found: tuple[Sequence[Passage], int],
    case: Case,
) -> ChronicleTwin:
    spots, _ = places_map.spots(rows, case.places)
    return ChronicleTwin(
        first=asked.first,
        last=asked.last,
        found=len(rows),
        in_record=len(whole.rows),
        undated=sum(not row.is_dated for row in rows),
        page=asked.page,
        pages=pages,
        entries=[entry_twin(row) for row in shown],
        facets=[
            FacetTwin(
                name=f.name,
                total=f.total,
                values=[ValueTwin(value=v.value, label=v.label, count=v.count, chosen=v.is_chosen) for v in f.values],
            )
            for f in whole.facets(asked)
        ],
        places=[SpotTwin(name=s.name, lat=s.lat, lon=s.lon, events=s.events, of_case=s.is_of_case) for s in spots],
        passages=[PassageTwin(document=p.document, start=p.start, end=p.end, found=p.found) for p in found[0]],
        passages_found=found[1],
        not_understood=list(not_understood),
    )


def entry_twin(row: Row) -> Entry:
    return Entry(
        id=row.id,
        shown=row.shown,
        kind=row.kind,
        date=row.when or None,
        told=row.told.value if row.told else None,
        precision=row.precision or None,
        who=row.who,
        cue=row.cue,
        what=row.what,
        category=row.category or None,
        goldstein=row.goldstein,
        place=row.place or None,
        status=row.status or None,
        grade=str(row.grade),
        note=row.note,
        independent=row.independent,
        reviewed=row.is_reviewed,
        document=row.document,
        start=row.start,
        end=row.end,
    )
