"""The account of a reading by a language model, in one line: what was asked, what stood up, what it cost in tokens (never in money)."""

from collections.abc import Iterable
from dataclasses import replace

from hikiwake.record.model import ModelAccount


def accounts_summed(accounts: Iterable[ModelAccount]) -> ModelAccount | None:
    """The accounts of several documents as one; None where there is none. `flagged` has no meaning across documents and is left out."""
    total: ModelAccount | None = None
    for one in accounts:
        total = replace(one, flagged=()) if total is None else _sum(total, one)
    return total


def told_in_a_line(account: ModelAccount) -> str:
    """What the analyst is told."""
    a = account
    asked = f"{a.chunks} {_plural('chunk', a.chunks)}, {a.requests} {_plural('request', a.requests)}, {a.cached} from the cache"
    why = f" ({'; '.join(a.reasons)})" if a.reasons else ""
    return (
        f"{a.reader}, model {a.model}, prompt {a.prompt}: {asked}; entries {a.accepted} accepted, {a.refused} refused; "
        f"{a.fallen_back} {_plural('chunk', a.fallen_back)} fallen back to the built-in reader{why}; "
        f"tokens {a.prompt_tokens} in, {a.completion_tokens} out"
    )


def _sum(one: ModelAccount, other: ModelAccount) -> ModelAccount:
    return replace(
        one,
        chunks=one.chunks + other.chunks,
        fallen_back=one.fallen_back + other.fallen_back,
        requests=one.requests + other.requests,
        cached=one.cached + other.cached,
        accepted=one.accepted + other.accepted,
        refused=one.refused + other.refused,
        prompt_tokens=one.prompt_tokens + other.prompt_tokens,
        completion_tokens=one.completion_tokens + other.completion_tokens,
        reasons=tuple(dict.fromkeys((*one.reasons, *other.reasons))),
    )


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"
