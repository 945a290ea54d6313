"""What an analyst puts to a record beside corrections of single entries: notes, what is one happening and what is not, who is whom."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on an entry or a document, that changes nothing."""

    text: str
    by: str = ""
    on: str = ""  # ISO timestamp


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether reports tell of one happening: all of `entries` do, or the first of them does not tell of what any of the others tells of."""

    is_one: bool
    entries: tuple[str, ...]
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class ActorRule:
    """All that is called by one of `names` is the actor `to`, of `country` where given (ISO 3166-1 alpha-3); no actor where `to` is None."""

    names: tuple[str, ...]
    to: str | None
    country: str | None = None
    by: str = ""
    on: str = ""

    @property
    def is_actor(self) -> bool:
        return self.to is not None


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place that the analyst named; degrees, north and east positive. An empty name: no place."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an analyst did to the record, and whether it was taken back since.

    `what` is corrected, rejected, added, joined, parted, actor, note, reviewed or undone; `targets` are the ids of the entries it concerns, of
    the document, or the names of the actor; `kind` says which: event, statement, document or actor. `told` is the change in a few words.
    """

    number: int
    by: str
    on: str
    what: str
    kind: str
    targets: tuple[str, ...]
    document: str | None
    told: str
    is_undone: bool = False
