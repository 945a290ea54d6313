"""Event coding: from parsed passages to reports of who did what to whom, when, where and how surely.

Each sentence is walked from its main verb down; a word that names an act (see `acts`) is coded with its parties, unless a word above it has
consumed it. What is left out is
as much part of the coder as what is coded: an act needs a state or political actor on one side, and a doer that can do such things.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from hikiwake.reading.language import Passage
from hikiwake.record.model import Actor, DateMention, Phrase, Place, Report, Span, Statement, Status
from hikiwake.terms.dates import Date, Precision
from hikiwake.terms.ontology import Code, cameo

from . import lexicon, syntax, topics
from .acts import Act, reading
from .circumstances import Setting, Spot, settings, spots
from .counterparts import main_pair, with_counterpart
from .dating import Told, dated, dateline, labels, tense_of
from .participants import Cast, Parties, parties
from .prominence import confidence
from .sides import completed
from .speech import speakers
from .stance import grade, stance

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_Mention = TypeVar("_Mention", Actor, DateMention, Place)
_HOSTILE = ("14", "17", "18", "19", "20")
_PERSONAL = frozenset({"i", "you", "we", "me", "us", "this", "that", "there", "one"})
_HABITUAL = frozenset({"every", "usually", "often", "always"})
_EVERYDAY_SECTORS = frozenset({"CVL", "BUS", "MED", "EDU", "AGR", "JRN", "UNK", "ELI", "LAB", "MNC", "SOC"})
_PAPERS = frozenset({"treaty", "accord", "pact", "agreement"})
_MAKING = frozenset({"conclude", "reach", "clinch", "make", "strike", "enter", "finalize", "finalise", "renew", "extend"})
_SOMETHING = frozenset({"nothing", "something", "anything", "little", "much", "everything"})
_LONGEST_COMPLEMENT = 10  # words
_ELECTION = Code("", None, None, "election", None)


@dataclass(frozen=True, slots=True)
class _Told:
    """An act of a sentence with its parties, before date, place and stance."""

    act: Act
    parties: Parties
    modality: str | None
    is_intent: bool


def code_events(
    document: str,
    passages: Sequence[Passage],
    actors: Sequence[Actor],
    dates: Sequence[DateMention],
    places: Sequence[Place],
    statements: Sequence[Statement],
    reference: Date | None = None,
) -> list[Report]:
    """The events that a document tells of, in the text's order. `reference` is the document's own date, None if unknown.

    `via` of a report is the index, as text, of the statement among `statements` that carries it. Where several events come from one sentence, the one
    with the highest `confidence` is its main event. Empty where nothing political is told.
    """
    all_actors, all_dates, all_places = _Sorted(actors), _Sorted(dates), _Sorted(places)
    found: list[Told] = []
    issued = dateline(passages, dates, reference)
    for number, passage in enumerate(passages):
        here_dates, here_places = [d for d in all_dates.within(passage) if d != issued], all_places.within(passage)
        cast = Cast(passage, all_actors.within(passage), here_places)
        if not cast:
            continue
        label_at = labels(passage, here_dates)
        for place_in_passage, sentence in enumerate(passage.doc.sents):
            told = _told(sentence, cast)
            if told:
                where, when = spots(passage, sentence, here_places), spots(passage, sentence, here_dates)
                reports = _reports(document, passage, sentence, told, where, when, statements, label_at.get(place_in_passage))
                found += [
                    Told(report, number, place_in_passage, tense_of(head), head.pos_ in ("NOUN", "PROPN"))
                    for report, head in reports
                ]
    pair = main_pair(actors)
    complete = [replace(one, report=with_counterpart(one.report, pair, actors, is_noun=one.is_noun)) for one in found]
    return sorted(dated(complete, passages, dates, reference), key=lambda r: (r.span, r.trigger.spans, r.confidence))


class _Sorted(Generic[_Mention]):
    """Mentions by where they begin, so that each passage finds its own at once."""

    def __init__(self, mentions: Sequence[_Mention]) -> None:
        self._mentions: list[_Mention] = sorted(mentions, key=lambda m: m.span)
        self._starts: list[int] = [m.span.start for m in self._mentions]

    def within(self, passage: Passage) -> list[_Mention]:
        end = passage.offset + len(passage.doc.text)
        return self._mentions[bisect_left(self._starts, passage.offset) : bisect_left(self._starts, end)]


# ---------------------------------------------------------------- which acts


def _told(sentence: "Sentence", cast: Cast) -> list[_Told]:
    consumed: set[int] = set()
    found: list[_Told] = []
    unclaimed: list[_Told] = []
    for token in _from_the_top(sentence.root):
        if token.i in consumed or not _is_known(token):
            continue
        act = reading(token)
        if act is None:
            continue
        told = _with_parties(act, cast)
        if _goes_nowhere(act, cast):
            continue
        if _is_named_unrest(act):
            unclaimed += [told] if not _is_political(told.act, told.parties) else []
        whole = replace(told, parties=completed(told.act, told.parties, cast, sentence))
        if _is_political(told.act, told.parties) or _is_of_somebody(whole):
            found.append(whole)
            consumed.update(w.i for w in told.act.words)
            consumed.update(_inner_words(told.act))
    # A riot or uprising with a proper name is political by its nature, but only beside other politics: "a real riot" in a review is not.
    return found + unclaimed if found else found


def _is_of_somebody(told: _Told) -> bool:
    """Whether people or an institution do it whose country only the rest of the sentence tells: "workers in Kenya stopped work"."""
    return told.act.head.pos_ == "VERB" and bool(told.parties.sources) and _is_political(told.act, told.parties)


def _is_named_unrest(act: Act) -> bool:
    head = act.head
    return act.code[:2] == "14" and head.pos_ == "NOUN" and any(c.pos_ == "PROPN" and c.dep_ == "compound" for c in head.children)


def _inner_words(act: Act) -> Iterator[int]:
    inner = act.inner
    while inner is not None:
        yield from (w.i for w in inner.words)
        inner = inner.inner
    if act.content is not None:
        yield act.content.i


def _from_the_top(root: "Token") -> Iterator["Token"]:
    level = [root]
    while level:
        yield from level
        level = [child for token in level for child in token.children]


def _is_known(token: "Token") -> bool:
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX"):
        return lemma in lexicon.verbs()
    if token.pos_ in ("NOUN", "PROPN"):
        return lemma in lexicon.nouns() or token.lower_ in lexicon.nouns()
    return token.pos_ == "ADJ" and lemma in lexicon.adjectives()


def _with_parties(act: Act, cast: Cast) -> _Told:
    who = parties(act, cast, speakers(act.head))
    if _is_named_unrest(act) and not who.sources and not who.targets:
        who = replace(who, targets=cast.named_after(act.head))
    modality = syntax.modality(act.head) if act.head.pos_ in ("VERB", "AUX", "ADJ") else None
    act, who = _as_demand(act, modality, who, cast)
    act, is_intent = _as_intent(act, modality, who)
    return _Told(act, who, modality, is_intent)


def _as_demand(act: Act, modality: str | None, who: Parties, cast: Cast) -> tuple[Act, Parties]:
    """ "X said that Y must withdraw" is X's demand of Y; with "should" it is an appeal."""
    if modality != "obligation" or act.code == "election":
        return act, who
    saying = speakers(act.head)
    demanding = tuple(a for s in saying for a in cast.within(s))
    if not demanding or {a.name for a in demanding} & {a.name for a in who.sources}:
        return act, who
    must = any(c.lower_ == "must" for c in act.head.children if c.dep_ == "aux")
    operator = "demand" if must else "appeal"
    code = topics.apply(operator, act.topic)
    if code is None:
        return act, who
    asked = who.sources or who.targets
    return replace(act, code=code, operators=(operator, *act.operators)), Parties(demanding, asked, False, True, tuple(saying))


