"""The process that reads for the workbench: a file or an address a line in, its results a line out, until the input ends.

The parser of natural language is large and busy; here it is in nobody's way, and whatever a file does to it, the pages stay.
"""

import json
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import HikiwakeError, Problem

if TYPE_CHECKING:
    from hikiwake.collecting.collect import Account
    from hikiwake.collecting.fetching import Fetcher
    from hikiwake.file_result import FileResult

_OPTION = re.compile(r" ?\(--items \d+ takes them\)")  # an option of the command, which a page has not


def main() -> None:
    """`python -m hikiwake.web.reading_process FOLDER`: reads lines `{"path", "given"}` and `{"address", "given"}`, writes how far it is
    (a text) and then a list of results as `read --json` has them."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is no answer
    for line in sys.stdin:
        job = json.loads(line)

        def say(answer: object) -> None:
            answers.write(json.dumps(answer) + "\n")
            answers.flush()

        folder = Path(sys.argv[1])
        address = job.get("address")
        say(fetch(folder, address, say) if address else read(folder, Path(job["path"]), job["given"], say))


def read(folder: Path, path: Path, given: dict[str, str], told: Callable[[str], None]) -> list[dict[str, Any]]:
    """Read one file (or the folder of documents) into the case: a result for each document that it holds; `told` hears how far it is."""
    from hikiwake.reading.documents import Given
    from hikiwake.workspace import open_case

    try:
        when = from_timex(given["date"]) if given.get("date") else None
        texts = {key: given[key] for key in ("title", "publisher", "author", "url") if given.get(key)}
        with open_case(folder) as workspace:
            return [result.as_json() for result in workspace.read([path], Given(**texts, date=when), told)]
    except HikiwakeError as error:
        return [_failed(path, problem) for problem in error.problems]
    except Exception as error:  # one file's trouble is told by its name, and the next one is read
        problem = Problem(path.name, f"could not be read ({type(error).__name__})", "Please report it; the others are read.")
        return [_failed(path, problem)]


def fetch(folder: Path, address: str, told: Callable[[str], None], fetcher: "Fetcher | None" = None) -> list[dict[str, Any]]:
    """Fetch a page, or the newest pages of a feed, into the case and read them: a result for each address.

    Args:
        fetcher: who goes there; left out, one that reaches nothing but what anybody can reach.
    """
    from hikiwake.collecting.collect import Account, Line, collect
    from hikiwake.collecting.fetching import Fetcher
    from hikiwake.workspace import open_case

    account = Account()

    def tell(line: Line) -> None:
        told(f"{len(account.lines)}: {line.address}")

    try:
        with open_case(folder) as workspace:
            known = [d.url for d in workspace.contents().documents if d.url]
            collect(
                [address],
                fetcher or Fetcher(tell=told),
                folder / "documents",
                lambda file: workspace.read([file]),
                known=known,
                account=account,
                tell=tell,
            )
    except HikiwakeError as error:
        return [*_results(account), *(_failed(address, problem) for problem in error.problems)]
    except Exception as error:  # what came before it is in the record and is told
        problem = Problem(address, f"could not be fetched ({type(error).__name__})", "Please report it; the others are read.")
        return [*_results(account), _failed(address, problem)]
    return _results(account) or [
        _failed(address, Problem(address, "lists no page that could be fetched", "Look at it in a browser."))
    ]


def _results(account: "Account") -> list[dict[str, Any]]:
    """What came of each address, under its address; what is to be said of a feed as a note of its first."""
    found: list[dict[str, Any]] = []
    for line in account.lines:
        if line.problem:
            mend = line.problem.mend.replace("say --allow", "say it to the command: hikiwake read CASE --fetch ADDRESS --allow")
            found.append(_failed(line.address, replace(line.problem, mend=mend)))
        elif line.was_known:
            found.append({"file": line.address, "document": None, "already_read": True})
        else:
            found += [{**cast("FileResult", result).as_json(), "file": line.address} for result in line.results]
    remarks = [_OPTION.sub("", " ".join(remark.split())) for remark in account.remarks]
    if found and remarks:
        found[0] = {**found[0], "notes": [*remarks, *found[0].get("notes", ())]}
    return found


def _failed(source: Path | str, problem: Problem) -> dict[str, Any]:
    told = {"where": problem.where, "what": problem.what, "mend": problem.mend}
    return {"file": str(source), "document": None, "problem": told}


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # the workbench has ended: what was being read is in the record
        main()
    os._exit(0)  # nothing is left to be flushed to anybody
