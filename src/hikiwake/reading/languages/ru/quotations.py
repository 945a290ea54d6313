"""Direct speech in the language `ru`, by rule over plain text: «…» with the verb of speech and who spoke.

Behind the words («…», — сказал X), before them (X сказал: «…»; X сказал, что «…»; по словам X, «…»), or between them («…, — сказал X, — …»).
Titles and terms in quotation marks have no such verb beside them and count for nothing.
"""

import re
from collections.abc import Iterator, Sequence

from hikiwake.reading.languages.found import Quotation
from hikiwake.reading.languages.ru.speakers import Told, is_speech, told_in, words_in
from hikiwake.record.model import Span

_PAIRS = {"«": "»", "“": "”", "„": "“"}
_DASH = r"[—–-]"
_ACCORDING = re.compile(
    r"\b(?:по\s(?:словам|мнению|данным|утверждению|оценке|заявлению)|как\s(?P<verb>[а-яё]+))\s(?P<who>[^,«»;:.!?]{2,120}),",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r",\s(?:что|будто|якобы|как|чтобы)\s(?P<between>[^«“„.!?;]{0,90})$")
_FEWEST_WORDS = 3
_CALLED = re.compile(r"^назва", re.IGNORECASE)
_QUOTED_NAME = re.compile(r"[«“„][^«»“”„]{2,30}[»”“]")
_LONGEST_CLAUSE = 160


def quotations(text: str, start: int = 0, end: int | None = None, people: Sequence[Span] = ()) -> Iterator[Quotation]:
    """Quotations that somebody is said to have spoken, in order.

    Args:
        text: the whole text; `start` and `end` bound the paragraph that is looked at.
        people: names of persons and bodies that a pipeline found; without any, titles and capital letters tell who can speak.
    """
    end = len(text) if end is None else end
    yield from _after_dash(text, start, end, people)
    for quote in _marked(text, start, end):
        inner = Span(quote.start + 1, quote.end - 1)
        content, told = _interrupted(text, inner, people)
        told = told or _introduced(text, quote, start, people) or _behind(text, quote, end, people)
        told = told or _in_a_clause(text, quote, start, people)
        if told is None or not (content := _pieces(text, content)):
            continue
        yield Quotation(content, told.source, told.cue, _relayed(text, quote, end, told))


def _after_dash(text: str, start: int, end: int, people: Sequence[Span]) -> Iterator[Quotation]:
    """— …, — сказал X: a paragraph that opens with a dash is speech as a whole."""
    for m in re.compile(rf"(?:^|(?<=\n))[ \t]*{_DASH}\s(?P<said>[^\n«]+)").finditer(text, start, end):
        if m.start() == start or text[m.start() - 1] == "\n":
            content, told = _interrupted(text, Span(*m.span("said")), people)
            if told:
                yield Quotation(_pieces(text, content), told.source, told.cue)


def _marked(text: str, start: int, end: int) -> Iterator[Span]:
    """Outermost pairs of marks; straight ones pair up in turn."""
    i = start
    while i < end:
        closing = _PAIRS.get(text[i]) or ('"' if text[i] == '"' else None)
        if closing is None:
            i += 1
            continue
        stop = _closing(text, i, end, closing)
        if stop is None:
            i += 1
            continue
        if stop > i + 1:
            yield Span(i, stop + 1)
        i = stop + 1


def _closing(text: str, opened: int, end: int, mark: str) -> int | None:
    depth = 1
    for i in range(opened + 1, end):
        if text[i] == text[opened] and text[i] != mark:
            depth += 1
        elif text[i] == mark:
            depth -= 1
            if depth == 0:
                return i
    return None


# ------------------------------------------------------------ where the words of speech stand


def _interrupted(text: str, inner: Span, people: Sequence[Span]) -> tuple[tuple[Span, ...], Told | None]:
    """«…, — сказал X, — …»: the pieces of what was said, and who said it; the whole and None where nothing interrupts."""
    opens = re.compile(rf"(?P<stop>[,!?…»])\s{_DASH}\s")
    for m in opens.finditer(text, inner.start, inner.end):
        closes = re.compile(rf"[,.]\s{_DASH}\s").search(text, m.end(), min(inner.end, m.end() + _LONGEST_CLAUSE))
        stop, keeps = closes.start() if closes else inner.end, m.start() + (m["stop"] in "!?…")
        if not m.end() < stop <= m.end() + _LONGEST_CLAUSE or keeps == inner.start:
            continue
        told = told_in(text, Span(m.end(), stop), people)
        if told is None:
            continue
        pieces = [Span(inner.start, keeps)]
        if closes and closes.end() < inner.end:
            pieces.append(Span(closes.end(), inner.end))
        return tuple(pieces), told
    return (inner,), None


