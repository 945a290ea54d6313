"""Editing a case file: what the edits do not concern stays to the byte, and nothing that does not hold together is written."""

import difflib
import threading
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hikiwake.case.editing import Append, Edit, Remove, Set, edit_case, edited, version, version_of
from hikiwake.case.edits import applied, dotted, path_of
from hikiwake.case.loading import load
from hikiwake.terms.errors import CaseError, ConflictError

ODD = """\
# The head, with odd spaces
title   =  "Two states"   # said aloud: "two"
dyad = ["JPN", "RUS"]
question = 'Will they "settle"?'
as_of = 2016-12-09
horizon = 2018-12-31
change_up = [ # what would raise it
    "a treaty",   # first
    # a remark by itself
    "a visit"     # no comma here
]
change_down = []
status_quo.border = "line"        # dotted
status_quo."the sea" = "open"

# The sides
[[parties]]
id = "japan"
country = "JPN"
    # set in
    reservation = [0.3, 0.4]   # low, high
[[parties.leaders]]
name = "George W. Bush"    # a name with a point
office = "President"
from = 2001-01-20
# trailing remark of the leader

# Who must ratify
[[parties.constituencies]]
id = "diet"
reservation = 0.5
[parties.constituencies.weight]
border = 0.5 # of the whole

[[parties]]
id = "russia"
country = "RUS"

# --- The issues ---
[[issues]]
id = "border"
title = "The border"
options = ["line", "swap, with a point. in it"]
weight.japan = 0.7
weight.russia = 0.5 # dotted twice
value = { japan = [0, [0.5, 0.75]], russia = [1, 0] } # inline
note = \"\"\"
Several lines.
[[not.a.table]]
\"\"\"

[[issues]]
id = "the sea"
title = "Fishing"
options = [
    "open",
    "closed",
]
weight = {japan=0.3,russia=0.5}
value = { japan = [
    1, # open
    0, # closed
], russia = [0.25, 1] }
# --- The explanations ---
[[hypotheses]]
id = "a"
statement = "A"
prior = 0.5
[[hypotheses]]
id = "b"
statement = "B"
prior = 0.5

[[evidence]]
id = "e"
statement = "S"
likelihood = { a = 0.5, b = 0.25 }
anchors = [{ document = "d", quote = "q" }, { document = "d", quote = "r" }]
"""


