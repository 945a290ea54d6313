"""A case in which every name, title and sentence is words that would do something: what a document, its facts, an analyst or a case file can say."""

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import tomlkit
from border_case import CASE, phrase, readings, span

from hikiwake.record.model import Actor, Document, ExplanationMention, FormulaMention, Place, Reading, Report, Statement
from hikiwake.record.store import Record
from hikiwake.terms.dates import from_timex


def written(folder: Path, words: Sequence[str]) -> Path:
    """A case folder with a document for each of the words, which are its title, its paper, its people and what they say and do."""
    folder.mkdir(parents=True)
    (folder / "case.toml").write_text(stated(words), encoding="utf-8")
    with Record.open(folder / "record.sqlite") as record:
        for number in range(len(words)):
            doc, reading = read(words, number)
            record.add(doc, reading, received=doc.text.encode("utf-8"))
        contents = record.contents()
        for entry, one in zip((*contents.events, *contents.statements), words, strict=False):
            record.correct(entry.id, note=one, by=one)
        for doc, one in zip(contents.documents, words, strict=True):
            record.note(doc.id, one, by=one)
    return folder


def read(words: Sequence[str], number: int) -> tuple[Document, Reading]:
    """The document of one of the words, as a reader would find it: an event with actors and a place, two statements, a formula, an explanation."""
    (_, example), *_ = readings()
    one, after, last = (words[(number + step) % len(words)] for step in (0, 1, 2))
    deed = f"the envoy {one} met the minister {after} in {last} on {number % 27 + 1} March 2015"
    said = f"{one} said that {after}"
    text = f"On the pastures, {deed}.\n\nThen {said}.\n\nSome say {last}."
    doc = Document(
        hashlib.sha256(text.encode()).hexdigest(), f"{one}.txt", text, (span(text, text),), title=one, publisher=after, author=last,
        url=one, date=from_timex("2015-04-02"), date_basis="stated", notes=(f"{number}: {one}",), language="en",
    )  # fmt: skip
    who, whom = Actor(one, span(text, one), one, "NOR", "GOV"), Actor(after, span(text, after), after, "SWE", "GOV")
    day = f"{number % 27 + 1} March 2015"
    met: Report = replace(
        example.reports[0], document=doc.id, span=span(text, deed), trigger=phrase(text, "met"), sources=(who,), targets=(whom,),
        date=replace(example.reports[0].date, text=day, span=span(text, day), date=from_timex(f"2015-03-{number % 27 + 1:02}")),  # type: ignore[type-var]
        place=Place(last, span(text, last), last, "NOR", 60.0 + number / 10, 10.0),
    )  # fmt: skip
    spoke: Statement = replace(
        example.statements[0], document=doc.id, source=phrase(text, one), cue=phrase(text, "said that"), content=phrase(text, after), speaker=who
    )  # fmt: skip
    rumour = replace(
        example.statements[1], document=doc.id, source=None, cue=phrase(text, "Some say"), content=phrase(text, last)
    )
    named = FormulaMention(doc.id, one, after, last, (span(text, one),))
    because = ExplanationMention(doc.id, one, after, (span(text, one),))
    return doc, Reading(doc.id, "built-in 1", (met,), (spoke, rumour), formulas=(named,), explanations=(because,))


def stated(words: Sequence[str]) -> str:
    """The case of `border_case`, every text in it one of the words by turns."""
    case: dict[str, Any] = tomllib.loads(CASE)
    turn = cycle(words)
    for key in ("title", "question", "settlement", "analyst", "notice"):
        case[key] = next(turn)
    case["change_up"], case["change_down"] = [next(turn)], [next(turn)]
    for party in case["parties"]:
        party["title"], party["note"], party["source"] = next(turn), next(turn), next(turn)
        for leader in party.get("leaders", ()):
            leader["name"], leader["office"], leader["source"] = next(turn), next(turn), next(turn)
        for group in party.get("constituencies", ()):
            group["title"], group["source"] = next(turn), next(turn)
    options = {}
    for issue in case["issues"]:
        issue["title"], issue["note"] = next(turn), next(turn)
        new = [f"{next(turn)} {place}" for place, _ in enumerate(issue["options"])]
        options |= dict(zip(((issue["id"], o) for o in issue["options"]), new, strict=True))
        issue["options"] = new
    for choice in (case["status_quo"], *(f["choose"] for f in case["formulas"])):
        for issue_id in list(choice):
            choice[issue_id] = options[issue_id, choice[issue_id]]
    for formula in case["formulas"]:
        formula["title"], formula["terms"], formula["by"], formula["note"] = (next(turn) for _ in range(4))
    for hypothesis in case["hypotheses"]:
        hypothesis["statement"], hypothesis["short"], hypothesis["note"] = next(turn), next(turn), next(turn)
    for evidence in case["evidence"]:
        evidence["statement"], evidence["by"], evidence["note"] = next(turn), next(turn), next(turn)
        evidence.pop("anchors")
        evidence["reliability"] = 0.8
    tables: dict[str, list[dict[str, Any]]] = {
        "publishers": [{"name": one, "reliability": "DEF"[n % 3], "note": next(turn), "by": next(turn)} for n, one in enumerate(words[:6])],
        "places": [{"name": words[0], "other_names": [words[1]], "lat": 61.0, "lon": 12.0}],
        "assumptions": [{"statement": next(turn), "by": next(turn)}],
        "scenarios": [
            {"id": "s", "title": next(turn), "by": next(turn), "note": next(turn), "edits": [{"set": "parties.sweden.reservation", "to": 0.1}]}
        ],
    }  # fmt: skip
    return tomlkit.dumps(case | tables)
