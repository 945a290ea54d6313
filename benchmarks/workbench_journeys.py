"""What an analyst does at the workbench, in a real browser, by mouse and by nothing but keys; each ends with a look at what is on disk.

    python benchmarks/workbench_journeys.py [--cases packaged 10000] [--ways mouse keyboard] [--only regrade …]

Read a document, correct a speaker, regrade, merge two reports, move a weight and keep it, edit a likelihood and keep it, accept a proposal, export
Word; on copies of the packaged case and of one of 10,000 events. Prints a line a journey and `tried N, lost 0`.
"""

import argparse
import re
import sys
import time
import tomllib
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
from workbench import Workbench
from workbench_cases import NAMES, TITLES, cases, chromium, contents_of, copy, load, remarks, stated, wrong_on_disk
from workbench_hands import HANDS, Hand

from hikiwake.assessment.assess import assess
from hikiwake.brief import compose
from hikiwake.brief.model import Block, Paragraph, Reasons, Sentence
from hikiwake.case.loading import load as load_case
from hikiwake.ledger.log import Ledger
from hikiwake.record.merging import merged
from hikiwake.record.model import Event, Said
from hikiwake.terms.grades import Grade
from hikiwake.terms.states import states


@dataclass
class Session:
    """A copy of a case, its running workbench, and whoever works at it; `n` says for the how-manieth time, so that each takes something else."""

    hand: Hand
    folder: Path
    workbench: Workbench
    n: int = 0

    def twin(self, path: str) -> Any:
        return httpx.get(f"{self.workbench.url}{path}", timeout=300).raise_for_status().json()


def read(at: Session) -> str:
    """A file that was dropped or chosen is read into the record, word for word."""
    case, names = load_case(at.folder), {s.iso3: s for s in states()}
    one, other = (names[code] for code in case.dyad.codes) if hasattr(case.dyad, "codes") else (names[c] for c in case.dyad)
    text = (
        f"{one.name} and {other.name} signed an agreement in {other.capital} on {case.as_of.day} {case.as_of:%B %Y}, number {at.n}.\n\n"
        f"The president of {other.name} said that talks on the border would go on. The foreign minister of {one.name} met his colleague.\n"
    )
    file = at.folder.parent / f"dispatch {at.n}.txt"
    file.write_text(text, encoding="utf-8")
    hand = at.hand
    hand.go("Sources")
    hand.after("a file is taken in", lambda: hand.give(file), "reading")
    hand.until(
        f"!document.querySelector('#reading[data-poll]') && document.querySelector('#reading').innerText.includes('{file.name}')"
    )
    contents = contents_of(at.folder)
    (document,) = [d for d in contents.documents if d.name == file.name]
    found = (
        [e for e in contents.events if e.best.document == document.id],
        [s for s in contents.statements if s.statement.document == document.id],
    )
    assert document.text == text and all(found), f"{document.text!r}: {found}"
    return f"{len(found[0])} events and {len(found[1])} statements of {file.name}"


def correct(at: Session) -> str:
    """A statement's speaker is another."""
    contents = contents_of(at.folder)
    named = (s for s in contents.statements if s.statement.speaker and s.statement.source and not s.corrected)
    said = _nth(named, at, lambda s: s.statement.document, lambda s: s.id)
    before = said.statement.speaker.name if said.statement.speaker else ""
    leaders = [leader.name for party in load_case(at.folder).parties for leader in party.leaders if leader.name != before]
    name = leaders[at.n % len(leaders)]
    hand = at.hand
    _open(at, said.statement.document, said.id)
    hand.fill("#e-source", name)
    hand.after("correct a speaker", lambda: hand.send("#e-source", "form.fields button"), "text", "aside")
    (now,) = [s for s in contents_of(at.folder).statements if s.id == said.id]
    assert now.statement.speaker and now.statement.speaker.name == name, now
    assert now.corrected and now.statement.content == said.statement.content
    return f"{before} → {name}"


def regrade(at: Session) -> str:
    """A report's grade is another."""
    contents = contents_of(at.folder)
    event = _nth((e for e in contents.events if not e.corrected), at, lambda e: e.best.document, lambda e: e.id)
    grades = list(Grade)
    grade = grades[(grades.index(event.grade) + 1) % 4]
    hand = at.hand
    _open(at, event.best.document, event.id)
    hand.after("regrade", lambda: hand.press(f"form.grades [value={grade.value}]"), "text", "aside")
    (now,) = [e for e in contents_of(at.folder).events if e.id == event.id]
    assert now.grade is grade, now.grade
    return f"{event.grade.label} → {grade.label}"


