"""Bars and lines say what the table says."""

from lartraff.results.logic.figures import Figures
from lartraff.results.logic.matrix import Point, SubjectName, SubjectRow
from lartraff.results.logic.pictures import bars, highest_share, line


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
