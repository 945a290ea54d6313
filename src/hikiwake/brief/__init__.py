"""The brief: an assessment written up so that every sentence can be traced to what it rests on."""

from hikiwake.brief.as_json import to_json
from hikiwake.brief.composition import compose
from hikiwake.brief.html import to_html
from hikiwake.brief.markdown import to_markdown
from hikiwake.brief.model import Brief, Sentence
from hikiwake.brief.pdf import to_pdf
from hikiwake.brief.terminal import to_terminal
from hikiwake.brief.tracing import trace
from hikiwake.brief.word import to_docx

__all__ = ["Brief", "Sentence", "compose", "to_docx", "to_html", "to_json", "to_markdown", "to_pdf", "to_terminal", "trace"]
