"""Who acts: states, governments and their seats, people in office, organisations, armed groups, the press, with country and PLOVER sector.

A mention is the noun phrase that names the actor, without article and without what follows it: "Russian President Vladimir Putin",
"Foreign Ministry officials", "Japan". Where a country only qualifies something that does not act ("Russian gas"), the mention is the
country's own word.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from hikiwake.reading.actor_beside import apposed_name, apposed_role, state_behind_name
from hikiwake.reading.actor_memory import Memory, plain, surname
from hikiwake.reading.actor_names import Named, Role, names_in, namesakes_in
from hikiwake.reading.actor_office import InOffice, end_of_title, in_office
from hikiwake.reading.actor_own_names import ARMED, is_named_by_itself
from hikiwake.reading.actor_passage import ActorPassage, PlacedName, PlacedRole
from hikiwake.reading.actor_people import Person, gender_beside, gender_of_noun, is_somebody, people_in
from hikiwake.reading.actor_reference import both_of, office_holder, referred
from hikiwake.reading.actor_states import settled, state_described
from hikiwake.reading.actor_syntax import is_government
from hikiwake.reading.language import Passage
from hikiwake.record.model import Actor

_TELLING = frozenset(("state", "adjective", "people", "seat", "organisation"))  # names that tell which countries a text is about
_POSTED = frozenset(("ambassador", "envoy", "embassy", "consul", "consulate", "representative", "mission"))
_OF_A_STATE = frozenset(("GOV", "LEG", "COP", "MIL", "OPP", "JUD", "JRN"))


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
            memory.in_full.update(plain(surname(m)) for m in match.meanings if m.kind == "leader")
    return settled([actor for passage in passages for actor in _of_passage(passage, memory)], memory)


def _of_passage(passage: Passage, memory: Memory) -> list[Actor]:
    doc = passage.doc
    reading = ActorPassage.of(passage, memory)
    found: list[Actor] = []
    chunks = [(c.start, c.end, c.root.i) for c in doc.noun_chunks]
    covered = {i for start, end, _ in chunks for i in range(start, end)}
    chunks += [
        (t.i - 1, t.i + 1, t.i)
        for t in doc
        if t.i and t.lower_ == "two" and t.dep_ in ("nsubj", "nsubjpass") and t.i not in covered
    ]
    chunks += [(a, b, b - 1) for a, b, _ in reading.names if not covered & set(range(a, b))]
    introduced = in_office(reading)
    chunks = [c for c in chunks if not any(i.start <= c[2] < i.last for i in introduced)]
    at = {i.start: i for i in introduced}
    chunks += [(i.start, i.last, i.office) for i in introduced]
    for start, end, root in _titles_joined(reading, sorted(chunks)):
        found += [_in_office(reading, at[start])] if start in at else _of_chunk(reading, start, end, root)
    return sorted(found, key=lambda a: (a.span, a.name))


def _titles_joined(r: ActorPassage, chunks: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """A role and the name right behind it, which the parser sometimes takes apart, as one: "Sudanese president" "Omar al-Bashir"."""
    joined: list[tuple[int, int, int]] = []
    for start, end, root in chunks:
        if joined and joined[-1][1] == start and r.doc[start].ent_type_ == "PERSON" and any(x[1] == start for x in r.roles):
            joined[-1] = (joined[-1][0], end, root)
        else:
            joined.append((start, end, root))
    return joined


def _of_chunk(r: ActorPassage, start: int, end: int, root: int) -> list[Actor]:
    while start < root and r.doc[start].is_space:
        start += 1
    if root in r.taken:
        return []
    back = None if r.of_countries(end) else referred(r.memory, r.doc, start, end, root)
    if back is not None:
        return [_remembered(r, start, end, a) for a in back]
    names = [n for n in r.names if start <= n[0] < end and n[0] not in r.taken]
    roles = [x for x in r.roles if start <= x[0] and x[1] <= end]
    people = people_in(r, start, end, root)
    countries = [n for n in names if n[2].named.kind in ("state", "adjective", "people", "prefix", "seat", "organisation")]
    found = _of_phrase(r, start, end, root, people, countries, roles)
    is_told = any(first <= root < last for first, last, _ in people) or root in r.taken
    if not is_told and is_somebody(r, root):
        r.memory.pass_by(r.doc, root, gender_of_noun(r.doc[root]))
    return found


def _of_phrase(
    r: ActorPassage, start: int, end: int, root: int, people: list[Person], countries: list[PlacedName], roles: list[PlacedRole]
) -> list[Actor]:
    if people:
        return _people(r, start, end, people, countries, roles)
    role = next((x for x in reversed(roles) if x[1] > root >= x[0] or x[1] - 1 == root), None)
    if role:
        return _role(r, start, end, role, countries)
    return [a for n in countries if (a := _plain(r, n))]


# ------------------------------------------------------------ people


def _people(
    r: ActorPassage,
    start: int,
    end: int,
    people: list[Person],
    countries: list[PlacedName],
    roles: list[PlacedRole],
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
        if office is None and (beside := apposed_role(r, last - 1)):
            country, office = country or beside[0], beside[1]
        country = country or state_behind_name(r, last) or state_described(r.memory, named.name, office)
        sector = office.sector if office else named.sector
        if sector == "GOV" and named.sector == "IGO":
            sector = "IGO"
        if r.is_former(edge, first):
            sector = "ELI"
        gender = named.gender or gender_beside(r, first, last)
        words = office.words if office else named.office
        who = Named("leader", named.name, country, sector, gender, words, is_listed=named.is_listed)
        found += [a for n in mine if not my_roles and (a := _plain(r, n))]
        found.append(r.mention(begin, last, who.name, country, sector))
        r.memory.meet(r.doc, last - 1, found[-1], who, "one", office)
        edge = last
    found += [a for n in countries if n[0] >= edge and (a := _plain(r, n))]
    return found


def _in_office(r: ActorPassage, one: InOffice) -> Actor:
    """Office, state and name as one mention of the person, who does what the office is said to do."""
    listed = next((p for p in people_in(r, one.first, one.last, one.last - 1) if p[:2] == (one.first, one.last)), None)
    text = r.doc[one.first : one.last].text
    named = listed[2] if listed else r.memory.person(text) or Named("leader", text)
    sector = "ELI" if r.is_former(max(0, one.start - 1), one.office) else one.role.sector
    gender = named.gender or gender_beside(r, one.first, one.last)
    country = one.country or named.country
    who = Named("leader", named.name, country, sector, gender, one.role.words, is_listed=named.is_listed)
    actor = r.mention(one.start, one.last, who.name, country, sector)
    r.memory.meet(r.doc, one.office, actor, who, "one", one.role)
    return actor


# ------------------------------------------------------------ roles and countries


def _role(r: ActorPassage, start: int, end: int, role: PlacedRole, countries: list[PlacedName]) -> list[Actor]:
    """A role with its countries: "Hungarian and Romanian officials" are two actors, "the police" one of no country."""
    what = role[2]
    if r.is_former(start, role[0] + 1):
        what = replace(what, sector="ELI")
    mine = [n for n in countries if n[0] < role[1] and not _is_sponsor(r, n)]
    others = [a for n in countries if n[0] < role[1] and _is_sponsor(r, n) and (a := _plain(r, n))]
    start = _after_sponsors(r, start, countries) if others else start
    if not mine and (of := r.of_countries(role[1])):
        if len(of) > 1:
            return others
        first, last, match = of[0]
        r.taken.update(range(first, last))
        begin = r.without_article(start)
        holder = None if what.sector == "ELI" else office_holder(r.memory, match.named.country, what)
        actor = r.mention(begin, last, holder or r.doc[begin:last].text, match.named.country, what.sector)
        _meet(r, role, actor)
        return [*others, actor]
    if not mine:
        return [*others, *_countryless(r, start, role)]
    found = []
    for first, last, match in mine[:-1]:
        found.append(r.mention(first, last, match.named.name, match.named.country, _sector(match.named, what)))
    first, last, match = mine[-1]
    begin = r.without_article(start) if len(mine) == 1 else first
    end = end_of_title(r, role[1]) if r.doc[role[1] : role[1] + 1].text == "for" and what.number == "one" else role[1]
    holder = office_holder(r.memory, match.named.country, what) if end == role[1] else None
    name = apposed_name(r, role[1] - 1) or holder or r.doc[begin:end].text
    found.append(r.mention(begin, end, name, match.named.country, _sector(match.named, what)))
    for actor in found:
        _meet(r, role, actor)
    return [*others, *found]


def _meet(r: ActorPassage, role: PlacedRole, actor: Actor) -> None:
    known = r.memory.person(actor.name)
    gender = (known.gender if known else None) or gender_of_noun(r.doc[role[1] - 1])
    r.memory.meet(r.doc, role[1] - 1, actor, None, role[2].number, role[2], gender)


_SPONSORED = re.compile(r"[-–‑](?!led\b)\w+(?:ed|en|ught|ade|run|held|built)\b")


def _is_sponsor(r: ActorPassage, name: PlacedName) -> bool:
    """ "US-backed rebels" are not the country's; "Vietnamese-led forces" are."""
    return _SPONSORED.match(r.doc.text, name[2].end) is not None


