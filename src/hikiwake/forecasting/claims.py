"""Territorial claims since 1816: when each began and ended, and how.

`data/claims.csv` is made by `scripts/make_claims.py` from the Issue Correlates of War list (Frederick, Hensel and Macaulay 2017, Journal of Peace
Research 54(1)). The data end in 2017.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from hikiwake.terms.dyad import Dyad

SOURCE = "Issue Correlates of War, territorial claims, provisional 1.01 extended to 2017 (Frederick, Hensel and Macaulay 2017)"
DATA_END = date(2017, 12, 31)
AGREED = frozenset({"agreement", "judgement", "mediation", "plebiscite"})
_NOT_AN_END = frozenset({"alive", "lapsed"})  # a party left, merged or became independent: the claim is lost to view, not settled


@dataclass(frozen=True, slots=True)
class Claim:
    """One state's demand for territory that another holds. `claim` is shared by claims to the same territory; `ended` is None while alive."""

    claim: int
    dyad: Dyad
    began: date
    ended: date | None
    how: str

    @property
    def is_settled(self) -> bool:
        """Ended by agreement of the two, by a judgement both accept, by mediation or by plebiscite."""
        return self.how in AGREED

    @property
    def is_lost_to_view(self) -> bool:
        return self.how in _NOT_AN_END


@cache
def claims() -> tuple[Claim, ...]:
    """Every claim whose end is known or which was alive when the data end."""
    table = (files("hikiwake.forecasting") / "data/claims.csv").read_text(encoding="utf-8")
    return tuple(
        Claim(
            int(row["claim"]),
            Dyad(row["a"], row["b"]),  # in order in the table; a state and its successor can share a code
            date.fromisoformat(f"{row['began']}-01"),
            date.fromisoformat(f"{row['ended']}-01") if row["ended"] else None,
            row["how"],
        )
        for row in csv.DictReader(table.splitlines())
    )
