"""Peers of the date grammar: `python dates.py dateparser|timexy` answers with `{"span","value"}`, values as in TIMEX3.

dateparser knows days only; where the words say a month or a year its answer is cut back to that.
"""

import re
import sys
from datetime import datetime
from functools import cache
from typing import Any

from exchange import answer_each

Found = list[tuple[int, int, str]]


def found(peer: str, text: str, day: str) -> Found:
    """`[(start, end, value)]` for a text written on `day` (ISO)."""
    return _dateparser(text, day) if peer == "dateparser" else _timexy(text)


def _dateparser(text: str, day: str) -> Found:
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(day), "PREFER_DATES_FROM": "past"}
    spans, at = [], 0
    for words, when in search_dates(text, languages=["en"], settings=settings) or []:
        if (start := text.find(words, at)) >= 0:
            at = start + len(words)
            is_year = re.fullmatch(r"\d{4}|(?:last|this|next)\syear|.*\byears?\sago", words, re.IGNORECASE)
            is_month = "month" in words or (re.search("[A-Za-z]{3}", words) and not re.search(r"\b\d{1,2}\b|day|ago", words))
            spans.append((start, at, f"{when:{'%Y' if is_year else '%Y-%m' if is_month else '%Y-%m-%d'}}"))
    return spans


def _timexy(text: str) -> Found:
    values = ((e, re.search(r'value="([^"]*)"', e.kb_id_)) for e in _timexy_pipeline()(text).ents if 'type="DATE"' in e.kb_id_)
    return [(e.start_char, e.end_char, m[1].split("T")[0]) for e, m in values if m]


@cache
def _timexy_pipeline() -> Any:
    import spacy
    import timexy  # noqa: F401 (registers the component)

    nlp = spacy.blank("en")
    nlp.add_pipe("timexy", config={"kb_id_type": "timex3", "label": "timexy", "overwrite": False})
    return nlp


def _read(document: dict[str, Any]) -> dict[str, Any]:
    spans = found(sys.argv[1], document["text"], document["date"])
    return {"dates": [{"span": [start, end], "value": value} for start, end, value in spans]}


if __name__ == "__main__":
    answer_each(_read)
