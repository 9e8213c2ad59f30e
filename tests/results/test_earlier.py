"""What results were before is remembered when an import replaces or removes them, and only then."""

from lartraff.people.models import School
from lartraff.results.actions import undo_import
from lartraff.results.actions.earlier import take_away
from lartraff.results.logic.protection import Row
from lartraff.results.models import EarlierCounts, GradeAgainstTest, ResultRow, TestRow
from lartraff.results.queries.earlier import Earlier, Stored, content_of
from tests.cast import Cast
from tests.results.loading import load, put

HEAD = "lasar;arskurs;niva;skolenhetskod;skolenhetsnamn;amne;amnesnamn;A;B;C;D;E;F;antal_betyg\n"


def table(*, e: int, f: int, subject: str = "Ma") -> str:
    return f"{HEAD}2025-2026;9;skolenhet;10000001;Björkdalsskolan;{subject};Ämne;10;20;30;20;{e};{f};{80 + e + f}\n"


def remembered(school: School) -> list[int]:
    """How many had F in each earlier version, the oldest first."""
    found = EarlierCounts.objects.filter(school=school).order_by("pk")
    return [counts.get("F", 0) for counts in found.values_list("counts", flat=True)]


def test_a_first_file_leaves_nothing_to_remember(cast: Cast) -> None:
    load(table(e=10, f=12))
    assert remembered(cast.school) == []


def test_the_same_file_again_neither(cast: Cast) -> None:
    load(table(e=10, f=12))
    load(table(e=10, f=12))
    assert remembered(cast.school) == []


def test_what_a_file_replaces_is_remembered_once(cast: Cast) -> None:
    for f in (12, 11, 12, 11):
        load(table(e=10, f=f))
    assert remembered(cast.school) == [12, 11]
    row = ResultRow.objects.get()
    assert [version.counts["F"] for version in Earlier({cast.school.pk}).of(row)] == [12, 11]
    assert content_of(row).counts["F"] == 11


def test_what_undoing_removes_is_remembered(cast: Cast) -> None:
    undo_import(load(table(e=10, f=12)), by=None)
    assert not ResultRow.objects.exists()
    assert remembered(cast.school) == [12]


def test_undoing_a_correction_remembers_the_correction(cast: Cast) -> None:
    load(table(e=10, f=12))
    undo_import(load(table(e=10, f=20)), by=None)
    assert ResultRow.objects.get().counts["F"] == 12
    assert remembered(cast.school) == [12, 20]


def test_other_schools_and_subjects_are_other_rows(cast: Cast) -> None:
    load(table(e=10, f=12))
    load(table(e=10, f=11))
    other = put(cast.other_school, "MA", not_passing=11, pupils=91)
    assert Earlier({cast.school.pk, cast.other_school.pk}).of(other) == ()
    assert Earlier({cast.other_school.pk}).of(ResultRow.objects.get(school=cast.school)) == ()


def test_national_tests_and_comparisons_are_remembered_too(cast: Cast) -> None:
    grades = put(cast.school, "MA", not_passing=12, pupils=90)
    where = {"school": cast.school, "school_year": 2025, "season": "VT", "year": 9, "subject": grades.subject}
    TestRow.objects.create(**where, counts={"A": 60, "F": 30}, batch=grades.batch)
    GradeAgainstTest.objects.create(**where, higher=20, equal=60, lower=10, batch=grades.batch)
    gone: list[Stored] = [TestRow.objects.get(), GradeAgainstTest.objects.get()]
    take_away(TestRow.objects.all())
    take_away(GradeAgainstTest.objects.all())
    earlier = Earlier({cast.school.pk})
    assert [earlier.of(row) for row in gone] == [
        [Row({"A": 60, "F": 30})],
        [Row({"HIGHER": 20, "EQUAL": 60, "LOWER": 10})],
    ]
    assert earlier.of(grades) == ()
