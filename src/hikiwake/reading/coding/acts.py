"""What a word says was done: the reading of a verb, noun or adjective as an act with its CAMEO code.

A plain word has its code from the lexicon. An operator ("urge", "refuse", "suspend", "threat of") takes the code from what it governs, as deep as
that
goes: "refused to accept a demand to end the blockade". Light verbs ("hold talks") lend their subject to the noun; reporting verbs ("announced that
…") are
seen through. `reading` finds one act; what it consumed on the way is in `Act.words` and is not coded again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import lexicon, syntax, topics
from .topics import OPERATORS, Topic

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEMO = "hikiwake.act"
_GIVING = frozenset({"offer", "promise", "pledge", "agree", "volunteer"})
_BROAD = frozenset({"force_posture", "policy", "leadership", "institutions", "cooperation"})
_DEEPEST = 5  # operators within operators
_CONTENT_PREPOSITIONS = frozenset(["for", "to", "on", "of", "against", "with", "about", "over", "from", "in", "into", "upon"])
_PARTICLES = frozenset({"in", "up", "down", "off"})
_PREPOSITIONAL = frozenset({"engage", "participate", "end", "seal"})
_WHEN = frozenset({"at", "by", "until", "till", "since", "before", "after", "towards", "toward", "near", "in"})
_CHANGING = frozenset({"widen", "broaden", "extend", "tighten", "renew", "intensify", "expand"})
_PHONE = frozenset({"phone", "telephone", "telephonically"})
_AIR = frozenset({"plane", "warplane", "jet", "aircraft", "helicopter", "bomber", "gunship", "air", "drone", "fighter"})
_PATIENTS = frozenset(
    {"none", "person", "actor", "official", "captive", "diplomat", "territory", "party", "media", "organization", "delegation"}
)
_ACTION_NOUNS = frozenset(
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


@dataclass(frozen=True, slots=True)
class Act:
    """`head` names the act; `words` are all words that do. `operators` are those applied, outermost first; `inner` is the act they apply to.

    `code` is a CAMEO code or `election`.
    """

    code: str
    head: "Token"
    words: tuple["Token", ...]
    operators: tuple[str, ...] = ()
    inner: "Act | None" = None
    of: str = "source"
    content: "Token | None" = None

    @property
    def topic(self) -> Topic | None:
        return topics.topic_of_code(self.code)


def reading(token: "Token", depth: int = 0) -> Act | None:
    """The act that `token` names in its sentence, None where it names none.

    Kept in the doc's `user_data`: frames ask for the same object's act again and again, and the asking nests.
    """
    known = token.doc.user_data
    key = (_MEMO, token.i)
    if key not in known:
        if depth > _DEEPEST:
            return None
        known[key] = None  # a word that leads back to itself names nothing
        known[key] = _reading(token, depth)
    found: Act | None = known[key]
    return found


def _reading(token: "Token", depth: int) -> Act | None:
    if token.pos_ in ("VERB", "AUX"):
        return _verb(token, depth)
    if token.pos_ in ("NOUN", "PROPN"):
        return _noun(token, depth)
    if token.pos_ == "ADJ":
        return _adjective(token, depth)
    return None


# ---------------------------------------------------------------- verbs


def _verb(verb: "Token", depth: int) -> Act | None:
    for frame in lexicon.verbs().get(verb.lemma_.lower(), ()):
        words = _frame_words(frame, verb)
        if words is None or not _fits(frame, verb, depth):
            continue
        words = (*words, *_named_objects(frame, verb))
        act = _meaning(frame.meaning, verb, (verb, *words), depth)
        if act is not None:
            return act
    return None


def _meaning(meaning: str, verb: "Token", words: tuple["Token", ...], depth: int) -> Act | None:
    if meaning == "election":
        return Act(meaning, verb, _with_prefix(verb))
    if meaning[0].isdigit():
        finer = next((f.name for o in syntax.objects(verb) if (f := _finer(topics.topics()["aid"], o)).name != "aid"), None)
        return Act(_CODES_OF_AID[finer] if meaning == "070" and finer else meaning, verb, words)
    if meaning in OPERATORS:
        return _operator(meaning, verb, words, depth)
    if meaning in ("aspect", "light"):
        return _lent(meaning, verb, words, depth)
    if meaning == "want":
        return _want(verb, words, depth)
    return None


def _named_objects(frame: lexicon.Frame, verb: "Token") -> tuple["Token", ...]:
    """Objects that belong to the act's name: "lift sanctions", "open fire", but not the people it is done to."""
    if not frame.objects or frame.objects & _PATIENTS:
        return ()
    return tuple(o for o in syntax.objects(verb) if o.pos_ == "NOUN")


