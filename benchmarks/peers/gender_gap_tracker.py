"""The Gender Gap Tracker's quotation extractor (Asr et al. 2021; github.com/sfu-discourse-lab/GenderGapTracker), run from a checkout of it.

`python gender_gap_tracker.py CHECKOUT`. Nothing of it is copied here. It looks for straight double quotes only, so it is given them in place of
curly and doubled ones. Its own pipeline is spaCy 2.1 `en_core_web_lg`; here it runs over the same small pipeline as all others.
"""

import contextlib
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from exchange import Found, answer_statements

_STRAIGHT = {0x201C: '"', 0x201D: '"'}


def extractor(checkout: Path) -> Callable[[Any], Iterator[Found]]:
    folder = checkout.absolute() / "nlp/english"
    sys.path.insert(0, str(folder))
    with tempfile.TemporaryDirectory() as logs, contextlib.chdir(logs), contextlib.redirect_stdout(sys.stderr):
        from quote_extractor import QuoteExtractor  # writes its logs where it stands

    found = QuoteExtractor({"spacy_lang": None, "NLP": {"QUOTE_VERBS": folder / "rules/quote_verb_list.txt"}})

    def said(parsed: Any) -> Iterator[Found]:
        for quote in found.extract_quotes(parsed):
            speaker, verb, content = (span(quote[f"{part}_index"]) for part in ("speaker", "verb", "quote"))
            yield speaker, verb, content

    return said


def straight(text: str) -> str:
    """The text with straight double quotes, as long as before."""
    return text.translate(_STRAIGHT).replace("''", '" ')


def span(written: str) -> list[list[int]]:
    """`(12,34)` as it writes spans; `(0,0)` and an empty string stand for none."""
    ends = [int(n) for n in re.findall(r"\d+", written)]
    return [ends] if len(ends) == 2 and ends[0] < ends[1] else []


if __name__ == "__main__":
    answer_statements(extractor(Path(sys.argv[1])), prepare=straight)
