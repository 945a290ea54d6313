"""Where the text and the key go, and what the analyst configures."""

from pathlib import Path

import pytest
from model_examples import document, model_reader, read
from model_server import says, serving

from hikiwake.reading.model_reader import endpoint, settings
from hikiwake.terms.errors import HikiwakeError

SOLBERG = ("Solberg", "said", "We will sign the fishing treaty", "on_record")
KEYS = {"OPENAI_API_KEY": "sk-own", "HOUSE_KEY": "sk-house"}


def configured(folder: Path, text: str, **environment: str):  # type: ignore[no-untyped-def]
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return settings(folder, environment)


def test_every_setting_is_read(tmp_path: Path) -> None:
    found = configured(
        tmp_path,
        '[llm]\nmodel = "m"\nbase_url = "http://localhost:8080/v1"\ntimeout = 7\nmax_tokens = 900\nchunk_chars = 1500\non_error = "fail"\n',
    )
    assert found.model_dump() == {
        "model": "m", "base_url": "http://localhost:8080/v1", "timeout": 7, "max_tokens": 900, "chunk_chars": 1500, "on_error": "fail",
    }  # fmt: skip


def test_openai_base_url_is_honoured_and_empty_means_unset(tmp_path: Path) -> None:
    own = '[llm]\nmodel = "m"\n'
    plain = configured(tmp_path, own).base_url
    assert configured(tmp_path, own, OPENAI_BASE_URL="http://localhost:1/v1").base_url == "http://localhost:1/v1"
    assert (
        configured(tmp_path, own, OPENAI_BASE_URL="").base_url == configured(tmp_path, own, OPENAI_BASE_URL=" ").base_url == plain
    )
    assert endpoint(plain, {}).is_local
    named = own + 'base_url = "http://localhost:2/v1"\n'
    assert configured(tmp_path, named, OPENAI_BASE_URL="http://localhost:1/v1").base_url == "http://localhost:2/v1"


@pytest.mark.parametrize(
    "text",
    ["", "[llm]\n", "llm = 3\n", "[llm\n", '[llm]\nmodel = ""\n', '[llm]\nmodel = "m"\ntimeout = 0\n', '[llm]\nmodel = "m"\nchunk_chars = "9"\n',
     '[llm]\nmodel = "m"\non_error = "panic"\n', '[llm]\nmodel = "m"\napi_key = "sk-1"\n', '[llm]\nmodel = "m"\ntimeuot = 3\n'],
)  # fmt: skip
def test_a_mistake_in_the_configuration_is_told_in_a_line_with_the_file(tmp_path: Path, text: str) -> None:
    with pytest.raises(HikiwakeError) as told:
        configured(tmp_path, text)
    assert "config.toml" in str(told.value) and "\n" not in str(told.value)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/v1", "http://localhost/v1", "http://[::1]:8/v1", "http://127.8.8.8", "HTTP://LOCALHOST:1"]
)
def test_loopback_is_this_machine(url: str) -> None:
    assert endpoint(url, {}).is_local


@pytest.mark.parametrize(
    "url",
    ["https://api.openai.com/v1", "http://localhost.example.org", "http://127.0.0.1.example.org", "http://0.0.0.0:1", "http://192.168.0.9:11434",
     "http://[::]:1", "http://127.1", "http://2130706433", "http://[::ffff:8.8.8.8]"],
)  # fmt: skip
def test_everything_else_is_beyond_this_machine(url: str) -> None:
    assert not endpoint(url, {}).is_local


@pytest.mark.parametrize(
    "url",
    ["", "localhost:1", "ftp://localhost", "http://", "http://a@localhost", "http://localhost/v1?x=1", "http://127.0.0.1\\@evil.org/v1", "http://[::1",
     "http://localhost:99999", "http://loc alhost", "http://localhost#x"],
)  # fmt: skip
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(HikiwakeError):
        endpoint(url, {})


def test_a_server_beyond_this_machine_needs_leave_and_nothing_is_asked_of_it() -> None:
    with pytest.raises(HikiwakeError, match=r"models\.example\.org.*\d+ characters of 2 documents.*--llm-allow-remote"):
        list(model_reader("http://models.example.org/v1").read([document(), document("Oslo was calm.")]))


def test_with_leave_host_and_characters_are_told_first() -> None:
    told: list[str] = []
    reader = model_reader("http://models.invalid/v1", is_remote_allowed=True, tell=told.append, timeout=2.0)
    list(reader.read([document("Oslo was calm.")]))
    assert told == ["14 characters of 1 document leave this machine for models.invalid"]


def test_the_key_goes_to_its_own_host_only() -> None:
    assert endpoint("https://api.openai.com/v1", KEYS).key == "sk-own"
    for elsewhere in (
        "http://127.0.0.1:1/v1",
        "https://api.openai.com.example.org/v1",
        "http://api.openai.com/v1",
        "https://openai.com/v1",
    ):
        assert endpoint(elsewhere, KEYS).key is None
        with pytest.raises(HikiwakeError, match="OPENAI_API_KEY goes to"):
            endpoint(elsewhere, KEYS, "OPENAI_API_KEY")
    assert endpoint("http://127.0.0.1:1/v1", KEYS, "HOUSE_KEY").key == "sk-house"
    with pytest.raises(HikiwakeError, match="NOT_THERE is not set"):
        endpoint("http://127.0.0.1:1/v1", KEYS, "NOT_THERE")
    assert "sk-" not in repr(endpoint("http://127.0.0.1:1/v1", KEYS, "HOUSE_KEY"))


def test_what_is_sent_carries_the_named_key_or_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login u password p\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving(says([SOLBERG])) as server:
        read(server.url, environment=KEYS)
        read(server.url, environment=KEYS, key_variable="HOUSE_KEY")
    assert [a.headers.get("authorization") for a in server.asked] == [None, "Bearer sk-house"]