def _behind(text: str, quote: Span, end: int, people: Sequence[Span]) -> Told | None:
    """«…», — сказал X."""
    m = re.compile(rf"\s?[,.!?…]?\s?(?:{_DASH}\s)?").match(text, quote.end, end)
    if m is None or (not m[0].strip() and text[quote.end - 2 : quote.end - 1] not in ",!?…"):
        return None
    begin = m.end()
    stop = min(end, begin + _LONGEST_CLAUSE)
    closes = re.compile(r"[.!?;\n«“„\"]").search(text, begin, stop)
    while closes and _is_abbreviation(text, closes.start()):
        closes = re.compile(r"[.!?;\n«“„\"]").search(text, closes.end(), stop)
    clause = (
        Span(begin, closes.start() if closes else stop) if begin < stop and (closes is None or closes.start() > begin) else None
    )
    if clause is None:
        return None
    # What stands before the verb of speech belongs to the quotation's own sentence only if it is short: «…» — так X ответил.
    told = told_in(text, clause, people)
    return told if told and told.cue.start - begin <= 60 and not re.search(r"[.!?]", text[begin : told.cue.start]) else None


def _is_abbreviation(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` ends an initial or "г." rather than the sentence."""
    return text[stop] == "." and re.search(r"(?:\b[А-ЯЁ]|\bг|\bгг|\bим|\bт)$", text[max(0, stop - 3) : stop]) is not None


def _introduced(text: str, quote: Span, start: int, people: Sequence[Span]) -> Told | None:
    """X сказал: «…»."""
    begin = _sentence_start(text, quote.start, start)
    lead = text[begin : quote.start].rstrip()
    return told_in(text, Span(begin, begin + len(lead) - 1), people) if lead.endswith(":") and len(lead) > 1 else None


def _in_a_clause(text: str, quote: Span, start: int, people: Sequence[Span]) -> Told | None:
    """X сказал, что «…»; по словам X, «…». A word or two within the clause are a term that somebody used, and no quotation."""
    begin = _sentence_start(text, quote.start, start)
    if quote.start <= begin:
        return None
    partial = _PARTIAL.search(text, begin, quote.start)
    if partial and (partial["between"].strip() == "" or _is_long(text, quote)):
        told = told_in(text, Span(begin, partial.start()), people) if partial.start() > begin else None
        if told and not _CALLED.match(told.cue.cut(text)):
            return told
    for m in _ACCORDING.finditer(text, begin, quote.start):
        if (m["verb"] is None or is_speech(m["verb"])) and (m.end() + 1 == quote.start or _is_long(text, quote)):
            cue = Span(m.start(), m.start("who")) if m["verb"] is None else Span(*m.span("verb"))
            return Told(_tight(text, Span(*m.span("who"))) or Span(*m.span("who")), _tight(text, cue) or cue)
    return None


def _is_long(text: str, quote: Span) -> bool:
    return len(words_in(text, quote)) >= _FEWEST_WORDS


def _sentence_start(text: str, at: int, start: int) -> int:
    for m in reversed(list(re.compile(r"[.!?…]\s+(?=[А-ЯЁA-Z«\"“„—])|\n").finditer(text, start, at))):
        if text[m.start()] == "\n" or not _is_abbreviation(text, m.start()):
            return m.end()
    return start


def _relayed(text: str, quote: Span, end: int, told: Told) -> Span | None:
    """…, передаёт ТАСС: who passed the words on."""
    stop = min(end, max(quote.end, told.source.end, told.cue.end) + _LONGEST_CLAUSE)
    m = re.compile(
        r"(?:переда(?:ёт|ет|ют|ла|ло)|сообща(?:ет|ют)|пиш(?:ет|ут)|цитиру(?:ет|ют))\s(?P<who>[^.,;«»]*(?:«[^»]+»)?[^.,;«»]*)"
    ).search(text, max(quote.end, told.source.end), stop)
    if m is None or re.search(r"[.!?]\s", text[max(quote.end, told.source.end) : m.start()]) or not m["who"].strip():
        return None
    who = _tight(text, Span(*m.span("who")))
    return who if who and not who.overlaps(told.source) else None


def _pieces(text: str, content: Sequence[Span]) -> tuple[Span, ...]:
    """The pieces of what was said, without blanks and commas at their ends."""
    return tuple(piece for span in content if (piece := _tight(text, span)))


def _tight(text: str, span: Span) -> Span | None:
    """Without blanks and commas at the ends."""
    start, end = span.start, span.end
    while start < end and text[start] in " ,—–-\n\u00a0":
        start += 1
    while end > start and text[end - 1] in " ,—–-\n\u00a0":
        end -= 1
    return Span(start, end) if start < end else None
