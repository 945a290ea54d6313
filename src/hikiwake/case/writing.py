"""A new case: a folder with a commented `case.toml` that holds as it is, and an empty `documents/`.

In the comments a line `# …` explains and a line `#key = …` is an example: take the # away and it is in force. All the examples together
make a case that holds, too.
"""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path

from hikiwake.case.wording import one_line
from hikiwake.terms.errors import CaseError, Problem
from hikiwake.terms.states import State, by_iso3, find

_HORIZON_YEARS = 2


def new_case(folder: Path, between: tuple[str, str], as_of: date) -> Path:
    """Write a case about two states into `folder`, which may exist; returns the path of its case.toml.

    Args:
        between: two ISO alpha-3 codes or names of states.
        as_of: the date that the case is judged at; its horizon is set two years on.

    Raises:
        CaseError: a state is unknown or given twice, there is a case.toml already, or the folder cannot be written.
    """
    one, other = (_state(word) for word in between)
    if one == other:
        raise CaseError(Problem("--between", f"{one.name} is given twice", "A dyad needs two states."))
    file, shown = folder / "case.toml", one_line(str(folder), 200)
    try:
        (folder / "documents").mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(case_text(one, other, as_of))
    except FileExistsError:
        if not folder.is_dir():
            raise CaseError(Problem(shown, "this is a file", "Name a folder for the case.")) from None
        if file.exists() or file.is_symlink():
            raise CaseError(
                Problem(one_line(str(file), 200), "there is a case already", "It is left as it is; name another folder.")
            ) from None
        raise CaseError(Problem(f"{shown}/documents", "this is a file", "The folder of that name holds documents.")) from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise CaseError(
            Problem(shown, f"the case cannot be written there ({reason})", "Name another folder, or make room.")
        ) from None
    return file


def case_text(one: State, other: State, as_of: date) -> str:
    """The commented case file for two states."""
    a, b = _id(one), _id(other)
    places = {
        "title": _quoted(f"{one.name} and {other.name}"),
        "question": _quoted(f"Will {one.name} and {other.name} settle their dispute?"),
        "name_a": _quoted(one.name),
        "name_b": _quoted(other.name),
        "code_a": one.iso3,
        "code_b": other.iso3,
        "a": a,
        "b": b,
        "as_of": as_of.isoformat(),
        "horizon": _years_on(as_of, _HORIZON_YEARS).isoformat(),
        "began": _years_on(as_of, -4).isoformat(),
        "ends": _years_on(as_of, 1).isoformat(),
        "extended": _years_on(as_of, 5).isoformat(),
        "year": str(as_of.year),
    }
    return re.sub(r"<(\w+)>", lambda place: places[place[1]], _TEMPLATE)


def _state(word: str) -> State:
    state = by_iso3(word) or find(word)
    if state is None:
        raise CaseError(Problem("--between", f'"{one_line(word)}" is no state', "Give ISO alpha-3 codes, as --between JPN RUS."))
    return state


