"""How single lines of the brief read: what must not be told in a verb of ours, what is too short to quote, marks within marks."""

from dataclasses import replace
from datetime import date

import barents
import pytest

from hikiwake.assessment.assess import assess
from hikiwake.brief import compose, english, trace
from hikiwake.brief.composition import explanations
from hikiwake.brief.composition.names import Names
from hikiwake.brief.composition.quoting import told
from hikiwake.brief.composition.reported_speech import told as said_words
from hikiwake.brief.composition.substance import is_quotable
from hikiwake.brief.model import Entries
from hikiwake.case.model import Case
from hikiwake.hypotheses.model import Posterior
from hikiwake.record.model import (
    Actor,
    Certainty,
    DateMention,
    Document,
    Event,
    Phrase,
    Place,
    Polarity,
    Report,
    Said,
    Span,
    Statement,
    Status,
)
from hikiwake.terms.dates import from_timex
from hikiwake.terms.grades import Grade

NAMES = Names({}, {})
DAY = date(2009, 9, 1)
PEOPLE = {"Norway": "NOR", "Oslo": "NOR", "Stoltenberg": "NOR", "Russia": "RUS", "Moscow": "RUS", "Lavrov": "RUS", "He": "RUS"}


def phrase(text, words):
    start = text.index(words)
    return Phrase(words, (Span(start, start + len(words)),))


def actor(text, words, name=""):
    return Actor(words, phrase(text, words).spans[0], name or words, PEOPLE[words], "GOV")


def report(
    text,
    words,
    trigger,
    cameo,
    sources,
    targets=(),
    status=Status.ACTUAL,
    *,
    document="x",
    when="",
    place="",
    grade=Grade.ATTRIBUTED,
):
    """A report of `words` within `text`, with everything else that the reading would find."""
    span = phrase(text, words).spans[0]
    day = DateMention(words, span, from_timex(when)) if when else None
    where = Place(place, phrase(text, place).spans[0], place, None, None, None) if place else None
    named = tuple(actor(text, *([s] if isinstance(s, str) else s)) for s in sources)
    hit = tuple(actor(text, *([t] if isinstance(t, str) else t)) for t in targets)
    return Report(
        document, span, phrase(text, trigger), None, None, cameo, None, named, hit, day, where, status, grade,
        Certainty.CERTAIN, Polarity.POSITIVE, None, 0.9,
    )  # fmt: skip


WOULD_NOT = (
    "On Friday Lavrov said that Russia would not retaliate but would not talk either until the fee is withdrawn. Oslo waits."
)
UNTIL = "Stoltenberg said after a meeting that the fee would stay in force until Russia recognises Norway. It rained."
NEVER = "An official in Norway says the shelf will never be given away, and that Stoltenberg would rather resign."
SWAP = "Norway would not rule out a swap, it was said. Russia did not meet anybody."
AHEAD = "Stoltenberg and Lavrov will meet in Bergen in May. Then all goes home."
UNLESS = "Stoltenberg and Lavrov will meet in Bergen in May unless the trawler is kept."
WITHDRAWN = "Norway allowed Lavrov to visit Vardø but later withdrew the permission."


@pytest.mark.parametrize(
    ("text", "words", "trigger", "cameo", "sources", "targets", "status", "must"),
    [
        (WOULD_NOT, "Russia would not retaliate", "retaliate", "0356", ["Russia"], ["Oslo"], Status.PLANNED, "until the fee is withdrawn"),
        (UNTIL, "Russia recognises Norway", "recognises", "054", ["Russia"], ["Norway"], Status.PLANNED, "until Russia recognises"),
        (NEVER, "Norway says the shelf will never be given away", "says", "0341", ["Norway"], [], Status.PLANNED, "never be given away"),
        (SWAP, "Norway would not rule out a swap", "rule out", "120", ["Norway"], [], Status.PLANNED, "would not rule out"),
        (SWAP, "Russia did not meet anybody", "meet", "040", ["Russia"], [], Status.DENIED, "did not meet"),
        (AHEAD, "Stoltenberg and Lavrov will meet", "meet", "040", ["Stoltenberg"], ["Lavrov"], Status.HYPOTHETICAL, "will meet"),
        (UNLESS, "Stoltenberg and Lavrov will meet", "meet", "036", ["Stoltenberg"], ["Lavrov"], Status.PLANNED, "unless the trawler is kept"),
        (WITHDRAWN, "Norway allowed Lavrov to visit Vardø", "visit", "042", ["Lavrov"], ["Norway"], Status.PLANNED, "withdrew"),
    ],
)  # fmt: skip
def test_what_could_say_the_opposite_stands_in_the_sources_own_words(text, words, trigger, cameo, sources, targets, status, must):
    line = told(report(text, words, trigger, cameo, sources, targets, status), text, NAMES, DAY)
    assert "expected to" not in line and "might" not in line
    quotation = line[line.index("“") + 1 : line.rindex("”")]
    assert must in quotation and all(part in text for part in quotation.strip(".").split("…"))


