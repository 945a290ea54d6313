"""The Gender Gap Tracker's quotation extractor (Asr et al. 2021; github.com/sfu-discourse-lab/GenderGapTracker), run from a checkout of it.

`HIKIWAKE_PEER_GENDER_GAP_TRACKER` names the checkout. It looks for straight double quotes only, so it is given them in place of curly ones.
Its own pipeline is spaCy 2.1 `en_core_web_lg`; here it runs over the same small pipeline as all others.
"""

import contextlib
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

from exchange import answer, not_installed, pipeline, statement

WHERE = "HIKIWAKE_PEER_GENDER_GAP_TRACKER"
HOW = f"git clone https://github.com/sfu-discourse-lab/GenderGapTracker, pip install pymongo pandas requests, {WHERE}=the clone"


def main() -> None:
    folder = Path(os.environ.get(WHERE, "")).absolute() / "nlp/english"
    if not (folder / "quote_extractor.py").exists():
        not_installed(HOW)
    sys.path.insert(0, str(folder))
    with tempfile.TemporaryDirectory() as logs, contextlib.chdir(logs), contextlib.redirect_stdout(sys.stderr):
        try:
            from quote_extractor import QuoteExtractor  # writes its logs where it stands
        except ImportError as missing:
            not_installed(f"{HOW} ({missing})")
    nlp = pipeline()
    extractor = QuoteExtractor({"spacy_lang": nlp, "NLP": {"QUOTE_VERBS": folder / "rules/quote_verb_list.txt"}})

    def read(document: dict[str, Any]) -> dict[str, Any]:
        quotes = extractor.extract_quotes(nlp(document["text"].translate({0x201C: '"', 0x201D: '"'})))
        return {"statements": [statement(*(span(q[f"{part}_index"]) for part in ("speaker", "verb", "quote"))) for q in quotes]}

    answer(read)


def span(written: str) -> list[list[int]]:
    """`(12,34)` as it writes spans; `(0,0)` and an empty string stand for none."""
    ends = [int(n) for n in re.findall(r"\d+", written)]
    return [ends] if len(ends) == 2 and ends[0] < ends[1] else []


if __name__ == "__main__":
    main()