def changed(text: str, *edits: Edit) -> list[str]:
    """The lines that edits take away and put in, as a diff tells them."""
    lines = difflib.unified_diff(text.splitlines(), edited(text, edits).splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


GOLDEN: list[tuple[Edit, list[str]]] = [
    (Set("title", "Three"), ['-title   =  "Two states"   # said aloud: "two"', '+title   =  "Three"   # said aloud: "two"']),
    (Set("change_up.a visit", "talks"), ['-    "a visit"     # no comma here', '+    "talks"     # no comma here']),
    (Set("status_quo.the sea", "closed"), ['-status_quo."the sea" = "open"', '+status_quo."the sea" = "closed"']),
    (Set("status_quo.air", "free"), ['+status_quo.air = "free"']),
    (Set("as_of", date(2016, 6, 1)), ["-as_of = 2016-12-09", "+as_of = 2016-06-01"]),
    (
        Set("parties.japan.reservation", 0.35),
        ["-    reservation = [0.3, 0.4]   # low, high", "+    reservation = 0.35   # low, high"],
    ),
    (Set("parties.japan.note", "x"), ['+    note = "x"']),
    (
        Set("parties.japan.leaders.George W. Bush.office", "Prime Minister"),
        ['-office = "President"', '+office = "Prime Minister"'],
    ),
    (Set("parties.japan.constituencies.diet.weight.border", 1), ["-border = 0.5 # of the whole", "+border = 1 # of the whole"]),
    (Set("parties.japan.constituencies.diet.weight.the sea", 0.5), ['+"the sea" = 0.5']),
    (Set("issues.border.weight.russia", 0.4), ["-weight.russia = 0.5 # dotted twice", "+weight.russia = 0.4 # dotted twice"]),
    (Set("issues.border.weight.usa", 0.1), ["+weight.usa = 0.1"]),
    (
        Set("issues.border.value.japan.swap, with a point. in it", (0.5, 0.8)),
        [
            "-value = { japan = [0, [0.5, 0.75]], russia = [1, 0] } # inline",
            "+value = { japan = [0, [0.5, 0.8]], russia = [1, 0] } # inline",
        ],
    ),
    (
        Set("issues.the sea.weight", {"japan": 0.3, "russia": 0.6, "usa": 1}),
        ["-weight = {japan=0.3,russia=0.5}", "+weight = {japan=0.3,russia=0.6, usa = 1}"],
    ),
    (Set("issues.the sea.value.japan.closed", 0.1), ["-    0, # closed", "+    0.1, # closed"]),
    (Set("issues.the sea.options", ["open", "closed", "shared"]), ['+    "shared",']),
    (
        Set("evidence.e.anchors.1.quote", 'a "b"'),
        [
            '-anchors = [{ document = "d", quote = "q" }, { document = "d", quote = "r" }]',
            '+anchors = [{ document = "d", quote = "q" }, { document = "d", quote = "a \\"b\\"" }]',
        ],
    ),
    (Append("change_up", "talks"), ['-    "a visit"     # no comma here', '+    "a visit",     # no comma here', '+    "talks"']),
    (Append("change_down", "war"), ["-change_down = []", '+change_down = ["war"]']),
    (
        Append("parties.japan.leaders", {"name": "A", "office": "B", "from": date(2009, 1, 20)}),
        ["+", "+[[parties.leaders]]", '+name = "A"', '+office = "B"', "+from = 2009-01-20"],
    ),
    (
        Append("parties.russia.leaders", {"name": "A", "office": "B", "from": date(2009, 1, 20)}),
        ["+", "+[[parties.leaders]]", '+name = "A"', '+office = "B"', "+from = 2009-01-20"],
    ),
    (Append("hypotheses", {"id": "c", "prior": [0, 1]}), ["+", "+[[hypotheses]]", '+id = "c"', "+prior = [0, 1]"]),
    (
        Append("publishers", {"name": "Kyodo", "reliability": "B"}),
        ["+", "+[[publishers]]", '+name = "Kyodo"', '+reliability = "B"'],
    ),
    (
        Append("evidence", {"id": "f", "anchors": [{"document": "d", "quote": "q"}]}),
        ["+", "+[[evidence]]", '+id = "f"', "+[[evidence.anchors]]", '+document = "d"', '+quote = "q"'],
    ),
    (
        Append("evidence.e.anchors", {"document": "d", "quote": "s"}),
        [
            '-anchors = [{ document = "d", quote = "q" }, { document = "d", quote = "r" }]',
            '+anchors = [{ document = "d", quote = "q" }, { document = "d", quote = "r" }, { document = "d", quote = "s" }]',
        ],
    ),
    (Remove("change_up.a treaty"), ['-    "a treaty",   # first']),
    (Remove("change_up.1"), ['-    "a visit"     # no comma here']),
    (Remove("status_quo.border"), ['-status_quo.border = "line"        # dotted']),
    (Remove("status_quo"), ['-status_quo.border = "line"        # dotted', '-status_quo."the sea" = "open"']),
    (Remove("issues.the sea.weight.japan"), ["-weight = {japan=0.3,russia=0.5}", "+weight = {russia=0.5}"]),
    (Remove("issues.the sea.weight.russia"), ["-weight = {japan=0.3,russia=0.5}", "+weight = {japan=0.3}"]),
    (
        Remove("parties.japan.leaders.George W. Bush"),
        [
            "-[[parties.leaders]]",
            '-name = "George W. Bush"    # a name with a point',
            '-office = "President"',
            "-from = 2001-01-20",
            "-# trailing remark of the leader",
        ],
    ),
    (
        Remove("parties.japan.constituencies.diet"),
        [
            "-[[parties.constituencies]]",
            '-id = "diet"',
            "-reservation = 0.5",
            "-[parties.constituencies.weight]",
            "-border = 0.5 # of the whole",
        ],
    ),
    (Remove("hypotheses.a"), ["-[[hypotheses]]", '-id = "a"', '-statement = "A"', "-prior = 0.5"]),
]


@pytest.mark.parametrize(("edit", "lines"), GOLDEN, ids=[str(edit)[:60] for edit, _ in GOLDEN])
def test_only_the_lines_of_the_edit_change(edit: Edit, lines: list[str]):
    assert sorted(changed(ODD, edit)) == sorted(lines)


def test_a_new_row_stands_before_the_remark_that_heads_the_next_part():
    text = edited(ODD, [Append("issues", {"id": "x"})])
    assert text.index('id = "x"') < text.index("# --- The explanations ---")
    assert text.index("russia = [0.25, 1] }") < text.index('id = "x"')


def test_what_is_the_same_is_not_written_again():
    written_oddly = ODD.replace("reservation = 0.5", "reservation = 0.50")
    assert edited(written_oddly, [Set("parties.japan.constituencies.diet.reservation", 0.5)]) == written_oddly


def test_edits_of_one_call_follow_on_each_other():
    text = edited(
        ODD,
        [
            Append("publishers", {"name": "St. Petersburg Times", "reliability": "C"}),
            Set("publishers.St. Petersburg Times.by", "X"),
        ],
    )
    assert tomllib.loads(text)["publishers"] == [{"name": "St. Petersburg Times", "reliability": "C", "by": "X"}]


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (Set("issues.bordr.title", "x"), 'issues.bordr.title: there is no issue "bordr". Did you mean "border"?'),
        (Set("publishers.Kyodo.reliability", "A"), 'there is no publisher "Kyodo". There is none yet.'),
        (Set("title.x", 1), 'title.x: nothing lies below "title". Name the key itself.'),
        (Set("hypotheses.a.prior", float("nan")), "nan is no finite number"),
        (Set("note", object()), "a case file holds no object"),
        (Append("title", "x"), "this is no list"),
        (Remove("settlement"), "the case does not state it"),
        (Remove("change_up.7"), 'there is no entry "7"'),
        (Set("", 1), "it names nothing"),
    ],
)
def test_an_edit_of_what_is_not_there_is_told_with_what_is(edit: Edit, told: str):
    with pytest.raises(CaseError, match=r"^[^\n]+$") as error:
        edited(ODD, [edit])
    assert told in str(error.value)