@pytest.mark.parametrize("status", [Status.PLANNED, Status.HYPOTHETICAL, Status.DENIED])
@pytest.mark.parametrize("cameo", ["035", "054", "034", "163", "057"])
def test_no_act_but_a_meeting_is_ever_expected(cameo, status):
    text = "Norway leaves the shelf to Russia in May."
    line = told(
        report(text, "Norway leaves the shelf to Russia", "leaves", cameo, ["Norway"], ["Russia"], status), text, NAMES, DAY
    )
    assert line == "“Norway leaves the shelf to Russia”."


def test_a_plain_meeting_ahead_is_told_in_our_words():
    meeting = report(
        AHEAD, "Stoltenberg and Lavrov will meet in Bergen in May", "meet", "040", ["Stoltenberg", "Lavrov"], (), Status.PLANNED
    )
    assert told(meeting, AHEAD, NAMES, DAY) == "Stoltenberg and Lavrov are expected to hold talks."


@pytest.mark.parametrize(
    ("text", "trigger", "cameo", "sources", "targets", "status"),
    [
        ("Norway repeats its willingness to hold talks with Russia", "hold", "036", ["Norway"], ["Russia"], Status.PLANNED),
        ("Norway is ready to talk with Russia", "ready", "036", ["Norway"], ["Russia"], Status.PLANNED),
        ("Norway recognised the line of 1826", "recognised", "054", ["Norway"], [], Status.ACTUAL),
        ("Norway signed a law against driftnets", "signed", "057", ["Norway"], [], Status.ACTUAL),
        ("Both would rule, with the shelf of Norway going to Russia", "going", "042", ["Norway"], ["Russia"], Status.ACTUAL),
    ],
    ids=["willing", "ready", "recognised", "law", "going"],
)
def test_what_a_verb_of_ours_would_make_more_of_stands_in_the_sources_words(text, trigger, cameo, sources, targets, status):
    line = told(report(f"{text}.", text, trigger, cameo, sources, targets, status), f"{text}.", NAMES, DAY)
    assert line.endswith(f"“{text}”.")


def test_an_agreement_signed_alone_and_a_visit_of_somebody_stay_ours():
    text = "Norway signed an agreement in Oslo. Lavrov visited Norway."
    signed = report(text, "Norway signed an agreement in Oslo", "signed", "057", ["Norway"])
    assert told(signed, text, NAMES, DAY) == "Norway signed an agreement."
    assert (
        told(report(text, "Lavrov visited Norway", "visited", "042", ["Lavrov"], ["Norway"]), text, NAMES, DAY)
        == "Lavrov visited Norway."
    )


def test_whom_it_concerns_is_said_where_the_words_do_not_name_them():
    text = "Lavrov was asked. He would not leave the shelf."
    away = report(text, "He would not leave the shelf", "leave", "035", [("He", "Lavrov")], ["Lavrov"], Status.DENIED)
    assert told(away, text, NAMES, DAY) == "On Lavrov: “He would not leave the shelf”."


