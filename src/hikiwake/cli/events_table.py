"""What `events load` and `events info` say, as a table and as JSON."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from hikiwake.terms.text import json_text, terminal_safe

if TYPE_CHECKING:
    from hikiwake.events.lake import Lake
    from hikiwake.events.loading import Loaded
    from hikiwake.events.model import FileReport

_MOST = 60  # files told one by one; of more, those that went otherwise than well


def load_json(result: "Loaded") -> str:
    """A line of JSON: the lake, totals, and each file's report."""
    files = [report.as_json() for report in result.files]
    return json_text({"lake": result.lake, **_totals(result), "files": files})


def load_text(result: "Loaded", *, is_kept: bool = True) -> str:
    """A line a file, what is to be said of it beneath, and the sum; `is_kept`: whether the lake is, and the rows kept aside with it."""
    told = result.files if len(result.files) <= _MOST else [r for r in result.files if r.problem or r.rejected]
    lines = [line for report in told for line in _told(report)]
    totals = _totals(result)
    tally = f"{totals['files']:,} {'file' if totals['files'] == 1 else 'files'} with {totals['rows']:,} rows: {_counts(totals)}"
    known, failed = (sum(bool(getattr(r, name)) for r in result.files) for name in ("was_loaded", "problem"))
    extra = [f"{known:,} loaded before" if known else "", f"{failed:,} failed" if failed else ""]
    lines.append("; ".join([tally, *filter(None, extra)]) + ".")
    if totals["rejected"]:
        where = (
            f"lie in {result.lake}/rejects"
            if is_kept
            else "can be looked at after hikiwake events load, which keeps them in DIR/rejects"
        )
        lines.append(terminal_safe(f"Rows kept aside {where}."))
    return "\n".join(lines)


def info_json(lake: "Lake") -> str:
    """A line of JSON: sums for each format, and every file."""
    files = lake.files()
    days = {column: files[column].dt.strftime("%Y-%m-%d") for column in ("first", "last")}
    frame = files.assign(file=files["file"].astype(str), **days).astype(object)
    records = [
        {**row, "rejected": json.loads(row["rejected"]), "mended": json.loads(row["mended"])}
        for row in frame.where(frame.notna(), None).to_dict("records")
    ]
    return json_text(
        {"lake": lake.place, "formats": [{"format": name, **sums} for name, sums in _by_format(lake).items()], "files": records}
    )


def info_text(lake: "Lake") -> str:
    """A line a format."""
    lines = [terminal_safe(f"{lake.place}")]
    for name, sums in _by_format(lake).items():
        span = f"{sums['first']} to {sums['last']}" if sums["loaded"] else "no events"
        files = f"{sums['files']:,} {'file' if sums['files'] == 1 else 'files'}"
        lines.append(f"  {name}: {files}, {sums['rows']:,} rows: {_counts(sums)}; {span}")
    return "\n".join(lines)


def _by_format(lake: "Lake") -> "dict[str, dict[str, int | str]]":
    found: dict[str, dict[str, int | str]] = {}
    for name, group in lake.files().groupby("format"):
        dated = group[group["loaded"] > 0]
        found[str(name)] = {
            "files": len(group),
            **{column: int(group[column].sum()) for column in ("rows", "loaded", "repeated", "reemitted")},
            "rejected": sum(sum(json.loads(kinds).values()) for kinds in group["rejected"]),
            "first": str(dated["first"].min())[:10] if len(dated) else "",
            "last": str(dated["last"].max())[:10] if len(dated) else "",
        }
    return found


def _totals(result: "Loaded") -> dict[str, int]:
    return {
        "files": len(result.files),
        **{name: sum(getattr(r, name) for r in result.files) for name in ("rows", "loaded", "repeated", "reemitted")},
        "rejected": sum(sum(r.rejected.values()) for r in result.files),
    }


def _counts(sums: Mapping[str, int | str]) -> str:
    words = {"loaded": "loaded", "repeated": "already there", "reemitted": "put out again", "rejected": "kept aside"}
    return ", ".join(f"{sums[name]:,} {said}" for name, said in words.items() if sums[name] or name == "loaded")


def _told(report: "FileReport") -> list[str]:
    name = terminal_safe(report.name)
    if report.problem:
        where = "" if report.problem.where == report.name else f"{report.problem.where} "
        return [terminal_safe(f"{report.name}: failed: {where}{report.problem.what}. {report.problem.mend}")]
    if report.was_loaded:
        return [f"{name}: loaded before{terminal_safe(f' ({report.note})') if report.note else ''}"]
    if not report.format or not report.file:
        return [f"{name}: {terminal_safe(report.note)}"]
    sums = {
        "loaded": report.loaded,
        "repeated": report.repeated,
        "reemitted": report.reemitted,
        "rejected": sum(report.rejected.values()),
    }
    lines = [f"{name}: {report.format}, {report.rows:,} rows: {_counts(sums)}"]
    lines += [f"    kept aside: {count:,} {kind}" for kind, count in report.rejected.items()]
    lines += [f"    {kind}: {count:,}" for kind, count in report.mended.items()]
    lines += [terminal_safe(f"    takes the place of {old}") for old in report.replaces]
    return lines
