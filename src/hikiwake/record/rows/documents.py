"""Documents, and the accounts of their readers, to rows and back."""

import json
from dataclasses import asdict

from hikiwake.record.model import Document, ModelAccount, Span
from hikiwake.record.rows.cells import Row, Value, spans_json, spans_of
from hikiwake.record.rows.dates import date_of, date_row


def document_row(document: Document, reader: str, account: ModelAccount | None = None) -> dict[str, Value]:
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        **date_row(document.date),
        "date_basis": document.date_basis,
        "text": document.text,
        "prose": spans_json(document.prose),
        "notes": json.dumps(document.notes, ensure_ascii=False),
        "language": document.language,
        "reader": reader,
        "account": _account_json(account),
    }


def document_of(row: Row) -> Document:
    return Document(
        id=row["id"],
        name=row["name"],
        text=row["text"],
        prose=spans_of(row["prose"]),
        title=row["title"],
        publisher=row["publisher"],
        author=row["author"],
        url=row["url"],
        date=date_of(row),
        date_basis=row["date_basis"],
        notes=tuple(json.loads(row["notes"])),
        language=row["language"],
    )


def account_of(row: Row) -> ModelAccount | None:
    if row["account"] is None:
        return None
    told = json.loads(row["account"])
    return ModelAccount(**{**told, "flagged": tuple(Span(*pair) for pair in told["flagged"]), "reasons": tuple(told["reasons"])})


def _account_json(account: ModelAccount | None) -> str | None:
    if account is None:
        return None
    told = {**asdict(account), "flagged": [[s.start, s.end] for s in account.flagged]}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
