"""People by name: whom the tables list, and whom only the document knows.

A surname is its listed bearer's only where nothing beside it says otherwise (`actor_given_names`).
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from hikiwake.reading.actor_given_names import agrees, gender_of_title, given_after, given_before, is_title
from hikiwake.reading.actor_names import SURNAME_FIRST, Named
from hikiwake.reading.actor_passage import ActorPassage, PlacedName
from hikiwake.reading.actor_syntax import HEADS, is_saying
from hikiwake.reading.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

_MOST_NAMES = 4
_SITES = frozenset(
    ("street", "road", "avenue", "square", "bridge", "island", "islands", "palace", "hospital", "university", "airport", "park")
)
Person = tuple[int, int, Named]  # first token, token after the last
_UNMISTAKABLE = frozenset(
    ("Obama", "Trump", "Biden", "Reagan", "Nixon", "Truman", "Eisenhower", "Thatcher", "Churchill", "Trudeau")
)
_SELDOM_NAMES = frozenset(("USA", "GBR", "CAN", "AUS", "NZL"))  # surnames of theirs are everybody's
_POSSESSIVE = ("'s", "’s", "’", "'")
_NO_PERSONS = frozenset(
    ("GPE", "ORG", "NORP", "LOC", "FAC", "DATE", "TIME", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "LANGUAGE")
)


def people_in(r: ActorPassage, start: int, end: int, root: int) -> list[Person]:
    """The people whom a noun phrase names, in order; empty where it names none."""
    names = [n for n in r.names if start <= n[0] < end and n[0] not in r.taken]
    return (
        [p for p in (_listed(r, n) for n in names) if p]
        or _unlisted(r, start, end)
        or _unlisted_speaker(r, start, root)
        or _titled(r, start, end)
    )


# ------------------------------------------------------------ whom the tables list


def _listed(r: ActorPassage, name: PlacedName) -> Person | None:
    """Who a listed name means here; another person of that surname where the names beside it say so."""
    first, last, match = name
    leaders = [m for m in match.meanings if m.kind == "leader"]
    if leaders:
        return first, last, leaders[0]
    surnames = [m for m in match.meanings if m.kind == "surname"]
    if not surnames or match.meanings[0].kind != "surname" or r.doc.text[: match.start].endswith("-"):
        return None
    token = r.doc[last - 1]
    if token.pos_ != "PROPN" and token.ent_type_ != "PERSON":
        return None
    whole = _with_given_names(r, name, surnames)
    return _by_full_name(r, name, surnames, *whole) if whole != (first, last) else _by_surname_alone(r, name, surnames)


def _with_given_names(r: ActorPassage, name: PlacedName, surnames: list[Named]) -> tuple[int, int]:
    first, last, _ = name

    def is_other(token: int) -> bool:
        return r.is_in_role(token) or any(a <= token < b and m.named.kind != "surname" for a, b, m in r.names)

    begin = given_before(r.doc, first, is_other)
    comes_first = begin == first and any(m.country in SURNAME_FIRST for m in surnames)
    return begin, given_after(r.doc, last) if comes_first else last


def _by_full_name(r: ActorPassage, name: PlacedName, surnames: list[Named], begin: int, end: int) -> Person:
    first, last, _ = name
    given = [t.text for t in (*r.doc[begin:first], *r.doc[last:end]) if t.text != "-"]
    own = [m for m in surnames if agrees(given, r.words_of(name), m)]
    text = r.doc[begin:end].text
    if len({m.name for m in own}) > 1 and len({m.country for m in own}) == 1:
        return begin, end, replace(own[0], name=text)  # one of two: "George Bush"
    return begin, end, _likeliest(r, own, None) if own else r.memory.person(text) or Named("leader", text)


def _by_surname_alone(r: ActorPassage, name: PlacedName, surnames: list[Named]) -> Person | None:
    first, last, _ = name
    token = r.doc[last - 1]
    before = r.doc[first - 1] if first else None
    gender = gender_of_title(before)
    title = next((x[2].words for x in r.roles if x[1] == first), None)
    if gender:
        surnames = [m for m in surnames if m.gender in (gender, None)]
    known = r.memory.person(r.words_of(name))
    if known and (gender is None or known.gender in (gender, None)):
        is_anothers = title is not None and known.office != title and any(m.office == title for m in surnames)
        if not is_anothers:
            return first, last, known
    if last < len(r.doc) and r.doc[last].pos_ == "PROPN" and r.doc[last].dep_ != "appos" and token.dep_ == "compound":
        return None  # "Trump Tower"
    titled = title is not None or is_title(before)
    here = [m for m in surnames if m.country in r.memory.countries or m.country is None]
    is_unmistakable = token.text in _UNMISTAKABLE
    if not here and len({m.country for m in surnames}) == 1:
        is_known = titled or is_unmistakable or surnames[0].country not in _SELDOM_NAMES
        here = [m for m in surnames if is_known and not m.is_shared]
    if not here:
        is_unknown = gender is not None and known is None and any(m.is_shared for m in surnames)
        return (first, last, Named("leader", r.words_of(name), gender=gender)) if is_unknown else None
    is_anybodys = here[0].country in _SELDOM_NAMES and not titled and not is_unmistakable and token.ent_type_ != "PERSON"
    return None if is_anybodys else (first, last, _likeliest(r, here, title))


def _likeliest(r: ActorPassage, people: list[Named], title: str | None) -> Named:
    """Whose title it is, then whose country the document names, then a head of state or government; the latest of these."""
    return min(
        people, key=lambda m: (m.office != title, bool(m.country) and m.country not in r.memory.countries, m.office not in HEADS)
    )


# ------------------------------------------------------------ whom only the document knows


def _unlisted(r: ActorPassage, start: int, end: int) -> list[Person]:
    people = []
    for ent in r.doc[start:end].ents:
        if ent.label_ != "PERSON" or ent.end > end or not ent.text[0].isupper():
            continue
        first = ent.start
        last = ent.end - 1 if r.doc[ent.end - 1].lower_ in _POSSESSIVE else ent.end
        while first < last - 1 and (is_title(r.doc[first]) or r.is_in_role(first)):
            first += 1
        if any(n[0] < last and first < n[1] for n in r.names) or first >= last:
            continue
        if last - first == 1 and first == ent.start and not r.memory.person(r.doc[first].text):
            continue  # one unknown word without a title is as often a place
        last = end if _goes_on(r, last, end) else last
        text = r.doc[first:last].text
        people.append((first, last, r.memory.person(text) or Named("leader", text)))
    return people or _by_known_surname(r, start, end)


def _goes_on(r: ActorPassage, last: int, end: int) -> bool:
    """Whether the rest of a noun phrase belongs to the name, of which the entity recogniser took but two: "Vladimir Padrino" "López"."""
    rest = r.doc[last:end]
    is_name = 0 < len(rest) < 3 and all(t.pos_ == "PROPN" and not t.ent_type_ and not r.is_in_role(t.i) for t in rest)
    return is_name and all(t.dep_ == "compound" for t in r.doc[last - 1 : end - 1])


def _unlisted_speaker(r: ActorPassage, start: int, root: int) -> list[Person]:
    """Somebody of two names or more who speaks, and whose office follows, whatever the entity recogniser makes of the names."""
    token = r.doc[root]
    if token.dep_ != "nsubj" or not is_saying(token.head) or token.pos_ != "PROPN":
        return []
    first = root
    while first > start and r.doc[first - 1].pos_ == "PROPN" and not is_title(r.doc[first - 1]):
        first -= 1
    has_office = any(c.lemma_.lower() in words("officers") or r.is_in_role(c.i) for c in token.children if c.dep_ == "appos")
    is_other = any(n[0] < root + 1 and first < n[1] and n[2].named.kind != "surname" for n in r.names)
    if root - first < 1 or not has_office or is_other:
        return []
    text = r.doc[first : root + 1].text
    return [(first, root + 1, r.memory.person(text) or Named("leader", text))]


def _titled(r: ActorPassage, start: int, end: int) -> list[Person]:
    """Whoever stands behind an office in capitals, be it by one word that nobody knows: "President Okonjo", "Prime Minister Tala Sefo"."""
    found = []
    for _, first, role in (x for x in r.roles if start <= x[0] and x[1] < end):
        last = first
        while last < end and r.doc[last].pos_ == "PROPN" and not _is_something_else(r, last):
            last += 1
        is_name = 0 < last - first <= _MOST_NAMES and not is_title(r.doc[first]) and r.doc[last - 1].lower_ not in _SITES
        if role.number != "one" or not r.doc[first - 1].is_title or not is_name:
            continue
        text = r.doc[first:last].text
        found.append((first, last, r.memory.person(text) or Named("leader", text)))
    return found


def _is_something_else(r: ActorPassage, token: int) -> bool:
    """Whether a word belongs to what is no name of a person: a state, a body, an office."""
    return r.is_in_role(token) or any(a <= token < b and m.named.kind != "surname" for a, b, m in r.names)


def _by_known_surname(r: ActorPassage, start: int, end: int) -> list[Person]:
    """Somebody whom the document has introduced and now calls by surname, whatever the entity recogniser makes of it."""
    taken = {i for a, b, _ in r.names for i in range(a, b)}
    found = []
    for token in r.doc[start:end]:
        known = r.memory.person(token.text) if token.pos_ == "PROPN" and token.i not in taken else None
        if known is None:
            continue
        begin = given_before(r.doc, token.i, lambda i: r.is_in_role(i) or i in taken)
        gender = gender_of_title(r.doc[token.i - 1] if token.i else None)
        is_somebody_else = begin < token.i and not agrees([t.text for t in r.doc[begin : token.i]], token.text, known)
        if not is_somebody_else and (gender is None or known.gender in (gender, None)):
            found.append((begin, token.i + 1, known))
    return found


def gender_beside(r: ActorPassage, first: int, last: int) -> str | None:
    """ "m" or "f" where a title, or what is said beside the name, tells: "Mrs. Sato", "his wife, Hanako Sato", "a spokesman, Igor Bely"."""
    told = gender_of_title(r.doc[first - 1] if first else None)
    if told is not None:
        return told
    name = r.doc[last - 1]
    beside = [c for c in name.children if c.dep_ == "appos"] + ([name.head] if name.dep_ in ("appos", "compound") else [])
    return next((g for token in (*beside, *r.doc[first:last]) if (g := gender_of_noun(token))), None)


def gender_of_noun(noun: "Token") -> str | None:
    lemma = noun.lemma_.lower()
    return "f" if lemma in words("women") else "m" if lemma in words("men") else None


def is_somebody(r: ActorPassage, root: int) -> bool:
    """Whether a noun phrase is about one person, though nobody whom a table or the document makes an actor: "a shopkeeper", "Tanaka"."""
    token = r.doc[root]
    if token.tag_ == "NN":
        known = words("persons") | words("women") | words("men") | words("officers")
        return token.lemma_.lower() in known or any(a <= root < b and role.number == "one" for a, b, role in r.roles)
    if (
        token.pos_ != "PROPN"
        or token.tag_ == "NNPS"
        or token.ent_type_ in _NO_PERSONS
        or any(a <= root < b for a, b, _ in r.names)
    ):
        return False
    is_bare = token.dep_ == "nsubj" and not any(c.dep_ == "det" for c in token.children)
    return bool(token.ent_type_ == "PERSON") or is_bare  # who does something without an article is mostly somebody
