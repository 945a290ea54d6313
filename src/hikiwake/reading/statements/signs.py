"""Signs: what about a word and around it tells whether it attributes; the features of the fitted weights (`likelihood.py`).

Each sign is a short string: `L=say`, `L=say|C=ccomp`, `Q=ends before`. Only what occurs in five articles or more of the corpus carries a weight.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from hikiwake.reading.language import Passage
from hikiwake.reading.statements.cues import lexicon
from hikiwake.reading.statements.draft import Draft
from hikiwake.reading.statements.quotation import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_COMPLEMENTS = ("ccomp", "xcomp", "dobj", "attr", "acomp", "oprd", "advcl", "prep", "pobj", "acl", "relcl", "dative")
_FUNCTION = ("aux", "auxpass", "neg", "prt", "mark", "agent", "advmod", "prep", "cc")
_CONTENT = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "conj", "parataxis", "dobj"})
_CLIMB = 8  # words up to the one that governs
_NAME = "*"
_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_FEWEST_QUOTED = 5  # words and marks
_FAR = 12  # words back to the last word that a rule takes for a cue


class Signs:
    """The signs of a passage's words.

    Args:
        passage: where the words stand.
        drafted: by the index of a word, the draft in whose cue it stands.
        quotes: the passage's quotations; those of a word or two are terms, not speech.
    """

    def __init__(self, passage: Passage, drafted: Mapping[int, Draft], quotes: Sequence[Quotation]) -> None:
        doc = passage.doc
        self._doc = doc
        self._drafted = drafted
        self._pos = [t.pos_ for t in doc]
        # Whose name it is must not tell: what a corpus says of its own people holds for no other.
        self._low = [_NAME if _is_name(t) else t.lower_ for t in doc]
        self._lemma = [_NAME if _is_name(t) else t.lemma_.lower() for t in doc]
        self._inside, self._edges = _quoted(passage, quotes)

    def candidates(self, others: frozenset[str]) -> Iterator["Token"]:
        """Words that may attribute: verbs, words of a draft's cue, and the other words of `others` (lemmas)."""
        for token in self._doc:
            pos = self._pos[token.i]
            if pos == "VERB" or token.i in self._drafted:
                yield token
            elif pos == "AUX":
                if token.dep_ not in ("aux", "auxpass"):
                    yield token
            elif self._lemma[token.i] in others:
                yield token

    def of(self, token: "Token") -> list[str]:
        """Every sign of one word, none twice."""
        i = token.i
        lemma = f"L={self._lemma[i]}"
        dep, tag = token.dep_, token.tag_
        found = [lemma, f"P={self._pos[i]}", f"T={tag}", f"D={dep}", f"W={self._low[i]}"]
        found += (f"{lemma}|D={dep}", f"{lemma}|T={tag}", f"T={tag}|D={dep}")
        strong = [*self._listed(i), *self._subject(token), *self._children(token), *self._quotation(token), *self._rule(i)]
        found += strong
        found += [f"{lemma}|{s}" for s in strong]
        shape = self._shape(token)
        found += (shape, f"{lemma}|{shape}", f"{strong[0]}|{shape}")
        found += [f"{s}|{shape}" for s in strong if s.startswith("S=")]
        found += [f"{strong[0]}|{s}" for s in strong if s[:2] in ("S=", "Q=")]
        found += self._neighbours(i, lemma)
        found += self._above(token, lemma)
        return list(dict.fromkeys(found))

    def _listed(self, i: int) -> list[str]:
        kinds = {mark: cue.kind for mark in ("", "/n", "/a") if (cue := lexicon().get(self._lemma[i] + mark)) is not None}
        return [f"K={mark}{kind}" for mark, kind in kinds.items()] or ["K=none"]

    def _subject(self, token: "Token") -> list[str]:
        subject = next((c for c in token.children if c.dep_ in _SUBJECTS), None)
        found = []
        steps, current = 0, token
        while subject is None and steps < 4 and current.dep_ in ("xcomp", "conj", "advcl", "acl", "pcomp", "relcl"):
            current = current.head
            steps += 1
            subject = next((c for c in current.children if c.dep_ in _SUBJECTS), None)
        if subject is None:
            return ["S=none"]
        where = "" if not steps else "up "
        kind = subject.ent_type_ or self._pos[subject.i]
        side = "<" if subject.i < token.i else ">"
        found.append(f"S={where}{kind}{side}")
        found.append(f"S={where}{subject.dep_}")
        if self._pos[subject.i] in ("PRON", "DET", "NOUN"):
            found.append(f"SL={self._lemma[subject.i]}")
        return found

    def _children(self, token: "Token") -> list[str]:
        found = []
        for child in token.children:
            dep = child.dep_
            if dep in _COMPLEMENTS:
                side = "<" if child.i < token.i else ">"
                found.append(f"C={dep}{side}")
                if dep == "ccomp":
                    marker = next((c.lower_ for c in child.children if c.dep_ == "mark"), "")
                    found.append(f"CM={marker or child.left_edge.tag_}")
                elif dep in ("dobj", "attr", "acomp", "oprd"):
                    found += (f"C={dep}|{child.tag_}", f"C={dep}|{self._lemma[child.i]}")
                elif dep == "xcomp":
                    found.append(f"C=xcomp|{child.tag_}")
            if dep in _FUNCTION:
                found.append(f"F={dep}|{self._low[child.i]}")
        if not found:
            found.append("C=none")
        return found

    def _shape(self, token: "Token") -> str:
        """What hangs on the word, in order, as one sign."""
        parts = [c.dep_ + ("<" if c.i < token.i else ">") for c in token.children if c.dep_ in _COMPLEMENTS]
        return f"Z={' '.join(parts[:5])}"

    def _quotation(self, token: "Token") -> list[str]:
        """Where quotation marks stand: around the word, ending before its clause, opening behind it."""
        i = token.i
        sentence = token.sent
        found = [f"Q=in {self._inside[i]}"]
        if not self._edges.isdisjoint(range(max(sentence.start - 2, i - 6), i)):
            found.append("Q=before")
        if not self._edges.isdisjoint(range(i + 1, min(i + 9, sentence.end + 2))):
            found.append("Q=after")
        if self._edges.isdisjoint(range(sentence.start, sentence.end)):
            found.append("Q=not here")
        return found

    def _rule(self, i: int) -> list[str]:
        """What the rules make of it."""
        draft = self._drafted.get(i)
        if draft is None:
            return ["R=none"]
        words = sum(s.end - s.start for s in draft.content)
        length = "0" if not words else "short" if words < 15 else "long" if words > 60 else "middle"
        return [f"R={draft.kind}", f"R={bool(draft.source)} {length}"]

    def _neighbours(self, i: int, lemma: str) -> list[str]:
        low, pos = self._low, self._pos
        end = len(low)

        def word(k: int) -> str:
            return low[k] if 0 <= k < end else "#"

        def kind(k: int) -> str:
            return pos[k] if 0 <= k < end else "#"

        one, two, back, far = word(i + 1), word(i + 2), word(i - 1), word(i - 2)
        return [
            f"+1={one}",
            f"+2={two}",
            f"+3={word(i + 3)}",
            f"-1={back}",
            f"-2={far}",
            f"-3={word(i - 3)}",
            f"+1p={kind(i + 1)}",
            f"-1p={kind(i - 1)}",
            f"-2p={kind(i - 2)} {kind(i - 1)}",
            f"+2p={kind(i + 1)} {kind(i + 2)}",
            f"{lemma}|+1={one}",
            f"{lemma}|-1={back}",
            f"{lemma}|+2={one} {two}",
            f"-1+1={back} {one}",
            f"-1p+1p={kind(i - 1)} {kind(i + 1)}",
        ]

    def _above(self, token: "Token", lemma: str) -> list[str]:
        """The word it hangs on, the verb over it, whether that is a cue by rule, and the last cue before it."""
        i = token.i
        head = token.head
        if head.i == i:
            found = ["H=root"]
        else:
            head_lemma = self._lemma[head.i]
            found = [f"H={head_lemma}", f"HP={self._pos[head.i]}", f"D={token.dep_}|H={head_lemma}", f"{lemma}|H={head_lemma}"]
            found.append(f"HC={head.i in self._drafted} {token.dep_}")
        current, path = token, []
        for _ in range(_CLIMB):
            if current.head.i == current.i:
                break
            if current.dep_ in _CONTENT:
                path.append(current.dep_)
            current = current.head
            if self._pos[current.i] in ("VERB", "AUX"):
                break
        if current.i != i:
            rule = self._drafted[current.i].kind if current.i in self._drafted else "none"
            found += (f"G={rule} {'>'.join(path)}", f"G={rule} {'<' if current.i < i else '>'}", f"GL={self._lemma[current.i]}")
        last = next((k for k in range(i - 1, max(i - _FAR, -1), -1) if k in self._drafted), None)
        found.append("B=none" if last is None else f"B={self._drafted[last].kind} {min(i - last, 6)}")
        sentence = token.sent
        found.append(f"at={min(i - sentence.start, 4)} {min(sentence.end - i, 4)}")
        found.append(f"sent={min((sentence.end - sentence.start) // 8, 6)}")
        found.append(f"para={sentence.start == 0} {sentence.end >= len(self._doc)}")
        return found


def _is_name(token: "Token") -> bool:
    return token.pos_ == "PROPN" or (token.ent_type_ in _NAMED and token.text[:1].isupper())


def _quoted(passage: Passage, quotes: Sequence[Quotation]) -> tuple[list[bool], set[int]]:
    """For each word whether it stands in a quotation, and the words at which quotations begin or end."""
    inside, edges = [False] * len(passage.doc), set()
    for quote in quotes:
        words = passage.doc.char_span(quote.span.start - passage.offset, quote.span.end - passage.offset, alignment_mode="expand")
        if words is None or len(words) < _FEWEST_QUOTED:
            continue
        inside[words.start : words.end] = [True] * len(words)
        edges |= {words.start, words.end - 1}
    return inside, edges