# --- properties -------------------------------------------------------------------------------------------------------------------


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in leaves(value, (*path, key))]
    if isinstance(data, list) and data:
        return [(path, data), *(leaf for n, value in enumerate(data) for leaf in leaves(value, (*path, n)))]
    return [(path, data)]


DATA = tomllib.loads(ODD)
NAMES = ("id", "name", "document", "quote")  # a changed id is another row, and `note` is written over several lines
PLACES = [path for path, value in leaves(DATA) if path[-1] not in (*NAMES, "note") and path != () and not isinstance(value, list)]
ROWS = [
    "parties",
    "issues",
    "hypotheses",
    "evidence",
    "parties.japan.leaders",
    "parties.russia.leaders",
    "publishers",
    "change_up",
    "scenarios",
]
scalars = st.one_of(
    st.floats(0, 1), st.integers(0, 5), st.text(max_size=12), st.booleans(), st.dates(), st.lists(st.floats(0, 1), max_size=3)
)


def canonical(text: str) -> str:
    """The file with its one oddly quoted text quoted as a value is written."""
    return text.replace("'Will they \"settle\"?'", '"Will they \\"settle\\"?"')


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), scalars, st.sampled_from(["\n", "\r\n"]))
def test_setting_a_value_and_setting_it_back_gives_the_same_bytes(path: tuple[str | int, ...], value: Any, newline: str):
    text = canonical(ODD).replace("\n", newline)
    data = tomllib.loads(text)
    before: Any = data
    for step in path:
        before = before[step]
    index = ".".join(
        f'"{step}"' if isinstance(step, str) else str(step) for step in path
    )  # names of rows may change with the value
    there = edited(text, [Set(index, value)])
    assert edited(there, [Set(index, before)]) == text


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(ROWS), st.dictionaries(st.text(min_size=1, max_size=6), scalars, min_size=1), st.booleans())
def test_appending_a_row_and_taking_it_away_gives_the_same_bytes(table: str, row: dict[str, Any], is_tight: bool):
    text = ODD.replace("\n\n", "\n") if is_tight else ODD
    text = text.replace('"a visit" ', '"a visit",')  # a comma that has to be put in is not taken out again
    there = edited(text, [Append(table, row)])
    rows: Any = tomllib.loads(there)
    for step in path_of(rows, table):
        rows = rows[step]
    assert edited(there, [Remove(f"{table}.{len(rows) - 1}")]) == text