def test_talks_that_were_held_stay_ours_whatever_else_the_sentence_says():
    text = "Stoltenberg and Lavrov met in Bergen, and nobody said what about."
    held = report(text, "Stoltenberg and Lavrov met in Bergen", "met", "040", ["Stoltenberg", "Lavrov"], (), place="Bergen")
    assert told(held, text, NAMES, DAY) == "Stoltenberg and Lavrov held talks in Bergen."
    seized = replace(held, cameo="173", targets=(actor(text, "Lavrov"),), sources=(actor(text, "Stoltenberg"),))
    assert told(seized, text, NAMES, DAY).startswith("“Stoltenberg and Lavrov met in Bergen, and nobody")


def test_a_long_sentence_is_cut_around_the_event_and_what_bends_it():
    text = f"{'It rained on the quay all day and ' * 6}Norway would never sell the shelf to Russia{', and it rained again and again' * 6}."
    line = told(report(text, "Norway would never sell", "sell", "071", ["Norway"], ["Russia"], Status.PLANNED), text, NAMES, DAY)
    assert "Norway would never sell" in line and len(line.split()) < 36


# The lists


def _brief(text, reports=(), statements=(), **case):
    """A brief of the case with one more document, which tells `reports` and `statements`."""
    contents = barents.contents()
    document = Document(
        "x", "x.txt", text, (Span(0, len(text)),), "One more", "Post", None, None, from_timex("2009-08-30"), "given"
    )
    events = tuple(Event(f"e-x{i}", (r,)) for i, r in enumerate(reports))
    contents = replace(
        contents,
        documents=(*contents.documents, document),
        events=(*contents.events, *events),
        statements=(*contents.statements, *(Said(f"s-x{i}", s) for i, s in enumerate(statements))),
    )
    assessment = assess(Case.model_validate(barents.CASE | case), contents)
    brief = compose(assessment)
    assert [b for s in brief.sentences() for b in trace(s, assessment)] == []
    return brief


def _lists(brief, section):
    blocks = next(s for s in brief.sections if s.id == section).blocks
    return {b.heading: [e.sentence for e in b.entries] for b in blocks if isinstance(b, Entries)}


def test_what_names_the_other_side_is_no_act_without_it():
    text = "Støre and Lavrov met in Bergen on 27 August 2009. Støre spoke in Bodø on 28 August 2009."
    store = Actor("Støre", phrase(text, "Støre").spans[0], "Jonas Gahr Støre", "NOR", "GOV")
    met = replace(report(text, "Støre and Lavrov met in Bergen", "met", "040", [], when="2009-08-27"), sources=(store,))
    spoke = replace(report(text, "Støre spoke in Bodø", "spoke", "040", [], when="2009-08-28"), sources=(store,))
    lists = _lists(_brief(text, (met, spoke)), "chronicle")
    between = lists["Between Norway and Russia"]
    assert "“Støre and Lavrov met in Bergen”." in [s.text for s in between]
    assert [s.lead for s in lists["What Norway or Russia did without the other"]] == ["28 August 2009"]


def test_as_many_plans_are_counted_as_the_lists_mark():
    text = "Norway will sell fish to Russia. Sweden will vote in May 2010."
    sweden = Actor("Sweden", phrase(text, "Sweden").spans[0], "Sweden", "SWE", "GOV")
    # An entry of the analyst's own has neither code nor category.
    own = replace(
        report(text, "Sweden will vote in May 2010", "vote", None, [], when="2010-05", status=Status.PLANNED), sources=(sweden,)
    )
    sale = report(text, "Norway will sell fish to Russia", "sell", "061", ["Norway"], ["Russia"], Status.PLANNED)
    brief = _brief(text, (own, sale))
    blocks = next(s for s in brief.sections if s.id == "chronicle").blocks
    marked = sum(e.state == "planned" for b in blocks if isinstance(b, Entries) for e in b.entries)
    assert marked == 3 and "Three are plans." in next(s.text for s in brief.sentences() if s.key == "chronicle:counts")


