"""What would follow if the case said something else: an assessment with edits made, in which only what depends on them is computed anew."""

from collections.abc import Sequence

from hikiwake.assessment.assess import assess
from hikiwake.assessment.model import Assessment
from hikiwake.case.applying import with_edits
from hikiwake.case.edits import Edit
from hikiwake.terms.errors import CaseError, HikiwakeError


def what_if(assessment: Assessment, edits: Sequence[Edit]) -> Assessment:
    """The assessment of the case with the edits made, as `assess` would give it; no file is touched.

    Raises:
        CaseError: the edits name what is not there, or what they make is no case (each problem by its key), or leaves nothing to weigh.
    """
    case = with_edits(assessment.case, edits)
    try:
        return assess(case, assessment.record, assessment, lake=assessment.lake)
    except CaseError:
        raise
    except HikiwakeError as error:
        raise CaseError(*error.problems) from error
