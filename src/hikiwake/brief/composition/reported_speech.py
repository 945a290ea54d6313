"""How a statement reads after its speaker: in quotation marks, or after the verb that the text itself has for its being said."""

import re

from hikiwake.brief import english
from hikiwake.record.model import Statement

_LONGEST = 420  # characters of a statement shown in a line; the whole stands in its excerpt
_NO_VERBS = frozenset(
    [
        "according",
        "in",
        "for",
        "with",
        "as",
        "per",
        "the",
        "a",
        "an",
        "to",
        "saying",
        "adding",
        "telling",
        "stating",
        "citing",
        "quoting",
        "noting",
    ]
)
_PLAIN_VERBS = {
    "told": "said",
    "telling": "saying",
    "reminded": "said",
    "assured": "said",
    "informed": "said",
}  # with no hearer to follow
_BASE_FORMS = frozenset(
    ["say", "tell", "explain", "think", "believe", "expect", "hope", "fear", "mention", "add", "write", "announce"]
)
_AUXILIARIES = frozenset(["did", "does", "do", "would", "will", "could", "can", "must", "may", "might"])  # did not say
_PASSIVE = re.compile(
    r"(?:(?:is|are|was|were|be)|(?:has|have|had) been)\b(?!.*ing\b)", re.IGNORECASE
)  # is expected: nobody speaks
_TAKES_A_CLAUSE = re.compile(
    r"\b(?:sa(?:y|ys|id)|stat|add|announc|declar|claim|warn|argu|note|stress|explain|report|insist|suggest|believ|th(?:ink|ought)|hop(?:e|ed)|fear"
    r"|expect|predict|answer|repl|recall|recount|complain|den[iy]|confirm|conclu|observ|remark|repeat|promis|comment|speculat|writes?|wrote|point"
    r"|assum|suspect|doubt|conced|confess|grumbl|indicat|found|finds|propos|estimat|admit|assert|maintain|contend|acknowledg|reveal|disclos)",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"[,;]\s+(?:and|but|or)$")
_LAST_COMMA = re.compile(r"[,;]([”\"’'])$")
_EXPECTED_TO = re.compile(r"(?:\w+ )*expect\w*\s+(?:\S+\s+){1,5}to\s+\w")  # somebody to do something
_CONJUNCTION = re.compile(r"^(?:when|while|where|which|who|as|after|before|and|but)\s+…\s+", re.IGNORECASE)
# The noun that says who; a capital letter is no name's where more follows ("Envoys from Oslo").
_HEAD = re.compile(
    r"(?:[\w’'-]+\s+)*?(?:([a-z][\w’'-]*)(?=$|,)|([\w’'-]+)(?=\s+(?:from|of|in|at|on|who|with|close|familiar|for|to)\b))"
)
_NAMING = frozenset(["called", "calls", "described", "describes", "branded", "dubbed", "labelled", "termed"])
_THING = re.compile(r"\s+((?:(?:the|his|her|its|their|this|that|these|those|an?)\s+)?[\w’'-]+(?:\s[\w’'-]+){0,6})\s+")
_MARKS = re.compile(r"[“”\"]|(?<!\w)‘")


def told(statement: Statement, *, is_speaker_known: bool = True, text: str = "") -> str:
    """What was said, to be read after the speaker: in quotation marks where it was quoted, in the text's own words where it was not.

    Args:
        text: of the statement's document, where what a thing was called is to be told with the thing.
    """
    content = _LAST_COMMA.sub(r"\1", english.shortened(statement.content.text, _LONGEST).strip(" ,;:"))
    content = _LOOSE_END.sub("", content)
    cue = english.plain(statement.cue.text) if statement.cue else ""
    if _holds_its_cue(statement):
        return english.sentence(_inner_single(content))
    if _PASSIVE.match(cue) and _is_before_its_cue(statement):
        return english.sentence(_inner_single(_in_order(content, cue)))
    verb = "" if _PASSIVE.match(cue) and not is_speaker_known else _verb(cue, statement, is_speaker_known=is_speaker_known)
    verb = f"{verb}{_thing_named(statement, text)}" if verb in _NAMING else verb
    content = _in_one_quotation(content) if statement.quoted else content
    if statement.quoted and (_is_whole_quotation(content) or not _MARKS.search(content)):
        words = english.quoted(content)
        words += "" if words.endswith((".”", "?”", "!”", "…”")) else "."
        return f"{verb} {words}" if verb else words
    content = _inner_single(content)
    if verb:
        is_clause = _is_before_its_cue(statement) or (
            _TAKES_A_CLAUSE.search(verb) and not _EXPECTED_TO.match(f"{verb} {content}")
        )
        words = (
            f"{verb}: {content}" if is_clause and content[:1].isupper() and not content.startswith("I ") else f"{verb} {content}"
        )
        return words if words.endswith((".", "?", "!", "…", ".’")) else f"{words}."
    return english.sentence(re.sub(r"^that\s+", "", content))


