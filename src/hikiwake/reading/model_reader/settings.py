"""What the analyst configured: the table `[llm]` of `config.toml` in the user's configuration folder."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from hikiwake.terms.errors import HikiwakeError, Problem

DEFAULT_BASE_URL = "http://127.0.0.1:11434/v1"  # where Ollama listens
ADDRESS_VARIABLE = "OPENAI_BASE_URL"


class Settings(BaseModel):
    """`timeout` is in seconds for a whole answer, `max_tokens` the longest answer, `chunk_chars` the most text of one question.

    Text and answer of a chunk must fit into the model's context together, at about four characters a token.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    model: str = Field(min_length=1, pattern=r"^[^\x00-\x1f]*\S[^\x00-\x1f]*$")
    base_url: str = DEFAULT_BASE_URL
    timeout: float = Field(120, gt=0, le=3600)
    max_tokens: int = Field(2000, ge=16, le=100_000)
    chunk_chars: int = Field(3000, ge=500, le=100_000)
    on_error: Literal["built-in", "fail"] = "built-in"


def settings(folder: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of `folder/config.toml`; where it names no address, that of `OPENAI_BASE_URL` (empty means unset).

    Raises:
        HikiwakeError: the file cannot be read, names no model, or holds what no setting can be.
    """
    path = folder / "config.toml"
    table = _table(path)
    if "model" not in table:
        raise HikiwakeError.of(
            str(path), "names no language model", 'Write there: [llm] and, on the next line, model = "its name at your server".'
        )
    if address := environment.get(ADDRESS_VARIABLE, "").strip():
        table = {"base_url": address, **table}
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        raise HikiwakeError(*(_problem(path, dict(one)) for one in error.errors())) from None


def _table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("llm", {})
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise HikiwakeError.of(str(path), f"cannot be read ({error.strerror})", "Give yourself the right to read it.") from None
    except ValueError as error:
        raise HikiwakeError.of(str(path), f"is no TOML ({error})", "Mend that line.") from None
    if not isinstance(table, dict):
        raise HikiwakeError.of(str(path), "llm is no table", "Write [llm] on a line of its own.")
    return table


def _problem(path: Path, error: dict[str, Any]) -> Problem:
    key = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        mend = f"Settings are {', '.join(Settings.model_fields)}; a key is never kept here, it comes by --llm-key-env."
        return Problem(str(path), f"[llm] {key} is no setting", mend)
    return Problem(
        str(path), f"[llm] {key}: {error['msg'][:1].lower()}{error['msg'][1:]} (found {error['input']!r})", "Change it."
    )
