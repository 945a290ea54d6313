"""Who acts: states, governments and their seats, people in office, organisations, armed groups, the press, with country and PLOVER sector.

A mention is the noun phrase that names the actor, without article and without what follows it: "Russian President Vladimir Putin",
"Foreign Ministry officials", "Japan". Where a country only qualifies something that does not act ("Russian gas"), the mention is the
country's own word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from hikiwake.reading.actor_names import Match, Named, Role, names_in, namesakes_in, roles_in
from hikiwake.reading.actor_reference import HEADS, Memory, is_saying
from hikiwake.reading.actor_syntax import is_government, is_name_of_something_else
from hikiwake.reading.language import Passage
from hikiwake.record.model import Actor, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TELLING = frozenset(("state", "adjective", "people", "seat", "organisation"))  # names that tell which countries a text is about
_TITLE_WORDS = "mr mr. mrs mrs. ms ms. dr dr. sir lord lady general gen. president premier chancellor king queen pope prince"
_TITLES = frozenset(_TITLE_WORDS.split())
_LIGHT = frozenset(("DET", "PUNCT", "NUM", "PRON", "PART", "SPACE", "ADV", "ADP", "SCONJ", "CCONJ", "SYM"))
_OF_A_STATE = frozenset(("GOV", "LEG", "COP", "MIL", "OPP", "JUD", "JRN"))
_PERSON_WORDS = (
    "head chief director professor analyst adviser advisor chairman member mayor editor aide expert scholar author founder"
)
_PERSONS = frozenset(_PERSON_WORDS.split())
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_UNMISTAKABLE = frozenset(
    ("Obama", "Trump", "Biden", "Reagan", "Nixon", "Truman", "Eisenhower", "Thatcher", "Churchill", "Trudeau")
)
_SELDOM_NAMES = frozenset(("USA", "GBR", "CAN", "AUS", "NZL"))  # surnames of theirs are everybody's


def actor_mentions(passages: Sequence[Passage]) -> list[Actor]:
    """Every mention of an actor in a document, in order.

    Two actors can share a span ("the two leaders"). "He", "the president", "both countries" are there only where the document says,
    by what was mentioned last, whom they mean.

    Returns:
        Actors with `name` resolved, `country` ISO 3166-1 alpha-3 or None, `sector` PLOVER or None (a state as such has none).
    """
    memory = Memory(namesakes=namesakes_in("\n".join(p.doc.text for p in passages)))
    for passage in passages:
        for match in names_in(passage.doc.text):
            named = [m.country for m in match.meanings[:1] if m.country and m.kind in _TELLING and not m.is_shared]
            memory.countries.update(named)
            memory.counted.update(m.country for m in match.meanings[:1] if m.country and not m.is_shared)
    return [actor for passage in passages for actor in _of_passage(passage, memory)]


@dataclass(slots=True)
class _Reading:
    """One passage while it is being read: its names and roles by token."""

    passage: Passage
    memory: Memory
    names: list[tuple[int, int, Match]]  # first token, token after the last
    roles: list[tuple[int, int, Role]]
    taken: set[int] = field(default_factory=set)  # tokens that stand in a mention already

    @property
    def doc(self) -> "Doc":
        return self.passage.doc


def _of_passage(passage: Passage, memory: Memory) -> list[Actor]:
    doc = passage.doc
    at = _token_index(doc)
    names = [
        (at[m.start], at[m.end - 1] + 1, m)
        for m in names_in(doc.text)
        if m.start in at
        and m.end - 1 in at
        and doc.text[m.start : m.end] not in memory.namesakes
        and not (m.named.is_shared and m.named.country not in memory.countries)
    ]
    roles = [(at[s], at[e - 1] + 1, r) for s, e, r in roles_in(doc.text) if s in at and e - 1 in at]
    reading = _Reading(passage, memory, [n for n in names if not is_name_of_something_else(doc, *n)], roles)
    found: list[Actor] = []
    chunks = [(c.start, c.end, c.root.i) for c in doc.noun_chunks]
    covered = {i for start, end, _ in chunks for i in range(start, end)}
    chunks += [
        (t.i - 1, t.i + 1, t.i)
        for t in doc
        if t.i and t.lower_ == "two" and t.dep_ in ("nsubj", "nsubjpass") and t.i not in covered
    ]
    chunks += [(a, b, b - 1) for a, b, _ in reading.names if not covered & set(range(a, b))]
    for start, end, root in _titles_joined(reading, sorted(chunks)):
        found += _of_chunk(reading, start, end, root)
    return sorted(found, key=lambda a: (a.span, a.name))


def _titles_joined(r: _Reading, chunks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """A role and the name right behind it, which the parser sometimes takes apart, as one: "Sudanese president" "Omar al-Bashir"."""
    joined: list[tuple[int, int, int]] = []
    for start, end, root in chunks:
        if joined and joined[-1][1] == start and r.doc[start].ent_type_ == "PERSON" and any(x[1] == start for x in r.roles):
            joined[-1] = (joined[-1][0], end, root)
        else:
            joined.append((start, end, root))
    return joined


def _token_index(doc: "Doc") -> dict[int, int]:
    return {c: t.i for t in doc for c in range(t.idx, t.idx + len(t))}


def _of_chunk(r: _Reading, start: int, end: int, root: int) -> list[Actor]:
    while start < root and r.doc[start].is_space:
        start += 1
    if root in r.taken:
        return []
    referred = None if _of_countries(r, end) else r.memory.referred(r.doc, start, end, root)
    if referred is not None:
        return [_remembered(r, start, end, a) for a in referred]
    names = [n for n in r.names if start <= n[0] < end and n[0] not in r.taken]
    roles = [x for x in r.roles if start <= x[0] and x[1] <= end]
    people = (
        [p for p in (_person(r, start, end, n) for n in names) if p]
        or _unlisted_person(r, start, end)
        or _unlisted_speaker(r, start, end, root)
    )
    countries = [n for n in names if n[2].named.kind in ("state", "adjective", "people", "prefix", "seat", "organisation")]
    if people:
        return _people(r, start, end, people, countries, roles)
    role = next((x for x in reversed(roles) if x[1] > root >= x[0] or x[1] - 1 == root), None)
    if role:
        return _role(r, start, end, role, countries)
    return [a for n in countries if (a := _plain(r, n))]


# ------------------------------------------------------------ people


def _person(r: _Reading, start: int, end: int, name: tuple[int, int, Match]) -> tuple[int, int, Named] | None:
    first, last, match = name
    meanings = match.meanings
    leaders = [m for m in meanings if m.kind == "leader"]
    if leaders:
        return first, last, leaders[0]
    surnames = [m for m in meanings if m.kind == "surname"]
    if not surnames or meanings[0].kind != "surname" or r.doc.text[: match.start].endswith("-"):
        return None
    token = r.doc[last - 1]
    before = r.doc[first - 1] if first else None
    if token.pos_ != "PROPN" and token.ent_type_ != "PERSON":
        return None
    if known := r.memory.person(match_text(r, name)):
        return None if _has_given_name(before) else (first, last, known)
    if _has_given_name(before) or (
        last < len(r.doc) and r.doc[last].pos_ == "PROPN" and r.doc[last].dep_ != "appos" and token.dep_ == "compound"
    ):
        return None
    title = next((x[2].words for x in r.roles if x[1] == first), None)
    titled = title is not None or (before is not None and before.lower_ in _TITLES)
    here = [m for m in surnames if m.country in r.memory.countries or m.country is None]
    is_known = surnames[0].country not in _SELDOM_NAMES or token.text in _UNMISTAKABLE
    if not here and len({m.country for m in surnames}) == 1 and (titled or is_known):
        here = surnames
    if not here or (here[0].country in _SELDOM_NAMES and not titled and token.ent_type_ != "PERSON"):
        return None
    return first, last, min(here, key=lambda m: (m.office != title, m.office not in HEADS))


def match_text(r: _Reading, name: tuple[int, int, Match]) -> str:
    text: str = r.doc.text
    return text[name[2].start : name[2].end]


def _has_given_name(before: "Token | None") -> bool:
    """Whether a name stands before the surname that is somebody else's; initials are anybody's."""
    if before is None or before.lower_ in _TITLES or _INITIALS.fullmatch(before.text):
        return False
    return bool(before.ent_type_ == "PERSON" and before.pos_ == "PROPN" and before.dep_ == "compound")


def _unlisted_person(r: _Reading, start: int, end: int) -> list[tuple[int, int, Named]]:
    people = []
    for ent in r.doc[start:end].ents:
        if ent.label_ != "PERSON" or ent.end > end or not ent.text[0].isupper():
            continue
        first = ent.start
        last = ent.end - 1 if r.doc[ent.end - 1].lower_ in ("'s", "’s", "’", "'") else ent.end
        while first < last - 1 and (r.doc[first].lower_ in _TITLES or any(a <= first < b for a, b, _ in r.roles)):
            first += 1
        if any(n[0] < last and first < n[1] for n in r.names) or first >= last:
            continue
        if last - first == 1 and first == ent.start and not r.memory.person(r.doc[first].text):
            continue  # one unknown word without a title is as often a place
        text = r.doc[first:last].text
        people.append((first, last, r.memory.person(text) or Named("leader", text)))
    return people or _by_surname(r, start, end)


def _unlisted_speaker(r: _Reading, start: int, end: int, root: int) -> list[tuple[int, int, Named]]:
    """Somebody of two names or more who speaks, and whose office follows, whatever the entity recogniser makes of the names."""
    token = r.doc[root]
    if token.dep_ != "nsubj" or not is_saying(token.head) or token.pos_ != "PROPN":
        return []
    first = root
    while first > start and r.doc[first - 1].pos_ == "PROPN" and r.doc[first - 1].lower_ not in _TITLES:
        first -= 1
    has_office = any(
        c.lemma_.lower() in _PERSONS or any(a <= c.i < b for a, b, _ in r.roles) for c in token.children if c.dep_ == "appos"
    )
    is_other = any(n[0] < root + 1 and first < n[1] and n[2].named.kind != "surname" for n in r.names)
    if root - first < 1 or not has_office or is_other:
        return []
    text = r.doc[first : root + 1].text
    return [(first, root + 1, r.memory.person(text) or Named("leader", text))]


def _by_surname(r: _Reading, start: int, end: int) -> list[tuple[int, int, Named]]:
    """Somebody whom the document has introduced and now calls by surname, whatever the entity recogniser makes of it."""
    taken = {i for a, b, _ in r.names for i in range(a, b)}
    return [
        (t.i, t.i + 1, known)
        for t in r.doc[start:end]
        if t.pos_ == "PROPN" and t.i not in taken and (known := r.memory.person(t.text)) and not _has_given_name(_before(r, t.i))
    ]


def _before(r: _Reading, i: int) -> "Token | None":
    return r.doc[i - 1] if i else None


def _people(
    r: _Reading,
    start: int,
    end: int,
    people: list[tuple[int, int, Named]],
    countries: list[tuple[int, int, Match]],
    roles: list[tuple[int, int, Role]],
) -> list[Actor]:
    """The people of a chunk, each with the country and the role that stand before the name."""
    found = []
    edge = start
    for first, last, named in people:
        mine = [n for n in countries if edge <= n[0] < first]
        my_roles = [x for x in roles if edge <= x[0] and x[1] <= first]
        begin = min([first, *(x[0] for x in my_roles), *(n[0] for n in mine if my_roles)])
        # "Russia's Putin" is one mention; in "US pressure on Putin" the country is another's
        country = named.country or next((n[2].named.country for n in mine if my_roles or n[1] == first), None)
        office = my_roles[-1][2] if my_roles else None
        if office is None and (beside := _apposed_role(r, last - 1)):
            country, office = country or beside[0], beside[1]
        sector = office.sector if office else named.sector
        if sector == "GOV" and named.sector == "IGO":
            sector = "IGO"
        if _is_former(r, edge, first):
            sector = "ELI"
        who = Named("leader", named.name, country, sector, named.gender, office.words if office else named.office)
        found += [a for n in mine if not my_roles and (a := _plain(r, n))]
        found.append(_mention(r, begin, last, who.name, country, sector))
        r.memory.meet(r.doc, last - 1, found[-1], who, "one")
        edge = last
    found += [a for n in countries if n[0] >= edge and (a := _plain(r, n))]
    return found


# ------------------------------------------------------------ roles and countries


def _role(r: _Reading, start: int, end: int, role: tuple[int, int, Role], countries: list[tuple[int, int, Match]]) -> list[Actor]:
    """A role with its countries: "Hungarian and Romanian officials" are two actors, "the police" one of no country."""
    what = role[2]
    if _is_former(r, start, role[0] + 1):
        what = replace(what, sector="ELI")
    mine = [n for n in countries if n[0] < role[1] and not _is_sponsor(r, n)]
    others = [a for n in countries if n[0] < role[1] and _is_sponsor(r, n) and (a := _plain(r, n))]
    start = _after_sponsors(r, start, countries) if others else start
    if not mine and (of := _of_countries(r, role[1])):
        if len(of) > 1:
            return others
        first, last, match = of[0]
        r.taken.update(range(first, last))
        actor = _mention(
            r, _without_article(r, start), last, r.doc[_without_article(r, start) : last].text, match.named.country, what.sector
        )
        r.memory.meet(r.doc, role[1] - 1, actor, None, what.number, what)
        return [*others, actor]
    if not mine:
        return [*others, *_countryless(r, start, role)]
    found = []
    for first, last, match in mine[:-1]:
        found.append(_mention(r, first, last, match.named.name, match.named.country, _sector(match.named, what)))
    first, last, match = mine[-1]
    begin = _without_article(r, start) if len(mine) == 1 else first
    name = _apposed_name(r, role[1] - 1) or r.memory.office_holder(match.named.country, what) or r.doc[begin : role[1]].text
    found.append(_mention(r, begin, role[1], name, match.named.country, _sector(match.named, what)))
    for actor in found:
        r.memory.meet(r.doc, role[1] - 1, actor, None, what.number, what)
    return [*others, *found]


_SPONSORED = re.compile(r"[-–‑](?!led\b)\w+(?:ed|en|ught|ade|run|held|built)\b")


def _is_sponsor(r: _Reading, name: tuple[int, int, Match]) -> bool:
    """ "US-backed rebels" are not the country's; "Vietnamese-led forces" are."""
    return _SPONSORED.match(r.doc.text, name[2].end) is not None