def _holds_its_cue(statement: Statement) -> bool:
    """Whether the content's own words say already that it was said."""
    cue = statement.cue.spans if statement.cue else ()
    return any(c.holds(s) for s in cue for c in statement.content.spans)


def _is_before_its_cue(statement: Statement) -> bool:
    return statement.cue is not None and statement.content.spans[0].start < statement.cue.spans[0].start


def _in_order(content: str, cue: str) -> str:
    """What stands on both sides of its cue, as the text has it: "the two presidents are expected to meet"."""
    first, gap, rest = content.partition(" … ")
    return f"{first} {cue} {rest}" if gap else f"{first} {cue}"


def _inner_single(content: str) -> str:
    """Quotation marks within become single ones."""
    return english.quoted(f"({content})")[2:-2]


_TAKING_BACK = frozenset({"withdraws", "withdrew", "withdrawn", "retracts", "retracted", "corrects", "corrected"})


def _verb(cue: str, statement: Statement, *, is_speaker_known: bool = True) -> str:
    """The cue where it can follow its speaker ("reportedly stated"), empty where it cannot ("according to")."""
    words = _CONJUNCTION.sub("", cue).lower().split()
    if words[1:2] == ["…"] and words[0] in _TAKING_BACK:
        words[:2] = ["has", "withdrawn", "its"] if words[0] == "withdrawn" else [words[0], "its"]
    joins = words[-1:] if words[-1:] in (["to"], ["of"]) and not _is_before_its_cue(statement) else []  # "agreed to" a ceasefire
    if (
        not words
        or len(words) > 4
        or words[0] in _NO_VERBS
        or words[0].endswith("ing")
        or (words[-1] in ("to", "of", "by") and not joins)
        or not all(w.isalpha() for w in words)
    ):
        return ""
    kept = [_PLAIN_VERBS.get(w, w) for w in words[: len(words) - len(joins)] if w != "that"]
    are_several = is_speaker_known and _are_several(statement)
    is_bare = not kept or (kept[-1] in _BASE_FORMS and kept[0] not in _AUXILIARIES and not are_several)
    return "" if is_bare else " ".join((*kept, *joins))


def _are_several(statement: Statement) -> bool:
    """Whether those who say it are several by their name: "diplomats from the guarantor countries"."""
    who = _HEAD.match(statement.source.text) if statement.source else None
    head = (who[1] or who[2]) if who else ""
    return head.endswith("s") and not head.endswith(("ss", "us"))


def _thing_named(statement: Statement, text: str) -> str:
    """What was called so, where the text has it between the two: "called the memorandum “a surrender”"."""
    if statement.cue is None or not text or _is_before_its_cue(statement):
        return ""
    between = _THING.fullmatch(text[statement.cue.spans[-1].end : statement.content.spans[0].start])
    return f" {between[1]}" if between else ""


def _in_one_quotation(content: str) -> str:
    """A quotation that its speaker's name interrupts, as one: “A,” … “B.” is “A … B.”."""
    pieces = content.split(" … ")
    if len(pieces) < 2 or not all(len(piece) > 2 and _is_whole_quotation(piece) for piece in pieces):
        return content
    inner = [piece[1:-1].rstrip(" ,") for piece in pieces]
    return f"“{' … '.join(inner)}”"


def _is_whole_quotation(content: str) -> bool:
    return content[0] in '“‘"' and content[-1] in '”’"' and not _MARKS.search(content[1:-1])
