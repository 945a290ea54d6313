"""What a case file may say, and how it is told when it says it wrong."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikiwake.case import load, problems
from hikiwake.case.loading import examine
from hikiwake.terms.errors import CaseError

HEAD = """\
title = "Two states"
dyad = ["JPN", "RUS"]
question = "Will they settle?"
as_of = 2016-12-09
horizon = 2018-12-31
"""
PARTIES = """\
[[parties]]
id = "japan"
country = "JPN"
[[parties.leaders]]
name = "Somebody"
office = "Prime Minister"
from = 2012-12-26
term_ends = 2018-09-30
may_extend_to = 2021-09-30
[[parties.constituencies]]
id = "diet"
reservation = [0.3, 0.4]
weight = { island = 0.5 }
[[parties]]
id = "russia"
country = "RUS"
[[parties]]
id = "patron"
country = "USA"
is_third = true
"""
ISSUES = """\
[[issues]]
id = "island"
title = "The island"
options = ["transfer", "lease", "no transfer"]
weight = { japan = 0.6, russia = [0.4, 0.6] }
value = { japan = [1, [0.4, 0.6], 0], russia = [0, 0.5, 1] }
[[formulas]]
id = "lease"
title = "A lease"
choose = { island = "lease" }
on = "1998-04"
"""
HYPOTHESES = """\
[[hypotheses]]
id = "serious"
statement = "They mean it."
prior = 0.4
[[hypotheses]]
id = "for_show"
statement = "They do not."
prior = [0.5, 0.7]
[[evidence]]
id = "meeting"
statement = "They met."
likelihood = { serious = 0.6, for_show = 0.3 }
group = "wire"
[[evidence.anchors]]
document = "abc"
quote = "they met"
[[groups]]
id = "wire"
likelihood = { serious = 0.6, for_show = 0.3 }
"""
WHOLE = HEAD + PARTIES + ISSUES + HYPOTHESES


def told(text: str) -> list[str]:
    """The lines that a user reads."""
    return [str(problem) for problem in examine(text, "case.toml")[1]]


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_a_lone_file_with_five_keys_is_a_case(tmp_path: Path):
    file = tmp_path / "lone.toml"
    file.write_text(HEAD, encoding="utf-8")
    case = load(file)
    assert case.dyad == ("JPN", "RUS")
    assert case.parties == ()


def test_a_whole_case_holds_together_and_a_folder_is_named_for_its_file(tmp_path: Path):
    (tmp_path / "case.toml").write_text(WHOLE, encoding="utf-8")
    case = load(tmp_path)
    assert [party.id for party in case.sides] == ["japan", "russia"]
    assert case.parties[0].leaders[0].begins.isoformat() == "2012-12-26"
    assert case.issues[0].value["japan"] == (1, (0.4, 0.6), 0)
    assert problems(tmp_path) == []


@pytest.mark.parametrize("written", [HEAD.replace("\n", "\r\n"), "\ufeff" + HEAD])
def test_line_ends_and_byte_order_marks_of_other_editors_do_not_matter(tmp_path: Path, written: str):
    file = tmp_path / "case.toml"
    file.write_bytes(written.encode())
    assert load(file).title == "Two states"


# One slip each: what is written, what stands there instead, and the line that must be told.
SLIPS = [
    ('country = "JPN"', 'cuntry = "JPN"', 'party "japan" has an unknown key "cuntry". Did you mean "country"?'),
    ('id = "diet"\n', 'id = "diet"\nsize = 5\n', 'constituency "diet" of party "japan" has an unknown key "size". Known are: id'),
    ("prior = 0.4", "prior = 1.4", 'hypothesis "serious": prior is 1.4, beyond the range from 0 to 1'),
    ("prior = 0.4", "prior = nan", 'hypothesis "serious": prior is nan'),
    ("prior = 0.4", 'prior = "0.4"', 'hypothesis "serious": prior is "0.4", not a number'),
    ("prior = 0.4", "prior = true", 'hypothesis "serious": prior is true, not a number'),
    ("reservation = [0.3, 0.4]", "reservation = [0.3, 0.4, 0.5]", 'constituency "diet" of party "japan": reservation is a list of 3'),
    ("reservation = [0.3, 0.4]", "reservation = [0.4, 0.3]", "runs from 0.4 down to 0.3. Write [0.3, 0.4]"),
    ('office = "Prime Minister"', "office = 3", 'leader "Somebody" of party "japan": office is 3, not a text'),
    ('office = "Prime Minister"\n', "", 'leader "Somebody" of party "japan" lacks office'),
    ("term_ends = 2018-09-30", "term_ends = 2011-09-30", "term_ends (2011-09-30) lies before from (2012-12-26)"),
    ("may_extend_to = 2021-09-30", "may_extend_to = 2017-09-30", "may_extend_to (2017-09-30) lies before term_ends (2018-09-30)"),
    ("term_ends = 2018-09-30", 'term_ends = "soon"', 'term_ends is "soon", not a date'),
    ("horizon = 2018-12-31", "horizon = 2018", "horizon is 2018, not a date. Write year-month-day"),
    ('title = "Two states"', 'title = ""', 'title is "", not filled in'),
    ("horizon = 2018-12-31", "horizon = 2015-12-31", "horizon (2015-12-31) lies before as_of (2016-12-09)"),
    ('dyad = ["JPN", "RUS"]', 'dyad = ["JPN", "JPN"]', "dyad names JPN twice"),
    ('dyad = ["JPN", "RUS"]', 'dyad = ["JPN", "Russia"]', 'dyad names "Russia", which is no ISO alpha-3 code of a state. Did you mean "RUS"'),
    ('dyad = ["JPN", "RUS"]', 'dyad = ["JPN"]', 'dyad is ["JPN"]. Give two ISO alpha-3 codes'),
    ("is_third = true\n", "", 'party "patron" is of USA, which is not of the dyad'),
    ('country = "USA"\nis_third = true', 'country = "RUS"', 'party "patron" is the second of RUS'),
    ('[[parties]]\nid = "russia"\ncountry = "RUS"\n', "", "issues are stated, but no party of RUS"),
    ("[[parties.leaders]]", "[[leaders]]", "[[leaders]] stands at the top, so each leader is without a party. Write [[parties.leaders]]"),
    (
        "russia = [0, 0.5, 1]",
        "russia = [0, 1]",
        'issue "island" gives 2 values for 3 options (russia). Give one value for each of: transfer, lease, no transfer.',
    ),
    ("russia = [0.4, 0.6] }", "rusia = [0.4, 0.6] }", 'issue "island": weight names an unknown party "rusia". Did you mean "russia"?'),
    (", russia = [0.4, 0.6] }", " }", 'issue "island" gives no weight for russia'),
    (', "lease", "no transfer"]', ', "lease", "lease"]', 'issue "island" has the option "lease" twice'),
    ('choose = { island = "lease" }', 'choose = { island = "leese" }', '"leese" for island, which is none of its options. Did you mean "lease"?'),
    ('choose = { island = "lease" }', 'choose = { isle = "lease" }', 'formula "lease" names an unknown issue "isle"'),
    ('choose = { island = "lease" }', "choose = {}", 'formula "lease" chooses nothing for island'),
    ('on = "1998-04"', 'on = "spring of 1998"', 'formula "lease": on is "spring of 1998", which is no date'),
    ("weight = { island = 0.5 }", "weight = { land = 0.5 }", 'constituency "diet" of party "japan": weight names an unknown issue "land"'),
    ("weight = { japan = 0.6, ", "weight = { japan = 0, ", "every issue has weight 0 for japan"),
    ("prior = [0.5, 0.7]", "prior = 0.5", "the priors of the hypotheses sum to 0.9"),
    ("prior = [0.5, 0.7]", "prior = [0.1, 0.2]", "the priors cannot sum to 1: even their upper bounds sum to 0.6"),
    ("prior = [0.5, 0.7]", "prior = [0.7, 0.8]", "the priors cannot sum to 1: their lower bounds alone sum to 1.1"),
    ('id = "for_show"', 'id = "serious"', 'hypothesis "serious" is stated twice'),
    ("0.6, for_show = 0.3 }\ngroup", "0.6, show = 0.3 }\ngroup", 'evidence "meeting": likelihood names an unknown hypothesis "show"'),
    ("0.6, for_show = 0.3 }\ngroup", "0.6 }\ngroup", 'evidence "meeting" gives no likelihood for for_show'),
    ("serious = 0.6, for_show = 0.3 }\ngroup", "serious = 0, for_show = [0, 0] }\ngroup", 'evidence "meeting" is impossible under every hypothesis'),
    ('group = "wire"\n', "", 'group "wire" holds no evidence'),
    ('quote = "they met"', 'quote = " "', 'anchor 1 of evidence "meeting" quotes nothing'),
    ('id = "russia"\ncountry', 'id = ""\ncountry', "id is \"\", not filled in"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "message"), SLIPS, ids=[f"{n}: {slip[2][:40]}" for n, slip in enumerate(SLIPS)])
def test_each_slip_is_told_with_its_line_and_the_mend(right: str, wrong: str, message: str):
    assert right in WHOLE
    text = WHOLE.replace(right, wrong, 1)
    lines = told(text)
    assert any(message in line for line in lines), lines
    found = next(line for line in lines if message in line)
    assert found.startswith("case.toml:")
    assert ". " in found  # the mend follows
    assert len(lines) <= 3  # a slip is told for itself, not for all that hangs on it


def test_a_slip_is_told_on_the_line_where_it_stands():
    text = WHOLE.replace("russia = [0, 0.5, 1]", "russia = [0, 1]").replace(
        "0.6, for_show = 0.3 }\ngroup", "6, for_show = 0.3 }\ngroup"
    )
    value, likelihood = told(text)
    assert value.startswith(f"case.toml:{line_of(text, 'russia = [0, 1]')}: issue")
    assert likelihood.startswith(f"case.toml:{line_of(text, 'serious = 6')}: evidence")


def test_everything_is_told_at_once_and_in_the_order_of_the_file():
    text = WHOLE
    for right, wrong in (
        ("horizon = 2018-12-31", "horizon = 2015-12-31"),
        ('country = "JPN"', 'country = "JPN"\nsze = 3'),
        ("term_ends = 2018-09-30", "term_ends = 2011-09-30"),
        ("russia = [0, 0.5, 1]", "russia = [0, 1]"),
        ('id = "lease"', 'id = "lease"; title = "x"'),
        ("prior = [0.5, 0.7]", "prior = 7"),
        ('quote = "they met"', 'quote = ""'),
    ):
        text = text.replace(right, wrong, 1)
    lines = told(text)
    assert len(lines) == 7, lines
    numbers = [int(line.split(":")[1]) for line in lines]
    assert numbers == sorted(numbers)


def test_what_a_refused_part_would_have_supplied_is_not_held_against_others():
    """The prior is wrong, so the hypothesis cannot be used; the evidence that names it is right all the same."""
    assert len(told(WHOLE.replace("prior = 0.4", "prior = 4"))) == 1
    assert len(told(WHOLE.replace('title = "The island"', "title = 3"))) == 1
    assert len(told(WHOLE.replace('country = "JPN"', "country = 3"))) == 1


def test_a_position_holds_after_a_part_was_left_out():
    text = WHOLE.replace("prior = 0.4", "prior = 4").replace("prior = [0.5, 0.7]", "prior = [0.7, 0.5]")
    assert told(text)[1].startswith(f"case.toml:{line_of(text, '[0.7, 0.5]')}:")


SYNTAX = [
    ('id = "a"; country = "B"', 'two keys stand on one line (id = "a"; country = "B")', 'put country = "B" on the next line'),
    ("weight = { a = 1,\n  b = 2 }", "runs over several lines, which TOML 1.0 refuses", "Write it on one line"),
    ('note = "not closed', 'the text of "note" is not closed', "quotation mark"),
    ("list = [1,\n2", 'the list of "list" is not closed', "]"),
    ("[[parties", "the heading [[parties is not closed", "[[table]]"),
    ("note = Tokyo", 'the value of "note" cannot be read: Tokyo', "quotation marks"),
    ("note = “Tokyo”", "cannot be read: “Tokyo”", "straight quotation marks"),
    ("prior = .4", "cannot be read: .4", "0.4"),
    ("prior = 40 %", "something follows the value", "40 % is 0.40"),
    ("prior = 0,4", "something follows the value", "with a point"),
    ("prior = 1/4", "something follows the value", "decimal"),
    ("on = 2016-13-40", 'the date of "on" is none of the calendar', "2016-12-09"),
    ("a = 1\na = 2", '"a" is given twice', "Keep one"),
    ("just words", "there is no = after the key in just words", "key = value"),
    ("[t]\n[t]", "declared twice", "[[double brackets]]"),
    ('p = "c:\\data"', "backslash", "single quotes"),
    ("a = { b = 1, }", "a comma stands before the }", "Take it away"),
    ("x = yes", "cannot be read: yes", "true or false"),
]


@pytest.mark.parametrize(("slip", "what", "mend"), SYNTAX, ids=[slip for slip, _, _ in SYNTAX])
def test_a_slip_of_writing_is_told_in_words(slip: str, what: str, mend: str):
    lines = [line for line in told(HEAD + slip + "\n") if "unknown key" not in line]
    assert len(lines) == 1, lines
    assert what in lines[0]
    assert mend in lines[0]
    expected = 6 + slip.count("\n") if "twice" in what else 6
    assert lines[0].startswith(f"case.toml:{expected}:")


def test_slips_of_writing_do_not_hide_each_other_nor_what_stands_below():
    text = (
        HEAD.replace('question = "Will they settle?"', "question = Will they settle?")
        + '[[parties]]\nid = "a"; country = "JPN"\n[[formulas]]\nid = 3\n'
    )
    lines = told(text)
    assert [line.split(":")[1] for line in lines[:3]] == ["3", "7", "8"]
    assert sum("id is 3" in line for line in lines) == 1


def test_a_missing_heading_is_told_once():
    text = WHOLE.replace('[[hypotheses]]\nid = "for_show"', 'id = "for_show"')
    (line,) = told(text)
    assert line.startswith(f'case.toml:{line_of(text, "id = " + chr(34) + "for_show")}: "id" is given twice in one table')
    assert "begin a new [[table]] before the second" in line


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "lacks title"),
        (b"title = '\xe9'", "byte 0xe9 is not UTF-8"),
        (b"x = 1\n" * 1_000_000, "larger than 5 MB"),
        (b"\0" * 50, "not TOML"),
        (b"a = " + b"[" * 3000 + b"]" * 3000, "nested hundreds deep"),
        (b"a" + b".a" * 3000 + b" = 1", "nested hundreds deep"),
    ],
    ids=["empty", "latin-1", "huge", "nulls", "deep", "deep keys"],
)
def test_a_file_that_is_no_case_gets_a_clear_line(tmp_path: Path, content: bytes, what: str):
    file = tmp_path / "case.toml"
    file.write_bytes(content)
    found = problems(file)
    assert what in found[0].what
    assert all("\n" not in str(problem) for problem in found)


def test_a_folder_without_a_case_and_a_file_that_is_not_there_get_a_clear_line(tmp_path: Path):
    with pytest.raises(CaseError, match=r"there is no case\.toml in this folder"):
        load(tmp_path)
    with pytest.raises(CaseError, match="there is no such file"):
        load(tmp_path / "gone.toml")


def test_control_characters_of_a_case_never_reach_the_terminal():
    (line,) = told(HEAD + 'status_quo = { "\\u001b[31m\\nred" = "x" }\n')
    assert "\x1b" not in line
    assert "\n" not in line


@st.composite
def damaged_cases(draw: st.DrawFn) -> str:
    text = WHOLE
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text) - 1))
        cut = draw(st.integers(0, 12))
        text = text[:at] + draw(st.text("\"[]{}=,;#\n'\\.é\x00 19aZ-", max_size=3)) + text[at + cut :]
    return text


@settings(max_examples=150, deadline=None)
@given(damaged_cases())
def test_no_damage_to_a_case_file_ends_in_a_traceback(text: str):
    """Whatever is broken, there is a case or there are problems, never both, and TOML that does not parse is never passed over."""
    case, found = examine(text, "case.toml")
    assert (case is None) == bool(found)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert found
    last = text.count("\n") + 1
    assert all(1 <= int(problem.where.split(":")[1]) <= last for problem in found)


KEYS = [
    "parties",
    "issues",
    "formulas",
    "hypotheses",
    "evidence",
    "groups",
    "places",
    "assumptions",
    "status_quo",
    "dyad",
    "change_up",
    "title",
]
VALUES = st.recursive(
    st.none() | st.integers(-3, 3) | st.text("ab", max_size=2), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)


@settings(max_examples=60, deadline=None)
@given(VALUES, st.sampled_from(KEYS))
def test_any_value_under_any_key_is_a_case_or_a_problem(value: object, key: str):
    written = str(value).replace("None", "[[]]").replace("'", '"')
    head = "".join(line + "\n" for line in HEAD.splitlines() if not line.startswith(f"{key} ="))
    case, found = examine(f"{head}{key} = {written}\n", "case.toml")
    assert (case is None) == bool(found)