def merge(at: Session) -> str:
    """Two reports that were two events are one."""
    contents = contents_of(at.folder)
    together = {id: event for event in merged(contents).events for id in event.own_entries}
    lone = (e for e in contents.events if len(together[e.id].own_entries) == 1 and not e.corrected)
    event = _nth((e for e in lone if _has_other(at, e)), at, lambda e: e.best.document, lambda e: e.id)
    hand = at.hand
    _open(at, event.best.document, event.id)
    hand.after("list what it may be merged with", lambda: hand.press("#entry [data-key=m]"), "aside")
    row = hand.page.locator("#merge [data-row]").first.get_attribute("id")
    other = row.removeprefix("m-")
    hand.until(f"document.activeElement.id === '{row}'")
    hand.after("merge two reports", lambda: hand.row_button(f"[id='{row}']", "Enter"), "text", "aside")
    after = contents_of(at.folder)
    assert {event.id, other} <= set(after.judgements[-1].entries) and after.judgements[-1].is_one
    (one,) = [e for e in merged(after).events if event.id in e.own_entries]
    assert other in one.own_entries, one.own_entries
    return f"{event.id} and {other}, with them {len(one.own_entries)} reports"


def weight(at: Session) -> str:
    """An issue's weight for one side is another, and the case file says so."""
    case = load_case(at.folder)
    issue, side = case.issues[at.n % len(case.issues)], case.sides[at.n // len(case.issues) % 2]
    key = f"issues.{issue.id}.weight.{side.id}"
    hand, before = at.hand, stated(at.folder)
    hand.go("Formulas")
    hand.press(f"#issue-{issue.id} summary")
    hand.after("move a weight", lambda: hand.move(key, 7), "space", "standings", "follows")
    shown = hand.page.locator(f"[name='{key}']").input_value()
    hand.turning("keep a weight", hand.keep)
    return _only(before, stated(at.folder), key, shown)


def likelihood(at: Session) -> str:
    """A likelihood is another, and the case file says so."""
    case = load_case(at.folder)
    pieces = [e for e in case.evidence if e.likelihood]
    piece, hypothesis = pieces[at.n % len(pieces)], case.hypotheses[at.n % len(case.hypotheses)]
    key = f"evidence.{piece.id}.likelihood.{hypothesis.id}"
    hand, before = at.hand, stated(at.folder)
    hand.go("Hypotheses")
    hand.after("edit a likelihood", lambda: hand.fill(f"[name='{key}']", f"0.{41 + at.n}"), "weighed", "follows")
    hand.until("!!document.querySelector('#follows form.keep')")
    shown = hand.page.locator(f"[name='{key}']").input_value()
    hand.turning("keep a likelihood", hand.keep)
    return _only(before, stated(at.folder), key, shown)


def accept(at: Session) -> str:
    """A proposal stands in the case file, and is proposed no more."""
    hand = at.hand
    lines = (at.folder / "case.toml").read_text(encoding="utf-8").splitlines()
    hand.go("Proposals")
    row = hand.page.locator(".proposals [data-row]").first.get_attribute("id")
    (proposal,) = [p for p in at.twin("/propose.json")["proposals"] if f"p-{p['id']}" == row]
    hand.after("accept a proposal", lambda: hand.row_button(f"[id='{row}']", "Enter"), "main")
    text = (at.folder / "case.toml").read_text(encoding="utf-8")
    new = [line for line in text.splitlines() if line not in lines]
    missing = [line for line in proposal["toml"].splitlines() if line.strip() and line not in text.splitlines()]
    assert new and not missing, missing
    assert proposal["id"] not in [p["id"] for p in at.twin("/propose.json")["proposals"]]
    load_case(at.folder)
    return f"{proposal['kind']}: {proposal['title']}"


def export(at: Session) -> str:
    """The brief as Word says what the case and the record now say."""
    import docx

    hand = at.hand
    hand.go("Brief")
    hand.until("!!document.querySelector('.send a[href=\"/brief.docx\"]')")
    begun = time.perf_counter()
    with hand.page.expect_download() as coming:
        hand.press(".send a[href='/brief.docx']")
    file = at.folder.parent / f"sent by {hand.way} {at.n}.docx"
    coming.value.save_as(file)
    hand.times["export Word"].append(1000 * (time.perf_counter() - begun))
    words = _plain(" ".join(p.text for p in docx.Document(str(file)).paragraphs))
    brief = compose(assess(load_case(at.folder), contents_of(at.folder)))
    sentences = [_plain(s.text) for block in brief.page_one.blocks for s in _always_there(block)]
    lost = [s for s in sentences if s not in words]
    assert sentences and not lost, lost
    assert Ledger.open(at.folder).runs(), "the ledger is empty"
    return f"{len(sentences)} sentences of page one, {file.stat().st_size // 1000} kB"


def _always_there(block: Block) -> list[Sentence]:
    """What a block of page one says whether or not there is room for evidence and conditions, of which what is new may take some."""
    if isinstance(block, Reasons):
        return [reason.claim for reason in block.reasons]
    return list(block.sentences) if isinstance(block, Paragraph) and block.style in ("as_of", "bottom_line") else []


JOURNEYS: tuple[Callable[[Session], str], ...] = (read, correct, regrade, merge, weight, likelihood, accept, export)


def _nth(found: Iterator[Any], at: Session, document: Callable[[Any], str], id: Callable[[Any], str]) -> Event | Said | Any:
    """The n-th of those that begin a stop of their own on their document's page, each of another document."""
    seen: set[str] = set()

    def fit() -> Iterator[Any]:
        for one in found:
            if document(one) not in seen and f'data-stop="{id(one)}"' in _page(at, f"/documents/{document(one)[:12]}"):
                seen.add(document(one))
                yield one

    return next(islice(fit(), at.n, None))


def _page(at: Session, path: str) -> str:
    return httpx.get(f"{at.workbench.url}{path}", headers={"accept": "text/html"}, timeout=300).text


def _has_other(at: Session, event: Event) -> bool:
    """Whether the page offers another report to merge it with."""
    return 'id="m-' in _page(at, f"/documents/{event.best.document[:12]}?entry={event.id}&merge=1")


def _open(at: Session, document: str, id: str) -> None:
    """From the sources by their search to the document, and in it to the entry."""
    hand = at.hand
    (received,) = [d for d in contents_of(at.folder).documents if d.id == document]
    hand.go("Sources")
    hand.turning("search the sources", lambda: hand.find(received.name))
    hand.turning("open a document", lambda: hand.open_row(f"#d-{document[:12]}"))
    hand.after("open an entry", lambda: hand.open_entry(id), "aside")
    hand.until(f"document.getElementById('entry')?.dataset.entry === '{id}'")


def _only(before: dict[str, Any], after: dict[str, Any], key: str, shown: str) -> str:
    """That nothing of the case but `key` is different, and it is what the page showed."""
    *path, last = key.split(".")
    old, new = (_at(data, path)[last] for data in (before, after))
    written = "–".join(f"{x:g}" for x in new) if isinstance(new, list) else f"{new:g}"
    assert old != new and written == shown, f"{key}: {old} → {new}, the page showed {shown}"
    _at(after, path)[last] = old
    assert after == before, "something else has changed too"
    return f"{key}: {old} → {new}"


def _at(data: Any, path: list[str]) -> Any:
    for step in path:
        data = data[step] if isinstance(data, dict) else next(one for one in data if one["id"] == step)
    return data


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\u200b-\u200f\u2060-\u2069]", "", text).replace("\u00a0", " ").split())


