"""What needs two parts of a case at once: an option for every issue, a hypothesis that evidence names, priors that sum to one.

Each check takes the case and yields faults at paths of the file. Parts that were refused before and left out are the `Gaps`: no check
blames others for what is missing by them.
"""

import difflib
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from hikiwake.case.model import Case, Evidence, GroupLikelihood, Issue, Party, UnitOrInterval
from hikiwake.case.positions import Path
from hikiwake.terms.dates import from_timex
from hikiwake.terms.states import by_iso3, find

SUM_TOLERANCE = 1e-6  # how far stated priors may be from one: six digits are more than anybody states
_Check = Callable[[Case, "Gaps"], Iterator["Fault"]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a path of the case file, and the mend."""

    path: Path
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """What was refused and left out.

    `names` are top-level names (`issues`, `as_of`) that lost something; `ids` the ids of the rows among it; `opaque` the names that
    lost something which cannot be told (a line that does not parse, a row without an id).
    """

    names: frozenset[str] = frozenset()
    ids: frozenset[tuple[str, str]] = frozenset()
    opaque: frozenset[str] = frozenset()

    def touch(self, *names: str) -> bool:
        return not self.names.isdisjoint(names)

    def explain(self, name: str, id: str) -> bool:
        """Whether the row `id` of `name` may be missing only because it was left out."""
        return name in self.opaque or (name, id) in self.ids


def faults(case: Case, gaps: Gaps | None = None) -> list[Fault]:
    """Everything that does not hold together between the parts of a case.

    Args:
        gaps: what was already known to be wrong and is left out of `case`.
    """
    checks: tuple[_Check, ...] = (
        _ids,
        _states,
        _dates,
        _intervals,
        _issues,
        _choices,
        _constituencies,
        _priors,
        _likelihoods,
        _groups,
        _anchors,
    )
    return [fault for check in checks for fault in check(case, gaps or Gaps())]


def _ids(case: Case, gaps: Gaps) -> Iterator[Fault]:
    lists: list[tuple[str, Path, Iterable[str]]] = [
        ("party", ("parties",), (party.id for party in case.parties)),
        ("issue", ("issues",), (issue.id for issue in case.issues)),
        ("formula", ("formulas",), (formula.id for formula in case.formulas)),
        ("hypothesis", ("hypotheses",), (hypothesis.id for hypothesis in case.hypotheses)),
        ("evidence", ("evidence",), (piece.id for piece in case.evidence)),
        ("group", ("groups",), (group.id for group in case.groups)),
    ]
    for n, party in enumerate(case.parties):
        lists.append(("constituency", ("parties", n, "constituencies"), (one.id for one in party.constituencies)))
    for noun, path, ids in lists:
        for index in _repeated(ids_of := list(ids)):
            yield Fault((*path, index, "id"), f'{noun} "{ids_of[index]}" is stated twice', "Give each an id of its own.")
    for n, issue in enumerate(case.issues):
        for index in _repeated(issue.options):
            what = f'issue "{issue.id}" has the option "{issue.options[index]}" twice'
            yield Fault(("issues", n, "options", index), what, "Name each option once.")


def _states(case: Case, gaps: Gaps) -> Iterator[Fault]:
    if not gaps.touch("dyad"):
        for index, code in enumerate(case.dyad):
            if not _is_state(code):
                yield Fault(("dyad", index), f'dyad names "{code}", which is no ISO alpha-3 code of a state', _code_for(code))
        if case.dyad[0] == case.dyad[1]:
            yield Fault(("dyad",), f"dyad names {case.dyad[0]} twice", "Give two different states.")
    for n, party in enumerate(case.parties):
        at: Path = ("parties", n, "country")
        if not (_is_state(party.country) or (party.is_third and _is_code(party.country))):
            what = f'party "{party.id}" is of "{party.country}", which is no ISO alpha-3 code of a state'
            yield Fault(at, what, _code_for(party.country))
        elif not gaps.touch("dyad") and party.country not in case.dyad and not party.is_third:
            what = f'party "{party.id}" is of {party.country}, which is not of the dyad ({", ".join(case.dyad)})'
            yield Fault(at, what, "Write is_third = true for a third party, or mend the country.")
    if gaps.touch("dyad", "parties"):
        return
    countries = [party.country for party in _sides(case)]
    for n, party in enumerate(case.parties):
        if not party.is_third and party.country in {one.country for one in case.parties[:n] if not one.is_third} & set(case.dyad):
            what = f'party "{party.id}" is the second of {party.country}'
            yield Fault(("parties", n), what, "A dyad has one party a state: make it a constituency, or write is_third = true.")
    if case.issues and case.dyad[0] != case.dyad[1]:
        for code in case.dyad:
            if _is_state(code) and code not in countries:
                yield Fault(("dyad",), f"issues are stated, but no party of {code}", f'Add [[parties]] with country = "{code}".')


def _dates(case: Case, gaps: Gaps) -> Iterator[Fault]:
    if case.as_of > case.horizon and not gaps.touch("as_of", "horizon"):
        yield Fault(("horizon",), f"horizon ({case.horizon}) lies before as_of ({case.as_of})", "Put the later date in horizon.")
    if case.since and case.since > case.as_of and not gaps.touch("as_of"):
        yield Fault(("since",), f"since ({case.since}) lies after as_of ({case.as_of})", "Put the earlier date in since.")
    began = yield from _timex(("claim_began",), "claim_began", case.claim_began)
    if began and began > case.as_of and not gaps.touch("as_of"):
        yield Fault(
            ("claim_began",), f"claim_began ({case.claim_began}) lies after as_of ({case.as_of})", "Put the year the claim began."
        )
    for n, formula in enumerate(case.formulas):
        yield from _timex(("formulas", n, "on"), f'formula "{formula.id}": on', formula.on)
    for n, party in enumerate(case.parties):
        for k, leader in enumerate(party.leaders):
            at: Path = ("parties", n, "leaders", k)
            name = f'leader "{leader.name}" of party "{party.id}"'
            if leader.term_ends and leader.begins > leader.term_ends:
                what = f"{name}: term_ends ({leader.term_ends}) lies before from ({leader.begins})"
                yield Fault((*at, "term_ends"), what, "Put the dates in order.")
            before = leader.term_ends or leader.begins
            if leader.may_extend_to and before > leader.may_extend_to:
                key = "term_ends" if leader.term_ends else "from"
                what = f"{name}: may_extend_to ({leader.may_extend_to}) lies before {key} ({before})"
                yield Fault((*at, "may_extend_to"), what, "Put the dates in order.")


def _timex(path: Path, name: str, value: str) -> Generator[Fault, None, date | None]:
    """A fault where `value` is no TIMEX3 date; returns its first day, if it has one."""
    if not value:
        return None
    try:
        return from_timex(value).earliest
    except ValueError:
        yield Fault(path, f'{name} is "{value}", which is no date', 'Write "2016", "2016-05", "2016-05-06" or "2016-Q2".')
    return None


def _intervals(case: Case, gaps: Gaps) -> Iterator[Fault]:
    for path, name, value in _stated(case):
        if isinstance(value, tuple) and value[0] > value[1]:
            yield Fault(path, f"{name} runs from {value[0]} down to {value[1]}", f"Write [{value[1]}, {value[0]}].")


def _stated(case: Case) -> Iterator[tuple[Path, str, UnitOrInterval]]:
    """Every number of a case that may be an interval, with its path and its name."""
    for n, party in enumerate(case.parties):
        yield ("parties", n, "reservation"), f'party "{party.id}": reservation', party.reservation
        for k, one in enumerate(party.constituencies):
            path: Path = ("parties", n, "constituencies", k, "reservation")
            yield path, f'constituency "{one.id}" of party "{party.id}": reservation', one.reservation
    for n, issue in enumerate(case.issues):
        for party_id, weight in issue.weight.items():
            yield ("issues", n, "weight", party_id), f'issue "{issue.id}": weight of "{party_id}"', weight
        for party_id, values in issue.value.items():
            for k, value in enumerate(values):
                yield ("issues", n, "value", party_id, k), f'issue "{issue.id}": value of "{party_id}", entry {k + 1},', value
    for n, hypothesis in enumerate(case.hypotheses):
        yield ("hypotheses", n, "prior"), f'hypothesis "{hypothesis.id}": prior', hypothesis.prior
    for n, piece in enumerate(case.evidence):
        for key, value in piece.likelihood.items():
            yield ("evidence", n, "likelihood", key), f'evidence "{piece.id}": likelihood of "{key}"', value
    for n, group in enumerate(case.groups):
        for key, value in group.likelihood.items():
            yield ("groups", n, "likelihood", key), f'group "{group.id}": likelihood of "{key}"', value


def _issues(case: Case, gaps: Gaps) -> Iterator[Fault]:
    parties = [party.id for party in case.parties]
    for n, issue in enumerate(case.issues):
        for key, stated in (("weight", issue.weight), ("value", issue.value)):
            yield from _unknown(("issues", n, key), f'issue "{issue.id}": {key}', ("party", "parties"), stated, parties, gaps)
            for party in _sides(case):
                if party.id not in stated:
                    form = "0.2" if key == "weight" else f"[{', '.join('…' for _ in issue.options)}]"
                    yield Fault(
                        ("issues", n, key),
                        f'issue "{issue.id}" gives no {key} for {party.id}',
                        f"Add {party.id} = {form} to {key}.",
                    )
        yield from _counts(n, issue)
    for party in _sides(case):
        weights = [issue.weight[party.id] for issue in case.issues if party.id in issue.weight]
        if weights and len(weights) == len(case.issues) and not gaps.touch("issues") and all(w in (0, (0, 0)) for w in weights):
            what = f"every issue has weight 0 for {party.id}"
            yield Fault(("issues", 0, "weight", party.id), what, "Give at least one a weight above 0.")


def _sides(case: Case) -> list[Party]:
    """The parties of the dyad's own states; one that is of neither is told elsewhere."""
    return [party for party in case.sides if party.country in case.dyad]


def _counts(n: int, issue: Issue) -> Iterator[Fault]:
    for party_id, values in issue.value.items():
        if len(values) != len(issue.options):
            what = (
                f'issue "{issue.id}" gives {_count(len(values), "value")} for {_count(len(issue.options), "option")} ({party_id})'
            )
            yield Fault(("issues", n, "value", party_id), what, f"Give one value for each of: {', '.join(issue.options)}.")


def _choices(case: Case, gaps: Gaps) -> Iterator[Fault]:
    yield from _options(case, gaps, ("status_quo",), "status_quo", case.status_quo)
    for n, formula in enumerate(case.formulas):
        name = f'formula "{formula.id}"'
        yield from _options(case, gaps, ("formulas", n, "choose"), name, formula.choose)
        missing = [issue.id for issue in case.issues if issue.id not in formula.choose and issue.id not in case.status_quo]
        if missing and not gaps.touch("status_quo"):
            what = f"{name} chooses nothing for {', '.join(missing)}, and status_quo does not say"
            yield Fault(("formulas", n, "choose"), what, f'Add {missing[0]} = "…" to choose or to [status_quo].')


def _options(case: Case, gaps: Gaps, path: Path, name: str, choose: dict[str, str]) -> Iterator[Fault]:
    issues = {issue.id: issue for issue in case.issues}
    yield from _unknown(path, name, ("issue", "issues"), choose, list(issues), gaps)
    for key, option in choose.items():
        if key in issues and option not in issues[key].options:
            what = f'{name} chooses "{option}" for {key}, which is none of its options'
            yield Fault(
                (*path, key), what, f"{_nearest(option, issues[key].options)}Options are: {', '.join(issues[key].options)}."
            )


def _constituencies(case: Case, gaps: Gaps) -> Iterator[Fault]:
    issues = [issue.id for issue in case.issues]
    for n, party in enumerate(case.parties):
        for k, one in enumerate(party.constituencies):
            name = f'constituency "{one.id}" of party "{party.id}": weight'
            yield from _unknown(
                ("parties", n, "constituencies", k, "weight"), name, ("issue", "issues"), one.weight, issues, gaps
            )


def _priors(case: Case, gaps: Gaps) -> Iterator[Fault]:
    if not case.hypotheses or gaps.touch("hypotheses"):
        return
    bounds = [h.prior if isinstance(h.prior, tuple) else (h.prior, h.prior) for h in case.hypotheses]
    if any(low > high for low, high in bounds):
        return
    lowest, highest = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    if lowest <= 1 + SUM_TOLERANCE and highest >= 1 - SUM_TOLERANCE:
        return
    if lowest == highest:
        what, mend = (
            f"the priors of the hypotheses sum to {lowest:.6g}",
            "Make them sum to 1, with a catch-all for the rest if need be.",
        )
    elif lowest > 1:
        what, mend = f"the priors cannot sum to 1: their lower bounds alone sum to {lowest:.6g}", "Lower some of them."
    else:
        what, mend = (
            f"the priors cannot sum to 1: even their upper bounds sum to {highest:.6g}",
            "Raise some, or add a catch-all.",
        )
    yield Fault(("hypotheses", 0, "prior"), what, mend)


def _likelihoods(case: Case, gaps: Gaps) -> Iterator[Fault]:
    for n, piece in enumerate(case.evidence):
        yield from _covers(case, gaps, ("evidence", n, "likelihood"), f'evidence "{piece.id}"', piece)
    for n, group in enumerate(case.groups):
        yield from _covers(case, gaps, ("groups", n, "likelihood"), f'group "{group.id}"', group)


def _covers(case: Case, gaps: Gaps, path: Path, name: str, row: Evidence | GroupLikelihood) -> Iterator[Fault]:
    known = [hypothesis.id for hypothesis in case.hypotheses]
    if not known and not gaps.touch("hypotheses"):
        yield Fault(
            path, f"{name} has likelihoods, but there are no hypotheses", "Add [[hypotheses]], each with id, statement and prior."
        )
        return
    yield from _unknown(path, f"{name}: likelihood", ("hypothesis", "hypotheses"), row.likelihood, known, gaps)
    missing = [key for key in known if key not in row.likelihood]
    if missing:
        yield Fault(path, f"{name} gives no likelihood for {', '.join(missing)}", f"Add {missing[0]} = 0.5, or what you hold.")
    elif known and all(row.likelihood[key] in (0, (0, 0)) for key in known) and getattr(row, "reliability", None) in (None, 1):
        what = f"{name} is impossible under every hypothesis (likelihood 0 throughout)"
        yield Fault(path, what, "Give at least one hypothesis a likelihood above 0.")


def _groups(case: Case, gaps: Gaps) -> Iterator[Fault]:
    named = sorted({piece.group for piece in case.evidence if piece.group})
    if gaps.touch("evidence"):
        return
    for n, group in enumerate(case.groups):
        if group.id not in named:
            mend = _nearest(group.id, named) or f'Write group = "{group.id}" in the [[evidence]] that belongs to it.'
            yield Fault(("groups", n), f'group "{group.id}" holds no evidence', mend.strip())


def _anchors(case: Case, gaps: Gaps) -> Iterator[Fault]:
    for n, piece in enumerate(case.evidence):
        for k, anchor in enumerate(piece.anchors):
            at: Path = ("evidence", n, "anchors", k)
            name = f'anchor {k + 1} of evidence "{piece.id}"'
            if not anchor.quote.strip():
                yield Fault((*at, "quote"), f"{name} quotes nothing", "Copy the exact words from the document.")
            if not anchor.document.strip():
                yield Fault((*at, "document"), f"{name} names no document", "Give the document's SHA-256.")


def _unknown(path: Path, name: str, what: tuple[str, str], keys: Iterable[str], known: list[str], gaps: Gaps) -> Iterator[Fault]:
    """A fault for each key that names no row; `what` is the rows' noun and their top-level name."""
    noun, rows = what
    left_out = [id for name, id in sorted(gaps.ids) if name == rows]
    for key in keys:
        if key not in known and not gaps.explain(rows, key):
            listed = f"Known are: {', '.join(known)}." if known else f"The case states no {rows}."
            yield Fault((*path, key), f'{name} names an unknown {noun} "{key}"', f"{_nearest(key, [*known, *left_out])}{listed}")


def _nearest(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"? ' if near else ""


def _repeated(names: Iterable[str]) -> list[int]:
    """Indices of what stood before."""
    seen: set[str] = set()
    again = []
    for index, name in enumerate(names):
        if name in seen:
            again.append(index)
        seen.add(name)
    return again


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _is_state(code: str) -> bool:
    return _is_code(code) and by_iso3(code) is not None


def _is_code(code: str) -> bool:
    """Three capitals: a third party may be a territory, which no table of states lists."""
    return len(code) == 3 and code.isascii() and code.isupper() and code.isalpha()


def _code_for(word: str) -> str:
    state = by_iso3(word) or find(word)
    return f'Did you mean "{state.iso3}" ({state.name})?' if state else 'Give a code of three capitals, as "JPN" or "RUS".'
