"""Which words attribute in this passage: the rules' drafts that the fitted weights believe, and the words that only the weights find."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.clauses import beginning, likely_draft_of_verb, only_addresses
from hikiwake.reading.statements.complement import whatever_follows
from hikiwake.reading.statements.draft import Draft
from hikiwake.reading.statements.likelihood import cue_weights
from hikiwake.reading.statements.nominal import draft_with_noun, likely_draft_of_word
from hikiwake.reading.statements.quotation import Quotation
from hikiwake.reading.statements.signs import Signs

if TYPE_CHECKING:
    from spacy.tokens import Token


def likely_drafts(passage: Passage, by_rule: Sequence[Draft], quotes: Sequence[Quotation]) -> list[Draft]:
    """The drafts to go on with.

    Args:
        passage: the parsed passage.
        by_rule: what the rules took for attributions, no two with a common cue.
        quotes: the passage's quotations.

    Returns:
        Of `by_rule` those that are likely enough, or whose cue holds no word that could be weighed (a colon); then one for each other word that
        is. In no order.
    """
    weights = cue_weights()
    drafted = in_cues(passage, by_rule)
    likely = _probabilities(passage, drafted, quotes)
    kept = []
    for one in by_rule:
        best = max((likely[i] for i in in_cues(passage, [one]) if i in likely), default=1.0)
        if best >= (weights.plain if _is_plain(one) else weights.keep):
            kept.append(replace(one, likelihood=best))
    taken = set(in_cues(passage, kept))
    for i in sorted((i for i, p in likely.items() if p >= weights.add), key=lambda i: -likely[i]):
        draft = _draft(passage, passage.doc[i]) if i not in taken else None
        if draft is not None and (draft.source or likely[i] >= weights.sure):
            kept.append(replace(draft, likelihood=likely[i]))
            taken.update(in_cues(passage, [draft]))
    return kept


def _probabilities(passage: Passage, drafted: Mapping[int, Draft], quotes: Sequence[Quotation]) -> dict[int, float]:
    """How likely each word that could attribute does so, by index; "reporting" is as likely as the "began" above it."""
    weights = cue_weights()
    signs = Signs(passage, drafted, quotes)
    likely = {t.i: weights.probability(signs.of(t)) for t in signs.candidates(weights.words)}
    begun = {i: b.i for i in likely if (b := beginning(passage.doc[i])) is not None and b.i in likely}
    return likely | {i: max(likely[i], likely[b]) for i, b in begun.items()}


def in_cues(passage: Passage, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """By index the words of the drafts' cues."""
    found: dict[int, Draft] = {}
    for draft in drafts:
        for span in draft.cue:
            words = passage.doc.char_span(span.start - passage.offset, span.end - passage.offset, alignment_mode="expand")
            found |= {t.i: draft for t in words or ()}
    return found


def _is_plain(draft: Draft) -> bool:
    """Whether somebody is plainly said to have told something ("Soviet officials say that …"), or to explain it by causes."""
    return draft.kind == "causal" or (draft.is_telling and bool(draft.source and draft.content))


def with_some_content(draft: Draft, passage: Passage) -> Draft:
    """The draft itself; where frames and quotations gave it nothing but its cue attributes in all likelihood, with whatever follows the cue."""
    if draft.content or draft.likelihood < cue_weights().add:
        return draft
    words = [passage.doc[i] for i in in_cues(passage, [draft])]
    verb = next((w for w in words if w.pos_ in ("VERB", "AUX") and w.dep_ not in ("aux", "auxpass")), words[-1])
    return draft if only_addresses(verb) else draft.with_content(whatever_follows(passage, verb))


def _draft(passage: Passage, word: "Token") -> Draft | None:
    if word.pos_ in ("VERB", "AUX"):
        return draft_with_noun(passage, word) or likely_draft_of_verb(passage, word)
    return likely_draft_of_word(passage, word)
