"""What the model may answer: strings copied from the text, a grade, a category. Never an offset, a date or a name of its own."""

from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from hikiwake.terms.grades import Grade
from hikiwake.terms.ontology import quads

_MOST = 100  # entries of a chunk: more is a model that turns in circles
_LONGEST = 4000  # characters of one string


def _category(name: str) -> str:
    if name not in quads():
        raise ValueError(f"no category of PLOVER: {name!r}")
    return name


Words = Annotated[str, Field(min_length=1, max_length=_LONGEST)]


class SaidWords(BaseModel):
    """Somebody said or thinks something. `source` and `cue` are null for the author's own judgement."""

    model_config = ConfigDict(frozen=True)

    source: Words | None
    cue: Words | None
    content: Words
    grade: Grade


class EventWords(BaseModel):
    """Somebody did something to somebody; `trigger` is the word that names it."""

    model_config = ConfigDict(frozen=True)

    trigger: Words
    category: Annotated[str, AfterValidator(_category)]
    sources: Annotated[list[Words], Field(max_length=4)]
    targets: Annotated[list[Words], Field(max_length=4)]
    grade: Grade


class Answer(BaseModel):
    """All that the model found in one chunk; other keys than these are left aside."""

    model_config = ConfigDict(frozen=True)

    statements: Annotated[list[SaidWords], Field(max_length=_MOST)]
    events: Annotated[list[EventWords], Field(max_length=_MOST)]


@cache
def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer as servers take it: every key required, none besides, no limits (grammars grow with them)."""
    schema = Answer.model_json_schema()
    defined = schema["$defs"]
    defined["EventWords"]["properties"]["category"] = {"type": "string", "enum": sorted(quads())}
    return _plain(schema)  # type: ignore[no-any-return]


def _plain(node: Any) -> Any:
    if isinstance(node, list):
        return [_plain(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    kept = {key: _plain(value) for key, value in node.items() if key not in ("maxLength", "minLength", "maxItems", "description")}
    kept = {key: value for key, value in kept.items() if not (key == "title" and isinstance(value, str))}
    return {**kept, "additionalProperties": False} if kept.get("type") == "object" else kept
