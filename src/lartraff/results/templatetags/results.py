"""How figures are shown."""

from django import template
from django.utils.translation import gettext as _

from lartraff.core.templatetags.page import percent
from lartraff.people.logic.calendar import SchoolYear
from lartraff.results.logic.figures import Cell, Hidden
from lartraff.results.logic.matrix import SubjectRow
from lartraff.results.logic.pictures import BAR_STEP, Bar, Line, line

register = template.Library()

# Shares from which a cell is tinted a step darker. The number stands in the cell too.
HEAT = ((0.20, "heat-3"), (0.10, "heat-2"), (0.05, "heat-1"))


@register.filter
def heat(cell: Cell | None) -> str:
    if cell is None or cell.figures is None:
        return ""
    share = cell.figures.share
    return next((name for least, name in HEAT if share >= least), "")


@register.filter
def why_hidden(hidden: Hidden) -> str:
    return {
        Hidden.FEW_PUPILS: _("fewer than 10 pupils"),
        Hidden.FEW_NOT_PASSING: _("1 to 4 do not pass"),
        Hidden.FEW_PASSING: _("1 to 4 pass"),
        Hidden.TELLS_OF_FEW: _("would tell of a few"),
    }[hidden]


@register.simple_tag
def series_line(row: SubjectRow, highest: float) -> Line | None:
    return line(row.series, highest)


@register.filter
def series_words(row: SubjectRow) -> str:
    """The series as text: 2023/24 16%, 2024/25 15%, 2025/26 14%."""
    return ", ".join(
        f"{SchoolYear(point.school_year)} {percent(point.figures.share)}" for point in row.series if point.figures
    )


@register.filter
def picture_height(drawn: list[Bar]) -> int:
    return len(drawn) * BAR_STEP
