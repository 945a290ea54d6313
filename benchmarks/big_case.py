"""A case as big as years of reading make it, without reading: a folder with a case file, made-up documents and their record.

    python benchmarks/big_case.py DIR [--events 10000] [--per-document 20] [--seed 0]

The case file and its documents are those of a packaged case, so that every page has something to show; the events are invented: who did what
to whom, when and where, in sentences that say it, some of them told again by another paper. The same seed gives the same folder.
"""

import argparse
import hashlib
import random
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from hikiwake.reading.documents.receive import receive_all
from hikiwake.record.model import (
    Actor,
    Certainty,
    DateMention,
    Document,
    ExplanationMention,
    FormulaMention,
    Phrase,
    Place,
    Polarity,
    Reading,
    Report,
    Span,
    Statement,
    Status,
)
from hikiwake.record.store import Record
from hikiwake.terms.dates import from_timex
from hikiwake.terms.errors import Problem
from hikiwake.terms.grades import Grade
from hikiwake.terms.ontology import cameo

PACKAGED = Path(__file__).parents[1] / "src/hikiwake/case/packaged/ecuador-peru"
Fact = TypeVar("Fact", Report, Statement, FormulaMention, ExplanationMention)
READER = "synthetic 1"
FIRST, LAST = date(1946, 1, 1), date(1997, 10, 20)
PUBLISHERS = (
    "Pacific Wire",
    "The Morning Post",
    "El Correo",
    "Andes Daily",
    "The Observer",
    "Harbour Times",
    "The Review",
    "State Radio",
)
SIDES = (("ECU", "Ecuador"), ("PER", "Peru"))
OTHERS = (("BRA", "Brazil"), ("CHL", "Chile"), ("ARG", "Argentina"), ("USA", "the United States"))
GIVEN = ("Ana", "Bruno", "Carla", "Diego", "Elena", "Felipe", "Gloria", "Hugo", "Irene", "Jorge", "Lidia", "Marco")
FAMILY = ("Aldana", "Barrios", "Cordero", "Duarte", "Espinar", "Fuentes", "Galindo", "Herrera", "Ibarra", "Jurado")
PLACES = (
    ("Quito", "ECU", -0.22, -78.52), ("Guayaquil", "ECU", -2.2, -79.9), ("Lima", "PER", -12.04, -77.03), ("Tumbes", "PER", -3.57, -80.45),
    ("Loja", "ECU", -3.99, -79.2), ("Piura", "PER", -5.2, -80.63), ("Iquitos", "PER", -3.75, -73.25), ("Brasilia", "BRA", -15.79, -47.88),
    ("Santiago", "CHL", -33.46, -70.65), ("Washington", "USA", 38.9, -77.04),
)  # fmt: skip
ACTS = (
    ("met", "040"), ("visited", "042"), ("praised", "051"), ("signed a treaty with", "057"), ("promised aid to", "033"),
    ("accused", "112"), ("threatened", "130"), ("protested against", "141"), ("imposed sanctions on", "163"), ("clashed with", "190"),
    ("proposed talks to", "036"), ("rejected an offer of", "120"), ("recalled the envoy from", "160"), ("released prisoners of", "0841"),
)  # fmt: skip
TOPICS = (
    "the river",
    "the cordillera",
    "fishing boats",
    "the customs union",
    "a bridge",
    "radio masts",
    "mined paths",
    "a pipeline",
)
CLAIMS = (
    "the border has to be marked",
    "there is nothing to talk about",
    "an arbiter may decide",
    "troops will stay where they are",
)


@dataclass(frozen=True, slots=True)
class Happening:
    """What is told, once or by several papers."""

    when: date
    act: tuple[str, str]
    source: tuple[str, str, str]  # name, country, country's name
    target: tuple[str, str, str]
    place: tuple[str, str, float, float]
    topic: str


