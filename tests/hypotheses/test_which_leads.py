"""What the chart of rival explanations says of their order."""

import pytest
from weighing_problems import problem

from hikiwake.hypotheses import weigh
from hikiwake.hypotheses.chart import finding


@pytest.mark.parametrize(
    ("priors", "words"),
    [
        ([0.6, 0.4], "“h0” leads over the whole of the stated ranges"),
        ([(0.4, 0.8), (0.2, 0.6)], "“h0” leads, but within the stated ranges another explanation may take the lead"),
        ([0.5, 0.5], "No explanation leads: all are equally probable"),
        ([(0.0, 1.0)] * 3, "No explanation leads: all are equally probable"),
        ([0.4, 0.4, 0.2], "No explanation leads: “h0” and “h1” are equally probable"),
        ([1.0], "“h0” is the only explanation stated"),
    ],
)
def test_an_explanation_leads_only_where_none_is_as_probable(priors, words):
    assert finding(weigh(problem(priors)), {}) == words
