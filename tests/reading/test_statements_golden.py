"""Golden sentences as newspapers, communiqués and memoirs write them: source, cue, content and grade, to the word."""

import pytest
from statement_reading import rows

QUOTED = [
    (
        "“We shall not give up an inch,” said the Foreign Minister, Ana Ruiz.",
        "the Foreign Minister, Ana Ruiz",
        "said",
        "“We shall not give up an inch,”",
        "on_record",
    ),
    (
        '"The border is closed," President Kosta told reporters on Tuesday.',
        "President Kosta",
        "told",
        '"The border is closed,"',
        "on_record",
    ),
    (
        "Lavrov told journalists: “There will be no preconditions.”",
        "Lavrov",
        "told",
        "“There will be no preconditions.”",
        "on_record",
    ),
    (
        "Kosta said the offer was “an insult to both nations” and left the hall.",
        "Kosta",
        "said",
        "the offer was “an insult to both nations” and left the hall",
        "on_record",
    ),
    (
        "“I came to listen,” he said. “I did not come to sign.”",
        "he",
        "said",
        "“I came to listen,” … “I did not come to sign.”",
        "on_record",
    ),
    ("“The river,” she continued, “is not a frontier.”", "she", "continued", "“The river,” … “is not a frontier.”", "on_record"),
    ("“Will there be war?” asked the reporter.", "the reporter", "asked", "“Will there be war?”", "on_record"),
    ('"No," he replied.', "he", "replied", '"No,"', "on_record"),
    (
        '"There will be no talks before the troops leave", the colonel thundered.',
        "the colonel",
        "thundered",
        '"There will be no talks before the troops leave"',
        "on_record",
    ),
    ("The president said ‘a new approach’ was needed.", "The president", "said", "‘a new approach’ was needed", "on_record"),
    (
        "„Wir bleiben“ was how it began, but the chancellor said that “nobody stays for ever”.",
        "the chancellor",
        "said",
        "that “nobody stays for ever”",
        "on_record",
    ),
]
REPORTED = [
    ("The minister said that talks would resume in May.", "The minister", "said", "that talks would resume in May", "attributed"),
    ("Nothing, the ambassador argued, has been settled.", "the ambassador", "argued", "Nothing … has been settled", "attributed"),
    ("The treaty, officials say, will be ready in June.", "officials", "say", "The treaty … will be ready in June", "anonymous"),
    ("The premier did not say when he would travel.", "The premier", "did not say", "when he would travel", "attributed"),
    (
        "The communiqué states that both sides will refrain from the use of force.",
        "The communiqué",
        "states",
        "that both sides will refrain from the use of force",
        "on_record",
    ),
    (
        "The report concluded that the marker stood two miles too far north.",
        "The report",
        "concluded",
        "that the marker stood two miles too far north",
        "attributed",
    ),
    ("The spokesman denied that troops had moved.", "The spokesman", "denied", "that troops had moved", "attributed"),
    (
        "The opposition warned that the treaty would not be ratified.",
        "The opposition",
        "warned",
        "that the treaty would not be ratified",
        "attributed",
    ),
    (
        "The king declared that the gulf belonged to his people.",
        "The king",
        "declared",
        "that the gulf belonged to his people",
        "on_record",
    ),
    (
        "The deputy minister, speaking to parliament, insisted that no map had been signed.",
        "The deputy minister",
        "insisted",
        "that no map had been signed",
        "on_record",
    ),
    (
        "The Hague court ruled that the rock was Malaysian.",
        "The Hague court",
        "ruled",
        "that the rock was Malaysian",
        "on_record",
    ),
    ("As the chairman put it, the glass was half full.", "the chairman", "put", "the glass was half full", "attributed"),
    (
        "Diplomats who are close to the talks say that a draft exists.",
        "Diplomats who are close to the talks",
        "say",
        "that a draft exists",
        "anonymous",
    ),
    (
        "A diplomat familiar with the negotiations said on condition of anonymity that the draft was ready.",
        "A diplomat familiar with the negotiations",
        "said",
        "that the draft was ready",
        "anonymous",
    ),
    (
        "The newspaper El Comercio reported that the line had been agreed.",
        "The newspaper El Comercio",
        "reported",
        "that the line had been agreed",
        "attributed",
    ),
    (
        "The two presidents agreed to meet again in the autumn.",
        "The two presidents",
        "agreed",
        "to meet again in the autumn",
        "attributed",
    ),
    (
        "The ministers urged both armies to hold their fire.",
        "The ministers",
        "urged",
        "both armies to hold their fire",
        "attributed",
    ),
    ("The government refused to comment.", "The government", "refused", "to comment", "attributed"),
]
WITHOUT_A_SOURCE = [
    (
        "The president was quoted as saying that the islands were not for sale.",
        "The president",
        "was quoted as saying",
        "that the islands were not for sale",
        "reported",
    ),
    ("The general is said to oppose the deal.", None, "is said", "The general … to oppose the deal", "reported"),
    (
        "The foreign minister is expected to visit Lima in March.",
        None,
        "is expected",
        "The foreign minister … to visit Lima in March",
        "speculation",
    ),
    ("It was announced that the ferry would run again.", None, "was announced", "that the ferry would run again", "reported"),
    ("He was asked whether he would sign.", None, "was asked", "whether he would sign", "reported"),
    ("The delegation seems to have left.", None, "seems", "The delegation … to have left", "opinion"),
    (
        "The two governments have reportedly agreed on a joint commission.",
        "The two governments",
        "have reportedly agreed on",
        "a joint commission",
        "reported",
    ),
]
PHRASES = [
    (
        "According to the ministry, the convoy crossed the river at dawn.",
        "the ministry",
        "According to",
        "the convoy crossed the river at dawn",
        "attributed",
    ),
    (
        "The convoy crossed the river at dawn, according to a senior official who asked not to be named.",
        "a senior official who asked not to be named",
        "according to",
        "The convoy crossed the river at dawn",
        "anonymous",
    ),
    (
        "In the ambassador's view, the map of 1905 settles nothing.",
        "the ambassador",
        "In … view",
        "the map of 1905 settles nothing",
        "attributed",
    ),
]
MINDS = [
    ("Tokyo believes that the visit will help.", "Tokyo", "believes", "that the visit will help", "attributed"),
    ("Moscow wants to keep the garrison.", "Moscow", "wants", "to keep the garrison", "attributed"),
    ("Many fear that the talks will fail.", "Many", "fear", "that the talks will fail", "speculation"),
    (
        "She hopes the commission will report by Christmas.",
        "She",
        "hopes",
        "the commission will report by Christmas",
        "attributed",
    ),
    (
        "Observers believe that neither side can afford a war.",
        "Observers",
        "believe",
        "that neither side can afford a war",
        "speculation",
    ),
    (
        "The mediator was confident that a line could be drawn.",
        "The mediator",
        "was confident",
        "that a line could be drawn",
        "attributed",
    ),
    (
        "Japanese media speculate that two islands will be returned.",
        "Japanese media",
        "speculate",
        "that two islands will be returned",
        "speculation",
    ),
]
STANCES = [
    ("Critics called the agreement a surrender.", "Critics", "called", "the agreement a surrender", "speculation"),
    (
        "The president described the neighbour as a partner.",
        "The president",
        "described",
        "the neighbour as a partner",
        "attributed",
    ),
    ("The minister accused the neighbour of bad faith.", "The minister", "accused", "the neighbour of bad faith", "attributed"),
    ("Peru rejected the proposal.", "Peru", "rejected", "the proposal", "attributed"),
    ("The senate voted against the treaty.", "The senate", "voted against", "the treaty", "attributed"),
    ("He thanked the mediator for his patience.", "He", "thanked", "the mediator for his patience", "attributed"),
    (
        "Many attributed the thaw to the visit of the foreign minister.",
        "Many",
        "attributed",
        "the thaw to the visit of the foreign minister",
        "speculation",
    ),
]
NOUNS = [
    ("His promise to withdraw the troops was never kept.", "His", "promise", "to withdraw the troops", "attributed"),
    (
        "Santiago's proposal that the case go to the Pope surprised Buenos Aires.",
        "Santiago",
        "proposal",
        "that the case go to the Pope",
        "attributed",
    ),
    (
        "The parties expressed their hope that the mediator would stay.",
        "The parties",
        "expressed … hope",
        "that the mediator would stay",
        "attributed",
    ),
    (
        "The claim that the line was drawn in 1881 surprised the court.",
        None,
        "claim",
        "that the line was drawn in 1881",
        "reported",
    ),
]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "grade"),
    [*QUOTED, *REPORTED, *WITHOUT_A_SOURCE, *PHRASES, *MINDS, *STANCES, *NOUNS],
    ids=lambda value: None if value is None else str(value)[:40],
)
def test_a_sentence_gives_its_statement_to_the_word(text, source, cue, content, grade):
    assert (source, cue, content, grade) in rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "The convoy crossed the river at dawn.",
        "The two presidents met in Lima on 12 May.",
        "Trade between the two countries doubled in three years.",
        "A group called the River League has three thousand members.",
        "The tax was reduced to a tenth of its value.",
        "The ‘upturn’ lasted two years.",
        "",
        "   \n\n  ",
    ],
)
def test_where_nobody_says_anything_there_is_no_statement(text):
    assert rows(text) == []
