"""Formulas: the named settlements that a text speaks of ("land for peace", "two plus two"), what each is said to mean, and who holds it.

What makes a quoted phrase a formula is its company: a noun such as *formula*, *position* or *proposal* that it is joined to, or a gloss beside
another formula. A word in inverted commas by itself is only a word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.draft import tight
from hikiwake.reading.statements.quotation import Quotation, quotations
from hikiwake.reading.words import words
from hikiwake.record.model import FormulaMention, Span, Statement
from hikiwake.terms.grades import Grade

_LONGEST_TERM = 8  # words
_NOUN = (
    r"(?:formula|proposal|plan|position|principle|solution|option|approach|scheme|variant|compromise|settlement|package|"
    r"doctrine|model|policy|deal)s?"
)
_BEFORE = re.compile(
    rf"\b{_NOUN}\s+(?:(?:that (?:is|was) )?(?:of|called|known as|dubbed|named|termed|based on|such as)\s+)?(?:an?\s+|the\s+)?(?:so-called\s+)?$",
    re.I,
)
_BEFORE_OF = re.compile(
    rf"\b{_NOUN}[^.;:!?]{{0,30}}\b(?:of|called|known as|dubbed|named|termed)\s+(?:an?\s+|the\s+)?(?:so-called\s+)?$", re.I
)
_NUMBER = r"(?:all|none|half|one|two|three|four|five|six|seven|eight|nine|ten)"
# A name is given: "was soon known as", "the so-called", "the Japanese word".
_NAMING = re.compile(
    r"\b(?:known as|dubbed|nicknamed|so-called|under the name of|learned to say|the (?:[A-Z]\w+ word|slogan|formula|catchword))[,:]?\s*$"
)
# What is counted out names itself: "two plus alpha", "four islands, together and at once".
_COUNTED = re.compile(
    rf"^{_NUMBER}\b.*\b(?:plus|first|for|together|at once|bunch|and a half|and more|step)\b|^[\w-]+ plus [\w-]+(?: plus [\w-]+)?$",
    re.I,
)
_NAMED_BY_NOUN = re.compile(r"^(?:an? )?[\w-]+,? [\w-]+.* (?:approach|formula|compromise|solution|package)$", re.I)
# Named without marks: "the claim to four islands in one bunch", "a return of three and a half islands".
_CLAIMED = re.compile(
    rf"\b(?:claims? to|demands? for|principle of|position of|formula of|policy of|insistence on|return of)\s+(?P<term>{_NUMBER}"
    r"(?:\s+(?!(?:because|which|who|that|would|could|will|has|have|had|was|is|were|are|when|while|if|than|as)\b)[\w-]+){1,5})"
    r"(?=[,.;:)?!]|\s+(?:because|which|who|that|would|could|will|has|have|had|was|is|were|are|when|while|if|than|as)\b)"
)
_SAID_OTHERWISE = r"\b{word}\b,? (?:that is to say|that is|in other words|meaning|namely)\s+(?P<gloss>[^.;:!?]{{6,160}})"
_AFTER = re.compile(rf"^\s+(?:\w+\s+)?{_NOUN}\b", re.I)
_JOINED = re.compile(r"^\s*(?:,|and|or|plus|\+|versus|as opposed to)(?:\s+(?:a|the|also|then))*\s*$", re.I)
_GLOSS_ROUND = re.compile(r"^\s*\((?P<gloss>[^()]{4,240})\)")
_GLOSS_DASH = re.compile(
    r"^[,\s]*[—–-]\s*(?P<gloss>(?:that|which|i\.e\.|meaning|namely|where|the|a|an)\b[^—–;]{6,240}?)\s*(?:[—–;]|[.!?](?:\s|$))",
    re.I,
)
_GLOSS_WORDS = re.compile(
    r"^,?\s*(?:\(?that is(?: to say)?|i\.e\.|meaning(?: that)?|namely|by which [^,]{3,40} meant),?\s+(?P<gloss>[^.;!?]{6,240})",
    re.I,
)
_ALTERNATIVES = re.compile(r"^(?:[\w-]+(?: [\w-]+){0,2}, )+[\w-]+(?: [\w-]+){0,2},? or (?P<last>[\w-]+(?: [\w-]+){0,2})$")
_OR = re.compile(r",? or |, ")
_PLAIN = re.compile(
    r"\b(?P<term>(?:[\w-]+ plus [\w-]+|[\w-]+[ -]for[ -][\w-]+|(?:[A-Z][\w’'–-]+ ){1,3}|[\w]+-point )) ?"
    r"(?P<noun>formula|proposal|plan|compromise|variant|principles?)\b"
)
_OWNER = re.compile(r"(?P<who>(?:[A-Z][\w-]+ ?){1,3})(?:[’']s|s[’'])\s+(?:[\w-]+\s+){0,3}$")


_FUNCTION_LIST = "up down out that this it them him her us me is was be not to of so or by off over and"
_FUNCTION_WORDS = frozenset(_FUNCTION_LIST.split())


@dataclass(frozen=True, slots=True)
class _Found:
    term: str
    span: Span
    gloss: Span | None
    aliases: str | None
    owner: str | None


def formula_mentions(
    document: str, text: str, passages: Sequence[Passage], statements: Sequence[Statement]
) -> list[FormulaMention]:
    """Every formula that the text names, in the order of first mention.

    Args:
        document: the document's id.
        text: its stored text.
        passages: its parsed prose; formulas are looked for there only.
        statements: of the same reading; whoever is made to speak of a formula holds it, unless it is the press that guesses.

    Returns:
        One mention a formula: `spans` holds its words wherever it is named, then those of its definition; empty where none is named.
    """
    paragraphs = [Span(p.offset, p.offset + len(p.doc.text)) for p in passages if p.doc.text]
    quotes = quotations(text, paragraphs)
    found: list[_Found] = []
    for paragraph in paragraphs:
        here = [q for q in quotes if paragraph.holds(q.span)]
        quoted = list(_quoted(text, paragraph, here))
        found += quoted
        found += _plain(text, paragraph, [f.span for f in quoted])
        found += _claimed(text, paragraph)
    return _merged(document, text, found, quotes, statements)


def _quoted(text: str, paragraph: Span, quotes: Sequence[Quotation]) -> Iterator[_Found]:
    previous: Quotation | None = None
    previous_end = 0
    for quote in quotes:
        inner = tight(text, quote.inner)
        if inner is None or len(inner.cut(text).split()) > _LONGEST_TERM:
            continue
        before, after = text[paragraph.start : quote.span.start], text[quote.span.end : paragraph.end]
        gloss = _gloss(after, quote.span.end)
        is_joined = previous is not None and _JOINED.match(text[previous_end : quote.span.start]) is not None
        is_counting_word = re.fullmatch(_NUMBER, inner.cut(text)) and re.search(r"\bword\s*$", before)
        is_named = (
            is_counting_word or _NAMING.search(before) or _COUNTED.match(inner.cut(text)) or _NAMED_BY_NOUN.match(inner.cut(text))
        )
        if not (is_named or _BEFORE.search(before) or _BEFORE_OF.search(before[-90:]) or _AFTER.match(after) or is_joined):
            continue
        term, aliases = _name(inner.cut(text))
        yield _Found(term, inner, gloss, aliases, _owner(before))
        previous = quote
        previous_end = gloss.end + 1 if gloss and text[gloss.end : gloss.end + 1] == ")" else quote.span.end


def _name(phrase: str) -> tuple[str, str | None]:
    """The term, and the whole phrase where it gives the term's translations beside it ("draw, par or hikiwake")."""
    alternatives = _ALTERNATIVES.match(phrase)
    return (alternatives["last"], phrase) if alternatives else (phrase, None)


