"""Trying another number: what an address or a form sets, what that changes in the case, and what follows from it.

`?set=issues.border.weight.japan:0.3` names a number of the case by its dotted key and gives it another value: a number from 0 to 1, a percentage,
or two of them as an interval ("0.2–0.4"). Nothing is written: `what_if` works out what would follow.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from hikiwake.assessment.model import Assessment
from hikiwake.assessment.numbers import Number, numbers
from hikiwake.assessment.what_if import what_if
from hikiwake.brief.composition.names import party_name
from hikiwake.case.applying import data_of
from hikiwake.case.edits import Edit, Set, path_of
from hikiwake.case.model import Case
from hikiwake.terms.errors import CaseError, HikiwakeError, Problem

MOST_TRIALS = 200
_NUMBER = r"(?:\d+(?:[.,]\d+)?|[.,]\d+)"
_ONE = re.compile(rf"({_NUMBER})\s*(%?)")
_TWO = re.compile(rf"[\[(]?\s*({_NUMBER})\s*(%?)\s*(?:–|—|-|\.\.|;|,\s|\bto\b)\s*({_NUMBER})\s*(%?)\s*[\])]?")
Stated = float | tuple[float, float]


@dataclass(frozen=True, slots=True)
class Trial:
    """One number set to another value; `before` and `after` as a reader writes them."""

    key: str
    label: str
    before: str
    after: str
    value: Stated

    @property
    def edit(self) -> Set:
        return Set(self.key, list(self.value) if isinstance(self.value, tuple) else self.value)

    @property
    def parameter(self) -> str:
        """As it stands in an address."""
        return f"{self.key}:{self.after}"


@dataclass(frozen=True, slots=True)
class Trials:
    """What is tried at once, and what of it could not be understood, each a sentence."""

    trials: tuple[Trial, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(trial.edit for trial in self.trials)

    def address(self, path: str, *, without: str = "", **more: str) -> str:
        pairs = [("set", t.parameter) for t in self.trials if t.key != without] + [(k, v) for k, v in more.items() if v]
        text = urlencode(pairs, safe=":.–")
        return f"{path}?{text}" if text else path


@dataclass(frozen=True, slots=True)
class Moved:
    """A number that the trials move."""

    name: str
    label: str
    unit: str
    before: float | None
    after: float | None


def stated(text: str) -> Stated:
    """The number or interval, each from 0 to 1, that somebody typed.

    Raises:
        CaseError: it is neither; the problem says what to type.
    """
    text = " ".join(text.replace("\u00a0", " ").split())
    mend = "Type a number from 0 to 1 (0.3), a percentage (30 %) or two with a dash between them (0.2–0.4)."
    if one := _ONE.fullmatch(text):
        low = high = _value(one[1], one[2])
    elif two := _TWO.fullmatch(text):
        low, high = _value(two[1], two[2] or two[4]), _value(two[3], two[4])
    else:
        raise CaseError.of("number", f"“{text[:30]}” is no number" if text else "there is no number", mend)
    if not (0 <= low <= 1 and 0 <= high <= 1):
        raise CaseError.of("number", f"“{text[:30]}” lies outside 0 to 1", mend)
    if low > high:
        raise CaseError.of("number", f"“{text[:30]}” runs backwards", "Write the smaller number first.")
    return (low, high) if low < high else low


def written(value: Any) -> str:
    """A stated number or interval as it is shown and typed: "0.3", "0.2–0.4"."""
    if isinstance(value, list | tuple):
        return "–".join(f"{end:g}" for end in value)
    return f"{value:g}"


def trials(case: Case, parameters: Iterable[str], defaults: Mapping[str, float] | None = None) -> Trials:
    """What the `set` parameters of an address ask to try; what says the same as the case already is left out.

    `defaults` are the numbers, by key, that hold where the case states none of its own.
    """
    found: dict[str, Trial] = {}
    said = []
    data = data_of(case)
    for parameter in list(parameters)[:MOST_TRIALS]:
        key, _, text = parameter.rpartition(":")
        try:
            before = looked_up(data, key, defaults or {})
            value = stated(text)
        except CaseError as error:
            problem = error.problems[0]
            label = label_of(case, key) if problem.where == "number" else problem.where
            said.append(f"{label}: {problem.what}. {problem.mend}")
            continue
        if (list(value) if isinstance(value, tuple) else value) == before:
            found.pop(key, None)
        else:
            found[key] = Trial(key, label_of(case, key), written(before), written(value), value)
    return Trials(tuple(found.values()), tuple(said))


def looked_up(data: dict[str, Any], key: str, defaults: Mapping[str, float]) -> Any:
    """The number or interval that a dotted key names, or its default.

    Raises:
        CaseError: it names none.
    """
    here: Any = data
    for step in path_of(data, key):
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            here = None
            break
    is_pair = isinstance(here, list) and len(here) == 2 and all(isinstance(x, int | float) for x in here)
    if here is None and (key in defaults or key.split(".")[-1] in _DEFAULTS):
        return defaults.get(key, _DEFAULTS.get(key.split(".")[-1]))
    if isinstance(here, bool) or not (isinstance(here, int | float) or is_pair):
        raise CaseError.of(key[:120], "the case states no number there", "Take the address from the field itself.")
    return here


_DEFAULTS = {"false_report": 0.5, "reservation": 0.0}


def followed(assessment: Assessment, trial: Trials) -> tuple[Assessment, tuple[Problem, ...]]:
    """The assessment with the trials made; where they make no case, the assessment as it is and why."""
    if not trial.trials:
        return assessment, ()
    try:
        return what_if(assessment, trial.edits), ()
    except HikiwakeError as error:
        return assessment, error.problems


def moved(before: Assessment, after: Assessment, rooms: Sequence[str]) -> tuple[Moved, ...]:
    """The numbers of some rooms that differ, the largest steps first; counts by how far they go of themselves."""
    old, new = numbers(before), numbers(after)
    found = [
        Moved(name, new[name].label if name in new else one.label, one.unit, one.value, new[name].value if name in new else None)
        for name, one in old.items()
        if one.room in rooms and (name not in new or not _same(one, new[name]))
    ]
    return tuple(sorted(found, key=lambda m: -_step(m)))


def _same(one: Number, other: Number) -> bool:
    if one.value is None or other.value is None:
        return one.value is other.value
    return abs(one.value - other.value) < 5e-7


def _step(one: Moved) -> float:
    if one.before is None or one.after is None:
        return 1.0
    size = abs(one.after - one.before)
    return size if one.unit != "count" else size / max(abs(one.before), abs(one.after), 1) / 10


def label_of(case: Case, key: str) -> str:
    """What a key names, in words: "Weight of Kunashiri for Japan"."""
    return labels(case).get(key) or key.replace("_", " ")


def labels(case: Case) -> dict[str, str]:
    """Every number of the case that can be tried, by its key, in words."""
    names = {p.id: party_name(p.id, p.title, p.country) for p in case.parties}
    issues = {issue.id: issue.title for issue in case.issues}
    found = {}
    for issue in case.issues:
        for party in issue.weight:
            found[f"issues.{issue.id}.weight.{party}"] = f"Weight of “{issue.title}” for {names.get(party, party)}"
        for party in issue.value:
            for option in issue.options:
                found[f"issues.{issue.id}.value.{party}.{option}"] = (
                    f"“{option}” on “{issue.title}”, to {names.get(party, party)}"
                )
    for side in case.parties:
        found[f"parties.{side.id}.reservation"] = f"Minimum of {names[side.id]}"
        for one in side.constituencies:
            key, title = f"parties.{side.id}.constituencies.{one.id}", f"{one.title or one.id} ({names[side.id]})"
            found[f"{key}.reservation"] = f"Minimum of {title}"
            found |= {f"{key}.weight.{id}": f"Weight of “{issues.get(id, id)}” for {title}" for id in one.weight}
    titles = {h.id: h.name for h in case.hypotheses}
    found |= {f"hypotheses.{id}.prior": f"Prior of “{title}”" for id, title in titles.items()}
    for kind, pieces in (("evidence", case.evidence), ("groups", case.groups)):
        for piece in pieces:
            words = piece.id.replace("_", " ")
            for id in piece.likelihood:
                found[f"{kind}.{piece.id}.likelihood.{id}"] = f"“{words}” if “{titles.get(id, id)}”"
            if kind == "evidence":
                found[f"evidence.{piece.id}.reliability"] = f"Reliability of “{words}”"
                found[f"evidence.{piece.id}.false_report"] = f"Chance of a false report, “{words}”"
    return found


def _value(number: str, sign: str) -> float:
    value = float(number.replace(",", "."))
    return round(value / 100, 12) if sign else value
