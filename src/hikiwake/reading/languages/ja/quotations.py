"""Direct speech in the language `ja`, by rule over plain text: 「…」 with the words that say who spoke.

The speaker stands before the quotation as a topic or subject (Xは…「…」と述べた), behind it (「…」。Xはこう述べた; 「…」とX), or is the one who spoke
before and goes unnamed. Marks that lift out a term (「特別な制度」の下で) are followed by no word of speech and count for nothing.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from hikiwake.reading.languages.found import Quotation
from hikiwake.reading.languages.names import alternatives, words_of
from hikiwake.record.model import Span

_OPENS, _CLOSES = "「", "」"
_SENTENCE_END = "。！？\n"
_LISTED = re.compile("[、，]")
_HOLDING = re.compile(r"と(?:して(?!い)|しつつ|し、)")
_PREDICATE_ENDS = "るだたいうすむぬつぐぶ"
_CLOSED = re.compile(r"として|ことに|ことを|ため|について|に対し|[たる]と、")  # a clause that ends before the words quoted
_FARTHEST = 40  # characters between a quotation and its word of speech
_TOPIC = re.compile(r"(?P<who>[^。、，「」\n]+?)(?P<mark>は|が|も)(?=[^ぁ-ゖ]|[こそまさ]|$)")
_NOT_OF_A_NAME = re.compile(r"^(?:また|一方|しかし|ただ|さらに|これに対し|そして|その上で|これについて)、?")


def quotations(text: str, start: int = 0, end: int | None = None, people: Sequence[Span] = ()) -> Iterator[Quotation]:
    """Quotations that somebody is said to have spoken, in order.

    Args:
        text: the whole text; `start` and `end` bound the paragraph that is looked at.
        people: names of persons and bodies that a pipeline found; without any, titles and kinds of bodies tell who can speak.
    """
    end = len(text) if end is None else end
    last: Span | None = None
    before: list[Span] = []
    for quote in _marked(text, start, end):
        if _LISTED.fullmatch(text, quote.end, quote.end + 1) and text[quote.end + 1 : quote.end + 2] == _OPENS:
            before.append(quote)  # 「…」、「…」と述べた
            continue
        several, before = [*before, quote], []
        cue = _cue(text, quote, end)
        source = _before(text, several[0], start, people) if cue else None
        if cue and source is None:
            source = _behind(text, cue, end, people)
        if cue is None and (told := _told_next(text, quote, end, people) or _bare(text, quote, end, people)):
            source, cue = told
        if cue is None and (told := _announced(text, quote, start, people)):
            source, cue = told
        if cue is None:
            continue
        source = source or last
        if source is None:
            continue
        last = source
        content = tuple(Span(q.start + 1, q.end - 1) for q in several)
        yield Quotation(content, source, cue, _relayed(text, several[0], start, source))


def _marked(text: str, start: int, end: int) -> Iterator[Span]:
    """Outermost pairs of marks with something in between; one that is never closed is none."""
    depth, opened = 0, -1
    for i in range(start, end):
        if text[i] == _OPENS:
            opened = i if depth == 0 else opened
            depth += 1
        elif text[i] == _CLOSES and depth:
            depth -= 1
            if depth == 0 and i > opened + 1:
                yield Span(opened, i + 1)


# ------------------------------------------------------------ the word of speech


@cache
def _cue_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    speech = alternatives(words_of("ja")["speech"])
    verb = rf"(?:{speech})(?:[ぁ-ゖ](?!うに)){{0,6}}(?:[一-龥]{{1,2}}[ぁ-ゖ]{{1,5}})?"
    after = re.compile(
        rf"(?:など|など、)?(?:と(?:も|は)?|との|って)(?P<between>、?[^。「」\n]{{0,{_FARTHEST}}}?)(?P<verb>{verb})"
    )
    so = re.compile(rf"[^。「」\n]{{0,{_FARTHEST}}}?(?:こう|そう|このように|次のように|以下のように)(?P<verb>{verb})")
    return after, so


def _cue(text: str, quote: Span, end: int) -> Span | None:
    """The verb that the quotation is the content of."""
    if (holding := _HOLDING.match(text, quote.end, end)) and text[quote.end - 2] in _PREDICATE_ENDS:
        return Span(holding.start(), holding.end())
    m = _cue_patterns()[0].match(text, quote.end, end)
    if m is None:
        return None
    verb = m["verb"]
    is_said = not verb.startswith("した") or not m["between"]  # と…した with words between is some other deed
    is_called = re.match(
        r"(?:と|って)(?:いう|いった|呼ば|題|名付|銘打|書かれ|記され|される|され|なって|なる|なった)",
        text[quote.end : quote.end + 8],
    )
    return Span(m.start("verb"), m.end("verb")) if is_said and not is_called else None


def _told_next(text: str, quote: Span, end: int, people: Sequence[Span]) -> tuple[Span, Span] | None:
    """「…」。Xはこう述べた。"""
    at = quote.end + (text[quote.end : quote.end + 1] == "。")
    while at < end and text[at] in " 　\n":
        at += 1
    m = _cue_patterns()[1].match(text, at, end)
    if m is None:
        return None
    source = _topics(text, at, m.start("verb"), people)
    return (source[-1], Span(m.start("verb"), m.end("verb"))) if source else None


def _announced(text: str, quote: Span, start: int, people: Sequence[Span]) -> tuple[Span, Span] | None:
    """Xは次のように述べた。「…」"""
    stop = quote.start
    while stop > start and text[stop - 1] in " 　\n。：:":
        stop -= 1
    begin = max(start, *(text.rfind(mark, start, stop) + 1 for mark in _SENTENCE_END))
    m = _cue_patterns()[1].fullmatch(text, begin, stop)
    source = _topics(text, begin, m.start("verb"), people) if m else []
    return (source[-1], Span(m.start("verb"), m.end("verb"))) if m and source else None


def _bare(text: str, quote: Span, end: int, people: Sequence[Span]) -> tuple[Span, Span] | None:
    """「…」とX氏。: the name closes the sentence, and と is all that says that it spoke."""
    m = re.compile(r"と、?(?P<who>[^。、「」\n]{2,30})。").match(text, quote.end, end)
    if m is None or not _can_speak(text, Span(m.start("who"), m.end("who")), people):
        return None
    return Span(m.start("who"), m.end("who")), Span(quote.end, quote.end + 1)


# ------------------------------------------------------------ who spoke


def _before(text: str, quote: Span, start: int, people: Sequence[Span]) -> Span | None:
    """The last topic or subject of the sentence, before the quotation, that can speak."""
    begin = _sentence_start(text, quote.start, start)
    found = _topics(text, begin, quote.start, people)
    while (
        len(found) > 1
        and text[found[-1].end] == "が"
        and text[found[-2].end] in "はも"
        and _CLOSED.search(text, found[-1].end, quote.start)
    ):
        found.pop()  # Xは、Yが国境を越えたとして「…」と非難した
    return found[-1] if found else None


def _behind(text: str, cue: Span, end: int, people: Sequence[Span]) -> Span | None:
    """「…」と、Xは述べた: between the quotation and the word of speech; or who the clause before the verb names."""
    stop = cue.start
    begin = max(text.rfind(_CLOSES, 0, stop) + 1, 0)
    found = _topics(text, begin + 1, stop, people)
    return found[-1] if found else None


def _sentence_start(text: str, at: int, start: int) -> int:
    """Where the sentence begins; a full stop within marks ends none."""
    depth = 0
    for i in range(at - 1, start - 1, -1):
        if text[i] == _CLOSES:
            depth += 1
        elif text[i] == _OPENS and depth:
            depth -= 1
        elif text[i] in _SENTENCE_END and depth == 0:
            return i + 1
    return start


def _topics(text: str, start: int, end: int, people: Sequence[Span]) -> list[Span]:
    """Phrases marked as topic or subject between the two, outside of marks, whose head can speak."""
    found = []
    for m in _TOPIC.finditer(text, start, end):
        lead = _NOT_OF_A_NAME.match(m["who"])
        begin = m.start("who") + (lead.end() if lead else 0)
        while begin < m.end("who") and text[begin] in " 　":
            begin += 1
        span = Span(begin, m.end("who")) if begin < m.end("who") else None
        if span and _can_speak(text, span, people):
            found.append(_tight(text, span, people))
    return found


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(words_of('ja')['speaker'])})(?:ら|たち|本人|自身)?(?:[（(][^）)]{{1,12}}[)）])?$")


def _can_speak(text: str, span: Span, people: Sequence[Span]) -> bool:
    return bool(_heads().search(span.cut(text))) or any(p.end == span.end and p.start >= span.start for p in people)


def _tight(text: str, span: Span, people: Sequence[Span]) -> Span:
    """Without the clause that only describes the speaker ("来日したXは" is X): from behind its last verb or particle."""
    words = span.cut(text)
    cut = max(
        (
            m.end()
            for m in re.finditer(
                r"[たるいで](?=[ァ-ヺ一-龥A-Z])|(?:について|に対し|によると|に|を|で|から|と)(?=[ァ-ヺ一-龥A-Z])", words
            )
        ),
        default=0,
    )
    inside = [p for p in people if span.holds(p)]
    if inside and span.start + cut > inside[-1].start:
        return span
    return Span(span.start + cut, span.end) if cut < len(words) else span


@cache
def _relays() -> re.Pattern[str]:
    press = alternatives(words_of("ja")["press"])
    return re.compile(rf"(?P<who>[^。、「」\n]{{1,20}}?(?:{press}))(?:など)?(?:によると|によれば|が伝え)")


def _relayed(text: str, quote: Span, start: int, source: Span) -> Span | None:
    m = _relays().search(text, _sentence_start(text, quote.start, start), quote.start)
    return Span(m.start("who"), m.end("who")) if m and not source.overlaps(Span(m.start("who"), m.end("who"))) else None
