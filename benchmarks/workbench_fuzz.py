"""Hostile requests made from the workbench's own OpenAPI document: none may end in a fault of ours.

    python benchmarks/workbench_fuzz.py [CASE] [--examples 200]

CASE is copied first. Prints `tried N, lost 0`, where lost is a 5xx, a traceback or a path of this machine in an answer.
"""

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from hikiwake.case.finding import data_folder, locate
from hikiwake.web.app import build_app
from hikiwake.web.desk import Desk

OWN = {"host": "127.0.0.1:8484", "sec-fetch-site": "same-origin"}
WRITTEN_WHOLE = ("/brief.docx", "/brief.pdf")  # seconds each, and without parameters


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", nargs="?", default="ecuador-peru")
    parser.add_argument("--examples", type=int, default=200, help="of each operation")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(locate(asked.case, data_folder()), Path(place) / "case")
        app = build_app(Desk(folder))
        document = schemathesis.openapi.from_asgi("/openapi.json", app, headers=OWN)
        statuses: Counter[int] = Counter()
        lost: list[str] = []

        def call(case: Any) -> None:
            answer = case.call(headers=OWN)
            statuses[answer.status_code] += 1
            if answer.status_code >= 500 or b"Traceback" in answer.content or place.encode() in answer.content:
                lost.append(f"{case.method} {case.formatted_path} {case.query} {case.body}: {answer.status_code}")

        bounded = settings(
            max_examples=asked.examples,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),
        )
        for operation in (result.ok() for result in document.get_all_operations()):
            if operation.path not in WRITTEN_WHOLE:
                given(operation.as_strategy())(bounded(lambda case: call(case)))()
                print(f"{operation.method.upper():5} {operation.path}", file=sys.stderr)
        app.state.inbox.close()
    print(f"tried {statuses.total()}, lost {len(lost)}")
    print(", ".join(f"{status}: {count}" for status, count in sorted(statuses.items())))
    for line in lost[:20]:
        print(line[:300])
    sys.exit(bool(lost))


if __name__ == "__main__":
    main()