def _frame_words(frame: lexicon.Frame, verb: "Token") -> tuple["Token", ...] | None:
    found: list[Token] = []
    for word in frame.words:
        holders = (verb, *found)
        hit = next(
            (
                c
                for h in holders
                for c in h.children
                if c.i > verb.i and word in (c.lower_, c.lemma_.lower()) and not _is_mere_preposition(verb, c)
            ),
            None,
        )
        if hit is None:
            return None
        found.append(hit)
    return tuple(found)


def _is_mere_preposition(verb: "Token", word: "Token") -> bool:
    """ "gave an hour to prices in his address" does not give in."""
    is_particle = word.lower_ in _PARTICLES and verb.lemma_.lower() not in _PREPOSITIONAL
    return is_particle and any(c.dep_ == "pobj" for c in word.children)


def _fits(frame: lexicon.Frame, verb: "Token", depth: int) -> bool:
    if frame.prepositions:
        following = {name for name, _ in syntax.prepositions(verb)} | {
            c.lower_ for c in syntax.children(verb, "prt", "prep", "dative")
        }
        if not ("none" in frame.prepositions and not following) and not following & frame.prepositions:
            return False
    if frame.objects and not _object_fits(frame.objects, verb, depth):
        return False
    return all(_flag_holds(flag, verb) for flag in frame.flags)


def _object_fits(wanted: frozenset[str], verb: "Token", depth: int) -> bool:
    held = [*syntax.objects(verb), *syntax.datives(verb)]
    if "none" in wanted:
        return not held
    held += [c for o in held for c in o.conjuncts]
    held += [g for o in held for name, g in syntax.prepositions(o) if name == "of"]
    if not held:  # "hold on to", "withdrew from": what stands behind the particle or preposition
        held = [g for _, g in syntax.prepositions(verb)]
    return any(is_kind(o, kind, depth) for o in held for kind in wanted)


def is_kind(noun: "Token", kind: str, depth: int = 0) -> bool:
    """Whether a noun is of a class of the lexicon, names a topic, or is an act of it."""
    lemma = noun.lemma_.lower()
    if kind in ("actor", "person") and (
        noun.ent_type_ in ("PERSON", "NORP") or (kind == "actor" and noun.ent_type_ in ("GPE", "ORG"))
    ):
        return True
    if kind == "territory" and noun.ent_type_ in ("GPE", "LOC"):
        return True
    if lemma in lexicon.classes().get(kind, ()):
        return True
    topic = topics.topics().get(kind)
    if topic is None:
        return False
    if lemma in topic.concepts:
        return True
    if any(c.lemma_.lower() in topic.concepts for c in noun.children if c.dep_ in ("compound", "amod")):
        return True
    act = reading(noun, depth + 1) if noun.pos_ in ("NOUN", "PROPN") else None
    return act is not None and act.topic is not None and act.topic.name == kind


def _flag_holds(flag: str, verb: "Token") -> bool:
    kind, _, wanted = flag.partition(":")
    if kind == "comp":
        clauses = syntax.children(verb, "ccomp", "xcomp", "acl")
        if not wanted:
            return bool(clauses) or verb.dep_ == "ccomp" or any(c.dep_ == "parataxis" for c in verb.children)
        kinds = wanted.split("|")
        return any(c.lemma_ in kinds or any(is_kind(c, k) or _goes_with(c, k) or _mentions(c, k) for k in kinds) for c in clauses)
    if kind == "to":
        clauses = syntax.children(verb, "xcomp", "ccomp", "advcl")
        return any(c.tag_ == "VB" and any(a.lower_ == "to" for a in c.children if a.dep_ in ("aux", "mark")) for c in clauses)
    if kind == "not":
        return not any(o.lemma_.lower() in lexicon.classes()[wanted] for o in syntax.objects(verb))
    if kind == "plain":
        return not syntax.children(verb, "oprd", "acomp", "attr", "ccomp")
    if kind == "joint":
        return _is_joint(verb)
    if kind == "ahead":
        return syntax.modality(verb) == "future" or (verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.lemma_ == "be")
    if kind == "xcomp":
        return bool(syntax.children(verb, "xcomp"))
    if kind == "obj":
        return bool(syntax.objects(verb))
    if kind == "passive":
        return syntax.is_passive(verb)
    if kind == "neg":
        return syntax.is_negated(verb)
    if kind == "phone":
        return any(g.lower_ in _PHONE for name, g in syntax.prepositions(verb) if name in ("by", "on", "over"))
    if kind == "air":
        doers = [*syntax.subjects(verb), *(g for _, g in syntax.prepositions(verb))]
        return any(w.lemma_.lower() in _AIR for d in doers for w in (d, *d.children))
    if kind == "dest":
        return any(
            any(w.ent_type_ in ("GPE", "LOC", "FAC") for w in (g, *syntax.children(g, "compound")))
            for name, g in syntax.prepositions(verb)
            if name in ("to", "in", "for", "at")
        )
    return kind == "hypothetical" and syntax.modality(verb) is not None


