"""Sums of many schools at once, reckoned by the database: the same as from each row, in a fraction of the time."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Case, Exists, F, IntegerField, Max, OuterRef, QuerySet, Sum, Value, When
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from lartraff.results.logic.countings import USUAL
from lartraff.results.logic.figures import Cell, Figures, total_of
from lartraff.results.logic.suppression import FEWEST_IN_A_PART, FEWEST_PUPILS
from lartraff.results.models import EarlierCounts, ResultRow
from lartraff.results.queries.scales import Scales
from lartraff.results.queries.shown import shown_rows

# By school: the figures of all its rows together, or None where one of them is hidden.
Sums = dict[int, Figures | None]


def sums_by_school(rows: QuerySet[ResultRow], scales: Scales) -> Sums:
    """Of `rows` (one subject in one term, in one year or several), as everybody may see them.

    A row that has always been what it is, in the scale's own definition, is decided on by that definition alone. The
    others, in schools that have corrected theirs, are weighed one by one.
    """
    rows = rows.order_by()
    if scales.counting is not USUAL:
        return sums_of_weighed(rows, scales)
    corrected = set(rows.filter(has_been_corrected()).values_list("school_id", flat=True))
    sums = sums_of_weighed(rows.filter(school__in=corrected), scales) if corrected else {}
    for scale_id in set(rows.values_list("scale_id", flat=True).distinct()):
        sums |= sums_of_plain(rows.filter(scale=scale_id).exclude(school__in=corrected), scales, scale_id)
    return sums


def has_been_corrected() -> Exists:
    same = {name: OuterRef(name) for name in ("school", "school_year", "season", "year", "subject")}
    return Exists(EarlierCounts.objects.filter(kind="GRADES", part="", **same))


def sums_of_weighed(rows: QuerySet[ResultRow], scales: Scales) -> Sums:
    cells: dict[int, list[Cell]] = defaultdict(list)
    for row in shown_rows(rows, scales, counts_shown=False):
        cells[row.school_id].append(row.cell)
    return {school: whole(of_school) for school, of_school in cells.items()}


def whole(cells: Iterable[Cell | None]) -> Figures | None:
    """The sum, or None where a part of it is hidden: beside the whole of another school, a part says nothing."""
    cells = list(cells)
    return None if any(cell is not None and cell.hidden for cell in cells) else total_of(cells)


def sums_of_plain(rows: QuerySet[ResultRow], scales: Scales, scale_id: int) -> Sums:
    meaning = scales.meanings(scale_id)[USUAL]
    counted = rows.annotate(passing=number_of(meaning.passing), failing=number_of(meaning.not_passing)).annotate(
        pupils=F("passing") + F("failing")
    )
    small = Case(
        When(pupils__lt=FEWEST_PUPILS, then=Value(1)),
        When(failing__gt=0, failing__lt=FEWEST_IN_A_PART, then=Value(1)),
        When(passing__gt=0, passing__lt=FEWEST_IN_A_PART, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    found = (
        counted.filter(pupils__gt=0)
        .annotate(small=small)
        .values("school_id")
        .annotate(hidden=Max("small"), all=Sum("pupils"), not_passing=Sum("failing"))
        .values_list("school_id", "hidden", "all", "not_passing")
    )
    return {school: None if hidden else Figures(pupils, failing) for school, hidden, pupils, failing in found}


def number_of(codes: Collection[str]) -> Combinable:
    """How many pupils a row has on these steps together."""
    total: Combinable = Value(0)
    for code in sorted(codes):
        total = total + Coalesce(Cast(KeyTextTransform(code, "counts"), IntegerField()), 0)
    return total
