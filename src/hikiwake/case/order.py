"""What must be in order: dates one after the other, bounds low before high, priors that can sum to one."""

from collections.abc import Generator, Iterator
from datetime import date

from hikiwake.case.faults import Fault, Gaps
from hikiwake.case.model import Case, UnitOrInterval
from hikiwake.case.positions import Path
from hikiwake.terms.dates import from_timex

SUM_TOLERANCE = 1e-6  # how far stated priors may be from one: six digits are more than anybody states


def dates(case: Case, gaps: Gaps) -> Iterator[Fault]:
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
    for n, scenario in enumerate(case.scenarios):
        yield from _timex(("scenarios", n, "on"), f'scenario "{scenario.id}": on', scenario.on)
    for n, party in enumerate(case.parties):
        for k, leader in enumerate(party.leaders):
            at: Path = ("parties", n, "leaders", k)
            name = f'leader "{leader.name}" of party "{party.id}"'
            if leader.begins and leader.term_ends and leader.begins > leader.term_ends:
                what = f"{name}: term_ends ({leader.term_ends}) lies before from ({leader.begins})"
                yield Fault((*at, "term_ends"), what, "Put the dates in order.")
            before = leader.term_ends or leader.begins
            if before and leader.may_extend_to and before > leader.may_extend_to:
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


def intervals(case: Case, gaps: Gaps) -> Iterator[Fault]:
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


def priors(case: Case, gaps: Gaps) -> Iterator[Fault]:
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