def session(folder: Path, kind: type[Hand], browser: Any, only: list[str]) -> tuple[int, int]:
    """All journeys on one copy of the case; how many were tried and how many lost."""
    tried = lost = 0
    comments = remarks(folder)
    workbench = Workbench(folder)
    try:
        hand = kind(browser, workbench.url)
        at = Session(hand, folder, workbench)
        for journey in JOURNEYS:
            if only and journey.__name__ not in only:
                continue
            tried += 1
            begun = time.perf_counter()
            try:
                hand.begin()
                told = f"{hand.strokes} {'clicks' if hand.way == 'mouse' else 'keys'}: {journey(at)}"
                told = f"{hand.strokes:3} {'clicks' if hand.way == 'mouse' else 'keys  '}  {told.split(': ', 1)[1]}"
                faults = wrong_on_disk(folder) + hand.faults
                hand.faults.clear()
                assert not faults, faults
            except Exception as error:  # told, counted, and the others go on
                lost += 1
                told = f"LOST  {type(error).__name__}: {str(error)[:400]}"
                traceback.print_exc(limit=-3, file=sys.stderr)
            print(f"  {hand.way:8} {journey.__name__:10} {time.perf_counter() - begun:6.1f} s  {told}", flush=True)
        hand.page.close()
    finally:
        workbench.end()
    tried += 1
    gone = [line for line in comments if line not in remarks(folder)]
    whole = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8")) and not gone and not wrong_on_disk(folder)
    lost += not whole
    state = "whole" if whole else f"NOT whole {gone}"
    print(
        f"  {kind.way:8} afterwards          record, ledger and case file with its {len(comments)} remarks are {state}",
        flush=True,
    )
    return tried, lost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", nargs="+", default=NAMES, choices=NAMES)
    parser.add_argument("--ways", nargs="+", default=[kind.way for kind in HANDS])
    parser.add_argument("--only", nargs="+", default=[], choices=[journey.__name__ for journey in JOURNEYS])
    asked = parser.parse_args()
    tried = lost = 0
    with cases(asked.cases) as made, chromium() as browser:
        for name, folder in made.items():
            print(f"{TITLES[name]} ({load()})", flush=True)
            for kind in HANDS:
                if kind.way in asked.ways:
                    with copy(folder) as work:
                        more, fewer = session(work, kind, browser, asked.only)
                    tried, lost = tried + more, lost + fewer
    print(f"tried {tried}, lost {lost}")
    return int(bool(lost))


if __name__ == "__main__":
    sys.exit(main())