rows = st.lists(
    st.fixed_dictionaries(
        {"id": st.sampled_from("abc")}, optional={"anchors": st.just([{"document": "d", "quote": "q"}]), "x.y": scalars}
    ),
    max_size=3,
)
edits = st.one_of(
    st.builds(Set, st.sampled_from(sorted({dotted(DATA, path) for path, _ in leaves(DATA) if path})), scalars),
    st.builds(Set, st.sampled_from(ROWS), rows),
    st.builds(Append, st.sampled_from(ROWS), st.dictionaries(st.text(min_size=1, max_size=6), scalars, min_size=1)),
    st.builds(
        Remove, st.sampled_from(sorted({dotted(DATA, path[:n]) for path, _ in leaves(DATA) for n in range(1, len(path) + 1)}))
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(edits, min_size=1, max_size=4))
def test_a_text_says_after_edits_what_its_data_say_after_them(some: list[Edit]):
    try:
        wanted = applied(DATA, some)
    except CaseError:  # one edit takes away what the next is about
        return
    found = tomllib.loads(edited(ODD, some))
    assert without_nothing(found) == without_nothing(wanted)


def without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: without_nothing(one) for key, one in value.items()}
        return {key: one for key, one in inner.items() if one not in ({}, [])}
    return [without_nothing(one) for one in value] if isinstance(value, list) else value


# --- files ------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    file = tmp_path / "case.toml"
    file.write_text(ODD, encoding="utf-8")
    return file


def test_a_case_is_edited_in_its_file_and_comes_back_checked(case_file: Path):
    case = edit_case(case_file.parent, [Set("issues.border.weight.japan", 0.6)])
    assert case.issues[0].weight["japan"] == 0.6
    assert load(case_file) == case
    assert case_file.read_text(encoding="utf-8") == ODD.replace("weight.japan = 0.7", "weight.japan = 0.6")


def test_an_edit_that_makes_no_case_is_told_by_its_key_and_nothing_is_written(case_file: Path):
    with pytest.raises(CaseError) as error:
        edit_case(case_file, [Set("issues.border.weight.japan", -0.1)])
    assert str(error.value).startswith('issues.border.weight.japan: issue "border": weight of "japan" is -0.1, beyond the range')
    with pytest.raises(CaseError, match=r"hypotheses\.a\.prior: .*sum to 1\.1"):
        edit_case(case_file, [Set("hypotheses.a.prior", 0.6)])
    assert case_file.read_text(encoding="utf-8") == ODD


def test_a_file_that_an_editor_left_half_saved_is_refused_by_its_own_line_and_left_alone(case_file: Path):
    half = ODD[: ODD.index('country = "RUS"') + 12]
    case_file.write_text(half, encoding="utf-8")
    with pytest.raises(CaseError) as error:
        edit_case(case_file, [Set("title", "x")])
    assert f'case.toml:{half.count(chr(10)) + 1}: the text of "country" is not closed' in str(error.value)
    assert case_file.read_text(encoding="utf-8") == half


def test_a_fault_that_was_there_before_is_told_by_its_line_and_an_edit_may_mend_it(case_file: Path):
    faulty = ODD.replace('statement = "B"\nprior = 0.5', 'statement = "B"\nprior = 0.6')
    case_file.write_text(faulty, encoding="utf-8")
    with pytest.raises(CaseError, match=r"^case\.toml:\d+: the priors"):
        edit_case(case_file, [Set("title", "x")])
    assert edit_case(case_file, [Set("hypotheses.b.prior", 0.5)]).hypotheses[1].prior == 0.5


def test_who_edits_an_older_version_is_told_and_nothing_is_overwritten(case_file: Path):
    seen = version_of(case_file)
    assert seen == version(ODD)
    assert len(seen) == 12
    edit_case(case_file, [Set("title", "first")], if_version=seen)
    with pytest.raises(ConflictError, match="changed meanwhile"):
        edit_case(case_file, [Set("title", "second")], if_version=seen)
    assert load(case_file).title == "first"


def test_ends_of_lines_and_a_byte_order_mark_stay(case_file: Path):
    raw = b"\xef\xbb\xbf" + ODD.replace("\n", "\r\n").encode()
    case_file.write_bytes(raw)
    assert version_of(case_file) == version(ODD)
    edit_case(case_file, [Append("publishers", {"name": "Kyodo", "reliability": "B"})])
    after = case_file.read_bytes()
    assert after.startswith(raw)
    assert after[len(raw) :] == b'\r\n[[publishers]]\r\nname = "Kyodo"\r\nreliability = "B"\r\n'


def test_of_many_edits_at_once_none_is_lost(case_file: Path):
    tried = 24

    def add(number: int) -> None:
        edit_case(case_file, [Append("publishers", {"name": f"paper {number}", "reliability": "C"})])

    threads = [threading.Thread(target=add, args=(number,)) for number in range(tried)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lost = tried - len(load(case_file).publishers)
    print(f"tried {tried}, lost {lost}")
    assert lost == 0