def _is_joint(verb: "Token") -> bool:
    """Whether several do it and nothing else is named that they do it to: "the two leaders talked", "X and Y spoke"."""
    held = {name for name, _ in syntax.prepositions(verb)} & {"to", "with", "of", "about", "against", "out"}
    if held or syntax.objects(verb):
        return False
    doers = syntax.subjects(verb)
    return any(bool(d.conjuncts) or any(c.lower_ in ("two", "both") for c in (d, *d.children)) for d in doers)


def _goes_with(clause: "Token", kind: str) -> bool:
    """Whether verb and preposition together are of a class: "declined to go into it" is no comment."""
    wanted = lexicon.classes().get(kind, frozenset())
    return any(f"{clause.lemma_}_{name}" in wanted for name, _ in syntax.prepositions(clause))


def _mentions(clause: "Token", kind: str) -> bool:
    return any(is_kind(o, kind) for o in syntax.objects(clause))


# ---------------------------------------------------------------- operators


def _operator(operator: str, governor: "Token", words: tuple["Token", ...], depth: int) -> Act | None:
    """`operator` applied to the first thing that `governor` governs and that names an act or a topic."""
    first_content: Token | None = None
    for content in _contents(governor, operator):
        first_content = first_content or content
        inner, topic = _about(content, operator, depth)
        if topic is None:
            continue
        if operator == "intend" and topic.name == "force_posture" and inner is None and governor.lemma_.lower() in _GIVING:
            topic = topics.topics()["aid_military"]  # troops that are offered are help; troops that are moved are not
        code = _applied(operator, inner, topic)
        if code is not None:
            consumed = inner.words if inner else (content,)
            operators = (operator, *(inner.operators if inner else ()))
            return Act(code, governor, _in_order(words, consumed), operators, inner, content=content)
    code = topics.apply(operator, None)
    if code is None or first_content is None or not _stands_alone(operator, governor):
        return None
    return Act(code, governor, _in_order(words, ()), (operator,), content=first_content)


def _applied(operator: str, inner: Act | None, topic: Topic) -> str | None:
    if inner is not None and inner.code == "080" and operator == "intend":
        return "035"
    if operator == "appeal" and inner is not None and inner.code == "051":
        return "053"
    if operator == "intend" and inner is not None and "reject" in inner.operators:
        return inner.code
    if operator == "intend" and inner is not None and "threaten" in inner.operators:
        return inner.code
    return topics.apply(operator, topic)


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
    yield from (c for c in syntax.children(governor, "xcomp", "ccomp") if c.i > governor.i)
    if governor.pos_ in ("NOUN", "PROPN"):
        yield from (c for c in governor.children if c.dep_ in ("acl", "relcl") and c.tag_ in ("VB", "VBP"))
    if governor.pos_ in ("VERB", "AUX"):
        held = syntax.objects(governor)
        for o in held:
            yield from syntax.coordinated(o)
    behind = [(n, g) for n, g in syntax.prepositions(governor) if n in _CONTENT_PREPOSITIONS]
    if operator in ("appeal", "demand"):
        behind.sort(key=lambda x: x[0] != "for")
    for _, governed in behind:
        yield from syntax.coordinated(governed)
    if governor.pos_ in ("VERB", "AUX"):
        yield from syntax.children(governor, "advcl") if operator in ("appeal", "demand", "intend") else ()
    if governor.pos_ in ("NOUN", "PROPN"):
        yield from syntax.children(governor, "compound", "amod")


