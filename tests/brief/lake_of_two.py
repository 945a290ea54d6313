"""A lake of made-up event data about two states: six friendly months, six hostile ones, six friendly ones again."""

from datetime import date, timedelta
from pathlib import Path

from hikiwake.events import load

_HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\t"
    "Target Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
)
_MONTHS = ((0, 10), (1, 4), (1, 10), (2, 4))  # the first days of the three stretches, and of what comes after: year and month
_KINDS = (
    (("Consult", "040", 1.0), ("Sign formal agreement", "057", 8.0)),
    (("Threaten", "130", -4.4), ("Use conventional military force", "190", -10.0)),
)


def lake_of_two(folder: Path, one: str = "Norway", other: str = "Sweden", year: int = 2014) -> Path:
    """Load one file of events on every second day, from October of `year` on, into a lake in `folder`; the second stretch is hostile."""
    firsts = [date(year + years, month, 1) for years, month in _MONTHS]
    day, rows = firsts[0], [_HEADER]
    while day < firsts[-1]:
        stretch = sum(day >= first for first in firsts) - 1
        text, code, goldstein = _KINDS[stretch % 2][len(rows) % 4 == 0]
        pair = (one, other) if len(rows) % 2 else (other, one)
        rows.append(
            f"{len(rows)}\t{day}\tMinistry ({pair[0]})\tGovernment\t{pair[0]}\t{text}\t{code}\t{goldstein}\tMinistry ({pair[1]})\tNULL\t{pair[1]}"
            f"\t{len(rows)}\t1\tTT\tOslo\tNULL\tOslo\tNorway\t59.9\t10.7"
        )
        day += timedelta(days=2)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "events.tab"
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    load([file], folder / "lake")
    return folder / "lake"