def _after_sponsors(r: _Reading, start: int, countries: list[tuple[int, int, Match]]) -> int:
    """The first token behind "US-backed"."""
    for n in countries:
        if m := _SPONSORED.match(r.doc.text, n[2].end):
            while start + 1 < len(r.doc) and r.doc[start].idx < m.end():
                start += 1
    return start


def _apposed_name(r: _Reading, role_end: int) -> str | None:
    """Who it is, where the name follows: "Peru's president, Manuel Merino"."""
    token = next((c for c in r.doc[role_end].children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
    if token is None:
        return None
    ent = next((e for e in r.doc.ents if e.start <= token.i < e.end), None)
    return ent.text.removesuffix("'s").removesuffix("’s") if ent else None


def _apposed_role(r: _Reading, name_end: int) -> tuple[str | None, Role] | None:
    """Country and role of a person beside whose name they stand: "Sergei Lavrov, the Russian foreign minister"."""
    token = r.doc[name_end]
    beside = [c for c in token.children if c.dep_ == "appos"] + ([token.head] if token.dep_ == "appos" else [])
    for other in beside:
        role = next((x for x in r.roles if x[0] <= other.i < x[1]), None)
        if role:
            mine = [n for n in r.names if other.left_edge.i <= n[0] < role[0] and n[2].named.country]
            mine = mine or _of_countries(r, role[1])
            return (mine[-1][2].named.country if mine else None), role[2]
    return None


def _sector(named: Named, what: Role) -> str:
    """An organisation's people are of its sector, those of a government of their own: Hamas leaders REB, Kremlin reporters JRN."""
    return named.sector if named.kind == "organisation" and named.sector not in (None, "GOV") else what.sector


def _is_former(r: _Reading, start: int, end: int) -> bool:
    return any(t.lower_ in ("former", "ex", "ex-president", "ousted", "deposed", "onetime") for t in r.doc[start:end])


def _of_countries(r: _Reading, after: int) -> list[tuple[int, int, Match]]:
    """The states or the organisation in "of Japan", "of Japan and Russia" right after a role."""
    if after >= len(r.doc) or r.doc[after].lower_ != "of":
        return []
    found: list[tuple[int, int, Match]] = []
    at = after + 1
    for n in r.names:
        if n[0] < at or n[2].named.kind not in ("state", "seat", "organisation"):
            continue
        between = {t.lower_ for t in r.doc[at : n[0]]}
        if not between <= {"the", "and", ",", "both"} or (n[1] < len(r.doc) and r.doc[n[1]].lower_ in ("'s", "’s")):
            break
        found.append(n)
        at = n[1]
    return found


def _countryless(r: _Reading, start: int, role: tuple[int, int, Role]) -> list[Actor]:
    what = role[2]
    begin = _without_article(r, start)
    if what.number == "several" and what.sector == "GOV" and (both := r.memory.both_of(what, r.doc[start:begin])):
        text = r.doc[begin : role[1]].text
        return [_mention(r, begin, role[1], text, country, what.sector) for country in both]
    if what.number == "one":
        return []  # somebody: who it is the document has not said, or `Memory.referred` would have known
    country = None
    if what.sector in _OF_A_STATE and not _says_whose(r, role[1]):
        country = r.memory.country_at_hand(r.doc, role[0])
    if country is None and what.sector == "GOV":
        return []
    actor = _mention(r, begin, role[1], r.doc[begin : role[1]].text, country, what.sector)
    r.memory.meet(r.doc, role[1] - 1, actor, None, what.number, what)
    return [actor]


def _says_whose(r: _Reading, after: int) -> bool:
    """Whether the phrase goes on to say whose or where they are: "diplomats from Poland", "the Ministry of Health of Ethiopia"."""
    return after < len(r.doc) and r.doc[after].lower_ in ("from", "of", "in", "at") and r.doc[after].dep_ == "prep"


def _without_article(r: _Reading, start: int) -> int:
    """Past articles and numbers: "at least 20 Iraqi soldiers" begins with "Iraqi"."""
    while start + 1 < len(r.doc) and (r.doc[start].pos_ in _LIGHT or r.doc[start].lower_ in ("least", "most", "more", "then")):
        start += 1
    return start


def _plain(r: _Reading, name: tuple[int, int, Match]) -> Actor | None:
    """A country, seat or organisation by itself; a seat only where it stands for the government."""
    first, last, match = name
    named = match.named
    if named.kind == "seat":
        if not is_government(r.doc, first, last):
            return None
        actor = _mention(r, first, last, named.name, named.country, "GOV")
    else:
        actor = _mention(r, first, last, named.name, named.country, named.sector, match)
    r.memory.meet(r.doc, last - 1, actor, None, "group")
    return actor


# ------------------------------------------------------------ mentions


def _mention(
    r: _Reading, first: int, last: int, name: str, country: str | None, sector: str | None, match: Match | None = None
) -> Actor:
    start = match.start if match else r.doc[first].idx
    end = match.end if match else r.doc[last - 1].idx + len(r.doc[last - 1])
    r.taken.update(range(first, last))
    return Actor(r.doc.text[start:end], Span(r.passage.offset + start, r.passage.offset + end), name, country, sector)


def _remembered(r: _Reading, start: int, end: int, whom: Actor) -> Actor:
    first = start + 1 if r.doc[start].lower_ == "the" and start + 1 < end else start
    return _mention(r, first, end, whom.name, whom.country, whom.sector)
