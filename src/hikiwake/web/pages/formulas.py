"""The settlement space: what every formula is worth to both sides, and what would follow if a number of the case were another."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from hikiwake.assessment.model import Assessment, Missing
from hikiwake.bargaining import chart
from hikiwake.bargaining.model import Settlement
from hikiwake.bargaining.table import settlement_json
from hikiwake.case.editing import Edit, Remove, Set, edit_case
from hikiwake.case.model import Case
from hikiwake.case.scenarios import as_scenario, edits_of, stated
from hikiwake.terms.errors import CaseError, ConflictError
from hikiwake.web import formulas_view
from hikiwake.web.errors import NotHere, Overtaken
from hikiwake.web.remembered import Remembered
from hikiwake.web.rendering import answer, back, markup
from hikiwake.web.trials import Trials, followed, moved, trials, written
from hikiwake.web.twin import FAILURES, AtDesk, form, page
from hikiwake.web.view import View

router = APIRouter()
SAID = {
    "kept-in-case": "Kept in the case file, its comments as they were; u takes it back.",
    "scenario-kept": "Kept as a scenario; the case itself stays as it was. u takes it back.",
    "scenario-removed": "The scenario was removed; u brings it back.",
}
WIDTHS = (330, 640, 880)
_ROOMS = ("bargaining", "formulas")
Sets = Annotated[list[str], Query(alias="set", default_factory=list)]
FormSets = Annotated[list[str], Form(alias="set", default_factory=list)]
_MOST_MOVED = 24


class TrialTwin(BaseModel):
    """A number that is tried: its dotted key, what it is, how the case has it, and as what it is tried."""

    key: str
    label: str
    before: str
    after: str


class MovedTwin(BaseModel):
    """A number that moves with it, by the name under which `/why/NAME` explains it."""

    name: str
    label: str
    unit: str
    before: float | None
    after: float | None


class TurnedTwin(BaseModel):
    """A verdict, or whether a solution exists, that is another one with what is tried."""

    label: str
    before: str
    after: str


class FormulasTwin(BaseModel):
    """The settlement space with what is tried (`hikiwake bargain --json`), what moved against the case, and the case's scenarios."""

    version: str
    tried: list[TrialTwin]
    not_understood: list[str]
    problems: list[str]
    settlement: dict[str, Any] | None
    moved: list[MovedTwin]
    turned: list[TurnedTwin]
    scenarios: list[dict[str, Any]]


@page(router, "/formulas", FormulasTwin, summary="The settlement space, and what would follow if a number were another")
def formulas(request: Request, desk: AtDesk, sets: Sets, w: str = "") -> Response:
    """`set=KEY:VALUE` tries another number for a weight, a value or a reservation value; it may be given many times."""
    view = desk.look()
    tried = trials(view.case, sets)
    after, problems = followed(view.assessment, tried)
    now, was = _settlement(after), _settlement(view.assessment)
    widths = (int(w),) if w in map(str, WIDTHS) else WIDTHS
    names = formulas_view.party_names(view.case)
    changed = moved(view.assessment, after, _ROOMS)
    turned = formulas_view.turned(now, was, formulas_view.sides(view.case)) if now and was else ()
    context: dict[str, Any] = {
        "version": view.case_version,
        "tried": tried,
        "problems": problems,
        "settlement": now,
        "missing": view.assessment.settlement if now is None else None,
        "widths": widths,
        "charts": partial(_charts, now, was if tried.trials else None, widths, names),
        "finding": chart.finding(now, names) if now else "",
        "sides": formulas_view.sides(view.case),
        "issues": partial(formulas_view.issue_dials, view.case, tried),
        "minimums": partial(formulas_view.minimum_dials, view.case, tried),
        "voters": partial(formulas_view.voter_dials, view.case, tried),
        "standings": formulas_view.standings(now, was) if now and was else (),
        "turned": turned,
        "moved": changed[:_MOST_MOVED],
        "moved_more": max(len(changed) - _MOST_MOVED, 0),
        "compared": partial(formulas_view.compared, view.assessment, now, tried),
        "has_scenarios": bool(view.case.scenarios),
        "points": formulas_view.points,
    }
    return answer(request, "formulas.html.j2", context, partial(_twin, view, tried, problems, now, changed, turned))


@router.get("/formulas/try", response_class=RedirectResponse, status_code=303, operation_id="try_formulas")
def try_formulas(request: Request, desk: AtDesk) -> Response:
    """The form of the page without a script: every field by its key; to the address that names only what differs from the case."""
    return to_trial(desk.look().case, request.query_params.multi_items(), "/formulas", {})


def to_trial(case: Case, items: Sequence[tuple[str, str]], path: str, defaults: Mapping[str, float]) -> Response:
    """From a form with a field for every number to the address that names those that differ from the case, and those not understood."""
    fields = [f"{key}:{value}" for key, value in items if value.strip()]
    wrong = [field for field in fields if trials(case, [field], defaults).said]
    tried = trials(case, fields, defaults)
    text = urlencode([("set", parameter) for parameter in (*(t.parameter for t in tried.trials), *wrong)], safe=":.–")
    return RedirectResponse(f"{path}?{text}" if text else path, status_code=303)


