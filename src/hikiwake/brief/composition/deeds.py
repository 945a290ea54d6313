"""What a text's own words say more exactly than an event's code: an ambassador recalled, where the code tells of relations downgraded.

`deeds.csv` holds one deed a row: the code (and all below it), a pattern that the words must match, whether those who do it or whom it is done to are
`people` and not states (`captives`: several, and in no office), and the forms of a `Verb`. A `link` of "-" leaves the target unsaid.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hikiwake.record.model import Actor, Report
from hikiwake.terms import states

UNSAID = "-"
_CONDITIONS = ("code", "words", "doers", "targets")
_OF_MANY = frozenset({None, "IGO", "IMG", "NGO", "INT", "MNC"})
_SEVERAL = re.compile(r"(?:men|women|people|(?<!force)(?<!troop)(?<!authoritie)s)$", re.IGNORECASE)
_PROMISED = re.compile(r"(agree|promise|pledge|vow|offer)\w* ((?:not )?to \w.*)", re.IGNORECASE)
# Verbs that say nothing without what follows them, which the trigger does not hold.
_SAYS_NOTHING = re.compile(
    r"(?:not )?to (?:be|begin|bring|continue|do|establish|get|give|go|have|hold|keep|let|make|press|put|set|start|take|try|turn|use|work)",
    re.IGNORECASE,
)
_TALKS_AGREED = re.compile(
    r"agree[ds]? (?:to )?((?:accelerate|resume|continue|hold|begin|start|open|reopen|restart|intensify|expedite|speed up|step up|launch)"
    r" (?:\w+ )?(?:talks?|negotiations?|dialogue|consultations?|discussions?|summits?|meetings?))",
    re.IGNORECASE,
)
_AS_BASE = {"alone": "", "alone_past": ""}
_PROMISES, _TO_MEET = ("030", "031"), "036"


@dataclass(frozen=True, slots=True)
class Deed:
    """A row: its conditions, and the forms by the names of the verb's fields."""

    code: str
    words: re.Pattern[str]
    by_people: bool
    to: str
    forms: dict[str, str]

    def tells(self, report: Report) -> bool:
        is_of_code = (report.cameo or "").startswith(self.code)
        return is_of_code and bool(self.words.search(report.trigger.text)) and self._fits(report)

    def _fits(self, report: Report) -> bool:
        if self.by_people and not _are_people(report.sources):
            return False
        is_captive = self.to != "captives" or all(_SEVERAL.search(a.name) and a.sector != "GOV" for a in report.targets)
        return not self.to or (_are_people(report.targets) and is_captive)


def forms_told(report: Report) -> dict[str, str] | None:
    """The forms of the verb that the words of the text give, None where the code says as much."""
    return next((d.forms for d in _deeds() if d.tells(report)), None) or _promised(report)


@cache
def _deeds() -> tuple[Deed, ...]:
    table = (files("hikiwake.brief.composition") / "deeds.csv").read_text(encoding="utf-8")
    return tuple(_deed(row) for row in csv.DictReader(table.splitlines()))


def _deed(row: dict[str, str]) -> Deed:
    given = {name: value for name, value in row.items() if name not in _CONDITIONS}
    return Deed(row["code"], re.compile(row["words"], re.IGNORECASE), bool(row["doers"]), row["targets"], _complete(given))


def _complete(given: dict[str, str]) -> dict[str, str]:
    """The forms that a row leaves empty are those with a target, which several say alike."""
    alone, past = given["alone"] or given["base"], given["alone_past"] or given["past"]
    return given | {"alone": alone, "alone_past": past, "together": alone, "together_past": past}


def _promised(report: Report) -> dict[str, str] | None:
    """ "Agreed to hold elections": the text's own infinitive, where the code only knows that something was agreed."""
    words = " ".join(report.trigger.text.split())
    if report.cameo == _TO_MEET and (talks := _TALKS_AGREED.fullmatch(words)):
        what = talks[1].lower()
        return _complete(
            {"base": f"agree to {what}", "past": f"agreed to {what}", "link": "with", "noun": "agreement to talk"} | _AS_BASE
        )
    found = _PROMISED.fullmatch(words)
    if report.cameo not in _PROMISES or found is None:
        return None
    if found[2].lower() == "to refrain":
        return _complete(
            {"base": "agree on restraint", "past": "agreed on restraint", "link": "with", "noun": "agreement on restraint"}
            | _AS_BASE
        )
    if _SAYS_NOTHING.fullmatch(found[2]):
        return None
    verb, what = found[1].lower(), found[2]
    past = verb + ("d" if verb.endswith("e") else "ed")
    noun = {"agree": "agreement", "offer": "offer"}.get(verb, "promise")
    given = {"base": f"{verb} {what}", "past": f"{past} {what}", "link": UNSAID, "noun": f"{noun} {what}"}
    return _complete(given | _AS_BASE)


def _are_people(actors: Sequence[Actor]) -> bool:
    return bool(actors) and all(a.sector not in _OF_MANY and states.find(a.name) is None for a in actors)
