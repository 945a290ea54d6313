"""Views of the chronicle that the analyst keeps by name: `views.toml` in the case folder, written whole, readable by hand."""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from hikiwake.terms.errors import CaseError
from hikiwake.terms.files import write_whole

FILE = "views.toml"
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SavedView:
    """`query` is what stands behind the question mark of the page's address; `on` an ISO timestamp."""

    id: str
    name: str
    query: str
    by: str
    on: str


def saved_views(folder: Path | None) -> tuple[SavedView, ...]:
    """In the order in which they were kept; empty where there are none.

    Raises:
        CaseError: the file is not what this module writes.
    """
    path = folder / FILE if folder else None
    if path is None or not path.exists():
        return ()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        views = tuple(SavedView(**{k: str(v[k]) for k in ("id", "name", "query", "by", "on")}) for v in data.get("views", []))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise CaseError.of(FILE, f"cannot be read ({error})", "Mend it, or move it away: it only holds saved views.") from None
    return views


def keep(folder: Path, name: str, query: str, *, by: str, on: str) -> SavedView:
    """Keep a view under a name that is not taken.

    Raises:
        CaseError: the name is empty, too long or taken, or the file cannot be written.
    """
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST_NAME:
        raise CaseError.of("saved view", "it needs a name", f"Give one of 1 to {_LONGEST_NAME} characters.")
    views = saved_views(folder)
    id = _id(name)
    if any(view.id == id or view.name.casefold() == name.casefold() for view in views):
        raise CaseError.of("saved view", f"there is one named “{name}” already", "Choose another name, or remove that one first.")
    view = SavedView(id, name, query, by, on)
    _write(folder, (*views, view))
    return view


def remove(folder: Path, id: str) -> bool:
    """Whether there was one."""
    views = saved_views(folder)
    left = tuple(view for view in views if view.id != id)
    if len(left) == len(views):
        return False
    _write(folder, left)
    return True


def _write(folder: Path, views: Sequence[SavedView]) -> None:
    import tomlkit

    document = tomlkit.document()
    document.add(
        tomlkit.comment("Views of the chronicle, kept in the workbench. The query is what follows /chronicle? in its address.")
    )
    rows = tomlkit.aot()
    for view in views:
        rows.append(tomlkit.item(asdict(view)))
    document.add("views", rows)
    write_whole(folder / FILE, tomlkit.dumps(document))


def _id(name: str) -> str:
    """The name as part of an address: letters and digits of any script, joined by hyphens."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-") or "view"
