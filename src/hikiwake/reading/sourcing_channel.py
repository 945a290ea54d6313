"""From the spans of a statement to its channel: who says it, how, before whom, and through whom."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hikiwake.reading.sourcing import Channel
from hikiwake.reading.sourcing_cue import Cue, cue_of, senses
from hikiwake.reading.sourcing_occasion import is_private, is_public, speaks_for_a_page
from hikiwake.reading.sourcing_setting import Kind, Setting
from hikiwake.reading.sourcing_source import Who, who_is
from hikiwake.record.model import Actor, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_MARKS = re.compile(r"[“”„«»「」\"]|''|``|‘(?=\w[^’]* )")
_ASKERS = frozenset({"q", "question"})  # labels of a transcript
_TELLING = frozenset({"say", "tell", "speak", "appear", "ask", "address"})  # besides the listed cues of saying
_ALLEGED = frozenset({"alleged", "allege", "reported", "supposed", "purported", "rumored", "rumoured", "claimed", "so-called"})
_SILENT = frozenset({"decline", "refuse"})  # says nothing, wherever
_PRESENT = ("VBP", "VBZ", "VB", "VBG")
_SHARES = re.compile(r"\d ?(?:%|percent\b|per cent\b)")
_BEFORE = 2  # sentences before the cue's where an occasion may be told
_SUBJECTS = ("nsubj", "nsubjpass")


def cue_at(setting: Setting, spans: Sequence[Span]) -> Cue:
    """The cue at these spans; none gives the cue of a judgement, which has none."""
    words = [t for s in spans for t in _tokens(setting, s)]
    return cue_of(words, " ".join(s.cut(setting.text) for s in spans), spans[0].start if spans else None)


def channel_of(
    setting: Setting,
    source: Sequence[Span],
    said: Cue,
    content: Sequence[Span],
    *,
    speaker: Actor | None = None,
    is_quoted: bool | None = None,
) -> Channel:
    """The channel of the statement that these spans of the stored text make up.

    Args:
        setting: of the document.
        source, content: as in the statement; the source may be empty.
        said: the cue (`cue_at`).
        speaker: the actor behind the source, if known; a speech's own state is known by him.
        is_quoted: whether it stands in quotation marks; None: looked for here.
    """
    who, tokens = _who(setting, source, said, speaker)
    quoted = _in_marks(setting.text, content, fewest=4 if said.sense.act == "think" else 1) if is_quoted is None else is_quoted
    quoted = quoted or _is_label(said, source, setting.text)
    if who is Who.CROWD:
        who = _of_a_crowd(who, said, setting)
    turn = setting.turn_at(content[0].start if said.at is None else said.at)
    private, public, page = _occasion(setting, said, who, content, tokens, is_quoted=quoted)
    return Channel(
        who,
        said.sense.act,
        is_quoted=quoted,
        is_public=public or said.sense.is_public,
        is_private=private,
        is_hedged=said.is_hedged or (said.lemma in _ALLEGED and not source),
        is_guess=said.is_guess,
        is_page=page,
        kind=setting.kind,
        is_named_turn=turn.is_named if turn is not None else None,
    )


def _who(setting: Setting, source: Sequence[Span], cue: Cue, speaker: Actor | None) -> "tuple[Who, list[Token]]":
    if not source and cue.lemma in _ASKERS:
        return Who.UNNAMED, []
    if not source:
        found = _implied(cue)
    else:
        held = setting.words_at(source[0])
        found = held[0] if held else None
    if found is None or _is_empty(found):
        return (Who.NAMED if source and found is None else Who.NOBODY), []
    who = who_is(found, setting)
    if setting.kind is Kind.SPEECH and who is Who.NAMED and _is_own(found, cue, speaker, setting):
        who = Who.SELF
    return who, list(found)


def _is_own(found: "SpacySpan", cue: Cue, speaker: Actor | None, setting: Setting) -> bool:
    """Whether the source is the state in whose name the speech is held, or "it" for that state, in the present."""
    if found.text.lower() == "it":
        return cue.word is not None and cue.word.tag_ in _PRESENT
    return (
        speaker is not None and speaker.country is not None and speaker.country == setting.own and speaker.sector in (None, "GOV")
    )


def _implied(cue: Cue) -> "SpacySpan | None":
    """Whose saying it is where the source has no words of its own: "said Rice, noting that …", "his promise"."""
    word = cue.word
    if word is None:
        return None
    owner = next((c for c in word.children if c.dep_ == "poss"), None)
    if owner is not None:
        return _phrase(owner)
    verb = word
    while verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj", "xcomp") and verb.head.i != verb.i:
        verb = verb.head
        subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
        if subject is not None:
            return _phrase(subject)
    return None


def _is_label(cue: Cue, source: Sequence[Span], text: str) -> bool:
    """A speaker's label before his own words ("TAPPER: …"); not a headline's colon."""
    return bool(source) and cue.text == ":" and source[0].cut(text).isupper()


def _is_empty(found: "SpacySpan") -> bool:
    """ "It" and "there" that stand for nobody: "it is unclear whether …"."""
    return len(found) == 1 and (found[0].dep_ == "expl" or (found[0].lower_ in ("it", "there") and found[0].head.lemma_ == "be"))


def _phrase(head: "Token") -> "SpacySpan":
    return head.doc[head.left_edge.i : head.right_edge.i + 1]


def _free(sentence: "SpacySpan", at: int, content: Sequence[Span]) -> "list[Token]":
    """The words of a sentence outside the content; its passage begins at code point `at`."""
    here = [c for c in content if c.start < at + sentence.end_char and at + sentence.start_char < c.end]
    return [t for t in sentence if not any(c.start <= at + t.idx < c.end for c in here)]


def _beside(setting: Setting, sentence: "SpacySpan", i: int) -> "list[tuple[SpacySpan, int]]":
    """The two sentences before `sentence` of passage `i` and the one behind it in the passage, each with where its passage begins."""
    passage = setting.passages[i]
    before = [(s, passage.offset) for s in passage.doc.sents if s.end <= sentence.start]
    after = [(s, passage.offset) for s in passage.doc.sents if s.start >= sentence.end]
    while len(before) < _BEFORE and i:
        i -= 1
        above = setting.passages[i]
        before = [*((s, above.offset) for s in above.doc.sents if len(s.text.split()) > 1), *before]
    return [*before[-_BEFORE:], *after[:1]]


def _of_a_crowd(who: Who, cue: Cue, setting: Setting) -> Who:
    """A crowd that was counted is a poll's finding; one that declined to comment was asked."""
    sentence = cue.word.sent.text if cue.word is not None else ""
    if setting.names_a_poll and _SHARES.search(sentence):
        return Who.FINDING
    return Who.UNNAMED if cue.lemma in _SILENT and "comment" in sentence else who