class Page:
    """A document under way: `add` appends words and gives their span."""

    def __init__(self) -> None:
        self.text = ""

    def add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--per-document", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    if asked.folder.exists() and any(asked.folder.iterdir()):
        print(f"{asked.folder} is there already and not empty: name another folder.", file=sys.stderr)
        return 1
    events, documents = make(asked.folder, asked.events, asked.per_document, asked.seed)
    print(f"{asked.folder}: {events} events in {documents} documents")
    return 0


def make(folder: Path, events: int = 10_000, per_document: int = 20, seed: int = 0) -> tuple[int, int]:
    """A case folder with `events` events; how many of them and of documents it holds (the packaged case's included)."""
    shutil.copytree(PACKAGED, folder, dirs_exist_ok=True)
    (folder / "documents").mkdir(exist_ok=True)
    made = 0
    with Record.open(folder / "record.sqlite") as record:
        documents = 0
        for found in receive_all(sorted(p for p in (folder / "documents").iterdir() if p.suffix == ".txt")):
            if isinstance(found, Problem):
                raise SystemExit(str(found))
            record.add(found, Reading(found.id, READER))
            documents += 1
        for document, reading in read(events, per_document, seed):
            (folder / "documents" / document.name).write_text(document.text, encoding="utf-8")
            record.add(document, reading)
            made, documents = made + len(reading.reports), documents + 1
    return made, documents