def _about(content: "Token", operator: str, depth: int) -> tuple[Act | None, Topic | None]:
    """The act, and the topic, that a governed word stands for; both None where it stands for none."""
    act = reading(content, depth + 1)
    if act is not None:
        if syntax.is_negated(content) and content.pos_ in ("VERB", "AUX"):
            act = replace(act, code=topics.negated_intent(act.topic))
        return act, act.topic
    if content.pos_ in ("VERB", "AUX"):
        return None, _topic_of_clause(content, depth)
    topic = _topic_of_phrase(content, depth)
    return None, topic


def _topic_of_clause(verb: "Token", depth: int) -> Topic | None:
    """A clause whose verb the lexicon does not know may still show by its object what it is about ("develop an energy market")."""
    held = [*syntax.children(verb, "xcomp", "ccomp"), *syntax.objects(verb), *(g for _, g in syntax.prepositions(verb))]
    for word in held:
        act = reading(word, depth + 1)
        if act is not None:
            return act.topic
        topic = _topic_of_phrase(word, depth) if word.pos_ not in ("VERB", "AUX") else None
        if topic is not None:
            return topic
    return None


def _topic_of_phrase(noun: "Token", depth: int) -> Topic | None:
    lemma = noun.lemma_.lower()
    topic = topics.topic_of_noun(lemma)
    modifiers = [topics.topic_of_noun(c.lemma_.lower()) for c in noun.children if c.dep_ in ("compound", "amod")]
    if topic is not None:
        closer = next((m for m in modifiers if m is not None), None)
        return closer if closer is not None and topic.name in _BROAD else _finer(topic, noun)
    if lemma in _ACTION_NOUNS or not any(modifiers):
        for name, governed in syntax.prepositions(noun):
            if name in ("of", "for", "to", "on", "at", "over") and depth < _DEEPEST:
                _, found = _about(governed, "", depth + 1)
                if found is not None:
                    return found
    return next((m for m in modifiers if m is not None), None)


def _finer(topic: Topic, noun: "Token") -> Topic:
    """ "military aid" is aid of a kind."""
    modifiers = {c.lemma_.lower() for c in noun.children if c.dep_ in ("compound", "amod")}
    if topic.name == "aid":
        for name, kinds in _KINDS_OF_AID.items():
            if modifiers & kinds:
                return topics.topics()[name]
    return topic


_CODES_OF_AID = {"aid_economic": "071", "aid_military": "072", "aid_humanitarian": "073"}
_KINDS_OF_AID = {
    "aid_economic": frozenset({"economic", "financial", "development", "food", "budget", "monetary"}),
    "aid_military": frozenset({"military", "arm", "arms", "security", "defense", "defence"}),
    "aid_humanitarian": frozenset({"humanitarian", "medical", "food", "emergency", "relief"}),
}


# ---------------------------------------------------------------- light verbs


def _lent(kind: str, verb: "Token", words: tuple["Token", ...], depth: int) -> Act | None:
    """The act of the noun or clause that a light or aspectual verb carries."""
    candidates = [*syntax.children(verb, "xcomp")] if kind == "aspect" else []
    candidates += [o for held in syntax.objects(verb) for o in syntax.coordinated(held)]
    candidates += (
        [g for name, g in syntax.prepositions(verb) if name in ("with", "in", "into", "on", "to")] if not candidates else []
    )
    if verb.lemma_.lower() in _CHANGING:
        candidates = [noun for c in candidates for noun in (_antecedent_act(c, depth), c) if noun is not None]
    for candidate in candidates:
        act = reading(candidate, depth + 1)
        if act is None and candidate.lemma_.lower() in _ACTION_NOUNS:
            act = _of_carrier(candidate, depth)
        if act is not None and act.code != "014":
            return replace(act, head=verb, words=_in_order(words, act.words), inner=act.inner or act)
    return None


def _of_carrier(noun: "Token", depth: int) -> Act | None:
    """The act that a noun only carries: "ten days of war games", "a mediation mission"."""
    held = [g for name, g in syntax.prepositions(noun) if name in ("of", "at", "for")] + syntax.children(noun, "compound")
    return next((act for h in held if (act := reading(h, depth + 1)) is not None), None)


def _antecedent_act(pronoun: "Token", depth: int) -> "Token | None":
    """The act that "it" or "them" stands for in "imposes sanctions and widens them"."""
    if pronoun.lower_ not in ("it", "them", "these", "those"):
        return None
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    number = "NN" if pronoun.lower_ == "it" else "NNS"
    return next((t for t in reversed(before) if t.tag_ == number and reading(t, depth + 1) is not None), None)


