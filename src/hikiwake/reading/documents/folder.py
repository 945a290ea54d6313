"""Which files an argument means: itself, or the readable files below a folder."""

import os
from collections.abc import Iterator
from pathlib import Path

from hikiwake.reading.documents.kinds import EXTENSIONS, UNREAD
from hikiwake.terms.errors import Problem

_LINKED_OUT = "is a link that leads out of the folder and was not followed"


def expand(path: Path) -> Iterator[Path | Problem]:
    """The file itself, or below a folder every file of a kind that documents have, sorted by path.

    Hidden files and folders, sidecars (.toml), files that are no documents, and the parts of a saved page (`NAME_files/`) are passed over;
    links that lead out of the folder are named.
    """
    if not _is_folder(path):
        yield path
        return
    found = list(_below(path))
    if not found:
        yield Problem(str(path), "holds no file that can be read", "Put .txt, .md, .html or .pdf files there.")
    yield from found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long for any file; reading it will say so
        return False


def _below(folder: Path) -> Iterator[Path | Problem]:
    root = Path(os.path.realpath(folder))
    problems: list[Problem] = []

    def unreadable(error: OSError) -> None:
        problems.append(Problem(str(error.filename), f"cannot be listed ({error.strerror})", "Check its permissions."))

    entries: list[Path | Problem] = []
    for here, folders, names in os.walk(folder, onerror=unreadable):
        pages = {Path(name).stem for name in names if EXTENSIONS.get(Path(name).suffix.casefold()) == "html"}
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f.removesuffix("_files") not in pages - {f})
        entries += [
            Problem(str(Path(here, f)), _LINKED_OUT, "Name it itself to read it.")
            for f in folders
            if Path(here, f).is_symlink() and not _inside(Path(here, f), root)
        ]
        for name in sorted(names):
            file = Path(here, name)
            suffix = file.suffix.casefold()
            if name.startswith(".") or (suffix not in UNREAD and (not suffix or suffix not in EXTENSIONS)):
                continue
            if file.is_symlink() and not _inside(file, root):
                entries.append(Problem(str(file), _LINKED_OUT, "Copy the file into the folder or name it itself."))
            else:
                entries.append(file)
    yield from sorted([*entries, *problems], key=lambda e: e.where if isinstance(e, Problem) else str(e))


def _inside(link: Path, root: Path) -> bool:
    return Path(os.path.realpath(link)).is_relative_to(root)
