"""Texts as no editor would write them: marks that turn the direction, characters beyond the first plane, broken paragraphs."""

from hypothesis import strategies as st

_PIECES = [
    "Norway and Sweden held talks in Oslo on 3 May 2016.",
    "“We will sign,” said Erna Solberg.",
    "Sweden reportedly refused in June",
    "the ‘draw’ formula",
    "\u202eNorway\u202c",
    "e\u0301t\u0301e\u0301",
    "👩‍👩‍👧 met 🇳🇴",
    "\u200b\u00ad",
    "\n\n",
    "\r\n",
    "\t",
    "\0",
    "\ud83d",
    "Ѕweden",
    "…",
    "(",
    "”",
    "31 June",
    "1 2 3 4 5",
]


def odd_texts() -> st.SearchStrategy[str]:
    """A few pieces and random characters, in any order."""
    characters = st.text(st.characters(codec="utf-8"), max_size=12)
    return st.lists(st.one_of(st.sampled_from(_PIECES), st.sampled_from(_PIECES), characters), max_size=12).map(" ".join)