def _after_sponsors(r: ActorPassage, start: int, countries: list[PlacedName]) -> int:
    """The first token behind "US-backed"."""
    for n in countries:
        if m := _SPONSORED.match(r.doc.text, n[2].end):
            while start + 1 < len(r.doc) and r.doc[start].idx < m.end():
                start += 1
    return start


def _sector(named: Named, what: Role) -> str:
    """An organisation's people are of its sector, those of a government of their own: Hamas leaders REB, Kremlin reporters JRN."""
    return named.sector if named.kind == "organisation" and named.sector not in (None, "GOV") else what.sector


def _countryless(r: ActorPassage, start: int, role: PlacedRole) -> list[Actor]:
    what = role[2]
    begin = r.without_article(start)
    if what.number == "several" and what.sector == "GOV" and (both := both_of(r.memory, what, r.doc[start:begin])):
        text = r.doc[begin : role[1]].text
        return [r.mention(begin, role[1], text, country, what.sector) for country in both]
    if what.number == "one":
        return []  # somebody: who it is the document has not said, or `referred` would have known
    if what.words in ("court", "tribunal") and (known := _court_at_hand(r.memory)):
        return [r.mention(begin, role[1], known.name, None, known.sector)]
    country = None
    is_named = what.sector in ARMED and is_named_by_itself(r.doc[begin : role[1]].text)
    if what.sector in _OF_A_STATE and not is_named and not _says_whose(r, role[1]):
        country = r.memory.country_at_hand(r.doc, role[0])
    if country is None and what.sector == "GOV":
        return []
    actor = r.mention(begin, role[1], r.doc[begin : role[1]].text, country, what.sector)
    _meet(r, role, actor)
    return [actor]


