"""Since last time: what came, which entries are new, changed or withdrawn, and which numbers moved because of what."""

from collections.abc import Mapping
from datetime import date, datetime

from hikiwake.assessment.causes import Cause
from hikiwake.assessment.cites import Cite, Rows, Stated, Words
from hikiwake.assessment.difference import Difference, EntryChange, Moved
from hikiwake.assessment.moved import figures, is_seen, with_few_parts
from hikiwake.brief import english
from hikiwake.brief.composition import news
from hikiwake.brief.composition.case_keys import in_words
from hikiwake.brief.composition.material import Material
from hikiwake.brief.composition.speakers import NOT_TOLD
from hikiwake.brief.model import Block, Bullets, Paragraph, Section, Sentence, Table
from hikiwake.ledger.model import Run
from hikiwake.record.model import Span

_MOST_ENTRIES = 30  # of a kind that are told one by one
_MOST_PARTS = 5
_KINDS = {"new": "New entries", "changed": "Changed entries", "withdrawn": "Withdrawn entries"}


def since(material: Material, told: Mapping[str, Sentence]) -> Section | None:
    """None where there is no earlier brief, or nothing has changed. `told` are the entries that the brief tells, in its words and order."""
    found = material.since
    if found is None or found.since is None or found.is_empty:
        return None
    blocks: list[Block] = [Paragraph((summary(found, material, "since:summary"),))]
    if found.causes:
        came = tuple(
            Sentence(f"since:cause:{c.kind}:{c.id}", _cause(c, material), _rests_on(c, found, material)) for c in found.causes
        )
        blocks.append(Bullets(came, "What came between"))
    judged = [m for m in found.numbers if not m.name.startswith("basis.") and is_seen(m)]
    counts = [m for m in found.numbers if m.name.startswith("basis.")]
    if judged:
        blocks.append(_table("The numbers that moved, and because of what", judged, material))
    elif counts:
        text = "None of the numbers that answer the question moved; only counts of texts and entries did."
        blocks.append(Paragraph((Sentence("since:unmoved", text, (_run(found),)),)))
    if counts:
        blocks.append(_table("The counts that moved", counts, material, folded=True))
    if first := (*news.taken_back(found, material), *news.moved(found, material)):
        blocks.append(Bullets(first, "Withdrawn, and moved to another day"))
    if quarrels := news.disputed(found, material):
        blocks.append(Bullets(_few(quarrels, found), "Disputed now"))
    for kind, heading in _KINDS.items():
        some = [e for e in found.entries if e.change == kind and not news.is_moved(e)]
        if some:
            blocks.append(Bullets(_entries(kind, some, found, told), heading))
    notes = tuple(Sentence(f"since:note:{i}", english.sentence(note), (_run(found),)) for i, note in enumerate(found.notes))
    if notes:
        blocks.append(Paragraph(notes, "aside"))
    return Section("since", "Since last time", tuple(blocks))


def summary(found: Difference, material: Material, key: str) -> Sentence:
    """One sentence: since when, how much came, what it did to the answer."""
    if found.since is None:
        raise ValueError("there is no earlier run to tell of")
    came = sum(len(c.documents) for c in found.causes if c.kind == "document")
    put_right = sum(c.kind == "change" for c in found.causes)
    stated = sum(c.kind == "case" for c in found.causes)
    parts = [
        english.counted(came, "document") if came else "",
        english.counted(put_right, "correction") if put_right else "",
        english.counted(stated, "change of the case file", "changes of the case file") if stated else "",
        "other event data" if any(c.kind == "data" for c in found.causes) else "",
    ]
    back, moved, disputed = (len(some(found, material)) for some in (news.taken_back, news.moved, news.disputed))
    parts += [
        f"{english.counted(back, 'report')} withdrawn" if back else "",
        f"{english.counted(moved, 'event')} moved to another day" if moved else "",
        f"{english.counted(disputed, 'point')} disputed now" if disputed else "",
    ]
    counts = [(kind, sum(e.change == kind for e in found.entries)) for kind in _KINDS]
    told = [f"{english.counted(n, 'entry', 'entries')} {kind}" for kind, n in counts if n]
    came_of_it = english.listed([p for p in (*parts, *told) if p]) or "the same material, read or computed anew"
    return Sentence(key, f"Since {_last_time(found.since)}: {came_of_it}. {_answer(found)}", (_run(found),))


def _last_time(run: Run) -> str:
    """The run by the day that it judged at; the day on which it ran is told too where it is another."""
    judged, ran = date.fromisoformat(run.as_of), datetime.fromisoformat(run.at).date()
    named = f"the {run.command or 'run'}"
    return (
        f"{named} of {english.day(ran)}" if judged == ran else f"{named} as of {english.day(judged)}, made on {english.day(ran)}"
    )


