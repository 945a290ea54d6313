"""What needs two parts of a case at once: an option for every issue, a hypothesis that evidence names, priors that sum to one.

Each check takes the case and yields faults at paths of the file. Parts that were refused before and left out are the `Gaps`: no check
blames others for what is missing by them.
"""

from collections.abc import Callable, Iterable, Iterator

from hikiwake.case import order, references
from hikiwake.case.faults import Fault, Gaps
from hikiwake.case.model import Case, publisher_key
from hikiwake.case.positions import Path
from hikiwake.terms.states import by_iso3, find

_Check = Callable[[Case, Gaps], Iterator[Fault]]


def faults(case: Case, gaps: Gaps | None = None) -> list[Fault]:
    """Everything that does not hold together between the parts of a case.

    Args:
        gaps: what was already known to be wrong and is left out of `case`.
    """
    checks: tuple[_Check, ...] = (
        _ids,
        _states,
        order.dates,
        order.intervals,
        order.priors,
        references.issues,
        references.choices,
        references.constituencies,
        references.likelihoods,
        references.groups,
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
        ("scenario", ("scenarios",), (scenario.id for scenario in case.scenarios)),
    ]
    for n, party in enumerate(case.parties):
        lists.append(("constituency", ("parties", n, "constituencies"), (one.id for one in party.constituencies)))
    for noun, path, ids in lists:
        for index in _repeated(ids_of := list(ids)):
            yield Fault((*path, index, "id"), f'{noun} "{ids_of[index]}" is stated twice', "Give each an id of its own.")
    for index in _repeated(publisher_key(publisher.name) for publisher in case.publishers):
        what = f'publisher "{case.publishers[index].name}" is stated twice'
        yield Fault(("publishers", index, "name"), what, "Keep the letter that holds.")
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
    countries = [party.country for party in references.sides(case)]
    for n, party in enumerate(case.parties):
        if not party.is_third and party.country in {one.country for one in case.parties[:n] if not one.is_third} & set(case.dyad):
            what = f'party "{party.id}" is the second of {party.country}'
            yield Fault(("parties", n), what, "A dyad has one party a state: make it a constituency, or write is_third = true.")
    if case.issues and case.dyad[0] != case.dyad[1]:
        for code in case.dyad:
            if _is_state(code) and code not in countries:
                yield Fault(("dyad",), f"issues are stated, but no party of {code}", f'Add [[parties]] with country = "{code}".')


def _is_state(code: str) -> bool:
    return _is_code(code) and by_iso3(code) is not None


def _is_code(code: str) -> bool:
    """Three capitals: a third party may be a territory, which no table of states lists."""
    return len(code) == 3 and code.isascii() and code.isupper() and code.isalpha()


def _code_for(word: str) -> str:
    state = by_iso3(word) or find(word)
    return f'Did you mean "{state.iso3}" ({state.name})?' if state else 'Give a code of three capitals, as "JPN" or "RUS".'


def _anchors(case: Case, gaps: Gaps) -> Iterator[Fault]:
    for n, piece in enumerate(case.evidence):
        for k, anchor in enumerate(piece.anchors):
            at: Path = ("evidence", n, "anchors", k)
            name = f'anchor {k + 1} of evidence "{piece.id}"'
            if not anchor.quote.strip():
                yield Fault((*at, "quote"), f"{name} quotes nothing", "Copy the exact words from the document.")
            if not anchor.document.strip():
                yield Fault((*at, "document"), f"{name} names no document", "Give the document's SHA-256.")


def _repeated(names: Iterable[str]) -> list[int]:
    """Indices of what stood before."""
    seen: set[str] = set()
    again = []
    for index, name in enumerate(names):
        if name in seen:
            again.append(index)
        seen.add(name)
    return again
