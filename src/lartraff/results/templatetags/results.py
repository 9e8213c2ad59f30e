"""How figures are shown."""

from collections.abc import Iterable, Sequence

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lartraff.core.templatetags.page import percent
from lartraff.people.logic.calendar import SchoolYear
from lartraff.results.logic.comparing import Against
from lartraff.results.logic.figures import Cell, Figures, Hidden
from lartraff.results.logic.intervals import Interval, too_few_to_tell, wilson
from lartraff.results.logic.matrix import SubjectRow
from lartraff.results.logic.pictures import Line, line
from lartraff.results.logic.taken_out import HIDDEN
from lartraff.results.logic.trends import Trend
from lartraff.results.queries import words
from lartraff.results.queries.comparison import WITHHELD
from lartraff.results.queries.sources import Source

register = template.Library()

# Shares from which a cell is tinted a step darker. The number stands in the cell too.
HEAT = ((0.20, "heat-3"), (0.10, "heat-2"), (0.05, "heat-1"))

register.filter("trend_words", words.trend_words)
register.filter("beside_words", words.beside_words)
register.filter("without_words", words.without_words)
register.filter("boys_beside_girls_words", words.boys_beside_girls_words)


@register.simple_tag
def options(choices: Iterable[tuple[object, object]], chosen: object) -> SafeString:
    """The options of a select. There may be two hundred schools: too many for the template's own loop."""
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((value, mark_safe(" selected") if value == chosen else "", name) for value, name in choices),
    )


@register.filter
def heat(cell: Cell | None) -> str:
    if cell is None or cell.figures is None:
        return ""
    share = cell.figures.share
    return next((name for least, name in HEAT if share >= least), "")


@register.simple_tag
def figure_cell(year: int, cell: Cell | None) -> SafeString:
    """A table cell with how many do not pass and the share, or why that is hidden. Here, since pages have hundreds."""
    label = _("Year %(year)s") % {"year": year}
    if cell is None:
        return format_html(
            '<td role="cell" data-label="{}"><span aria-hidden="true">–</span><span class="hidden">{}</span></td>',
            label,
            _("no grades"),
        )
    if cell.figures is None:
        why = why_hidden(cell.hidden) if cell.hidden else ""
        return format_html(
            '<td role="cell" class="why" data-label="{}"><small class="quiet">{}</small></td>', label, why
        )
    return format_html(
        '<td role="cell" class="{}" data-label="{}">{} <small class="quiet">{}</small></td>',
        heat(cell),
        label,
        cell.figures.not_passing,
        percent(cell.figures.share),
    )


@register.filter
def why_hidden(hidden: Hidden) -> str:
    return {
        Hidden.FEW_PUPILS: _("fewer than 10 pupils"),
        Hidden.FEW_NOT_PASSING: _("1 to 4 do not pass"),
        Hidden.FEW_PASSING: _("1 to 4 pass"),
        Hidden.TELLS_OF_FEW: _("would tell of a few"),
    }[hidden]


@register.filter
def with_years(cells: Sequence[Cell | None], years: Sequence[int]) -> list[tuple[int, Cell | None]]:
    return list(zip(years, cells, strict=True))


@register.filter
def bar_of(bars: dict[str, str], name: str) -> str:
    """How long the bar under a name is; empty where its figure is not shown."""
    return bars.get(name, "")


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
def has_trend(trend: Trend) -> bool:
    return trend in {Trend.RISING, Trend.FALLING}


@register.filter
def interval_words(figures: Figures | None) -> str:
    """Between which shares chance may have carried it, as 9 to 17%; or that it says too little."""
    interval = wilson(figures) if figures else None
    if figures is None or interval is None:
        return ""
    return _("too few to tell") if too_few_to_tell(figures) else from_to(interval)


@register.filter
def from_to(interval: Interval) -> str:
    """As 9 to 17%, also where `interval_words` would say that it is too wide."""
    return _("%(low)s–%(high)s%%") % {"low": round(interval.low * 100), "high": round(interval.high * 100)}


@register.filter
def interval_of(figures: Figures) -> str:
    interval = wilson(figures)
    return from_to(interval) if interval else ""


@register.filter
def says_enough(figures: Figures | None) -> bool:
    return figures is not None and not too_few_to_tell(figures)


@register.filter
def school_year_name(school_year: int) -> str:
    """2025/26"""
    return str(SchoolYear(school_year))


@register.filter
def short_school_year(school_year: int) -> str:
    """25/26, where there is little room."""
    return str(SchoolYear(school_year))[2:]


@register.filter
def marker_words(marker: str) -> str:
    """What the signs of official statistics say."""
    return {
        "..": _("withheld: few pupils"),
        ".": _("no data"),
        "~100": _("one to four do not pass"),
        "*": _("does not apply"),
        WITHHELD: _("withheld: it would tell of a few at one of the schools"),
    }.get(marker, marker)


@register.filter
def source_words(sources: Sequence[Source]) -> str:
    """Each import by what it was and when: final grades of year 9 (SCB), loaded 12 June 2026; …"""
    return "; ".join(
        _("%(kind)s, loaded %(day)s") % {"kind": source.kind, "day": date_format(source.loaded_on, "DATE_FORMAT")}
        for source in sources
    )


@register.filter
def marker_sign(marker: str) -> str:
    return HIDDEN if marker == WITHHELD else marker


@register.filter
def part_percent(against: Against, pupils: int) -> str:
    return percent(against.share(pupils))
