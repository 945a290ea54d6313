"""Sentences made shorter that are still sentences: cut where a clause ends, never within one."""

import re

from hikiwake.brief import english

# What may go without the rest saying something else: a reason, a purpose, an aside, a second predicate; never a condition, a restriction or a time.
_ENDS = re.compile(
    r"[;–—](?=\s)|\s\(|:\s|,?\s(?=(?:because|whereas|even though|although|in order to|so that|rather than)\b)"
    r"|,\s(?=(?:and|which|who|where|while|since|so|as|for|though)\b)"
    r"|\s(?=and\s(?:so|thus|therefore|will|would|can|could|may|might|must|is|are|was|were|has|have|had|wants?|needs?|does|do|to)\b)"
)
_FEWEST_WORDS = 4
_IN_A_LIST = re.compile(r"\b(?:between|both|either)\b[^,;]*$|,[^,]*$", re.IGNORECASE)


def at_clause(words: str, most: int) -> str:
    """A sentence as a clause without its full stop; where it is longer than `most` characters, up to the last clause that ends within them.

    Whole where no clause ends there: half of one says nothing, or something else.
    """
    whole = english.clause(words)
    if len(whole) <= most:
        return whole
    ends = [m.start() for m in _ENDS.finditer(whole) if m.start() <= most and _is_an_end(whole, m.start())]
    return whole[: ends[-1]].rstrip(" ,;:–—") if ends else whole


def _is_an_end(whole: str, at: int) -> bool:
    before = whole[:at]
    is_open = before.count("“") > before.count("”") or before.count("(") > before.count(")")
    if is_open or english.word_count(before) < _FEWEST_WORDS:
        return False
    return not (whole[at:].lstrip(" ,").startswith("and ") and _IN_A_LIST.search(before))
