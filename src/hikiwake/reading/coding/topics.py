"""The algebra of CAMEO: what is intended, asked, demanded, refused or ended is what gives such an act its code.

CAMEO's roots 02, 03, 10, 12, 13 and 16 repeat one list of topics (a meeting, aid, a release …) under different verbs.
`reading/data/event_topics.csv` is that matrix:
one row a topic, with the codes that are acts of it, the code of each operator applied to it, and the nouns that name it without naming an act.
Applied twice, it codes embedded acts: "urged an end to sanctions" is `appeal(halt(163))` = `appeal(085)` = 0254.
"""

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from hikiwake.terms.ontology import cameo

OPERATORS = ("intend", "appeal", "demand", "reject", "halt", "threaten")
_UNSPECIFIED = {"intend": "030", "appeal": "020", "demand": "100", "reject": "120", "threaten": "130"}
# What is said about these stays what it is when it lies in the future: "will criticise" is no cooperation.
_VERBAL_TOPICS = frozenset({"criticism", "investigation", "threat"})


@dataclass(frozen=True, slots=True)
class Topic:
    """A row of the matrix: `codes` gives each operator's CAMEO code, where there is one; `is_hostile` where intending it is a threat."""

    name: str
    codes: dict[str, str]
    concepts: frozenset[str]

    @property
    def is_hostile(self) -> bool:
        return self.codes.get("intend", "")[:2] == "13"


@cache
def topics() -> dict[str, Topic]:
    return {name: topic for name, (topic, _) in _matrix().items()}


@cache
def _matrix() -> dict[str, tuple[Topic, tuple[str, ...]]]:
    with (files("hikiwake.reading") / "data/event_topics.csv").open(encoding="utf-8") as f:
        return {
            row["topic"]: (
                Topic(
                    row["topic"],
                    {op: row[op] for op in ("intend", "appeal", "demand", "reject", "halt") if row[op]},
                    frozenset(row["concepts"].split()),
                ),
                tuple(row["acts"].split()),
            )
            for row in csv.DictReader(f)
        }


@cache
def _topics_by_code() -> dict[str, str]:
    """Codes of acts first; then a request or refusal of a thing is about that thing."""
    found: dict[str, str] = {}
    for name, (_, acts) in _matrix().items():
        for code in acts:
            found.setdefault(code, name)
    for name, (topic, _) in _matrix().items():
        for operator in ("intend", "appeal", "demand", "reject"):
            found.setdefault(topic.codes.get(operator, ""), name)
    found.pop("", None)
    return found


@cache
def topic_of_code(code: str) -> Topic | None:
    """The topic that an act of CAMEO `code` is about; a finer code falls back on the coarser one."""
    by_code = _topics_by_code()
    for length in range(len(code), 1, -1):
        if code[:length] in by_code:
            return topics()[by_code[code[:length]]]
    return None


@lru_cache(10_000)  # texts have nouns without end
def topic_of_noun(lemma: str) -> Topic | None:
    """The topic that a noun names without being an act itself: "prisoner" is what releases are about."""
    return next((topic for topic in topics().values() if lemma in topic.concepts), None)


def apply(operator: str, topic: Topic | None) -> str | None:
    """The CAMEO code of `operator` applied to `topic`; without a topic the operator's unspecified code, None where it has none.

    Raises:
        ValueError: no such operator.
    """
    if operator not in OPERATORS:
        raise ValueError(f"no operator {operator!r}; there are {', '.join(OPERATORS)}")
    if topic is None:
        return _UNSPECIFIED.get(operator)
    if operator == "threaten":
        # Who threatens a friendly thing threatens to end it.
        hostile = topic if topic.is_hostile else topic_of_code(topic.codes.get("halt", ""))
        return hostile.codes["intend"] if hostile and hostile.is_hostile else "130"
    if operator == "intend" and topic.name in _VERBAL_TOPICS:
        return None
    return topic.codes.get(operator) or _UNSPECIFIED.get(operator)


def negated_intent(topic: Topic | None) -> str:
    """The code of saying that one will not: refusing a friendly act, promising to spare a hostile one."""
    if topic is not None and topic.is_hostile:
        ended = topic_of_code(topic.codes.get("halt", ""))
        return (ended and ended.codes.get("intend")) or "035"
    return (topic and topic.codes.get("reject")) or "120"


def known(code: str) -> bool:
    """Whether the ontology has the code."""
    return code in cameo()
