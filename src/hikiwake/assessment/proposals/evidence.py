"""Evidence: what a side said or did that bears on the explanations which the case weighs, and that it does not cite yet."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log

from hikiwake.assessment.proposals.matching import content_words, likeness, words
from hikiwake.assessment.proposals.model import Proposal, closed, digest, free, slug, told
from hikiwake.case.edits import Append
from hikiwake.case.model import Case
from hikiwake.reading.actor_names import names_in
from hikiwake.record.anchors import resolve, unique_anchor
from hikiwake.record.disputes import disputes
from hikiwake.record.model import Actor, Anchor, Contents, Document, Said, Span, Status
from hikiwake.record.wording import wording
from hikiwake.terms.grades import Grade
from hikiwake.terms.pauses import pause
from hikiwake.terms.retractions import taken_back
from hikiwake.terms.while_held import WhileHeld

_LATELY = timedelta(days=400)  # older words and deeds weigh on how it came to this, not on what goes on
_WORDS = (6, 45)  # of what was said: less says nothing, more is a speech
_OF_A_DOCUMENT = 2
_ALIKE = 0.5
_NEAR = 400  # characters: what stands so near to cited words belongs to the same passage
# Words that explanations and formulas are full of and that tell no subject.
_GENERAL = content_words(
    "give take want read keep hand first last year day time way part half hope expect call ask answer know see hear come go work get move stay "
    "stop plan next become cannot nothing none full empty less either neither address change good bad large small long short two together "
    "without country state government president minister leader side people public real open talk word agree meet third outside"
)
_SAID_INSIDE = re.compile(r"\b(?:said|says|told|added|recalled)\b(?=[^“”\"]*$)")
_GRADES = (Grade.ON_RECORD, Grade.ATTRIBUTED, Grade.REPORTED)
_WEIGHTY = 3.0  # Goldstein: a deed of less weight is a meeting or a courtesy
_DEEDS = ("057", "06", "07", "08", "15", "16", "17", "18", "19", "20")  # CAMEO: signatures, aid, concessions, coercion, force
_DATELINE = re.compile(r"[A-Z][A-Z .,'-]*[A-Z](?:, [A-Z][\w.]+ \d{1,2})?(?: \([\w ]+\))?\s+[–—-]\s+")
_STOP = re.compile(r"[.!?][”’\"')\]]*\s+(?=[“‘\"'(\[]?[A-Z0-9])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Candidate:
    document: Document
    span: Span
    text: str
    who: str
    day: date | None  # its own, else the document's
    when: str  # its own date as far as it is known, TIMEX3; empty where it has none
    grade: Grade
    is_leader: bool
    is_deed: bool = False
    stands_by_itself: bool = False  # a deed that matters whatever it is about: a signature, aid, force

    @property
    def words(self) -> frozenset[str]:
        return content_words(self.text)


def evidence(case: Case, contents: Contents) -> Iterator[Proposal]:
    """The words and deeds of the last year that share most with the explanations and issues of the case, the most telling first.

    None where the case has fewer than two hypotheses: there is nothing that evidence could tell apart.
    """
    if len(case.hypotheses) < 2:
        return
    cited = _cited(case, contents)
    stated = [content_words(piece.statement) for piece in case.evidence]
    subject = _subject(case)
    rarity = _rarity(contents)
    scored = []
    for candidate in (*_said(case, contents), *_done(case, contents)):
        if _is_cited(candidate, cited) or _is_explanation(candidate, contents):
            continue
        if any(likeness(candidate.words | content_words(candidate.who), other) >= _ALIKE for other in stated):
            continue
        shared = candidate.words & subject
        if len(shared) >= _needed(candidate, case):
            score = 1.0 + sum(rarity.get(word, 1.0) for word in shared)
            scored.append((score * _standing(candidate), candidate, shared))
    scored.sort(key=lambda one: (-one[0], one[1].document.id, one[1].span))
    taken = {piece.id for piece in case.evidence}
    for score, candidate, shared in _varied(scored):
        proposal = _proposal(candidate, shared, score, case, taken)
        taken.add(str(proposal.edit.stanza["id"]))
        yield proposal


def _is_late(day: date | None, case: Case) -> bool:
    return day is not None and day < case.as_of - _LATELY


def _is_cited(candidate: _Candidate, cited: Mapping[str, Sequence[tuple[Span, str]]]) -> bool:
    """Whether the case has the passage already, or other words of the same speaker in the same document."""
    return any(
        who == candidate.who or (span.start < candidate.span.end + _NEAR and candidate.span.start < span.end + _NEAR)
        for span, who in cited.get(candidate.document.id, ())
    )


def _is_explanation(candidate: _Candidate, contents: Contents) -> bool:
    """Whether the words are part of an explanation: those are weighed, they weigh nothing themselves."""
    return any(
        one.document == candidate.document.id and span.overlaps(candidate.span)
        for one in contents.explanations
        for span in one.spans
    )


def _needed(candidate: _Candidate, case: Case) -> int:
    """How many words it has to share with what the case turns on."""
    if candidate.is_deed:
        return 0 if candidate.stands_by_itself else 1
    is_plain = candidate.is_leader and candidate.grade is not Grade.REPORTED and _names_another(candidate, case)
    return 1 if is_plain else 2


def _varied(scored: Sequence[tuple[float, _Candidate, frozenset[str]]]) -> list[tuple[float, _Candidate, frozenset[str]]]:
    """Few of one document, the best ones, and none that says again what a better one says."""
    kept: list[tuple[float, _Candidate, frozenset[str]]] = []
    counts: Counter[str] = Counter()
    for one in scored:
        candidate = one[1]
        if counts[candidate.document.id] >= _OF_A_DOCUMENT or any(likeness(candidate.words, k[1].words) >= _ALIKE for k in kept):
            continue
        kept.append(one)
        counts[candidate.document.id] += 1
    return kept


def _said(case: Case, contents: Contents) -> Iterator[_Candidate]:
    known = {document.id: document for document in contents.documents}
    for entry in contents.statements:
        s = entry.statement
        if s.speaker is None or s.speaker.country not in case.dyad or s.grade not in _GRADES:
            continue
        document = known[s.document]
        when = s.date.date if s.date else None
        day = (when.earliest if when else None) or _day(document)
        if _is_late(day, case) or not _speaks_for_it(s.speaker):  # before what takes long: most of a long record is late
            continue
        text = _content(entry)
        if _SAID_INSIDE.search(text):  # words that run on into another's
            continue
        if _WORDS[0] <= len(text.split()) <= _WORDS[1]:
            leads = _is_leader(s.speaker.name, case)
            yield _Candidate(document, s.span, text, s.speaker.name, day, when.value if when else "", s.grade, leads)


def _content(entry: Said) -> str:
    return wording(entry.statement, marks=False)


def _done(case: Case, contents: Contents) -> Iterator[_Candidate]:
    """What one side did toward the other, on a day of its own: the sentence that tells it."""
    known = {document.id: document for document in contents.documents}
    doubtful = {id for id, some in disputes(contents).items() if any(dispute.about != "number" for dispute in some)}
    for event in contents.events:
        r = event.best
        if r.status is not Status.ACTUAL or event.grade not in _GRADES or abs(r.goldstein or 0) < _WEIGHTY or r.date is None:
            continue
        if _is_late(r.date.date.earliest, case):
            continue
        if not set(case.dyad) <= {actor.country for actor in (*r.sources, *r.targets)}:
            continue
        document = known[r.document]
        span = _sentence(document, r.span)
        text = " ".join(span.cut(document.text).split())
        if event.id in doubtful or taken_back(text):
            continue
        if _WORDS[0] <= len(text.split()) <= _WORDS[1] and not _SAID_INSIDE.search(text):
            who = next(actor.name for actor in (*r.sources, *r.targets) if actor.country in case.dyad)
            when = r.date.date
            leads = any(_is_leader(actor.name, case) for actor in r.sources)
            stands = (r.cameo or "").startswith(_DEEDS)
            yield _Candidate(document, span, text, who, when.earliest, when.value, event.grade, leads, True, stands)


def _sentence(document: Document, span: Span) -> Span:
    """The sentence around a span, as far as full stops and paragraphs tell; no heading that stands over its paragraph, and no dateline."""
    text = document.text
    own = next((part for part in document.prose if part.start <= span.start < part.end), Span(0, len(text)))
    before = max((m.end() for m in _STOP.finditer(text, own.start, span.start + 1)), default=own.start)
    after = _STOP.search(text, span.end)
    end = after.start() + len(after[0].rstrip()) if after else len(text.rstrip())
    start = min(before, span.start)
    dateline = _DATELINE.match(text, start, span.start + 1)
    return Span(dateline.end() if dateline else start, max(end, span.end))


def _names_another(candidate: _Candidate, case: Case) -> bool:
    """Whether the words of a leader name a state of the dyad."""
    return any(
        meaning.country in case.dyad for match in names_in(candidate.text) for meaning in match.meanings if meaning.kind != "seat"
    )


def _speaks_for_it(speaker: Actor) -> bool:
    """Whether it is somebody or some body of the state, and not the state's name alone."""
    kinds = {
        meaning.kind
        for match in names_in(speaker.name)
        if match.end - match.start == len(speaker.name)
        for meaning in match.meanings
    }
    return speaker.sector in ("GOV", "MIL", "LEG") and "state" not in kinds


