"""Names that strangers gave to files, made fit to be names here: one part of a path, of characters that every disk takes."""

import re
import unicodedata
from contextlib import suppress
from datetime import date
from pathlib import PurePosixPath

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+')
_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<sep>[-_.]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)(?!\d)")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)  # of Windows
_LONGEST = 120  # bytes: a disk's limit is 255, and a sidecar's ending and a mark are to come


def safe_name(name: str) -> str:
    """`name` as the name of one file, its ending kept; never empty, hidden, or a way to somewhere else."""
    name = " ".join(_UNFIT.sub(" ", unicodedata.normalize("NFC", name)).split()).strip(" .")
    if not name or _RESERVED.match(name):
        name = f"document {name}".strip()
    ending = PurePosixPath(name).suffix
    suffix = ending if len(ending) <= 10 else ""
    stem = name.removesuffix(suffix)[:_LONGEST]
    while len(f"{stem}{suffix}".encode()) > _LONGEST:
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}{suffix}"


def day_in(name: str) -> str | None:
    """The day that a file's name begins with, as people name what they keep ("2018-11-15 Talks in Lima.txt", "20181115_talks.pdf"); TIMEX3.

    None where it begins with none, or with one that no calendar has.
    """
    found = _DAY.match(name)
    with suppress(ValueError):
        return date(int(found["year"]), int(found["month"]), int(found["day"])).isoformat() if found else None
    return None


def parts_below(path: str) -> tuple[str, ...] | None:
    """The parts of a path within an archive, each a safe name; None where it leads out of it (`../x`, `/x`, `C:\\x`)."""
    parts = path.replace("\\", "/").split("/")
    if not path or path.startswith(("/", "\\")) or ".." in parts or re.match(r"[A-Za-z]:", path):
        return None
    safe = tuple(safe_name(part) for part in parts if part not in ("", "."))
    return safe or None
