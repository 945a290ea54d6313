"""How long a what-if takes: `python benchmarks/what_if.py`.

On the packaged case (its documents read first) for an edit of each kind, and on made domains from 65 outcomes to ten million, half of them
with opposed wishes, whose frontiers are the longest. Prints the median of milliseconds, how often one took 100 ms or more, and
whether what came out was what a whole assessment gives.
"""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import date
from math import prod

from hikiwake.assessment.assess import assess
from hikiwake.assessment.model import Assessment
from hikiwake.assessment.what_if import what_if
from hikiwake.case.applying import with_edits
from hikiwake.case.edits import Append, Edit, Set
from hikiwake.case.loading import judge
from hikiwake.case.model import Case
from hikiwake.record.model import Contents
from hikiwake.workspace import open_case

LIMIT = 0.1  # seconds
SHAPES = ((13, 5), (10,) * 5, (5,) * 7, (3,) * 10, (2,) * 16, (1000, 100), (5,) * 10)
VOTERS, FORMULAS = 8, 10


def made(shape: tuple[int, ...], is_opposed: bool) -> Case:
    """A case with issues of so many options; every value an interval, eight constituencies with weights of their own, ten formulas."""
    r = random.Random(str(shape))
    issues = []
    for n, options in enumerate(shape):
        mine = [sorted((r.random(), r.random())) for _ in range(options)]
        other = [[1 - high, 1 - low] for low, high in mine] if is_opposed else [sorted((r.random(), r.random())) for _ in mine]
        weight = {"a": r.random(), "b": r.random()}
        names = [f"o{k}" for k in range(options)]
        issues.append({"id": f"i{n}", "title": f"I{n}", "options": names, "weight": weight, "value": {"a": mine, "b": other}})
    parties = [
        {
            "id": id,
            "country": country,
            "reservation": 0.3,
            "constituencies": [
                {"id": f"{id}{k}", "reservation": [0.3, 0.4], "weight": {f"i{n}": r.random() for n in range(len(shape))}}
                for k in range(VOTERS // 2)
            ],
        }
        for id, country in (("a", "NOR"), ("b", "SWE"))
    ]
    formulas = [
        {"id": f"f{k}", "title": f"F{k}", "choose": {issue["id"]: r.choice(issue["options"]) for issue in issues}}
        for k in range(FORMULAS)
    ]
    head = {"title": "made", "dyad": ["NOR", "SWE"], "question": "?", "as_of": date(2016, 1, 1), "horizon": date(2018, 1, 1)}
    case, faults = judge({**head, "parties": parties, "issues": issues, "formulas": formulas})
    if case is None or faults:
        raise SystemExit(f"the made case does not hold together: {faults}")
    return case


def edits_of(case: Case) -> Iterator[tuple[str, Edit]]:
    """An edit of each kind that the case allows."""
    party, issue = case.sides[0], case.issues[0]
    yield "weight", Set(f"issues.{issue.id}.weight.{party.id}", 0.37)
    yield "value", Set(f"issues.{issue.id}.value.{party.id}.0", 0.41)
    yield "reservation", Set(f"parties.{party.id}.reservation", 0.43)
    if case.evidence:
        yield "likelihood", Set(f"evidence.{case.evidence[0].id}.likelihood.{case.hypotheses[0].id}", 0.29)
    if party.leaders:
        yield "leader", Set(f"parties.{party.id}.leaders.{party.leaders[0].name}.term_ends", case.horizon)
        yield "as of", Set("as_of", date(case.as_of.year, 1, 1))
        yield "publisher", Append("publishers", {"name": "A publisher", "reliability": "C"})


def timed(name: str, base: Assessment, contents: Contents) -> tuple[int, int, int]:
    """Prints a line an edit; returns how many were tried, how many came out otherwise than the whole, how many were slow."""
    tried = wrong = slow = 0
    for kind, edit in edits_of(base.case):
        times = []
        for _ in range(5):
            begin = time.perf_counter()
            after = what_if(base, [edit])
            times.append(time.perf_counter() - begin)
        tried += 1
        wrong += after != assess(with_edits(base.case, [edit]), contents)
        slow += statistics.median(times) >= LIMIT
        print(f"{name:44} {kind:12} {1000 * statistics.median(times):7.1f} ms")
    return tried, wrong, slow


def main() -> None:
    counts = []
    with open_case("japan-russia") as workspace:
        workspace.read_unread()
        contents = workspace.contents()
        counts.append(timed("japan-russia", assess(workspace.case, contents), contents))
    for shape in SHAPES:
        for is_opposed in (False, True):
            base = assess(made(shape, is_opposed), Contents())
            points = len(base.settlement.frontier)  # type: ignore[union-attr]
            name = f"{prod(shape)} outcomes, {len(shape)} issues, frontier {points}"
            counts.append(timed(name, base, Contents()))
    tried, wrong, slow = (sum(column) for column in zip(*counts, strict=True))
    print(f"tried {tried}, lost {wrong}; {slow} of {tried} took 100 ms or more")


if __name__ == "__main__":
    main()
