"""Pictures say what the tables say."""

from hypothesis import given
from hypothesis import strategies as st

from lartraff.results.logic.comparing import Against
from lartraff.results.logic.figures import Figures
from lartraff.results.logic.intervals import wilson
from lartraff.results.logic.matrix import Point, SubjectName, SubjectRow
from lartraff.results.logic.pictures import bars, highest_share, line
from lartraff.results.logic.pictures_comparison import dots, parts
from lartraff.results.logic.pictures_scale import Scale, scale_for
from lartraff.results.logic.pictures_series import BOTTOM, series_picture


def row(name: str, total: Figures | None, series: tuple[Point, ...] = ()) -> SubjectRow:
    return SubjectRow(SubjectName(1, name[:2], name), (), total, series)


ROWS = [row("Fysik", Figures(100, 20)), row("Bild", None), row("Musik", Figures(20, 5)), row("Slöjd", Figures(9, 0))]


def test_the_longest_bar_fills_the_width_and_hidden_subjects_have_none() -> None:
    assert [(bar.name, bar.width) for bar in bars(ROWS, "count")] == [
        ("Fysik", "100.0%"),
        ("Musik", "25.0%"),
        ("Slöjd", "0.0%"),
    ]
    assert [bar.width for bar in bars(ROWS, "share")] == ["80.0%", "100.0%", "0.0%"]


def test_bars_without_anybody_not_passing_have_no_length() -> None:
    assert [bar.width for bar in bars([ROWS[3]], "count")] == ["0.0%"]
    assert bars([], "count") == []


def test_a_line_goes_from_the_oldest_year_to_the_newest() -> None:
    points = (Point(2023, Figures(10, 5)), Point(2024, None), Point(2025, Figures(10, 0)))
    drawn = line(points, highest_share([row("Fysik", None, points)]))
    assert drawn is not None
    assert (drawn.points, drawn.last_x, drawn.last_y) == ("4,4 86,20", 86, 20)


def test_one_year_makes_no_line() -> None:
    assert line((Point(2024, None), Point(2025, Figures(10, 1))), 1.0) is None


def test_a_scale_ends_at_a_whole_step_above_the_largest() -> None:
    ends = [(shares, scale_for(shares).highest) for shares in ([], [0.0], [0.1], [0.11], [0.2, 0.34], [1.0])]
    assert ends == [([], 0.1), ([0.0], 0.1), ([0.1], 0.1), ([0.11], 0.2), ([0.2, 0.34], 0.4), ([1.0], 1.0)]
    assert scale_for([0.34]).marks == (0.0, 0.2, 0.4)


def test_the_dot_lies_in_its_interval_and_the_others_where_they_are() -> None:
    drawn = dots(Figures(119, 12), 0.05, 0.2, Scale(0.2))
    assert drawn.school == "50.4%"
    assert (drawn.municipality, drawn.nation) == ("25.0%", "100.0%")
    interval = wilson(Figures(119, 12))
    assert interval is not None
    assert drawn.low == f"{interval.low * 500:.1f}%"
    assert drawn.reach == f"{(interval.high - interval.low) * 500:.1f}%"


def test_what_is_hidden_or_not_published_is_not_drawn() -> None:
    drawn = dots(None, None, 0.1, Scale(0.2))
    assert (drawn.school, drawn.low, drawn.reach, drawn.municipality, drawn.nation) == (None, None, None, None, "50.0%")


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_the_parts_of_a_bar_follow_on_each_other_and_fill_it(higher: int, equal: int, lower: int) -> None:
    drawn = parts(Against(higher, equal, lower))
    assert [(part.name, part.pupils) for part in drawn] == [
        (name, pupils) for name, pupils in (("lower", lower), ("equal", equal), ("higher", higher)) if pupils
    ]
    ends = 0.0
    for part in drawn:
        assert abs(float(part.begins[:-1]) - ends) < 0.11
        ends = float(part.begins[:-1]) + float(part.width[:-1])
    assert not drawn or abs(ends - 100) < 0.21


def test_a_series_joins_only_years_that_follow_on_each_other() -> None:
    points = (Point(2022, Figures(50, 10)), Point(2023, Figures(50, 5)), Point(2024, None), Point(2025, Figures(50, 0)))
    drawn = series_picture(points, Scale(0.4))
    assert drawn is not None
    assert [dot.school_year for dot in drawn.dots] == [2022, 2023, 2025]
    assert [(stroke.x1, stroke.x2) for stroke in drawn.strokes] == [(drawn.dots[0].x, drawn.dots[1].x)]
    assert [year.school_year for year in drawn.years] == [2022, 2023, 2024, 2025]
    assert drawn.dots[2].y == drawn.dots[2].low == BOTTOM
    for dot in drawn.dots:
        assert dot.high <= dot.y <= dot.low


def test_one_year_makes_no_series() -> None:
    assert series_picture((Point(2024, None), Point(2025, Figures(10, 1))), Scale(0.4)) is None
