"""The matrix of a school, as different people see it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from lartraff.people.models import School, Subject, User
from lartraff.results.logic.figures import Cell, Figures, Hidden
from lartraff.results.models import GradeStep
from lartraff.results.queries import Period, ranking, results_matrix
from tests.cast import Cast
from tests.results.loading import put


def fill(school: School) -> None:
    put(school, "MA", year=6, not_passing=20, pupils=141)
    put(school, "MA", year=9, not_passing=12, pupils=119)
    put(school, "SVA", year=9, not_passing=6, pupils=33)
    put(school, "SVA", year=6, not_passing=3, pupils=9)
    put(school, "BL", year=9, not_passing=2, pupils=118)


def codes(viewer: User, school: School, **chosen: object) -> list[str]:
    return [row.subject.code for row in results_matrix(viewer, school, **chosen).rows]  # type: ignore[arg-type]


def test_the_principal_sees_every_count(cast: Cast) -> None:
    fill(cast.school)
    matrix = results_matrix(cast.principal, cast.school)
    assert (matrix.counts_shown, matrix.years, matrix.period) == (True, (6, 9), Period(2025, "VT"))
    assert [(row.subject.code, row.total) for row in matrix.rows] == [
        ("MA", Figures(260, 32)),
        ("SVA", Figures(42, 9)),
        ("BL", Figures(118, 2)),
    ]
    assert matrix.rows[2].cells == (None, Cell(Figures(118, 2)))
    assert not matrix.something_hidden


def test_colleagues_and_the_analyst_see_no_small_numbers(cast: Cast) -> None:
    fill(cast.school)
    for viewer in (cast.member, cast.colleague, cast.analyst):
        matrix = results_matrix(viewer, cast.school)
        assert [(row.subject.code, row.total) for row in matrix.rows] == [
            ("MA", Figures(260, 32)),
            ("SVA", Figures(33, 6)),
            ("BL", None),
        ]
        assert matrix.rows[1].cells == (Cell(None, Hidden.FEW_PUPILS), Cell(Figures(33, 6)))
        assert matrix.something_hidden


def test_a_principal_of_another_school_sees_nothing(cast: Cast) -> None:
    fill(cast.school)
    for viewer in (cast.principal_elsewhere, cast.principal_far, cast.administrator, cast.stranger):
        matrix = results_matrix(viewer, cast.school)
        assert (matrix.rows, matrix.periods, matrix.counts_shown) == ((), (), False)


def test_count_and_share_give_different_orders(cast: Cast) -> None:
    fill(cast.school)
    assert codes(cast.principal, cast.school) == ["MA", "SVA", "BL"]
    assert codes(cast.principal, cast.school, sort="share") == ["SVA", "MA", "BL"]
    tops = results_matrix(cast.principal, cast.school).different_tops
    assert tops is not None
    assert [row.subject.code for row in tops] == ["MA", "SVA"]


def test_one_year_can_be_chosen_and_one_without_results_is_as_good_as_none(cast: Cast) -> None:
    fill(cast.school)
    assert results_matrix(cast.principal, cast.school, year=6).years == (6,)
    assert codes(cast.principal, cast.school, year=6) == ["MA", "SVA"]
    assert results_matrix(cast.principal, cast.school, year=7).years == (6, 9)


def test_the_latest_term_is_shown_and_others_can_be_chosen(cast: Cast) -> None:
    put(cast.school, "MA", school_year=2024, not_passing=5, pupils=20)
    put(cast.school, "MA", school_year=2025, season="HT", not_passing=6, pupils=20)
    put(cast.school, "MA", school_year=2025, season="VT", not_passing=7, pupils=20)
    matrix = results_matrix(cast.principal, cast.school)
    assert [period.code for period in matrix.periods] == ["2025-VT", "2025-HT", "2024-VT"]
    assert matrix.rows[0].total == Figures(20, 7)
    assert results_matrix(cast.principal, cast.school, school_year=2025, season="HT").rows[0].total == Figures(20, 6)
    assert results_matrix(cast.principal, cast.school, school_year=1999, season="HT").period == Period(2025, "VT")


def test_up_to_five_years_make_a_series_of_the_same_season(cast: Cast) -> None:
    for school_year, number in ((2020, 11), (2021, 10), (2023, 8), (2024, 7), (2025, 6)):
        put(cast.school, "MA", school_year=school_year, not_passing=number, pupils=20)
    put(cast.school, "MA", school_year=2025, season="HT", not_passing=1, pupils=20)
    series = results_matrix(cast.principal, cast.school).rows[0].series
    assert [(point.school_year, point.figures) for point in series] == [
        (2021, Figures(20, 10)),
        (2022, None),
        (2023, Figures(20, 8)),
        (2024, Figures(20, 7)),
        (2025, Figures(20, 6)),
    ]


def test_earlier_years_are_points_only_where_the_same_years_show_figures(cast: Cast) -> None:
    for year in (6, 9):
        put(cast.school, "MA", year=year, not_passing=6, pupils=20)
    put(cast.school, "MA", year=9, school_year=2024, not_passing=6, pupils=20)
    put(cast.school, "MA", year=6, school_year=2023, not_passing=7, pupils=20)
    put(cast.school, "MA", year=9, school_year=2023, not_passing=2, pupils=20)

    def points(viewer: User, year: int | None = None) -> list[int]:
        series = results_matrix(viewer, cast.school, year=year).rows[0].series
        return [point.school_year for point in series if point.figures]

    assert points(cast.principal) == [2023, 2025]
    assert points(cast.member) == [2025]
    assert points(cast.member, year=9) == [2024, 2025]
    assert points(cast.member, year=6) == [2023, 2025]


def test_what_passes_and_what_is_counted_is_data(cast: Cast) -> None:
    row = put(cast.school, "MA", not_passing=6, pupils=20)
    row.counts = {"E": 5, "F": 6, "NO_GRADE": 2, "ADAPTED": 3}
    row.save()
    with translation.override("en"):
        matrix = results_matrix(cast.principal, cast.school)
    assert (matrix.rows[0].total, matrix.not_passing_words) == (Figures(13, 8), "F and dash")
    GradeStep.objects.filter(code="E").update(passing=False)
    GradeStep.objects.filter(code="ADAPTED").update(counted=True)
    with translation.override("en"):
        matrix = results_matrix(cast.principal, cast.school)
    assert (matrix.rows[0].total, matrix.not_passing_words) == (
        Figures(16, 16),
        "E, F, dash and adapted study path",
    )


def test_the_command_lines_ranking_is_the_principals(cast: Cast) -> None:
    fill(cast.school)
    for sort in ("count", "share"):
        assert ranking(cast.school, sort=sort) == results_matrix(cast.principal, cast.school, sort=sort)
        assert ranking(cast.school, year=9, sort=sort) == results_matrix(cast.principal, cast.school, year=9, sort=sort)


def test_thirty_subjects_take_as_many_queries_as_one(cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            results_matrix(cast.principal, cast.school)
        return len(captured)

    put(cast.school, "MA", not_passing=6, pupils=20)
    with_one = queries()
    for number in range(30):
        subject = Subject.objects.create(code=f"X{number}", name_sv=f"Ämne {number}", name_en=f"Subject {number}")
        put(cast.school, subject.code, not_passing=6, pupils=20)
    assert queries() == with_one


def test_terms_are_said_as_people_say_them() -> None:
    with translation.override("en"):
        assert (str(Period(2025, "VT")), str(Period(2025, "HT"))) == ("spring term 2026", "autumn term 2025")
