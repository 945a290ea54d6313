"""Statements in whole texts: chains, transcripts, quotations over paragraphs, headlines, commentaries, speeches."""

from statement_reading import cue, source, statements_in

from hikiwake.record.model import Polarity
from hikiwake.terms.grades import Grade

COMMENTARY = """Can the two republics settle? I have watched them quarrel for thirty years.

It is better not to expect a treaty this winter. The mediator will hopefully stay, and the armies have good reasons to wait.

President Kosta said on Monday that “no inch” would be given. It is too early to despair, however, and the talks are likely to go on.

Maria Lund is a professor of history at the University of the Sound.
"""
REPORT = """The two presidents met in Lima on Monday.

The foreign minister said that it was too early to sign. Officials say the text is likely to be ready in June.

The ferry will run again in May.
"""
TRANSCRIPT = """PRESIDENT KOSTA: Good morning. We plan to open the bridge in May.

The bridge was closed in 1994.

Q  Will the army leave?

PRESIDENT KOSTA: The army will leave when the treaty is signed.

Q  And the river?

PRESIDENT KOSTA: President Maro told me that the river was never in doubt.
"""
INTERVIEW_ON_BACKGROUND = """MODERATOR: Thank you for joining.

SENIOR ADMINISTRATION OFFICIAL: The call lasted an hour.

MODERATOR: We go to questions.

SENIOR ADMINISTRATION OFFICIAL: There is nothing to add.
"""


def test_a_chain_is_as_weak_as_its_weakest_link_and_names_its_carrier():
    outer, inner = statements_in("Kyodo reported that Putin said the talks would continue.")
    assert (source(outer), source(inner)) == ("Kyodo", "Putin")
    assert outer.via is None
    assert inner.via == 0
    assert inner.grade is Grade.REPORTED
    assert inner.content.text == "the talks would continue"


def test_words_of_a_quotation_about_the_speaker_himself_are_no_statement_of_their_own():
    found = statements_in("“I think we want peace, and you know what I believe,” the general said.")
    assert [cue(s) for s in found] == ["said"]


def test_a_quotation_over_two_paragraphs_stays_with_its_speaker():
    text = "Kosta said: “The river is ours.\n\n“It was always ours, and it will be.”\n\nThe hall was silent."
    (said,) = statements_in(text)
    assert source(said) == "Kosta"
    assert "It was always ours" in said.content.text
    assert "silent" not in said.content.text


def test_a_quotation_without_a_cue_is_not_given_to_the_nearest_name():
    text = "President Kosta arrived in Lima on Monday.\n\n“The river is ours and always was.”"
    assert statements_in(text) == []


def test_each_of_two_speakers_in_a_sentence_has_his_own_words():
    found = statements_in("Kosta said that “the bridge is open”, and Maro replied that “the river is closed”.")
    assert [(source(s), s.content.text) for s in found] == [
        ("Kosta", "that “the bridge is open”"),
        ("Maro", "that “the river is closed”"),
    ]


def test_a_headline_with_a_colon_quotes_whoever_stands_before_it():
    first, *_ = statements_in("Kishida: talks with Moscow to go on\n\nThe foreign minister left on Friday.")
    assert (source(first), cue(first), first.content.text) == ("Kishida", ":", "talks with Moscow to go on")


def test_a_label_with_a_colon_quotes_nobody():
    assert statements_in("Exclusive: bridge over the Sound closed\n\nThe bridge closed on Friday.") == []


def test_a_transcript_gives_a_statement_for_each_turn_but_the_questions():
    found = statements_in(TRANSCRIPT)
    turns = [s for s in found if s.via is None]
    assert [source(s) for s in turns] == ["PRESIDENT KOSTA", "PRESIDENT KOSTA", "PRESIDENT KOSTA"]
    assert turns[0].grade is Grade.ON_RECORD
    assert turns[0].content.text == "Good morning. We plan to open the bridge in May. … The bridge was closed in 1994."
    assert not any("?" in s.content.text for s in found)


def test_what_a_speaker_plans_himself_is_on_record_and_what_he_was_told_is_hearsay():
    found = statements_in(TRANSCRIPT)
    plan = next(s for s in found if cue(s) == "plan")
    told = next(s for s in found if cue(s) == "told")
    assert plan.grade is Grade.ON_RECORD
    assert (source(told), told.grade) == ("President Maro", Grade.REPORTED)


def test_an_official_who_speaks_on_background_stays_anonymous():
    grades = {source(s): s.grade for s in statements_in(INTERVIEW_ON_BACKGROUND) if s.via is None}
    assert grades["SENIOR ADMINISTRATION OFFICIAL"] is Grade.ANONYMOUS


def test_a_commentary_gives_its_authors_judgements_with_neither_source_nor_cue():
    own = [s for s in statements_in(COMMENTARY) if s.cue is None]
    assert [s.content.text for s in own] == [
        "It is better not to expect a treaty this winter",
        "The mediator will hopefully stay",
        "It is too early to despair, however",
    ]
    assert all(s.source is None and s.grade is Grade.OPINION and s.speaker is None for s in own)


def test_what_others_say_in_a_commentary_is_not_its_authors_judgement():
    said = [s for s in statements_in(COMMENTARY) if source(s) == "President Kosta"]
    assert [s.grade for s in said] == [Grade.ON_RECORD]


def test_a_news_report_has_no_judgements_of_its_author():
    assert all(s.cue is not None for s in statements_in(REPORT))


def test_the_first_person_of_a_speech_is_on_record():
    text = "Mr. President, I congratulate you on your election.\n\nWe propose that a commission be set up next year."
    proposal = next(s for s in statements_in(text) if cue(s) == "propose")
    assert proposal.grade is Grade.ON_RECORD


def test_an_announced_enumeration_belongs_to_whoever_announced_it():
    text = "Press commentary reduces the cooling to two factors. First, the army wants more. Second is the election in the north. The snow fell."
    said = next(s for s in statements_in(text) if cue(s) == "reduces")
    assert said.grade is Grade.SPECULATION
    assert "the army wants more" in said.content.text
    assert "the election in the north" in said.content.text
    assert "snow" not in said.content.text


def test_a_denial_is_negative_and_a_denied_negation_positive_again():
    (denied,) = statements_in("The spokesman denied that troops had moved.")
    (twice,) = statements_in("The spokesman denied that nothing had moved.")
    assert (denied.polarity, twice.polarity) == (Polarity.NEGATIVE, Polarity.POSITIVE)


def test_the_speaker_is_the_actor_at_the_sources_head_and_not_one_named_beside_it():
    (said,) = statements_in("A critic of Vladimir Putin said that the talks were over.")
    assert said.speaker is None or said.speaker.name != "Vladimir Putin"


def test_an_author_who_supposes_what_others_want_gives_an_opinion():
    (supposed,) = statements_in("Both sides may well prefer to wait.")
    assert supposed.grade is Grade.OPINION


def test_a_hedged_verb_keeps_its_source_and_is_reported():
    (said,) = statements_in("Putin reportedly stated that ‘haste should be avoided’.")
    assert (source(said), cue(said), said.grade) == ("Putin", "reportedly stated", Grade.REPORTED)
    assert said.content.text == "that ‘haste should be avoided’"
