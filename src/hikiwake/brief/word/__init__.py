"""The brief as a Word document."""

from hikiwake.assessment.model import Assessment
from hikiwake.brief.model import Brief


def to_docx(brief: Brief, assessment: Assessment) -> bytes:
    """The bytes of a `.docx` file: A4, the answer on page one, sources as footnotes."""
    from hikiwake.brief.paper.layout import lay_out
    from hikiwake.brief.word.document import written

    return written(lay_out(brief, assessment))
