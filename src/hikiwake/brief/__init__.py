"""The brief: an assessment written up so that every sentence can be traced to what it rests on."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hikiwake.brief.as_json import to_json
    from hikiwake.brief.composition.compose import compose
    from hikiwake.brief.html import to_html
    from hikiwake.brief.markdown import to_markdown
    from hikiwake.brief.model import Brief, Sentence
    from hikiwake.brief.pdf import to_pdf
    from hikiwake.brief.terminal import to_terminal
    from hikiwake.brief.tracing import trace
    from hikiwake.brief.word import to_docx

__all__ = ["Brief", "Sentence", "compose", "to_docx", "to_html", "to_json", "to_markdown", "to_pdf", "to_terminal", "trace"]
_FROM = {
    "Brief": "model",
    "Sentence": "model",
    "compose": "composition.compose",
    "to_docx": "word",
    "to_html": "html",
    "to_json": "as_json",
    "to_markdown": "markdown",
    "to_pdf": "pdf",
    "to_terminal": "terminal",
    "trace": "tracing",
}


def __getattr__(name: str) -> Any:
    """Composition and the forms that the brief leaves in, imported when first asked for: a page that shows it needs none of the forms."""
    if name in _FROM:
        return getattr(import_module(f"hikiwake.brief.{_FROM[name]}"), name)
    raise AttributeError(f"module 'hikiwake.brief' has no attribute {name!r}")