def _answer(found: Difference) -> str:
    moved = next((m for m in found.numbers if m.name == "forecast.probability"), None)
    is_slight = False
    if moved is not None and moved.before is not None and moved.after is not None:
        if is_seen(moved):
            before, after, _, _ = figures(moved)
            return f"The likelihood moved from {before} to {after}."
        is_slight = True
    others = sum(not m.name.startswith("basis.") and is_seen(m) for m in found.numbers)
    if not others:
        return "No number of the answer moved by more than rounding." if is_slight else "No number of the answer moved."
    stays = "The likelihood moved by no more than rounding" if is_slight else "The likelihood did not move"
    return f"{stays}; {english.counted(others, 'other number')} did."


def _table(caption: str, some: list[Moved], material: Material, *, folded: bool = False) -> Table:
    rows = []
    for moved in (with_few_parts(m, _MOST_PARTS) for m in some):
        before, after, whole, parts = figures(moved)
        told = [in_words(part.told, material) if part.kind in ("case", "together") else part.told for part in moved.because]
        because = [f"{by} {words}".strip() for by, words in zip(parts, told, strict=True) if not _is_nothing(by)]
        rows.append((english.capital(moved.label), before, after, whole, "; ".join(because)))
    return Table(caption, ("Number", "Before", "Now", "Moved", "Because of"), tuple(rows), folded=folded, style="wide")


def _is_nothing(by: str) -> bool:
    """Whether a step was rounded to nothing: `+0.00`."""
    return bool(by) and not by.strip("+−0.")


def _cause(cause: Cause, material: Material) -> str:
    kind = {"document": "Read: ", "change": "Put right: ", "case": "Stated: ", "data": ""}[cause.kind]
    if cause.is_undone:
        return english.sentence(english.capital(english.plain(cause.told)))
    told = in_words(cause.told, material) if cause.kind == "case" else english.plain(cause.told)
    return english.sentence(f"{kind}{told}")


def _rests_on(cause: Cause, found: Difference, material: Material) -> tuple[Cite, ...]:
    if cause.kind == "document":
        read = [material.documents[id] for id in cause.documents if id in material.documents]
        return tuple(Words(d.id, (Span(0, len(d.text)),)) for d in read) or (_run(found),)
    if cause.kind == "case" and "was taken out" not in cause.told:
        return (Stated(cause.keys[0], material.analyst),)
    return (_run(found),)


def _entries(kind: str, some: list[EntryChange], found: Difference, told: Mapping[str, Sentence]) -> tuple[Sentence, ...]:
    """Those that the brief tells as it tells them; the others are counted, but for withdrawn ones, which are told as they stood."""
    changes = {e.id: e for e in some}
    # What nobody is known to have said is no news.
    listed = [e for id in told if (e := changes.get(id)) and (kind != "new" or told[id].lead != NOT_TOLD)]
    listed = some if kind == "withdrawn" else listed
    out = [_as_it_stood(e, found) if kind == "withdrawn" else _as_told(e, told[e.id]) for e in listed[:_MOST_ENTRIES]]
    left = len(some) - len(out)
    if left:
        rest = f"{english.capital(english.counted(left, f'{kind} entry', f'{kind} entries'))} more"
        where = "in the chronicle" if len(listed) > _MOST_ENTRIES else "in the record, which the brief does not quote"
        out.append(Sentence(f"since:{kind}:more", f"{rest} {english.are(left)} {where}.", (_run(found),)))
    return tuple(out)


def _few(some: tuple[Sentence, ...], found: Difference) -> tuple[Sentence, ...]:
    """As many as are told one by one; of the others it is said where they are."""
    left = len(some) - _MOST_ENTRIES
    if left <= 0:
        return some
    rest = f"{english.capital(english.counted(left, 'point'))} more {english.are(left)} marked in the chronicle."
    return (*some[:_MOST_ENTRIES], Sentence("since:disputed:more", rest, (_run(found),)))


def _as_told(e: EntryChange, sentence: Sentence) -> Sentence:
    lead = f"{sentence.lead}: " if sentence.lead else ""
    # Where an entry was read is its source, which stands behind it anyway.
    because = "" if e.because.startswith("read in ") else english.plain(e.because)
    text = f"{lead}{sentence.text.rstrip('.')}" + (f" ({because})" if because else "")
    return Sentence(f"since:entry:{e.id}", f"{text}.", sentence.cites, sentence.judgement)


def _as_it_stood(e: EntryChange, found: Difference) -> Sentence:
    told = e.before
    if told is None:
        raise ValueError(f"{e.id} was never told")
    text = f"{told.when}, {english.plain(told.who)}: {english.shortened(english.plain(told.what), 160)} ({told.grade}; {english.plain(e.because)})"
    return Sentence(f"since:entry:{e.id}", english.sentence(text), (_run(found),))


def _run(found: Difference) -> Rows:
    run = found.since
    return Rows("ledger", f"run {run.number} of {run.at[:10]}" if run else "no run")