def test_the_latest_event_has_happened_and_gives_way_to_other_reasons():
    text = "Norway signed a rule on 30 August 2009. Norway will meet Russia in Kirkenes on 20 September 2009."
    signed = report(
        text, "Norway signed a rule on 30 August 2009", "signed", "057", ["Norway"], when="2009-08-30", grade=Grade.REPORTED
    )
    ahead = report(
        text,
        "Norway will meet Russia in Kirkenes",
        "meet",
        "036",
        ["Norway"],
        ["Russia"],
        Status.PLANNED,
        when="2009-09-20",
        place="Kirkenes",
    )
    bare = {"hypotheses": (), "evidence": (), "issues": (), "formulas": (), "claim_began": "", "settlement": "", "status_quo": {}}
    bare |= {"parties": ({"id": "norway", "country": "NOR"}, {"id": "russia", "country": "RUS"})}
    said = {s.key: s.text for s in _brief(text, (signed, ahead)).sentences()}
    assert "page_one:latest" not in said and said["page_one:next"].startswith("Next: Norway is expected to")
    few = barents.contents()
    for other in set(barents.TEXTS) - {"d"}:
        few = few.without(other)
    few = replace(few, statements=(), events=tuple(e for e in few.events if e.id == "e-arrest2"), explanations=(), formulas=())
    told_of = {s.key: s.text for s in compose(assess(Case.model_validate(barents.CASE | bare), few)).sentences()}
    assert "page_one:latest" not in told_of and any(key.startswith("page_one:lately") for key in told_of)  # once is enough
    later = Case.model_validate(barents.CASE | bare | {"as_of": date(2010, 3, 1)})
    told_of = {s.key: s.text for s in compose(assess(later, few)).sentences()}
    assert told_of.get("page_one:latest", "").startswith("The latest event told of: Norway")


# Explanations


def _posterior(id, middle, low, high):
    return Posterior(id, 0.5, middle, low, high)


@pytest.mark.parametrize(
    ("leader", "second", "is_open"),
    [
        ((0.50, 0.44, 0.58), (0.50, 0.42, 0.56), True),
        ((0.52, 0.50, 0.54), (0.47, 0.45, 0.49), True),
        ((0.56, 0.07, 0.96), (0.34, 0.03, 0.90), True),
        ((0.62, 0.22, 0.90), (0.19, 0.04, 0.56), False),
        ((0.60, 0.55, 0.65), (0.40, 0.35, 0.45), False),
    ],
)
def test_a_lead_of_five_points_or_over_one_range_is_none(leader, second, is_open):
    assert explanations.is_open(_posterior("a", *leader), _posterior("b", *second)) is is_open


def test_the_most_telling_piece_may_point_to_the_second():
    pieces = (
        {"id": "weak", "statement": "the fleet came home", "likelihood": {"price": 0.6, "nearly": 0.4, "bluff": 0.5}},
        {"id": "strong", "statement": "the map was shown", "likelihood": {"price": 0.3, "nearly": 0.7, "bluff": 0.5}},
    )
    hypotheses = tuple({**h, "prior": p} for h, p in zip(barents.CASE["hypotheses"], (0.7, 0.25, 0.05), strict=True))
    said = {s.key: s.text for s in _brief("Nothing.", evidence=pieces, hypotheses=hypotheses).sentences()}
    telling = said["page_one:explanation:telling"]
    assert telling == "Most telling: the map was shown. That is about 2.3 times as likely under the second as under the first."


# Statements


def statement(text, source, cue, content, *, quoted=False, spans=()):
    parts = spans or (content,)
    words = Phrase(" … ".join(parts), tuple(phrase(text, p).spans[0] for p in parts))
    who, verb = (phrase(text, w) if w else None for w in (source, cue))
    return Statement("x", who, verb, words, None, quoted, Grade.ATTRIBUTED, Certainty.CERTAIN, Polarity.POSITIVE)


LAW = (
    "Asked whether it would sell, Støre said that it would not. Lavrov denied this. Oslo called on Moscow. “We defend the shelf”, he said. "
    "The ministers are expected to meet in Bergen in May. It is rumoured that Moscow would pay for the mine. A rule known as the even split. "
    "Lavrov accused Norway of a wild campaign. He said that the talks have stalled."
)


