"""Is a correction ever lost? Every write and fsync of a small run made to fail in turn; a program killed in the middle of correcting.

    python benchmarks/reliability_corrections.py [--kills 50]

The run makes one change of each kind. After each failure the record must open, pass SQLite's integrity check, and hold every change that was
reported as done; the one under way is there whole or not at all. Prints `tried N, lost 0` for each way of failing.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/record"))

from test_record_disk import filled, kill_while_correcting, try_every_write


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--kills", type=int, default=50)
    kills = parser.parse_args().kills
    bad = 0
    for stays_broken in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            tried, lost, silent = try_every_write(Path(folder), stays_broken=stays_broken)
        how = "and every one after it fails" if stays_broken else "fails"
        print(f"the Nth write or fsync {how}: tried {tried}, lost {lost}, unnoticed {silent}")
        bad += lost + silent
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite"
        filled(path)
        reported, lost = kill_while_correcting(path, kills, random.Random(0))
    print(f"killed while correcting: tried {kills} kills over {reported} corrections, lost {lost}")
    return int(bool(bad + lost))


if __name__ == "__main__":
    sys.exit(main())
