"""What rows have been before, for the one decision on what others may see of them."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from lartraff.results.logic.protection import Row
from lartraff.results.models import EarlierCounts, GradeAgainstTest, ResultRow, TestRow

Stored = ResultRow | TestRow | GradeAgainstTest
Key = tuple[str, int, int, str, int, int, str]


def kind_of(row: Stored) -> str:
    return "GRADES" if isinstance(row, ResultRow) else "TEST" if isinstance(row, TestRow) else "AGAINST"


def key_of(row: Stored) -> Key:
    part = row.part if isinstance(row, TestRow) else ""
    return (kind_of(row), row.school_id, row.school_year, row.season, row.year, row.subject_id, part)


def content_of(row: Stored) -> Row:
    if isinstance(row, GradeAgainstTest):
        return Row({"HIGHER": row.higher, "EQUAL": row.equal, "LOWER": row.lower})
    return Row(row.counts, row.counts_by_sex)


class Earlier:
    """Earlier versions of the rows of some schools, oldest first. One query."""

    def __init__(self, schools: Collection[int]) -> None:
        self._versions: dict[Key, list[Row]] = defaultdict(list)
        found = EarlierCounts.objects.filter(school__in=schools).order_by("pk")
        for *key, counts, by_sex in found.values_list(
            "kind", "school_id", "school_year", "season", "year", "subject_id", "part", "counts", "counts_by_sex"
        ):
            self._versions[tuple(key)].append(Row(counts, by_sex))  # type: ignore[index]

    def of(self, row: Stored) -> Sequence[Row]:
        return self._versions.get(key_of(row), ())
