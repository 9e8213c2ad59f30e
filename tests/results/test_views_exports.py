"""What is taken out is what is seen: the same figures, hidden in the same places, with what they mean."""

import csv
import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from lartraff.people.models import User
from lartraff.results.models import ImportBatch
from tests.cast import Cast
from tests.conftest import SignIn
from tests.results.beside import publish, put_against
from tests.results.loading import put

Rows = list[list[str]]


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    User.objects.update(language="en")
    for user in cast.everybody().values():
        user.refresh_from_db()
    put(cast.school, "MA", year=6, not_passing=20, pupils=141)
    put(cast.school, "MA", year=9, not_passing=12, pupils=119)
    put(cast.school, "BL", year=9, not_passing=2, pupils=118)
    put(cast.school, "MA", year=9, school_year=2024, not_passing=9, pupils=100)


def taken(sign_in: SignIn, user: User, name: str, *args: str, **chosen: str) -> Rows:
    answer = sign_in(user).get(reverse(f"results:{name}", args=[*args, "csv"]), chosen)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_matrix_as_the_principal_and_as_others_see_it(cast: Cast, sign_in: SignIn) -> None:
    rows = taken(sign_in, cast.principal, "matrix_table", year="9")
    assert rows[:3] == [
        ["Subject", "Code", "Year 9: pupils", "Year 9: not passing", "Year 9: share (%)", "All: pupils",
         "All: not passing", "All: share (%)", "Lowest (%)", "Highest (%)", "Share 2024/25 (%)", "Share 2025/26 (%)",
         "Trend", "Remark"],
        ["Mathematics", "MA", "119", "12", "10,1", "119", "12", "10,1", "5,9", "16,8", "9,0", "10,1",
         "too few to tell", ""],
        ["Art", "BL", "118", "2", "1,7", "118", "2", "1,7", "0,5", "6,0", ".", "1,7", "too few to tell", ""],
    ]  # fmt: skip
    rows = taken(sign_in, cast.member, "matrix_table", year="9")
    assert rows[2] == ["Art", "BL", *[".."] * 8, ".", ".", "too few to tell", "part hidden"]
    notes = [row[0] for row in rows[4:]]
    assert notes[:2] == [
        "Results, Björkdalsskolan, spring term 2026",
        "F and dash count as not passing. Pupils with adapted study path are left out.",
    ]
    assert notes[-1].startswith("Source: count table, loaded ")


def test_the_definition_of_the_address_goes_along(cast: Cast, sign_in: SignIn) -> None:
    rows = taken(sign_in, cast.principal, "matrix_table", counting="f-dash-adapted")
    assert ["F, dash and adapted study path count as not passing."] in rows


def test_a_subject_has_a_row_for_each_term_and_year(cast: Cast, sign_in: SignIn) -> None:
    put_against(cast.school, "MA", lower=15, equal=94, higher=10)
    rows = taken(sign_in, cast.principal, "subject_table", "MA")
    assert [row[:5] for row in rows[1:4]] == [
        ["spring term 2026", "6", "141", "20", "14,2"],
        ["spring term 2026", "9", "119", "12", "10,1"],
        ["spring term 2025", "9", "100", "9", "9,0"],
    ]
    assert [row[-3:] for row in rows[1:4]] == [[".", ".", "."], ["15", "94", "10"], [".", ".", "."]]
    rows = taken(sign_in, cast.colleague, "subject_table", "BL")
    assert rows[1] == ["spring term 2026", "9", *[".."] * 5, *["."] * 9]


def test_the_comparison_has_the_others_and_their_year(cast: Cast, sign_in: SignIn) -> None:
    publish(cast.authority, "MA", "96.0", municipality="Björkdal", school_year=2024)
    publish(cast.authority, "MA", None, school_year=2024, marker=".")
    rows = taken(sign_in, cast.principal, "comparison_table")
    assert rows[1] == [
        "Mathematics", "MA", "119", "12", "10,1", "5,9", "16,8", "4,0", "2024/25", "more here", ".", "2024/25", "",
    ]  # fmt: skip
    assert rows[0][7] == "Björkdal: share (%)"


def test_grades_beside_tests(cast: Cast, sign_in: SignIn) -> None:
    put_against(cast.school, "MA", lower=15, equal=94, higher=10)
    put_against(cast.school, "BL", lower=9, equal=99, higher=10)
    rows = taken(sign_in, cast.member, "against_table")
    assert rows[1:3] == [["Art", "BL", "9", "..", "..", ".."], ["Mathematics", "MA", "9", "15", "94", "10"]]


def test_all_schools_are_taken_out_not_only_the_page(cast: Cast, sign_in: SignIn) -> None:
    put(cast.other_school, "MA", not_passing=3, pupils=40)
    rows = taken(sign_in, cast.principal, "schools_table", subject="MA", page="7")
    assert [row[0] for row in rows[1:3]] == ["Björkdalsskolan", "Ekbackens skola"]
    assert rows[2][4:7] == ["..", "..", ".."]
    assert sign_in(cast.member).get(reverse("results:schools_table", args=["csv"])).status_code == 403


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("matrix_table", []),
        ("subject_table", ["MA"]),
        ("comparison_table", []),
        ("against_table", []),
        ("schools_table", []),
    ],
)
def test_a_spreadsheet_holds_the_same(cast: Cast, sign_in: SignIn, name: str, args: list[str]) -> None:
    answer = sign_in(cast.principal).get(reverse(f"results:{name}", args=[*args, "xlsx"]))
    assert answer.headers["Content-Disposition"].endswith('.xlsx"')
    (figures, about) = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names
    assert (figures, about) == ("Figures", "About the figures")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = taken(sign_in, cast.principal, name, *args)
    assert [str(cell) for cell in book.get_sheet_by_index(0).to_python()[0]] == rows[0]


def test_there_are_two_kinds(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.principal).get(reverse("results:matrix_table", args=["pdf"])).status_code == 404
    assert ImportBatch.objects.count() == 1
