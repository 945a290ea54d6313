"""What a fetch says at its end: how many files, and the list of those that are missing, with the reason."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from hikiwake.events.fetch.model import Account, Missing
from hikiwake.events.fetch.room import size_words


def account_text(account: Account) -> str:
    """For people: one line for each stretch of files that are missing for one reason, and the tally last."""
    out: list[str] = []
    missing = sorted(account.missing, key=lambda m: m.file)
    if missing:
        rows = [("missing", "why", "what"), *_stretches(missing)]
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        out += [f"{file:<{widths[0]}}  {why:<{widths[1]}}  {what}".rstrip() for file, why, what in rows]
        out.append("")
    if account.never:
        out.append(f"Never published, as is known: {', '.join(_spans(sorted(account.never)))}.")
    out += account.remarks
    out += [f"Not loaded: {line}" for line in account.not_loaded]
    return "\n".join([*out, tally(account)])


def tally(account: Account) -> str:
    """The whole run in a line: `92 got (11.4 MB), 0 already there, 4 missing; 83 never published`."""
    parts = [f"{account.got} got ({size_words(account.bytes)})", f"{account.there} already there"]
    if account.empty_known:
        parts.append(f"{account.empty_known} empty as published")
    parts.append(f"{len(account.missing)} missing")
    line = ", ".join(parts) + f" of {account.expected} files"
    if account.never:
        line += f"; {len(account.never)} never published"
    if account.not_yet:
        line += f"; {account.not_yet} not published yet"
    if account.rows:
        line += f"; {account.rows_kept:,} of {account.rows:,} rows kept"
    if account.rows_short:
        line += f" ({account.rows_short:,} with too few fields left out)"
    if account.loaded:
        line += f"; {account.loaded} files loaded into the lake"
    return line if account.is_finished else f"{line}; stopped before the end: run it again, and it goes on"


def account_json(account: Account) -> dict[str, Any]:
    """For programs: every missing file by its name."""
    return {
        "expected": account.expected,
        "got": account.got,
        "there": account.there,
        "empty_as_published": account.empty_known,
        "missing": [
            {"file": m.file, "why": m.why.value, "what": m.what, "tries": m.tries}
            for m in sorted(account.missing, key=lambda m: m.file)
        ],
        "never_published": sorted(account.never),
        "not_yet_published": account.not_yet,
        "bytes": account.bytes,
        "rows": {"read": account.rows, "kept": account.rows_kept, "too_few_fields": account.rows_short},
        "lake": {"loaded": account.loaded, "problems": account.not_loaded},
        "list": {"lines": account.lists.lines, "damaged": account.lists.damaged, "last": account.lists.last},
        "remarks": account.remarks,
        "finished": account.is_finished,
    }


def _stretches(missing: Iterable[Missing]) -> Iterator[tuple[str, str, str]]:
    """Neighbours that are missing for one reason as one row."""
    for (why, what), group in groupby(missing, key=lambda m: (m.why.value, m.what)):
        files = [m.file for m in group]
        yield ", ".join(_spans(files)) if len(files) < 3 else f"{files[0]} … {files[-1]} ({len(files):,} files)", why, what


def _spans(files: list[str]) -> list[str]:
    return files if len(files) < 3 else [f"{files[0]} … {files[-1]} ({len(files):,} files)"]
