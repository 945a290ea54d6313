"""`hikiwake why`: a number of the brief back to formula, inputs and words."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from hikiwake.assessment.model import Assessment
    from hikiwake.assessment.why import Node

_MOST_CHILDREN = 12  # printed under one node; `--all` and `--json` give every one


def register(app: typer.Typer) -> None:
    app.command()(why)


def why(
    case: Annotated[str, typer.Argument(help="A case folder, a .toml file or a packaged case's name.")],
    number: Annotated[str | None, typer.Argument(help="The number's name; without one, all are listed.")] = None,
    as_of: Annotated[str | None, typer.Option(help="As of this day (2016-12-09), not the case's own.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Print long lists whole.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Trace a number to the formula, the stated judgements, the data and the words that it rests on."""
    from hikiwake.assessment.figures import figure
    from hikiwake.assessment.numbers import numbers
    from hikiwake.assessment.why import why as explain
    from hikiwake.assessment.why.wire import node_json
    from hikiwake.cli.cases import day_of
    from hikiwake.terms.text import json_text, terminal_safe
    from hikiwake.workspace import open_case

    with open_case(case, as_of=day_of(as_of, "--as-of"), lake="") as workspace:  # no number rests on event data
        assessment = workspace.assess()
    if number is None:
        found = numbers(assessment).values()
        if as_json:
            print(json_text({n.name: {"value": n.value, "unit": n.unit, "label": n.label} for n in found}))
        else:
            width = max((len(n.name) for n in found), default=0)
            for n in found:
                print(terminal_safe(f"{n.name:{width}}  {figure(n.value, n.unit):>9}  {n.label}"))
        return
    node = explain(assessment, number)
    if as_json:
        print(json_text(node_json(node)))
        return
    for line in _tree(node, assessment, most=10**9 if every else _MOST_CHILDREN):
        print(terminal_safe(line))


def _tree(node: "Node", assessment: "Assessment", *, most: int, depth: int = 0) -> list[str]:
    from hikiwake.assessment.figures import figure

    indent = "   " * depth
    formula = f"  = {node.formula}" if node.formula else ""
    out = [f"{indent}{figure(node.value, node.unit)}  {node.label}{formula}".rstrip()]
    if not node.children:
        out += [f"{indent}   ← {told}" for told in _cites(node, assessment)]
    for child in node.children[:most]:
        out += _tree(child, assessment, most=most, depth=depth + 1)
    if len(node.children) > most:
        out.append(f"{indent}   … and {len(node.children) - most} more: --all")
    if node.context:
        out.append(f"{indent}   beside it:")
        for child in node.context[:most]:
            out += _tree(child, assessment, most=most, depth=depth + 2)
    return out


def _cites(node: "Node", assessment: "Assessment") -> list[str]:
    from hikiwake.assessment.cites import Rows, Words

    documents = {d.id: d for d in assessment.contents.documents}
    out = []
    for cite in node.cites:
        if isinstance(cite, Words):
            document = documents[cite.document]
            words = " … ".join(" ".join(span.cut(document.text).split()) for span in cite.spans)
            at = f"{document.name} [{cite.spans[0].start}, {cite.spans[-1].end})"
            out.append(f"{at}: “{words if len(words) <= 160 else words[:159] + '…'}”")
        elif isinstance(cite, Rows):
            out.append(f"data: {cite.table}: {cite.row}")
        else:
            out.append(f"case.toml: {cite.key}, stated by {cite.by}")
    return out