def _gloss(after: str, at: int) -> Span | None:
    for pattern in (_GLOSS_ROUND, _GLOSS_DASH, _GLOSS_WORDS):
        match = pattern.match(after)
        if match:
            return tight(after, Span(match.start("gloss"), match.end("gloss"))) and Span(
                at + match.start("gloss"), at + match.end("gloss")
            )
    return None


def _owner(before: str) -> str | None:
    """Whose formula it is said to be: "Tokyo's long-held position of …"."""
    tail = re.split(r"[.;:!?]\s", before)[-1]
    noun = re.search(rf"\b{_NOUN}\b[^’']*$", tail, re.I)
    owner = _OWNER.search(tail[: noun.start()] if noun else tail)
    return owner["who"].strip() if owner else None


def _plain(text: str, paragraph: Span, taken: Sequence[Span]) -> Iterator[_Found]:
    """Formulas named without quotation marks: "the two plus two formula", "the Annan Plan"."""
    for match in _PLAIN.finditer(text, paragraph.start, paragraph.end):
        first = match["term"].split()[0]
        start = match.start() + (len(first) + 1 if first.lower() in words("unnaming") else 0)
        is_name = match["noun"][0].isupper() or "plus" in match["term"] or "for" in match["term"] or match["noun"] == "formula"
        last = match["term"].split()[-1].lower()
        if (
            start >= match.end("term")
            or {first.lower(), last} & _FUNCTION_WORDS
            or not (is_name or match["noun"] in ("proposal", "plan"))
        ):
            continue
        span = Span(start, match.end("noun"))
        if any(span.overlaps(t) for t in taken):
            continue
        term = text[start : match.end("term")].strip()
        gloss = _gloss(text[span.end : paragraph.end], span.end)
        is_worth = (
            gloss is not None
            or "plus" in term
            or " for " in term
            or "-for-" in term
            or match["noun"] in ("formula", "compromise")
        )
        if is_worth or text[match.start("noun")].isupper():
            yield _Found(f"{term} {match['noun']}" if term[0].isupper() else term, span, gloss, None, None)