@form(router, "/formulas/keep", summary="Keep what is tried in the case file")
def keep_formulas(desk: AtDesk, request: Request, sets: FormSets, version: Annotated[str, Form()] = "") -> Response:
    return kept(request, desk, sets, version, "/formulas", {})


@form(router, "/formulas/scenarios", summary="Keep what is tried as a scenario")
def keep_scenario(
    desk: AtDesk,
    request: Request,
    sets: FormSets,
    title: Annotated[str, Form()] = "",
    version: Annotated[str, Form()] = "",
) -> Response:
    view = desk.look()
    tried = understood(view, sets, {})
    title = " ".join(title.split())
    if not title:
        raise CaseError.of("scenario", "it needs a name", "Say in a few words what it supposes.")
    taken = {s.id for s in view.case.scenarios}
    id = _id(title, taken)
    edit = as_scenario(id, title, tried.edits, by=desk.analyst, on=date.fromisoformat(desk.now()[:10]))
    with desk.editing() as path:
        edit_case(path, [edit], if_version=version or None)
    return back(request, tried.address("/formulas"), "scenario-kept")


@form(router, "/formulas/scenarios/{id}/remove", summary="Remove a scenario")
def remove_scenario(desk: AtDesk, request: Request, id: str, version: Annotated[str, Form()] = "") -> Response:
    _scenario(desk.look(), id)
    with desk.editing() as path:
        edit_case(path, [Remove(f"scenarios.{id}")], if_version=version or None)
    return back(request, "/formulas", "scenario-removed")


@router.get(
    "/formulas/scenarios/{id}", response_class=RedirectResponse, status_code=303, operation_id="scenario", responses=FAILURES
)
def scenario(desk: AtDesk, id: str) -> Response:
    """A scenario at its permanent address: what it sets, tried."""
    view = desk.look()
    edits = edits_of(_scenario(view, id))
    tried = trials(view.case, [f"{e.key}:{written(e.value)}" for e in edits if isinstance(e, Set)])
    return RedirectResponse(tried.address("/formulas"), status_code=303)


def kept(
    request: Request, desk: AtDesk, parameters: list[str], version: str, path: str, defaults: Mapping[str, float]
) -> Response:
    """What is tried becomes the case's: for this page and that of the hypotheses."""
    view = desk.look()
    tried = understood(view, parameters, defaults)
    edits: list[Edit] = list(tried.edits)
    with desk.editing() as folder:
        try:
            edit_case(folder, edits, if_version=version or None)
        except ConflictError as error:
            now = {t.label: t.before for t in tried.trials}
            raise Overtaken(
                error.problems[0], yours={t.label: t.after for t in tried.trials}, theirs=now, see=tried.address(path)
            ) from error
    return back(request, path, "kept-in-case")


def understood(view: View, parameters: list[str], defaults: Mapping[str, float]) -> Trials:
    """What a form sets; a form sent by hand that names nonsense, or nothing, is refused as a whole.

    Raises:
        CaseError: something in it cannot be understood, or nothing is set.
    """
    tried = trials(view.case, parameters, defaults)
    if tried.said:
        raise CaseError.of("form", tried.said[0].rstrip("."), "Nothing was changed.")
    if not tried.trials:
        raise CaseError.of("form", "it sets nothing that the case does not say already", "Move a number first.")
    return tried


def _settlement(assessment: Assessment) -> Settlement | None:
    return None if isinstance(assessment.settlement, Missing) else assessment.settlement


_drawn: Remembered[list[tuple[int, Any]]] = Remembered()


def _charts(
    now: Settlement | None, was: Settlement | None, widths: tuple[int, ...], names: dict[str, str]
) -> list[tuple[int, Any]]:
    if now is None:
        return []

    def drawn(space: Settlement) -> list[tuple[int, Any]]:
        return [(w, markup(chart.chart(space, w, names, was).svg(f"space-{w}"))) for w in widths]

    return _drawn.of((widths, was is None, tuple(names.items())), (now, was), partial(drawn, now))


def _scenario(view: View, id: str) -> Any:
    try:
        return stated(view.case, id)
    except CaseError as error:
        raise NotHere(*error.problems) from error


def _id(title: str, taken: set[str]) -> str:
    plain = "".join(c if c.isalnum() else "_" for c in title.casefold()).strip("_")
    base = "_".join(filter(None, plain.split("_")))[:60] or "scenario"
    n = 1
    while (id := base if n == 1 else f"{base}_{n}") in taken:
        n += 1
    return id


def _twin(
    view: View, tried: Trials, problems: Any, now: Settlement | None, changed: Any, turned: Sequence[formulas_view.Turned]
) -> FormulasTwin:
    return FormulasTwin(
        version=view.case_version,
        tried=[TrialTwin(key=t.key, label=t.label, before=t.before, after=t.after) for t in tried.trials],
        not_understood=list(tried.said),
        problems=[str(p) for p in problems],
        settlement=settlement_json(now) if now else None,
        moved=[MovedTwin(**asdict(m)) for m in changed],
        turned=[TurnedTwin(label=t.label, before=t.before, after=t.after) for t in turned],
        scenarios=[asdict(row) for row in formulas_view.compared(view.assessment, now, tried)],
    )
