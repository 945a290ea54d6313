"""Files into a lake: received, staged and written in chunks, wherever work runs; each chunk is committed whole."""

import datetime
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from hikiwake import engines
from hikiwake.events import manifest as lakes
from hikiwake.events.chunk import SCRATCH, Chunk, load_chunk
from hikiwake.events.committing import committed
from hikiwake.events.editions import edition_of
from hikiwake.events.manifest import LakeError
from hikiwake.events.model import FileReport
from hikiwake.events.receiving import GLOB

_CHUNK_BYTES = 512 << 20  # of text: what is lost when a load is stopped, and what a worker takes at once
_CHUNK_FILES = 2_000
_PACKED = (".zip", ".gz")
MEMORY_MIB = 1024  # what DuckDB may use, all workers together; beyond it writes to the disk


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, a report a file in the order given."""

    lake: str
    files: tuple[FileReport, ...] = field(default_factory=tuple)

    @property
    def rows(self) -> int:
        return sum(report.loaded for report in self.files)

    @property
    def is_in_vain(self) -> bool:
        """Whether there were files and none could be loaded."""
        return bool(self.files) and all(report.problem for report in self.files)


def load(
    files: Iterable[Path | str],
    lake: Path | str,
    *,
    engine: str = "local",
    workers: int | None = None,
    address: str | None = None,
    names: Mapping[str, str] | None = None,
    today: datetime.date | None = None,
    on_progress: Callable[[FileReport], None] | None = None,
) -> Loaded:
    """Load event files of any known format into a lake, which is made where there is none.

    A file that cannot be loaded is reported and the others are. What was loaded before (the same bytes, or the same events) adds nothing.
    Stopped at any moment, the lake is as before or after each chunk of files.

    Args:
        files: paths; folders are taken with all that lies in them.
        lake: a folder on a disk.
        engine: `local` or `ray` (its machines must see files and lake under the same paths).
        workers: processes at once; where not said one, since DuckDB uses all processors by itself, and with Ray all of the cluster.
        names: actors (any case) → ISO alpha-3 code, for files that name persons without their country.
        today: rows dated later are kept aside; the day of the call where not said.
        on_progress: called with each file's report as its chunk is committed.

    Raises:
        LakeError: the lake cannot be written, or another process writes to it.
        HikiwakeError: the engine is not available.
    """
    folder = _local(lake)
    paths = list(_expanded(files))
    count = workers or (None if engine == "ray" else 1)
    # A task of Ray's has one processor; here the workers share what there is.
    threads, memory = (1, MEMORY_MIB) if count is None else (max(1, (os.cpu_count() or 1) // count), MEMORY_MIB // count)
    known = {name.casefold(): country for name, country in (names or {}).items()}
    chunk = Chunk((), str(folder), known, today or datetime.date.today(), threads, memory)
    reports: list[FileReport] = []
    with lakes.locked(folder):
        lakes.clear(folder)
        shutil.rmtree(folder / SCRATCH, ignore_errors=True)
        chunks = (replace(chunk, files=tuple(map(str, part))) for part in _chunks(paths))
        try:
            for written in engines.run(load_chunk, chunks, engine=engine, workers=count, address=address):
                for report in committed(folder, written):
                    reports.append(report)
                    if on_progress is not None:
                        on_progress(report)
        finally:
            shutil.rmtree(folder / SCRATCH, ignore_errors=True)
    return Loaded(str(folder), tuple(reports))


def _chunks(paths: Iterable[Path]) -> Iterator[list[Path]]:
    """Files in the order given, as many together as make a good piece of work."""
    chunk: list[Path] = []
    size = 0.0
    for path in paths:
        own = _weight(path)
        is_edition = edition_of(path.name) is not None  # of two in a chunk, neither could take the other's place
        if chunk and (is_edition or size + own > _CHUNK_BYTES or len(chunk) >= _CHUNK_FILES):
            yield chunk
            chunk, size = [], 0.0
        size += _CHUNK_BYTES if is_edition else 0
        chunk.append(path)
        size += own
    if chunk:
        yield chunk


def _weight(path: Path) -> float:
    """About how many bytes of text it holds."""
    try:
        return path.stat().st_size * (8 if path.suffix.casefold() in _PACKED else 1)
    except OSError:
        return 0


def _expanded(files: Iterable[Path | str]) -> Iterator[Path]:
    for file in files:
        path = Path(file)
        if (path / "record.sqlite").is_file():  # a case's folder
            yield path / "record.sqlite"
        elif path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".") and p.suffix != ".part")
            yield from inside or [path]  # a folder by itself is told as one that holds no file
        else:
            yield path


def _local(lake: Path | str) -> Path:
    if "://" in str(lake):
        mend = "Load into a folder and copy that to the store; series and info read it there."
        raise LakeError.of(str(lake), "is no folder on a disk, and a lake is only written to one", mend)
    if any(sign in str(lake) for sign in GLOB):
        raise LakeError.of(
            str(lake), f"has one of {GLOB} in its name, which would be taken for a pattern", "Give it another name."
        )
    return Path(lake)
