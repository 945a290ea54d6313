"""Formulas: settlements that the texts name and the case does not, with what they are said to mean and who holds them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from hikiwake.assessment.proposals.matching import content_words, is_same_formula, numbers, plain, words
from hikiwake.assessment.proposals.model import Proposal, anchors_of, free, slug, told
from hikiwake.assessment.proposals.named_formulas import Named, named_formulas
from hikiwake.case.edits import Append
from hikiwake.case.model import Case, Formula
from hikiwake.record.model import Contents, Document, FormulaMention, Span
from hikiwake.terms.pauses import pause

_JOINED = re.compile(r"^[\s’'”\")\]]*(?:and|plus|\+)[\s‘'“\"]*$")
# A term that says only that there is a term: "a new approach", "an unconventional formula".
_EMPTY = frozenset(
    content_words(
        "new original unconventional creative approach formula proposal plan idea concept principle solution step first"
    )
)
_HEADLESS = frozenset(content_words("approach formula proposal plan position idea"))
_LONGEST_HOLDER = 60


@dataclass(frozen=True, slots=True)
class _Named:
    term: str
    definition: str
    holder: str
    places: tuple[tuple[str, Span], ...]
    documents: frozenset[str]


def formulas(case: Case, contents: Contents) -> Iterator[Proposal]:
    """Formulas of the record that the case does not state under any name like theirs; of one that many texts name, one proposal."""
    known = {document.id: document for document in contents.documents}
    taken = {formula.id for formula in case.formulas}
    for named in _grouped([*_with_sums(contents), *_in_so_many_words(contents)]):
        if not _says_something(named) or any(_is_stated(named, formula) for formula in case.formulas):
            continue
        yield _proposal(named, case, contents, known, taken)


def _with_sums(contents: Contents) -> list[_Named]:
    """The formulas that the texts name; where two stand joined ("two" and "alpha") also their sum, and the second by itself no more."""
    found: list[_Named] = []
    texts = {document.id: document.text for document in contents.documents}
    by_document: dict[str, list[FormulaMention]] = {}
    for mention in contents.formulas:
        by_document.setdefault(mention.document, []).append(mention)
    for document, mentions in by_document.items():
        mentions.sort(key=lambda m: m.spans[0])
        parts: set[int] = set()
        for n, (one, other) in enumerate(pairwise(mentions)):
            between = texts[document][one.spans[-1].end : other.spans[0].start]
            if numbers(one.term) and one.definition and other.definition and _JOINED.match(between):
                meaning = f"{one.term}: {one.definition}; {other.term}: {other.definition}"
                at = Span(one.spans[0].start, other.spans[-1].end)
                holder = one.holder or other.holder or ""
                found.append(_Named(f"{one.term} plus {other.term}", meaning, holder, ((document, at),), frozenset([document])))
                parts.add(n + 1)
        for n, mention in enumerate(mentions):
            if n not in parts:
                place = (document, mention.spans[0])
                found.append(
                    _Named(mention.term, mention.definition or "", mention.holder or "", (place,), frozenset([document]))
                )
    return found


def _in_so_many_words(contents: Contents) -> list[_Named]:
    """Formulas that the documents name as such ("the formula, known as …"), whoever holds them."""
    return [
        _Named(one.term, one.definition, "", ((document.id, one.span),), frozenset([document.id]))
        for document in contents.documents
        for one in _named_in(document.text)
    ]


@lru_cache(maxsize=2_000)
def _named_in(text: str) -> tuple[Named, ...]:
    pause()
    return tuple(named_formulas(text))


def _grouped(found: Sequence[_Named]) -> list[_Named]:
    """One of each, the best defined speaking for those that are alike."""
    by_term: dict[str, list[_Named]] = {}
    for named in found:
        by_term.setdefault(plain(named.term), []).append(named)
    groups: list[list[_Named]] = []
    for alike in by_term.values():
        home = next((group for group in groups if any(is_same_formula(alike[0].term, other.term) for other in group)), None)
        if home is None:
            groups.append(list(alike))
        else:
            home += alike
    merged = []
    for group in groups:
        best = max(group, key=lambda one: (bool(one.definition), len(one.definition)))
        holder = best.holder or next((one.holder for one in group if one.holder), "")
        places = [place for one in sorted(group, key=lambda one: one is not best) for place in one.places]
        documents = frozenset().union(*(one.documents for one in group))
        merged.append(_Named(best.term, best.definition, holder, tuple(places), documents))
    return merged


def _says_something(named: _Named) -> bool:
    """Whether the term by itself, its definition or several texts make it more than a turn of phrase."""
    carried = content_words(named.term) - _EMPTY
    if not carried and not numbers(named.term):
        return False
    if named.definition:
        return True
    counted = bool(numbers(named.term)) and len(words(named.term)) > 1 and not content_words(named.term) & _HEADLESS
    return counted and len(named.documents) > 1


def _is_stated(named: _Named, formula: Formula) -> bool:
    title = re.sub(r"\(.*?\)", "", formula.title)
    names = (formula.id.replace("_", " "), title, *re.split(r",\s", title))
    return any(is_same_formula(named.term, name) for name in names if name.strip())


def _proposal(named: _Named, case: Case, contents: Contents, known: dict[str, Document], taken: set[str]) -> Proposal:
    title = named.term[:1].upper() + named.term[1:]
    row: dict[str, object] = {"id": free(slug(named.term), taken), "title": title}
    if named.definition:
        meaning = named.definition.removeprefix("that ")
        row["terms"] = meaning[:1].upper() + meaning[1:].rstrip(".") + "."
    if named.holder and len(named.holder) <= _LONGEST_HOLDER:
        row["by"] = named.holder
    open_issues = [issue.id for issue in case.issues if issue.id not in case.status_quo]
    row["choose"] = {}
    sources = [told(known[d]) for d in dict.fromkeys(document for document, _ in named.places)]
    row["sources"] = sources[:4]
    remarks = ["choose: which option it takes of each issue; what is left out stays as it is today"]
    if open_issues:
        remarks.append(f"it has to choose for {', '.join(open_issues[:6])}")
    texts = f"{len(named.documents)} texts name" if len(named.documents) > 1 else "a text names"
    defined = "and says what it means" if named.definition else f"as held by {named.holder}" if named.holder else "by name"
    return Proposal(
        f"formula.{slug(named.term)}",
        "formula",
        title,
        Append("formulas", row, tuple(remarks)),
        anchors_of(contents, named.places),
        f"{texts} it {defined}, and the case has no formula of that name",
        2.0 * bool(named.definition) + bool(named.holder) + len(named.documents),
    )
