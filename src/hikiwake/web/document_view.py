"""A document's page made ready: its text with highlights as a template can write it, and the order in which keys go through the entries."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from hikiwake.record.chronology import Entry, span_of
from hikiwake.record.model import Document, Span
from hikiwake.web.marking import Highlight, Kind, Piece, highlights, lanes, pieces, shown, steering
from hikiwake.web.reading_column import Paragraph, Window, paragraphs, window_at, windows
from hikiwake.web.search import Passage, Text, passages, sought

SHOWN = (Kind.EVENT, Kind.STATEMENT)  # the kinds that are highlighted unless the address says otherwise
MOST_HITS = 200
_MOST_PIECES = 20  # of words on which one entry is added
_PREVIEW = 90  # characters of page noise that its fold shows


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of text as the page writes it: nested spans of these classes, the widest outside; a link where entries lie over its words."""

    start: int
    end: int
    text: str
    entries: tuple[str, ...]
    classes: tuple[str, ...]  # one string of classes a nested span
    href: str
    stop: str  # the entry that keys reach here, if any
    ids: tuple[str, ...]
    names: tuple[str, ...] = ()  # of characters that steer a display and are shown as pictures


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs that stand together: prose, or page noise that folds away."""

    is_noise: bool
    is_open: bool
    paragraphs: tuple[tuple[Paragraph, tuple[Mark, ...]], ...]
    preview: str
    size: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a document's page."""

    entry: str = ""
    at: Span | None = None  # the words to show
    adding: tuple[Span, ...] = ()  # the words on which an entry is being added
    kinds: tuple[Kind, ...] = SHOWN
    noise: bool = False
    words: str = ""

    def query(self, **changes: str) -> str:
        """The address's query with changes; what is as usual is left out."""
        usual = ",".join(k.value for k in SHOWN)
        values = {
            "entry": self.entry,
            "at": f"{self.at.start}-{self.at.end}" if self.at else "",
            "show": "" if (kinds := ",".join(k.value for k in self.kinds)) == usual else kinds or "none",
            "noise": "1" if self.noise else "",
            "q": self.words,
        }
        given = {k: v for k, v in {**values, **changes}.items() if v}
        return f"?{urlencode(given)}" if given else ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A document with all that was read in it, whatever of it a page shows. `order` are its entries in text order, `places` their words,
    `counts` how many highlights it has of each kind: entries for events and statements, places for the rest."""

    document: Document
    entries: tuple[Entry, ...]
    marks: tuple[Highlight, ...]
    order: tuple[str, ...]
    places: Mapping[str, Span]
    counts: Mapping[Kind, int]
    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def of(cls, document: Document, entries: Sequence[Entry]) -> "Marked":
        """The document with its entries, each report by itself."""
        marks = highlights(entries, document.id)
        seen: dict[Kind, set[object]] = {kind: set() for kind in Kind}
        for mark in marks:
            seen[mark.kind].add(mark.entry if mark.kind in (Kind.EVENT, Kind.STATEMENT) else mark.spans)
        return cls(
            document,
            tuple(entries),
            marks,
            tuple(dict.fromkeys(m.entry for m in marks)),
            {entry.id: span_of(entry) for entry in entries},
            {kind: len(found) for kind, found in seen.items()},
            paragraphs(document),
        )


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One window of a document with what stands in it: the entries `here`, in text order."""

    marked: Marked
    parts: tuple[Part, ...]
    window: Window
    here: tuple[str, ...]
    hits: tuple[Passage, ...]
    hit_count: int

    @property
    def order(self) -> tuple[str, ...]:
        """All the document's entries in text order."""
        return self.marked.order

    def href(self, asked: Asked, entry: str, at: str = "") -> str:
        """The end of the address at which an entry is open, and the page goes to its words."""
        place = self.marked.places.get(entry)
        return asked.query(entry=entry, at=at) + (f"#{id_of(place)}" if place else "")


def id_of(span: Span) -> str:
    """The name under which a page goes to the words: `s120-160`."""
    return f"s{span.start}-{span.end}"


def kinds_of(show: str) -> tuple[Kind, ...]:
    """The kinds that an address names; all usual ones where it names none."""
    if not show:
        return SHOWN
    named = set(show.split(","))
    return tuple(k for k in Kind if k.value in named)


def span_of_address(at: str, length: int) -> Span | None:
    """`120-160` as a span of a text of that length; None where it is none."""
    first, dash, last = at.partition("-")
    if not (dash and first.isascii() and first.isdecimal() and last.isascii() and last.isdecimal()) or len(at) > 24:
        return None
    return Span(int(first), int(last)) if int(first) < int(last) <= length else None


def spans_of_address(at: str, length: int) -> tuple[Span, ...]:
    """`120-160,180-190` as spans of a text of that length, in order; none where any of them is none."""
    spans = [span_of_address(part, length) for part in at.split(",")[:_MOST_PIECES]]
    return tuple(sorted(span for span in spans if span)) if all(spans) else ()


