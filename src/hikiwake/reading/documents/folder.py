"""Which files of a folder are documents, or hold some."""

import os
from collections.abc import Iterator
from pathlib import Path

from hikiwake.reading.documents.contents import beginning
from hikiwake.reading.documents.kinds import CONTAINERS, EVERYDAY, EXTENSIONS, HEAD, UNREAD, is_meant
from hikiwake.terms.errors import Problem

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
    for here, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _belongs(Path(here), f, names))
        entries += [
            Problem(str(Path(here, f)), _LINKED_OUT, "Name it itself to read it.")
            for f in folders
            if Path(here, f).is_symlink() and not _inside(Path(here, f), root)
        ]
        for file in (Path(here, name) for name in sorted(names)):
            if not _is_looked_for(file):
                continue
            if file.is_symlink() and not _inside(file, root):
                entries.append(Problem(str(file), _LINKED_OUT, "Copy the file into the folder or name it itself."))
            elif file.suffix.casefold() not in EVERYDAY or is_meant(beginning(file, HEAD), file.name):
                entries.append(file)
    yield from sorted([*entries, *problems], key=lambda e: e.where if isinstance(e, Problem) else str(e))


def _is_looked_for(file: Path) -> bool:
    suffix = file.suffix.casefold()
    is_known = suffix in UNREAD or suffix in CONTAINERS or (suffix != "" and suffix in EXTENSIONS)
    return is_known and not file.name.startswith(".")


def _belongs(here: Path, folder: str, names: list[str]) -> bool:
    """Whether a folder holds the parts of a page that was saved beside it, or the files of an export that lies beside it."""
    if folder == "files":
        return any(n.casefold().endswith(".rdf") and is_meant(beginning(here / n, HEAD), n) for n in names)
    stem = next((folder.removesuffix(end) for end in ("_files", ".files", "-Dateien") if folder.endswith(end)), None)
    return stem is not None and any(Path(n).stem == stem and EXTENSIONS.get(Path(n).suffix.casefold()) == "html" for n in names)


def _inside(link: Path, root: Path) -> bool:
    return Path(os.path.realpath(link)).is_relative_to(root)
