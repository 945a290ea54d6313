"""Whose voice a turn is: "TODD" is the Hugh Todd whom the document names, "A" the interviewee of its title or lead."""

import re
from collections.abc import Sequence
from dataclasses import replace

from hikiwake.reading.statements.draft import Draft
from hikiwake.record.model import Actor, Span, Statement

_ANSWERS = frozenset({"a", "answer"})
_PERSONAL = re.compile(r"(?:[^\W\d_a-z][\w’'.\-]*\s){1,3}[^\W\d_a-z][\w’'\-]+")
_INTERVIEWED = re.compile(
    r"\b(?:interview(?:ed|s|ing)?(?:\s(?:with|of))?|(?:conversation|questions?)\s(?:with|to|for))\W*(?:the\s)?$", re.IGNORECASE
)
_TO = re.compile(r"\b(?:to|by|with|for|told)\W*$")
_BYLINE = re.compile(r"(?:^|\n)\W*by\W*$", re.IGNORECASE)
_ASKED = re.compile(
    r"\b[Ii]nterview(?:\swith|\sof|:)\s+(?P<name>(?:[^\W\d_a-z][\w’'.\-]*[^\S\n]){1,3}[^\W\d_a-z][\w’'\-]+)(?=\s*(?:[,.:\n(]|$))",
    re.MULTILINE,
)
_BEFORE = 40  # characters


def voices(turns: Sequence[Draft], text: str, actors: Sequence[Actor]) -> dict[int, Actor]:
    """The actor behind each turn's label, by where the turn begins; turns whose speaker nobody names are left out."""
    if not turns:
        return {}
    answers = _interviewee(text[: turns[0].reach.start], [a for a in actors if a.span.end <= turns[0].reach.start])
    found = {}
    for turn in turns:
        if not turn.source:
            continue
        label = turn.source[0].cut(text)
        actor = answers if label.casefold() in _ANSWERS else _of_surname(label, turn.source[0], actors)
        if actor:
            found[turn.reach.start] = replace(actor, text=label, span=turn.source[0])
    return found


def in_own_name(statement: Statement, statements: Sequence[Statement]) -> Statement:
    """The statement with the speaker of the turn that carries it where its source is "I" or "we"."""
    carrier = statements[statement.via].speaker if statement.via is not None else None
    if carrier is None or statement.speaker or statement.source is None or statement.source.text.lower() not in ("i", "we"):
        return statement
    return replace(statement, speaker=replace(carrier, text=statement.source.text, span=statement.source.spans[0]))


def _of_surname(label: str, at: Span, actors: Sequence[Actor]) -> Actor | None:
    """The one person of the document whose surname ends the label; None where there are two, or the label itself is an actor's name."""
    surname = (re.sub(r"\s*\(.*", "", label).split() or [""])[-1].casefold()
    named = [
        a for a in actors if not a.span.overlaps(at) and _PERSONAL.fullmatch(a.name) and a.name.split()[-1].casefold() == surname
    ]
    if len({a.name for a in named}) != 1:
        return None
    return max(named, key=lambda a: (a.country is not None, a.sector is not None, -a.span.start))


def _interviewee(head: str, named: Sequence[Actor]) -> Actor | None:
    """Who is said to be interviewed, else the first person with an office, else the only person; of the words before the first turn."""
    people = [a for a in named if _PERSONAL.fullmatch(a.name) and not a.name.startswith("The ")]
    before = {a.span: head[max(0, a.span.start - _BEFORE) : a.span.start] for a in people}
    people = [a for a in people if not _BYLINE.search(before[a.span])]
    chosen = next((a for a in people if _INTERVIEWED.search(before[a.span])), None) or _asked(head, named)
    chosen = chosen or next((a for a in people if a.sector and not _TO.search(before[a.span])), None)
    if chosen is None:
        people = [a for a in people if not _TO.search(before[a.span])]
        if len({a.name for a in people}) != 1:
            return None
        chosen = people[0]
    same = [a for a in people if a.name == chosen.name] or [chosen]
    return _with_office(max(same, key=lambda a: (a.country is not None, a.sector is not None, -a.span.start)), head, named)


def _asked(head: str, named: Sequence[Actor]) -> Actor | None:
    """ "Interview with Ana Silva", whom no rule made an actor."""
    found = _ASKED.search(head)
    if found is None or any(a.span.overlaps(Span(*found.span("name"))) for a in named):
        return None
    return Actor(found["name"], Span(*found.span("name")), found["name"], None, None)


def _with_office(person: Actor, head: str, named: Sequence[Actor]) -> Actor:
    """With the state of the office behind the name, or of the only office or state that the same line names."""
    if person.country is not None:
        return person
    start, end = head.rfind("\n", 0, person.span.start) + 1, head.find("\n", person.span.end)
    line = Span(start, end if end >= 0 else len(head))
    here = [a for a in named if line.holds(a.span) and a.country and a.span.start >= person.span.end]
    if len({a.country for a in here}) != 1:
        return person
    return replace(person, country=here[0].country, sector=person.sector or here[0].sector)
