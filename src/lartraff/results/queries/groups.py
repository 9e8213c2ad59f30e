"""Why a group in this subject: the figures, in words that everybody at the school may read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lartraff.people.models import School, Subject
from lartraff.people.permissions import AnyUser
from lartraff.results.logic.countings import USUAL, Counting
from lartraff.results.logic.figures import Cell, Figures
from lartraff.results.models import ResultRow
from lartraff.results.permissions import can_see_results
from lartraff.results.queries.matrix import make_matrix
from lartraff.results.queries.periods import Period
from lartraff.results.queries.scales import Definition
from lartraff.results.queries.wording import listed


@dataclass(frozen=True, slots=True)
class FiguresForGroup:
    """What a group's reason may say: small numbers are hidden whoever asks, since all staff will read it.

    `by_year`: the years whose figures may be shown; `hidden_years`: the others that have results.
    """

    subject: Subject
    period: Period
    definition: Definition
    by_year: tuple[tuple[int, Figures], ...]
    hidden_years: tuple[int, ...]

    @property
    def total(self) -> Figures | None:
        figures = [shown for _year, shown in self.by_year]
        return sum(figures[1:], figures[0]) if figures else None


def figures_for_group(
    viewer: AnyUser, school: School, subject: Subject, counting: Counting = USUAL
) -> FiguresForGroup | None:
    """The latest term's figures; None where there are none, or where `viewer` may not see the school's results."""
    return figures_to_publish(school, subject, counting) if can_see_results(viewer, school) else None


def figures_to_publish(school: School, subject: Subject, counting: Counting = USUAL) -> FiguresForGroup | None:
    return figures_to_publish_of(school, [subject], counting).get(subject.pk)


def figures_to_publish_of(
    school: School, subjects: Iterable[Subject], counting: Counting = USUAL
) -> dict[int, FiguresForGroup]:
    """The latest term's figures of each subject that has any, by its primary key, in no more queries than for one."""
    everything = ResultRow.objects.all()
    matrix = make_matrix(
        school, everything, wanted=None, year=None, sort="count", counts_shown=False, counting=counting
    )
    if matrix.period is None:
        return {}
    wanted = {subject.pk: subject for subject in subjects}
    found = {}
    for row in [row for row in matrix.rows if row.subject.pk in wanted]:
        cells: list[tuple[int, Cell]] = [
            (year, cell) for year, cell in zip(matrix.years, row.cells, strict=True) if cell is not None
        ]
        found[row.subject.pk] = FiguresForGroup(
            wanted[row.subject.pk],
            matrix.period,
            matrix.definition,
            tuple((year, cell.figures) for year, cell in cells if cell.figures is not None),
            tuple(year for year, cell in cells if cell.figures is None),
        )
    return found


def reason_for_group(school: School, subject: Subject, counting: Counting = USUAL) -> str:
    """A few sentences to begin a group's reason with, in the language of the moment."""
    figures = figures_to_publish(school, subject, counting)
    if figures is None:
        return _("There are no results in %(subject)s yet.") % {"subject": in_running_text(subject)}
    words = {"subject": in_running_text(subject), "term": figures.period}
    if not figures.by_year:
        return _("The numbers in %(subject)s in the %(term)s are too small to be written here.") % words
    parts = [part_for(year, shown) for year, shown in figures.by_year]
    reason = _("In %(subject)s, %(figures)s did not reach E in the %(term)s.") % {**words, "figures": listed(parts)}
    if figures.hidden_years:
        years = listed([str(year) for year in figures.hidden_years])
        hidden = ngettext(
            "The numbers in year %(years)s are too small to be written here.",
            "The numbers in years %(years)s are too small to be written here.",
            len(figures.hidden_years),
        )
        reason = f"{reason} {hidden % {'years': years}}"
    return f"{reason} {figures.definition.short}."


def part_for(year: int, figures: Figures) -> str:
    return _("%(number)s of %(pupils)s pupils (%(percent)s%%) in year %(year)s") % {
        "number": figures.not_passing,
        "pupils": figures.pupils,
        "percent": round(figures.share * 100),
        "year": year,
    }


@dataclass(frozen=True, slots=True)
class GoalStart:
    """Where a group's goal can start from: what is counted, and how many there are now."""

    measure: str
    baseline: int


def goal_for_group(school: School, subject: Subject, counting: Counting = USUAL) -> GoalStart | None:
    """None where a figure is hidden: all staff read a group's goal, and a sum of a part would be another measure."""
    figures = figures_to_publish(school, subject, counting)
    if figures is None or figures.total is None or figures.hidden_years:
        return None
    years = [year for year, _figures in figures.by_year]
    return GoalStart(measure_of(subject, years, figures.definition), figures.total.not_passing)


def measure_of(subject: Subject, years: Sequence[int], definition: Definition) -> str:
    """What a goal counts, in words that are recognised again when the goal is shown beside new figures."""
    return ngettext(
        "pupils in year %(years)s who do not reach E in %(subject)s (%(steps)s)",
        "pupils in years %(years)s who do not reach E in %(subject)s (%(steps)s)",
        len(years),
    ) % {
        "years": listed([str(year) for year in years]),
        "subject": in_running_text(subject),
        "steps": definition.words,
    }


def in_running_text(subject: Subject) -> str:
    """The subject's name as it stands inside a sentence: in Swedish with a small letter."""
    name = str(subject)
    return name[:1].lower() + name[1:] if get_language() == "sv" else name
