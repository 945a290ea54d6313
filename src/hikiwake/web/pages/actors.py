"""Who is who: names that are one actor's merged, put right or taken out, for all that was read and all that will be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from hikiwake.record.actor_rules import Apart, kept_apart, key, rulings
from hikiwake.record.analyst import Change
from hikiwake.record.chronology import document_of, span_of
from hikiwake.record.model import Span
from hikiwake.record.store import Record
from hikiwake.terms import states
from hikiwake.terms.errors import Problem, RecordError
from hikiwake.web import reading_room
from hikiwake.web.actors_view import Effect, Named, Suggestion, effects, mentions_of, named, sought, suggestions
from hikiwake.web.desk import Desk
from hikiwake.web.entry_view import says
from hikiwake.web.errors import Overtaken
from hikiwake.web.kept import Kept
from hikiwake.web.pages.entries import Text, local
from hikiwake.web.rendering import answer, back
from hikiwake.web.twin import AtDesk, form, page
from hikiwake.web.view import View

router = APIRouter()
SAID = {
    "merged": "They are one actor now, in all that was read and all that will be.",
    "renamed": "The name is put right, in all that was read and all that will be.",
    "no-actor": "It is no actor any more, in all that was read and all that will be.",
    "unnamed": "The rule is kept, but no entry names an actor so.",
    "apart": "They stay two actors, which is not asked again; u takes it back.",
    "rule-undone": "The rule is taken back.",
}
AT_ONCE = 50  # names on a page
_SUGGESTED = 6  # suggestions on a page
_EXAMPLES = 5  # entries that are shown of an actor, or of a rule


class ActorTwin(BaseModel):
    """One name: how often and in how many documents it is mentioned, as of which countries, in which words."""

    name: str
    mentions: int
    documents: int
    countries: dict[str, int]
    sector: str | None
    forms: list[str]
    is_mixed: bool


class SuggestionTwin(BaseModel):
    """Names that may be one actor's."""

    to: str
    names: list[str]
    why: list[str]
    country: str | None


class RuleTwin(BaseModel):
    """A rule: what is called by one of `names` is `to` (null: no actor) or is not `other`, and how many entries it changed."""

    number: int
    names: list[str]
    to: str | None
    other: str | None
    country: str | None
    by: str
    on: str
    entries: int
    documents: int


class ActorsTwin(BaseModel):
    """The actors of the record, most mentions first; the suggestions; the rules that hold."""

    total: int
    first: int
    actors: list[ActorTwin]
    suggestions: list[SuggestionTwin]
    rules: list[RuleTwin]


@dataclass(frozen=True, slots=True)
class Example:
    """An entry in which an actor is named."""

    id: str
    document: str
    span: Span
    says: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that holds, with the change that made it and what it changed."""

    change: Change
    effect: Effect
    examples: tuple[Example, ...]

    @property
    def other(self) -> str | None:
        """The actor that its names are not, where it says so."""
        return self.effect.rule.other if isinstance(self.effect.rule, Apart) else None


_named: Kept[tuple[Named, ...]] = Kept(lambda view: named(view.contents))


@page(router, "/actors", ActorsTwin, summary="Who is who: names, suggestions to merge them, rules")
def actors(
    request: Request, desk: AtDesk, q: str = "", name: str = "", first: int = 0, more: bool = False, unnamed: str = ""
) -> Response:
    """`q` are words to look for, `name` an actor that is shown beside the list, by its name or by words that texts have for it; `first` is
    the place of the list's first name, from 0; `more` shows all suggestions; `unnamed` is the name of a new rule that nobody has."""
    view = desk.look()
    rules = _rules(desk, view)
    gone = {name for name, ruling in rulings([r.effect.rule for r in reversed(rules)]).items() if ruling.name is None}
    every = tuple(n for n in _named.of(view) if key(n.name) not in gone)
    found = sought(every, q[:200])
    first = min(max(first, 0), max(len(found) - 1, 0)) // AT_ONCE * AT_ONCE
    shown = found[first : first + AT_ONCE]
    apart = kept_apart(r.effect.rule for r in rules)
    suggested = view.once("suggestions", lambda view: suggestions(_named.of(view), apart))
    offered = tuple(s for s in suggested if gone.isdisjoint(map(key, (s.to, *s.names))))
    by_name = {n.name: n for n in every}
    chosen = by_name.get(name) or next((n for n in every if name and name in n.forms), None)
    query = {k: v for k, v in {"q": q, "first": str(first) if first else ""}.items() if v}
    context = {
        "q": q[:200],
        "version": max((c.number for c in view.changes), default=0),
        "names": shown,
        "first": first,
        "total": len(found),
        "suggestions": offered if more else offered[:_SUGGESTED],
        "suggested": len(offered),
        "by_name": by_name,
        "rules": rules,
        "chosen": chosen,
        "chosen_suggestion": next((s for s in offered if chosen and chosen.name in (s.to, *s.names)), None),
        "examples": _said(view, tuple(dict.fromkeys(m.entry for m in mentions_of(view.contents, chosen.name)))) if chosen else (),
        "here_url": f"/actors?{urlencode(query)}" if query else "/actors",
        "more_url": f"/actors?{urlencode({**query, 'first': str(first + AT_ONCE)})}" if first + AT_ONCE < len(found) else "",
        "less_url": f"/actors?{urlencode({**query, 'first': str(first - AT_ONCE)})}" if first else "",
        "all_states": [(s.iso3, s.name) for s in sorted(states.states(), key=lambda s: s.name)],
        "unnamed": unnamed[:200],
        "so_called": tuple(n for n in every if unnamed and unnamed in n.forms),
        "has_documents": bool(view.contents.documents),
    }
    return answer(request, "actors.html.j2", context, lambda: _twin(found, first, shown, offered, rules))