def _as_intent(act: Act, modality: str | None, who: Parties) -> tuple[Act, bool]:
    """What somebody says that he will do is coded as his intent: cooperation as 03, hostility as a threat (13)."""
    if act.operators[:1] in (("intend",), ("threaten",)):
        negated = syntax.is_negated(act.head)
        return (
            (replace(act, code=topics.negated_intent(act.topic)), True)
            if negated and act.operators[0] == "intend"
            else (act, True)
        )
    if act.head.pos_ not in ("VERB", "AUX") or not who.sources or act.code == "election":
        return act, False
    would = any(c.lower_ in ("would", "'d", "may", "might") for c in act.head.children if c.dep_ == "aux")
    is_reported = bool(speakers(act.head)) or act.head.dep_ == "ccomp"
    if modality != "future" and not (would and is_reported):
        return act, False
    if syntax.is_negated(act.head):
        return replace(act, code=topics.negated_intent(act.topic), operators=("intend", *act.operators)), True
    if act.operators not in ((), ("halt",)):
        return act, False
    code = topics.apply("intend", act.topic) if act.topic else None
    return (replace(act, code=code, operators=("intend", *act.operators)), True) if code else (act, False)


def _is_political(act: Act, who: Parties) -> bool:
    """Whether a state or political actor takes part, and the text names no doer that could not have done it."""
    if not any(_can_be_party(a) for a in (*who.sources, *who.targets)) or _is_habit(act):
        return False
    if _is_unnamed_agreement(act, who) or _is_left_to_do(act.head):
        return False
    if any(d.lower_ in ("nobody", "none") for d in who.doers):
        return False
    if any(d.lower_ in _PERSONAL for d in who.doers) and not who.sources:
        return False
    if who.sources:
        return any(_can_be_party(a) for a in who.sources) or act.code.startswith(_HOSTILE)
    if who.has_doer and not act.code.startswith(_HOSTILE):
        return False
    if act.head.pos_ in ("NOUN", "PROPN"):
        return act.code.startswith((*_HOSTILE, "16"))
    return act.code.startswith((*_HOSTILE, "16")) or syntax.is_passive(act.head)


