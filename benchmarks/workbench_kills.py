"""The workbench killed with SIGKILL in the middle of an edit: the edit is there or not, and record, case file and ledger are whole.

    python benchmarks/workbench_kills.py [--kills 50] [--seed 0]

On a copy of the packaged case. Over HTTP the grade of two entries is corrected in one go, a weight of the case file is changed, and a brief is sent,
which writes to the ledger, again and again until the kill, which comes at a random moment. What was answered must be there; what was under way
is there whole or not at all. Prints `tried N, lost 0`.
"""

import argparse
import random
import signal
import sys
import threading
from collections import Counter
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import httpx
from workbench import Workbench
from workbench_cases import cases, contents_of, load, remarks, stated, wrong_on_disk

from hikiwake.cli.check import problems
from hikiwake.ledger.log import Ledger
from hikiwake.record.store import Record
from hikiwake.terms.grades import Grade

GRADES = [grade.value for grade in Grade][:4]
KINDS = ("grade", "weight", "ledger")
LONGEST_SECONDS = 0.12  # after the fatal request was sent; an edit takes about as long


@dataclass
class Known:
    """What was answered, and what was under way when the server died: by kind, the values that may stand on disk."""

    answered: dict[str, object]
    under_way: dict[str, object]

    def allows(self, kind: str, value: object) -> bool:
        if kind == "ledger":  # a brief that was on its way may have been noted; one that was answered was
            return isinstance(value, int) and value >= int(str(self.answered[kind]))
        return value in (self.answered[kind], self.under_way.get(kind, self.answered[kind]))


class Pair:
    """Two entries of one document, corrected together, and a weight; what of them is on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        events = contents_of(folder).events
        self.first, self.second = next(
            (a.id, b.id) for a in events for b in events if a.id < b.id and a.best.document == b.best.document
        )
        issue = stated(folder)["issues"][0]
        self.side = next(iter(issue["weight"]))
        self.key = f"issues.{issue['id']}.weight.{self.side}"

    def on_disk(self) -> dict[str, object]:
        grades = {e.grade.value for e in contents_of(self.folder).events if e.id in (self.first, self.second)}
        weight = stated(self.folder)["issues"][0]["weight"][self.side]
        return {
            "grade": grades.pop() if len(grades) == 1 else f"torn: {sorted(grades)}",
            "weight": weight,
            "ledger": len(Ledger.open(self.folder).runs()),
        }


def edit_until_killed(workbench: Workbench, pair: Pair, known: Known, chance: random.Random) -> Counter[str]:
    """Edits of every kind, one after another, until the server is gone, soon after one of the first has begun; how many were answered."""
    done: Counter[str] = Counter()
    fatal = chance.randrange(1, 8)
    killer = threading.Timer(chance.uniform(0.0, LONGEST_SECONDS), workbench.process.send_signal, (signal.SIGKILL,))
    with workbench.client() as client:
        client.get("/sources").raise_for_status()
        try:
            for number in count():
                kind = chance.choices(KINDS, (4, 4, 1))[0]
                if number == fatal:
                    killer.start()
                known.under_way.clear()
                known.under_way[kind] = new = _another(kind, known, chance)
                if kind == "grade":
                    answer = client.post(f"/entries/{pair.first}/correct", data={"grade": new, "also": pair.second})
                elif kind == "weight":
                    answer = client.post("/formulas/keep", data={"set": f"{pair.key}:{new}"})
                else:
                    answer = client.get("/brief.md")
                assert answer.status_code == (200 if kind == "ledger" else 303), f"{kind}: {answer.status_code}"
                known.answered[kind] = new
                done[kind] += 1
        except httpx.HTTPError:
            pass  # it is dead
    workbench.process.wait(10)
    return done


def _another(kind: str, known: Known, chance: random.Random) -> object:
    if kind == "grade":
        return chance.choice([g for g in GRADES if g != known.answered["grade"]])
    if kind == "weight":
        return chance.choice([w / 100 for w in range(1, 40) if w / 100 != known.answered["weight"]])
    return known.answered["ledger"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    lost = came = 0
    done: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    with cases(["packaged"]) as made:
        folder = made["packaged"]
        pair, comments = Pair(folder), remarks(folder)
        with Record.open(folder / "record.sqlite") as record:  # so that both begin alike
            record.correct(pair.first, grade=GRADES[0], also=[pair.second], by="benchmark", on="2016-01-01T00:00:00+00:00")
        print(f"{asked.kills} kills ({load()})", flush=True)
        for number in range(asked.kills):
            known = Known(pair.on_disk(), {})
            done += edit_until_killed(Workbench(folder), pair, known, chance)
            faults = [str(one) for one in problems(folder)]
            with Record.open(folder / "record.sqlite", create=False) as record:
                faults += [str(one) for one in record.problems()]
            now = pair.on_disk()
            faults += [
                f"{kind}: {now[kind]}, answered {known.answered[kind]}" for kind in KINDS if not known.allows(kind, now[kind])
            ]
            faults += [f"the remark {line} is gone" for line in comments if line not in remarks(folder)]
            for kind, value in known.under_way.items():
                caught[kind] += 1
                came += kind != "ledger" and value == now[kind]
            lost += bool(faults)
            for fault in faults:
                print(f"  kill {number}: {fault}", flush=True)
        whole = wrong_on_disk(folder)
        lost += bool(whole)
        print(f"hikiwake check afterwards: {'; '.join(whole) or 'nothing is wrong'}")
    edits = ", ".join(f"{done[kind]} {kind}" for kind in KINDS)
    print(f"answered before the kills: {edits}; under way at the kill: {dict(caught)}, of which {came} are there, whole")
    print(f"tried {asked.kills}, lost {lost}")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
