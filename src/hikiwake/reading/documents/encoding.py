"""Bytes to text: byte order marks, encodings stated or guessed, repairs, and what of it the reader should know."""

import codecs
import re
from dataclasses import dataclass

REPLACEMENT = "\ufffd"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ["cp1252", "cp1251", "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1250", "cp866"]
# What browsers read under these names (WHATWG, Encoding Standard, 4.2), and so those who write them: the larger table of each kind.
_AS_BROWSERS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "shift_jis": "cp932", "euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs",
}  # fmt: skip
_PAGES = (0, 3, 4)  # the high bytes of Latin, Greek and Cyrillic letters in UTF-16
_SAMPLE = 200_000  # bytes from which an encoding is guessed
_LINE_END = re.compile("\r\n?|\x85|\u2028|\u2029")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x9f]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u200b\u200c\u2060\ufeff\u00ad]")
_FOREIGN = re.compile("[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` with line ends `\\n`, and what had to be guessed or mended on the way."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, sent_as: str | None = None, stated: str | None = None) -> Decoded:
    """The text of `data`; any bytes give one.

    A byte order mark goes first, then UTF-8 where the bytes are that, which nothing else is by chance; then what is said of them.

    Args:
        data: the whole file.
        sent_as: the encoding that whoever sent the document named, if any: a server, an e-mail's header.
        stated: the encoding that the document names for itself, if any.
    """
    text, notes = _characters(data, sent_as, stated)
    text = _LINE_END.sub("\n", text)
    text, repaired = _unscrambled(text)
    text, marked = visible(text)
    return Decoded(text, (*notes, *repaired, *marked))


def visible(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with each null and lone surrogate replaced by one U+FFFD, so that no offset moves, and notes on unseen characters."""
    text, unstorable = _UNSTORABLE.subn(REPLACEMENT, text)
    notes = [
        (unstorable, "null or lone surrogate", "replaced by the mark \ufffd"),
        (_count(_DIRECTION, text), "writing-direction mark", "kept; they can make text look other than it is"),
        (_count(_INVISIBLE, text), "invisible character", "kept"),
        (_count(_CONTROL, text), "control character", "kept"),
    ]
    return text, tuple(f"{_number(count, what)} {done}." for count, what, done in notes if count)


def utf16_without_mark(data: bytes) -> str | None:
    """The byte order of UTF-16 text without its mark, in a script with few high bytes (Latin, Greek, Cyrillic); else None."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    first, second = (sum(map(column.count, _PAGES)) / len(column) for column in (sample[0::2], sample[1::2]))
    if second > 0.85 and first < 0.2:
        return "utf-16-le"
    if first > 0.85 and second < 0.2:
        return "utf-16-be"
    return None


def _characters(data: bytes, sent_as: str | None, stated: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], name)
    if order := utf16_without_mark(data):
        return _lenient(data, order)
    # Servers name Latin-1 for want of knowledge: a page that names another encoding knows better.
    named = sorted((n for said in (sent_as, stated) if said and (n := _known(said))), key=lambda n: n == "cp1252")
    if b"\x1b" in data and (escaped := next((n for n in named if n.startswith("iso2022")), None)):
        return _lenient(data, escaped)  # in seven bits, which are UTF-8 too
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    for name in named:
        if _fits(data, name, good_to_bad=1):
            return _lenient(data, name)
    if _fits(data, "utf-8", good_to_bad=10):
        return _lenient(data, "utf-8")
    name = _guess(data)
    text, notes = _lenient(data, name)
    what = f"The encoding that is stated ({', '.join(named)}) does not fit" if named else "The encoding is not stated"
    return text, (f"{what}; {name} was guessed. Save the file as UTF-8 if letters look wrong.", *notes)


def _lenient(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(name, errors="replace")
    damaged = text.count(REPLACEMENT)
    if not damaged:
        return text, ()
    return text, (
        f"{_number(damaged, 'place')} could not be decoded as {name} and {'is' if damaged == 1 else 'are'} marked \ufffd.",
    )


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name.strip()).name
        # Python also looks up transforms such as base64, which are no encodings of text.
        b"a".decode(found)
    except (LookupError, ValueError, AssertionError):
        return None
    return _AS_BROWSERS.get(found, found)


def _fits(data: bytes, name: str, *, good_to_bad: int) -> bool:
    """Whether the file is of this encoding, perhaps damaged: letters beyond ASCII are so many times the places that cannot be decoded."""
    text = data[:_SAMPLE].decode(name, errors="replace")
    bad = text.count(REPLACEMENT)
    return _count(_FOREIGN, text) - bad >= good_to_bad * bad


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    if high < 0.1 * len(sample) and _reads_as_western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_GUESSES).best()
    return best.encoding if best else "cp1252"


def _reads_as_western(sample: bytes) -> bool:
    """Single letters with accents, quotation marks and dashes among ASCII: in other scripts high bytes come in runs."""
    runs = re.findall(rb"[\x80-\xff]+", sample)
    return sum(len(run) == 1 for run in runs) >= 0.8 * len(runs)


def _unscrambled(text: str) -> tuple[str, tuple[str, ...]]:
    """Lines that were decoded wrongly by someone before us ("donâ€™t"), put right where that is evident."""
    if text.isascii():
        return text, ()
    from ftfy import fix_encoding
    from ftfy.badness import badness

    lines, mended = text.split("\n"), 0
    for i, line in enumerate(lines):
        if line.isascii() or not (evidence := badness(line)):
            continue
        fixed = fix_encoding(line)
        if fixed != line and "\n" not in fixed and badness(fixed) < evidence:
            lines[i], mended = fixed, mended + 1
    if not mended:
        return text, ()
    return "\n".join(lines), (f"{_number(mended, 'line')} with scrambled letters repaired.",)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return 0 if text.isascii() and pattern in (_DIRECTION, _INVISIBLE) else sum(1 for _ in pattern.finditer(text))


def _number(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"
