"""What fits on a slide, and how the time of a meeting is drawn."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from lartraff.reports.logic.slides import Band, bands, how_dense

steps = st.lists(st.tuples(st.just("Steg"), st.integers(1, 30), st.integers(30, 60)), min_size=1, max_size=12)


def test_the_more_there_is_to_read_the_smaller_it_is_set() -> None:
    assert [how_dense("x" * length) for length in (0, 240, 241, 600, 601)] == [0, 0, 1, 1, 2]


def test_a_band_is_as_wide_as_its_longest_time() -> None:
    assert bands([("Laget runt", 10, 20), ("Diskussion", 40, 60)]) == (
        Band("Laget runt", 10, 20, 0, 250),
        Band("Diskussion", 40, 60, 250, 750),
    )


@given(steps)
def test_the_bands_fill_the_whole_without_gap(given_steps: list[tuple[str, int, int]]) -> None:
    found = bands(given_steps)
    assert found[0].start == 0
    assert sum(band.width for band in found) == 1000
    assert all(before.start + before.width == after.start for before, after in itertools.pairwise(found))
