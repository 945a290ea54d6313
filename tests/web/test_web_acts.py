"""What an event can be, in a form to choose from."""

from collections import Counter

from hikiwake.brief.composition.wording import verb
from hikiwake.web.acts import act_label, acts


def test_no_two_choices_of_a_kind_read_alike() -> None:
    for category, codes in acts():
        assert {words for words, n in Counter(words for _, words in codes).items() if n > 1} == set(), category


def test_a_choice_is_called_as_the_brief_calls_it_and_further_only_where_it_must() -> None:
    words = {code: told for _, codes in acts() for code, told in codes}
    assert words["092"] == "inquiry: into human rights" and words["090"] == "inquiry: of any kind"
    for code, told in words.items():
        said = verb(code)
        assert said is not None and told.partition(":")[0] == said.noun
    assert act_label("040").endswith("(CAMEO 040)") and act_label("") == ""
