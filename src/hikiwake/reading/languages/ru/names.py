"""Names in text of the language `ru`, whatever case they stand in: a name is known by the dictionary forms of its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hikiwake.reading.languages.names import Name, names_in, rows_of
from hikiwake.record.model import Span

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands, with its dictionary forms, and part of speech and case as the sentence makes them (UD: `ADP`; `Nom`)."""

    span: Span
    text: str
    forms: frozenset[str]
    pos: str
    case: str | None
    is_first: bool  # of its sentence, where a capital tells nothing

    @property
    def is_capital(self) -> bool:
        return self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Match:
    """Words `[first, last]` of a list that are a name, with all that it can stand for, the likeliest first."""

    first: int
    last: int
    names: tuple[Name, ...]


@lru_cache(50_000)
def forms_of(word: str) -> frozenset[str]:
    """Every dictionary form that a word can be of, in small letters, ё as е; a word that no dictionary holds is guessed by its ending."""
    plain = word.lower().replace("ё", "е")
    return frozenset({p.normal_form.replace("ё", "е") for p in _analyzer().parse(plain)} | {plain})


@cache
def _analyzer() -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


def matches(words: Sequence[Word]) -> Iterator[Match]:
    """Names among the words, longest first, in order and apart from each other."""
    i = 0
    while i < len(words):
        found = _longest(words, i) if words[i].is_capital or "-" in words[i].text else None
        if found is None:
            i += 1
            continue
        yield found
        i = found.last + 1


def is_called(leader: str, forms: Sequence[frozenset[str]]) -> bool:
    """Whether a name, by the forms of its words, is one of those that the tables have for a leader: not Melania for Donald."""
    names = [tuple(forms_of(w) for w in split(n.words)) for n in names_in("ru") if n.kind == "leader" and n.english == leader]
    known = frozenset(form for name in names for word in name for form in word)
    return all(word & known for word in forms)


def _longest(words: Sequence[Word], i: int) -> Match | None:
    best: Match | None = None
    for form in words[i].forms:
        for keys, names in _index().get(form, ()):
            if best is not None and len(keys) <= best.last - best.first + 1:
                continue
            here = words[i : i + len(keys)]
            if len(here) == len(keys) and all(k & w.forms for k, w in zip(keys, here, strict=True)) and _is_written(here, names):
                best = Match(i, i + len(keys) - 1, names)
    return best


def _is_written(here: Sequence[Word], names: Sequence[Name]) -> bool:
    """Abbreviations keep their capitals: США; a name of several words begins each that the table does with one."""
    first = names[0].words.split()
    return all(
        (not part.isupper() or len(part) < 2 or w.text.isupper()) and (w.is_capital or not part[:1].isupper())
        for part, w in zip(first, here, strict=False)
    )


@cache
def _index() -> dict[str, list[tuple[tuple[frozenset[str], ...], tuple[Name, ...]]]]:
    by_words: dict[tuple[str, ...], list[Name]] = {}
    for name in names_in("ru"):
        by_words.setdefault(tuple(split(name.words)), []).append(name)
    found: dict[str, list[tuple[tuple[frozenset[str], ...], tuple[Name, ...]]]] = {}
    for words, names in by_words.items():
        # A single word of a table is its own dictionary form; of several the first may be an adjective in another gender.
        plain = frozenset({words[0].lower().replace("ё", "е")})
        keys = (plain,) if len(words) == 1 else tuple(forms_of(w) for w in words)
        for form in keys[0]:
            found.setdefault(form, []).append((keys, tuple(names)))
    return found


def split(words: str) -> list[str]:
    """A name's words as the pipeline parts them: a hyphen joins."""
    return words.split()


@cache
def adjectives() -> dict[str, str]:
    """Dictionary form of the adjective of a state → ISO alpha-3."""
    return {word.replace("ё", "е"): row["iso3"] for row in rows_of("own_ru.csv") for word in row["adjective"].split(";") if word}