@pytest.mark.parametrize(
    ("one", "is_known", "is_kept"),
    [
        (statement(LAW, "Støre", "said", "it would not"), True, False),
        (statement(LAW, "Lavrov", "denied", "this"), True, False),
        (statement(LAW, "Oslo", "called on", "Moscow"), True, False),
        (statement(LAW, None, "known as", "the even split"), False, False),
        (statement(LAW, None, "Asked", "whether it would sell"), False, False),
        (statement(LAW, "he", "said", "We defend the shelf", quoted=True), True, True),
        (statement(LAW, "He", "said", "the talks have stalled"), False, True),
        (statement(LAW, None, "is rumoured that", "Moscow would pay for the mine"), False, True),
    ],
)
def test_a_pronoun_or_two_words_are_not_quoted(one, is_known, is_kept):
    assert is_quotable(one, is_speaker_known=is_known) is is_kept


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (
            statement(LAW, None, "are expected", "", spans=("The ministers", "to meet in Bergen in May")),
            "The ministers are expected to meet in Bergen in May.",
        ),
        (statement(LAW, None, "is rumoured that", "Moscow would pay for the mine"), "Moscow would pay for the mine."),
    ],
)
def test_where_nobody_speaks_the_words_stand_as_the_text_has_them(one, words):
    assert said_words(one, is_speaker_known=False) == words


def test_no_colon_parts_a_verb_from_its_object():
    assert said_words(statement(LAW, "Lavrov", "accused", "Norway of a wild campaign")) == "accused Norway of a wild campaign."


def test_what_is_too_short_is_counted_in_one_sentence():
    brief = _brief(LAW, statements=(statement(LAW, "Støre", "said", "it would not"), statement(LAW, "Lavrov", "denied", "this")))
    texts = [s.text for s in brief.sentences()]
    assert "Two more, too short to quote by themselves, stand in the record." in texts
    assert not any("would not" in t or t == "denied this." for t in texts)


# Marks


@pytest.mark.parametrize(
    ("words", "plain", "quoted"),
    [
        ('A: “it is "a small price" now”', "A: “it is ‘a small price’ now”", "“A: ‘it is a small price now’”"),
        ("“a “b” c”", "“a ‘b’ c”", "“a ‘b’ c”"),
        ('he said "yes"', 'he said "yes"', "“he said ‘yes’”"),
        ('to "put an end', 'to "put an end', "“to ‘put an end”"),
        ("„A“ und „B“", "„A“ und „B“", "“„A‘ und „B‘”"),
    ],
)
def test_marks_within_marks_are_single(words, plain, quoted):
    assert english.plain(words) == plain and english.quoted(words) == quoted


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "quoted", "words"),
    [
        ("The two agreed to a truce.", "The two", "agreed to", "a truce", False, "agreed to a truce."),
        ("Envoys from Oslo expect him to be hard.", "Envoys from Oslo", "expect", "him to be hard", False, "expect him to be hard."),
        ("Did Støre say that it rains?", "Støre", "say", "that it rains", False, "It rains."),
        ("Observers expected Lavrov to win.", "Observers", "expected", "Lavrov to win", False, "expected Lavrov to win."),
        ('Støre called the memorandum "a surrender".', "Støre", "called", '"a surrender"', True, "called the memorandum “a surrender”."),
        ('Støre called it "a surrender".', "Støre", "called", '"a surrender"', True, "called it “a surrender”."),
        ('Støre called. Later he said "a surrender".', "Støre", "called", '"a surrender"', True, "called “a surrender”."),
        ("Bergen had rain, according to Støre.", "Støre", "according to", "Bergen had rain", False, "Bergen had rain."),
    ],
)  # fmt: skip
def test_a_statement_keeps_the_verb_without_which_it_says_nothing(text, source, cue, content, quoted, words):
    assert said_words(statement(text, source, cue, content, quoted=quoted), text=text) == words


def test_a_cue_loses_the_conjunction_before_it():
    text = "Lavrov came, when he proposed that the line be drawn."
    cut = statement(text, "he", "proposed", "that the line be drawn")
    cue = Phrase("when … proposed", (*phrase(text, "when").spans, *phrase(text, "proposed").spans))
    assert said_words(replace(cut, cue=cue), text=text) == "proposed that the line be drawn."


def test_several_speakers_who_are_not_known_are_no_subject_of_a_plural():
    text = "Envoys say that it rains."
    said = statement(text, "Envoys", "say", "that it rains")
    assert said_words(said, is_speaker_known=False) == "It rains."
