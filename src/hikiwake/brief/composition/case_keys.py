"""Places of a case file in a reader's words: `parties.guyana.reservation` is "Guyana: reservation"."""

import re

from hikiwake.brief import english
from hikiwake.brief.composition.explanations import whole_titles
from hikiwake.brief.composition.material import Material

_FIRST_WORDS = 8
_KINDS = {
    "parties": "",
    "issues": "the issue ",
    "formulas": "the formula ",
    "hypotheses": "the explanation ",
    "evidence": "the evidence ",
    "groups": "the group of evidence ",
    "places": "the place ",
    "publishers": "the publisher ",
    "assumptions": "the assumption ",
}
_MEMBER = re.compile(rf"\b({'|'.join(_KINDS)})\.([\w-]+)((?:\.[\w-]+)*)")
_BELOW = re.compile(r"(?<=\w)\.([a-z_]+)(?=\s)")
_INTERVAL = re.compile(r"\[(-?[\d.]+), (-?[\d.]+)\]")
_LIST = re.compile(r"\[(['\"].*?)(?:\]|(?<=…)|$)")
_KEY = re.compile(r"(?:^|(?<=[;,] ))[a-z]+(?:_[a-z]+)+(?= )")


def in_words(told: str, material: Material) -> str:
    """What is told of changes to a case file, its places by the titles of what stands there."""
    words = _MEMBER.sub(lambda m: _place(m[1], m[2], m[3], material), told)
    words = _BELOW.sub(lambda m: f": {m[1].replace('_', ' ')}", words)
    words = _KEY.sub(lambda m: m[0].replace("_", " "), words)
    return english.plain(_LIST.sub(lambda m: _listed(m[1]), _INTERVAL.sub(r"\1–\2", words)))


def _listed(words: str) -> str:
    """The texts of a list, each in quotation marks; the last may be cut."""
    return english.listed(english.quoted(text) for text in re.split(r"[\"'], [\"']", words.strip("\"'")))


def _place(table: str, member: str, below: str, material: Material) -> str:
    title = _title(table, member, material)
    named = title if table == "parties" else f"{_KINDS[table]}“{title}”"
    return f"{named}{below.replace('.', ': ').replace('_', ' ')}"


def _title(table: str, member: str, material: Material) -> str:
    case = material.assessment.case
    known = {
        "parties": material.parties,
        "issues": {i.id: i.title for i in case.issues},
        "formulas": {f.id: f.title for f in case.formulas},
        "hypotheses": whole_titles(material),
        "evidence": {e.id: english.first_words(e.statement, _FIRST_WORDS) for e in case.evidence},
    }
    return known.get(table, {}).get(member) or member.replace("_", " ")
