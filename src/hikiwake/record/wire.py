"""The record's facts as JSON: the one place that knows the command line's contracts.

A span is `[start, end]`, `spans` a list of them, in code points of the stored text. Every value is plain JSON: no NaN, no object.
"""

from collections.abc import Iterable, Mapping

from hikiwake.record.analyst import Note
from hikiwake.record.model import (
    Actor,
    Anchor,
    Contents,
    Correction,
    DateMention,
    Event,
    ExplanationMention,
    FormulaMention,
    Phrase,
    Place,
    Report,
    Said,
    Span,
    Statement,
)
from hikiwake.record.versions import version

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def report_json(report: Report, text: str | None = None) -> dict[str, Json]:
    """One report of an event. With the document's `text` its words stand beside its span (`text`, else null), and a trigger of several
    pieces is shown as its outer span cuts it."""
    outer = Span(report.trigger.spans[0].start, report.trigger.spans[-1].end)
    is_split = len(report.trigger.spans) > 1 and text is not None
    return {
        "span": _pair(report.span),
        "text": None if text is None else report.span.cut(text),
        "trigger": {"text": outer.cut(text) if text is not None and is_split else report.trigger.text, "span": _pair(outer)},
        "category": report.category,
        "mode": report.mode,
        "cameo": report.cameo,
        "goldstein": report.goldstein,
        "sources": [actor_json(actor) for actor in report.sources],
        "targets": [actor_json(actor) for actor in report.targets],
        "date": _mention_json(report.date),
        "place": _place_json(report.place),
        "status": str(report.status),
        "grade": str(report.grade),
        "certainty": str(report.certainty),
        "polarity": str(report.polarity),
        "context": report.context,
        "confidence": report.confidence,
        "is_reciprocal": report.is_reciprocal,
        "via": report.via,
    }


def event_json(event: Event, texts: Mapping[str, str] | None = None, contents: Contents | None = None) -> dict[str, Json]:
    """An entry of the chronicle: the report that speaks for it with the entry's `id` and grade, `document` and what the analyst put right.

    `reports` are all that tell of it, each with the id of its own entry, `independent` is how many sources tell it by themselves.
    `joined`: the analyst said of some of them that they are one; `unclear`: nobody is known to have done it or suffered it. `texts`: stored
    texts by document id, for the words of the span (`text`, null without them) and triggers of several pieces. `contents`: the record, for
    what the analyst remarked on the entry, and for its text where `texts` are not given.
    """
    best = event.best
    text = texts.get(best.document) if texts is not None else _text_in(contents, best.document)
    return {
        "id": event.id,
        "document": best.document,
        "corrected": _corrected_json(event.corrected),
        "version": version(event),
        "unreviewed": best.is_unreviewed,
        **_remarks_json(event, contents),
        "joined": event.is_joined,
        "unclear": event.is_unclear,
        **report_json(best, text),
        "grade": str(event.grade),
        "independent": event.independent,
        "reports": [
            {"id": id, "document": r.document, "span": _pair(r.span), "grade": str(r.grade), "status": str(r.status)}
            for id, r in zip(event.entries or (event.id,) * len(event.reports), event.reports, strict=True)
        ],
    }


def statement_json(statement: Statement, text: str | None = None) -> dict[str, Json]:
    """One statement of a reading; `via` is the place, from 0, of the statement that carries it. `text` changes nothing here."""
    source = _phrase_json(statement.source)
    if source is not None:
        source["actor"] = actor_json(statement.speaker) if statement.speaker else None
    return {
        "span": _pair(statement.span),
        "source": source,
        "cue": _phrase_json(statement.cue),
        "content": _phrase_json(statement.content),
        "quoted": statement.quoted,
        "grade": str(statement.grade),
        "certainty": str(statement.certainty),
        "polarity": str(statement.polarity),
        "date": _mention_json(statement.date),
        "via": statement.via,
    }


