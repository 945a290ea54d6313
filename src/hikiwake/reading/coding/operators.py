"""Operators: "urge", "refuse", "suspend", "threat of" take their code from what they govern."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from . import lexicon, mood, syntax, topics
from .act import Act, Read, in_order
from .bases import is_of_a_base
from .noun_kinds import is_member
from .topics import Topic

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINISHING = frozenset({"end", "finish", "conclude", "complete"})  # a visit that is ended has been paid
_MEETINGS = frozenset({"040", "041", "044", "046"})
_STRETCHES = frozenset({"hour", "day", "week", "month", "round", "session", "series"})
_QUARRELS = frozenset(
    {
        "dispute",
        "conflict",
        "issue",
        "problem",
        "quarrel",
        "rift",
        "row",
        "standoff",
        "stand-off",
        "crisis",
        "feud",
        "impasse",
        "deadlock",
    }
)
_GIVING = frozenset({"offer", "promise", "pledge", "agree", "volunteer"})
_RICHES = frozenset({"oil", "gas", "mining", "mineral", "timber", "logging", "gold", "diamond", "coal", "uranium"})
_BROAD = frozenset({"force_posture", "policy", "leadership", "institutions", "cooperation"})
_RENOUNCING = frozenset({"agree", "promise", "pledge", "vow", "swear", "undertake", "commit"})
_OF_FORCE = frozenset({"force_posture", "attack", "threat", "occupation", "blockade"})
_PUTTING_OFF = frozenset({"postpone", "delay", "defer", "reschedule", "put", "push"})
_FEW = 4  # words of an object that are told with what is agreed
DEEPEST = 5  # operators within operators
_CONTENT_PREPOSITIONS = frozenset(["for", "to", "on", "of", "against", "with", "about", "over", "from", "in", "into", "upon"])
ACTION_NOUNS = frozenset(
    {
        "effort",
        "attempt",
        "process",
        "move",
        "campaign",
        "round",
        "series",
        "wave",
        "number",
        "act",
        "kind",
        "possibility",
        "issue",
        "mission",
        "operation",
        "day",
        "week",
        "month",
        "hour",
        "lot",
        "bout",
        "spate",
    }
)
CODES_OF_AID = {"aid_economic": "071", "aid_military": "072", "aid_humanitarian": "073"}
_KINDS_OF_AID = {
    "aid_economic": frozenset({"economic", "financial", "development", "food", "budget", "monetary"}),
    "aid_military": frozenset({"military", "arm", "arms", "security", "defense", "defence"}),
    "aid_humanitarian": frozenset({"humanitarian", "medical", "food", "emergency", "relief"}),
}


def applied_to_content(operator: str, governor: "Token", words: tuple["Token", ...], read: Read) -> Act | None:
    """`operator` applied to the first thing that `governor` governs and that names an act or a topic."""
    first_content: Token | None = None
    first_act: Act | None = None
    for content in _contents(governor, operator):
        first_content = first_content or content
        inner, topic = about(content, read)
        if operator == "reject" and inner is not None and "reject" in inner.operators[:1]:
            return None  # "refuses to rule it out" rejects nothing
        first_act = first_act or inner
        if inner is None and topic is not None and topic.name in _OF_FORCE and _is_renounced(governor, content):
            topic = topics.topics()["deescalation"]
        if topic is None:
            continue
        if operator == "halt" and topic.name == "settlement" and content.lemma_.lower() in _QUARRELS:
            operator = "intend"  # who ends a dispute settles it
        if operator == "intend" and topic.name == "force_posture" and inner is None and governor.lemma_.lower() in _GIVING:
            topic = topics.topics()["aid_military"]  # troops that are offered are help; troops that are moved are not
        code = _applied(operator, governor, inner, topic)
        if code is not None:
            consumed = inner.words if inner else (content,)
            operators = (operator, *(inner.operators if inner else ()))
            return Act(code, governor, in_order(words, consumed), operators, inner, content=content)
    code = topics.apply(operator, None)
    if code is None or first_content is None or not _stands_alone(operator, governor):
        return None
    told = (*words, *_infinitive(first_content, read)) if operator == "intend" else words
    return Act(code, governor, in_order(told, ()), (operator,), first_act, content=first_content)


def _is_renounced(governor: "Token", content: "Token") -> bool:
    """ "Agreed not to use force": the contrary of a threat, and of military aid."""
    return governor.lemma_.lower() in _RENOUNCING and content.pos_ == "VERB" and mood.is_negated(content)


def _infinitive(content: "Token", read: Read) -> list["Token"]:
    """The words of what is agreed or promised, where they name no act of their own: "agreed to hold elections", not only "agreed"."""
    to = [c for c in syntax.children(content, "aux") if c.lower_ == "to"]
    if content.tag_ != "VB" or not to:
        return []
    behind = [
        o
        for o in syntax.children(content, *syntax.OBJECTS)
        if o.pos_ == "NOUN" and ((act := read(o)) is None or act.code == "election")
    ]
    if not behind:  # "refrain from any step"
        behind = [g for _, g in syntax.prepositions(content) if g.pos_ == "NOUN" and g.i > content.i and read(g) is None]
    before = [w for o in behind[:1] for w in o.doc[o.left_edge.i : o.i + 1]]
    is_short = len(before) <= _FEW
    told = [*syntax.children(content, "neg"), *to, content, *(before if is_short else behind[:1])]
    return [*told, *(c for c in content.children if c.dep_ == "prep" and behind and c.i == (behind[0].left_edge.i - 1))]


def wanted(verb: "Token", words: tuple["Token", ...], read: Read) -> Act | None:
    """ "X wants to do it" intends; "X wants Y to do it" appeals."""
    clause = next(iter(syntax.children(verb, "xcomp", "ccomp")), None)
    if clause is None:
        return None
    other = syntax.children(verb, "dobj") or syntax.children(clause, "nsubj", "nsubjpass")
    inner, topic = about(clause, read)
    if topic is None:
        return Act("020", verb, words, ("appeal",), content=clause) if other else None
    operator = "appeal" if other else "intend"
    code = _applied(operator, verb, inner, topic)
    consumed = inner.words if inner else (clause,)
    return Act(code, verb, in_order(words, consumed), (operator,), inner, content=clause) if code else None


def _applied(operator: str, governor: "Token", inner: Act | None, topic: Topic) -> str | None:
    if inner is not None and inner.code == "080" and operator == "intend":
        return "035"
    if operator == "appeal" and inner is not None and inner.code == "051":
        return "053"
    if operator == "intend" and inner is not None and is_of_a_base(inner):
        return None  # who agrees to build a base threatens nobody
    if operator == "appeal" and topic.is_hostile and not any(w.lower_ == "against" for w in governor.subtree):
        return "020"
    if operator == "halt" and governor.lemma_ in _FINISHING and topic.name == "meeting":
        code = inner.code if inner else "040"
        if code == "042" or (code in _MEETINGS and _is_over(governor)):
            return code
    if operator == "intend" and inner is not None and "reject" in inner.operators:
        return inner.code
    if operator == "intend" and inner is not None and "threaten" in inner.operators:
        return inner.code
    if operator == "intend" and inner is not None and inner.operators[:1] == ("halt",) and _is_put_off_together(governor, inner):
        return "036"
    if operator == "intend" and topic.name == "policy" and governor.lemma_ == "decision":
        return None  # "a decision to approve a budget" is promised to nobody
    return topics.apply(operator, topic)


def _is_over(governor: "Token") -> bool:
    """Whether a meeting came to its end and was not broken off: both sides end it, or "two days" and "a round" of it."""
    if any(o.lemma_.lower() in _STRETCHES for o in syntax.objects(governor)):
        return True
    return any(s.tag_ in ("NNS", "NNPS") or syntax.children(s, "conj") for s in syntax.children(governor, "nsubj"))


def _is_put_off_together(governor: "Token", halted: Act) -> bool:
    """ "Agreed to postpone their talks": they are still to be held."""
    return governor.lemma_ == "agree" and halted.code == "164" and halted.head.lemma_ in _PUTTING_OFF


def _stands_alone(operator: str, governor: "Token") -> bool:
    """Whether the operator means something without a known act behind it: a promise or a demand does, a plan does not."""
    lemma = governor.lemma_.lower()
    if governor.pos_ == "ADJ":
        return False
    if operator == "intend":
        return lemma in ("promise", "pledge", "vow", "agree", "agreement", "consensus", "offer")
    return governor.pos_ in ("VERB", "AUX") or lemma in ("rejection", "refusal", "threat", "demand", "appeal")


def _contents(governor: "Token", operator: str) -> Iterable["Token"]:
    """What an operator may apply to, the likeliest first: clauses, objects, what stands behind a preposition, words before a noun."""
    # "X and Y meet; Z offers help": what stands before is no content
    is_asked = operator in ("appeal", "demand")
    clauses = [c for c in syntax.children(governor, "xcomp", "ccomp") if c.i > governor.i]
    has_infinitive = is_asked and any(c.tag_ == "VB" for c in clauses)
    # "asked Y to leave and Y refused": the parser may hang on "asked" what was done then
    yield from (c for c in clauses if not (has_infinitive and c.tag_ == "VBD"))
    if governor.pos_ in ("NOUN", "PROPN"):
        yield from (c for c in governor.children if c.dep_ in ("acl", "relcl") and c.tag_ in ("VB", "VBP"))
        if governor.dep_ == "dobj" and governor.head.pos_ == "VERB":  # "reiterated its demand today that Y withdraw"
            yield from (c for c in syntax.children(governor.head, "ccomp") if c.i > governor.i)
    if governor.pos_ in ("VERB", "AUX"):
        held = syntax.objects(governor)
        for o in held:
            yield from syntax.coordinated(o)
    behind = [(n, g) for n, g in syntax.prepositions(governor) if n in _CONTENT_PREPOSITIONS]
    if is_asked:
        behind.sort(key=lambda x: x[0] != "for")
    for _, governed in behind:
        yield from syntax.coordinated(governed)
    if governor.pos_ in ("VERB", "AUX"):
        yield from syntax.children(governor, "advcl") if is_asked or operator == "intend" else ()
    if governor.pos_ in ("NOUN", "PROPN"):
        yield from syntax.children(governor, "compound", "amod")


def about(content: "Token", read: Read, nesting: int = 0) -> tuple[Act | None, Topic | None]:
    """The act, and the topic, that a governed word stands for; both None where it stands for none."""
    act = read(content)
    if act is not None:
        if mood.is_negated(content) and content.pos_ in ("VERB", "AUX"):
            act = replace(act, code=topics.negated_intent(act.topic))
        return act, act.topic
    if content.pos_ in ("VERB", "AUX"):
        return None, _topic_of_clause(content, read)
    topic = topic_of_phrase(content, read, nesting)
    return None, topic


def _topic_of_clause(verb: "Token", read: Read) -> Topic | None:
    """A clause whose verb the lexicon does not know may still show by its object what it is about ("develop an energy market")."""
    if verb.lemma_ == "pay" and any(is_member(o, lexicon.classes()["owed"]) for o in syntax.objects(verb)):
        return None  # who pays what he owes gives no aid
    held = [*syntax.children(verb, "xcomp", "ccomp"), *syntax.objects(verb), *(g for _, g in syntax.prepositions(verb))]
    held += [c for c in syntax.children(verb, "advcl") if c.tag_ == "VB"]  # "send material to help defend it"
    for word in held:
        act = read(word)
        if act is not None:
            return act.topic
        topic = topic_of_phrase(word, read) if word.pos_ not in ("VERB", "AUX") else None
        if topic is not None:
            return topic
    return None


def topic_of_phrase(noun: "Token", read: Read, nesting: int = 0) -> Topic | None:
    """What a phrase is about that names no act: by its noun, what modifies it, or what stands behind "of" and "for"."""
    if is_licence(noun):
        return topics.topics()["economic"]
    lemma = noun.lemma_.lower()
    topic = topics.topic_of_noun(lemma)
    modifiers = [topics.topic_of_noun(c.lemma_.lower()) for c in noun.children if c.dep_ in ("compound", "amod")]
    if topic is not None:
        closer = next((m for m in modifiers if m is not None), None)
        return closer if closer is not None and topic.name in _BROAD else finer_aid(topic, noun)
    if lemma in ACTION_NOUNS or not any(modifiers):
        for name, governed in syntax.prepositions(noun):
            if name in ("of", "for", "to", "on", "at", "over") and nesting < DEEPEST:
                _, found = about(governed, read, nesting + 1)
                if found is not None:
                    return found
    return next((m for m in modifiers if m is not None), None)


def is_licence(noun: "Token") -> bool:
    """ "oil concessions": what is granted to a firm, no yielding."""
    return noun.lemma_.lower() == "concession" and any(
        c.lemma_.lower() in _RICHES for c in syntax.children(noun, "compound", "amod", "nmod")
    )


def finer_aid(topic: Topic, noun: "Token") -> Topic:
    """ "military aid" is aid of a kind."""
    modifiers = {c.lemma_.lower() for c in noun.children if c.dep_ in ("compound", "amod")}
    if topic.name == "aid":
        for name, kinds in _KINDS_OF_AID.items():
            if modifiers & kinds:
                return topics.topics()[name]
    return topic
