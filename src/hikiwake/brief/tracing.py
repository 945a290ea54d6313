"""Tracing: does every sentence rest on what it says it rests on?"""

import re
import unicodedata

from pydantic import BaseModel

from hikiwake.assessment.cites import Rows, Stated, Words
from hikiwake.assessment.model import Assessment
from hikiwake.brief.model import Sentence

_QUOTATION = re.compile(r"“([^”]*)”")
_SAME = str.maketrans({"“": "'", "”": "'", "‘": "'", "’": "'", '"': "'", "«": "'", "»": "'", "–": "-", "—": "-", "\u00ad": ""})


def trace(sentence: Sentence, assessment: Assessment) -> list[str]:
    """What is broken about a sentence's citations, a line each; empty where all holds.

    Broken is: neither citation nor a named judge; a document or a place in it that does not exist; a key that the case does not have;
    quotation marks around words that stand in none of the sources cited nor in the case.
    """
    broken = []
    if not sentence.cites and not sentence.judgement:
        broken.append(f"{sentence.key}: rests on nothing and is nobody's judgement")
    texts = {d.id: d.text for d in assessment.contents.documents}
    for cite in sentence.cites:
        if isinstance(cite, Words):
            broken += _broken_words(cite, texts, sentence.key)
        elif isinstance(cite, Stated):
            if not cite.by:
                broken.append(f"{sentence.key}: states {cite.key} as nobody's judgement")
            if not _exists(cite.key, assessment.case):
                broken.append(f"{sentence.key}: the case has no {cite.key}")
        elif isinstance(cite, Rows) and not (cite.table and cite.row):
            broken.append(f"{sentence.key}: data without a name")
    for words in _QUOTATION.findall(sentence.text):
        if not _is_found(words, sentence, assessment, texts):
            broken.append(f"{sentence.key}: “{words}” stands in none of its sources")
    return broken


def _broken_words(cite: Words, texts: dict[str, str], key: str) -> list[str]:
    if cite.document not in texts:
        return [f"{key}: no document {cite.document[:12]} is in the record"]
    if not cite.spans:
        return [f"{key}: points at no words of {cite.document[:12]}"]
    length = len(texts[cite.document])
    return [f"{key}: [{s.start}, {s.end}) lies outside a text of {length} characters" for s in cite.spans if s.end > length]


def _is_found(words: str, sentence: Sentence, assessment: Assessment, texts: dict[str, str]) -> bool:
    """The words, or the parts around an "…", stand in a cited document; quoting the case is quoting what it states."""
    cited = [texts.get(c.document, "") for c in sentence.cites if isinstance(c, Words)]
    if sentence.judgement or any(not isinstance(c, Words) for c in sentence.cites):
        cited += [_stated_text(assessment), *texts.values()]
    cited += [d.title for d in assessment.contents.documents if d.title]
    parts = [_folded(p) for p in words.split("…") if p.strip()]
    return any(all(part in _folded(text) for part in parts) for text in cited)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_SAME)
    text = "".join(
        c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Cn") and (c.isspace() or unicodedata.category(c) != "Cc")
    )
    return " ".join(text.split()).replace("'", "").strip(" .,;:").lower()


def _stated_text(assessment: Assessment) -> str:
    return "\n".join(_strings(assessment.case.model_dump()))


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [s for k, v in value.items() for s in (str(k), str(k).replace("_", " "), *_strings(v))]
    if isinstance(value, list | tuple):
        return [s for v in value for s in _strings(v)]
    return []


def _exists(key: str, value: object) -> bool:
    """Whether the dotted `key` leads somewhere: attributes, then members by id, name or place in the list."""
    while key:
        if isinstance(value, BaseModel):
            head, _, key = key.partition(".")
            if head not in type(value).model_fields:
                return False
            value = getattr(value, head)
        elif isinstance(value, tuple):
            member = _member(value, key)
            if member is None:
                return False
            value, key = member
        elif isinstance(value, dict):
            name = next((n for n in sorted(value, key=len, reverse=True) if key == n or key.startswith(f"{n}.")), None)
            if name is None:
                return False
            value, key = value[name], key[len(name) + 1 :]
        else:
            return False
    return True


def _member(items: tuple[object, ...], key: str) -> tuple[object, str] | None:
    for i, item in enumerate(items):
        for name in (getattr(item, "id", None), getattr(item, "name", None), str(i)):
            if isinstance(name, str) and (key == name or key.startswith(f"{name}.")):
                return item, key[len(name) + 1 :]
    return None
