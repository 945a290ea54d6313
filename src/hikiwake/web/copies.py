"""Documents that are copies of one another: the same story in two papers, an article saved twice."""

from collections.abc import Mapping, Sequence

from hikiwake.record.merging import origins
from hikiwake.record.model import Document


def copies(documents: Sequence[Document]) -> Mapping[str, tuple[str, ...]]:
    """For each document that has copies, the ids of the others with its text, in the order given: what counts as one source."""
    texts = origins.copies(documents)
    return {d.id: others for d in documents if (others := texts.others(d.id))}
