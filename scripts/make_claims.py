"""Make `src/hikiwake/forecasting/data/claims.csv` from the ICOW list of territorial claims.

    python scripts/make_claims.py icow_claim_dyads.csv

The source: Issue Correlates of War, territorial claims, provisional 1.01 extended to 2017 (Frederick, Hensel and Macaulay 2017, Journal of
Peace Research 54(1), 99–108). What is kept are facts: who, when it began and ended, and how. The codes of `resolved` are read off well-known cases
(4: Texas 1848, Hong Kong 1997, the Amur islands 2008; 12: Clipperton 1934, Taba 1988; 13: Beagle 1985; 10: Saar 1957), since the file
came without its codebook.
"""

import csv
import sys
from pathlib import Path

from hikiwake.terms.states import by_cow

OUT = Path(__file__).parents[1] / "src/hikiwake/forecasting/data/claims.csv"
AGREED = {"4": "agreement", "12": "judgement", "13": "mediation", "10": "plebiscite"}
OTHER = {
    "1": "dropped",
    "2": "renounced",
    "7": "conquest",
    "14": "conference",
    "3": "other",
    "8": "other",
    "9": "other",
    "15": "other",
}
CENSORED = {"5": "lapsed", "6": "lapsed", "11": "lapsed", "NA": "alive"}


def main(source: Path) -> None:
    rows, unknown_end = [], 0
    with source.open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            if row["endclaim"] == "NA":
                unknown_end += 1
                continue
            how = (AGREED | OTHER | CENSORED)[row["resolved"]]
            ended = "" if row["endclaim"].endswith("99") else _month(row["endclaim"])
            pair = sorted(_code(int(row[side])) for side in ("chal", "tgt"))
            rows.append([int(row["claim"]), *pair, _month(row["begclaim"]), ended, how if ended else "alive"])
    rows.sort()
    with OUT.open("w", encoding="utf-8", newline="") as f:
        writer = csv.writer(f, lineterminator="\n")
        writer.writerow(["claim", "a", "b", "began", "ended", "how"])
        writer.writerows(rows)
    print(f"{len(rows)} claims between two states written, {unknown_end} left out: their end is not known")


def _code(cow: int) -> str:
    state = by_cow(cow)
    return state.iso3 if state else f"COW{cow}"


def _month(text: str) -> str:
    year, month = text[:4], text[4:]
    return f"{year}-{'07' if month == '00' else month}"  # month not known: the middle of the year


if __name__ == "__main__":
    main(Path(sys.argv[1]))
