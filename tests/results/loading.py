"""Short ways for tests to read files and to get results into the database."""

from lartraff.people.models import School, Subject, User
from lartraff.results.actions import confirm_import, start_trial
from lartraff.results.actions.criteria import load_criteria
from lartraff.results.logic.problems import ProblemCode
from lartraff.results.logic.reading import Reader
from lartraff.results.logic.tallies import Reading, Tally
from lartraff.results.models import GradeScale, GradingCriterion, ImportBatch, ResultRow

Counted = dict[tuple[str, int, str], dict[str, int]]


def read(data: bytes | str, *, piece: int = 65_536, only_school: str | None = None) -> Reading:
    """Read `data` in pieces of `piece` bytes."""
    raw = data.encode() if isinstance(data, str) else data
    reader = Reader(only_school=only_school)
    for start in range(0, len(raw), piece):
        reader.feed(raw[start : start + piece])
    return reader.finish()


def codes(reading: Reading) -> list[ProblemCode]:
    return [problem.code for problem in reading.problems]


def counted(reading: Reading) -> Counted:
    """School, year and subject → counts, without subjects that have none."""
    return {(tally.school, tally.year, tally.subject): tally.counts for tally in reading.tallies if tally.counts}


def load(data: bytes | str, *, by: User | None = None) -> ImportBatch:
    """Read, try and confirm."""
    trial = start_trial(read(data), file_name="betyg.txt", by=by)
    assert trial.batch is not None, trial.problems
    return confirm_import(trial.batch, by=by)


def put(
    school: School,
    subject: str,
    *,
    not_passing: int,
    pupils: int,
    year: int = 9,
    school_year: int = 2025,
    season: str = "VT",
) -> ResultRow:
    """Put one result straight into the table."""
    batch, _created = ImportBatch.objects.get_or_create(
        authority=school.authority, kind="COUNTS", pupils=0, row_count=0
    )
    return ResultRow.objects.create(
        school=school,
        school_year=school_year,
        season=season,
        year=year,
        subject=Subject.objects.get(code=subject),
        scale=GradeScale.objects.get(code="A–F"),
        counts={"F": not_passing, "C": pupils - not_passing},
        batch=batch,
    )


def stored() -> Counted:
    """Everything that is in the table."""
    return {
        (row.school.unit_code, row.year, row.subject.code): row.counts
        for row in ResultRow.objects.select_related("school", "subject")
    }


def tally(school: str, subject: str, counts: dict[str, int], *, year: int = 9) -> Tally:
    return Tally(school, 2025, "VT", year, subject, counts)


def a_criterion() -> GradingCriterion:
    """Skolverket's first sentence for grade E in mathematics after year 9; all are loaded where there are none."""
    if not GradingCriterion.objects.exists():
        load_criteria()
    return GradingCriterion.objects.get(subject__code="MA", year=9, step="E", position=0)
