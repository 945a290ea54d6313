"""What `read` says at its end: a table of the files, what was found, what is doubtful, what failed and why."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hikiwake.terms.text import terminal_safe

if TYPE_CHECKING:
    from hikiwake.intake import FileResult

_WIDEST_FILE = 100  # characters to which the column of files is filled up


def show_results(results: "Sequence[FileResult]") -> None:
    """The table as it suits where the output goes."""
    if not results:
        print("Nothing to read was found.")
    elif sys.stdout.isatty():
        _show(results)
    else:
        print(plain_table(results))


def plain_table(results: "Sequence[FileResult]") -> str:
    """One line a file, as long as it needs to be: for files, pipes and other programs."""
    rows = [("file", "found", "doubtful or failed"), *((r.file, r.found, "; ".join(_remarks(r))) for r in results)]
    files = min(max(len(row[0]) for row in rows), _WIDEST_FILE)
    found = max(len(row[1]) for row in rows)
    lines = (f"{terminal_safe(file):<{files}}  {what:<{found}}  {terminal_safe(_line(rest))}" for file, what, rest in rows)
    return "\n".join([*(line.rstrip() for line in lines), tally(results)])


def _show(results: "Sequence[FileResult]") -> None:
    """To a terminal, in columns that wrap."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("file", overflow="fold", ratio=3)
    table.add_column("found", ratio=2)
    table.add_column("doubtful or failed", ratio=5)
    for r in results:
        cells = (r.file, r.found, "\n".join(_remarks(r)))
        table.add_row(*(Text(terminal_safe(cell)) for cell in cells), style="bold" if r.problem else "")
    console = Console()
    console.print(table)
    console.print(Text(tally(results)))


def tally(results: "Sequence[FileResult]") -> str:
    """The whole run in a line: "3 documents read, 1 known, 1 failed"; and what helps those that have no date."""
    from hikiwake.reading.documents.publication import ASK

    documents = [r for r in results if r.holds is None]
    new = sum(not (r.problem or r.was_known) for r in documents)
    counts = (
        (sum(r.was_known for r in documents), "known"),
        (sum(bool(r.doubts) for r in documents), "with doubts"),
        (sum(r.copy_of is not None for r in documents), "with the text of another"),
        (sum(r.problem is not None for r in documents), "failed"),
    )
    parts = [f"{new} document{'' if new == 1 else 's'} read", *(f"{count} {what}" for count, what in counts if count)]
    undated = sum(any(doubt.startswith(ASK) for doubt in r.doubts) for r in documents)
    help = (
        f"\n{undated} without a date: give it with --date, or as `date` in a .toml file beside the document." if undated else ""
    )
    return ", ".join(parts) + help


def _remarks(result: "FileResult") -> list[str]:
    from hikiwake.reading.documents.publication import ASK

    if result.problem:
        problem = result.problem
        where = "" if problem.where == result.file else f"{problem.where} "
        return [f"failed: {where}{problem.what}. {problem.mend}"]
    if result.unread:
        return [result.unread]
    told = [doubt.replace(ASK, "no date.") for doubt in result.doubts]
    doubts = [f"doubtful: {' · '.join(told)}"] if told else []
    return [*doubts, *(note for note in result.notes if note not in result.doubts)]


def _line(text: str) -> str:
    return " ".join(text.split())
