"""The case as plain data: what `case.toml` may say, with types and ranges.

What a value can tell by itself (its type, its range) is checked here; what needs two parts of the case at once (an option for every
issue, a hypothesis that evidence names) is checked in `checks.py`, where every problem is gathered before any is told.
"""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from hikiwake.terms.admiralty import SourceReliability

# Strict: "0.5" in quotes, true and nan are slips of the pen, not probabilities.
Unit = Annotated[float, Field(ge=0, le=1, strict=True, allow_inf_nan=False)]
UnitOrInterval = Unit | tuple[Unit, Unit]
Id = Annotated[str, Field(min_length=1)]


def _no_number(value: object) -> object:
    """Pydantic would read a number as seconds since 1970."""
    if isinstance(value, int | float):
        raise PydanticCustomError("date_type", "a number is no date")
    return value


Day = Annotated[date, BeforeValidator(_no_number)]


class _Stated(BaseModel):
    """Everything in a case: no unknown keys, `from` read as `begins`, frozen once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Leader(_Stated):
    """Who decides. `from` may be unknown; `term_ends` is the end as it stands, `may_extend_to` an end that is possible and not yet decided."""

    name: str
    office: str
    begins: Day | None = Field(alias="from", default=None)
    term_ends: Day | None = None
    may_extend_to: Day | None = None
    source: str = ""


class Constituency(_Stated):
    """Who must ratify at home, with a reservation value of its own and, where stated, weights of its own over the issues."""

    id: Id
    title: str = ""
    reservation: UnitOrInterval
    weight: dict[str, UnitOrInterval] = {}  # issue id → weight; what is not named keeps the party's own
    source: str = ""


class Party(_Stated):
    """One side. `country` is ISO 3166-1 alpha-3; `is_third` marks a state that has a say without being of the dyad."""

    id: Id
    country: str
    title: str = ""
    reservation: UnitOrInterval = 0.0
    is_third: bool = False
    leaders: tuple[Leader, ...] = ()
    constituencies: tuple[Constituency, ...] = ()
    note: str = ""
    source: str = ""


class Issue(_Stated):
    """One thing to settle. `weight` and `value` by party id; a value runs from 0 (worst) to 1 (best), one for each option."""

    id: Id
    title: str
    options: tuple[Id, ...] = Field(min_length=1)
    weight: dict[str, UnitOrInterval]
    value: dict[str, tuple[UnitOrInterval, ...]]
    note: str = ""
    source: str = ""


class Formula(_Stated):
    """A named settlement: an option for every issue. `choose` may leave issues out, which then stay as `status_quo` says."""

    id: Id
    title: str
    choose: dict[str, str]
    terms: str = ""  # what it comes to, in one sentence for a reader
    on: str = ""  # when it was first put, TIMEX3
    by: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


class Hypothesis(_Stated):
    """A rival explanation of what is going on."""

    id: Id
    statement: str
    title: str = ""
    short: str = ""  # the statement as a clause that can follow "most likely" or "that": "Moscow raised its price"
    prior: UnitOrInterval
    note: str = ""

    @property
    def name(self) -> str:
        """What it is called where there is little room: its title, its short clause, its statement where that is short, or its id in words."""
        if self.title:
            return self.title
        said = self.short or (self.statement if len(self.statement) <= _SHORT else "") or self.id.replace("_", " ")
        return said[:1].upper() + said[1:].rstrip(". ")


_SHORT = 60  # characters of a statement that can stand as a label


class StatedAnchor(_Stated):
    """Where a piece of evidence stands in the record."""

    document: str
    quote: str
    before: str = ""
    after: str = ""


class Evidence(_Stated):
    """A piece of evidence. `likelihood` is P(evidence | hypothesis), by hypothesis id.

    Without anchors and without `reliability` it counts in full; with anchors and no `reliability` the record's grade gives the default.
    """

    id: Id
    statement: str
    likelihood: dict[str, UnitOrInterval]
    reliability: Unit | None = None
    false_report: Unit = 0.5
    group: str | None = None
    anchors: tuple[StatedAnchor, ...] = ()
    note: str = ""
    by: str = ""


class GroupLikelihood(_Stated):
    """The joint likelihood of all evidence of one group, P(all of it | hypothesis)."""

    id: Id
    likelihood: dict[str, UnitOrInterval]


class DisputedPlace(_Stated):
    """A place that matters to the case and that no gazetteer holds as the parties see it; degrees, north and east positive."""

    name: str
    other_names: tuple[str, ...] = ()
    lat: Annotated[float, Field(ge=-90, le=90, strict=True, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, strict=True, allow_inf_nan=False)]


class Assumption(_Stated):
    """Something the case takes as given, and whose judgement it is."""

    statement: str
    by: str


class Publisher(_Stated):
    """How far a publisher can be relied on, by Admiralty letter: set once, used wherever its documents are."""

    name: Id
    reliability: SourceReliability
    note: str = ""
    by: str = ""


class StatedEdit(_Stated):
    """One edit as a scenario states it: `set` a key `to` a value, `append` a `row` to a list, or `remove` a key."""

    set: str = ""
    to: Any = None
    append: str = ""
    row: Any = None
    remove: str = ""


class Scenario(_Stated):
    """A what-if kept by name: edits of the case that are made when it is asked for, never in the case itself."""

    id: Id
    title: Id
    edits: tuple[StatedEdit, ...] = ()
    by: str = ""
    on: str = ""  # when it was stated, TIMEX3
    note: str = ""


class Case(_Stated):
    """A question about two states, and all that the analyst states to answer it."""

    title: Id
    dyad: tuple[str, str]
    question: Id
    as_of: Day
    horizon: Day
    settlement: str = ""  # what counts as one, in words
    since: Day | None = None  # from when relations are charted
    analyst: str = ""
    lake: str = ""  # where event data lie: a folder, from the case's own on, or an address that DuckDB reads
    notice: str = ""  # what a reader must know of the sources before anything else
    status_quo: dict[str, str] = {}  # issue id → option as things stand
    change_up: tuple[str, ...] = ()  # what one could see happen that would raise the judgement
    change_down: tuple[str, ...] = ()
    claim_began: str = ""  # when the territorial claim began, TIMEX3: its age is the reference class's
    parties: tuple[Party, ...] = ()
    issues: tuple[Issue, ...] = ()
    formulas: tuple[Formula, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    groups: tuple[GroupLikelihood, ...] = ()
    places: tuple[DisputedPlace, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    scenarios: tuple[Scenario, ...] = ()

    @property
    def sides(self) -> tuple[Party, ...]:
        """The parties of the dyad, in the case's order; third parties left out."""
        return tuple(p for p in self.parties if not p.is_third)

    def publisher(self, name: str | None) -> Publisher | None:
        """What the case says of a publisher, as a document names it; None where it says nothing. Case and a leading "The" do not count."""
        wanted = publisher_key(name or "")
        return next((p for p in self.publishers if wanted and publisher_key(p.name) == wanted), None)

    def reliability_of(self, publisher: str | None) -> SourceReliability | None:
        """The letter that the case gives a publisher, as a document names it; None where it gives none."""
        found = self.publisher(publisher)
        return found.reliability if found else None


def publisher_key(name: str) -> str:
    """By what two spellings of a publisher are one: "The Japan Times" and "japan times"."""
    return " ".join(name.casefold().split()).removeprefix("the ")
