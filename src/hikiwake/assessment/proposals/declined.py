"""What the analyst declined: one JSON line each in `declined.jsonl` beside the case, so that it is not proposed again."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from hikiwake.assessment.proposals.model import Proposal
from hikiwake.terms.errors import CaseError
from hikiwake.terms.files import write_whole

NAME = "declined.jsonl"


def declined(folder: Path) -> frozenset[str]:
    """The ids of the proposals that were declined in this case.

    Raises:
        CaseError: the file cannot be read, or a line of it is not what is written here.
    """
    return frozenset(_lines(folder))


def decline(folder: Path, proposals: Iterable[Proposal], *, by: str, on: date) -> None:
    """Keep it that these were declined, by whom and when.

    Raises:
        HikiwakeError: it cannot be written.
    """
    kept = _lines(folder)
    for one in proposals:
        line = {"id": one.id, "kind": one.kind, "title": one.title, "by": by, "on": on.isoformat()}
        kept.setdefault(one.id, json.dumps(line, ensure_ascii=False))
    _write(folder, kept)


def reconsider(folder: Path, ids: Iterable[str]) -> None:
    """Take back that these were declined.

    Raises:
        CaseError: one of them was not. HikiwakeError: it cannot be written.
    """
    kept = _lines(folder)
    for one in ids:
        if one not in kept:
            raise CaseError.of(one, "this was not declined", f"Known are: {', '.join(kept) or 'none'}.")
        del kept[one]
    _write(folder, kept)


def _lines(folder: Path) -> dict[str, str]:
    file = folder / NAME
    if not file.exists():
        return {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return {json.loads(line)["id"]: line for line in lines if line.strip()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        mend = "Mend the line (a JSON object with an id), or take the file away: everything is proposed again then."
        raise CaseError.of(str(file), f"it cannot be read ({str(error)[:80]})", mend) from None


def _write(folder: Path, lines: dict[str, str]) -> None:
    write_whole(folder / NAME, "".join(f"{line}\n" for line in lines.values()))
