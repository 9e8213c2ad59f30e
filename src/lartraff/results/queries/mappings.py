"""What is known about a school's own tables: names of schools, and what columns meant last time."""

from collections.abc import Iterable

from lartraff.people.models import School, User
from lartraff.results.models import ColumnMapping, ImportBatch, TableOnHold
from lartraff.results.permissions import mappings_visible_to, schools_to_import_for


def schools_known_to(user: User) -> dict[str, str]:
    """Names and codes of all schools of the authorities that `user` loads results for, to their codes."""
    authorities = schools_to_import_for(user).values("authority")
    known: dict[str, str] = {}
    twice: set[str] = set()
    for school in School.objects.filter(authority__in=authorities):
        known[school.unit_code] = school.unit_code
        if school.name in known:
            twice.add(school.name)
        known[school.name] = school.unit_code
    return {name: code for name, code in known.items() if name not in twice}


def meaning_of(shape: str, user: User) -> ColumnMapping | None:
    """What was last said of a table with these headings, at any of the schools that `user` loads results for."""
    return mappings_visible_to(user).filter(shape=shape).select_related("school", "by").order_by("-used_at").first()


def schools_by_code(codes: Iterable[str], user: User) -> list[School]:
    return list(schools_to_import_for(user).filter(unit_code__in=list(codes)))


def table_behind(batch: ImportBatch) -> int | None:
    """The key of the table on hold that the trial was made of, if it was."""
    return TableOnHold.objects.filter(batch=batch).values_list("pk", flat=True).first()
