"""The actors of a record by name: how often each is mentioned, where, as whose; and which names may be one actor's."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hikiwake.record import actor_rules
from hikiwake.record.analyst import ActorRule
from hikiwake.record.chronology import Entry
from hikiwake.record.entries import Fact
from hikiwake.record.keeping import Kept
from hikiwake.record.model import Actor, Contents, Event, Span
from hikiwake.record.spans import squeezed
from hikiwake.terms import states
from hikiwake.web.name_likeness import Form, is_mixed, plain_words, why_alike
from hikiwake.web.proper_names import BODIES, is_description, names_somebody

_FORMS = 6  # ways of writing a name that are shown
Apart = frozenset[frozenset[str]]
_MOST_ALIKE = 200  # names of one surname, among which no suggestion could help


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is named."""

    entry: str
    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Named:
    """One name in the record. `forms` are the words by which texts call it, most often first; `countries` ISO codes with counts likewise."""

    name: str
    mentions: int
    documents: int
    countries: tuple[tuple[str, int], ...]
    sector: str | None
    forms: tuple[str, ...]
    first: Mention
    is_mixed: bool
    is_state: bool

    @property
    def country(self) -> str | None:
        """The country that most mentions give."""
        return self.countries[0][0] if self.countries else None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Names that may be one actor's: to be merged under `to`, the fullest of them. `why` says how each of the others differs."""

    to: str
    names: tuple[str, ...]
    why: tuple[str, ...]
    country: str | None
    mentions: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a rule changed: the entries that would read otherwise without it, in how many documents; `entries` in order of arrival."""

    rule: ActorRule
    entries: tuple[str, ...]
    documents: int


@dataclass(slots=True)
class _Count:
    mentions: int = 0
    documents: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    first: Mention | None = None


def named(contents: Contents) -> tuple[Named, ...]:
    """Every name that an event or a statement has as an actor, most mentions first, then by name."""
    counts: dict[str, _Count] = defaultdict(_Count)
    for mention, actor in mentions(contents):
        count = counts[actor.name]
        count.mentions += 1
        count.documents.add(mention.document)
        count.forms[" ".join(actor.text.split())] += 1
        count.first = count.first or mention
        if actor.country:
            count.countries[actor.country] += 1
        if actor.sector:
            count.sectors[actor.sector] += 1
    found = [_named(name, count, count.first) for name, count in counts.items() if count.first]
    return tuple(sorted(found, key=lambda n: (-n.mentions, n.name)))


def mentions(contents: Contents) -> Iterator[tuple[Mention, Actor]]:
    """Every mention of an actor, with the entry that it stands in; a speaker whom no reader could tell by the words, where they are a name."""
    known: set[str] = set()
    for mention, actor in _told(contents):
        known.update(plain_words(actor.name))
        yield mention, actor
    for entry in contents.statements:
        source = entry.statement.source
        if not entry.statement.speaker and source and len(source.spans) == 1 and names_somebody(source.text, known):
            words = squeezed(source.text)
            yield Mention(entry.id, entry.statement.document, source.spans[0]), Actor(source.text, source.spans[0], words)


def _told(contents: Contents) -> Iterator[tuple[Mention, Actor]]:
    entries: Iterable[Entry] = (*contents.events, *contents.statements)
    for entry in entries:
        if isinstance(entry, Event):
            ids = entry.entries or (entry.id,) * len(entry.reports)
            for id, report in zip(ids, entry.reports, strict=True):
                for actor in (*report.sources, *report.targets):
                    yield Mention(id, report.document, actor.span), actor
        elif entry.statement.speaker:
            yield Mention(entry.id, entry.statement.document, entry.statement.speaker.span), entry.statement.speaker


def mentions_of(contents: Contents, name: str) -> tuple[Mention, ...]:
    """Every place where an actor of just this name is mentioned."""
    return tuple(mention for mention, actor in mentions(contents) if actor.name == name)


def suggestions(names: Sequence[Named], apart: Apart = frozenset()) -> tuple[Suggestion, ...]:
    """Names to merge, those with most mentions first.

    Args:
        apart: pairs of names that an analyst said are two actors' (`actor_rules.kept_apart`): none of them is suggested again.

    A name joins the fuller one that it is alike to only where that is the only one: "Clinton" beside Bill and Hillary joins neither. Names of
    two countries are never joined, nor are those that mix alphabets, nor what only describes somebody ("French official").
    """
    usable = [n for n in names if not n.is_mixed]
    found = [*_states(usable, apart), *_others([n for n in usable if not n.is_state and not is_description(n.name)], apart)]
    return tuple(sorted(found, key=lambda s: (-s.mentions, s.to)))


def effects(rules: Sequence[ActorRule], documents: Iterable[Kept]) -> tuple[Effect, ...]:
    """What each rule that holds changed, in their order: told by what would hold of every name without it.

    Args:
        documents: what was read in them, before any rule.
    """
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)  # name as it was read → entries and their documents
    for kept in documents:
        facts: list[tuple[str, Fact]] = [*zip(kept.report_ids, kept.reading.reports, strict=True)]
        facts += zip(kept.statement_ids, kept.reading.statements, strict=True)
        for id, fact in facts:
            for name in actor_rules.names_in(fact):
                places[name].append((id, kept.document.id))
    whole = actor_rules.rulings(rules)
    found = []
    for i, rule in enumerate(rules):
        without = actor_rules.rulings((*rules[:i], *rules[i + 1 :]))
        changed = [name for name in whole.keys() | without.keys() if whole.get(name) != without.get(name)]
        at = [place for name in sorted(changed) for place in places.get(name, ())]
        found.append(Effect(rule, tuple(dict.fromkeys(id for id, _ in at)), len({document for _, document in at})))
    return tuple(found)


def sought(names: Sequence[Named], words: str) -> tuple[Named, ...]:
    """The names that hold all the words, in whatever alphabet and accents; all of them where nothing is asked for."""
    asked = plain_words(words) or tuple(words.casefold().split())
    if not asked:
        return tuple(names)

    def holds(one: Named) -> bool:
        own = " ".join(
            (*plain_words(one.name), one.name.casefold(), *(f.casefold() for f in one.forms), (one.country or "").casefold())
        )
        return all(word in own for word in asked)

    return tuple(n for n in names if holds(n))


def _named(name: str, count: _Count, first: Mention) -> Named:
    sectors = count.sectors.most_common(1)
    return Named(
        name,
        count.mentions,
        len(count.documents),
        tuple(sorted(count.countries.items(), key=lambda item: (-item[1], item[0]))),
        sectors[0][0] if sectors else None,
        tuple(form for form, _ in sorted(count.forms.items(), key=lambda item: (-item[1], item[0]))[:_FORMS]),
        first,
        is_mixed(name) or any(is_mixed(form) for form in count.forms),
        states.find(name) is not None,
    )


def _are_apart(one: str, other: str, apart: Apart) -> bool:
    return bool(apart) and frozenset((actor_rules.key(one), actor_rules.key(other))) in apart


def _states(names: Sequence[Named], apart: Apart) -> Iterator[Suggestion]:
    by_code: dict[str, list[Named]] = defaultdict(list)
    for one in names:
        if state := states.find(one.name):
            by_code[state.iso3].append(one)
    for code, group in by_code.items():
        state = states.by_iso3(code)
        if state is None or len(group) < 2:
            continue
        others = tuple(n.name for n in group if n.name != state.name and not _are_apart(n.name, state.name, apart))
        if others:
            yield Suggestion(
                state.name, others, ("another name of the state",) * len(others), code, sum(n.mentions for n in group)
            )


def _others(names: Sequence[Named], apart: Apart) -> Iterator[Suggestion]:
    """Each name goes to the fuller one that it is alike to, if that is the only one; what is alike to each other in turn goes together."""
    forms = {n.name: Form.of(n.name) for n in names}
    heads: dict[tuple[str, ...], dict[str, Named]] = defaultdict(
        dict
    )  # by what they share with others, the names that none has joined
    joined: dict[str, list[tuple[Named, str]]] = defaultdict(list)
    for one in sorted(names, key=lambda n: _fullest_first(n, forms[n.name])):
        own = forms[one.name]
        keys = own.keys
        candidates = (
            {o.name: o for key in keys for o in heads[key].values()}
            if all(len(heads[key]) <= _MOST_ALIKE for key in keys)
            else {}
        )
        alike = {
            to: why
            for to, o in candidates.items()
            if _may_join(one, o, forms) and (why := why_alike(own, forms[to])) and not _are_apart(one.name, to, apart)
        }
        if len(alike) == 1:
            ((to, why),) = alike.items()
            joined[to].append((one, why))
            head = candidates[to]
        else:
            head = one
        for key in {*keys, *own.sounds[:1], *own.sounds[-1:]}:
            heads[key if isinstance(key, tuple) else (key,)][head.name] = head
    known = {n.name: n for n in names}
    for to, others in joined.items():
        group = [known[to], *(one for one, _ in others)]
        countries = Counter({code: 0 for n in group for code, _ in n.countries})
        for n in group:
            countries.update(dict(n.countries))
        country = countries.most_common(1)[0][0] if countries else None
        yield Suggestion(
            to, tuple(n.name for n, _ in others), tuple(why for _, why in others), country, sum(n.mentions for n in group)
        )


def _fullest_first(one: Named, form: Form) -> tuple[object, ...]:
    return -sum(len(word) > 1 for word in form.words), -len(form.words), -one.mentions, one.name


def _may_join(one: Named, other: Named, forms: dict[str, Form]) -> bool:
    if one.country and other.country and one.country != other.country:
        return False
    if len(forms[one.name].words) > 1 or len(forms[other.name].words) == 1:
        return True
    # A word alone may be a surname, but only a person has one.
    return (
        one.name[:1].isupper()
        and BODIES.isdisjoint(forms[other.name].words)
        and not any(states.find(w) for w in other.name.split())
    )
