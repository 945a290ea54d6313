"""The rows of one pair of states out of a published file, in the file's own layout, with a note of where they are from.

`NAME.A-B.CSV.gz` holds the rows as they were, so that a loader takes it for what its origin is; `NAME.A-B.json` says which file it was, with
its md5. A file without a row of the two leaves only the note.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from hikiwake.events.fetch.model import Listed
from hikiwake.terms.dyad import Dyad
from hikiwake.terms.files import whole
from hikiwake.terms.states import by_iso3

_ACTOR1, _ACTOR2 = 7, 17  # Actor1CountryCode, Actor2CountryCode: the same columns in every layout of GDELT's events


@dataclass(frozen=True, slots=True)
class Note:
    """Of a file of a dyad's rows: what it was taken from, and what is in it. `short`: rows left out for want of fields."""

    origin: str
    origin_md5: str
    origin_bytes: int
    dyad: str
    rows: int
    kept: int
    short: int
    sha256: str


def rows_place(folder: Path, name: str, dyad: Dyad) -> Path:
    """Where the dyad's rows of a published file lie: `20180326044500.export.JPN-RUS.CSV.gz`, `1979.JPN-RUS.CSV.gz`."""
    return folder / f"{name.removesuffix('.zip').removesuffix('.CSV')}.{dyad}.CSV.gz"


def read_note(place: Path, listed: Listed) -> Note | None:
    """The note of rows that lie there whole and are of the listed file; None where they have to be fetched."""
    try:
        note = Note(**json.loads(_note_of(place).read_text(encoding="utf-8")))
        if (note.origin, note.origin_md5) != (listed.name, listed.md5):
            return None
        return note if not note.kept or sha256(place.read_bytes()).hexdigest() == note.sha256 else None
    except (OSError, ValueError, TypeError):
        return None


def has_note(folder: Path, name: str, dyad: Dyad) -> bool:
    """Whether rows of a published file were taken before, without a look into them."""
    return _note_of(rows_place(folder, name, dyad)).exists()


def keep_rows(chunks: Iterable[bytes], listed: Listed, dyad: Dyad, place: Path) -> Note:
    """Write the dyad's rows of `chunks` to `place`, and the note beside it last: without a note the rows count as not there."""
    one, other = _codes(dyad.a), _codes(dyad.b)
    rows = short = 0
    kept: list[bytes] = []
    for line in _lines(chunks):
        rows += 1
        fields = line.split(b"\t", _ACTOR2 + 1)
        if len(fields) <= _ACTOR2:
            short += 1
            continue
        first, second = fields[_ACTOR1].strip(), fields[_ACTOR2].strip()
        if (first in one and second in other) or (first in other and second in one):
            kept.append(line)
    packed = gzip.compress(b"".join(line + b"\n" for line in kept), mtime=0) if kept else b""
    if kept:
        with whole(place) as out:
            out.write(packed)
    else:
        place.unlink(missing_ok=True)
    digest = sha256(packed).hexdigest() if kept else ""
    note = Note(listed.name, listed.md5, listed.size, str(dyad), rows, len(kept), short, digest)
    with whole(_note_of(place)) as out:
        out.write(f"{json.dumps(asdict(note), indent=1)}\n".encode())
    return note


def _codes(country: str) -> frozenset[bytes]:
    """What GDELT may call the state: its ISO code, and the CAMEO code where that differs (ROM for ROU)."""
    state = by_iso3(country)
    return frozenset(code.encode("ascii") for code in {country, state.cameo if state else country})


def _note_of(place: Path) -> Path:
    return place.with_name(f"{place.name.removesuffix('.CSV.gz')}.json")


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The rows, without their line ends; a blank line is none."""
    rest = b""
    for chunk in chunks:
        *whole_lines, rest = (rest + chunk).split(b"\n")
        yield from filter(None, (line.rstrip(b"\r") for line in whole_lines))
    if rest.strip():
        yield rest.rstrip(b"\r")
