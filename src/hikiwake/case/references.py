"""What refers to something: values to options and parties, formulas to issues, evidence to hypotheses and groups."""

from collections.abc import Iterator

from hikiwake.case.faults import Fault, Gaps, missing, nearest_hint, unknown
from hikiwake.case.model import Case, Evidence, GroupLikelihood, Issue, Party
from hikiwake.case.positions import Path


def issues(case: Case, gaps: Gaps) -> Iterator[Fault]:
    parties = [party.id for party in case.parties]
    for n, issue in enumerate(case.issues):
        for key, stated in (("weight", issue.weight), ("value", issue.value)):
            yield from unknown(("issues", n, key), f'issue "{issue.id}": {key}', ("party", "parties"), stated, parties, gaps)
            for party in sides(case):
                if party.id in missing(parties, stated):
                    form = "0.2" if key == "weight" else f"[{', '.join('…' for _ in issue.options)}]"
                    yield Fault(
                        ("issues", n, key),
                        f'issue "{issue.id}" gives no {key} for {party.id}',
                        f"Add {party.id} = {form} to {key}.",
                    )
        yield from _counts(n, issue)
    for party in sides(case):
        weights = [issue.weight[party.id] for issue in case.issues if party.id in issue.weight]
        if weights and len(weights) == len(case.issues) and not gaps.touch("issues") and all(w in (0, (0, 0)) for w in weights):
            what = f"every issue has weight 0 for {party.id}"
            yield Fault(("issues", 0, "weight", party.id), what, "Give at least one a weight above 0.")


def sides(case: Case) -> list[Party]:
    """The parties of the dyad's own states; one that is of neither is told elsewhere."""
    return [party for party in case.sides if party.country in case.dyad]


def _counts(n: int, issue: Issue) -> Iterator[Fault]:
    for party_id, values in issue.value.items():
        if len(values) != len(issue.options):
            what = (
                f'issue "{issue.id}" gives {_count(len(values), "value")} for {_count(len(issue.options), "option")} ({party_id})'
            )
            yield Fault(("issues", n, "value", party_id), what, f"Give one value for each of: {', '.join(issue.options)}.")


def choices(case: Case, gaps: Gaps) -> Iterator[Fault]:
    yield from _options(case, gaps, ("status_quo",), "status_quo", case.status_quo)
    for n, formula in enumerate(case.formulas):
        name = f'formula "{formula.id}"'
        yield from _options(case, gaps, ("formulas", n, "choose"), name, formula.choose)
        open_issues = missing([issue.id for issue in case.issues], [*formula.choose, *case.status_quo])
        if open_issues and not gaps.touch("status_quo"):
            named = ", ".join(open_issues[:5]) + (", …" if len(open_issues) > 5 else "")
            what = f"{name} chooses nothing for {named}, and status_quo does not say"
            yield Fault(("formulas", n, "choose"), what, f'Add {open_issues[0]} = "…" to choose or to [status_quo].')


def _options(case: Case, gaps: Gaps, path: Path, name: str, choose: dict[str, str]) -> Iterator[Fault]:
    issues = {issue.id: issue for issue in case.issues}
    yield from unknown(path, name, ("issue", "issues"), choose, list(issues), gaps)
    for key, option in choose.items():
        if key in issues and option not in issues[key].options:
            what = f'{name} chooses "{option}" for {key}, which is none of its options'
            yield Fault(
                (*path, key), what, f"{nearest_hint(option, issues[key].options)}Options are: {', '.join(issues[key].options)}."
            )


def constituencies(case: Case, gaps: Gaps) -> Iterator[Fault]:
    issues = [issue.id for issue in case.issues]
    for n, party in enumerate(case.parties):
        for k, one in enumerate(party.constituencies):
            name = f'constituency "{one.id}" of party "{party.id}": weight'
            yield from unknown(("parties", n, "constituencies", k, "weight"), name, ("issue", "issues"), one.weight, issues, gaps)


def likelihoods(case: Case, gaps: Gaps) -> Iterator[Fault]:
    for n, piece in enumerate(case.evidence):
        yield from _covers(case, gaps, ("evidence", n, "likelihood"), f'evidence "{piece.id}"', piece)
    for n, group in enumerate(case.groups):
        yield from _covers(case, gaps, ("groups", n, "likelihood"), f'group "{group.id}"', group)


def _covers(case: Case, gaps: Gaps, path: Path, name: str, row: Evidence | GroupLikelihood) -> Iterator[Fault]:
    known = [hypothesis.id for hypothesis in case.hypotheses]
    if not known and not gaps.touch("hypotheses"):
        mend = "Add [[hypotheses]], each with id, statement and prior."
        yield Fault(path, f"{name} has likelihoods, but there are no hypotheses", mend)
        return
    yield from unknown(path, f"{name}: likelihood", ("hypothesis", "hypotheses"), row.likelihood, known, gaps)
    absent = missing(known, row.likelihood)
    if absent:
        yield Fault(path, f"{name} gives no likelihood for {', '.join(absent)}", f"Add {absent[0]} = 0.5, or what you hold.")
    elif known and _is_impossible(row, known):
        what = f"{name} is impossible under every hypothesis (its report has likelihood 0 throughout)"
        yield Fault(path, what, "Give at least one hypothesis a likelihood above 0.")


def _is_impossible(row: Evidence | GroupLikelihood, hypotheses: list[str]) -> bool:
    """Whether no hypothesis leaves the report any chance: none makes the fact possible (or the source is never right), and none a lie."""
    is_never_true = all(row.likelihood.get(key) in (0, (0, 0)) for key in hypotheses)
    if isinstance(row, GroupLikelihood):
        return is_never_true
    reliability = 1 if row.reliability is None else row.reliability
    return (is_never_true or reliability == 0) and (row.false_report == 0 or reliability == 1)


def groups(case: Case, gaps: Gaps) -> Iterator[Fault]:
    named = sorted({piece.group for piece in case.evidence if piece.group})
    if gaps.touch("evidence"):
        return
    for n, group in enumerate(case.groups):
        if group.id not in named:
            mend = nearest_hint(group.id, named) or f'Write group = "{group.id}" in the [[evidence]] that belongs to it.'
            yield Fault(("groups", n), f'group "{group.id}" holds no evidence', mend.strip())


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
