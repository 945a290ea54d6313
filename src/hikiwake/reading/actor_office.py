"""Office and name of one person beside each other: "the President of Guyana, Irfaan Ali", and "that of Venezuela, Yván Gil" behind it.

What stands before the office or between it and the name tells the state; a comma is all that parts them. The order of the words decides and not the
parser, which hangs the name on the state as often as on the office.
"""

from dataclasses import dataclass

from hikiwake.reading.actor_names import Role
from hikiwake.reading.actor_passage import ActorPassage, PlacedName, PlacedRole

_LONGEST_OF = 6  # words between "of" and the comma: "the Republic of Korea"
_LONGEST_NAME = 5
_STATES = ("state", "adjective", "seat")
_OF_PERSONS = frozenset(("leader", "surname"))
_SMALL_WORDS = (
    "the republic kingdom federation of bolivarian islamic people 's ’s federal democratic arab plurinational state sultanate hashemite "
    "socialist cooperative co-operative"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_HONORIFIC_WORDS = "h.e. h.e he dr. dr mr. mr mrs. mrs ms. ms prof. his her sheikh prince excellency highness honour"
_HONORIFICS = frozenset(_HONORIFIC_WORDS.split())
_IN_FIELDS = frozenset(("and", "for", "of", "the"))
_LONGEST_FIELD = 6  # words of what an office is for: "Youth", "European and Foreign Affairs"
_BETWEEN = frozenset(("'s", "’s", "former", "ex", "-", "acting", "new", "then", "current", "deputy", "assistant"))
_PARTICLES = frozenset(("al", "bin", "da", "de", "del", "der", "di", "dos", "el", "ibn", "la", "van", "von", "-"))


@dataclass(frozen=True, slots=True)
class InOffice:
    """An office, with its state from token `start`, whose noun is at `office`, and the name `[first, last)` beside it.

    `country` is None where no state is told.
    """

    start: int
    office: int
    first: int
    last: int
    country: str | None
    role: Role


def in_office(r: ActorPassage) -> list[InOffice]:
    """Everybody whom the passage introduces by office and name beside each other, in order."""
    found: list[InOffice] = []
    for role in (x for x in r.roles if x[2].number == "one"):
        if (one := _introduced(r, role[0], role[1], role[2])) is None:
            continue
        found.append(one)
        while (other := _that_of(r, found[-1])) is not None:
            found.append(other)
    return found


def _that_of(r: ActorPassage, before: InOffice) -> InOffice | None:
    """ "… and that of Venezuela, Yván Gil": somebody of the same office."""
    at = before.last
    while at < len(r.doc) and r.doc[at].lower_ in (",", "and"):
        at += 1
    is_that = before.last < at < len(r.doc) and r.doc[at].lower_ == "that"
    return _introduced(r, at, at + 1, before.role) if is_that else None


def _introduced(r: ActorPassage, start: int, end: int, role: Role) -> InOffice | None:
    state, comma = _state_behind(r, end)
    if state is None:
        state, comma = _state_behind(r, _of_a_state_at(r, end))
    if state is None:
        return _named_after(r, start, end, role)
    is_parted = comma < len(r.doc) and r.doc[comma].text == ","
    first = _past_honorifics(r, comma + 1) if is_parted else comma
    last = _end_of_name(r, first)
    if last - first < 2 or not (is_parted or r.doc[first].ent_type_ == "PERSON") or _is_listed_on(r, last):
        return None
    body = next((x[2] for x in r.roles if end < x[0] and x[1] == comma), role)  # "the leader of the Guyanese opposition"
    return InOffice(start, end - 1, first, last, state[2].named.country, body if role.words == "leader" else role)


def _named_after(r: ActorPassage, start: int, end: int, role: Role) -> InOffice | None:
    """ "Peru's president, Manuel Merino", "the foreign minister, Dmytro Kuleba": the state, if any, stands before the office."""
    office, end = end, end_of_title(r, end)
    if end >= len(r.doc) or r.doc[end].text != ",":
        return None
    last = _end_of_name(r, end + 1)
    before = start
    while before and r.doc[before - 1].lower_ in _BETWEEN:
        before -= 1
    state = next((n for n in r.names if n[1] == before and n[2].named.kind in _STATES), None)
    words = r.doc[end + 1 : last]
    is_closed = state is not None and last < len(r.doc) and r.doc[last].text == "," and all(t.pos_ == "PROPN" for t in words)
    is_name = len(words) > 1 and (is_closed or all(t.ent_type_ == "PERSON" for t in words))
    is_whole = end == office or r.doc[office].lower_ == "for"  # "the president of the league" is of nobody's government
    is_one = state is not None or (is_whole and start > 0 and r.doc[start - 1].lower_ == "the")
    if not is_name or not is_one or _is_listed_on(r, last):
        return None
    return InOffice(state[0] if state else start, office - 1, end + 1, last, state[2].named.country if state else None, role)


def _of_a_state_at(r: ActorPassage, end: int) -> int:
    """Where "of" with the state begins behind the field of an office: "Minister" "of Foreign Affairs" "of the Republic of Peru"."""
    at = end + 1
    while at < min(len(r.doc), end + _LONGEST_FIELD) and r.doc[at].lower_ not in ("of", ",") and _is_of_a_field(r, at):
        at += 1
    return at if r.doc[end : end + 1].text == "of" and r.doc[at : at + 1].text == "of" else len(r.doc)


def end_of_title(r: ActorPassage, end: int) -> int:
    """The token behind the whole title, of which the office up to `end` is but a part: "Vice President" "for Communication"."""
    at = end
    while at < min(len(r.doc), end + _LONGEST_FIELD) and _is_of_a_field(r, at):
        at += 1
    while at > end and r.doc[at - 1].lower_ in _IN_FIELDS:
        at -= 1
    return at if r.doc[end : end + 1].text.lower() in ("for", "of") else end


def _is_of_a_field(r: ActorPassage, at: int) -> bool:
    token = r.doc[at]
    if any(a <= at < b for a, b, _ in r.names) or token.ent_type_ in ("PERSON", "GPE", "DATE"):
        return False
    return token.lower_ in _IN_FIELDS or token.pos_ in ("NOUN", "PROPN", "ADJ")


def _past_honorifics(r: ActorPassage, first: int) -> int:
    """Past "H.E. Dr.", "His Excellency", so that the name begins."""
    at = first
    while at + 1 < len(r.doc) and r.doc[at].lower_ in _HONORIFICS:
        at += 1
    return at


def _state_behind(r: ActorPassage, end: int) -> tuple[PlacedName | None, int]:
    """The one state that "of …" behind an office names, and the token behind it."""
    if end >= len(r.doc) or r.doc[end].lower_ != "of":
        return None, end
    state: PlacedName | None = None
    at = end + 1
    while at < min(len(r.doc), end + 1 + _LONGEST_OF):
        name = next((n for n in r.names if n[0] == at), None)
        role = _role_at(r, at)
        if name is not None and state is None and name[2].named.kind in _STATES:
            state, at = name, name[1]
        elif role is not None and state is not None and state[2].named.kind == "adjective":
            at = role[1]
        elif r.doc[at].lower_ in _SMALL and state is None:
            at += 1
        else:
            break
    return state, at


def _role_at(r: ActorPassage, at: int) -> PlacedRole | None:
    return next((x for x in r.roles if x[0] == at), None)


def _end_of_name(r: ActorPassage, first: int) -> int:
    """The token behind the name of a person that begins at `first`; `first` where none does."""
    at = first
    while at < min(len(r.doc), first + _LONGEST_NAME):
        token = r.doc[at]
        kinds = {m.named.kind for a, b, m in r.names if a <= at < b}
        is_other = bool(kinds - _OF_PERSONS) or (not kinds and r.is_in_role(at))
        is_word = token.text[0].isupper() and token.pos_ in ("PROPN", "ADJ", "NOUN")
        is_joint = at > first and token.lower_ in _PARTICLES
        if is_other or not (is_word or is_joint):
            break
        at += 1
    while at > first and r.doc[at - 1].lower_ in _PARTICLES:
        at -= 1
    return at


def _is_listed_on(r: ActorPassage, last: int) -> bool:
    """Whether another bare name is joined to this one: "the President of X, Ana Silva and Jo Lund met" introduces nobody."""
    if last + 1 >= len(r.doc) or r.doc[last].lower_ not in ("and", "or"):
        return False
    return r.doc[last + 1].ent_type_ == "PERSON" and not r.is_in_role(last + 1)
