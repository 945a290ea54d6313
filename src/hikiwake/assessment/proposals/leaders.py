"""Leaders: people who act for a party of the case and are told with an office, by those who held it lately."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache

from hikiwake.assessment.proposals.matching import is_same_person, plain
from hikiwake.assessment.proposals.model import Proposal, anchors_of, slug, told
from hikiwake.assessment.proposals.terms_of_office import Term, end_of_term, first_day, last_day, terms_of_office
from hikiwake.case.edits import Append
from hikiwake.case.model import Case, Party
from hikiwake.reading.actor_names import SURNAME_FIRST, names_in, roles_in
from hikiwake.record.model import Actor, Contents, Document, Span
from hikiwake.terms.dates import Date
from hikiwake.terms.pauses import pause, paused
from hikiwake.terms.while_held import WhileHeld

_LATELY = timedelta(days=730)  # who has not been heard of for so long is not proposed as in office
_FEW = 2  # entries: who is told of once, and holds no high office, is left out
_MINISTRIES = (
    r"foreign(?: affairs)?|defen[cs]e|finance|interior|justice|economy|economic development|energy|trade|trade and industry|"
    r"environment|agriculture|transport|security"
)
_HEADS = r"president|prime minister|premier|chancellor|king|emir|sultan|supreme leader"
_OFFICE = (
    rf"(?:(?:acting|interim|first deputy|deputy|vice)[ -])?(?:{_HEADS})|chief cabinet secretary|foreign secretary|secretary of state|"
    rf"(?:{_MINISTRIES}) minister|minister (?:of|for) (?:[A-Za-z]+(?:,? and|,| with| of)? ){{0,4}}?[A-Z][a-z]+"
)
_BEFORE = re.compile(rf"\b(?P<office>(?i:{_OFFICE})),?\s+(?:Mr |Mrs |Ms )?$")
_AFTER = re.compile(rf"(?:,| \(|,? who is) (?:(?:the|its|his|her|[A-Z]\w+[’']s?|[A-Z]\w+) ){{0,3}}?(?P<office>(?i:{_OFFICE}))\b")
_REACH = 100  # characters around a name in which its office stands
_PAST = re.compile(
    r"(?:\b(?:former|then|late|ex|one-time|previous|outgoing|first|future|next|incoming)[ -]+|\bex-)(?:[\w’'-]+ ){0,2}$", re.I
)
_HEAD = re.compile(rf"^(?:(?:acting|interim) )?(?:{_HEADS})$", re.I)


@dataclass
class _Person:
    name: str
    country: str
    entries: int = 0
    latest: date | None = None
    offices: list[tuple[str, str, Span]] = field(default_factory=list)  # office, document, span of office and name
    term: Term | None = None
    ends: str = ""  # the day on which the term ends, in a text's words


def leaders(case: Case, contents: Contents) -> Iterator[Proposal]:
    """People with an office who speak or act for a party and are not among its leaders; most told of first.

    Of several who are told with one office the last one holds it.

    Args:
        contents: the record as known on the case's `as_of`.
    """
    people = _people(case, contents)
    _find_offices(case, contents, people)
    people = _with_terms(case, contents, people)
    _find_ends(case, contents, people)
    known = {document.id: document for document in contents.documents}
    held: dict[tuple[str, str], date] = {}  # country and office → when somebody was last called so
    found = []
    for person in people:
        party = next(party for party in case.parties if party.country == person.country)
        office = _commonest(person)
        if not office or (person.entries < _FEW and not _HEAD.match(office) and "foreign" not in office.lower()):
            continue
        last = max(_day(known[document].date) or case.as_of for _, document, _ in person.offices)
        if _post(office) in {
            _post(leader.office) for leader in party.leaders if not leader.term_ends or leader.term_ends >= last
        }:
            continue  # somebody else holds it
        key = (person.country, _post(office))
        held[key] = max(held.get(key, last), last)
        found.append((person, party, office, last))
    for person, party, office, last in found:
        if last == held[person.country, _post(office)]:
            yield _proposal(person, party, office, contents, known)


def _people(case: Case, contents: Contents) -> list[_Person]:
    """Who spoke or acted for a party lately, its leaders left out; who is told of in texts of no date only where the record has no others."""
    parties = {party.country: party for party in case.parties}
    are_dated = any(document.date for document in contents.documents)
    return [
        _Person(name, country, entries, latest)
        for (name, country), (entries, latest) in _officials(contents).items()
        if country in parties
        and (latest >= case.as_of - _LATELY if latest else not are_dated)
        and not any(is_same_person(name, leader.name) for leader in parties[country].leaders)
    ]


def _officials(contents: Contents) -> Mapping[tuple[str, str], tuple[int, date | None]]:
    """By name and state of each person of a government: in how many entries, and when last. Remembered as long as somebody holds the record."""
    known = _remembered.get(contents)
    if known is not None:
        return known
    dates = {document.id: document.date for document in contents.documents}
    is_name = cache(_is_name)
    found: dict[tuple[str, str], tuple[int, date | None]] = {}
    for actor, document, when in paused(_mentions(contents)):
        if not actor.country or actor.sector not in ("GOV", None) or not is_name(actor.name):
            continue
        entries, latest = found.get((actor.name, actor.country), (0, None))
        day = _day(when) or _day(dates[document])
        found[actor.name, actor.country] = entries + 1, max(filter(None, (latest, day)), default=None)
    _remembered.keep(contents, found)
    return found


_remembered: WhileHeld[Contents, Mapping[tuple[str, str], tuple[int, date | None]]] = WhileHeld()


def _mentions(contents: Contents) -> Iterator[tuple[Actor, str, Date | None]]:
    for said in contents.statements:
        if said.statement.speaker:
            yield said.statement.speaker, said.statement.document, said.statement.date.date if said.statement.date else None
    for event in contents.events:
        report = event.best
        for actor in (*report.sources, *report.targets):
            yield actor, report.document, report.date.date if report.date else None


def _day(when: Date | None) -> date | None:
    return when.earliest if when else None


def _is_name(name: str) -> bool:
    """Whether it is a person's full name and no state, body or office."""
    parts = name.split()
    if not 2 <= len(parts) <= 5 or not all(
        part[:1].isupper() or part in ("de", "da", "von", "van", "al", "bin") for part in parts
    ):
        return False
    kinds = {meaning.kind for match in names_in(name) for meaning in match.meanings}
    return not kinds & {"state", "adjective", "people", "seat", "organisation", "nothing"} and not roles_in(name)


