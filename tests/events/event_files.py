"""Event files of every layout, made up: a few rows each, as the formats are documented."""

import gzip
import zipfile
from pathlib import Path

from hikiwake.events.formats.gdelt_columns import COLUMNS_1, COLUMNS_2

SHARED = Path(__file__).parents[2] / ".." / "shared" / "data" / "events"


def gdelt(columns=COLUMNS_2, **cells):
    """One row; `id`, `day`, `a`, `b`, `code`, `goldstein`, `mentions`, `added` in short, or any column by its name."""
    row = dict.fromkeys(columns, "")
    short = {
        "GLOBALEVENTID": cells.pop("id", 1), "SQLDATE": cells.pop("day", "20180326"), "EventCode": cells.pop("code", "042"),
        "GoldsteinScale": cells.pop("goldstein", 1.9), "NumMentions": cells.pop("mentions", 2), "QuadClass": cells.pop("quad", 1),
        "DATEADDED": cells.pop("added", "20180326044500"[: 14 if len(columns) == 61 else 8]), "NumSources": 1, "NumArticles": 2,
        "AvgTone": "0.5", "SOURCEURL": "https://news.example/1", "IsRootEvent": 1,
    }  # fmt: skip
    for which, country in (("1", cells.pop("a", "JPN")), ("2", cells.pop("b", "RUS"))):
        row |= {f"Actor{which}Code": country, f"Actor{which}CountryCode": country, f"Actor{which}Name": country}
    row |= short | {
        "ActionGeo_FullName": "Tokyo, Japan",
        "ActionGeo_CountryCode": "JA",
        "ActionGeo_Lat": "35.7",
        "ActionGeo_Long": "139.7",
    }
    row |= cells
    return "\t".join(str(row[name]) for name in columns)


def gdelt_1(**cells):
    return gdelt(COLUMNS_1, **cells)


MENTION = "7 20180326000000 20180326044500 1 news.example https://news.example/1 3 -1 10 20 1 60 900 -1.5  ".replace(" ", "\t")
REDUCED = (
    "Date\tSource\tTarget\tCAMEOCode\tNumEvents\tNumArts\tQuadClass\tGoldstein\tSourceGeoType\tSourceGeoLat\tSourceGeoLong\tTargetGeoType"
    "\tTargetGeoLat\tTargetGeoLong\tActionGeoType\tActionGeoLat\tActionGeoLong\n"
    "20100501\tJPNGOV\tRUS\t043\t5\t12\t1\t2.8\t1\t35\t139\t1\t55\t37\t1\t35\t139\n"
    "20100501\tRUSMIL\tJPN\t190\t2\t9\t4\t-10\t1\t35\t139\t1\t55\t37\t1\t35\t139\n"
)
ICEWS_HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\t"
    "Target Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"
)


def icews(id=1, day="2014-05-01", a="Japan", text="Consult", code="40", b="Russian Federation", story=9, sentence=2):
    """One row of ICEWS; the code has lost its leading zero, as in some releases, and the sectors stand in quotation marks."""
    return (
        f'{id}\t{day}\tForeign Ministry ({a})\t"Foreign Ministry,Government"\t{a}\t{text}\t{code}\t1\tKremlin\tNULL\t{b}\t{story}\t{sentence}'
        "\tTASS\tMoscow\tNULL\tMoskva\tRussian Federation\t55.75\t37.6"
    )


POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\t"
    "Primary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\t"
    "Recipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\t"
    "City\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\t"
    "Story People\tStory Organizations\tStory Locations\tLanguage\tVersion\n"
)


def polecat(id="a1", kind="CONSULT", a="JPN", b="RUS", quad="VERBAL COOPERATION", intensity="3"):
    none = "None"
    actor = [f"Ministry {a}", a, "740", "GOV", "GOV; MIL", none, "the ministry", none]
    other = [f"Ministry {b}", b, "365", none, none, none, "Moscow", none]
    place = ["Tokyo", "Tokyo", none, "Tokyo", "Japan", "35.7", "139.7", "1850147", "Tokyo", "PPLC"]
    rest = ["Kyodo", "2019-01-09", none, none, none, "English", "NGEC 1"]
    return "\t".join([id, "2019-01-08", kind, "visit", intensity, quad, "diplomatic", *actor, *other, *place, *rest])


def phoenix(id="20150101_1", a="JPN", b="RUS", code="043", quad="0", geo=("JPN", "Tokyo")):
    return "\t".join(
        [id, "20150101", "2015", "01", "01", f"{a}GOV", a, "GOV", "", b, b, "", "", code, code[:2], quad, "2.8", "AID,1", "35.7", "139.7",
         "Tokyo", *geo, "4f_2", "https://news.example/9;https://news.example/10", "kyodo"]
    )  # fmt: skip


def write(path, *rows, end="\n", encoding="utf-8"):
    path.write_bytes("".join(f"{row}{end}" for row in rows).encode(encoding))
    return path


def zipped(path, **members):
    """An archive with these members; a double underscore stands for the dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return path


def gzipped(path, content):
    path.write_bytes(gzip.compress(content.encode()))
    return path
