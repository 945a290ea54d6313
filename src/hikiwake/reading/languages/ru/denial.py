"""Whether words quoted in the language `ru` are said no to: by the verb that carries them, by "не" before it, or by their own main clause.

X опроверг сообщения, что «…» says no to words of others, and to words that say no themselves yes; what X отверг обвинения: «…» and «…», — опроверг X
quote are the speaker's own words, which say no or yes by themselves. The first sentence quoted counts, as it does in English.
"""

import re
from functools import cache

from hikiwake.reading.languages.found import Quotation
from hikiwake.reading.languages.names import alternatives, words_of

_NEGATION = re.compile(r"\b(?:не|нет|нельзя|никогда|никто|ничего|ничто|никаких|невозможно)\b", re.IGNORECASE)
_NO_NEGATION = re.compile(
    r"\bне (?:только|просто|столько|менее|меньше|более|больше|раз|исключа\w+|могу не|может не|можем не|могут не|случайно|зря)\b|"
    r"\bнельзя не\b|\b(?:едва ли|чуть) не\b|\bнет сомнени\w+|\bне сомнева\w+",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\s*(?:что|чтобы|котор\w+|если|когда|хотя|потому|поскольку|пока|чем|где|куда|так как|из-за|ибо|несмотря)\b", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$)")
_LEAD = re.compile(r",\s(?:что|будто|якобы|как|чтобы)\b(?P<between>[^.!?;«»]*)[«“„\"]$")
_CLAUSE = 90  # characters between ", что" and the words quoted


def denies(text: str, quotation: Quotation) -> bool:
    """Whether the speaker says no to the words quoted."""
    first = quotation.content[0]
    own = _says_no(_SENTENCE_END.split(first.cut(text))[0])
    lead = _LEAD.search(text[max(0, first.start - _CLAUSE) : first.start])
    own = own or (lead is not None and _says_no(lead["between"]))
    if quotation.cue is None:
        return own
    cue = quotation.cue
    is_denial = lead is not None and _denials().match(text, cue.start, cue.end) is not None
    is_negated = re.search(r"\bне\s$", text[max(0, cue.start - 4) : cue.start]) is not None
    return own ^ is_denial ^ is_negated


def _says_no(claim: str) -> bool:
    main = [part for part in claim.split(",") if not _SUBORDINATE.match(part)]
    return any(_NEGATION.search(_NO_NEGATION.sub("", part)) for part in main)


@cache
def _denials() -> re.Pattern[str]:
    return re.compile(alternatives(words_of("ru")["denial"]), re.IGNORECASE)