def _find_offices(case: Case, contents: Contents, people: Sequence[_Person]) -> None:
    """The offices that documents of late years give them, where office and name stand together."""
    surnames = Counter(_surname(person) for person in people)
    patterns = [(person, _surname(person), _named(person, surnames[_surname(person)] == 1)) for person in people]
    for document in contents.documents:
        day = _day(document.date)
        if day is not None and day < case.as_of - _LATELY:
            continue
        pause()
        for person, surname, name in patterns:
            if surname in document.text:
                person.offices += [(office, document.id, span) for office, span in _offices(document.text, name)]


def _with_terms(case: Case, contents: Contents, people: Sequence[_Person]) -> list[_Person]:
    """The people with the terms that a text gives them, and those of whom a text says no more than since when they hold an office."""
    found = list(people)
    parties = {party.country: party for party in case.parties}
    for document in contents.documents:
        day = _day(document.date)
        if "since" not in document.text or (day is not None and day < case.as_of - _LATELY):
            continue
        for term in _terms(document.text):
            party = parties.get(term.country)
            is_over = bool(term.ends) and last_day(term.ends) < case.as_of
            if party is None or is_over or any(is_same_person(term.name, leader.name) for leader in party.leaders):
                continue
            person = next((p for p in found if p.country == term.country and is_same_person(p.name, term.name)), None)
            if person is None:
                person = _Person(term.name, term.country)
                found.append(person)
            person.term = term
            person.offices.append((_written(term.office), document.id, term.span))
    return found


def _find_ends(case: Case, contents: Contents, people: Sequence[_Person]) -> None:
    """The days still to come on which their terms end, as the latest text tells it."""
    named = Counter(_surname(person) for person in people)
    alone = [person for person in people if named[_surname(person)] == 1]
    for document in sorted(contents.documents, key=lambda d: (_day(d.date) or date.min, d.id)):
        if "term" in document.text or "mandate" in document.text:
            for person in alone:
                told_end = _ends(document.text, _surname(person)) if _surname(person) in document.text else ""
                if told_end and last_day(told_end) >= case.as_of:
                    person.ends = told_end
    for person in people:
        person.ends = (person.term.ends if person.term else "") or person.ends


