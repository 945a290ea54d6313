"""What always holds of coded events, and how place, date, grade and main event are found."""

from coding_reading import countries, events_of, main_event
from hypothesis import given, settings
from hypothesis import strategies as st

from hikiwake.reading.coding import lexicon, topics
from hikiwake.record.model import Status
from hikiwake.terms.grades import Grade
from hikiwake.terms.ontology import cameo

_PIECES = (
    "Russia",
    "the Kenyan government",
    "agreed to lift sanctions against",
    "met",
    "the Finnish president's visit to",
    "Ukraine",
    "did not attack",
    "in Geneva in May",
    "and",
    "if",
    ", officials said",
    "“we will withdraw”",
    "re-elected",
    "talks between",
    ".",
    "\n\n",
    "🙂",
    "—",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=14))
@settings(max_examples=60, deadline=None)
def test_spans_cut_the_words_they_claim(pieces):
    text = " ".join(pieces)
    for event in events_of(text):
        assert event.span.end <= len(text)
        assert " ".join(s.cut(text) for s in event.trigger.spans) == event.trigger.text
        assert all(event.span.holds(s) for s in event.trigger.spans)
        assert all(actor.span.end <= len(text) for actor in (*event.sources, *event.targets))
        assert 0 < event.confidence <= 1
        code = cameo()[event.cameo] if event.cameo else None
        assert (event.category, event.mode, event.goldstein) == (
            (code.category, code.mode, code.goldstein) if code else (None, None, None)
        )


@given(st.text(max_size=60))
@settings(max_examples=25, deadline=None)
def test_any_text_can_be_coded(text):
    assert isinstance(events_of(text.replace("\0", "").replace("\r", "")), tuple)


def test_a_list_of_meetings_gives_each_its_place_and_month():
    """One phrase, three events: places and dates go pairwise."""
    text = "Relations improved through the Polish and Czech leaders' meetings in Vienna in March, Oslo in April and Rome in May."
    meetings = [e for e in events_of(text) if e.cameo == "040"]
    assert [(e.place.name, e.date.text.split()[-1]) for e in meetings] == [
        ("Vienna", "March"),
        ("Oslo", "April"),
        ("Rome", "May"),
    ]
    assert {countries(e.sources) for e in meetings} == {"CZE POL"}


def test_a_re_election_has_no_category():
    (event,) = [e for e in events_of("The president of Chile was re-elected in 2012.") if e.trigger.text == "re-elected"]
    assert (event.category, event.cameo, event.context, event.date.date.value) == (None, None, "election", "2012")


def test_what_a_visit_is_prepared_for_is_planned():
    events = events_of("The ministers met in Hanoi to prepare for the French president's visit to Vietnam in December.")
    (visit,) = [e for e in events if e.cameo == "042"]
    assert visit.status is Status.PLANNED
    assert (countries(visit.sources), countries(visit.targets)) == ("FRA", "VNM")


def test_the_content_of_an_announcement_is_the_main_event():
    event = main_event("Turkey announced that it would send medicine to Syria after Jordan had closed its border.")
    assert (event.cameo, countries(event.sources), countries(event.targets)) == ("0333", "TUR", "SYR")


def test_a_narrated_act_is_attributed_and_hearsay_is_weaker():
    assert main_event("Iraq invaded Kuwait in August 1990.").grade is Grade.ATTRIBUTED
    assert main_event("Iraq reportedly invaded Kuwait.").grade is Grade.REPORTED


def test_a_span_is_the_event_and_not_its_paragraph():
    text = "The harvest was good that year. Iraq invaded Kuwait in August 1990. Prices fell."
    (event,) = events_of(text)
    assert event.span.cut(text) == "Iraq invaded Kuwait in August 1990"


def test_reading_twice_gives_the_same():
    text = "Peru and Ecuador agreed to meet next month; Chile protested."
    assert events_of.__wrapped__(text) == events_of.__wrapped__(text)


def test_every_code_of_the_lexicon_is_in_the_ontology():
    meanings = {f.meaning for frames in lexicon.verbs().values() for f in frames} | {
        n.meaning for ns in lexicon.nouns().values() for n in ns
    }
    codes = {m for m in (*meanings, *lexicon.adjectives().values()) if m[0].isdigit()}
    codes |= {code for topic in topics.topics().values() for code in topic.codes.values()}
    assert codes <= set(cameo())


def test_every_class_that_a_frame_asks_for_exists():
    asked = {kind for frames in lexicon.verbs().values() for f in frames for kind in f.objects}
    assert asked <= {*lexicon.classes(), *topics.topics(), "actor", "none"}


def test_operators_nest():
    """ "Urged an end to sanctions" appeals for ending 163; "threatened to halt aid" threatens 162."""
    assert topics.apply("appeal", topics.topic_of_code(topics.apply("halt", topics.topic_of_code("163")))) == "0254"
    assert topics.apply("intend", topics.topic_of_code(topics.apply("halt", topics.topic_of_code("071")))) == "1311"


def test_two_owners_of_one_meeting_both_meet():
    text = "Negotiations began again through Kenya and Uganda's one-to-one meetings in Vienna in March."
    (meeting,) = [e for e in events_of(text) if e.cameo == "040"]
    assert (countries(meeting.sources), countries(meeting.targets), meeting.is_reciprocal) == ("KEN UGA", "KEN UGA", True)


def test_what_is_only_joined_to_a_place_is_no_party():
    text = "The mood was spoilt by Indonesia's annexation of East Timor, the civil war in Angola and Brazil's elections."
    (war,) = [e for e in events_of(text) if e.cameo == "190"]
    assert countries(war.targets) == "AGO"
