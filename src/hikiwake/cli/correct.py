"""`hikiwake correct`: whatever an analyst puts right, kept as the analyst's."""

from typing import Annotated as A

import typer
from typer import Argument, Option

Names = list[str] | None
Text = str | None


def register(app: typer.Typer) -> None:
    app.command()(correct)


def correct(
    case: A[str, Argument(help="A case folder or a packaged case's name.")],
    entry: A[Text, Argument(help="The entry's id, as the chronicle shows it.")] = None,
    source: A[Names, Option(help="Who did or said it: a name or ISO code (several times for several).")] = None,
    target: A[Names, Option(help="Toward whom (several times for several).")] = None,
    date: A[Text, Option(help="When: 2016-05-06, 2016-05, 2016, 2016-Q3, 2016-05/2016-08; none takes it away.")] = None,
    grade: A[Text, Option(help="on_record, attributed, reported, anonymous, speculation or opinion.")] = None,
    status: A[Text, Option(help="actual, planned, denied or hypothetical.")] = None,
    category: A[Text, Option(help="PLOVER category of an event, such as CONSULT.")] = None,
    cameo: A[Text, Option(help="CAMEO code of an event, such as 036; category and Goldstein value follow.")] = None,
    place: A[Text, Option(help="Where; none takes it away.")] = None,
    span: A[Text, Option(metavar="START:END", help="The words that tell it, as code points of the document's text.")] = None,
    words: A[Text, Option(help="The same, by the exact words.")] = None,
    content: A[Text, Option(help="The exact words of a statement's content.")] = None,
    reject: A[bool, Option("--reject", help="Take the entry out of the chronicle.")] = False,
    accept: A[bool, Option("--accept", help="What a language model found is right as it stands.")] = False,
    review: A[bool, Option("--review", help="The entry, or the document, was looked at and stands.")] = False,
    join: A[Names, Option(metavar="ENTRY", help="It tells of one happening with this one.")] = None,
    part: A[Names, Option(metavar="ENTRY", help="It does not tell of what this one tells of.")] = None,
    document: A[Text, Option(metavar="ID", help="A document, by the first digits of its hash: to add to, note, review.")] = None,
    add: A[Text, Option(metavar="WORDS", help="Add an entry on these exact words of the document (or by --span).")] = None,
    kind: A[str, Option(help="What is added: event or statement.")] = "event",
    actor: A[
        Names, Option(metavar="NAME", help="An actor by a name, as the chronicle shows it; in all entries, now and later.")
    ] = None,
    rename: A[Text, Option(metavar="NAME", help="The actor's right name.")] = None,
    merge: A[Names, Option(metavar="NAME", help="This name is the actor's too (several times for several).")] = None,
    country: A[Text, Option(help="The actor's state, by ISO code or name.")] = None,
    not_an_actor: A[bool, Option("--not-an-actor", help="What is called so is no actor.")] = False,
    not_the_same: A[Names, Option("--not-the-same", metavar="NAME", help="The actor is not this one, however alike.")] = None,
    undo: A[bool, Option("--undo", help="Take the last change of the entry, document or actor back.")] = False,
    undo_last: A[bool, Option("--undo-last", help="Take your last change of any kind back.")] = False,
    note: A[str, Option(help="Why; alone, a note that changes nothing.")] = "",
    if_version: A[Text, Option(metavar="VERSION", help="Only if the entry is still of this version.")] = None,
    by: A[Text, Option(help="Whose judgement it is (default: the case's analyst).")] = None,
    as_json: A[bool, Option("--json", help="Print the entry before and after as JSON.")] = False,
) -> None:
    """Put the record right; what you put right outlives every re-reading, shows as yours, and can be taken back."""
    from hikiwake.cli.correcting import Asked, put_right

    told = dict(locals())
    asked = Asked(**{name: told[name] for name in Asked.__dataclass_fields__})
    put_right(case, asked, by=by, as_json=as_json)
