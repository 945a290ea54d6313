"""Reports of the acts that a sentence tells of: with date, place, status, grade and the span that tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.record.model import Certainty, DateMention, Phrase, Polarity, Report, Span, Statement, Status
from hikiwake.terms.dates import Precision
from hikiwake.terms.ontology import Code, cameo
from hikiwake.terms.retractions import TakenBack, taken_back

from . import syntax
from .act import Act
from .circumstances import Setting, Spot, settings
from .participants import Parties
from .political import HOSTILE
from .prominence import confidence
from .stance import Stance, grade, stance
from .tellings import Telling
from .undone import is_doubted, is_ruled_out, is_taken_back, new_day, put_off, status_of, without_old_days

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_LONGEST_COMPLEMENT = 10  # words
_ELECTION = Code("", None, None, "election", None)


def reports(
    document: str,
    passage: Passage,
    sentence: "Sentence",
    told: Sequence[Telling],
    places: Sequence[Spot],
    dates: Sequence[Spot],
    statements: Sequence[Statement],
    label: DateMention | None,
) -> Iterator[tuple[Report, "Token"]]:
    """Each report with the word that heads its act: one for each setting, none for what is only supposed.

    `label` is the date that holds for the sentence because it opens its item.
    """
    words_of = [frozenset(w.i for w in t.act.words) for t in told]
    every = frozenset().union(*words_of)
    taken, is_in_doubt = taken_back(sentence.text), is_doubted(sentence)
    dates = [day for day in dates if not is_ruled_out(day)]
    for one, own in zip(told, words_of, strict=True):
        put_to = new_day(one.act, dates)
        how = _told_how(one, taken, is_put_off=put_to is not None, is_in_doubt=is_in_doubt)
        if _is_mere_supposition(one, how.status):
            continue
        known = without_old_days(one.act, dates)
        found = [_with_its_day(s, one, known) for s in settings(one.act, places, known, every - own)]
        if put_to is not None:
            one, found = replace(one, act=put_off(one.act)), [replace(found[0], date=put_to)]
        for setting in found:
            report = _report(document, passage, sentence, one, how, setting, statements)
            if report.category == "AGREE" and report.status is Status.ACTUAL and _is_deadline(report.date):
                report = replace(report, date=None)  # "agreed to conclude a treaty by 2000" was not agreed then
            if label is not None and report.date is None and report.status is Status.ACTUAL:
                report = replace(report, date=label)
            yield report, one.act.head


def _with_its_day(setting: Setting, told: Telling, dates: Sequence[Spot]) -> Setting:
    """ "A week earlier X had told Y that it must withdraw": X demanded it then."""
    doers = told.parties.doers
    saying = doers[0].head if doers and told.act.operators[:1] in (("demand",), ("appeal",)) else None
    if setting.date is not None or saying is None or saying not in told.act.head.ancestors:
        return setting
    days = [d.mention for d in dates if syntax.clause_root(d.head) == saying and isinstance(d.mention, DateMention)]
    return replace(setting, date=days[0]) if len(days) == 1 else setting


def _told_how(told: Telling, taken: TakenBack | None, *, is_put_off: bool, is_in_doubt: bool) -> Stance:
    """The stance of the act's clause, unless the text says elsewhere what became of it."""
    how = stance(told.act, told.modality, told.is_intent, is_asked_for=told.is_asked_for)
    if how.status not in (Status.ACTUAL, Status.PLANNED):
        return how
    if is_in_doubt:
        return replace(how, status=Status.HYPOTHETICAL, certainty=Certainty.UNKNOWN)
    status = Status.DENIED if is_taken_back(told.act.head, taken) else Status.PLANNED if is_put_off else status_of(told.act)
    if status is None:
        return how
    return replace(how, status=status, polarity=Polarity.NEGATIVE if status is Status.DENIED else Polarity.POSITIVE)


def _is_deadline(mention: DateMention | None) -> bool:
    return mention is not None and mention.date.precision is Precision.BEFORE


def _is_mere_supposition(told: Telling, status: Status) -> bool:
    """ "They could sign anything", "a march would follow": only supposed or denied, and not even between two states."""
    if status is Status.DENIED:
        is_weak = not told.parties.sources and not told.act.code.startswith(HOSTILE)
    else:
        is_weak = status is Status.HYPOTHETICAL and not (told.act.head.pos_ in ("NOUN", "PROPN") and told.parties.sources)
    if not is_weak:
        return False
    # "foreign forces" are nobody's
    sides = {a.country or a.name for a in (*told.parties.sources, *told.parties.targets) if a.country or a.sector != "MIL"}
    return len(sides) < 2


def _report(
    document: str,
    passage: Passage,
    sentence: "Sentence",
    told: Telling,
    how: Stance,
    setting: Setting,
    statements: Sequence[Statement],
) -> Report:
    act, who = told.act, told.parties
    code = _ELECTION if act.code == "election" else cameo()[act.code]
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
