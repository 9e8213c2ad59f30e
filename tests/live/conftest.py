from collections.abc import Iterator

import pytest

from tests.live.serving import Served, serving


@pytest.fixture
def house(furnished: None) -> Iterator[Served]:
    """The house, served; gone before the database is emptied."""
    with serving() as served:
        yield served
