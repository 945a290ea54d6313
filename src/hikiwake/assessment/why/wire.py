"""A tree of reasons as JSON."""

from hikiwake.assessment.cites import Cite, Rows, Words
from hikiwake.assessment.why.node import Node

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def node_json(node: Node) -> dict[str, Json]:
    """`{"label", "value", "unit", "formula", "operation", "cites", "children", "context"}`, the last two lists of the same."""
    return {
        "label": node.label,
        "value": node.value,
        "unit": node.unit,
        "formula": node.formula,
        "operation": node.operation,
        "cites": [cite_json(c) for c in node.cites],
        "children": [node_json(child) for child in node.children],
        "context": [node_json(child) for child in node.context],
    }


def cite_json(cite: Cite) -> dict[str, Json]:
    """What a cite points at: `{"document", "spans", "entry"}`, `{"table", "row"}` or `{"case", "by"}`."""
    if isinstance(cite, Words):
        return {"document": cite.document, "spans": [[s.start, s.end] for s in cite.spans], "entry": cite.entry or None}
    if isinstance(cite, Rows):
        return {"table": cite.table, "row": cite.row}
    return {"case": cite.key, "by": cite.by}