@form(router, "/actors/merge", summary="These names are one actor's")
def merge(
    request: Request,
    desk: AtDesk,
    to: Text = "",
    name: Annotated[list[str] | None, Form()] = None,
    country: Text = "",
    here: Text = "",
    version: Text = "",
) -> Response:
    """`name`: the names, `to`: the right one (else the most mentioned), `country`: its ISO alpha-3 code, left as it is mentioned where empty."""
    names = [n for n in name or [] if n.strip()]
    to = to.strip() or _most_mentioned(desk.look(), names)
    others = [n for n in names if n != to]
    if not others:
        raise RecordError.of("actors", "there is nothing to merge", "Tick two names or more.")
    with desk.writing() as record:
        _refuse_overtaken(record, version, (*names, to), {"one actor": f"{', '.join(others)} → {to}"})
        unnamed = record.unnamed(others)
        record.rename_actor(others, to, country=country or None, by=desk.analyst, on=desk.now())
    return _back(request, here, "merged", unnamed)


@form(router, "/actors/rename", summary="The right name and country of an actor")
def rename(
    request: Request, desk: AtDesk, name: Text = "", to: Text = "", country: Text = "", here: Text = "", version: Text = ""
) -> Response:
    with desk.writing() as record:
        _refuse_overtaken(record, version, (name, to), {"right name": to or name, "country": country})
        unnamed = record.unnamed([name])
        record.rename_actor([name], to or name, country=country or None, by=desk.analyst, on=desk.now())
    return _back(request, here, "renamed", unnamed)


@form(router, "/actors/none", summary="What is called so is no actor")
def none(request: Request, desk: AtDesk, only: Text = "", here: Text = "", version: Text = "") -> Response:
    """`only`: the name."""
    with desk.writing() as record:
        _refuse_overtaken(record, version, (only,), {only: "no actor"})
        unnamed = record.unnamed([only])
        record.not_an_actor(only, by=desk.analyst, on=desk.now())
    return _back(request, here, "no-actor", unnamed)


@form(router, "/actors/apart", summary="These names are not that actor's, however alike")
def apart(
    request: Request,
    desk: AtDesk,
    to: Text = "",
    name: Annotated[list[str] | None, Form()] = None,
    here: Text = "",
    version: Text = "",
) -> Response:
    """`name`: the names, none of which is the actor called `to`; it is not suggested again."""
    with desk.writing() as record:
        _refuse_overtaken(record, version, (*(name or ()), to), {"not the same": f"{', '.join(name or ())} ≠ {to}"})
        record.keep_apart([n for n in name or [] if n.strip()], to, by=desk.analyst, on=desk.now())
    return back(request, local(here) or "/actors", "apart")


