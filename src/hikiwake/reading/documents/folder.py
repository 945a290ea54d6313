"""Which files of a folder are documents, or hold some."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from hikiwake.reading.documents.contents import beginning
from hikiwake.reading.documents.kinds import CONTAINERS, EVERYDAY, EXTENSIONS, HEAD, UNREAD, is_meant
from hikiwake.reading.documents.table import is_table
from hikiwake.terms.errors import Problem

_NOT_MEANT = (".", "~$")  # hidden files, and the locks of office programs
_MOST_ENDINGS = 5  # that are told by name
_LONGEST_ENDING = 10
_LINKED_OUT = "is a link that leads out of the folder and was not followed"


def is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no file can have; reading it will say so
        return False


def below(folder: Path) -> Iterator[Path | Problem]:
    """Every file below a folder of a kind that documents have or come in, sorted by path.

    Hidden files and folders, sidecars (.toml), files that are no documents, the parts of a saved page (`NAME_files/`) and the files of a Zotero
    export (`files/`, which its .rdf names) are passed over; links that lead out of the folder are named.
    """
    root = Path(os.path.realpath(folder))
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        problems.append(Problem(str(error.filename), f"cannot be listed ({error.strerror})", "Check its permissions."))

    entries: list[Path | Problem] = []
    for here, folders, names in _walked(folder, unreadable):
        entries += [
            Problem(str(Path(here, f)), _LINKED_OUT, "Name it itself to read it.")
            for f in folders
            if Path(here, f).is_symlink() and not _inside(Path(here, f), root)
        ]
        for file in (Path(here, name) for name in sorted(names)):
            if not is_looked_for(file.name) and not is_table(file):
                continue
            if file.is_symlink() and not _inside(file, root):
                entries.append(Problem(str(file), _LINKED_OUT, "Copy the file into the folder or name it itself."))
            elif _is_meant(file):
                entries.append(file)
    yield from sorted([*entries, *problems], key=lambda e: e.where if isinstance(e, Problem) else str(e))


def passed_over(folder: Path) -> str | None:
    """How many files below a folder are of no kind that is looked for, by their endings, in a line; None where there are none.

    Hidden files, sidecars, and what belongs to a saved page or an export are meant to be passed over and not counted.
    """
    files = (Path(here, name) for here, _, names in _walked(folder) for name in names)
    return others_told(f.name for f in files if not (is_looked_for(f.name) and _is_meant(f)) and not is_table(f))


def others_told(names: Iterable[str]) -> str | None:
    """A line on files of other kinds: how many, and their endings, the most frequent first."""
    endings = Counter(Path(n).suffix.casefold() for n in names if not n.startswith(_NOT_MEANT))
    del endings[".toml"]
    if not endings:
        return None
    count, by_count = endings.total(), sorted(endings.items(), key=lambda one: (-one[1], one[0]))
    named = [f"{n} {ending[:_LONGEST_ENDING] or 'without an ending'}" for ending, n in by_count[:_MOST_ENDINGS]]
    more = ["others"] if len(endings) > _MOST_ENDINGS else []
    files = "1 file of another kind was" if count == 1 else f"{count} files of other kinds were"
    return f"{files} passed over ({', '.join([*named, *more])})"


def is_looked_for(name: str) -> bool:
    """Whether a file's name ends like that of a document, or of what holds some."""
    suffix = Path(name).suffix.casefold()
    is_known = suffix in UNREAD or suffix in CONTAINERS or (suffix != "" and suffix in EXTENSIONS)
    return is_known and not name.startswith(_NOT_MEANT)


def _walked(folder: Path, onerror: Callable[[OSError], None] = lambda error: None) -> Iterator[tuple[str, list[str], list[str]]]:
    """As `os.walk`, in order, without folders that are hidden or hold what belongs to a file beside them."""
    for here, folders, names in os.walk(folder, onerror=onerror):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _belongs(Path(here), f, names))
        yield here, folders, names


def _is_meant(file: Path) -> bool:
    return file.suffix.casefold() not in EVERYDAY or is_meant(beginning(file, HEAD), file.name)


def _belongs(here: Path, folder: str, names: list[str]) -> bool:
    """Whether a folder holds the parts of a page that was saved beside it, or the files of an export that lies beside it."""
    if folder == "files":
        return any(n.casefold().endswith(".rdf") and is_meant(beginning(here / n, HEAD), n) for n in names)
    stem = next((folder.removesuffix(end) for end in ("_files", ".files", "-Dateien") if folder.endswith(end)), None)
    return stem is not None and any(Path(n).stem == stem and EXTENSIONS.get(Path(n).suffix.casefold()) == "html" for n in names)


def _inside(link: Path, root: Path) -> bool:
    return Path(os.path.realpath(link)).is_relative_to(root)
