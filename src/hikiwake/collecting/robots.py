"""What a site asks of robots: RFC 9309, the Robots Exclusion Protocol.

The standard library's reader takes the first rule that fits and knows no wildcards; the standard asks for the longest, with `*` and `$`.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_ASCII = "".join(map(chr, range(33, 127)))
_TOKEN = re.compile(r"[A-Za-z_-]+|\*")


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: str
    allows: bool


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules for one robot; `delay_seconds` between two of its requests, None where the site names none."""

    rules: tuple[Rule, ...] = ()
    delay_seconds: float | None = None

    def allows(self, path: str) -> bool:
        """Whether `path` (with its query, as sent) may be fetched: the longest rule that fits decides, at a tie the one that allows."""
        asked = _normal(path)
        fitting = [rule for rule in self.rules if _fits(rule.pattern, asked)]
        return max(fitting, key=lambda r: (len(r.pattern), r.allows)).allows if fitting else True


def robots(text: str, robot: str) -> Robots:
    """The rules of a robots.txt for the robot of this product name: its own groups, else those for every robot."""
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    is_header = False
    for line in text.removeprefix("\ufeff").splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().casefold(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            token = _TOKEN.match(value)
            named = ([*named] if is_header else []) + ([token[0].casefold()] if token else [])
            is_header = True
            for name in named:
                groups.setdefault(name, [])
        elif key in ("allow", "disallow", "crawl-delay"):
            is_header = False
            for name in named:
                groups[name].append((key, value))
    lines = groups.get(robot.casefold(), groups.get("*", []))
    rules = tuple(
        Rule(_normal(value), key == "allow") for key, value in lines if key != "crawl-delay" and value[:1] in ("/", "*")
    )
    delays = [float(v) for key, v in lines if key == "crawl-delay" and re.fullmatch(r"\d{1,7}(?:\.\d{1,6})?", v)]
    return Robots(rules, max(delays, default=None))


def _normal(path: str) -> str:
    """Percent signs where they must be, and only there, so that two spellings of one path are equal."""
    encoded = quote(path, safe=_ASCII)
    return re.sub(
        r"%[0-9A-Fa-f]{2}", lambda m: c if _UNRESERVED.fullmatch(c := chr(int(m[0][1:], 16))) else m[0].upper(), encoded
    )


def _fits(pattern: str, path: str) -> bool:
    """Whether the pattern fits the beginning of `path`, or with `$` at its end the whole. Each part is sought once: no backtracking."""
    is_whole = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not parts:
        return not is_whole or path == first
    at = len(first)
    for part in parts[:-1]:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    last = parts[-1]
    if is_whole:
        return path.endswith(last) and len(path) - len(last) >= at
    return path.find(last, at) >= 0
