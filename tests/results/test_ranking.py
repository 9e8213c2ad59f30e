"""Which subject comes first."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.figures import Figures
from lartraff.results.logic.ranking import SORTS, different_tops, rank


@dataclass(frozen=True)
class Row:
    name: str
    total: Figures | None


MATHS, PHYSICS, SVA, ART = (
    Row("Matematik", Figures(119, 12)),
    Row("Fysik", Figures(112, 15)),
    Row("Svenska som andraspråk", Figures(33, 6)),
    Row("Bild", None),
)


def test_most_pupils_first() -> None:
    assert rank([ART, SVA, MATHS, PHYSICS]) == [PHYSICS, MATHS, SVA, ART]


def test_largest_share_first() -> None:
    assert rank([ART, MATHS, PHYSICS, SVA], "share") == [SVA, PHYSICS, MATHS, ART]


def test_equals_stand_by_name_in_swedish_order() -> None:
    names = ["Zoologi", "Ängskunskap", "Öar", "Ålfiske", "bi", "Anor"]
    rows = [Row(name, Figures(20, 5)) for name in names]
    assert [row.name for row in rank(rows)] == ["Anor", "bi", "Zoologi", "Ålfiske", "Ängskunskap", "Öar"]


def test_count_and_share_may_point_to_different_subjects() -> None:
    assert different_tops([MATHS, PHYSICS, SVA, ART]) == (PHYSICS, SVA)
    assert different_tops([MATHS, PHYSICS, ART]) is None
    assert different_tops([ART, Row("Slöjd", Figures(20, 0))]) is None


@given(
    st.lists(
        st.builds(Row, st.text("ABCÅÄÖ", min_size=1, max_size=3), st.one_of(st.none(), st.just(Figures(20, 5)))),
        unique_by=lambda row: row.name,
    ).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))),
    st.sampled_from(SORTS),
)
def test_the_order_does_not_depend_on_the_order_before(both: tuple[list[Row], list[Row]], sort: str) -> None:
    rows, shuffled = both
    assert rank(shuffled, sort) == rank(rows, sort)
