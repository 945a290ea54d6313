"""The settlement space made ready for trying: its inputs, what stands now and what would stand, the scenarios side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from hikiwake.assessment.model import Assessment, Missing
from hikiwake.assessment.what_if import what_if
from hikiwake.bargaining.model import FormulaView, Settlement
from hikiwake.brief.composition.names import party_name
from hikiwake.case.model import Case, UnitOrInterval
from hikiwake.case.scenarios import edits_of
from hikiwake.terms.errors import HikiwakeError
from hikiwake.terms.interval import Interval
from hikiwake.web.trials import Trials, written

VERDICTS = {"yes": "yes", "open": "perhaps", "no": "no"}


@dataclass(frozen=True, slots=True)
class Dial:
    """An input for one number of the case: `text` as it is tried now, `stated` as the case has it; `middle` in [0, 1]."""

    key: str
    label: str
    text: str
    stated: str
    middle: float

    @property
    def is_moved(self) -> bool:
        return self.text != self.stated


@dataclass(frozen=True, slots=True)
class OptionDials:
    option: str
    dials: tuple[Dial, ...]


@dataclass(frozen=True, slots=True)
class IssueDials:
    """An issue's weights, one a side, and the value of each of its options."""

    id: str
    title: str
    note: str
    weights: tuple[Dial, ...]
    options: tuple[OptionDials, ...]

    @property
    def is_moved(self) -> bool:
        return any(d.is_moved for d in self.weights) or any(d.is_moved for o in self.options for d in o.dials)


@dataclass(frozen=True, slots=True)
class Standing:
    """A formula as it stands with what is tried, beside how the case has it. Worths in points of 100, side by side in the case's order."""

    id: str
    title: str
    worth: tuple[str, ...]
    was: tuple[str, ...]
    verdicts: tuple[str, ...]
    verdicts_were: tuple[str, ...]
    constituencies: tuple[tuple[str, str, str], ...]  # title, verdict now, verdict before
    distance: float
    change: str
    dominated_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """Something that is no number and stands otherwise with what is tried; `href` explains it, "" where no page does."""

    label: str
    before: str
    after: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """One row of the comparison: the case, what is tried now, or a scenario; `trouble` where it no longer fits the case."""

    id: str
    title: str
    draw: tuple[str, ...]
    win_set: str
    clears: tuple[str, ...]
    may_clear: tuple[str, ...]
    changes: int
    href: str
    by: str = ""
    trouble: str = ""


def sides(case: Case) -> dict[str, str]:
    """The two sides' names by their ids."""
    return {p.id: party_name(p.id, p.title, p.country) for p in case.sides}


def party_names(case: Case) -> dict[str, str]:
    return {p.id: party_name(p.id, p.title, p.country) for p in case.parties}


def issue_dials(case: Case, tried: Trials) -> tuple[IssueDials, ...]:
    names = sides(case)
    return tuple(
        IssueDials(
            issue.id,
            issue.title,
            issue.note,
            tuple(_dial(f"issues.{issue.id}.weight.{p}", f"Weight for {n}", issue.weight[p], tried) for p, n in names.items()),
            tuple(
                OptionDials(
                    option,
                    tuple(
                        _dial(f"issues.{issue.id}.value.{p}.{option}", f"{option}, to {n}", issue.value[p][i], tried)
                        for p, n in names.items()
                    ),
                )
                for i, option in enumerate(issue.options)
            ),
        )
        for issue in case.issues
    )


def minimum_dials(case: Case, tried: Trials) -> tuple[tuple[str, tuple[Dial, ...]], ...]:
    """Per side: its own minimum, then its constituencies'."""
    return tuple(
        (
            name,
            (
                _dial(f"parties.{p.id}.reservation", f"{name}’s minimum", p.reservation, tried),
                *(
                    _dial(
                        f"parties.{p.id}.constituencies.{c.id}.reservation",
                        c.title or c.id.replace("_", " "),
                        c.reservation,
                        tried,
                    )
                    for c in p.constituencies
                ),
            ),
        )
        for p, name in zip(case.sides, sides(case).values(), strict=True)
    )


def voter_dials(case: Case, tried: Trials) -> tuple[tuple[str, tuple[Dial, ...]], ...]:
    """Per constituency that has weights of its own: whose, and its weight for each issue that it states."""
    titles = {issue.id: issue.title for issue in case.issues}
    found = []
    for party, name in zip(case.sides, sides(case).values(), strict=True):
        for one in party.constituencies:
            key = f"parties.{party.id}.constituencies.{one.id}.weight"
            dials = tuple(_dial(f"{key}.{id}", titles.get(id, id), value, tried) for id, value in one.weight.items())
            if dials:
                found.append((f"{one.title or one.id.replace('_', ' ')} ({name})", dials))
    return tuple(found)


def standings(now: Settlement, was: Settlement) -> tuple[Standing, ...]:
    """The formulas in the case's order."""
    before = {f.id: f for f in was.formulas}
    titles = {f.id: f.title for f in now.formulas}
    issues = {i.id: i.title for i in now.domain.issues}
    return tuple(_standing(f, before.get(f.id, f), titles, issues) for f in now.formulas)


