"""Numbers that a statement puts right: "said that seven men were aboard, not five"."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from hikiwake.record.contradictions.counts import Count, counts
from hikiwake.record.contradictions.papers import are_two
from hikiwake.record.contradictions.sides import Dispute, Documents, Told, is_done, is_guessed, side, speaker_side, told_of
from hikiwake.record.merging.words import is_light, words_of
from hikiwake.record.model import Certainty, Event, Report, Said
from hikiwake.record.spans import squeezed

_NOT = re.compile(
    r",?\s+(?:and\s+)?(?:not|rather\s+than)\s+(?P<other>\d+(?:,\d{3})*|\w+)(?=\s*(?:[.,;”\"]|as\b|$))", re.IGNORECASE
)
_WITHIN_DAYS = 14
_FEWEST_WORDS = 2  # telling words in common, the counted among them


def put_right(statements: Sequence[Said], events: Sequence[Event], documents: Documents) -> Iterator[tuple[Event, Said, Dispute]]:
    """Happenings whose number a statement in another voice's text contradicts with one of its own."""
    corrections = [(said, *pair) for said in statements if (pair := _corrected(said)) is not None]
    if not corrections:
        return
    by_act: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for act in _acts(event.best):
            by_act[act].append(event)
    for said, right, wrong in corrections:
        text = squeezed(said.statement.span.cut(documents[said.statement.document].text))
        words = frozenset(words_of(text)[0])
        for event in {e.id: e for act in sorted(words) for e in by_act.get(act, ())}.values():
            counted = [one for one in told_of(event, is_done) if _is_of(one, said, wrong, words, documents)]
            if counted:
                sides = side(wrong.words, counted, documents), speaker_side(said, right.words, documents)
                yield event, said, Dispute("number", sides)


def _corrected(said: Said) -> tuple[Count, Count] | None:
    """The number that a statement tells for certain and the one that it says is wrong."""
    statement = said.statement
    if statement.certainty is not Certainty.CERTAIN or is_guessed(statement.grade):
        return None
    if "not" not in statement.content.text and "rather" not in statement.content.text:
        return None
    content = squeezed(statement.content.text)
    found = _NOT.search(content)
    right = list(counts(content[: found.start()])) if found else []
    if found is None or len(right) != 1:
        return None
    noun = right[0].words.partition(" ")[2]
    wrong = list(counts(f"{found['other']} {noun}"))
    return (right[0], wrong[0]) if len(wrong) == 1 and wrong[0].number != right[0].number else None


def _is_of(told: Told, said: Said, wrong: Count, words: frozenset[str], documents: Documents) -> bool:
    """Whether a report tells the wrong number, of the happening that the statement speaks of."""
    report, statement = told[1], said.statement
    here, there = documents[report.document], documents[statement.document]
    own = squeezed(report.span.cut(here.text))
    has_number = any((one.kind, one.number) == (wrong.kind, wrong.number) for one in counts(own))
    if not has_number or not are_two(here, there) or not _acts(report) <= words:
        return False
    when = report.date.date if report.date else None
    if when is None or not when.earliest or not when.latest or there.date is None or not there.date.earliest:
        return False
    is_of_then = when.latest <= there.date.earliest <= when.earliest + timedelta(days=_WITHIN_DAYS)
    return is_of_then and len((words & words_of(own)[0].keys()) - _acts(report)) >= _FEWEST_WORDS


def _acts(report: Report) -> frozenset[str]:
    """The words that name the act, without those that tell none ("held")."""
    return frozenset(word for word in words_of(squeezed(report.trigger.text).lower())[0] if not is_light(word))
