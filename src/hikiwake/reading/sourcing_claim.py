"""The claim of what is said: its first sentence, and of that the main clause, by words alone, so that it holds for every reader."""

import re

_ABBREVIATED = "".join(rf"(?<!\b{short}\.)" for short in ("Mr", "Ms", "Mrs", "Dr", "St", "Sen", "Gov", "Rep", "Gen"))
_SENTENCE_END = re.compile(
    _ABBREVIATED + r"(?<=[a-z0-9)’”\"'][.!?])[”\"’']*\s+(?=[“\"‘']?[A-Z])|(?<=[.?!][”\"'])\s+…\s|"
    r"(?<=[,.!?][”\"'’]) … |(?<=[,.!?]['’][’']) … "
)
_SETTING = re.compile(
    r"^\W*(?:that )?(?:if|unless|should|were|had|although|though|while|when|because|since|as|after|before|given|even|despite|in|on|at|for|with|by|"
    r"during|under|from|until|once|to)\b[^,;“”\"]{3,120}, (?=\w)",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"[;:]|\b(?:because|which|who|whom|whose|although|though|while|since|after|before|until|so that|where|whereas|whenever|lest)\b|"
    r"(?<=\w) (?:that|when|as|how|what|why)\b(?= \w)|, (?:and|or|so|yet|possibly|perhaps|maybe|probably)\b|\b(?:but|rather than|and not)\b|"
    r" - | -- |[—–(]",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:think|believe|guess|suppose|suspect|expect|feel|doubt|say|said|says|know|hope|fear|see|clear|true|likely|unlikely|possible|probable|"
    r"risk|chance|fact|means?|convinced|confident|sure|certain|aware|apparent|obvious|evident|imperative|important|essential|imagine|suggests?|"
    r"shows?|agree|is|was|be)$",
    re.IGNORECASE,
)
_BEFORE_A_CLAUSE = frozenset({"that", "as", "how", "what", "why", "when"})
_FEWEST_WORDS = 2  # a main clause has a subject and a verb
_LONGEST = 240  # characters in which the main clause of a long sentence is looked for


def first_claim(content: str) -> str:
    """The first sentence of what is said."""
    return _SENTENCE_END.split(content.strip(), maxsplit=1)[0][:_LONGEST]


def main_clause(claim: str) -> str:
    """The claim's main clause: without a setting before it, up to its first subordinate clause, a carried one ("I think that …") excepted."""
    words = _SETTING.sub("", claim).lstrip("“”\"‘' ,")
    words = re.sub(r"^that ", "", words, flags=re.IGNORECASE)
    at = 0
    while (found := _SUBORDINATE.search(words, at)) is not None:
        before = words[: found.start()].rstrip()
        is_carried = found[0].strip().lower() in _BEFORE_A_CLAUSE and _CARRIED.search(before) is not None
        if not is_carried and len(before.split()) >= _FEWEST_WORDS:
            return before
        at = found.end()
    return words
