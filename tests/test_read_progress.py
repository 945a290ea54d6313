"""What a batch tells of its progress."""

import io

from hikiwake.cli.read_progress import ProgressLine, told
from hikiwake.reading.batch import Progress


def test_documents_rate_share_and_the_time_left_are_told() -> None:
    assert told(Progress(5_000, 1_000, 0.5), 50, 50.0) == "5000 documents, 20 a second, 50%, about 50 s left"
    assert told(Progress(5_000, 1_000, 0.5), 50, 1_300) == "5000 documents, 20 a second, 50%, about 22 min left"
    assert told(Progress(5_000, 1_000, 0.5), 50, 10_800) == "5000 documents, 20 a second, 50%, about 3 h left"


def test_of_an_input_of_unknown_length_no_time_left_is_told() -> None:
    assert told(Progress(48, 48, None), 4, None) == "48 documents, 12 a second"


def test_to_a_file_nothing_is_written_in_the_first_half_minute_but_what_must_be_told() -> None:
    out = io.StringIO()
    with ProgressLine(out) as line:
        line.show(Progress(48, 48, 0.1))
        line.show(Progress(96, 96, 0.2))
        line.tell("begun anew \x1b[2J")
    assert out.getvalue() == "begun anew ␛[2J\n"