def _want(verb: "Token", words: tuple["Token", ...], depth: int) -> Act | None:
    """ "X wants to do it" intends; "X wants Y to do it" appeals."""
    clause = next(iter(syntax.children(verb, "xcomp", "ccomp")), None)
    if clause is None:
        return None
    other = syntax.children(verb, "dobj") or syntax.children(clause, "nsubj", "nsubjpass")
    inner, topic = _about(clause, "", depth)
    if topic is None:
        return Act("020", verb, words, ("appeal",), content=clause) if other else None
    operator = "appeal" if other else "intend"
    code = _applied(operator, inner, topic)
    consumed = inner.words if inner else (clause,)
    return Act(code, verb, _in_order(words, consumed), (operator,), inner, content=clause) if code else None


# ---------------------------------------------------------------- nouns and adjectives


def _noun(noun: "Token", depth: int) -> Act | None:
    before = {c.lemma_.lower() for c in noun.children if c.i < noun.i}
    if noun.lemma_ == "end" and noun.head.lower_ in _WHEN:
        return None  # "at the end of the visit" ends nothing
    if noun.dep_ == "dobj" and noun.head.lemma_ == "address":
        return None  # a rally that is addressed is where something is said
    if noun.lemma_ in ("participation", "involvement") and (shared := _shared(noun, depth)) is not None:
        return shared
    key = noun.lower_ if noun.lower_ in lexicon.nouns() else noun.lemma_.lower()
    for nominal in lexicon.nouns().get(key, ()):
        if not before.issuperset(nominal.modifiers):
            continue
        words = (*(c for c in noun.children if c.i < noun.i and c.lemma_.lower() in nominal.modifiers), *_with_prefix(noun))
        if nominal.meaning in OPERATORS:
            act = _operator(nominal.meaning, noun, words, depth)
            act = replace(act, of=nominal.of) if act else None
        else:
            act = Act(nominal.meaning, noun, words, of=nominal.of)
        if act is not None:
            return _kind_of_aid(act)
    return None


def _shared(noun: "Token", depth: int) -> Act | None:
    """ "X's participation in sanctions against Y" is X's act."""
    governed = next((g for name, g in syntax.prepositions(noun) if name == "in"), None) or _after_aside(noun)
    if governed is not None:
        inner = reading(governed, depth + 1)
        if inner is not None and inner.code[:2] not in ("01", "04"):
            return replace(inner, head=noun, words=_in_order((noun,), inner.words), of="source", inner=inner)
    return None


def _after_aside(noun: "Token") -> "Token | None":
    """What "in" governs behind an aside in dashes: "its participation — though late — in sanctions"."""
    behind = noun.doc[noun.i + 1 : noun.sent.end]
    dashes = [t.i for t in behind if t.text in ("—", "–", "-", "--")]
    if len(dashes) < 2 or dashes[0] != noun.i + 1 or dashes[1] + 1 >= noun.sent.end:
        return None
    after = noun.doc[dashes[1] + 1]
    return syntax.pobj(after) if after.lower_ == "in" else None


def _kind_of_aid(act: Act) -> Act:
    if act.code != "070":
        return act
    finer = _finer(topics.topics()["aid"], act.head)
    return replace(act, code=_CODES_OF_AID.get(finer.name, "070"))


def _adjective(adjective: "Token", depth: int) -> Act | None:
    if adjective.dep_ not in ("acomp", "attr", "oprd", "ROOT", "conj", "advcl"):
        return None
    meaning = lexicon.adjectives().get(adjective.lemma_.lower())
    if meaning is None:
        return None
    if meaning in OPERATORS:
        return _operator(meaning, adjective, (adjective,), depth)
    return Act(meaning, adjective, (adjective,))


def _in_order(words: tuple["Token", ...], more: tuple["Token", ...]) -> tuple["Token", ...]:
    return tuple(sorted({w.i: w for w in (*words, *more)}.values(), key=lambda w: w.i))


def _with_prefix(word: "Token") -> tuple["Token", ...]:
    """ "re-elected" is three tokens to the tokeniser."""
    doc, i = word.doc, word.i
    return (doc[i - 2], doc[i - 1], word) if i >= 2 and doc[i - 1].text == "-" and doc[i - 2].lower_ == "re" else (word,)