def _court_at_hand(memory: Memory) -> Actor | None:
    """The court named last, where it is of no one state and the document goes on to call it "the Court"."""
    named = (m.actor for m in reversed(memory.met) if m.actor)
    last = next((a for a in named if a.sector == "JUD" or "Court" in a.name or "Tribunal" in a.name), None)
    return last if last and last.country is None and last.sector == "IGO" else None


def _says_whose(r: ActorPassage, after: int) -> bool:
    """Whether the phrase goes on to say whose or where they are: "diplomats from Poland", "the Ministry of Health of Ethiopia"."""
    return after < len(r.doc) and r.doc[after].lower_ in ("from", "of", "in", "at") and r.doc[after].dep_ == "prep"


def _plain(r: ActorPassage, name: PlacedName) -> Actor | None:
    """A country, seat or organisation by itself; a seat only where it stands for the government."""
    first, last, match = name
    named = match.named
    if named.kind == "seat":
        if not is_government(r.doc, first, last):
            return None
        actor = r.mention(first, last, named.name, named.country, "GOV")
    else:
        actor = r.mention(first, last, named.name, named.country, named.sector, match)
    if not _is_post(r, first):
        r.memory.meet(r.doc, last - 1, actor, None, "group")
    return actor


def _is_post(r: ActorPassage, first: int) -> bool:
    """ "Chile's ambassador to Peru": where somebody serves is no party to what follows."""
    before = r.doc[max(0, first - 2) : first]
    return len(before) == 2 and before[1].lower_ in ("to", "in") and before[0].lemma_.lower() in _POSTED


# ------------------------------------------------------------ mentions


def _remembered(r: ActorPassage, start: int, end: int, whom: Actor) -> Actor:
    first = start + 1 if r.doc[start].lower_ == "the" and start + 1 < end else start
    return r.mention(first, end, whom.name, whom.country, whom.sector)