def document_view(marked: Marked, asked: Asked, reviewed: Set[str] = frozenset()) -> DocumentView:
    """The window of the document that holds what is asked for: the entry, else the words, else the beginning."""
    document = marked.document
    chosen = next((m.spans[0] for m in marked.marks if m.entry == asked.entry and m.is_first), None)
    named = asked.adding or ((asked.at,) if asked.at and not chosen else ())
    place = named[0] if named else asked.at or chosen
    window = window_at(windows(marked.paragraphs), place.start if place else 0)
    what = sought(asked.words)
    hits, count = passages([Text.of(document.id, document.text)], what, MOST_HITS) if what else ([], 0)
    # Words that the address names are marked like words that were looked for.
    words = [*named, *(Span(h.start, h.end) for h in hits if h.start < h.end)]
    inside = [
        m
        for m in marked.marks
        if any(s.start < window.end and s.end > window.start for s in m.spans)
        and (m.kind in asked.kinds or m.entry == asked.entry)
    ]
    writer = _Writer(inside, marked.places, words, asked, reviewed)
    written = _written(document.text, window, marked.paragraphs[window.first : window.last], writer)
    here = tuple(dict.fromkeys(m.entry for m in inside))
    return DocumentView(marked, _parts(document.text, written, asked, words), window, here, tuple(hits), count)


def _written(text: str, window: Window, cut: Sequence[Paragraph], writer: "_Writer") -> list[tuple[Paragraph, tuple[Mark, ...]]]:
    borders = [p.start for p in cut] + [_words_end(text, p) for p in cut] + writer.hit_borders
    out: list[list[Mark]] = [[] for _ in cut]
    at = 0
    for piece in pieces(text, writer.marks, start=window.start, end=window.end, cuts=borders):
        while piece.start >= cut[at].end:
            at += 1
        out[at].append(writer.mark(piece, text))
    return [(paragraph, tuple(marks)) for paragraph, marks in zip(cut, out, strict=True)]


def _words_end(text: str, paragraph: Paragraph) -> int:
    """Where a paragraph's words end and its blank lines begin."""
    return paragraph.start + len(text[paragraph.start : paragraph.end].rstrip())


def _parts(
    text: str, written: Sequence[tuple[Paragraph, tuple[Mark, ...]]], asked: Asked, hits: Sequence[Span]
) -> tuple[Part, ...]:
    parts = []
    for is_noise, group in groupby(written, key=lambda one: one[0].is_noise):
        inside = tuple(group)
        start, end = inside[0][0].start, inside[-1][0].end
        places = [*hits, *([asked.at] if asked.at else [])]
        is_open = asked.noise or any(start < s.end and s.start < end for s in places)
        words = " ".join(shown(text[start : min(end, start + 400)]).split())
        parts.append(
            Part(is_noise, is_open, inside, words if len(words) <= _PREVIEW else words[: _PREVIEW - 1] + "…", end - start)
        )
    return tuple(parts)


class _Writer:
    """Writes pieces of one window: which classes, which link, which place to go to."""

    def __init__(
        self, marks: Sequence[Highlight], places: Mapping[str, Span], hits: Sequence[Span], asked: Asked, reviewed: Set[str]
    ) -> None:
        self.marks = marks
        self.hit_borders = [place for h in hits for place in (h.start, h.end)]
        self._hits = sorted((h.start, h.end) for h in hits)
        self._lanes = lanes(marks)
        self._asked = asked
        self._reviewed = reviewed
        self._places = places
        self._ids: dict[int, list[str]] = defaultdict(list)
        for span in sorted({places[m.entry] for m in marks}):
            self._ids[span.start].append(id_of(span))

    def mark(self, piece: Piece, text: str) -> Mark:
        """The piece as the page writes it."""
        by_entry: dict[str, list[Highlight]] = {}
        for i in piece.over:
            by_entry.setdefault(self.marks[i].entry, []).append(self.marks[i])
        entries = tuple(by_entry)
        classes = [self._classes(entry, over) for entry, over in by_entry.items()]
        if self._is_hit(piece.start):
            classes.append("hit")
        named = tuple(dict.fromkeys(s.name for s in steering(text[piece.start : piece.end])))
        if named:
            classes.append("steering")
        if "\n" in piece.shown and not piece.shown.strip():
            classes.append("gap")
        first = next((self.marks[i].entry for i in piece.begins if self.marks[i].is_first), "")
        return Mark(
            piece.start,
            piece.end,
            piece.shown,
            entries,
            tuple(classes),
            self._href(entries, first or entries[-1], piece) if entries and not piece.shown.isspace() else "",
            first,
            tuple(self._ids.pop(piece.start, ())),
            named,
        )

    def _classes(self, entry: str, over: Sequence[Highlight]) -> str:
        one = over[0]
        lined = next((m for m in over if m.kind in (Kind.EVENT, Kind.STATEMENT)), None)
        names = [f"u {lined.kind.value} l{self._lanes.get(entry, 0)} g-{lined.grade.value}"] if lined else []
        names += dict.fromkeys(f"p-{m.part}" for m in over)
        if one.entry == self._asked.entry:
            names.append("here")
        if one.entry in self._reviewed:
            names.append("done")
        return " ".join(names)

    def _href(self, entries: Sequence[str], to: str, piece: Piece) -> str:
        """To the entry that begins with the piece, else to the tightest over it; where several lie over it, with the words, so that all are
        offered."""
        at = f"{piece.start}-{piece.end}" if len(entries) > 1 else ""
        return f"{self._asked.query(entry=to, at=at)}#{id_of(self._places[to])}"

    def _is_hit(self, place: int) -> bool:
        i = bisect_right(self._hits, (place, 1 << 62)) - 1
        return i >= 0 and self._hits[i][0] <= place < self._hits[i][1]
