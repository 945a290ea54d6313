from collections.abc import Iterator

import pytest
from internet_replica import Internet, answer, page


@pytest.fixture
def internet() -> Iterator[Internet]:
    with Internet() as net:
        net.paths["/page"] = answer(page())
        yield net
