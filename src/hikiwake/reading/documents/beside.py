"""The files beside an export of a library: found by the path that it writes, or by title, and never outside its own folder."""

import os
import re
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from hikiwake.reading.documents.kinds import EXTENSIONS
from hikiwake.reading.documents.model import Part

_MOST_FILES = 20_000
_DEEPEST = 4
_LETTERS_COMPARED = 60
_FEWEST_LETTERS = 12  # by which a file is known that has more in its name
_FEWEST_OF_CUT = 20  # or that ends within the title: programs cut long titles in the names they give


class Beside:
    """The folder in which an export lies."""

    def __init__(self, export: Path) -> None:
        self._folder = export.parent
        self._root = Path(os.path.realpath(export.parent))
        self._export = export.name

    def find(self, part: Part) -> Path | None:
        """The file that a part means; None where there is none, or more than one could be meant."""
        written = self._by_path(part.beside) if part.beside else None
        return written or next((file for name in part.sought if (file := self._by_name(name))), None)

    def _by_path(self, written: str) -> Path | None:
        """The file at a path as exports write it: relative, or absolute on another machine, of which the last parts are looked for here."""
        for path in dict.fromkeys((written, unquote(written))):
            parts = [
                p for p in re.sub(r"^(?:file:/+|attachments:)", "", path).replace("\\", "/").split("/") if p not in ("", ".")
            ]
            if not parts or ".." in parts or "\0" in path:
                continue
            tails = [parts] if not _is_absolute(path) else [parts[-n:] for n in (4, 3, 2, 1) if n <= len(parts)]
            for tail in tails:
                for start in (self._folder, self._folder / "files"):
                    if self._is_inside(file := start.joinpath(*tail)):
                        return file
            same = [file for file, _ in self._files if file.name == parts[-1]] if _is_absolute(path) else []
            if len(same) == 1:
                return same[0]
        return None

    def _by_name(self, name: str) -> Path | None:
        wanted = _letters(name)
        found = [f for f, stem in self._files if stem == wanted] or [f for f, stem in self._files if _bears(stem, wanted)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _files(self) -> list[tuple[Path, str]]:
        """Documents below the folder with the letters and figures of their names."""
        found: list[tuple[Path, str]] = []
        for here, folders, names in os.walk(self._folder):
            is_deep = len(Path(here).relative_to(self._folder).parts) >= _DEEPEST
            folders[:] = [] if is_deep else sorted(f for f in folders if not f.startswith("."))
            for name in sorted(names):
                path = Path(here, name)
                if path.suffix and path.suffix.casefold() in EXTENSIONS and not name.startswith(".") and self._is_inside(path):
                    found.append((path, _letters(path.stem)))
            if len(found) > _MOST_FILES:
                break
        return found

    def _is_inside(self, file: Path) -> bool:
        try:
            return file.is_file() and Path(os.path.realpath(file)).is_relative_to(self._root)
        except (OSError, ValueError):
            return False


def _is_absolute(path: str) -> bool:
    return path.startswith(("/", "\\", "file:")) or re.match(r"[A-Za-z]:[\\/]", path) is not None


def _bears(stem: str, title: str) -> bool:
    """Whether a file's name holds the title, or ends within it."""
    if len(title) < _FEWEST_LETTERS:
        return False
    longest = min(len(stem), len(title))
    return title[:_LETTERS_COMPARED] in stem or any(stem.endswith(title[:n]) for n in range(longest, _FEWEST_OF_CUT - 1, -1))


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
