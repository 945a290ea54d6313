"""The history's numbers as a reader is told them: one too small to be worth its digits as the brief tells it."""

from hikiwake.web.history_chart import chart, shown


def test_a_tiny_probability_has_no_digits():
    assert shown(3.67e-7, "probability") == shown(0.0004, "probability") == "under 0.1\u00a0%"
    assert (shown(0.0012, "probability"), shown(0.0, "probability"), shown(None, "probability")) == (
        "0.12\u00a0%",
        "0\u00a0%",
        "–",
    )
    assert shown(0.62, "utility") == "0.62"


def test_the_chart_tells_it_so_too():
    drawn = chart("An explanation", "probability", [("2016-05-01", 0.31), ("2016-06-01", 3.67e-7)])
    assert "31\u00a0% at first, under 0.1\u00a0% at last" in drawn.svg("n")