def _is_leader(name: str, case: Case) -> bool:
    return any(leader.name == name for party in case.parties for leader in party.leaders)


def _day(document: Document) -> date | None:
    return document.date.earliest if document.date else None


def _cited(case: Case, contents: Contents) -> dict[str, list[tuple[Span, str]]]:
    """Where the case's evidence stands already, by document, and whose words those are where they are somebody's."""
    texts = {document.id: document.text for document in contents.documents}
    found: dict[str, list[tuple[Span, str]]] = {}
    for piece in case.evidence:
        for a in piece.anchors:
            text = texts.get(a.document)
            place = resolve(Anchor(a.document, a.quote, a.before, a.after), text) if text is not None else None
            if place:
                speakers = [
                    s.statement.speaker.name
                    for s in contents.statements
                    if s.statement.document == a.document and s.statement.speaker and s.statement.span.overlaps(place)
                ]
                found.setdefault(a.document, []).append((place, speakers[0] if speakers else ""))
    return found


def _subject(case: Case) -> frozenset[str]:
    """The words of what the case is about: its explanations, its issues and what it could be settled on."""
    told_by = [f"{h.statement} {h.title} {h.short}" for h in case.hypotheses]
    told_by += [f"{issue.title} {' '.join(issue.options)}" for issue in case.issues]
    told_by += [f"{formula.title} {formula.terms}" for formula in case.formulas]
    text = " ".join(told_by)
    named = [text[match.start : match.end] for match in names_in(text)]  # states and their people: they are in every sentence
    people = [leader.name for party in case.parties for leader in party.leaders]
    return content_words(text) - content_words(" ".join(named + people)) - _GENERAL


