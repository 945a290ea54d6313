"""The conversation with the server: one question, one whole answer or the reason why there is none. No tools, no redirects, no proxies.

Servers differ in how they want to be asked for JSON: a nested `json_schema` (OpenAI, llama-server, Ollama), `json_object` with a `schema`
beside it (llama-cpp-python), or not at all. They are tried in this order and the first that is taken is kept.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Annotated, Self

import httpx
from pydantic import BaseModel, Field, ValidationError

from hikiwake.reading.model_reader.endpoint import Endpoint
from hikiwake.reading.model_reader.prompt import Message
from hikiwake.reading.model_reader.schema import Answer, answer_schema
from hikiwake.reading.model_reader.settings import Settings

TEMPERATURE = 0.0
_LARGEST = 4_000_000  # bytes of an answer: far more than any that can be meant
_NOT_THIS_WAY = frozenset((400, 415, 422, 500, 501))  # statuses by which servers refuse a response format
_FORMATS: tuple[dict[str, object] | None, ...] = (
    {"type": "json_schema", "json_schema": {"name": "reading", "strict": True, "schema": answer_schema()}},
    {"type": "json_object", "schema": answer_schema()},
    None,
)
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_FENCED = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?```\s*\Z", re.DOTALL)

_Count = Annotated[int, Field(ge=0, le=10**9)]


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: _Count = 0
    completion_tokens: _Count = 0


class _Completion(BaseModel):
    choices: Annotated[list[_Choice], Field(min_length=1)]
    usage: _Usage | None = None


@dataclass(frozen=True, slots=True)
class Tokens:
    """As the server counts them; 0 where it does not."""

    prompt: int = 0
    completion: int = 0


NO_TOKENS = Tokens()


@dataclass(frozen=True, slots=True)
class Answered:
    """A whole, valid answer."""

    answer: Answer
    tokens: Tokens = NO_TOKENS


@dataclass(frozen=True, slots=True)
class Failed:
    """Why there is no answer, which may have cost tokens all the same.

    `is_down`: the server itself is at fault, so that the next question may well fare the same.
    """

    reason: str
    tokens: Tokens = NO_TOKENS
    is_down: bool = False


class Client:
    """One server. `requests` counts what was sent; the response format and the parameter names that it takes are learned once."""

    def __init__(self, endpoint: Endpoint, settings: Settings) -> None:
        self.requests = 0
        self._settings = settings
        self._url = f"{endpoint.address}/chat/completions"
        self._formats: Sequence[dict[str, object] | None] = _FORMATS
        self._parameters: dict[str, float] = {"temperature": TEMPERATURE, "max_tokens": settings.max_tokens}
        headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
        # trust_env would send text through a proxy, and passwords out of ~/.netrc, that nobody here spoke of.
        self._http = httpx.Client(headers=headers, timeout=settings.timeout, follow_redirects=False, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._http.close()

    def ask(self, messages: Sequence[Message]) -> Answered | Failed:
        """The answer to one question, or why there is none."""
        failed = Failed("it was not asked")
        for form in self._formats:
            try:
                status, body = self._post(messages, form)
            except TimeoutError:
                return Failed(f"no answer within {self._settings.timeout:g} s", is_down=True)
            except httpx.HTTPError as error:
                return Failed(f"the server cannot be reached ({type(error).__name__})", is_down=True)
            except ValueError as error:
                return Failed(str(error))
            if status == 200:
                self._formats = (form,)
                return _read(body)
            failed = Failed(f"the server answered with status {status}", is_down=True)
            if status not in _NOT_THIS_WAY:
                break
        return failed

    def _post(self, messages: Sequence[Message], form: dict[str, object] | None) -> tuple[int, bytes]:
        """Status and body; once more where the server wants another parameter (OpenAI's later models do)."""
        status, body = self._send(messages, form)
        if status == 400 and "max_tokens" in self._parameters and b"max_completion_tokens" in body:
            self._parameters["max_completion_tokens"] = self._parameters.pop("max_tokens")
            status, body = self._send(messages, form)
        if status == 400 and "temperature" in self._parameters and b"temperature" in body:
            del self._parameters["temperature"]
            status, body = self._send(messages, form)
        return status, body

    def _send(self, messages: Sequence[Message], form: dict[str, object] | None) -> tuple[int, bytes]:
        """Raises: TimeoutError, httpx.HTTPError, ValueError (the answer is endless)."""
        question = {"model": self._settings.model, "messages": list(messages), "stream": False, **self._parameters}
        if form is not None:
            question["response_format"] = form
        self.requests += 1
        told: SimpleQueue[tuple[int, bytes] | Exception] = SimpleQueue()

        def post() -> None:
            try:
                told.put(self._received(question))
            except Exception as error:  # of another thread: it is raised in this one, below
                told.put(error)

        # httpx counts its time-out from byte to byte and not at all while a name is looked up: only from outside is it kept whatever happens.
        Thread(target=post, daemon=True).start()
        try:
            answer = told.get(timeout=self._settings.timeout)
        except Empty:
            raise TimeoutError from None
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _received(self, question: dict[str, object]) -> tuple[int, bytes]:
        deadline = time.monotonic() + self._settings.timeout
        body = bytearray()
        try:
            with self._http.stream("POST", self._url, json=question) as response:
                for piece in response.iter_bytes():
                    body += piece
                    if len(body) > _LARGEST:
                        raise ValueError("the answer is too long")
                    if time.monotonic() > deadline:
                        raise TimeoutError
        except httpx.TimeoutException:
            raise TimeoutError from None
        return response.status_code, bytes(body)


def _read(body: bytes) -> Answered | Failed:
    try:
        completion = _Completion.model_validate_json(body)
    except ValidationError:
        return Failed("the server's answer is no chat completion")
    choice, usage = completion.choices[0], completion.usage or _Usage()
    tokens = Tokens(usage.prompt_tokens, usage.completion_tokens)
    if choice.finish_reason != "stop":
        return Failed(f"the answer was not finished ({_shown(choice.finish_reason)})", tokens)
    content = _THOUGHT.sub("", choice.message.content or "")
    if fenced := _FENCED.match(content):
        content = fenced[1]
    if not content.strip():
        return Failed("the answer is empty", tokens)
    try:
        answer = Answer.model_validate_json(content)
    except ValidationError:
        return Failed("the answer does not keep to the schema", tokens)
    return Answered(answer, tokens)


def _shown(reason: str | None) -> str:
    return reason if reason in ("length", "content_filter", "tool_calls") else "no known reason"