def _id(state: State) -> str:
    plain = unicodedata.normalize("NFKD", state.name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _years_on(day: date, years: int) -> date:
    year = min(max(day.year + years, 1), 9999)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


_TEMPLATE = """\
# What you state about this case. Lines that begin with "# " explain; lines that begin with "#" and no space are examples:
# take the # away (from a whole block) and put your own there. `hikiwake check` tells what does not hold together.
# Only the five keys of this first part are needed. With them, put articles into documents/ and run `hikiwake brief`.

title = <title>
dyad = ["<code_a>", "<code_b>"] # ISO 3166-1 alpha-3
question = <question>
as_of = <as_of> # judged as of this day: later documents are not used
horizon = <horizon> # by when

# What counts as a settlement, in words; since when relations are charted; when the claim to the territory began (its age decides
# with which historical claims this one is compared); and who you are.
#settlement = "A treaty in force that draws the border along its whole length."
#since = 1990-01-01
#claim_began = "1990"
#analyst = "J. Doe"
#notice = "What a reader must know of the sources; it stands under the title."
#lake = "../lake" # event data to show beside the record: hikiwake events load FILE… --lake DIR

# What one could see happen that would raise or lower your judgement.
#change_up = ["Both parliaments are sent a text."]
#change_down = ["One side calls off the talks."]

# How things stand now: for each issue the option in force. A formula may leave out an issue that it does not touch.
#[status_quo]
#border = "line of control"
#waters = "each fishes its own"

# The two sides. A third party that has a say carries is_third = true. `reservation` is what a side has without an agreement,
# 0 worst and 1 best; here as everywhere [low, high] states what you are unsure of.
[[parties]]
id = "<a>"
country = "<code_a>"
title = <name_a>
#reservation = [0.3, 0.4]

# Who decides, with a term: `term_ends` as it stands, `may_extend_to` where a longer one is possible and not decided.
#[[parties.leaders]]
#name = "A. Leader"
#office = "President"
#from = <began>
#term_ends = <ends>
#may_extend_to = <extended>
#source = "the constitution, article 10"

# Who must ratify at home, each with a reservation value, and where it differs with weights of its own.
#[[parties.constituencies]]
#id = "parliament"
#title = "Parliament"
#reservation = 0.45
#weight = { border = 0.8, waters = 0.2 }

[[parties]]
id = "<b>"
country = "<code_b>"
title = <name_b>
#reservation = 0.35

# What there is to settle: the options, how much an issue weighs for each side, and what each option is worth to it.
#[[issues]]
#id = "border"
#title = "The border"
#options = ["line of control", "swap of land", "claim in full"]
#weight = { <a> = 0.7, <b> = 0.5 }
#value = { <a> = [0, 0.6, 1], <b> = [1, [0.5, 0.7], 0] }
#source = "who holds this, and where it is said"

#[[issues]]
#id = "waters"
#title = "Fishing"
#options = ["each fishes its own", "both fish everywhere"]
#weight = { <a> = 0.3, <b> = 0.5 }
#value = { <a> = [1, 0.4], <b> = [0, 1] }

# Settlements that have been put or could be: an option for each issue.
#[[formulas]]
#id = "swap"
#title = "Swap of land"
#choose = { border = "swap of land" }
#on = "<year>"
#by = "the mediator"
#sources = ["the document, in your words"]

# Rival explanations of what is going on; their priors sum to 1.
#[[hypotheses]]
#id = "serious"
#statement = "Both want an agreement before the elections."
#prior = 0.4

#[[hypotheses]]
#id = "for_show"
#statement = "At least one negotiates for the audience at home."
#prior = 0.6

# Evidence: how probable it is under each explanation. With [[evidence.anchors]] it points to words of a document in the record
# (`hikiwake propose` or the chronicle give the hash), and the grade of the source decides how far it is trusted, unless you
# state `reliability`; `false_report` is how likely such a report would be if it were not true to the fact (0.5 where not given).
# Pieces that go back to one report share a `group` and count once.
#[[evidence]]
#id = "early_meeting"
#statement = "The meeting was moved forward by a month."
#likelihood = { serious = 0.6, for_show = [0.2, 0.4] }
#reliability = 0.9
#group = "agency"

#[[evidence]]
#id = "early_meeting_again"
#statement = "A second paper has the same from the same agency."
#likelihood = { serious = 0.6, for_show = 0.3 }
#group = "agency"

# How probable all the evidence of a group is together, where you can say so.
#[[groups]]
#id = "agency"
#likelihood = { serious = 0.6, for_show = 0.3 }

# Places that no gazetteer holds as the parties see them; degrees, north and east positive.
#[[places]]
#name = "The disputed valley"
#other_names = ["Its name on the other side"]
#lat = 34.5
#lon = 76.0

# What you take as given, and whose judgement it is.
#[[assumptions]]
#statement = "Neither side uses force before the horizon."
#by = "J. Doe"

# How far a publisher can be relied on, by Admiralty letter: "A" completely, "B" usually, "C" fairly, "D" not usually, "E" not at all,
# "F" where nobody can judge. It counts wherever its documents are used.
#[[publishers]]
#name = "The Daily Courier"
#reliability = "B"
#note = "why"
#by = "J. Doe"

# A what-if kept by name: edits that are made when it is asked for, never in the case itself.
#[[scenarios]]
#id = "cheap_border"
#title = "The border matters less"
#edits = [{ set = "issues.border.weight.<a>", to = 0.4 }, { set = "parties.<b>.reservation", to = [0.2, 0.3] }]
#by = "J. Doe"
#on = "<year>"
"""