def _claimed(text: str, paragraph: Span) -> Iterator[_Found]:
    """What is claimed or given back by number: "the claim to four islands in one bunch"."""
    for match in _CLAIMED.finditer(text, paragraph.start, paragraph.end):
        yield _Found(" ".join(match["term"].split()), Span(match.start("term"), match.end("term")), None, None, None)


def _explained(text: str, mention: FormulaMention) -> FormulaMention:
    """With its definition where the text gives it by a word of the term: "an alpha, that is to say something less than sovereignty"."""
    words_of_term = [w for w in re.findall(r"[\w-]+", mention.term) if len(w) > 3]
    if mention.definition or not words_of_term:
        return mention
    match = re.search(_SAID_OTHERWISE.format(word=re.escape(words_of_term[-1])), text)
    if match is None:
        return mention
    gloss = Span(match.start("gloss"), match.end("gloss"))
    return replace(mention, definition=" ".join(gloss.cut(text).split()), spans=_in_order(mention.spans, (gloss,)))


def _merged(
    document: str, text: str, found: Sequence[_Found], quotes: Sequence[Quotation], statements: Sequence[Statement]
) -> list[FormulaMention]:
    mentions: dict[str, FormulaMention] = {}
    for one in found:
        key = one.term.casefold()
        definition = " ".join(one.gloss.cut(text).split()) if one.gloss else one.aliases
        spans = (one.span, one.gloss) if one.gloss else (one.span,)
        holder = one.owner or _holder(one.span, statements)
        known = mentions.get(key)
        if known is None:
            mentions[key] = FormulaMention(document, one.term, definition, holder, spans)
        else:
            mentions[key] = replace(
                known,
                definition=known.definition or definition,
                holder=known.holder or holder,
                spans=_in_order(known.spans, spans),
            )
    return [_explained(text, _with_recurrences(text, m, quotes)) for m in mentions.values()]


def _in_order(one: Sequence[Span], other: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(sorted({*one, *other}))


def _with_recurrences(text: str, mention: FormulaMention, quotes: Sequence[Quotation]) -> FormulaMention:
    """With the other places where the term stands in quotation marks, alone or beside its translations ("draw or hikiwake")."""
    term = mention.term.casefold()
    again = []
    for quote in quotes:
        inner = tight(text, quote.inner)
        if inner and term in _OR.split(inner.cut(text).casefold()):
            again.append(inner)
    return replace(mention, spans=_in_order(mention.spans, again))


def _holder(span: Span, statements: Sequence[Statement]) -> str | None:
    """Who is made to speak of it: the source of the tightest statement around it, the press's guesses left out."""
    around = [s for s in statements if s.source and any(c.holds(span) for c in s.content.spans)]
    if not around:
        return None
    tightest = min(around, key=lambda s: sum(c.end - c.start for c in s.content.spans))
    if tightest.grade in (Grade.SPECULATION, Grade.OPINION) or tightest.source is None:
        return None
    if tightest.speaker:
        return tightest.speaker.name
    return tightest.source.text if any(c.isupper() for c in tightest.source.text) else None
