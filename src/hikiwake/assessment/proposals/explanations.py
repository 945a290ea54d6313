"""Explanations that the texts give and the case does not weigh, as hypotheses; how likely they are is left to the analyst."""

import re
from collections.abc import Iterator, Sequence

from hikiwake.assessment.proposals.matching import content_words, likeness
from hikiwake.assessment.proposals.model import Proposal, anchors_of, closed, digest, free, slug, told
from hikiwake.case.edits import Append
from hikiwake.case.model import Case
from hikiwake.reading.actor_names import names_in
from hikiwake.record.model import Contents, Document, ExplanationMention, Span

_FEWEST_WORDS = 6
_ALIKE = 0.6  # share of the shorter claim's words that the longer one has: the same explanation told twice
_STATED = 0.5  # the same against what the case states, which is told shorter
# The words before a claim that make it one of a list, or say in so many words that it explains something.
_ACCOUNT = r"\b(?:account|report|information|remarks?|story|news|words)\b"  # of which one says where it comes from, not why it is
_LISTED = re.compile(
    r"(?:\b(?:first|second|third|fourth|fifth|finally)(?:ly)?(?:,| is| was|:)|"
    rf"\b(?:attribut|ascrib|credit)(?:e|es|s|ed|ing)\b(?![^.;]{{0,80}}{_ACCOUNT})[^.;]{{0,160}}\bto|"
    r"\b(?:explanation|reason|theory|hypothesis|interpretation|reading|cause)\b[^.;]{0,100})[\s‘“\"'—–-]*$",
    re.I,
)
_TITLE, _LONG_TITLE = 40, 64  # characters
_EXPLAINED = re.compile(r"[;:–—](?=\s)")
_CLAUSE_ENDS = re.compile(r",?\s(?:and|because|but|since|so|though|although|which|who|whereas|while)(?=\s)")
_IN_A_LIST = re.compile(r"\b(?:between|both|either)\b[^,;]*$|,[^,]*$", re.I)
_LEADS_ON = re.compile(  # words that a title cannot end with
    r"(?:[ ,;:–—-]+(?:an?|and|as|at|because|before|but|by|for|from|ha[ds]|have|he|her|his|if|in|is|its?|more|not?|of|on|or|our|she|such|than|that|the"
    r"|their|they|this|to|was|were|which|while|who|with|would))+[ ,;:–—-]*$",
    re.I,
)
_BROKEN = re.compile(r"^(?:be|been|being|to|it|its|this|that|they|he|she|which|who)\b|\b(?:and|or|the|a|of|to|in|for|may)$", re.I)


def explanations(case: Case, contents: Contents) -> Iterator[Proposal]:
    """Explanations that name a side or stand in a list of them, and are like none that the case states."""
    known = {document.id: document for document in contents.documents}
    stated = [content_words(f"{h.title} {h.statement} {h.short}") for h in case.hypotheses]
    taken = {h.id for h in case.hypotheses}
    for group in _grouped(contents.explanations):
        best = group[0]
        mine = content_words(best.claim)
        if not _is_explanation(best, known[best.document], case) or any(likeness(mine, other) >= _STATED for other in stated):
            continue
        proposal = _proposal(group, contents, known, taken)
        taken.add(str(proposal.edit.stanza["id"]))
        yield proposal


def _grouped(found: Sequence[ExplanationMention]) -> list[list[ExplanationMention]]:
    """Those that are alike together, the longest first in its group."""
    groups: list[list[ExplanationMention]] = []
    for one in sorted(found, key=lambda mention: -len(mention.claim)):
        mine = content_words(one.claim)
        for group in groups:
            if likeness(mine, content_words(group[0].claim)) >= _ALIKE:
                group.append(one)
                break
        else:
            groups.append([one])
    return groups


def _is_explanation(one: ExplanationMention, document: Document, case: Case) -> bool:
    claim = _said(one)
    if len(claim.split()) < _FEWEST_WORDS or _BROKEN.search(claim):
        return False
    lead = document.text[max(0, one.spans[0].start - 240) : one.spans[0].start]
    is_listed = bool(_LISTED.search(lead.rsplit("\n\n", 1)[-1]))
    return is_listed or _names_a_side(claim, case)


