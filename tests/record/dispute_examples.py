"""Papers that tell of one happening, and what of it is told as disputed."""

from datetime import date

from record_examples import actor, document, mention, report, span

from hikiwake.record.disputes import disputes, told
from hikiwake.record.model import Contents, Document, Event, Polarity, Report, Status
from hikiwake.terms.dates import on_day


def paper(text: str, publisher: str | None, day: str) -> Document:
    return document(text, name=f"{publisher}.txt", publisher=publisher, date=on_day(date.fromisoformat(day)))


def signed(doc: Document, when: str = "", timex: str = "", **fields: object) -> Report:
    """A report of a signature by Chile and Bolivia, told by the whole text, what follows of who says so aside."""
    plain: dict[str, object] = {
        "span": span(doc.text, doc.text.partition(", La Paz says")[0]),
        "category": "AGREE",
        "cameo": "057",
        "sources": (actor(doc.text, "Chile", country="CHL"),),
        "targets": (actor(doc.text, "Bolivia", country="BOL"),),
        "date": mention(doc.text, when, timex) if when else None,
    }
    return report(doc, "signed" if "signed" in doc.text else doc.text.split()[0], **{**plain, **fields})


def together(*reports: tuple[Document, Report]) -> Contents:
    ids = tuple(f"e{i}" for i in range(len(reports)))
    return Contents(tuple(d for d, _ in reports), (Event("e0", tuple(r for _, r in reports), entries=ids),))


def alone(*reports: tuple[Document, Report]) -> Contents:
    return Contents(
        tuple(d for d, _ in reports), tuple(Event(f"e{i}", (r,), entries=(f"e{i}",)) for i, (_, r) in enumerate(reports))
    )


POST = paper("Chile signed the railway accord with Bolivia in Arica on 3 May 2016.", "The Post", "2016-05-04")
CORREO = paper("Chile signed the railway accord with Bolivia in Arica on 5 May 2016.", "El Correo", "2016-05-06")
DENIAL = paper("Chile never signed the railway accord with Bolivia in Arica, La Paz says.", "La Razón", "2016-05-07")
NO = {"status": Status.DENIED, "polarity": Polarity.NEGATIVE}

DAY = {"when": "3 May 2016", "timex": "2016-05-03"}


def told_of(contents: Contents) -> dict[str, str]:
    return {id: told(some) for id, some in disputes(contents).items()}