@lru_cache(maxsize=2_000)
def _ends(text: str, surname: str) -> str:
    return end_of_term(text, surname)


@lru_cache(maxsize=2_000)
def _terms(text: str) -> tuple[Term, ...]:
    return tuple(terms_of_office(text, _OFFICE))


def _named(person: _Person, by_surname: bool) -> re.Pattern[str]:
    """The full name, and the surname alone where it is nobody else's."""
    name = re.escape(person.name).replace(r"\ ", r"\s+")
    return re.compile(rf"\b(?:{name}|{re.escape(_surname(person))})\b" if by_surname else rf"\b{name}\b")


def _surname(person: _Person) -> str:
    parts = person.name.split()
    return parts[0] if person.country in SURNAME_FIRST else parts[-1]


@lru_cache(maxsize=20_000)
def _offices(text: str, name: re.Pattern[str]) -> tuple[tuple[str, Span], ...]:
    return tuple(_offices_in(text, name))


def _offices_in(text: str, name: re.Pattern[str]) -> Iterator[tuple[str, Span]]:
    for found in name.finditer(text):
        lead_start = max(0, found.start() - _REACH)
        before = _BEFORE.search(text[lead_start : found.start()])
        after = _AFTER.match(text, found.end(), found.end() + _REACH)
        if before and not _PAST.search(text[max(0, lead_start + before.start() - 40) : lead_start + before.start()]):
            yield _written(before["office"]), Span(lead_start + before.start(), found.end())
        elif after and not _PAST.search(text[found.end() : after.start("office")]):
            yield _written(after["office"]), Span(found.start(), after.end())


def _written(office: str) -> str:
    """An office as a heading has it: "foreign minister" is "Foreign Minister"."""
    small = ("of", "for", "and", "with", "the")
    return " ".join(word if word in small else word[:1].upper() + word[1:] for word in office.split())


def _commonest(person: _Person) -> str:
    """The office that the most passages give; empty where none does."""
    if not person.offices:
        return ""
    counted = Counter(office.lower() for office, _, _ in person.offices)
    top = max(counted, key=lambda office: (counted[office], len(office)))
    return next(office for office, _, _ in person.offices if office.lower() == top)


def _post(office: str) -> str:
    """An office as one that one person holds at a time: an interim president is the president."""
    return re.sub(r"^(?:interim|acting) ", "", office.lower()).replace("defense", "defence")


def _untold(row: Mapping[str, object]) -> tuple[str, ...]:
    """What the analyst has to add, since no text says it."""
    missing = {"from": "when the term began", "term_ends": "when it ends"}
    left = {key: what for key, what in missing.items() if key not in row}
    return (f"{' and '.join(left)}: {' and '.join(left.values())}, which the record does not say",) if left else ()


def _proposal(person: _Person, party: Party, office: str, contents: Contents, known: dict[str, Document]) -> Proposal:
    places = [(document, span) for found, document, span in person.offices if found.lower() == office.lower()]
    documents = list(dict.fromkeys(document for document, _ in places))
    first = known[documents[0]]
    source = f"so called in {told(first)}" + (f" and {len(documents) - 1} more" if len(documents) > 1 else "")
    row: dict[str, object] = {"name": person.name, "office": office}
    words = []
    if person.term:
        row["from"] = first_day(person.term.begins)
        words.append(f"from: “since {person.term.begins}”")
    if person.ends:
        row["term_ends"] = last_day(person.ends)
        words.append(f"term_ends: “{person.ends}”")
    remarks = tuple(words) + _untold(row)
    whose = party.title or party.id
    entries = f"{person.entries} {'entry' if person.entries == 1 else 'entries'}"
    acts = f"speaks or acts for {whose} in {entries}, " if person.entries else ""
    return Proposal(
        f"leader.{slug(plain(person.name))}.{party.country.lower()}",
        "leader",
        f"{person.name}, {office}",
        Append(f"parties.{party.id}.leaders", {**row, "source": source}, remarks),
        anchors_of(contents, places),
        f"{acts}is called {office}, and is not among the leaders of {whose}",
        person.entries + 5 * bool(_HEAD.match(office)) + len(places) / 10,
    )