def _rarity(contents: Contents) -> dict[str, float]:
    """What a shared word is worth: the fewer documents have it, the more. Remembered as long as somebody holds the record."""
    known = _rarities.get(contents)
    if known is not None:
        return known
    counts: Counter[str] = Counter()
    for document in contents.documents:
        pause()
        counts.update(content_words(document.text))
    total = len(contents.documents)
    rarity = {word: 0.2 + log((1 + total) / (0.5 + count)) for word, count in counts.items()}
    _rarities.keep(contents, rarity)
    return rarity


_rarities: WhileHeld[Contents, dict[str, float]] = WhileHeld()


def _standing(candidate: _Candidate) -> float:
    """A leader's own words on record weigh more in an analyst's eye than what a ministry is said to have said."""
    return (1.5 if candidate.is_leader else 1.0) * {Grade.ON_RECORD: 1.3, Grade.ATTRIBUTED: 1.0, Grade.REPORTED: 0.6}[
        candidate.grade
    ]


def _proposal(candidate: _Candidate, shared: frozenset[str], score: float, case: Case, taken: set[str]) -> Proposal:
    anchor = unique_anchor(candidate.document.text, candidate.span, candidate.document.id)
    statement = _statement(candidate)
    row = {
        "id": free(slug(_called(candidate), 36), taken),
        "statement": statement,
        "likelihood": {h.id: 0.5 for h in case.hypotheses},
        "anchors": [{"document": anchor.document, "quote": anchor.quote, "before": anchor.before, "after": anchor.after}],
    }
    remarks = ("likelihood: 0.5 under each weighs nothing; say how probable this would be if each explanation were true",)
    about = list(dict.fromkeys(word for word in words(candidate.text) if content_words(word) & shared))
    touches = f"; it touches on what the case turns on ({', '.join(about[:6])})" if about else ""
    return Proposal(
        f"evidence.{slug(candidate.who.split()[-1])}.{digest(candidate.document.id + anchor.quote)}",
        "evidence",
        statement if len(statement) <= 100 else statement[:98].rsplit(" ", 1)[0] + " …",
        Append("evidence", row, remarks),
        (anchor,),
        f"{'a deed' if candidate.is_deed else 'words'} of {candidate.who}, {candidate.grade.label} in {told(candidate.document)}{touches}",
        score,
    )


def _statement(candidate: _Candidate) -> str:
    text = candidate.text
    if candidate.is_deed:
        is_somebody_else = bool(re.search(r"\b(?:he|she)\b", text, re.I)) and candidate.who.split()[-1] not in text
        told_of = f"{candidate.who}: " if is_somebody_else else ""
        return f"{told_of}{text[:1].upper()}{text[1:].rstrip('.')} ({candidate.when})."
    said = re.sub(r"^that\s+(?=\S)", "", closed(text)).rstrip(" .,;")
    said = said[1:-1] if re.fullmatch(r"[“‘\"][^“”‘’\"]*[”’\"]", said) else said
    when = f", {candidate.when}" if candidate.when else ""
    return f"{candidate.who}{when}: “{said}”"


def _called(candidate: _Candidate) -> str:
    """A name from who it was and what they did or said: "egypt suspended talks"; whoever the words name first is named once."""
    who = candidate.who.split()[-1]
    first = [word for word in re.findall(r"[\w’'-]+", candidate.text) if content_words(word)]
    return " ".join([who, *(word for word in first if _bare(word) != _bare(who))][:4])


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).lower()
