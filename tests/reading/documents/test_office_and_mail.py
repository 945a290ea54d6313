"""Word and OpenDocument texts, e-mails and web archives: which words are the document's own, and what is said of them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from container_examples import NOTE, docx, mail, mail_with_attachments, mbox, odt, single_file, web_archive, word_xml, zipped
from document_examples import REPLY, TALKS, page

from hikiwake.reading.documents import Limits, receive, receive_all
from hikiwake.reading.documents.assemble import assemble
from hikiwake.reading.documents.kinds import kind
from hikiwake.reading.documents.model import Given
from hikiwake.reading.documents.parsing import Parsing
from hikiwake.record.model import Document

Receive = Callable[[bytes, str], Document]


@pytest.fixture(scope="module")
def received() -> "object":
    """Bytes and a name to a document, all by one process."""
    with Parsing(Limits()) as parsing:
        yield lambda data, name: assemble("0" * 64, name, parsing.parse(kind(data, name, name), data, name), Given())


def prose(document: Document) -> list[str]:
    return [span.cut(document.text) for span in document.prose]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_word_document_gives_its_paragraphs_in_order_and_its_title(received: Receive) -> None:
    document = received(docx(TALKS, REPLY, title="Talks resume", author="Jane Doe", headings=("What was said",)), "a.docx")
    assert prose(document) == ["Talks resume", "What was said", TALKS, REPLY]
    assert (document.title, document.author) == ("Talks resume", "Jane Doe")
    assert "Exports | 4,200" in document.text  # a row of figures is kept and not read


@pytest.mark.parametrize(
    "author", ["python-docx", "user", "Windows User", "jdoe01", "Microsoft Office User", "DESKTOP-1A2B\\jane"]
)
def test_the_account_that_typed_a_document_is_not_its_author(received: Receive, author: str) -> None:
    assert received(docx(TALKS, author=author), "a.docx").author is None


def test_the_day_a_file_was_made_is_told_and_not_taken_for_its_date(received: Receive) -> None:
    document = received(docx(TALKS, made=datetime(2016, 5, 3)), "a.docx")
    assert document.date is None and any("The file was made on 2016-05-03." in note for note in document.notes)


def test_the_day_of_a_librarys_template_is_offered_as_no_date(received: Receive) -> None:
    document = received(docx(TALKS), "a.docx")
    assert document.date is None and not any("The file was made on" in note for note in document.notes)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"<w:p>{run('They ')}<w:ins>{run('never ')}</w:ins>{run('met.')}</w:p>", "They never met."),
        (f"<w:p>{run('They ')}<w:del><w:r><w:delText>never </w:delText></w:r></w:del>{run('met.')}</w:p>", "They met."),
        (f"<w:p>{run('They ')}<w:moveFrom>{run('never ')}</w:moveFrom>{run('met.')}</w:p>", "They met."),
        (f"<w:p><w:hyperlink>{run('They')}</w:hyperlink>{run(' met.')}</w:p>", "They met."),
        (f"<w:p>{run('They')}<w:r><w:br/></w:r>{run('met.')}</w:p>", "They\nmet."),
        (f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run('They met.')}</w:p>", "They met."),
        (f"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>{run('They met.')}</w:p>", "They met."),
        (
            f"<w:p><w:r><w:Choice>{run('They met.')}</w:Choice><w:Fallback>{run('They met.')}</w:Fallback></w:r></w:p>",
            "They met.",
        ),
        (f"<w:p><w:pPr><w:numPr/></w:pPr>{run('They met.')}</w:p>", "- They met."),
        (f"<w:sdt><w:sdtContent><w:p>{run('They met.')}</w:p></w:sdtContent></w:sdt>", "They met."),
    ],
    ids=[
        "inserted",
        "deleted",
        "moved away",
        "a link",
        "a line's end",
        "tab stops",
        "a field",
        "drawn twice",
        "an item",
        "a form",
    ],
)
def test_a_word_document_says_what_it_says_with_all_changes_accepted(received: Receive, body: str, words: str) -> None:
    assert received(word_xml(body), "a.docx").text == words


def test_cells_that_hold_sentences_are_read_and_footnotes_stand_at_the_end(received: Receive) -> None:
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    document = received(word_xml(f"<w:tbl><w:tr>{cell.format(run(TALKS))}{cell.format(run(REPLY))}</w:tr></w:tbl>"), "a.docx")
    assert prose(document) == [TALKS, REPLY]
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    members = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {space}><w:body><w:p>{run(TALKS)}</w:p></w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {space}><w:footnote><w:p>{run(NOTE)}</w:p></w:footnote>"
        f"<w:footnote><w:p>{run('Ibid., 4.')}</w:p></w:footnote></w:footnotes>",
    }
    document = received(zipped(members), "a.docx")
    assert prose(document) == [TALKS, NOTE] and document.text.endswith("Ibid., 4.")


def test_an_opendocument_text_gives_its_paragraphs(received: Receive) -> None:
    deleted = "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
    assert prose(received(odt(f"{TALKS}{deleted}", REPLY), "a.odt")) == [TALKS, REPLY]


def test_a_mail_is_the_sender_s_words_on_the_sender_s_day(received: Receive) -> None:
    document = received(
        mail(f"{TALKS}\n\n-- \nJane Doe\nMinistry of Mail", subject="Re: Fwd: =?utf-8?q?Gespr=C3=A4che?=").as_bytes(), "a.eml"
    )
    assert prose(document) == [TALKS]
    assert (document.title, document.author, document.date and document.date.value) == ("Gespräche", "Jane Doe", "2016-05-03")


@pytest.mark.parametrize(
    "quoted",
    [
        f"On 1 May 2016, Ann Lee <ann@example.org> wrote:\n\n> {REPLY}\n>\n> More.",
        f"Am 1. Mai 2016 schrieb Ann Lee:\n> {REPLY}",
        f"-----Original Message-----\nFrom: Ann Lee\nSent: 1 May 2016\nSubject: Talks\n\n{REPLY}",
    ],
)
def test_what_a_mail_answers_is_kept_and_not_read(received: Receive, quoted: str) -> None:
    document = received(mail(f"{TALKS}\n\n{quoted}").as_bytes(), "a.eml")
    assert prose(document) == [TALKS] and REPLY[:40] in document.text
    assert any("quotes an earlier message" in note for note in document.notes)


def test_what_is_forwarded_is_read_as_the_other_s(received: Receive) -> None:
    inner = f"---------- Forwarded message ---------\nFrom: Ann Lee <ann@example.org>\nDate: Sun, 1 May 2016\nSubject: Talks\nTo: Jane\n\n{REPLY}"
    document = received(mail(f"For your files.\n\n{inner}", subject="Fwd: Talks").as_bytes(), "a.eml")
    assert prose(document) == ["For your files.", REPLY]
    assert (document.author, document.date and document.date.value) == ("Ann Lee", "2016-05-01")


def test_a_newsletter_without_a_plain_form_is_read_whole_and_its_sender_is_the_publisher(received: Receive) -> None:
    message = mail("See this in your browser.", sender="The Gazette <news@gazette.example>")
    message["List-Unsubscribe"] = "<https://gazette.example/stop>"
    message.add_alternative(
        f"<html><head><style>p {{}}</style></head><body><td><p>{TALKS}</p><p>{REPLY}</p></td></body></html>", subtype="html"
    )
    document = received(message.as_bytes(), "a.eml")
    assert prose(document) == [TALKS, REPLY]
    assert (document.publisher, document.author) == ("The Gazette", None)


def test_letters_of_a_mail_come_out_right_in_any_encoding(received: Receive) -> None:
    russian = "Министры иностранных дел двух стран встретились в столице и договорились возобновить переговоры об островах."
    for encoding in ("koi8-r", "utf-8", "cp1251"):
        message = mail("")
        message.set_content(russian, charset=encoding)
        assert received(message.as_bytes(), "a.eml").text.strip() == russian


def test_a_mailbox_is_its_messages_and_a_line_that_begins_with_from_is_no_message(tmp_path: Path) -> None:
    path = mbox(tmp_path, mail(f"{TALKS}\n\nFrom then on it was quiet."), mail(REPLY))
    documents = [d for d in receive_all([path]) if isinstance(d, Document)]
    assert [prose(d) for d in documents] == [[TALKS, "From then on it was quiet."], [REPLY]]


def test_a_message_that_is_attached_is_a_document_with_its_own_attachments(tmp_path: Path) -> None:
    outer = mail("See what came.", subject="Passed on")
    from email import message_from_bytes, policy

    outer.add_attachment(message_from_bytes(mail_with_attachments(), policy=policy.default))
    (tmp_path / "outer.eml").write_bytes(outer.as_bytes())
    names = [d.name for d in receive_all([tmp_path / "outer.eml"]) if isinstance(d, Document)]
    assert names == ["outer.eml", "Island talks resume.eml", "Gespräche.docx", "reply.pdf"]


def test_a_page_saved_in_one_file_is_read_without_its_pictures_and_knows_its_address(received: Receive) -> None:
    for data, name in ((web_archive(TALKS, REPLY), "a.mht"), (single_file(TALKS, REPLY).encode(), "a.html")):
        document = received(data, name)
        assert [p for p in prose(document) if len(p) > 50] == [TALKS, REPLY]
        assert document.url == "https://gazette.example/2016/talks" and "base64" not in document.text


def test_the_parts_of_a_page_saved_with_its_folder_are_no_documents(tmp_path: Path) -> None:
    (tmp_path / "Talks.html").write_text(page(TALKS, REPLY), encoding="utf-8")
    for folder in ("Talks_files", "Talks.files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text(page(REPLY), encoding="utf-8")
    (tmp_path / "Others_files").mkdir()
    (tmp_path / "Others_files" / "own.txt").write_text(REPLY, encoding="utf-8")
    assert [d.name for d in receive_all([tmp_path]) if isinstance(d, Document)] == ["own.txt", "Talks.html"]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (
            page("We use cookies. Accept all cookies or choose which ones you like."),
            "a cookie notice, a teaser or an error page?",
        ),
        (page(TALKS, REPLY, TALKS), "1 paragraph came twice and is kept once."),
        (page(TALKS, REPLY, tail="<div>" + "<span>menu entry</span> " * 400 + "</div>"), "of the page's visible text was kept"),
        (
            page("Published 9 May 2016", TALKS, REPLY, head='<meta property="article:published_time" content="2016-05-03">'),
            "Its metadata say 2016-05-03, its text 2016-05-09",
        ),
    ],
)
def test_what_is_doubtful_about_a_page_is_told(received: Receive, text: str, doubt: str) -> None:
    notes = received(text.encode(), "a.html").notes
    assert any(doubt in note for note in notes), notes


def test_a_sound_page_has_no_doubts(received: Receive) -> None:
    head = '<meta property="article:published_time" content="2016-05-03T23:00:00Z"><meta name="author" content="Jane Doe">'
    assert received(page("Published 4 May 2016", TALKS, REPLY, NOTE, head=head).encode(), "a.html").notes == ()


def test_a_word_document_by_another_name_is_read_for_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(docx(TALKS))
    assert receive(tmp_path / "a.txt").text.startswith(TALKS)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_letters_beyond_ascii_in_the_headers_are_read_as_they_are(received: Receive, encoding: str) -> None:
    headers = "From: Zoë Müller <z@example.org>\nSubject: Gespräche über Fähren\nDate: Tue, 3 May 2016 10:00:00 +0200\n"
    document = received(f"{headers}Content-Type: text/plain; charset={encoding}\n\n{TALKS}".encode(encoding), "a.eml")
    assert (document.title, document.author) == ("Gespräche über Fähren", "Zoë Müller")


def test_a_header_may_hold_both_encoded_words_and_letters_as_they_are(received: Receive) -> None:
    headers = "From: a@example.org\nSubject: =?utf-8?q?Gespr=C3=A4che?= über Fähren\nDate: Tue, 3 May 2016 10:00:00 +0200\n"
    document = received(f"{headers}Content-Type: text/plain; charset=utf-8\n\n{TALKS}".encode(), "a.eml")
    assert document.title == "Gespräche über Fähren"
