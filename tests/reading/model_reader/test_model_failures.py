"""A server that answers badly, slowly or not at all: the built-in reader reads that chunk, and the analyst is told."""

import json
from pathlib import Path

import pytest
from model_examples import NEWS, built_in, document, model_reader, read
from model_server import DRIPS_HEADERS, Asked, Manner, Reply, answer, completion, says, serving

from hikiwake.record.model import Reading
from hikiwake.terms.errors import HikiwakeError

SOLBERG = ("Solberg", "said", "We will sign the fishing treaty", "on_record")
GOOD = json.dumps(answer([SOLBERG]))


def always(status: int, reply: object) -> Manner:
    return lambda asked: (status, reply)


BAD = {
    "500": always(500, {"error": "boom"}),
    "401": always(401, {"error": "no key"}),
    "no JSON": always(200, b"<html>hello</html>"),
    "no completion": always(200, {"hello": 1}),
    "no choices": always(200, {"choices": []}),
    "invalid content": always(200, completion("{not json")),
    "another schema": always(200, completion('{"statements": "none"}')),
    "unknown grade": always(200, completion(json.dumps(answer([(*SOLBERG[:3], "proven")])))),
    "empty content": always(200, completion("")),
    "null content": always(200, completion(None)),
    "cut": always(200, completion(GOOD, "length")),
    "tool calls": always(200, completion(GOOD, "tool_calls")),
    "filtered": always(200, completion(GOOD, "content_filter")),
    "no finish": always(200, completion(GOOD, None)),
    "a cut prompt": always(200, completion(GOOD, tokens=(20, 5))),
    "only lies": always(200, completion(json.dumps(answer([("Putin", "said", "I was never there", "on_record")])))),
    "silent": always(200, completion(json.dumps(answer()))),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_answer_leaves_the_chunk_to_the_built_in_reader(what: str) -> None:
    with serving(BAD[what]) as server:
        reading = read(server.url)
    own = built_in()
    assert (reading.statements, reading.reports, reading.dates) == (own.statements, own.reports, own.dates)
    assert reading.account and reading.account.fallen_back == reading.account.chunks == 1 and reading.account.reasons


@pytest.mark.parametrize("what", ["cut", "tool calls", "empty content", "invalid content", "only lies"])
def test_tokens_of_an_answer_that_is_of_no_use_are_told_too(what: str) -> None:
    with serving(BAD[what]) as server:
        account = read(server.url).account
    assert account and (account.prompt_tokens, account.completion_tokens) == (1000, 20)


@pytest.mark.parametrize("status", [200, DRIPS_HEADERS])
def test_a_slow_server_is_not_waited_for_though_it_drips(status: int) -> None:
    with serving(always(status, 20.0)) as server:
        reading = read(server.url, timeout=0.4)
        assert server.dripped_out == 0
    assert reading.statements == built_in().statements
    assert reading.account and reading.account.reasons == ("no answer within 0.4 s",)


def test_a_server_that_is_not_there_is_not_asked_for_ever() -> None:
    text = "\n\n".join([NEWS] * 12)
    reading = read("http://127.0.0.1:9/v1", text, chunk_chars=700)
    assert reading.account and reading.account.fallen_back == reading.account.chunks > 6
    assert reading.account.requests == 3 and any("not asked again" in why for why in reading.account.reasons)


def test_a_redirect_is_not_followed() -> None:
    with serving(says([SOLBERG])) as elsewhere, serving(always(307, elsewhere.url + "/chat/completions")) as server:
        reading = read(server.url)
        assert elsewhere.asked == [] and len(server.asked) == 1
    assert reading.account and reading.account.fallen_back == 1


@pytest.mark.parametrize("status", [400, 422, 500])
def test_a_server_that_wants_json_object_is_asked_so_and_remembered(status: int) -> None:
    def manner(asked: Asked) -> Reply:
        return (status, {}) if asked.form == "json_schema" else (200, completion(GOOD))

    with serving(manner) as server:
        readings = list(model_reader(server.url).read([document(), document(NEWS + " Oslo was calm.")]))
    assert [a.form for a in server.asked] == ["json_schema", "json_object", "json_object"]
    assert "schema" in server.asked[1].body["response_format"]
    assert server.asked[0].body["response_format"]["json_schema"]["schema"]["additionalProperties"] is False
    assert all(isinstance(r, Reading) and r.account and r.account.fallen_back == 0 for r in readings)


def test_a_server_that_knows_no_response_format_is_asked_plainly() -> None:
    with serving(lambda asked: (400, {}) if asked.form else (200, completion(GOOD))) as server:
        reading = read(server.url)
    assert [a.form for a in server.asked] == ["json_schema", "json_object", None]
    assert any(s.is_unreviewed for s in reading.statements)


def test_a_server_that_names_its_parameters_otherwise_is_asked_with_those() -> None:
    def manner(asked: Asked) -> Reply:
        if "max_tokens" in asked.body:
            return 400, {"error": {"message": "Unsupported parameter: use 'max_completion_tokens' instead."}}
        if "temperature" in asked.body:
            return 400, {"error": {"message": "'temperature' does not support 0."}}
        return 200, completion(GOOD)

    with serving(manner) as server:
        assert any(s.is_unreviewed for s in read(server.url).statements)
    assert server.asked[-1].body["max_completion_tokens"] == 2000


def test_on_error_fail_ends_the_reading_in_one_line() -> None:
    with serving(BAD["500"]) as server, pytest.raises(HikiwakeError) as told:
        read(server.url, on_error="fail")
    assert "status 500" in str(told.value) and "\n" not in str(told.value)


# ---------------------------------------------------------------- the cache


def test_a_second_reading_asks_nothing_and_finds_the_same(tmp_path: Path) -> None:
    with serving(says([SOLBERG])) as server:
        first, second = (read(server.url, cache=tmp_path) for _ in range(2))
        assert len(server.asked) == 1
    assert (first.statements, first.reports, first.reader) == (second.statements, second.reports, second.reader)
    assert second.account and (second.account.cached, second.account.requests, second.account.prompt_tokens) == (1, 0, 0)


@pytest.mark.parametrize("change", [{"model": "other"}, {"max_tokens": 500}, {"text": NEWS + " Oslo was calm."}])
def test_another_question_is_asked_anew(tmp_path: Path, change: dict[str, object]) -> None:
    from hikiwake.reading.model_reader.cache import Question

    plain = {"text": NEWS, "address": "http://a", "model": "m", "prompt": "p", "schema": {}, "parameters": {"max_tokens": 2000.0}}
    questions = {Question(**{**plain, key: value}).fingerprint for key, value in (  # type: ignore[arg-type]
        ("text", NEWS), ("text", "x"), ("address", "http://b"), ("model", "n"), ("prompt", "q"), ("schema", {"a": 1}),
        ("parameters", {"max_tokens": 1.0}))}  # fmt: skip
    assert len(questions) == 7
    with serving(says([SOLBERG])) as server:
        read(server.url, cache=tmp_path)
        text = str(change.pop("text", NEWS))
        if "model" in change:
            assert server.asked  # the model's name is settled when the reader is made
            from hikiwake.reading.model_reader import ModelReader, Settings, endpoint
            from hikiwake.reading.model_reader.cache import Cache

            other = ModelReader(Settings(model="other", base_url=server.url), endpoint(server.url, {}), cache=Cache(tmp_path))
            list(other.read([document()]))
        else:
            read(server.url, text, tmp_path, **change)
        assert len(server.asked) == 2


@pytest.mark.parametrize("what", ["cut", "empty content", "invalid content", "a cut prompt", "500"])
def test_a_partial_answer_is_never_kept(tmp_path: Path, what: str) -> None:
    with serving(BAD[what]) as server:
        read(server.url, cache=tmp_path)
        assert not [p for p in tmp_path.rglob("*") if p.is_file()]
        server.manner = says([SOLBERG])
        again = read(server.url, cache=tmp_path)
    assert again.account and again.account.accepted == 1


def test_a_damaged_answer_in_the_cache_is_no_answer(tmp_path: Path) -> None:
    with serving(says([SOLBERG])) as server:
        read(server.url, cache=tmp_path)
        (kept,) = (p for p in tmp_path.rglob("*") if p.is_file())
        kept.write_text('{"statements": [')
        assert read(server.url, cache=tmp_path).account == read(server.url).account
