"""Takes somebody's own table apart: what each column seems to be, and what of it may be kept until that is said.

Pure: grids in, a `Table` out. Nothing that could be about one person is in the table: columns of names, numbers and
free text are left out, cells that are not grades, numbers, classes, years, terms, subjects or schools are masked, and
where there is a row for each pupil, the rows are counted at once, each column of grades by itself.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add

from lartraff.results.logic.grids import Grid, Grids, column_letter
from lartraff.results.logic.personal_numbers import personal_number_in
from lartraff.results.logic.problems import Problem, ProblemCode, place_of
from lartraff.results.logic.proposing_cells import Cells
from lartraff.results.logic.proposing_columns import contents_of, propose
from lartraff.results.logic.proposing_facts import Facts, common, facts_in
from lartraff.results.logic.proposing_headings import Heading
from lartraff.results.logic.proposing_keeping import Sheet, keep
from lartraff.results.logic.proposing_layout import Layout, layout_of
from lartraff.results.logic.proposing_tables import Table
from lartraff.results.logic.proposing_uses import LeftOut, Proposal

MAX_COLUMNS = 150


@dataclass(frozen=True, slots=True)
class Proposed:
    """No table where something is wrong."""

    table: Table | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Sheets with the same headings are read as one table."""

    headings: tuple[Heading, ...]
    sheets: tuple[tuple[Grid, Layout], ...]
    proposals: tuple[Proposal, ...]

    @property
    def size(self) -> int:
        return sum(len(layout.rows) for _grid, layout in self.sheets)


def propose_file(grids: Grids, schools: Mapping[str, str], file_name: str = "") -> Proposed:
    """As `propose_table`, with what was found while the file was read."""
    if not grids.grids:
        return Proposed(None, grids.problems)
    found = propose_table(grids.grids, schools, file_name)
    if found.table is None:
        return Proposed(None, (*grids.problems, *found.problems))
    return Proposed(replace(found.table, notes=(*grids.problems, *found.table.notes)), ())


def propose_table(grids: Sequence[Grid], schools: Mapping[str, str], file_name: str = "") -> Proposed:
    """`schools`: names and codes of the schools that are known here, to their codes. Raises nothing."""
    try:
        return _propose(grids, schools, file_name)
    except Exception as error:  # noqa: BLE001
        # A mistake of ours. Its traceback could carry rows of the table, so only the place in the program is told.
        return Proposed(None, (Problem(ProblemCode.UNREADABLE, facts=(("place", place_of(error)),)),))


def _propose(grids: Sequence[Grid], schools: Mapping[str, str], file_name: str) -> Proposed:
    cells = Cells(schools)
    if any(grid.width > MAX_COLUMNS for grid in grids):
        return Proposed(None, (Problem(ProblemCode.TABLE_TOO_LARGE),))
    groups = _groups(grids, cells)
    if refused := _personal_number(grids, groups):
        return Proposed(None, (refused,))
    if not groups:
        return Proposed(None, (Problem(ProblemCode.NOTHING_TO_COUNT),))
    group = max(groups, key=lambda one: one.size)
    sheets = [
        Sheet(grid.number if grid.name else 0, grid, layout, _facts_of(grid, layout, schools))
        for grid, layout in group.sheets
    ]
    facts = common(sheet.facts for sheet in sheets).otherwise(facts_in([file_name], schools, short=True))
    kept = keep(sheets, group.proposals, cells)
    if kept.problem:
        return Proposed(None, (kept.problem,))
    others = [str(grid.number) for other in groups if other is not group for grid, _layout in other.sheets]
    notes = list(kept.notes)
    if others:
        listed = ", ".join(sorted(others, key=int))
        notes.append(Problem(ProblemCode.OTHER_SHEETS, facts=(("number", len(others)), ("sheets", listed))))
    return Proposed(
        Table(
            kept.columns,
            kept.rows,
            kept.counted,
            {sheet.number: sheet.facts for sheet in sheets},
            facts,
            _shape(group.headings),
            kept.bad,
            tuple(notes),
        ),
        (),
    )


def _groups(grids: Sequence[Grid], cells: Cells) -> list[_Group]:
    alike: dict[tuple[Heading, ...], list[tuple[Grid, Layout]]] = {}
    for grid in grids:
        if layout := layout_of(grid, cells):
            alike.setdefault(layout.headings, []).append((grid, layout))
    groups = []
    for headings, sheets in alike.items():
        each = [contents_of(grid, layout, cells) for grid, layout in sheets]
        contents = [reduce(add, column) for column in zip(*each, strict=True)]
        groups.append(_Group(headings, tuple(sheets), propose(headings, contents)))
    return groups


def _facts_of(grid: Grid, layout: Layout, schools: Mapping[str, str]) -> Facts:
    return facts_in([grid.name], schools, short=True).otherwise(facts_in(layout.above, schools))


def _personal_number(grids: Sequence[Grid], groups: Sequence[_Group]) -> Problem | None:
    """A personal number anywhere but in a column of them: then the whole table is refused."""
    columns = {
        grid.number: {
            at for at, proposal in enumerate(group.proposals) if proposal.left_out is LeftOut.PERSONAL_NUMBERS
        }
        for group in groups
        for grid, _layout in group.sheets
    }
    for grid in grids:
        known = columns.get(grid.number, set())
        rows = (
            [["" if at in known else cell for at, cell in enumerate(row)] for row in grid.rows] if known else grid.rows
        )
        if found := personal_number_in(rows):
            sheet = (("sheet", grid.number),) if grid.name else ()
            return Problem(ProblemCode.PERSONAL_NUMBERS, grid.line(found[0]), column_letter(found[1]), facts=sheet)
    return None


def _shape(headings: Sequence[Heading]) -> str:
    """Names a table by its headings. Headings that we do not know say only that they are there."""
    words = (heading.text.casefold() or (heading.use.code if heading.use else "?") for heading in headings)
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()
