"""A headline and the lead below it that tell one act: "Brazil sends troops to Roraima", "Brazil has moved 130 soldiers to Pacaraima"."""

from collections.abc import Sequence
from dataclasses import replace

from hikiwake.record.model import Report, Status

_LEAD = 3  # passages: headline, dateline and lead


def as_one(reports: Sequence[Report], passages: Sequence[int]) -> list[Report]:
    """The reports of a document, a headline's with the place of the lead where that tells the same act: the lead is the more exact.

    Args:
        reports: of one document.
        passages: the number of the passage that tells each.
    """
    lead = [r for r, passage in zip(reports, passages, strict=True) if 0 < passage < _LEAD and r.place is not None]
    found = []
    for report, passage in zip(reports, passages, strict=True):
        twin = next((other for other in lead if _is_the_same(report, other)), None) if passage == 0 else None
        found.append(report if twin is None else replace(report, place=twin.place))
    return found


def _is_the_same(headline: Report, lead: Report) -> bool:
    if headline.cameo != lead.cameo or headline.status is not Status.ACTUAL or lead.status is not Status.ACTUAL:
        return False
    is_same_day = (headline.date and headline.date.date) == (lead.date and lead.date.date)
    return is_same_day and _sides(headline) == _sides(lead) and bool(_sides(headline)[0])


def _sides(report: Report) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(a.country for a in report.sources if a.country),
        frozenset(a.country for a in report.targets if a.country),
    )
