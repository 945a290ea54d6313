"""What the analyst declined: a `[[declined]]` each in `declined.toml` beside the case, so that it is not proposed again."""

import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from hikiwake.assessment.proposals.model import Proposal
from hikiwake.case.toml_form import stanza
from hikiwake.terms.errors import CaseError
from hikiwake.terms.files import write_whole

NAME = "declined.toml"


def declined(folder: Path) -> frozenset[str]:
    """The ids of the proposals that were declined in this case.

    Raises:
        CaseError: the file cannot be read, or is not what is written here.
    """
    return frozenset(_rows(folder))


def decline(folder: Path, proposals: Iterable[Proposal], *, by: str, on: date) -> None:
    """Keep it that these were declined, by whom and when.

    Raises:
        CaseError: what was declined before cannot be read. HikiwakeError: it cannot be written.
    """
    kept = _rows(folder)
    for one in proposals:
        kept.setdefault(one.id, {"id": one.id, "kind": one.kind, "title": one.title, "by": by, "on": on})
    _write(folder, kept)


def reconsider(folder: Path, ids: Iterable[str]) -> None:
    """Take back that these were declined.

    Raises:
        CaseError: one of them was not, or the file cannot be read. HikiwakeError: it cannot be written.
    """
    kept = _rows(folder)
    for one in ids:
        if one not in kept:
            raise CaseError.of(one, "this was not declined", f"Known are: {', '.join(kept) or 'none'}.")
        del kept[one]
    _write(folder, kept)


def _rows(folder: Path) -> dict[str, dict[str, Any]]:
    file = folder / NAME
    if not file.exists():
        return {}
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("declined", [])
        return {row["id"]: row for row in rows}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        mend = "Mend it (a [[declined]] with an id each), or take it away: everything is proposed again then."
        raise CaseError.of(str(file), f"it cannot be read ({str(error)[:80]})", mend) from None


def _write(folder: Path, rows: dict[str, dict[str, Any]]) -> None:
    write_whole(folder / NAME, "\n".join(stanza(("declined",), row) for row in rows.values()))
