"""Who a source is: somebody named, somebody unnamed, a crowd, the press, a document; read from its words and, for pronouns, the words before."""

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from hikiwake.reading.actor_syntax import main_subject_before
from hikiwake.reading.sourcing_nouns import is_news, kinds_of, nouns, run_of
from hikiwake.reading.sourcing_setting import Kind, Setting

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan
    from spacy.tokens import Token

_HIDDEN = re.compile(
    r"\b(?:anonym\w+|not (?:to )?(?:be )?(?:named|identified)|not authori[sz]ed|unnamed|unidentified|familiar with|close to|in the know)\b",
    re.IGNORECASE,
)
_FIRST = frozenset({"i", "we", "us", "me"})
_OURS = frozenset({"my", "our"})  # "my Government": of a speech
_PERSONAL = frozenset({"he", "she", "him", "her"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_MANY = frozenset({"many", "some", "most", "few", "other", "others", "all"})
_COUNTED = frozenset(
    {"several", "dozens", "number", "dozen", "half", "handful", "couple", "another", "one", "two", "three", "four", "five"}
)
_INDEFINITE = frozenset({"a", "an", "another", "one", "any"})
_HOUSES = frozenset({"senate", "house", "congressional", "gop", "parliamentary", "state", "national", "local"})
_POLLED = re.compile(
    r"\d ?(?:%|percent\b|per cent\b)|\b(?:majority|plurality|two-thirds|half|third) of\b|^among\b", re.IGNORECASE
)
_SOME_OF = re.compile(
    r"(?:(?:only|just|almost|nearly|at least) )?(some|many|most|few|a few|several|one|two|three|four|both) of\b", re.IGNORECASE
)
_A_KIND_OF_PEOPLE = re.compile(
    r"(?:ers|ors|ists|ians|icans|ants|ents|ees|men|women|folks?|ives|als|ites|kids|youths|families|elites)$"
)
_A_PEOPLE = re.compile(r"(?:[ai]ns|inos|ics|ims|ews|ites|ists|[ks]s)$")
_FARTHEST_BACK = 80  # words before a pronoun in which whom it means is looked for


class Who(StrEnum):
    """What a reader could tell of a source."""

    NOBODY = "nobody"
    SELF = "self"  # "I", "we"; in a speech the speaker's own state
    NAMED = "named"  # by name, by an office of its own, or elsewhere in the text
    UNNAMED = "unnamed"
    CROWD = "crowd"
    PRESS = "press"  # a news organisation
    COURT = "court"
    PAPER = "paper"  # a document that its author published: a lawsuit, a statement, an editorial
    FINDING = "finding"  # a named poll or study


def who_is(found: "SpacySpan", setting: Setting) -> Who:
    """Who the source is whose words are `found`."""
    if _HIDDEN.search(found.text):
        return Who.UNNAMED
    share = _share(found, setting)
    if share is not None:
        return share
    head = _head(found)
    if head.lower_ in _FIRST or (found[0].lower_ in _OURS and setting.kind is not Kind.REPORT):
        return Who.SELF
    if found.text.isupper() and len(found) > 1 and head.ent_type_ != "ORG":
        return Who.UNNAMED if "hidden" in nouns(found[-1].lower_) else Who.NAMED
    if head.pos_ in ("PRON", "DET", "ADJ") and head.lower_ not in ("both",):
        return _of_a_pronoun(found, head, setting)
    if head.ent_type_ == "PERSON":
        return Who.NAMED
    if is_news(_name(found, head)):
        return Who.PRESS
    if head.pos_ == "PROPN" and found[-1].pos_ == "NOUN" and found[-1].i != head.i and "finding" in kinds_of(found[-1]):
        return _of_a_finding(found, found[-1])
    if head.pos_ == "PROPN" and (not kinds_of(head) or (kinds_of(head) == {"body"} and found[0].lower_ not in _INDEFINITE)):
        return _of_a_name(found, head)
    return _of_a_noun(found, head)


def _head(found: "SpacySpan") -> "Token":
    """The noun that the source turns on; behind "among" and "by" their noun."""
    head = found.root
    if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        return _said_of(head, found)
    inner = [t for t in found if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ not in ("compound", "poss")]
    return _said_of(inner[0], found) if inner else head


def _said_of(head: "Token", found: "SpacySpan") -> "Token":
    """ "a number of attendees", "a majority of voters", "a panel of the court": what is counted out."""
    if head.lemma_.lower() in ("number", "group", "handful", "couple", "dozen", "majority", "lot", "series", "half", "score"):
        for child in head.children:
            if child.lower_ == "of" and child.i < found.end:
                return next((t for t in child.children if t.dep_ == "pobj"), head)
    return head


def _of_a_pronoun(found: "SpacySpan", head: "Token", setting: Setting) -> Who:
    word = head.lower_
    if word in _RELATIVE:
        return _antecedent_of_relative(head, setting)
    if word in _PERSONAL:
        return _antecedent(found, setting)
    if word in _COUNTED:
        return Who.UNNAMED
    if word in _MANY or "crowd" in nouns(word) or (word == "those" and len(found) > 1):
        return Who.UNNAMED if _is_asked(found, head) else Who.CROWD
    return Who.UNNAMED if word in ("someone", "somebody", "another") else Who.NAMED


def _is_asked(found: "SpacySpan", head: "Token") -> bool:
    """ "everyone I interviewed", "some of those present"."""
    return any(t.lemma_ in ("interview", "present", "ask", "poll", "survey") for t in found if t.i > head.i)


def _antecedent_of_relative(head: "Token", setting: Setting) -> Who:
    verb = head.head
    while verb.dep_ not in ("relcl", "ROOT") and verb.head.i != verb.i:
        verb = verb.head
    noun = verb.head
    if verb.dep_ != "relcl" or noun.pos_ not in ("NOUN", "PROPN") or noun.i >= head.i:
        return Who.NAMED
    return who_is(head.doc[noun.left_edge.i : noun.i + 1], setting)


def _antecedent(found: "SpacySpan", setting: Setting) -> Who:
    """Whom "he" or "she" means: the nearest person before, a name where there is one as near as an unnamed person."""
    doc = found.doc
    told = main_subject_before(doc, found.root.i)
    if told is not None and told.lower_ not in _PERSONAL:
        spoke = doc[told.left_edge.i : told.right_edge.i + 1]
        if who_is(spoke, setting) is Who.UNNAMED:
            return Who.UNNAMED  # "One of the diplomats said …. “…,” he said", whomever the diplomat speaks of
    for token in reversed(doc[max(0, found.start - _FARTHEST_BACK) : found.start]):
        if token.pos_ == "PROPN" and (token.ent_type_ == "PERSON" or token.dep_ in ("nsubj", "nsubjpass")):
            return Who.NAMED
        if token.pos_ == "NOUN" and token.tag_ == "NN" and _is_unnamed_person(token):
            return Who.UNNAMED
    return Who.NAMED


def _is_unnamed_person(noun: "Token") -> bool:
    kinds = kinds_of(noun)
    if noun.dep_ not in ("nsubj", "nsubjpass") and noun.head.lower_ not in ("of", "by", "from", "with"):
        return False
    if not kinds & {"insider", "hidden"} or any(c.dep_ == "appos" for c in noun.children):
        return False
    return noun.dep_ != "appos" and any(c.lower_ in _INDEFINITE for c in noun.children)


def _share(found: "SpacySpan", setting: Setting) -> Who | None:
    """ "73 percent of Americans" were polled; "many of the leaders" are a crowd, "one of his aides" is unnamed; else None."""
    text = found.text
    if _POLLED.search(text):
        return Who.FINDING if setting.names_a_poll else Who.UNNAMED
    some = _SOME_OF.match(text)
    if some is None:
        return None
    if some[1].lower() in _MANY:
        last = found[-1]
        return Who.UNNAMED if "hidden" in kinds_of(last) and some[1].lower() == "some" else Who.CROWD
    return Who.UNNAMED


def _of_a_name(found: "SpacySpan", head: "Token") -> Who:
    if is_news(head.text) and len(_name(found, head).split()) <= 2:
        return Who.PRESS
    before = [c for c in head.children if c.i < head.i]
    if head.ent_type_ == "ORG" or _is_definite(before):
        return Who.NAMED
    if _quantity(head, _MANY) or (head.ent_type_ == "NORP" and _A_PEOPLE.search(head.text) and not _is_counted(before)):
        return Who.CROWD
    return Who.UNNAMED if _is_counted(before) and head.text.endswith("s") else Who.NAMED


def _of_members(found: "SpacySpan", head: "Token") -> Who:
    """ "Democrats" are the party, "some Democrats" a crowd, "a Democrat" one of them."""
    before = [c for c in head.children if c.i < head.i]
    if any(c.lower_ in _MANY for c in before):
        return Who.CROWD
    if head.tag_ in ("NNP", "NN") or any(c.lower_ in _COUNTED or c.pos_ == "NUM" for c in before):
        return (
            Who.UNNAMED if any(c.lower_ in _INDEFINITE or c.pos_ == "NUM" or c.lower_ in _COUNTED for c in before) else Who.NAMED
        )
    loose = [c for c in before if c.dep_ in ("amod", "compound") and c.lower_ not in _HOUSES]
    return Who.CROWD if loose or any(c.dep_ == "relcl" for c in head.children) else Who.NAMED


def _of_a_noun(found: "SpacySpan", head: "Token") -> Who:
    kinds = kinds_of(head)
    if "finding" in kinds:
        return _of_a_finding(found, head)
    if "opinion_page" in kinds and "insider" not in kinds:
        return Who.PAPER if _is_told(found, head) else Who.CROWD
    if "paper" in kinds:
        return Who.PAPER
    if _is_called(head):
        return Who.NAMED
    if "party" in kinds:
        return _of_members(found, head)
    if kinds & {"press", "press_at_large"}:
        return _of_a_medium(found, head)
    if "court" in kinds:
        return Who.COURT
    if kinds & {"voice", "team"}:
        return _of_a_voice(found, head)
    if "crowd" in kinds:
        return Who.UNNAMED if any(c.dep_ == "relcl" for c in head.children) and head.tag_ == "NNS" else Who.CROWD
    return _of_a_role(head, kinds)


def _is_told(found: "SpacySpan", head: "Token") -> bool:
    """Whether it is one page: "the editorial", "an Asahi commentary"; not "press commentary"."""
    return any(t.pos_ == "PROPN" for t in found) or any(c.dep_ in ("det", "poss") for c in head.children)


def _of_a_finding(found: "SpacySpan", head: "Token") -> Who:
    """A study is named by who made it, or by the article: "the report"."""
    names = [t for t in found if t.pos_ == "PROPN" and t.ent_type_ not in ("GPE", "DATE", "NORP", "LOC")]
    if any(is_news(run_of(t)) for t in names) and head.lemma_.lower() in (
        "analysis",
        "review",
        "investigation",
        "count",
        "tally",
    ):
        return Who.PRESS
    if names or any(c.lower_ in ("the", "this", "that") or c.dep_ == "poss" for c in head.children):
        return Who.FINDING
    return Who.UNNAMED


def _of_a_medium(found: "SpacySpan", head: "Token") -> Who:
    if any(is_news(run_of(t)) for t in found if t.pos_ == "PROPN"):
        return Who.PRESS
    if "press_at_large" in kinds_of(head) and head.lower_ not in ("report", "article"):
        return Who.CROWD
    if any(c.lower_ in ("the", "this", "that") for c in head.children) or any(t.pos_ == "PROPN" for t in found):
        return Who.PRESS
    return Who.CROWD if head.tag_ == "NNS" else Who.UNNAMED


def _of_a_voice(found: "SpacySpan", head: "Token") -> Who:
    """ "a Clinton spokesman" and "his lawyers" speak for somebody named, "a spokesman" for nobody we know."""
    holds = any(c.dep_ in ("poss", "compound") for c in head.children) or any(c.lower_ in ("for", "of") for c in head.children)
    if holds or _is_definite([c for c in head.children if c.i < head.i]):
        return Who.NAMED
    return Who.UNNAMED if any(c.lower_ in _INDEFINITE for c in head.children) or head.tag_ == "NNS" else Who.NAMED


def _of_a_role(head: "Token", kinds: frozenset[str]) -> Who:
    """A common noun: a person or a body; named by "the" where it is the only one, except for people who are never told."""
    before = [c for c in head.children if c.i < head.i]
    is_person = bool(kinds & {"insider", "hidden"})
    if any(c.lower_ in _MANY for c in before):
        return Who.UNNAMED if "hidden" in kinds and any(c.lower_ == "some" for c in before) else Who.CROWD
    if _is_counted(before):
        return Who.UNNAMED
    if "secret" in kinds or ("hidden" in kinds and not _is_definite(before)):
        return Who.UNNAMED
    if any(c.lower_ in _INDEFINITE for c in before):
        return Who.UNNAMED
    is_plural = head.tag_ in ("NNS", "NNPS")
    if is_plural and not _is_definite(before):
        return Who.CROWD if not is_person and "body" not in kinds and _A_KIND_OF_PEOPLE.search(head.lower_) else Who.UNNAMED
    return Who.UNNAMED if is_plural and is_person and "office" not in kinds else Who.NAMED


def _is_counted(before: "list[Token]") -> bool:
    return any(c.lower_ in _COUNTED or c.pos_ == "NUM" for c in before) and not _is_definite(before)


def _is_definite(before: "list[Token]") -> bool:
    return any(c.lower_ in ("the", "this", "that", "these", "those", "both") or c.dep_ == "poss" for c in before)


def _is_called(head: "Token") -> bool:
    """Whether a name stands beside the noun: "a former congressman, Mark Siljander", "talk-show host Sean Hannity"."""
    beside = [c for c in head.children if c.dep_ in ("appos", "nmod") and c.pos_ == "PROPN"]
    return any(c.ent_type_ not in ("DATE", "GPE", "NORP", "CARDINAL") for c in beside)


def _quantity(head: "Token", words: frozenset[str]) -> bool:
    return any(c.lower_ in words for c in head.children if c.i < head.i)


def _name(found: "SpacySpan", head: "Token") -> str:
    """The run of capital words that ends in the head, with what belongs to it behind ("Bank of Japan" is not looked for)."""
    start = head.i
    while (
        start > found.start and found.doc[start - 1].pos_ in ("PROPN", "ADJ", "NOUN") and found.doc[start - 1].text[:1].isupper()
    ):
        start -= 1
    return str(found.doc[start : head.i + 1].text)
