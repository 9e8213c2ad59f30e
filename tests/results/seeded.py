"""A school and its authority with every kind of small number in them, and numbers that could stand there instead."""

from dataclasses import dataclass

from lartraff.people.models import School, Subject
from lartraff.results.logic.protection import BOYS, GIRLS
from lartraff.results.models import EarlierCounts, GradeAgainstTest, GradeScale, ImportBatch, ResultRow, TestRow

PARTS = ("C", "F", "NO_GRADE", "ADAPTED")
SEASON = "VT"
SCHOOL_YEARS = (2024, 2025)

Four = tuple[int, int, int, int]  # pupils who pass, with F, with a dash, with an adapted study path
Numbers = tuple[Four, Four]  # girls, boys


@dataclass(frozen=True, slots=True)
class Place:
    """One row of results, and what it holds in each of four worlds: the first is how it is.

    Where only one is given, everybody may know it. `before`: what it was before a correction.
    """

    subject: str
    year: int
    school_year: int
    worlds: tuple[Numbers, ...]
    before: Numbers | None = None

    def numbers(self, world: int) -> Numbers:
        return self.worlds[world % len(self.worlds)]


PLACES = (
    # Everything is shown, in every definition and for girls and boys.
    Place("MA", 9, 2025, (((40, 7, 6, 5), (45, 12, 5, 6)),)),
    Place("MA", 9, 2024, (((42, 9, 0, 0), (44, 15, 0, 0)),)),
    Place("MA", 6, 2025, (((30, 6, 0, 0), (33, 8, 0, 0)),)),
    # One to four do not pass; in all other years of the subject many do.
    Place("BL", 9, 2025, tuple(((50, f, 0, 0), (54 - f, 0, 0, 0)) for f in (2, 1, 3, 4))),
    Place("BL", 9, 2024, (((50, 9, 0, 0), (54, 6, 0, 0)),)),
    Place("BL", 6, 2025, (((50, 0, 0, 0), (54, 0, 0, 0)),)),
    # One to four pass.
    Place("SVA", 6, 2025, tuple(((passing, 9, 0, 0), (0, 14 - passing, 0, 0)) for passing in (3, 1, 2, 4))),
    # Fewer than ten pupils.
    Place("MU", 9, 2025, tuple(((2, f, 1, 0), (5 - f, 0, 0, 0)) for f in (1, 0, 2, 4))),
    # A few dashes beside enough F.
    Place("FY", 9, 2025, tuple(((40, 10 - dash, dash, 0), (50, 6, 0, 0)) for dash in (2, 1, 3, 4))),
    # A few adapted study paths beside enough of both.
    Place("KE", 9, 2025, tuple(((40, 9, 6, adapted), (50, 6, 5, 0)) for adapted in (1, 2, 3, 4))),
    # Enough together, few of the boys.
    Place("GE", 9, 2025, tuple(((40 + f, 12 - f, 0, 0), (50 - f, f, 0, 0)) for f in (1, 2, 3, 4))),
    # A correction of a few since others saw it; and one that leaves a few.
    Place(
        "HI", 9, 2025, tuple(((40, 8 + n, 0, 0), (50, 7, 0, 0)) for n in (1, 2, 3, 4)), ((40, 8, 0, 0), (50, 7, 0, 0))
    ),
    Place(
        "RE", 9, 2025, tuple(((43, n, 0, 0), (62 - n, 0, 0, 0)) for n in (2, 1, 3, 4)), ((40, 8, 0, 0), (50, 7, 0, 0))
    ),
)
# For so many the grade is higher than, equal to, lower than the test; the first as everybody may know it.
AGAINST = {"MA": ((20, 88, 12),), "HI": tuple((20, 80 - n, n) for n in (2, 1, 3, 4))}
TESTS = {"MA": (90, 30), "HI": (85, 20)}  # pass, and do not pass


def counts_of(numbers: Numbers) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    girls, boys = (dict(zip(PARTS, four, strict=True)) for four in numbers)
    return {code: girls[code] + boys[code] for code in PARTS}, {GIRLS: girls, BOYS: boys}


def plant(school: School) -> None:
    """The first world."""
    batch = ImportBatch.objects.create(authority=school.authority, kind="COUNTS", pupils=0, row_count=0)
    scale, subjects = GradeScale.objects.get(code="A–F"), {one.code: one for one in Subject.objects.all()}
    for place in PLACES:
        where = {
            "school": school,
            "school_year": place.school_year,
            "season": SEASON,
            "year": place.year,
            "subject": subjects[place.subject],
        }
        counts, by_sex = counts_of(place.numbers(0))
        ResultRow.objects.create(**where, scale=scale, counts=counts, counts_by_sex=by_sex, batch=batch)
        if place.before:
            counts, by_sex = counts_of(place.before)
            EarlierCounts.objects.create(kind="GRADES", **where, counts=counts, counts_by_sex=by_sex)
    for code, worlds in AGAINST.items():
        where = {"school": school, "school_year": 2025, "season": SEASON, "year": 9, "subject": subjects[code]}
        passing, failing = TESTS[code]
        TestRow.objects.create(**where, counts={"C": passing, "F": failing}, batch=batch)
        GradeAgainstTest.objects.create(
            **where, **dict(zip(("higher", "equal", "lower"), worlds[0], strict=True)), batch=batch
        )


def become(world: int, school: School) -> None:
    """Put into every hidden place what it holds in another world, and leave all else as it is."""
    for place in PLACES:
        counts, by_sex = counts_of(place.numbers(world))
        ResultRow.objects.filter(
            school=school, subject__code=place.subject, year=place.year, school_year=place.school_year
        ).update(counts=counts, counts_by_sex=by_sex)
    for code, worlds in AGAINST.items():
        higher, equal, lower = worlds[world % len(worlds)]
        GradeAgainstTest.objects.filter(school=school, subject__code=code).update(
            higher=higher, equal=equal, lower=lower
        )
