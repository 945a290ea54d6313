"""Which language a document is in: by script, then by the commonest words and by letters that neighbours lack.

A text too short, or in which two languages are level, is of no known language: nothing is guessed. English is never given up for a guess:
another Latin-script language has to lead it clearly, since what is not English goes unread or to another reader.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from hikiwake.record.model import Span

_SCRIPTS = {
    "latin": "A-Za-zÀ-ÖØ-öø-ɏẀ-ỿ",
    "cyrillic": "Ѐ-ӿ",
    "greek": "Ͱ-Ͽ",
    "arabic": "ء-ي٠-ۓ",
    "hebrew": "א-ת",
    "armenian": "Ա-֏",
    "georgian": "Ⴀ-ჿ",
    "hangul": "가-힣",
    "kana": "ぁ-ゖァ-ヺー",
    "han": "㐀-䶿一-鿿々",
    "thai": "ก-๎",
    "devanagari": "ऀ-ॿ",
    "bengali": "ঀ-৿",
    "tamil": "஀-௿",
    "burmese": "က-႟",
    "khmer": "ក-៓",
    "ethiopic": "ሀ-፼",
}
_RUNS = re.compile("|".join(f"(?P<{name}>[{letters}]+)" for name, letters in _SCRIPTS.items()))
_WORDS = re.compile(r"[^\W\d_]+")
_LETTERS_A_SIGN = 2.5  # a Chinese or Korean sign says as much as so many letters
_FEWEST_LETTERS = 24
_FEWEST_SIGNS = 8
_FEWEST_WORDS = 6
_SURE_OF_HAN = 60  # signs without kana from which a text is Chinese though no word of grammar shows it
_GRAMMAR_OF_HAN = re.compile("[的是在了不和我有这這个個们們为為说說对對与與将將及也并並从從但被把让讓就都]")
_SIMPLIFIED_HAN = re.compile(
    "[谈长时间问题战争议设认识产发经济给继续岛总统访华东车见马龙过还们说这让从对关开于两]"
)  # none is written so in Japanese
_FEWEST_SIMPLIFIED = 3
_SAMPLE = 2_000  # characters from the beginning, the middle and the end
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){1,4}|https?://\S+|www\.\S+|\S+@\S+")  # U.S. is no word of anybody's grammar
_TELLS_ALONE = "ъ"  # frequent in one language, now and then in others: it tells only where no other letter does
_FEWEST_OWN_WORDS = 3  # different ones, or letters
_LEAST_SHARE = 0.08  # of the words, weighted: a language's own common words
_PLAINLY = 0.3  # of the words in the list of English: no other language has so many of them, and nothing more is looked at
_LEAD = 1.15  # over its nearest rival that is not English
_LEAD_OVER_ENGLISH = 1.5


@dataclass(frozen=True, slots=True)
class Language:
    """A language: ISO 639-1 `code`, English `name`; code None and name "unknown" where the text does not tell."""

    code: str | None
    name: str


UNKNOWN = Language(None, "unknown")


@dataclass(frozen=True, slots=True)
class _Profile:
    language: Language
    script: str
    letters: frozenset[str]
    words: frozenset[str]


def language_of(text: str, prose: Iterable[Span] | None = None) -> Language:
    """The main language of a text, or of its `prose` alone.

    Deterministic; a long text is judged by samples from its beginning, middle and end. `UNKNOWN` where it is too short or too mixed.
    """
    sample = _sampled(text, prose)
    script = _script(sample)
    match script:
        case None:
            return UNKNOWN
        case "japanese" | "han":
            return _of_signs(sample)
        case "latin" | "cyrillic" | "arabic":
            return _by_words(sample, script)
        case _:
            return next((p.language for p in _profiles() if p.script == script), UNKNOWN)


def named(code: str) -> Language:
    """The language of this code, as `languages.csv` names it.

    Raises:
        KeyError: there is none in the table.
    """
    return _by_code()[code]


def script_of(text: str, prose: Iterable[Span] | None = None) -> str | None:
    """The script of most of a text or of its `prose` ("latin", "cyrillic", "han" …); None where there is too little of any."""
    return _script(_sampled(text, prose))


def _sampled(text: str, prose: Iterable[Span] | None) -> str:
    return _sample(text if prose is None else "\n".join(s.cut(text) for s in prose))


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = (len(text) - _SAMPLE) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _script(text: str) -> str | None:
    """The script with most of the text; kana and Chinese signs together are `japanese` or `han`. None for too little of any."""
    if text.isascii():
        return "latin" if sum(map(str.isalpha, text)) >= _FEWEST_LETTERS else None
    counts: Counter[str] = Counter()
    for m in _RUNS.finditer(text):
        counts[m.lastgroup or ""] += m.end() - m.start()
    signs = counts.pop("kana", 0) + counts.pop("han", 0)
    weights = {script: float(n) for script, n in counts.items()} | {"japanese": signs * _LETTERS_A_SIGN}
    weights["hangul"] = counts["hangul"] * _LETTERS_A_SIGN
    script = max(sorted(weights), key=lambda s: weights[s], default=None)
    if script is None or weights[script] < (
        _FEWEST_SIGNS * _LETTERS_A_SIGN if script in ("japanese", "hangul") else _FEWEST_LETTERS
    ):
        return None
    return script


def _of_signs(text: str) -> Language:
    counts = Counter(m.lastgroup for m in _RUNS.finditer(text) for _ in range(m.end() - m.start()))
    kana, han = counts["kana"], counts["han"]
    share = kana / (kana + han)
    if share >= 0.08:
        return named("ja")
    if share > 0.02:
        return UNKNOWN
    grammar = len(_GRAMMAR_OF_HAN.findall(text))
    is_told = (grammar >= 0.04 * han and grammar > 1) or len(_SIMPLIFIED_HAN.findall(text)) >= _FEWEST_SIMPLIFIED
    return named("zh") if is_told or han >= _SURE_OF_HAN else UNKNOWN


def _by_words(text: str, script: str) -> Language:
    words = _WORDS.findall(_INITIALS.sub(" ", text).lower())
    if script == "latin" and _is_plainly_english(words):
        return named("en")
    words = [w for w in words if _script_of(w) == script]
    letters = Counter("".join(words))
    if len(words) < _FEWEST_WORDS:
        return _by_letters(letters, script) if script == "cyrillic" else UNKNOWN
    counts = Counter(words)
    scores = {p.language: _score(p, counts, letters, len(words)) for p in _profiles() if p.script == script}
    best, second = sorted(scores, key=lambda x: (-scores[x], x.name))[:2]
    if scores[best] < _LEAST_SHARE:
        return UNKNOWN
    english = named("en")
    if best == english:
        return best
    profile = next(p for p in _profiles() if p.language == best)
    own = len(profile.words & counts.keys()) + len(profile.letters & letters.keys())
    if own < (_FEWEST_OWN_WORDS if script == "latin" else _FEWEST_OWN_WORDS - 1):
        return UNKNOWN
    if scores[best] < _LEAD_OVER_ENGLISH * scores.get(english, 0.0) or scores[best] < _LEAD * scores[second]:
        return UNKNOWN
    return best


def _by_letters(letters: Counter[str], script: str) -> Language:
    """Of a few words: the language that has all their letters which not every language of the script has, and fewest others of the kind."""
    _, marks = _shared(script)
    told = marks.keys() & letters.keys()
    told = told - {_TELLS_ALONE} or told
    fitting = sorted((len(p.letters), p.language.name) for p in _profiles() if p.script == script and told <= p.letters)
    if not told or not fitting:
        return UNKNOWN
    return next(p.language for p in _profiles() if p.language.name == fitting[0][1])


def _script_of(word: str) -> str | None:
    m = _RUNS.match(word)
    return m.lastgroup if m else None


def _score(profile: _Profile, counts: Counter[str], letters: Counter[str], total: int) -> float:
    """The share of the profile's own words, each counting less the more languages have it; its own letters count for, others' against it."""
    shared, marks = _shared(profile.script)
    words = sum(n / shared[w] for w in profile.words if (n := counts.get(w)))
    own = sum(letters[c] / marks[c] if c in profile.letters else -letters[c] for c in marks if c in letters)
    return (words + 2 * own) / total


def _is_plainly_english(words: list[str]) -> bool:
    own = _words_of_english()
    return len(own.intersection(words)) >= _FEWEST_WORDS and sum(map(own.__contains__, words)) >= _PLAINLY * len(words)


@cache
def _words_of_english() -> frozenset[str]:
    return next(p.words for p in _profiles() if p.language.code == "en")


@cache
def _shared(script: str) -> tuple[Counter[str], Counter[str]]:
    """How many languages of a script have a word, and how many have a letter that not all have."""
    profiles = [p for p in _profiles() if p.script == script]
    return Counter(w for p in profiles for w in p.words), Counter(c for p in profiles for c in p.letters)


@cache
def _by_code() -> dict[str | None, Language]:
    return {p.language.code: p.language for p in _profiles()}


@cache
def _profiles() -> tuple[_Profile, ...]:
    table = (files("hikiwake.reading") / "data/languages/languages.csv").read_text(encoding="utf-8")
    return tuple(
        _Profile(Language(r["code"], r["name"]), r["script"], frozenset(r["letters"]), frozenset(r["words"].split()))
        for r in csv.DictReader(table.splitlines())
    )
