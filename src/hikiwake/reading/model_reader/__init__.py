"""A reader behind a language model: any server that speaks OpenAI's chat completions. It proposes words; everything else is decided here."""

from hikiwake.reading.model_reader.account import accounts_summed, told_in_a_line
from hikiwake.reading.model_reader.endpoint import Endpoint, endpoint
from hikiwake.reading.model_reader.reader import ModelReader
from hikiwake.reading.model_reader.settings import Settings, settings

__all__ = ["Endpoint", "ModelReader", "Settings", "accounts_summed", "endpoint", "settings", "told_in_a_line"]