@form(router, "/actors/undo", summary="Take a rule back")
def undo_rule(request: Request, desk: AtDesk, number: Annotated[int, Form()], here: Text = "") -> Response:
    with desk.writing() as record:
        if not any(c.number == number and c.what == "actor" for c in record.changes()):
            raise RecordError.of(f"rule {number}", "there is none", "Choose one of those listed.")
        record.undo_change(number, by=desk.analyst, on=desk.now())
    return back(request, local(here) or "/actors", "rule-undone")


def _refuse_overtaken(record: Record, version: str, names: Sequence[str], yours: Mapping[str, str]) -> None:
    """Nothing, unless one of these names was ruled about since the page was opened; `version` is the last change that the page knew.

    Raises:
        Overtaken: it was; nothing was written.
    """
    if not version.isdecimal():
        return
    asked = {key(name) for name in names if name.strip()}
    made = [c for c in record.changes() if c.what == "actor" and not c.is_undone]
    for change, rule in zip(made, record.actor_rules(), strict=True):
        ruled = {key(name) for name in (*rule.names, (rule.other if isinstance(rule, Apart) else rule.to) or "")}
        if change.number > int(version) and not asked.isdisjoint(ruled):
            told = f"{change.told} ({change.by})" if change.by else change.told
            problem = Problem(
                "actors", "somebody has ruled about this name since the page was opened", "Look at the rules, then decide."
            )
            raise Overtaken(problem, yours=yours, theirs=dict.fromkeys(yours, told), see="/actors")


def _most_mentioned(view: View, names: Sequence[str]) -> str:
    mentions = {n.name: n.mentions for n in _named.of(view)}
    return max(names, key=lambda name: mentions.get(name, 0), default="")


def _back(request: Request, here: str, said: str, unnamed: Sequence[str]) -> Response:
    """To the page; where the rule speaks of a name that nobody has, it tells so."""
    if not unnamed:
        return back(request, local(here) or "/actors", said)
    return back(request, local(here) or "/actors", "unnamed", unnamed=unnamed[0])


def _rules(desk: Desk, view: View) -> tuple[Rule, ...]:
    """The rules that hold, latest first, each with what it changed."""
    if desk.record_file is None or not desk.record_file.exists():
        return ()
    with desk.reading() as record:
        made = [c for c in record.changes() if c.what == "actor" and not c.is_undone]
        told = effects(record.actor_rules(), record.replay().documents.values()) if made else ()
    pairs = zip(made, told, strict=True)
    return tuple(Rule(change, effect, _said(view, effect.entries)) for change, effect in pairs)[::-1]


def _said(view: View, ids: Sequence[str]) -> tuple[Example, ...]:
    """Entries as examples; those that were rejected since are left out."""
    names, known = reading_room.names.of(view), reading_room.entries.of(view)
    standing = [known[id] for id in ids if id in known][:_EXAMPLES]
    texts = {d.id: d.text for d in view.contents.documents}
    return tuple(
        Example(e.id, document_of(e), span_of(e), says(e, names, view.case, texts.get(document_of(e), ""))) for e in standing
    )


def _twin(
    found: Sequence[Named], first: int, shown: Sequence[Named], offered: Sequence[Suggestion], rules: Sequence[Rule]
) -> ActorsTwin:
    return ActorsTwin(
        total=len(found),
        first=first,
        actors=[
            ActorTwin(
                name=n.name, mentions=n.mentions, documents=n.documents, countries=dict(n.countries), sector=n.sector,
                forms=list(n.forms), is_mixed=n.is_mixed,
            )
            for n in shown
        ],
        suggestions=[SuggestionTwin(to=s.to, names=list(s.names), why=list(s.why), country=s.country) for s in offered],
        rules=[
            RuleTwin(
                number=r.change.number, names=list(r.effect.rule.names), to=None if r.other else r.effect.rule.to, other=r.other,
                country=r.effect.rule.country,
                by=r.change.by, on=r.change.on, entries=len(r.effect.entries), documents=r.effect.documents,
            )
            for r in rules
        ],
    )  # fmt: skip
