"""The pages as tables to take out. Each is made of what its page shows, and of nothing else."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lartraff.people.logic.calendar import SchoolYear
from lartraff.results.logic.figures import Cell, Figures
from lartraff.results.logic.intervals import wilson
from lartraff.results.logic.taken_out import HIDDEN, NO_DATA, Share, Table, Value
from lartraff.results.queries.against import GradesAgainstTests
from lartraff.results.queries.comparison import WITHHELD, Comparison, Published
from lartraff.results.queries.matrix import ResultsMatrix
from lartraff.results.queries.periods import Period
from lartraff.results.queries.scales import Definition
from lartraff.results.queries.schools import SchoolsComparison
from lartraff.results.queries.shown import ShownAgainst
from lartraff.results.queries.sources import Source
from lartraff.results.queries.subject import SubjectResults
from lartraff.results.queries.words import beside_words, trend_words

Values = list[Value | Share]
Sources = Iterable[Source]


def matrix_table(found: ResultsMatrix, sources: Sources) -> Table:
    earlier = sorted({point.school_year for row in found.rows for point in row.series})
    head = [_("Subject"), _("Code")]
    for year in found.years:
        head += figures_head(year_name(year))
    head += [*figures_head(_("All")), *interval_head()]
    head += [_("Share %(school_year)s (%%)") % {"school_year": SchoolYear(year)} for year in earlier]
    head += [_("Trend"), _("Remark")]
    rows = []
    for row in found.rows:
        values: Values = [row.name, row.subject.code]
        for cell in row.cells:
            values += of_cell(cell)
        values += [*of_cell(Cell(row.total)), *interval(Cell(row.total))]
        by_year = {point.school_year: point.figures for point in row.series}
        values += [share(by_year.get(year), NO_DATA) for year in earlier]
        rows.append([*values, trend_words(row.trend), _("part hidden") if row.partly_hidden else None])
    return table(_("Results"), found.school.name, found.period, head, rows, found.definition, sources)


def subject_table(found: SubjectResults, sources: Sources) -> Table:
    head = [_("Term"), _("Year"), *figures_head(_("All")), *interval_head()]
    head += [*figures_head(_("Girls")), *figures_head(_("Boys")), *against_head()]
    by_sex = {(line.period, line.year): line.by_sex for line in found.by_sex}
    against = {(line.period, line.year): line for line in found.against}
    cells = {
        (line.period, year): cell
        for line in found.terms
        for year, cell in zip(found.years, line.cells, strict=True)
        if cell is not None
    }
    rows = []
    for key in sorted({*cells, *against}, key=lambda key: (key[0].newest_first, -key[1]), reverse=True):
        period, year = key
        cell, sexes = cells.get(key), by_sex.get(key)
        values: Values = [str(period), year, *of_cell(cell), *interval(cell)]
        for figures in (sexes.girls, sexes.boys) if sexes else (None, None):
            values += of_figures(figures, NO_DATA)
        rows.append([*values, *of_against(against.get(key))])
    return table(str(found.subject), found.school.name, None, head, rows, found.definition, sources)


def comparison_table(found: Comparison, sources: Sources) -> Table:
    head = [_("Subject"), _("Code"), *figures_head(found.school.name), *interval_head()]
    for name in (found.area or _("The municipality"), _("The whole country")):
        head += [_("%(name)s: share (%%)") % {"name": name}, _("%(name)s: school year") % {"name": name}]
        head.append(_("The school beside %(name)s") % {"name": name})
    rows = [
        [
            row.name,
            row.subject.code,
            *of_cell(row.cell),
            *interval(row.cell),
            *of_published(row.municipality),
            beside_words(row.beside_municipality),
            *of_published(row.nation),
            beside_words(row.beside_nation),
        ]
        for row in found.rows
    ]
    title = _("Beside others, year %(year)s") % {"year": found.year or "–"}
    return table(title, found.school.name, found.period, head, rows, found.definition, sources)


def against_table(found: GradesAgainstTests, sources: Sources) -> Table:
    head = [_("Subject"), _("Code"), _("Year"), *against_head()]
    rows: list[Values] = [
        [row.subject.name, row.subject.code, row.line.year, *of_against(row.line)] for row in found.rows
    ]
    return table(_("Grades beside national tests"), found.school.name, found.period, head, rows, None, sources)


def schools_table(found: SchoolsComparison, sources: Sources) -> Table:
    head = [_("School")]
    for year in found.years:
        head += figures_head(year_name(year))
    head += [*figures_head(_("All")), *interval_head()]
    rows = []
    for line in found.lines:
        values: Values = [line.name]
        for cell in line.cells:
            values += of_cell(cell)
        values += [*of_cell(Cell(line.total)), *interval(Cell(line.total))]
        rows.append(values)
    title = _("The schools beside each other")
    return table(title, str(found.subject or ""), found.period, head, rows, found.definition, sources)


def table(
    title: str,
    about: str,
    period: Period | None,
    head: list[str],
    rows: Iterable[Values],
    definition: Definition | None,
    sources: Sources,
) -> Table:
    """`about`: which school or subject. `definition`: of not passing; None where nothing is said about that."""
    parts = [title, about, str(period) if period else ""]
    loaded = [
        _("Source: %(kind)s, loaded %(day)s.")
        % {"kind": source.kind, "day": date_format(source.loaded_on, "DATE_FORMAT")}
        for source in sources
    ]
    notes = [
        _(".. the number is hidden, since it is small or would tell a small one. Sums count only what is shown."),
        _(". there is nothing to show."),
    ]
    if definition is not None:
        notes = [
            str(definition),
            *notes,
            _("Lowest and highest: the share could by chance alone be anywhere between them (Wilson, 95%)."),
        ]
    return Table(
        title=", ".join(part for part in parts if part),
        sheets=(_("Figures"), _("About the figures")),
        head=tuple(head),
        rows=tuple(tuple(row) for row in rows),
        notes=(*notes, *loaded),
    )


def year_name(year: int) -> str:
    return _("Year %(year)s") % {"year": year}


def figures_head(name: str) -> list[str]:
    return [
        _("%(name)s: pupils") % {"name": name},
        _("%(name)s: not passing") % {"name": name},
        _("%(name)s: share (%%)") % {"name": name},
    ]


def interval_head() -> list[str]:
    return [_("Lowest (%)"), _("Highest (%)")]


def against_head() -> list[str]:
    return [_("Grade lower than the test"), _("Grade as the test"), _("Grade higher than the test")]


def of_cell(cell: Cell | None) -> Values:
    """Pupils, not passing, share."""
    return of_figures(None, NO_DATA) if cell is None else of_figures(cell.figures, HIDDEN)


def of_figures(figures: Figures | None, otherwise: str) -> Values:
    if figures is None:
        return [otherwise] * 3
    return [figures.pupils, figures.not_passing, Share(figures.share)]


def share(figures: Figures | None, otherwise: str) -> Value | Share:
    return otherwise if figures is None else Share(figures.share)


def interval(cell: Cell | None) -> Values:
    found = wilson(cell.figures) if cell and cell.figures else None
    if found is None:
        return [NO_DATA if cell is None else HIDDEN] * 2
    return [Share(found.low), Share(found.high)]


def of_against(line: ShownAgainst | None) -> Values:
    if line is None or line.against is None:
        return [NO_DATA if line is None else HIDDEN] * 3
    return [line.against.lower, line.against.equal, line.against.higher]


def of_published(one: Published | None) -> Values:
    """Its share or its own sign, and its school year."""
    if one is None:
        return [NO_DATA, None]
    sign = HIDDEN if one.marker == WITHHELD else one.marker
    return [sign if one.share is None else Share(one.share), str(SchoolYear(one.school_year))]