def turned(now: Settlement, was: Settlement, names: Mapping[str, str]) -> tuple[Turned, ...]:
    """Which formulas clear whose minimum, what each constituency would take, and which solutions there are, where that differs."""
    found = []
    before = {f.id: f for f in was.formulas}
    for f in now.formulas:
        old = before.get(f.id, f)
        for party, verdict, had in zip(now.domain.parties, f.acceptable, old.acceptable, strict=True):
            if verdict != had:
                label = f"{f.title} clears the minimum of {names.get(party, party)}"
                found.append(Turned(label, VERDICTS[had], VERDICTS[verdict], f"/why/formulas.{quote(f.id, safe='')}.{party}"))
        were = {(c.party, c.constituency): c.verdict for c in old.constituencies}
        for c in f.constituencies:
            had = were.get((c.party, c.constituency), c.verdict)
            if c.verdict != had:
                found.append(Turned(f"{f.title} would be taken by {c.title}", VERDICTS[had], VERDICTS[c.verdict]))
    for solution, label in _SOLUTIONS.items():
        has, had_one = (getattr(s.solutions, solution) is not None for s in (now, was))
        if has != had_one:
            found.append(Turned(f"{label} exists", "yes" if had_one else "no", "yes" if has else "no"))
    return tuple(found)


_SOLUTIONS = {
    "nash": "The draw that shares the gains (Nash point)",
    "kalai_smorodinsky": "The draw by what each could hope for (Kalai–Smorodinsky)",
    "egalitarian": "The draw that gains both alike (egalitarian)",
    "utilitarian": "The draw of the largest sum (utilitarian)",
}


def compared(assessment: Assessment, now: Settlement | None, tried: Trials) -> tuple[Compared, ...]:
    """The case as it stands, what is tried, and every scenario that the case keeps."""
    rows = []
    if not isinstance(assessment.settlement, Missing):
        rows.append(_compared("case", "The case as it stands", assessment.settlement, 0, "/formulas"))
    if now is not None and tried.trials:
        rows.append(_compared("now", "What you are trying", now, len(tried.trials), tried.address("/formulas")))
    for scenario in assessment.case.scenarios:
        href, count = scenario_address(scenario.id), len(scenario.edits)
        try:
            result = what_if(assessment, edits_of(scenario)).settlement
        except HikiwakeError as error:
            rows.append(Compared(scenario.id, scenario.title, (), "–", (), (), count, href, scenario.by, str(error.problems[0])))
            continue
        if isinstance(result, Missing):
            rows.append(Compared(scenario.id, scenario.title, (), "–", (), (), count, href, scenario.by, result.what))
        else:
            rows.append(_compared(scenario.id, scenario.title, result, count, href, scenario.by))
    return tuple(rows)


def scenario_address(id: str) -> str:
    return f"/formulas/scenarios/{quote(id, safe='')}"


def points(utility: float) -> str:
    return f"{utility * 100:.0f}"


def range_of(middle: float, over: Interval) -> str:
    told = points(middle)
    return told if points(over.lower) == points(over.upper) else f"{told} ({points(over.lower)}–{points(over.upper)})"


def _dial(key: str, label: str, value: UnitOrInterval, tried: Trials) -> Dial:
    trial = next((t for t in tried.trials if t.key == key), None)
    shown = trial.value if trial else value
    middle = sum(shown) / 2 if isinstance(shown, tuple) else shown
    return Dial(key, label, written(shown), written(value), middle)


def _standing(f: FormulaView, old: FormulaView, titles: dict[str, str], issues: dict[str, str]) -> Standing:
    change = f.change
    were = {(c.party, c.constituency): c.verdict for c in old.constituencies}
    return Standing(
        f.id,
        f.title,
        tuple(range_of(u, r) for u, r in zip(f.utilities, f.ranges, strict=True)),
        tuple(range_of(u, r) for u, r in zip(old.utilities, old.ranges, strict=True)),
        tuple(VERDICTS[v] for v in f.acceptable),
        tuple(VERDICTS[v] for v in old.acceptable),
        tuple((c.title, VERDICTS[c.verdict], VERDICTS[were.get((c.party, c.constituency), c.verdict)]) for c in f.constituencies),
        f.distance,
        f"{issues.get(change.issue, change.issue)}: “{change.to}” instead of “{change.instead_of}”" if change else "",
        tuple(titles[other] for other in f.dominated_by if other in titles),
    )


def _compared(id: str, title: str, result: Settlement, changes: int, href: str, by: str = "") -> Compared:
    nash = result.solutions.nash
    return Compared(
        id,
        title,
        tuple(points(u) for u in nash.utilities) if nash else (),
        "no constituency stated" if result.win_set is None else f"{result.win_set:,}",
        _titles(f for f in result.formulas if set(f.acceptable) == {"yes"}),
        _titles(f for f in result.formulas if "no" not in f.acceptable and set(f.acceptable) != {"yes"}),
        changes,
        href,
        by,
    )


def _titles(formulas: Iterable[FormulaView]) -> tuple[str, ...]:
    return tuple(f.title for f in formulas)
