"""The reader: documents in chunks to the model, its strings set upon our own ground, the built-in reader wherever it fails."""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from hikiwake.reading.builtin import BuiltIn
from hikiwake.reading.language import parse
from hikiwake.reading.languages.routing import is_english
from hikiwake.reading.model_reader.anchoring import Place, Refused
from hikiwake.reading.model_reader.cache import Cache, Question
from hikiwake.reading.model_reader.chunks import Chunk, chunks
from hikiwake.reading.model_reader.client import TEMPERATURE, Answered, Client, Failed
from hikiwake.reading.model_reader.combining import Outcome, combined
from hikiwake.reading.model_reader.endpoint import Endpoint
from hikiwake.reading.model_reader.events import found_report
from hikiwake.reading.model_reader.ground import Ground
from hikiwake.reading.model_reader.prompt import VERSION, fingerprint, messages
from hikiwake.reading.model_reader.schema import Answer, answer_schema
from hikiwake.reading.model_reader.settings import Settings
from hikiwake.reading.model_reader.statements import found_statement
from hikiwake.reading.reader import Reader
from hikiwake.record.model import Document, ModelAccount, Reading, Report, Statement
from hikiwake.terms.errors import HikiwakeError, Problem

NAME = "llm 1"
_AT_ONCE = 8  # documents parsed together
_PATIENCE = 3  # failures of the server in a row, after which it is not asked any more
_CHARACTERS_A_TOKEN = 6  # no tokenizer gets more out of prose: a server that counts fewer tokens has cut the text without a word


class ModelReader:
    """A `Reader` that asks a language model's server, one chunk at a time.

    `tell` hears what leaves this machine; `code` makes the fence's code, new for each question.
    """

    def __init__(
        self,
        settings: Settings,
        endpoint: Endpoint,
        *,
        built_in: Reader | None = None,
        cache: Cache | None = None,
        is_remote_allowed: bool = False,
        tell: Callable[[str], None] = lambda line: None,
        code: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._settings = settings
        self._endpoint = endpoint
        self._built_in: Reader = built_in or BuiltIn()
        self._cache = cache or Cache()
        self._is_remote_allowed = is_remote_allowed
        self._tell = tell
        self._code = code
        self._failures = 0

    @property
    def name(self) -> str:
        return f"{NAME}, {self._settings.model}, prompt {VERSION}"

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Problem]:
        """One reading for each document, in order, with its account; one in another language than English is the built-in reader's alone.

        Raises:
            HikiwakeError: text would leave this machine and that is not allowed; or a chunk failed and `on_error` is `fail`.
        """
        if not self._endpoint.is_local:
            documents = list(documents)  # how much leaves is told before anything does
            self._ask_leave(documents)
        remaining = iter(documents)
        with Client(self._endpoint, self._settings) as client:
            while some := list(islice(remaining, _AT_ONCE)):
                parsed = parse((d.text, d.prose) for d in some if is_english(d))
                for document, reading in zip(some, self._built_in.read(some), strict=True):
                    # Of another language there is no ground of ours to set the model's words upon.
                    passages = next(parsed) if is_english(document) else None
                    if passages is None or isinstance(reading, Problem):
                        yield reading
                        continue
                    ground = Ground(document, passages, reading, self._settings.chunk_chars)
                    try:
                        yield self._read(ground, client)
                    except HikiwakeError:
                        raise
                    except Exception as error:  # as the built-in reader: one document costs no other, and is told by name
                        what = f"could not be read ({type(error).__name__}: {error})"
                        yield Problem(document.name, what, "The others were read; please report it.")

    def _ask_leave(self, documents: list[Document]) -> None:
        documents = [d for d in documents if is_english(d)]
        count = sum(s.end - s.start for d in documents for s in d.prose)
        if not count:
            return
        what = f"{count} characters of {len(documents)} {'document' if len(documents) == 1 else 'documents'}"
        if not self._is_remote_allowed:
            raise HikiwakeError.of(
                self._endpoint.host,
                f"is beyond this machine, and {what} would be sent there",
                "Add --llm-allow-remote to send them, or name a server on this machine.",
            )
        self._tell(f"{what} leave this machine for {self._endpoint.host}")

    def _read(self, ground: Ground, client: Client) -> Reading:
        document = ground.document
        account = ModelAccount(NAME, self._settings.model, VERSION, flagged=tuple(ground.flagged))
        outcomes: list[Outcome] = []
        faults = 0
        for chunk in chunks(document.text, ground.windows, self._settings.chunk_chars):
            sent = client.requests
            told, is_cached = self._answer(chunk, client)
            account = replace(
                account,
                chunks=account.chunks + 1,
                requests=account.requests + client.requests - sent,
                cached=account.cached + is_cached,
                prompt_tokens=account.prompt_tokens + told.tokens.prompt,
                completion_tokens=account.completion_tokens + told.tokens.completion,
            )
            if isinstance(told, Failed):
                self._fail_if_asked(document, chunk, told)
                faults += 1
                account = _fallen_back(account, told.reason)
                outcomes.append(Outcome(chunk, keeps_built_in=True))
                continue
            outcome, account = _set_upon(ground, chunk, told.answer, account)
            outcomes.append(outcome)
        reading = combined(ground.reading, outcomes)
        facts: tuple[Statement | Report, ...] = (*reading.statements, *reading.reports)
        accepted = sum(fact.is_unreviewed for fact in facts)
        # What was anchored but told twice, or told by the built-in reader beside it, is not accepted either.
        account = replace(account, accepted=accepted, refused=account.refused + account.accepted - accepted)
        name = self.name if not faults else f"{self.name} ({faults} of {account.chunks} chunks by {ground.reading.reader})"
        return replace(reading, reader=name, account=account)

    def _answer(self, chunk: Chunk, client: Client) -> tuple[Answered | Failed, bool]:
        """The answer about a chunk with the tokens that it cost just now, and whether it came from the cache, where it costs none."""
        limits = {"temperature": TEMPERATURE, "max_tokens": float(self._settings.max_tokens)}
        address, model = self._endpoint.address, self._settings.model
        question = Question(chunk.text, address, model, fingerprint(), answer_schema(), limits)
        if (known := self._cache.answer(question)) is not None:
            return Answered(known), True
        if self._failures >= _PATIENCE:
            return Failed(f"the server failed {_PATIENCE} times in a row and was not asked again"), False
        told = client.ask(messages(chunk.text, self._code()))
        self._failures = self._failures + 1 if isinstance(told, Failed) and told.is_down else 0
        if isinstance(told, Answered) and 0 < told.tokens.prompt * _CHARACTERS_A_TOKEN < len(chunk.text):
            told = Failed("the server cut the text (its context is too small)", told.tokens)
        if isinstance(told, Answered):
            self._cache.keep(question, told.answer)
        return told, False

    def _fail_if_asked(self, document: Document, chunk: Chunk, failed: Failed) -> None:
        if self._settings.on_error == "fail":
            raise HikiwakeError.of(
                f"{document.name}, characters {chunk.span.start} to {chunk.span.end}",
                f"the language model gave no reading: {failed.reason}",
                'Mend the server, or set on_error = "built-in" in config.toml.',
            )


