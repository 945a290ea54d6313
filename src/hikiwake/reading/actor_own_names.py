"""Forces with a name of their own, which is one state's and no other's, whether or not a table knows whose: "the Bolivarian Navy"."""

from hikiwake.reading.actor_names import roles_in

ARMED = frozenset({"MIL", "PRM", "COP", "SPY"})
_ANYBODYS_WORDS = (
    "national federal state royal central public special local military presidential government rebel naval ground air armed security border "
    "riot joint united allied coalition civil opposition elite city traffic paramilitary regular regional provincial"
)
_ANYBODYS = frozenset(_ANYBODYS_WORDS.split())


def is_named_by_itself(words: str) -> bool:
    """Whether the words for a force are a name in capitals that not every state's bears: "Rapid Support Forces", not "the National Police"."""
    role = next(iter(roles_in(words)), None)
    if role is None or not words[role[0]].isupper():
        return False
    return any(word[0].isupper() and word.lower() not in _ANYBODYS for word in words[: role[0]].split())
