"""The brief's charts, each drawn at three widths so that no browser ever scales its text."""

from hikiwake.assessment.event_data import EventData
from hikiwake.assessment.model import Missing
from hikiwake.bargaining import chart as settlement_map
from hikiwake.brief import english, said_chart
from hikiwake.brief.composition import event_data, explanations, said
from hikiwake.brief.composition import relations as ups_and_downs
from hikiwake.brief.composition.chronicle import lines
from hikiwake.brief.composition.material import Material
from hikiwake.drawing import Figure
from hikiwake.forecasting import chart as clock_chart
from hikiwake.hypotheses import chart as posterior_chart
from hikiwake.record.disputes import disputes
from hikiwake.record.disputes import told as dispute_told
from hikiwake.relations import chart as relations_chart
from hikiwake.relations.window import window_of

WIDTHS = (330, 660, 980)  # CSS pixels: a telephone, a tablet or a printed page, a screen


def figures(name: str, material: Material) -> tuple[Figure, ...]:
    """A chart by its name in the brief, narrowest first; empty where its room has no result."""
    a = material.assessment
    match name:
        case "relations" if not isinstance(a.relations, Missing) and a.relations.index:
            words, entries = ups_and_downs.turn_words(a.relations, material), happenings(material)
            axis = event_data.axis(material)
            return tuple(relations_chart.chart(a.relations, w, words, entries, window=axis) for w in WIDTHS)
        case "event_data" if not isinstance(a.event_data, Missing):
            return _event_data(a.event_data, material)
        case "said":
            speakers = said.speakers(material)
            return tuple(said_chart.chart(speakers, w, said.finding(material)) for w in WIDTHS)
        case "settlement" if not isinstance(a.settlement, Missing):
            return tuple(settlement_map.chart(a.settlement, w, material.parties) for w in WIDTHS)
        case "explanations" if not isinstance(a.weighing, Missing):
            titles = explanations.titles(material)
            return tuple(posterior_chart.chart(a.weighing, w, titles) for w in WIDTHS)
        case "clocks" if not isinstance(a.clocks, Missing):
            return tuple(clock_chart.chart(a.clocks, w, a.case.as_of, a.case.horizon) for w in WIDTHS)
    return ()


def _event_data(found: EventData, material: Material) -> tuple[Figure, ...]:
    """On the time axis of the record's chart; where that leaves too little room, on their own with the record's entries below."""
    words, axis = event_data.turn_words(found), event_data.axis(material)
    entries = [] if axis else happenings(material)
    window = axis or window_of(found.relations)
    return tuple(
        relations_chart.chart(found.relations, w, words, entries, window=window, is_fitted=True) for w in WIDTHS
    )  # fmt: skip


def happenings(material: Material) -> list[relations_chart.Happening]:
    """Entries between the two with a date, for the strip under the index."""
    countries = set(material.assessment.case.dyad)
    disputed = disputes(material.assessment.contents)
    out = []
    for one in lines(material):
        _, report = one.best
        involved = {a.country for a in (*report.sources, *report.targets)}
        when = one.when
        if countries <= involved and when and when.earliest and when.latest and report.status.value == "actual":
            kind = said_chart.SHAPES[one.event.grade]
            doubt = english.plain(dispute_told(disputed.get(one.event.id, ())))
            words = f"{one.lead}: {one.text.rstrip('.')} ({doubt})." if doubt else f"{one.lead}: {one.text}"
            out.append(relations_chart.Happening(when.earliest, when.latest, kind, words))
    return out
