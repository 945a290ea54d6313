"""The coder's words as data: which verbs, nouns and adjectives name which act, under which frame.

`reading/data/event_verbs.csv`, `event_nouns.csv` and `event_adjectives.csv` hold one meaning a row with the lemmas that carry it; a `meaning` is a
CAMEO code, the name of an operator (`intend`, `appeal`, `demand`, `reject`, `halt`, `threaten`), which takes its code from what it is applied to, or
that of a reading of its own (`warning`, `court`, `base`, `referendum`; see `acts`), which looks at more of the sentence than a frame can ask for.
`event_classes.csv` names the classes of nouns that a frame can ask for. To teach the coder a verb, add it there.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_TELLING = ("subj:", "as:", "for:", "on:", "under:", "behind:", "named:")  # flags that say as much as an object does


@dataclass(frozen=True, slots=True)
class Frame:
    """One reading of a verb: `meaning` holds where everything the frame asks for is there.

    `words` must stand among the verb's dependents (particles, "fire" in "open fire"); `objects` are classes or topics of which the object must be
    one;
    `prepositions` one of which must follow; `flags` are single conditions: `comp` and `xcomp` (a clause follows), `obj`, `passive`, `neg`,
    `comp:CLASS`, `subj:CLASS`, `as:CLASS`, `for:CLASS`, `behind:CLASS` (any preposition), `whose` (the object is somebody, or somebody else's),
    `own` (the object is the doer's: "its ambassador"), `foreign` (it comes from a state: "Polish meat"), `named:CLASS` ("called it a crime"),
    `beyond:CLASS` (the object is more than one of the class that is nobody's) …
    """

    meaning: str
    words: tuple[str, ...]
    objects: frozenset[str]
    prepositions: frozenset[str]
    flags: frozenset[str]

    @property
    def specificity(self) -> int:
        """How much the frame asks for; the most demanding frame that fits wins."""
        demanding = sum(flag.startswith(_TELLING) for flag in self.flags)
        return 2 * len(self.words) + 2 * bool(self.objects) + bool(self.prepositions) + len(self.flags) + 2 * demanding


@dataclass(frozen=True, slots=True)
class Nominal:
    """One reading of a noun. `modifiers` must stand before it ("air" in "air raid"), `behind` after "of" ("state of emergency").

    `of` says what "of X" is: `source`, `target` or `none`.
    """

    meaning: str
    modifiers: tuple[str, ...]
    behind: str | None
    of: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (files("hikiwake.reading") / "data" / name).open(encoding="utf-8") as f:
        yield from csv.DictReader(f)


def _frame(meaning: str, words: tuple[str, ...], conditions: str) -> Frame:
    objects: set[str] = set()
    prepositions: set[str] = set()
    flags: set[str] = set()
    for condition in conditions.split():
        kind, _, values = condition.partition(":")
        if kind == "obj" and values:
            objects.update(values.split("|"))
        elif kind == "prep":
            prepositions.update(values.split("|"))
        else:
            flags.add(condition)
    return Frame(meaning, words, frozenset(objects), frozenset(prepositions), frozenset(flags))


@cache
def verbs() -> dict[str, tuple[Frame, ...]]:
    """Frames by the verb's lemma, the most demanding first."""
    found: dict[str, list[Frame]] = {}
    for row in _rows("event_verbs.csv"):
        for entry in row["lemmas"].split():
            lemma, *words = entry.split("_")
            found.setdefault(lemma, []).append(_frame(row["meaning"], tuple(words), row["frame"]))
    return {lemma: tuple(sorted(frames, key=lambda f: -f.specificity)) for lemma, frames in found.items()}


@cache
def nouns() -> dict[str, tuple[Nominal, ...]]:
    """Readings by the noun's lemma, those that ask for words before it first."""
    found: dict[str, list[Nominal]] = {}
    for row in _rows("event_nouns.csv"):
        for entry in row["lemmas"].split():
            name, _, behind = entry.partition("_of_")
            *modifiers, lemma = name.split("_")
            found.setdefault(lemma, []).append(Nominal(row["meaning"], tuple(modifiers), behind or None, row["of"]))
    return {
        lemma: tuple(sorted(readings, key=lambda r: (r.behind is None, -len(r.modifiers)))) for lemma, readings in found.items()
    }


@cache
def adjectives() -> dict[str, str]:
    """Meaning by the adjective's lemma: "willing" intends, "critical" criticises."""
    return {lemma: row["meaning"] for row in _rows("event_adjectives.csv") for lemma in row["lemmas"].split()}


@cache
def classes() -> dict[str, frozenset[str]]:
    """Lemmas by class of noun, for the frames' conditions on objects."""
    return {row["class"]: frozenset(row["lemmas"].split()) for row in _rows("event_classes.csv")}


@cache
def people() -> frozenset[str]:
    """Lemmas of nouns that name people or institutions able to act."""
    return frozenset(lemma for row in _rows("event_people.csv") for lemma in row["lemmas"].split())
