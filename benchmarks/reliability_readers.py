"""Fifty readers beside one writer: does any see an error or half a change?

    python benchmarks/reliability_readers.py [--readers 50] [--seconds 60]

The writer corrects two entries in one go and takes that back now and then; each reader opens the record for itself and looks whether the two
agree. Prints `errors 0, torn 0`.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/record"))

from test_record_disk import filled, read_beside_a_writer


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "record.sqlite"
        filled(path)
        looks, written, errors, torn = read_beside_a_writer(path, asked.readers, asked.seconds)
    for line in sorted(set(errors)):
        print(line, file=sys.stderr)
    print(
        f"{asked.readers} readers, {asked.seconds:.0f} s: {looks} looks beside {written} corrections, errors {len(errors)}, torn {torn}"
    )
    return int(bool(errors or torn))


if __name__ == "__main__":
    sys.exit(main())