def said_json(said: Said, contents: Contents | None = None) -> dict[str, Json]:
    """An entry of the chronicle: the statement, with `id`, `document`, what the analyst put right and remarked; `via` is an entry's id."""
    entry: dict[str, Json] = {
        "id": said.id,
        "document": said.statement.document,
        "corrected": _corrected_json(said.corrected),
        "version": version(said),
        "unreviewed": said.statement.is_unreviewed,
        **_remarks_json(said, contents),
    }
    return {**entry, **statement_json(said.statement), "via": said.via}


def date_json(mention: DateMention) -> dict[str, Json]:
    """A temporal expression of a reading."""
    return {
        "span": _pair(mention.span),
        "value": mention.date.value,
        "precision": str(mention.date.precision),
        "text": mention.text,
        "reference": mention.reference,
        "ambiguous": mention.date.is_ambiguous,
    }


def formula_json(formula: FormulaMention) -> dict[str, Json]:
    """A settlement formula that a document names."""
    return {
        "term": formula.term,
        "definition": formula.definition,
        "holder": formula.holder,
        "spans": _pairs(formula.spans),
    }


def explanation_json(explanation: ExplanationMention) -> dict[str, Json]:
    """An explanation that a document gives of what is going on."""
    return {
        "claim": explanation.claim,
        "definition": None,
        "holder": explanation.holder,
        "spans": _pairs(explanation.spans),
    }


def actor_json(actor: Actor) -> dict[str, Json]:
    """A mention of an actor."""
    return {
        "text": actor.text,
        "span": _pair(actor.span),
        "name": actor.name,
        "country": actor.country,
        "sector": actor.sector,
    }


def correction_json(correction: Correction) -> dict[str, Json]:
    """A correction with its anchor: what `check` and the workbench show."""
    anchor = correction.anchor
    return {
        "entry": correction.entry,
        "kind": correction.kind,
        "anchor": {"document": anchor.document, "quote": anchor.quote, "before": anchor.before, "after": anchor.after},
        **_put_right(correction),
    }


def _corrected_json(correction: Correction | None) -> Json:
    return None if correction is None else _put_right(correction)


def _put_right(correction: Correction) -> dict[str, Json]:
    return {
        "sources": None if correction.sources is None else list(correction.sources),
        "targets": None if correction.targets is None else list(correction.targets),
        "date": correction.date,
        "grade": None if correction.grade is None else str(correction.grade),
        "status": None if correction.status is None else str(correction.status),
        "category": correction.category,
        "cameo": correction.cameo,
        "place": None if correction.place is None else correction.place.name,
        "span": _quotes(correction.span),
        "content": _quotes(correction.content),
        "added": correction.is_added,
        "rejected": correction.rejected,
        "note": correction.note,
        "by": correction.by,
        "on": correction.on,
    }


def note_json(note: Note) -> dict[str, Json]:
    """A note on an entry or a document."""
    return {"text": note.text, "by": note.by, "on": note.on}


def _text_in(contents: Contents | None, document: str) -> str | None:
    return next((d.text for d in contents.documents if d.id == document), None) if contents else None


def _remarks_json(entry: Event | Said, contents: Contents | None) -> dict[str, Json]:
    told = contents or Contents()
    return {"reviewed": told.is_reviewed(entry), "notes": [note_json(note) for note in told.notes_on(entry)]}


def _quotes(anchors: tuple[Anchor, ...] | None) -> Json:
    return None if anchors is None else [anchor.quote for anchor in anchors]


def _phrase_json(phrase: Phrase | None) -> dict[str, Json] | None:
    return None if phrase is None else {"text": phrase.text, "spans": _pairs(phrase.spans)}


def _mention_json(mention: DateMention | None) -> Json:
    if mention is None:
        return None
    date = mention.date
    return {"value": date.value, "precision": str(date.precision), "text": mention.text, "span": _pair(mention.span)}


def _place_json(place: Place | None) -> Json:
    if place is None:
        return None
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "span": _pair(place.span),
    }


def _pair(span: Span) -> list[Json]:
    return [span.start, span.end]


def _pairs(spans: Iterable[Span]) -> list[Json]:
    return [_pair(span) for span in spans]
