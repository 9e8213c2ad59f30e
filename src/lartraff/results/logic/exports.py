"""Skolverket's exported tables, whatever their shape, as published figures.

A table has a row for each school, municipality, county or the nation, and says in columns, headings or its title what
is measured, in which subject, year, school year and sex. Prose may stand above and below it.
"""

import re
from collections.abc import Sequence

from lartraff.results.logic.collected import Collected
from lartraff.results.logic.export_rows import TableFigures
from lartraff.results.logic.grids import Grids
from lartraff.results.logic.problems import Fatal, Problem, ProblemCode, place_of
from lartraff.results.logic.tables import Table, tables_in
from lartraff.results.logic.tallies import FileKind, Reading

_SKOLVERKET = re.compile(r"statistik från skolverket|valt läsår|valt uttag|rapportbeskrivning och def")
_PROSE_SHEETS = re.compile(r"rapportbeskrivning|definition|förklaring|information|innehåll|läs mig|metadata")


def comes_from_skolverket(grids: Grids) -> bool:
    return any(_SKOLVERKET.search(" ".join(row).casefold()) for grid in grids.grids for row in grid.rows[:8])


def read_export(grids: Grids, file_name: str = "") -> Reading | None:
    """Every figure of all the tables. None where there is no table of published figures. Raises nothing."""
    collected = Collected()
    collected.problems.add_all(grids.problems)
    try:
        tables = [table for grid in grids.grids for table in tables_in(grid, file_name)]
        if not tables:
            return None
        for table in tables:
            TableFigures(table, file_name, collected).collect()
        _tell_of_other_sheets(grids, tables, collected)
    except Fatal as fatal:
        return failed(fatal.problem)
    except Exception as error:  # noqa: BLE001
        # A mistake of ours: only the place in the program is told.
        return failed(Problem(ProblemCode.UNREADABLE, facts=(("place", place_of(error)),)))
    return reading_of(collected)


def reading_of(collected: Collected) -> Reading:
    """All that was found, or only what is wrong with it: never a part."""
    problems = collected.problems.as_tuple()
    if not collected.figures and not problems:
        return failed(Problem(ProblemCode.ONLY_HEADER))
    whole = Reading(FileKind.OFFICIAL, (), problems, 0, {}, official=collected.figures)
    return Reading(FileKind.OFFICIAL, (), problems, 0, {}) if whole.errors else whole


def failed(*problems: Problem) -> Reading:
    return Reading(FileKind.OFFICIAL, (), problems, 0, {})


def _tell_of_other_sheets(grids: Grids, tables: Sequence[Table], collected: Collected) -> None:
    read = {table.grid.number for table in tables}
    for grid in grids.grids:
        if grid.number not in read and not _PROSE_SHEETS.search(grid.name.casefold()):
            collected.problems.add(ProblemCode.SHEET_NOT_READ, sheet=grid.number)
