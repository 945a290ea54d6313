"""What a document says that somebody holds, formulas and rival explanations, to rows and back."""

from hikiwake.record.model import ExplanationMention, FormulaMention
from hikiwake.record.rows.cells import Row, Value, spans_json, spans_of


def formula_row(formula: FormulaMention, position: int) -> dict[str, Value]:
    return {
        "document": formula.document,
        "position": position,
        "term": formula.term,
        "definition": formula.definition,
        "holder": formula.holder,
        "spans": spans_json(formula.spans),
    }


def formula_of(row: Row) -> FormulaMention:
    return FormulaMention(row["document"], row["term"], row["definition"], row["holder"], spans_of(row["spans"]))


def explanation_row(explanation: ExplanationMention, position: int) -> dict[str, Value]:
    return {
        "document": explanation.document,
        "position": position,
        "claim": explanation.claim,
        "holder": explanation.holder,
        "spans": spans_json(explanation.spans),
    }


def explanation_of(row: Row) -> ExplanationMention:
    return ExplanationMention(row["document"], row["claim"], row["holder"], spans_of(row["spans"]))