def _is_unnamed_agreement(act: Act, who: Parties) -> bool:
    """ "Soviet treaties", "the agreements of the republic": papers, where no two sides are said to have made one."""
    paper = act.inner.head if act.inner is not None and act.head.lemma_ not in _MAKING else act.head
    is_paper = paper.pos_ in ("NOUN", "PROPN") and paper.lemma_.lower() in _PAPERS
    return (
        is_paper
        and (paper is act.head or not act.operators)
        and len({a.country or a.name for a in (*who.sources, *who.targets)}) < 2
    )


def _is_left_to_do(head: "Token") -> bool:
    """ "nothing to discuss", "something left to bargain with": no act."""
    if head.tag_ != "VB":
        return False
    return any(t.lower_ in _SOMETHING for t in (head.head, head.head.head))


def _goes_nowhere(act: Act, cast: Cast) -> bool:
    """A visit to what is neither a place nor anybody known: to a grave, a fish plant."""
    if act.code != "042" or act.head.lemma_ not in ("visit", "tour") or act.head.pos_ != "VERB":
        return False
    return not any(o.pos_ == "PROPN" or cast.is_somewhere(o) for o in syntax.objects(act.head))


def _can_be_party(actor: Actor) -> bool:
    """A state's, or of a kind that acts in politics; people, firms and journalists of no country are everywhere."""
    return actor.country is not None or (actor.sector is not None and actor.sector not in _EVERYDAY_SECTORS)


def _is_habit(act: Act) -> bool:
    """ "visit every summer": what is done always is no event, unless it is violence."""
    if act.head.pos_ != "VERB" or act.code.startswith(_HOSTILE):
        return False
    words = {w.lower_ for c in act.head.children if c.dep_ in ("advmod", "npadvmod") for w in (c, *c.children)}
    return bool(words & _HABITUAL)


# ---------------------------------------------------------------- reports


def _reports(
    document: str,
    passage: Passage,
    sentence: "Sentence",
    told: Sequence[_Told],
    places: Sequence[Spot],
    dates: Sequence[Spot],
    statements: Sequence[Statement],
    label: DateMention | None,
) -> Iterator[tuple[Report, "Token"]]:
    words_of = [frozenset(w.i for w in t.act.words) for t in told]
    every = frozenset().union(*words_of)
    for one, own in zip(told, words_of, strict=True):
        if _is_mere_supposition(one):
            continue
        for setting in settings(one.act, places, dates, every - own):
            report = _report(document, passage, sentence, one, setting, statements)
            if report.category == "AGREE" and report.status is Status.ACTUAL and _is_deadline(report.date):
                report = replace(report, date=None)  # "agreed to conclude a treaty by 2000" was not agreed then
            if label is not None and report.date is None and report.status is Status.ACTUAL:
                report = replace(report, date=label)
            yield report, one.act.head


