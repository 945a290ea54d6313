"""What a text's words tell of a happening beside its act, its parties and its day: "on fishing", "near Mandera"."""

from dataclasses import dataclass

from hikiwake.record.contradictions.lists import listed
from hikiwake.record.merging import scale
from hikiwake.record.merging.words import stem, words_of
from hikiwake.record.model import Report
from hikiwake.record.spans import squeezed


@dataclass(frozen=True, slots=True)
class Matter:
    """Stems of the telling words, the field's daily bread ("agreement") not among them, and of the names ("Mandera")."""

    words: frozenset[str]
    names: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.words | self.names

    def agrees_with(self, other: "Matter") -> bool:
        """Whether the two have a telling word in common, and one of them at most has others beside, and so for the names."""
        pairs = (self.words, other.words), (self.names, other.names)
        return bool(self.words & other.words) and all(a <= b or b <= a for a, b in pairs)


def matter(report: Report, words: str) -> Matter:
    """What `words` of the report's document tell beside its act, its parties and its day."""
    date = report.date.text if report.date else ""
    parties = " ".join(part for a in (*report.sources, *report.targets) for part in (a.text, a.name))
    apart = {stem(word.strip(".,;:’'\"“”()")) for word in f"{report.trigger.text} {parties} {date}".split()}
    apart |= {*listed("bare"), *listed("numbers")}
    worth = {w: n for w, n in words_of(squeezed(words))[0].items() if w not in apart and not w[0].isdigit()}
    return Matter(
        frozenset(w for w, n in worth.items() if n == 1.0), frozenset(w for w, n in worth.items() if n >= scale.NAME_WORTH)
    )
