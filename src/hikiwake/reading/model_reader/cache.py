"""Answers kept on this machine, so that reading again costs nothing: one file an answer, named by the SHA-256 of the question.

Only whole, valid answers are kept. What is there is checked anew each time: a damaged file is no answer.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from hikiwake.reading.model_reader.schema import Answer
from hikiwake.terms.errors import HikiwakeError
from hikiwake.terms.files import write_whole


@dataclass(frozen=True, slots=True)
class Question:
    """All that an answer depends on; the key and the fence's code do not belong to it."""

    text: str
    address: str
    model: str
    prompt: str
    schema: Mapping[str, object]
    parameters: Mapping[str, float]

    @property
    def fingerprint(self) -> str:
        """SHA-256 in hex."""
        told = [self.text, self.address, self.model, self.prompt, self.schema, self.parameters]
        return sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers; None keeps nothing."""

    folder: Path | None = None

    def answer(self, question: Question) -> Answer | None:
        """The answer that was given to this very question, if any."""
        if self.folder is None:
            return None
        try:
            return Answer.model_validate_json(self._path(self.folder, question).read_bytes())
        except (OSError, ValidationError):
            return None

    def keep(self, question: Question, answer: Answer) -> None:
        """Keep an answer; a folder that cannot be written keeps nothing and is no reason to stop reading."""
        if self.folder is None:
            return
        path = self._path(self.folder, question)
        with suppress(OSError, HikiwakeError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, answer.model_dump_json())

    @staticmethod
    def _path(folder: Path, question: Question) -> Path:
        name = question.fingerprint
        return folder / name[:2] / f"{name}.json"
