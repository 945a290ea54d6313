"""Which words attribute in this passage: the rules' drafts that the fitted weights believe, and the words that only the weights find."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.clauses import likely_draft_of_verb
from hikiwake.reading.statements.complement import whatever_follows
from hikiwake.reading.statements.draft import Draft
from hikiwake.reading.statements.likelihood import cue_weights
from hikiwake.reading.statements.nominal import likely_draft_of_word
from hikiwake.reading.statements.signs import Signs

if TYPE_CHECKING:
    from spacy.tokens import Token


def likely_drafts(passage: Passage, by_rule: Sequence[Draft]) -> list[Draft]:
    """The drafts to go on with.

    Args:
        passage: the parsed passage.
        by_rule: what the rules took for attributions, no two with a common cue.

    Returns:
        Of `by_rule` those that are likely enough, or whose cue holds no word that could be weighed (a colon); then one for each other word that
        is. In no order.
    """
    weights = cue_weights()
    drafted = in_cues(passage, by_rule)
    signs = Signs(passage.doc, drafted)
    likely = {t.i: weights.probability(signs.of(t)) for t in signs.candidates(weights.words)}
    best: dict[int, float] = {}
    for i, draft in drafted.items():
        if i in likely:
            best[id(draft)] = max(best.get(id(draft), 0.0), likely[i])
    kept = [replace(d, likelihood=p) for d in by_rule if (p := best.get(id(d), 1.0)) >= weights.keep]
    taken = {i for i, d in drafted.items() if best.get(id(d), 1.0) >= weights.keep}
    new = sorted((i for i, p in likely.items() if p >= weights.add and i not in taken), key=lambda i: -likely[i])
    for i in new:
        if i in taken:
            continue
        draft = _draft(passage, passage.doc[i])
        if draft is not None:
            kept.append(replace(draft, likelihood=likely[i]))
            taken.update(in_cues(passage, [draft]))
    return kept


def in_cues(passage: Passage, drafts: Sequence[Draft]) -> dict[int, Draft]:
    """By index the words of the drafts' cues."""
    found: dict[int, Draft] = {}
    for draft in drafts:
        for span in draft.cue:
            words = passage.doc.char_span(span.start - passage.offset, span.end - passage.offset, alignment_mode="expand")
            found |= {t.i: draft for t in words or ()}
    return found


def with_some_content(draft: Draft, passage: Passage) -> Draft:
    """The draft itself; where frames and quotations gave it nothing but its cue attributes in all likelihood, with whatever follows the cue."""
    if draft.content or draft.likelihood < cue_weights().add:
        return draft
    words = [passage.doc[i] for i in in_cues(passage, [draft])]
    verb = next((w for w in words if w.pos_ in ("VERB", "AUX") and w.dep_ not in ("aux", "auxpass")), words[-1])
    return draft.with_content(whatever_follows(passage, verb))


def _draft(passage: Passage, word: "Token") -> Draft | None:
    if word.pos_ in ("VERB", "AUX"):
        return likely_draft_of_verb(passage, word)
    return likely_draft_of_word(passage, word)