def _is_deadline(mention: DateMention | None) -> bool:
    return mention is not None and mention.date.precision is Precision.BEFORE


def _is_mere_supposition(told: _Told) -> bool:
    """ "They could sign anything", "a march would follow": only supposed or denied, and not even between two states."""
    how = stance(told.act, told.modality, told.is_intent).status
    if how is Status.DENIED:
        is_weak = not told.parties.sources and not told.act.code.startswith(_HOSTILE)
    else:
        is_weak = how is Status.HYPOTHETICAL and not (told.act.head.pos_ in ("NOUN", "PROPN") and told.parties.sources)
    if not is_weak:
        return False
    sides = ({a.country or a.name for a in side} for side in (told.parties.sources, told.parties.targets))
    return len(set().union(*sides)) < 2


def _report(
    document: str, passage: Passage, sentence: "Sentence", told: _Told, setting: Setting, statements: Sequence[Statement]
) -> Report:
    act, who = told.act, told.parties
    code = _ELECTION if act.code == "election" else cameo()[act.code]
    how = stance(act, told.modality, told.is_intent)
    trigger = _phrase(passage, act.words)
    span = _span(passage, sentence, act, who, setting)
    reached, carrier = grade(span, trigger.spans[0], sentence.text, statements)
    return Report(
        document=document,
        span=span,
        trigger=trigger,
        category=code.category,
        mode=code.mode,
        cameo=code.cameo or None,
        goldstein=code.goldstein,
        sources=who.sources,
        targets=who.targets,
        date=setting.date,
        place=setting.place,
        status=how.status,
        grade=reached,
        certainty=how.certainty,
        polarity=how.polarity,
        context=code.context,
        confidence=confidence(act, who, is_told_as_fact=how.status is not Status.HYPOTHETICAL),
        is_reciprocal=who.is_reciprocal,
        via=None if carrier is None else str(carrier),
    )


def _phrase(passage: Passage, words: Sequence["Token"]) -> Phrase:
    """Words as a reader sees them, neighbours in one span."""
    spans: list[Span] = []
    last = -2
    for word in sorted(set(words), key=lambda w: w.i):
        span = passage.span(word)
        if word.i == last + 1:
            spans[-1] = Span(spans[-1].start, span.end)
        else:
            spans.append(span)
        last = word.i
    text = passage.doc.text
    return Phrase(" ".join(text[s.start - passage.offset : s.end - passage.offset] for s in spans), tuple(spans))


def _complement(act: Act) -> Iterator["Token"]:
    """Words of what the act is done to or takes place at, where that is a short phrase without a verb of its own, and the names before a noun."""
    if act.head.pos_ == "NOUN":
        yield from (w for c in act.head.children if c.dep_ == "compound" and c.pos_ == "PROPN" for w in c.subtree)
    behind = [g for name, g in syntax.prepositions(act.head) if name in ("at", "of", "with", "against", "to", "on")]
    for phrase in (*(syntax.objects(act.head) if act.head.pos_ == "VERB" else ()), *behind[:1]):
        words = list(phrase.subtree)
        if len(words) <= _LONGEST_COMPLEMENT and not any(w.pos_ in ("VERB", "AUX") for w in words):
            yield from (w for w in words if not w.is_punct)


def _span(passage: Passage, sentence: "Sentence", act: Act, who: Parties, setting: Setting) -> Span:
    """From the first to the last of the words that tell it: trigger, parties, place and date within the sentence.

    A preposition of the trigger ("met with") counts only where its object does.
    """
    first, last = passage.offset + sentence.start_char, passage.offset + sentence.end_char
    parts = [passage.span(w) for w in act.words if w.i == act.head.i or w.pos_ != "ADP"]
    parts += [a.span for a in (*who.sources, *who.targets)]
    parts += [passage.span(w) for w in _complement(act)]
    parts += [m.span for m in (setting.place, setting.date) if m is not None]
    inside = [p for p in parts if first <= p.start and p.end <= last]
    return Span(min(p.start for p in inside), max(p.end for p in inside))
