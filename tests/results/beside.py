"""Short ways for tests to put national tests, comparisons and published figures into the tables."""

from decimal import Decimal

from lartraff.people.models import Authority, School, Subject
from lartraff.results.models import GradeAgainstTest, ImportBatch, OfficialFigure, TestRow


def batch_of(authority: Authority, kind: str = "OFFICIAL") -> ImportBatch:
    batch, _created = ImportBatch.objects.get_or_create(authority=authority, kind=kind, pupils=0, row_count=0)
    return batch


def put_against(
    school: School, subject: str, *, lower: int, equal: int, higher: int, year: int = 9, school_year: int = 2025
) -> GradeAgainstTest:
    """Grades beside tests, and a test of as many pupils that is itself no small number."""
    place = {
        "school": school,
        "school_year": school_year,
        "season": "VT",
        "year": year,
        "subject": Subject.objects.get(code=subject),
        "batch": batch_of(school.authority, "SEVERAL"),
    }
    pupils = lower + equal + higher
    TestRow.objects.create(**place, counts={"F": 0, "C": pupils})
    return GradeAgainstTest.objects.create(**place, lower=lower, equal=equal, higher=higher)


def publish(
    authority: Authority,
    subject: str,
    passing: str | None,
    *,
    municipality: str = "",
    area_code: str = "1234",
    school_year: int = 2025,
    year: int = 9,
    marker: str = "",
) -> OfficialFigure:
    """A published share with at least E, in per cent, of the nation or of the municipality named."""
    return OfficialFigure.objects.create(
        authority=authority,
        level="MUNICIPALITY" if municipality else "NATION",
        area_code=area_code if municipality else "",
        area_name=municipality or "Riket",
        school_year=school_year,
        year=year,
        subject=Subject.objects.get(code=subject),
        measure="SHARE_PASSING",
        value=None if passing is None else Decimal(passing),
        marker=marker,
        batch=batch_of(authority),
    )
