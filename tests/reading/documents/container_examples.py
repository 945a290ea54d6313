"""Files of the kinds that analysts collect, made as their programs make them: office documents, mail, archives, feeds, library exports."""

import io
import json
import mailbox
import zipfile
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from document_examples import REPLY, TALKS, page, pdf, stream, words

NOTE = (
    "The envoys of both states went to the border on 4 May 2016 and looked at the markers that the flood had moved. Norwegian Foreign "
    'Minister Borge Brende said the matter was "one of days, not of years", while Swedish officials asked for a joint survey of the river.'
)
PARAGRAPHS = (TALKS, REPLY, NOTE)


def docx(
    *paragraphs: str, title: str | None = None, author: str = "", headings: tuple[str, ...] = (), made: datetime | None = None
) -> bytes:
    """A Word document by python-docx: title, headings, paragraphs, a table of figures; `made` in place of the day that its template bears."""
    from docx import Document

    document = Document()
    if made:
        document.core_properties.created = made
    document.core_properties.author = author
    if title:
        document.add_heading(title, level=0)
    for heading in headings:
        document.add_heading(heading, level=1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Exports", "4,200"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(members: dict[str, bytes | str], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def word_xml(body: str) -> bytes:
    """A Word document of this body, for what python-docx does not write."""
    head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": f"{head}{body}</w:body></w:document>"})


def odt(*paragraphs: str) -> bytes:
    text = "".join(f"<text:p>{p}</text:p>" for p in paragraphs)
    spaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    content = f"<office:document-content {spaces}><office:body><office:text>{text}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}, compression=zipfile.ZIP_STORED)


def mail(
    text: str,
    *,
    subject: str = "Island talks resume",
    sender: str = "Jane Doe <jane@example.org>",
    date: str = "Tue, 03 May 2016 23:30:00 +0900",
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Date"], message["Subject"] = sender, "desk@example.org", date, subject
    message.set_content(text)
    return message


def mail_with_attachments() -> bytes:
    message = mail(f"See the two papers.\n\n{NOTE}\n\n-- \nJane Doe\nDesk officer")
    message.add_attachment(docx(TALKS, REPLY), maintype="application", subtype="msword", filename="Gespräche.docx")
    message.add_attachment(pdf(stream(words(REPLY))), maintype="application", subtype="pdf", filename="../reply.pdf")
    message.add_attachment(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="invite.ics")
    return message.as_bytes()


def mbox(folder: Path, *messages: EmailMessage) -> Path:
    """A mailbox by Python's own mailbox module."""
    path = folder / "inbox.mbox"
    box = mailbox.mbox(str(path))
    for message in messages:
        box.add(message)
    box.close()
    return path


def web_archive(*paragraphs: str) -> bytes:
    """A page as Chrome saves it in one file (.mhtml)."""
    message = EmailMessage()
    message["From"], message["Subject"] = "<Saved by Blink>", "Talks resume"
    message["Snapshot-Content-Location"] = "https://gazette.example/2016/talks"
    message.set_content(page(*paragraphs), subtype="html", cte="quoted-printable")
    message.add_related(b"\x89PNG\r\n\x1a\n" + bytes(200), maintype="image", subtype="png")
    return message.as_bytes()


def single_file(*paragraphs: str) -> str:
    """A page as the SingleFile extension saves it: pictures within, the address in a comment."""
    picture = f"<img src='data:image/png;base64,{'iVBORw0KGgo' * 2000}'>"
    saved = "<!--\n Page saved with SingleFile \n url: https://gazette.example/2016/talks \n saved date: Mon Nov 30 2026\n-->"
    return page(*paragraphs, tail=picture).replace("<html>", f"<html>{saved}", 1)


def rss(*items: str, title: str = "The Gazette") -> str:
    return f'<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def rss_item(title: str, text: str, *, date: str = "Tue, 03 May 2016 10:00:00 +0200") -> str:
    link = f"https://gazette.example/{title.lower().replace(' ', '-')}"
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate><author>desk@gazette.example (Jane Doe)</author>"
        f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"
    )


def atom(title: str, text: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title>'
        f'<entry><title>{title}</title><link href="https://courier.example/1"/><published>2016-05-04T08:00:00+09:00</published>'
        f'<author><name>Ann Lee</name></author><content type="html">&lt;p&gt;{text}&lt;/p&gt;</content></entry></feed>'
    )


def zotero_item(
    number: int, title: str, *, paper: str = "The Gazette", date: str = "2016-05-03", file: str | None = None, note: str = ""
) -> str:
    """A newspaper article as Zotero exports it, with its attachment and its note."""
    link = f'<link:link rdf:resource="#item_{number}a"/>' if file else ""
    noted = f'<dcterms:isReferencedBy rdf:resource="#item_{number}n"/>' if note else ""
    attachment = (
        f'<z:Attachment rdf:about="#item_{number}a"><z:itemType>attachment</z:itemType><rdf:resource rdf:resource="{file}"/>'
        "<dc:title>Full Text</dc:title></z:Attachment>"
    )
    memo = f'<bib:Memo rdf:about="#item_{number}n"><rdf:value>&lt;p&gt;{note}&lt;/p&gt;</rdf:value></bib:Memo>'
    return (
        f'<bib:Article rdf:about="https://gazette.example/{number}"><z:itemType>newspaperArticle</z:itemType>'
        f"<dcterms:isPartOf><bib:Newspaper><dc:title>{paper}</dc:title></bib:Newspaper></dcterms:isPartOf>"
        "<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Doe</foaf:surname><foaf:givenName>Jane</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>"
        f"{link}{noted}<dc:title>{title}</dc:title><dc:date>{date}</dc:date><dcterms:dateSubmitted>2026-11-01 10:00:00</dcterms:dateSubmitted>"
        f"</bib:Article>{attachment if file else ''}{memo if note else ''}"
    )


def zotero_rdf(*items: str) -> str:
    spaces = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#" xmlns:foaf="http://xmlns.com/foaf/0.1/" '
        'xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return f'<?xml version="1.0"?>\n<rdf:RDF {spaces}>{"".join(items)}</rdf:RDF>'


def csl_json(title: str, **others: object) -> str:
    item = {
        "id": "doe2016",
        "type": "article-newspaper",
        "title": title,
        "container-title": "The Gazette",
        "author": [{"family": "Doe", "given": "Jane"}],
        "issued": {"date-parts": [[2016, 5, 3]]},
        "URL": "https://gazette.example/1",
    }
    return json.dumps([{**item, **others}])


RIS = "TY  - NEWS\nTI  - {title}\nT2  - The Gazette\nAU  - Doe, Jane\nDA  - 2016/05/03/\nUR  - https://gazette.example/1\n{more}ER  - \n"
