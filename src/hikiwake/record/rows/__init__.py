"""Facts to rows of the record and back: the one place that knows both.

A row is a plain dict of column to value; nested spans are JSON, every other field has a column of its own. What is read back was sealed, in
tables that are STRICT: that text is text is not looked at again.
"""

from hikiwake.record.rows.cells import Row, Value
from hikiwake.record.rows.dates import date_mention_of, date_mention_row
from hikiwake.record.rows.documents import account_of, document_of, document_row
from hikiwake.record.rows.holders import explanation_of, explanation_row, formula_of, formula_row
from hikiwake.record.rows.reports import actor_of, actor_rows, report_of, report_row
from hikiwake.record.rows.statements import statement_of, statement_row

__all__ = [
    "Row",
    "Value",
    "account_of",
    "actor_of",
    "actor_rows",
    "date_mention_of",
    "date_mention_row",
    "document_of",
    "document_row",
    "explanation_of",
    "explanation_row",
    "formula_of",
    "formula_row",
    "report_of",
    "report_row",
    "statement_of",
    "statement_row",
]
