"""What the analyst asks for by address: each page fetched, kept as a file of the case, read; of each, one line of account."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hikiwake.collecting.feed import Feed, Item, feed
from hikiwake.collecting.fetching import Fetcher
from hikiwake.collecting.landing import known_addresses, land, same_page
from hikiwake.collecting.model import Fetched, FetchError
from hikiwake.collecting.reading import Read, ReadResult, is_news
from hikiwake.terms.errors import HikiwakeError, Problem

_MOST_KNOWN = 10  # lines about what was there already; the rest is counted


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one address. `file` where it lies in the case now; `results` of reading it; `problem` why it was not got."""

    address: str
    file: Path | None = None
    results: tuple[ReadResult, ...] = ()
    problem: Problem | None = None
    was_known: bool = False

    def as_json(self) -> dict[str, Any]:
        problem = self.problem and {"where": self.problem.where, "what": self.problem.what, "mend": self.problem.mend}
        name = None if self.file is None else self.file.name
        return {"address": self.address, "file": name, "already_there": self.was_known, "problem": problem}


@dataclass(slots=True)
class Account:
    """What was got, what was there already, what was not got and why; `remarks` on feeds. It grows while the run goes on."""

    lines: list[Line] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def got(self) -> list[Line]:
        return [line for line in self.lines if line.problem is None and not line.was_known]

    @property
    def known(self) -> list[Line]:
        return [line for line in self.lines if line.was_known]

    @property
    def missed(self) -> list[Line]:
        return [line for line in self.lines if line.problem is not None]

    @property
    def is_whole(self) -> bool:
        """Whether all was had, and all that was had could be read."""
        return not self.missed and not any(r.problem for line in self.lines for r in line.results)

    def __str__(self) -> str:
        told = [*self.remarks]
        told += [f"got      {line.address} ({line.file.name})" for line in self.got if line.file]
        told += [f"there    {line.address}" for line in self.known[:_MOST_KNOWN]]
        if len(self.known) > _MOST_KNOWN:
            told.append(f"there    and {len(self.known) - _MOST_KNOWN} more")
        told += [f"not got  {line.problem}" for line in self.missed]
        told.append(f"{len(self.got)} got, {len(self.known)} already there, {len(self.missed)} not got")
        return "\n".join(told)


def collect(
    addresses: Iterable[str],
    fetcher: Fetcher,
    documents: Path,
    read: Read,
    *,
    known: Iterable[str] = (),
    most_items: int = 20,
    account: Account | None = None,
    tell: Callable[[Line], None] = lambda line: None,
) -> Account:
    """Fetch pages, and the newest pages that feeds list, into `documents`, and read them. One that fails costs no other.

    Args:
        read: reads one file of the case.
        known: addresses of documents that the case has; a feed's item among them is passed over.
        most_items: of each feed, not counting those that are there.
        account: one to write on, so that whoever stops the run still has it.
        tell: hears of each address when it is done.
    """
    run = _Run(
        fetcher, documents, read, {same_page(a) for a in (*known, *known_addresses(documents))}, account or Account(), tell
    )
    for address in dict.fromkeys(addresses):
        try:
            page = fetcher.fetch(address)
            listed = feed(page.body, page.url, sent_as=page.charset) if page.is_feed else None
        except HikiwakeError as error:
            run.note(Line(address, problem=error.problems[0]))
            continue
        if listed is None:
            run.take(page)
        else:
            run.take_newest(page, listed, most_items)
    return run.account


@dataclass(slots=True)
class _Run:
    fetcher: Fetcher
    documents: Path
    read: Read
    known: set[str]
    account: Account
    tell: Callable[[Line], None]

    def note(self, line: Line) -> None:
        self.account.lines.append(line)
        self.tell(line)

    def take_newest(self, page: Fetched, listed: Feed, most: int) -> None:
        new = [item for item in listed.items if same_page(item.address) not in self.known]
        there = [item for item in listed.items if same_page(item.address) in self.known]
        for item in there:
            self.note(Line(item.address, was_known=True))
        for item in new[:most]:
            try:
                # What a feed from outside points to may not reach a machine that was opened for the analyst's own words.
                got = self.fetcher.fetch(item.address, only_public=page.is_public)
                if got.is_feed:
                    raise FetchError.of(item.address, "is a feed within a feed", "Fetch it by itself.")
            except HikiwakeError as error:
                self.note(Line(item.address, problem=error.problems[0]))
                continue
            if got.url != item.address and same_page(got.url) in self.known:
                self.note(Line(item.address, was_known=True))
            else:
                self.take(got, item, listed.publisher)
        self.account.remarks.append(_told(page.address, listed, len(there), len(new), most))

    def take(self, page: Fetched, item: Item | None = None, publisher: str | None = None) -> None:
        """Land the page and read it; what cannot be read does not stay."""
        try:
            landed = land(self.documents, page, item, publisher)
        except HikiwakeError as error:
            self.note(Line(page.address, problem=Problem(page.url, error.problems[0].what, error.problems[0].mend)))
            return
        results = tuple(self.read(landed.file))
        is_got = any(map(is_news, results))
        if not is_got:
            landed.withdraw()
        problem = None if is_got else next((r.problem for r in results if r.problem), None)
        if problem:
            self.note(Line(page.address, results=results, problem=Problem(page.url, problem.what, problem.mend)))
            return
        self.known |= {same_page(page.address), same_page(page.url)}
        self.note(Line(page.address, landed.file if is_got else None, results, was_known=not is_got))


def _told(address: str, listed: Feed, there: int, new: int, most: int) -> str:
    count = len(listed.items) + listed.nameless + listed.cut
    told = f"feed     {address}: {count} items, {there} already there, {min(new, most)} asked for"
    if new > most:
        told += f", {new - most} older ones left (--items {new} takes them)"
    if listed.cut:
        told += f", the {listed.cut} oldest not looked at"
    return f"{told}, {listed.nameless} without an address" if listed.nameless else told