def _names_a_side(claim: str, case: Case) -> bool:
    """Whether the claim is about one of the two or somebody who decides there."""
    meanings = [meaning for match in names_in(claim) for meaning in match.meanings]
    countries = {one.country for one in meanings if one.kind in ("state", "adjective", "people", "leader", "surname")}
    surnames = {leader.name.split()[-1] for party in case.parties for leader in party.leaders}
    return bool(countries & set(case.dyad)) or any(re.search(rf"\b{re.escape(name)}\b", claim) for name in surnames)


def _proposal(group: Sequence[ExplanationMention], contents: Contents, known: dict[str, Document], taken: set[str]) -> Proposal:
    best = group[0]
    claim = closed(_said(best))
    statement = claim[:1].upper() + claim[1:].rstrip(".") + "."
    holders = list(dict.fromkeys(one.holder for one in group if one.holder and one.holder not in one.claim))
    documents = list(dict.fromkeys(one.document for one in group))
    row: dict[str, object] = {
        "id": free(slug(" ".join(_telling(claim)), 32), taken),
        "statement": statement,
        **_names(statement),
        "prior": [0, 1],
        "note": f"{' and '.join(holders)} in {told(known[best.document])}" if holders else told(known[best.document]),
    }
    remarks = ("prior: yours to say; [0, 1] takes what the others leave, so nothing where their priors sum to 1 already",)
    who = f"held by {' and '.join(map(_in_a_line, holders))}" if holders else "given in the text"
    return Proposal(
        f"hypothesis.{slug(' '.join(_telling(claim)), 32)}.{digest(best.claim)[:4]}",
        "hypothesis",
        statement if len(statement) <= 90 else statement[:88].rsplit(" ", 1)[0] + " …",
        Append("hypotheses", row, remarks),
        anchors_of(contents, [(one.document, _whole(one)) for one in group]),
        f"an explanation {who}, after the words “{_lead(best, known[best.document])}”",
        len(documents) + 2 * len(holders),
    )


def _names(statement: str) -> dict[str, object]:
    """What to call it where there is little room, as the brief's matrix: its first words as a title.

    A statement that is short as a whole is a clause as well, which page one takes into a sentence ("Most likely …"); cut, it would say less there
    than its source does.
    """
    claim = statement.rstrip(".")
    if len(claim) <= _TITLE:
        return {"title": claim, "short": claim if names_in(claim.split()[0]) else claim[:1].lower() + claim[1:]}
    if clause := _first_clauses(claim):
        return {"title": clause}
    return {"title": _LEADS_ON.sub("", claim[:_TITLE].rsplit(" ", 1)[0]).rstrip(" ,;:–—-") + "…"}


def _first_clauses(claim: str) -> str:
    """The claim without what explains it, or up to the last clause that leaves it no longer than a long title; empty where neither is short."""
    for ends in (_EXPLAINED, _CLAUSE_ENDS):
        whole = [m.start() for m in ends.finditer(claim) if m.start() <= _LONG_TITLE and _is_an_end(claim, m)]
        if whole:
            return claim[: whole[-1]].rstrip(" ,;:–—-")
        if len(claim) <= _LONG_TITLE:
            return claim
    return ""


def _is_an_end(claim: str, found: re.Match[str]) -> bool:
    before = claim[: found.start()]
    is_listed = found[0].split()[-1:] == ["and"] and _IN_A_LIST.search(before)
    return len(before.split()) >= _FEWEST_WORDS - 2 and not is_listed


def _in_a_line(holder: str) -> str:
    """A holder within a sentence: "many" and "commentators" are no names."""
    is_name = len(holder.split()) > 1 or bool(names_in(holder))
    return holder if is_name else holder[:1].lower() + holder[1:]


def _said(one: ExplanationMention) -> str:
    return re.sub(r"^that\s+", "", " ".join(one.claim.split()))


def _whole(one: ExplanationMention) -> Span:
    return Span(min(s.start for s in one.spans), max(s.end for s in one.spans))


def _lead(one: ExplanationMention, document: Document) -> str:
    """The words with which its sentence begins, before the claim; the sentence before where there are none."""
    before = document.text[max(0, one.spans[0].start - 400) : one.spans[0].start].rsplit("\n\n", 1)[-1]
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", " ".join(before.split())) if s]
    own = sentences[-1] if sentences else ""
    lead = own if len(own.split()) > 2 or len(sentences) < 2 else f"{sentences[-2]} {own}"
    return lead.strip() if len(lead) <= 160 else "… " + lead[-158:].split(" ", 1)[-1].strip()


def _telling(claim: str) -> list[str]:
    return [word for word in re.findall(r"[\w’'-]+", claim) if content_words(word)][:4]
