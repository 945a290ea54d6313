"""The rival explanations weighed: a matrix whose numbers can be tried, what each piece weighs, and what leaving it out would do."""

from dataclasses import asdict
from functools import partial
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from hikiwake.assessment.model import Assessment, Missing
from hikiwake.hypotheses import chart
from hikiwake.hypotheses.model import Weighing
from hikiwake.hypotheses.table import weighing_json
from hikiwake.web import hypotheses_view
from hikiwake.web.hypotheses_view import defaults_of
from hikiwake.web.pages.formulas import WIDTHS, FormSets, MovedTwin, Sets, TrialTwin, kept, to_trial
from hikiwake.web.rendering import answer, markup
from hikiwake.web.trials import Trials, followed, moved, trials
from hikiwake.web.twin import AtDesk, form, page
from hikiwake.web.view import View

router = APIRouter()
_ROOMS = ("weighing",)
_MOST_MOVED = 24


class HypothesesTwin(BaseModel):
    """The weighing with what is tried (`hikiwake weigh --json`), and what moved against the case."""

    version: str
    tried: list[TrialTwin]
    not_understood: list[str]
    problems: list[str]
    priors_sum_to: str
    weighing: dict[str, Any] | None
    moved: list[MovedTwin]


@page(router, "/hypotheses", HypothesesTwin, summary="The rival explanations and what each piece of evidence weighs")
def hypotheses(
    request: Request,
    desk: AtDesk,
    sets: Sets,
    show: str = "likelihood",
    against: str = "",
    w: str = "",
) -> Response:
    """`set=KEY:VALUE` tries another prior, likelihood or reliability; `show` is `likelihood` or `decibans`, the latter `against` one explanation."""
    view = desk.look()
    tried = trials(view.case, sets, defaults_of(view.assessment))
    after, problems = followed(view.assessment, tried)
    now, was = _weighing(after), _weighing(view.assessment)
    against = against if against in {h.id for h in view.case.hypotheses} else ""
    show = "decibans" if show == "decibans" else "likelihood"
    changed = moved(view.assessment, after, _ROOMS)
    widths = (int(w),) if w in map(str, WIDTHS) else WIDTHS
    prior_sum, is_coherent = hypotheses_view.prior_sum(view.case, tried)
    fitted = () if is_coherent else hypotheses_view.fitted_priors(view.case, tried)
    context: dict[str, Any] = {
        "version": view.case_version,
        "tried": tried,
        "problems": problems,
        "weighing": now,
        "missing": view.assessment.weighing if now is None else None,
        "widths": widths,
        "show": show,
        "against": against,
        "lines": hypotheses_view.lines(now, was, view.case, tried) if now and was else (),
        "columns": hypotheses_view.columns(now, view.case, after, tried, against) if now else (),
        "dropped": lambda: hypotheses_view.dropped(now, view.case) if now else (),
        "charts": partial(_charts, now, widths, hypotheses_view.titles_of(view.case)),
        "finding": chart.finding(now, hypotheses_view.titles_of(view.case)) if now else "",
        "moved": changed[:_MOST_MOVED],
        "moved_more": max(len(changed) - _MOST_MOVED, 0),
        "prior_sum": prior_sum,
        "is_coherent": is_coherent,
        "fitted": "/hypotheses?" + urlencode([("set", parameter) for parameter in fitted]) if fitted else "",
        "mode": lambda show, against="": tried.address("/hypotheses", show=show, against=against),
        "documents": {d.id: d.title or d.name for d in view.contents.documents},
    }
    return answer(request, "hypotheses.html.j2", context, partial(_twin, view, tried, problems, now, changed, prior_sum))


@router.get("/hypotheses/try", response_class=RedirectResponse, status_code=303, operation_id="try_hypotheses")
def try_hypotheses(request: Request, desk: AtDesk) -> Response:
    """The form of the page without a script: every field by its key; to the address that names only what differs from the case."""
    view = desk.look()
    return to_trial(view.case, request.query_params.multi_items(), "/hypotheses", defaults_of(view.assessment))


@form(router, "/hypotheses/keep", summary="Keep what is tried in the case file")
def keep_hypotheses(
    desk: AtDesk,
    request: Request,
    sets: FormSets,
    version: Annotated[str, Form()] = "",
) -> Response:
    return kept(request, desk, sets, version, "/hypotheses", defaults_of(desk.look().assessment))


def _weighing(assessment: Assessment) -> Weighing | None:
    return None if isinstance(assessment.weighing, Missing) else assessment.weighing


def _charts(now: Weighing | None, widths: tuple[int, ...], titles: dict[str, str]) -> list[tuple[int, Any]]:
    if now is None:
        return []
    return [(w, markup(chart.chart(now, w, titles).svg(f"weighing-{w}"))) for w in widths]


def _twin(view: View, tried: Trials, problems: Any, now: Weighing | None, changed: Any, prior_sum: str) -> HypothesesTwin:
    return HypothesesTwin(
        version=view.case_version,
        tried=[TrialTwin(key=t.key, label=t.label, before=t.before, after=t.after) for t in tried.trials],
        not_understood=list(tried.said),
        problems=[str(p) for p in problems],
        priors_sum_to=prior_sum,
        weighing=weighing_json(now) if now else None,
        moved=[MovedTwin(**asdict(m)) for m in changed],
    )
