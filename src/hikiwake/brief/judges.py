"""Whose judgements a brief holds, and the letter that stands for each."""

from hikiwake.assessment.cites import Stated
from hikiwake.brief.model import Brief, Sentence


def judges_of(sentence: Sentence) -> tuple[str, ...]:
    """Whose judgement the sentence is or rests on, each name once; empty where it only reports."""
    names = [c.by for c in sentence.cites if isinstance(c, Stated)]
    if sentence.judgement and not names:
        names.append(sentence.judgement)
    return tuple(dict.fromkeys(names))


def letters(brief: Brief) -> dict[str, str]:
    """Each judge's name and letter (a, b … z, aa …), in the order in which the brief names them."""
    names = dict.fromkeys(name for s in brief.sentences() for name in judges_of(s))
    return {name: _letter(i) for i, name in enumerate(names)}


def _letter(i: int) -> str:
    found = ""
    i += 1
    while i:
        i, rest = divmod(i - 1, 26)
        found = chr(97 + rest) + found
    return found
