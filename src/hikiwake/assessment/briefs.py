"""Two briefs as JSON compared: what one can tell without the case that they were written from."""

import json
from pathlib import Path
from typing import Any

from hikiwake.assessment.case_changes import case_changes
from hikiwake.assessment.causes import Cause, of_event_data
from hikiwake.assessment.difference import Difference, Moved, Part, entry_changes
from hikiwake.ledger.model import Run, Source, Told
from hikiwake.terms.errors import HikiwakeError

_LARGEST = 500_000_000  # bytes
_NOTE = "How far each cause moved a number needs the case itself: hikiwake diff CASE --since DATE."


def compared(before: Path, after: Path) -> Difference:
    """What changed between two briefs that `hikiwake brief --format json` wrote.

    The causes are named for all numbers together; how far each moved one cannot be computed from a brief (`by` is None).

    Raises:
        HikiwakeError: a file cannot be read or is no brief's JSON.
    """
    one, other = _loaded(before), _loaded(after)
    since, now = _run(one, before), _run(other, after)
    causes = (
        *(Cause("document", id, s.title or s.name) for id, s in now.documents.items() if id not in since.documents),
        *(
            Cause("document", id, f"taken out: {s.title or s.name}")
            for id, s in since.documents.items()
            if id not in now.documents
        ),
        *(Cause("case", change.keys[0], change.told, keys=change.keys) for change in case_changes(one["case"], other["case"])),
        *of_event_data(*((brief.get("event_data") or {}).get("id", "") for brief in (one, other))),
    )
    parts = tuple(Part(cause.kind, cause.id, cause.told, None) for cause in causes)
    names = [n for n in dict.fromkeys((*now.numbers, *since.numbers)) if now.numbers.get(n) != since.numbers.get(n)]
    said = one["numbers"] | other["numbers"]
    moved = tuple(Moved(n, said[n]["label"], said[n]["unit"], since.numbers.get(n), now.numbers.get(n), parts) for n in names)
    return Difference(since, entry_changes(since, now, causes), moved, causes, (_NOTE,))


def _loaded(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise HikiwakeError.of(str(path), "is too large for a brief", "Give what `hikiwake brief --format json` wrote.")
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise HikiwakeError.of(str(path), f"cannot be read ({error.strerror})", "Look at the path and its permissions.") from None
    except ValueError:
        raise HikiwakeError.of(str(path), "is no JSON", "Give what `hikiwake brief --format json` wrote.") from None
    if not isinstance(data, dict) or not {"case", "numbers", "entries", "record"} <= data.keys():
        raise HikiwakeError.of(str(path), "is no brief of this version", "Give what `hikiwake brief --format json` wrote.")
    return data


def _run(data: dict[str, Any], path: Path) -> Run:
    try:
        documents = {
            d["id"]: Source(d["name"], d["title"] or "", d["publisher"] or "", (d["date"] or {}).get("value", ""))
            for d in data["record"]["documents"]
        }
        entries = {id: Told(**(told | {"reports": tuple(told["reports"])})) for id, told in data["entries"].items()}
        numbers = {name: said["value"] for name, said in data["numbers"].items()}
        at = data["case"]["as_of"]
    except (KeyError, TypeError, AttributeError) as error:
        what = f"is no brief of this version ({type(error).__name__})"
        raise HikiwakeError.of(str(path), what, "Write it anew with `hikiwake brief --format json`.") from None
    return Run(f"{at}T00:00:00+00:00", str(path.name), "", "", at, "", "", documents, entries, numbers)
