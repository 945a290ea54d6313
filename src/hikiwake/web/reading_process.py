"""The process that reads for the workbench: a file a line in, its results a line out, until the input ends.

The parser of natural language is large and busy; here it is in nobody's way, and whatever a file does to it, the pages stay.
"""

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import HikiwakeError, Problem


def main() -> None:
    """`python -m hikiwake.web.reading_process FOLDER`: reads `{"path", "given"}` lines, writes how far it is (a text)
    and then a list of results as `read --json` has them."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints is no answer
    for line in sys.stdin:
        job = json.loads(line)

        def say(answer: object) -> None:
            answers.write(json.dumps(answer) + "\n")
            answers.flush()

        say(read(Path(sys.argv[1]), Path(job["path"]), job["given"], say))


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


def _failed(path: Path, problem: Problem) -> dict[str, Any]:
    told = {"where": problem.where, "what": problem.what, "mend": problem.mend}
    return {"file": str(path), "document": None, "problem": told}


if __name__ == "__main__":
    with suppress(BrokenPipeError):  # the workbench has ended: what was being read is in the record
        main()
    os._exit(0)  # nothing is left to be flushed to anybody
