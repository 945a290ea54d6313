"""GENIUS's XML: two utility profiles of one negotiation domain, as the ANAC competitions publish them.

Utility of an outcome = Σ over issues of weight / Σ weights × evaluation / the issue's largest evaluation, which is GENIUS's own
convention (EvaluatorDiscrete). Discounts are about time at the table and play no part here.
"""

from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from hikiwake.bargaining.model import Domain, Issue
from hikiwake.terms.errors import DomainError

_LARGEST_FILE = 20_000_000  # bytes


def read_genius(folder: Path) -> Domain:
    """The domain of the two profiles in `folder`, in file-name order; a file without weights is the domain's description and is passed over.

    Raises:
        DomainError: not exactly two profiles; XML that does not parse; an issue that is not discrete; profiles of different issues.
    """
    if not folder.is_dir():
        raise DomainError.of(str(folder), "there is no such folder", "Give a folder with a GENIUS domain and two profiles.")
    roots = {path: _parse(path) for path in sorted(folder.glob("*.xml"), key=lambda p: p.name)}
    profiles = {path: root for path, root in roots.items() if root.find(".//weight") is not None}
    if len(profiles) != 2:
        raise DomainError.of(
            str(folder), f"holds {len(profiles)} utility profiles", "Exactly two are needed, one for each party."
        )
    (first_path, first), (second_path, second) = profiles.items()
    shares = [_shares(path, root) for path, root in profiles.items()]
    if {k: set(v) for k, v in shares[0].items()} != {k: set(v) for k, v in shares[1].items()}:
        raise DomainError.of(
            str(second_path), f"has other issues or options than {first_path.name}", "Both must be of one domain."
        )
    issues = tuple(
        Issue(name, name, tuple(options), tuple(tuple(side[name][option] for option in options) for side in shares))
        for name, options in shares[0].items()
    )
    return Domain((first_path.stem, second_path.stem), issues, (_reservation(first), _reservation(second)))


def _parse(path: Path) -> Element:
    if path.stat().st_size > _LARGEST_FILE:
        raise DomainError.of(str(path), "is larger than 20 MB", "A GENIUS profile is some kilobytes; check the file.")
    text = path.read_bytes()
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise DomainError.of(str(path), "declares entities, which are not read", "Remove the DOCTYPE.")
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise DomainError.of(str(path), f"is not well-formed XML ({error})", "Export it from GENIUS again.") from error


def _shares(path: Path, root: Element) -> dict[str, dict[str, float]]:
    """Issue name → option → what it adds to the utility."""
    weights = {w.get("index"): _number(path, w, "value") for w in root.iter("weight")}
    found = list(root.iter("issue"))
    total = sum(weights.get(issue.get("index"), 0.0) for issue in found)
    if total <= 0:
        raise DomainError.of(str(path), "gives no issue any weight", "At least one weight must be above 0.")
    shares: dict[str, dict[str, float]] = {}
    for issue in found:
        name = issue.get("name") or f"issue {issue.get('index')}"
        evaluations = {item.get("value") or "": _number(path, item, "evaluation") for item in issue.findall("item")}
        if not evaluations:
            raise DomainError.of(str(path), f'issue "{name}" is not discrete', "Only issues with listed options can be read.")
        largest = max(evaluations.values())
        weight = weights.get(issue.get("index"), 0.0) / total
        if name in shares:
            raise DomainError.of(str(path), f'issue "{name}" stands twice', "Give each issue a name of its own.")
        shares[name] = {option: weight * value / largest if largest > 0 else 0.0 for option, value in evaluations.items()}
    return shares


def _reservation(root: Element) -> float:
    element = root.find(".//reservation")
    return float(element.get("value") or 0) if element is not None else 0.0


def _number(path: Path, element: Element, key: str) -> float:
    try:
        return float(element.get(key) or "")
    except ValueError:
        raise DomainError.of(
            str(path), f"<{element.tag} index={element.get('index')}> has {key} {element.get(key)!r}", "Give a number."
        ) from None
