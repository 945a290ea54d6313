"""Files that are no text written as tables that the formats know: Parquet, a case's record, ICEWS's numbers for actors and relations."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

from hikiwake.events.from_record import write_table
from hikiwake.terms.errors import HikiwakeError

# Where the days of the research subsets begin; nothing in the files says so.
_FIRST_DAYS = {"icews05-15": date(2005, 1, 1), "icews14": date(2014, 1, 1), "icews18": date(2018, 1, 1)}


def from_parquet(path: Path, out: Path) -> None:
    """A Parquet file as text between tabs, with a header.

    Raises:
        HikiwakeError: it is damaged.
    """
    import duckdb

    with duckdb.connect(config={"autoinstall_known_extensions": False}) as connection:
        try:
            table = connection.read_parquet(str(path))
            table.write_csv(str(out), sep="\t", header=True, quotechar="")
        except duckdb.Error as error:
            raise HikiwakeError.of(
                str(path), f"is damaged ({str(error).splitlines()[0]}); nothing of it was loaded", "Fetch it again."
            ) from None


def from_record(path: Path, out: Path) -> None:
    """The events of a case's `record.sqlite`, each happening once.

    Raises:
        RecordError: it is damaged or none.
    """
    from hikiwake.record.merging import merged
    from hikiwake.record.store import Record

    with Record.open(path, create=False) as record:
        write_table(merged(record.contents()), out)


def are_numbers(lines: tuple[str, ...]) -> bool:
    """Whether these are ICEWS's numbers: source, relation, target, day, and perhaps a fifth column, which is not read."""
    cells = [line.split("\t") for line in lines]
    return bool(cells) and all(len(row) in (4, 5) and all(cell.strip().lstrip("-").isdigit() for cell in row) for row in cells)


def from_numbers(path: Path, out: Path) -> None:
    """Quadruples of numbers as quadruples of words, by the tables `…entity2id.txt` and `…relation2id.txt` beside the file.

    Raises:
        HikiwakeError: a table is missing, a number is in none, or nobody knows which day the first one is.
    """
    entities, relations = _names_beside(path, "entity2id"), _names_beside(path, "relation2id")
    first = next((day for name, day in _FIRST_DAYS.items() if name in _folded(path)), None)
    if first is None:
        mend = f"Put one of {', '.join(_FIRST_DAYS)} into its name or its folder's."
        raise HikiwakeError.of(str(path), "counts days from a day that nothing in it names", mend)
    hours = 24 if "icews18" in _folded(path) else 1
    with path.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar=None, quotechar=None)
        for i, line in enumerate(lines, 1):
            source, relation, target, day = line.split("\t")[:4]
            try:
                row = entities[source.strip()], relations[relation.strip()], entities[target.strip()]
            except KeyError as error:
                raise HikiwakeError.of(
                    f"{path}:{i}", f"number {error} is in no table beside it", "Put the tables of its own edition there."
                ) from None
            table.writerow((*row, first + timedelta(days=int(day) // hours)))


def _folded(path: Path) -> str:
    return re.sub(r"[\s_]", "", str(path.resolve().parent.name + "/" + path.name).casefold())


def _names_beside(path: Path, kind: str) -> dict[str, str]:
    found = sorted(path.parent.glob(f"*{kind}*"))
    if not found:
        mend = f"Put the {kind}.txt of the same edition beside it."
        raise HikiwakeError.of(str(path), f"holds numbers, and no table {kind} lies beside it that says what they mean", mend)
    lines = (line.rstrip("\n").split("\t") for line in found[0].read_text(encoding="utf-8").split("\n"))
    return {cells[1].strip(): cells[0] for cells in lines if len(cells) >= 2}