def _occasion(
    setting: Setting, cue: Cue, who: Who, content: Sequence[Span], source: "Sequence[Token]", *, is_quoted: bool
) -> tuple[bool, bool, bool]:
    """Whether it was private, whether it was public, whether an opinion page speaks."""
    word, i = cue.word, setting.index_at(cue.at) if cue.at is not None else None
    if word is None or i is None:
        return False, False, False
    sentence = word.sent
    words = _free(sentence, setting.passages[i].offset, content)
    is_silent = cue.lemma in _SILENT
    public = not is_silent and is_public(words, source, word)
    if not public and not is_silent and who is Who.NAMED and source and _tells(word):
        told = ((s, at) for s, at in _beside(setting, sentence, i) if _goes_on(s, source))
        public = any(is_public(_free(s, at, content), source) for s, at in told)
    page = who is Who.PRESS and (
        (is_quoted and cue.sense.judges)
        or any(speaks_for_a_page(s.text) for s, _ in [(sentence, 0), *_beside(setting, sentence, i)])
    )
    return is_private(" ".join(t.text for t in words)), public, page


def _goes_on(near: "SpacySpan", source: "Sequence[Token]") -> bool:
    """Whether a sentence beside is about the same speaker: a pronoun or "the senator" goes on, a name must stand there too."""
    nouns = (t for t in source if t.pos_ in ("PROPN", "NOUN", "PRON"))
    head = next((t for t in nouns if t.dep_ not in ("compound", "amod", "nmod", "poss")), None)
    if head is None:
        return False
    is_name = head.pos_ == "PROPN" or any(t.ent_type_ == "PERSON" for t in source)
    names = {t.text for t in source if t.pos_ == "PROPN"} if is_name else set()
    subjects = [t for t in near if t.dep_ in _SUBJECTS and _tells(t.head)]
    return any(t.text in names or t.pos_ == "PRON" or not names for t in subjects)


def _tells(verb: "Token") -> bool:
    lemma = verb.lemma_.lower()
    return lemma in _TELLING or (lemma in senses() and senses()[lemma].act == "say")


def _tokens(setting: Setting, span: Span) -> "Iterator[Token]":
    held = setting.words_at(span)
    if held is not None:
        yield from held[0]


def _in_marks(text: str, content: Sequence[Span], *, fewest: int) -> bool:
    """Whether `fewest` words of the content or more stand in quotation marks, or the marks stand around it."""
    first, last = content[0], content[-1]
    around = text[max(0, first.start - 2) : first.start] + text[last.end : last.end + 2]
    if _MARKS.search(around):
        return True
    pieces = [s.cut(text) for s in content]
    if fewest == 1:
        return any(_MARKS.search(p) for p in pieces)
    return any(len(q.split()) >= fewest for p in pieces for q in _MARKS.split(p)[1::2])
