"""The numbered sources."""

from collections import Counter

from hikiwake.assessment.cites import Words
from hikiwake.brief import english
from hikiwake.brief.composition.material import BY_RULE, Material
from hikiwake.brief.model import Bullets, Paragraph, Section, Sentence
from hikiwake.record.model import Document, Span


def sources(material: Material) -> Section:
    titles = Counter(map(title_of, material.documents.values()))
    listed = tuple(_source(d, material, is_alone=titles[title_of(d)] == 1) for d in material.documents.values())
    if not listed:
        nothing = Sentence(
            "source:none", "Nothing has been read. Add documents with: hikiwake read CASE FILE.", judgement=BY_RULE
        )
        return Section("sources", "Sources", (Paragraph((nothing,), "missing"),))
    return Section("sources", "Sources", (Bullets(listed),))


def title_of(document: Document) -> str:
    return english.plain(document.title or "") or english.plain(document.name)


def _source(document: Document, material: Material, *, is_alone: bool) -> Sentence:
    where = ", ".join(filter(None, (english.plain(document.author or ""), english.plain(document.publisher or ""))))
    when = english.dated(document.date) or "undated"
    text = ". ".join(filter(None, (f"{title_of(document)}", where, when)))
    if not is_alone:  # two copies of one article differ by name only
        text += f" (file {english.plain(document.name)})"
    if letter := material.assessment.case.reliability_of(document.publisher):
        text += f". Publisher relied on as {letter.value} ({letter.label})"
    if document.id in material.assessment.contents.unread:
        text += ". Not read: in a language for which there is no reader here"
    if document.url:
        text += f". {english.plain(document.url)}"
    span = (Span(0, len(document.text)),) if document.text else ()
    return Sentence(
        f"source:{document.id[:12]}",
        english.sentence(text),
        (Words(document.id, span),) if span else (),
        judgement="" if span else BY_RULE,
    )
