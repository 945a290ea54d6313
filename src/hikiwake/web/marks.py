"""The marks behind a sentence of the brief on the page: small figures that open beside it what it rests on."""

from collections.abc import Mapping
from urllib.parse import quote

from hikiwake.assessment.cites import Rows, Stated, Words
from hikiwake.brief.html import Note
from hikiwake.brief.judges import judges_of
from hikiwake.brief.model import Brief, Sentence
from hikiwake.web.grounds import Ground, ground, title
from hikiwake.web.view import View


def beside(sentence: Sentence) -> str:
    """Where the page shows what a sentence rests on."""
    return f"?at={quote(sentence.key, safe='')}#at"


class Marks:
    """The marks of one brief: numbers for sources, letters for `judges`, D for data."""

    def __init__(self, view: View, brief: Brief, judges: Mapping[str, str]) -> None:
        self._view = view
        self._numbers = brief.numbers
        self.judges = judges

    def of(self, sentence: Sentence) -> list[Note]:
        """Each source, judge and table once; all open the sentence's grounds."""
        href = beside(sentence)
        found: dict[str, Note] = {}
        for cite in sentence.cites:
            if isinstance(cite, Words):
                number = str(self._numbers.get(cite.document, 0))
                if number not in found:
                    found[number] = Note(number, href, f"Source {number}: {title(cite.document, self._view.material)}", "source")
            elif isinstance(cite, Rows):
                found.setdefault("D", Note("D", href, f"Data: {cite.table}: {cite.row}", "data"))
        for name in judges_of(sentence):
            found.setdefault(self.judges[name], Note(self.judges[name], href, f"Judgement: {name}", "judge"))
        return sorted(found.values(), key=lambda n: (n.kind != "source", n.kind, int(n.mark) if n.mark.isdigit() else 0, n.mark))

    def grounds(self, sentence: Sentence) -> tuple[Ground, ...]:
        """What the sentence rests on, sources first, each with its words."""
        found = [ground(cite, self._view) for cite in sentence.cites]
        if not any(isinstance(cite, Stated) for cite in sentence.cites):
            found += [Ground("judge", name, "") for name in judges_of(sentence)]
        return tuple(sorted(found, key=lambda g: ("source", "judge", "data").index(g.kind)))
