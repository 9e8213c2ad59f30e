"""Sums of many schools at once: the same as from each row weighed by itself, in a fraction of the time."""

import json
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast

from lartraff.results.logic.countings import USUAL
from lartraff.results.logic.figures import Cell, Figures, total_of
from lartraff.results.logic.suppression import reason_to_hide
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
    corrected = schools_that_corrected(rows)
    weighed = sums_of_weighed(rows.filter(school__in=corrected), scales) if corrected else {}
    return sums_of_plain(rows.exclude(school__in=corrected) if corrected else rows, scales) | weighed


def schools_that_corrected(rows: QuerySet[ResultRow]) -> set[int]:
    """Asked of what has been corrected, which is little, and not of the rows, which may be many."""
    same = {name: OuterRef(name) for name in ("school", "school_year", "season", "year", "subject")}
    earlier = EarlierCounts.objects.filter(Exists(rows.filter(**same)), kind="GRADES", part="")
    return set(earlier.order_by().values_list("school_id", flat=True).distinct())


def sums_of_weighed(rows: QuerySet[ResultRow], scales: Scales) -> Sums:
    cells: dict[int, list[Cell]] = defaultdict(list)
    for row in shown_rows(rows, scales, counts_shown=False):
        cells[row.school_id].append(row.cell)
    return {school: whole(of_school) for school, of_school in cells.items()}


def whole(cells: Iterable[Cell | None]) -> Figures | None:
    """The sum, or None where a part of it is hidden: beside the whole of another school, a part says nothing."""
    cells = list(cells)
    return None if any(cell is not None and cell.hidden for cell in cells) else total_of(cells)


def sums_of_plain(rows: QuerySet[ResultRow], scales: Scales) -> Sums:
    """Plain numbers straight from the table: a tenth of the time of rows as objects, a third of sums in SQL."""
    sums: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    hidden: set[int] = set()
    for school, scale, text in rows.values_list("school_id", "scale_id", Cast("counts", TextField())):
        meaning = scales.meanings(scale)[USUAL]
        pupils = failing = 0
        for code, number in json.loads(text).items():
            if code in meaning.not_passing:
                failing += number
                pupils += number
            elif code in meaning.passing:
                pupils += number
        if pupils:
            before = sums[school]
            sums[school] = before[0] + pupils, before[1] + failing
            if reason_to_hide(Figures(pupils, failing)):
                hidden.add(school)
    return {school: None if school in hidden else Figures(*both) for school, both in sums.items()}
