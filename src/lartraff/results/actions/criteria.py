"""Taking the curricula's grading criteria into the table."""

from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import F

from lartraff.core import clock
from lartraff.people.logic.calendar import SchoolYear
from lartraff.people.models import Subject
from lartraff.people.queries import subjects
from lartraff.results.content import criteria as content
from lartraff.results.content.criteria import Curriculum
from lartraff.results.logic.criteria import CriterionText, named_sentences
from lartraff.results.models import GradingCriterion

ASIDE = 10_000  # where sentences wait while they change places: two never share one
MAY_CHANGE = ("subject_id", "subject_name", "heading", "position", "text", "valid_to")


@transaction.atomic
def load_criteria(curricula: Iterable[Curriculum] | None = None) -> int:
    """Make the table say what the curricula say; return how many sentences came or changed.

    Nothing is ever deleted: what a newer text or a newer curriculum has replaced gets a last school year.
    """
    given = content.curricula() if curricula is None else sorted(curricula, key=lambda one: one.valid_from)
    return sum(load_curriculum(one, later=given[number + 1 :]) for number, one in enumerate(given))


def load_curriculum(curriculum: Curriculum, *, later: Sequence[Curriculum]) -> int:
    there = {row.key: row for row in GradingCriterion.objects.filter(version=curriculum.version)}
    wanted = {row.key: row for row in rows_of(curriculum, later)}
    gone = [row for key, row in there.items() if key not in wanted and row.valid_to is None]
    changed = [row for key, row in wanted.items() if key in there and differs(row, there[key])]
    new = [row for key, row in wanted.items() if key not in there]
    for row in changed:
        row.pk = there[row.key].pk
    before = GradingCriterion.objects.filter(
        syllabus_code__in=curriculum.syllabus_codes, valid_from__lt=curriculum.valid_from, valid_to=None
    )
    replaced = before.update(valid_to=curriculum.valid_from - 1)
    if not (gone or changed or new):
        return replaced
    of_version = GradingCriterion.objects.filter(version=curriculum.version)
    of_version.filter(pk__in=[row.pk for row in gone]).update(valid_to=SchoolYear.of(clock.today()).start - 1)
    of_version.filter(pk__in=[row.pk for row in changed]).update(position=F("position") + ASIDE)
    GradingCriterion.objects.bulk_update(changed, MAY_CHANGE, batch_size=200)
    GradingCriterion.objects.bulk_create(new, batch_size=200)
    return replaced + len(gone) + len(changed) + len(new)


def differs(row: GradingCriterion, other: GradingCriterion) -> bool:
    return any(getattr(row, name) != getattr(other, name) for name in MAY_CHANGE)


def rows_of(curriculum: Curriculum, later: Sequence[Curriculum]) -> Iterator[GradingCriterion]:
    last_year = {code: one.valid_from - 1 for one in reversed(later) for code in one.syllabus_codes}
    by_syllabus: dict[str, list[Subject]] = {}
    for subject in subjects().order_by("code"):
        by_syllabus.setdefault(subject.syllabus_code, []).append(subject)
    for criterion in curriculum.criteria:
        here = subject_for(criterion, by_syllabus.get(criterion.syllabus_code, []))
        for sentence in named_sentences(criterion):
            yield GradingCriterion(
                key=sentence.key,
                syllabus_code=criterion.syllabus_code,
                subject=here,
                subject_name=criterion.subject_name,
                version=criterion.version,
                year=criterion.year,
                step=criterion.step,
                heading=criterion.heading,
                variant=criterion.variant,
                position=sentence.position,
                text=sentence.text,
                valid_from=curriculum.valid_from,
                valid_to=last_year.get(criterion.syllabus_code),
            )


def subject_for(criterion: CriterionText, found: list[Subject]) -> Subject | None:
    """The subject here. Modern languages have one syllabus and two subjects: school's choice and pupil's choice."""
    if len(found) < 2:
        return found[0] if found else None
    named = [one for one in found if one.name_sv.rpartition(", ")[2] in criterion.variant]
    return named[0] if named else None