def read(events: int, per_document: int = 20, seed: int = 0) -> Iterator[tuple[Document, Reading]]:
    """The made-up documents with what a reader would find in them, the oldest first."""
    chance = random.Random(seed)
    days = (LAST - FIRST).days
    count = -(-events // per_document)
    told: list[Happening] = []
    left = events
    for n in range(count):
        published = FIRST + timedelta(days=(n + 1) * days // count)
        now = [_happening(chance, published, told) for _ in range(min(per_document, left))]
        left -= len(now)
        told = (told + now)[-3 * per_document :]
        yield _document(chance, n, published, now)


def _happening(chance: random.Random, published: date, told: list[Happening]) -> Happening:
    recent = [one for one in told if (published - one.when).days < 60]
    if recent and chance.random() < 0.15:
        return chance.choice(recent)
    one, other = SIDES if chance.random() < 0.5 else SIDES[::-1]
    if chance.random() < 0.2:
        other = chance.choice(OTHERS)
    when = published - timedelta(days=chance.randrange(1, 10))
    return Happening(
        when, chance.choice(ACTS), _person(chance, one), _person(chance, other), chance.choice(PLACES), chance.choice(TOPICS)
    )


def _person(chance: random.Random, side: tuple[str, str]) -> tuple[str, str, str]:
    half = len(FAMILY) // 2
    families = FAMILY[:half] if side[0] == "ECU" else FAMILY[half:]
    return f"{chance.choice(GIVEN)} {chance.choice(families)}", *side


def _document(chance: random.Random, n: int, published: date, now: list[Happening]) -> tuple[Document, Reading]:
    page = Page()
    title = f"{chance.choice(PUBLISHERS)}, number {n}: {now[0].topic} and more" if now else f"Number {n}"
    page.add(f"{title}\n\n")
    shared = "0" * 64  # known only when the text is whole
    reports: list[Report] = []
    statements: list[Statement] = []
    for i, one in enumerate(now):
        reports.append(_report(chance, page, shared, one))
        if i % 3 == 0:
            statements += _statements(chance, page, shared, one, len(statements))
        page.add("\n\n" if i % 4 == 3 else " ")
    formulas, explanations = _talk(page, n)
    text = page.text.rstrip() + "\n"
    id = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        id, f"{n:05}.txt", text, (Span(0, len(text)),), title, PUBLISHERS[n % len(PUBLISHERS)], None, None,
        from_timex(published.isoformat()), "given", (), "en",
    )  # fmt: skip
    reading = Reading(
        id,
        READER,
        tuple(_of(fact, id) for fact in reports),
        tuple(_of(fact, id) for fact in statements),
        tuple(r.date for r in reports if r.date),
        tuple(_of(fact, id) for fact in formulas),
        tuple(_of(fact, id) for fact in explanations),
    )
    return document, reading


def _of(fact: Fact, document: str) -> Fact:
    return replace(fact, document=document)


def _report(chance: random.Random, page: Page, document: str, one: Happening) -> Report:
    start = len(page.text)
    source = _mention(chance, page, one.source)
    page.add(" ")
    verb, code = one.act
    trigger = page.add(verb)
    page.add(" ")
    target = _mention(chance, page, one.target)
    page.add(chance.choice((" over ", " because of ", " about ")) + one.topic + " in ")
    name, country, lat, lon = one.place
    at = page.add(name)
    page.add(" on ")
    day = f"{one.when.day} {one.when:%B %Y}"
    when = DateMention(day, page.add(day), from_timex(one.when.isoformat()))
    page.add(".")
    known = cameo()[code]
    return Report(
        document, Span(start, len(page.text)), Phrase(verb, (trigger,)), known.category, known.mode, code, known.goldstein,
        (source,), (target,), when, Place(name, at, name, country, lat, lon),
        chance.choices((Status.ACTUAL, Status.PLANNED, Status.DENIED), (90, 7, 3))[0], chance.choice(tuple(Grade)[:4]),
        Certainty.CERTAIN, Polarity.POSITIVE, known.context, round(chance.uniform(0.3, 0.95), 3), code == "040",
    )  # fmt: skip


def _mention(chance: random.Random, page: Page, who: tuple[str, str, str]) -> Actor:
    name, country, of = who
    text = chance.choice((name, name, name.split()[1], of))
    shown = of.removeprefix("the ") if text == of else chance.choice((name, text))
    return Actor(text, page.add(text), shown, country, "GOV")


def _statements(chance: random.Random, page: Page, document: str, one: Happening, first: int) -> list[Statement]:
    """Somebody's words after the event; now and then within a paper's."""
    page.add(" ")
    found = []
    if is_carried := chance.random() < 0.3:
        source, cue = chance.choice(PUBLISHERS), "reported"
        heard = page.add(source)
        page.add(" ")
        verb = page.add(cue)
        page.add(" that ")
        begin = len(page.text)
    name, country, _ = one.source
    speaker = page.add(name)
    page.add(" ")
    said = page.add("said")
    claim = f"that {chance.choice(CLAIMS)} at {one.topic}"
    page.add(" ")
    content = page.add(claim)
    if is_carried:
        told = Span(begin, content.end)
        found.append(_statement(document, source, heard, cue, verb, told.cut(page.text), told, None, Grade.REPORTED, None))
    who = Actor(name, speaker, name, country, "GOV")
    via = first if is_carried else None
    found.append(_statement(document, name, speaker, "said", said, claim, content, who, Grade.ATTRIBUTED, via))
    page.add(".")
    return found


def _statement(
    document: str, source: str, heard: Span, cue: str, verb: Span, content: str, told: Span, who: Actor | None, grade: Grade, via: int | None
) -> Statement:  # fmt: skip
    return Statement(
        document, Phrase(source, (heard,)), Phrase(cue, (verb,)), Phrase(content, (told,)), who, False, grade,
        Certainty.CERTAIN, Polarity.POSITIVE, None, via,
    )  # fmt: skip


def _talk(page: Page, n: int) -> tuple[list[FormulaMention], list[ExplanationMention]]:
    if n % 10:
        return [], []
    page.add("Some speak of a ")
    formula = page.add("free port")
    page.add(". Others think that ")
    claim = page.add("both governments only play for time")
    page.add(".")
    document = "0" * 64
    return (
        [FormulaMention(document, "free port", None, None, (formula,))],
        [ExplanationMention(document, "both governments only play for time", None, (claim,))],
    )


if __name__ == "__main__":
    sys.exit(main())
