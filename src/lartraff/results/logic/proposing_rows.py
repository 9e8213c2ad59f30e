"""Which rows of a table are data, and what the rows between them say: sums, prose, repeated headers, sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lartraff.results.logic.grids import Grid
from lartraff.results.logic.proposing_cells import Cells, Kind, whole_number
from lartraff.results.logic.proposing_layout import Layout
from lartraff.results.logic.proposing_uses import KEYS, Proposal, Role

_SECTION = Kind.CLASS | Kind.SUBJECT | Kind.SCHOOL | Kind.TERM
_NUMBERS = Kind.NUMBER | Kind.FRACTION | Kind.PERCENT | Kind.HIDDEN
_VALUES = {Role.VALUES, Role.COUNT, Role.SHARE}


@dataclass(frozen=True, slots=True)
class DataRow:
    """`section`: the row of its own above this one that says what follows, as "9A"; empty if there is none."""

    at: int
    cells: Sequence[str]
    section: str = ""


class Rows:
    """Goes through the rows of one sheet; afterwards tells how many were passed over."""

    def __init__(
        self, grid: Grid, layout: Layout, proposals: Sequence[Proposal], cells: Cells, graded: Sequence[int] = ()
    ) -> None:
        """`graded`: the columns of pupils' grades, if there is a row for each pupil."""
        self.sums = 0
        self.as_above = 0
        self._grid = grid
        self._layout = layout
        self._cells = cells
        roles = [proposal.use.role for proposal in proposals]
        self._keys = [at for at, role in enumerate(roles) if role in KEYS]
        self._values = [at for at, role in enumerate(roles) if role in _VALUES or role is Role.GRADE]
        self._graded = graded
        self._running = [0] * len(roles)

    def __iter__(self) -> Iterator[DataRow]:
        filled_down = self._filled_down()
        above = [""] * len(self._layout.headings)
        section = self._first_section()
        for at in self._layout.rows:
            row = self._grid.rows[at]
            filled = [cell for cell in row if cell]
            if not filled or row == self._layout.header:
                continue
            if len(filled) == 1:
                section = filled[0] if self._cells.kind(filled[0]) & _SECTION else section
                continue
            if self._is_sum(row):
                self.sums += 1
                continue
            cells = list(row)
            for column in filled_down:
                if cells[column]:
                    above[column] = cells[column]
                elif above[column]:
                    cells[column] = above[column]
                    self.as_above += 1
            if not any(cells[column] for column in self._values):
                continue
            yield DataRow(at, cells, section)

    def _filled_down(self) -> list[int]:
        """Columns whose blanks mean "as above": those that say whom a row is about, and do not say it in each."""
        rows = [self._grid.rows[at] for at in self._layout.rows]
        rows = [row for row in rows if sum(map(bool, row)) > 1 and not self._is_labelled_sum(row)]
        return [
            column for column in self._keys if any(row[column] for row in rows) and not all(r[column] for r in rows)
        ]

    def _first_section(self) -> str:
        above = self._layout.above[-1:]
        return above[0] if above and self._cells.kind(above[0]) & _SECTION else ""

    def _is_sum(self, row: Sequence[str]) -> bool:
        if self._is_labelled_sum(row):
            self._running = [0] * len(row)
            return True
        filled = [self._cells.kind(row[at]) for at in self._graded if row[at]]
        numbers = all(kind & _NUMBERS for kind in filled) and any(not kind & Kind.DIGIT_CODE for kind in filled)
        if len(filled) > 1 and numbers:
            return True  # below a list of pupils: how many have what
        return self._adds_up(row)

    def _is_labelled_sum(self, row: Sequence[str]) -> bool:
        values = set(self._values)
        if any(self._cells.kind(cell) & Kind.SUM for at, cell in enumerate(row) if at not in values):
            return True
        return any(self._cells.kind(row[at]) & Kind.ALL for at in self._keys)

    def _adds_up(self, row: Sequence[str]) -> bool:
        """Whether a row without words is the sum of those above it."""
        numbers = [whole_number(row[at]) if at in self._values else None for at in range(len(row))]
        said = [at for at, number in enumerate(numbers) if number is not None]
        wordless = all(at in self._values for at, cell in enumerate(row) if cell)
        if wordless and len(said) > 1 and any(numbers) and all(numbers[at] == self._running[at] for at in said):
            return True
        self._running = [before + (number or 0) for before, number in zip(self._running, numbers, strict=True)]
        return False