def _set_upon(ground: Ground, chunk: Chunk, answer: Answer, account: ModelAccount) -> tuple[Outcome, ModelAccount]:
    """What of an answer stands in the text. An answer of which nothing does, or that is silent where there is something, is none."""
    places = [Place.of(ground.document.text, w.span) for w in chunk.windows]
    found: list[Statement | Report | Refused] = [found_statement(words, places, ground) for words in answer.statements]
    found += [found_report(words, places, ground) for words in answer.events]
    good = [fact for fact in _without_doubles(found) if not isinstance(fact, Refused)]
    account = replace(account, accepted=account.accepted + len(good), refused=account.refused + len(found) - len(good))
    if not good:
        own: tuple[Statement | Report, ...] = (*ground.reading.statements, *ground.reading.reports)
        if any(chunk.span.start <= fact.span.start < chunk.span.end for fact in own):
            why = f"no entry of the answer could be kept: {_why(found)}" if found else "the answer has no entries"
            return Outcome(chunk, keeps_built_in=True), _fallen_back(account, why)
    is_talked_to = any(flag.overlaps(chunk.span) for flag in ground.flagged)
    statements = tuple(fact for fact in good if isinstance(fact, Statement))
    reports = tuple(fact for fact in good if isinstance(fact, Report))
    return Outcome(chunk, statements, reports, keeps_built_in=is_talked_to), account


def _without_doubles(found: list[Statement | Report | Refused]) -> Iterator[Statement | Report | Refused]:
    seen = set()
    for fact in found:
        if isinstance(fact, Refused):
            yield fact
            continue
        at = (fact.trigger.spans, fact.category) if isinstance(fact, Report) else (fact.cue, fact.content)
        yield Refused.TWICE if at in seen else fact
        seen.add(at)


def _why(found: list[Statement | Report | Refused]) -> str:
    counts = Counter(fact for fact in found if isinstance(fact, Refused))
    return ", ".join(f"{reason}" for reason, _ in counts.most_common(2))


def _fallen_back(account: ModelAccount, reason: str) -> ModelAccount:
    return replace(account, fallen_back=account.fallen_back + 1, reasons=tuple(dict.fromkeys((*account.reasons, reason))))
