"""Finds the table in a sheet: the header among prose and blank rows, and which rows below it are data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lartraff.results.logic.grids import Grid
from lartraff.results.logic.proposing_cells import Cells, Kind
from lartraff.results.logic.proposing_headings import NOTHING, Heading, heading_of
from lartraff.results.logic.proposing_uses import LeftOut, Role

_ROWS_TRIED = 60
_ROWS_COMPARED = 150

# What may stand below a heading of a role.
_BELOW = {
    Role.SCHOOL: Kind.SCHOOL | Kind.SCHOOL_CODE | Kind.TEXT,
    Role.SCHOOL_YEAR: Kind.SCHOOL_YEAR | Kind.TERM | Kind.YEAR,
    Role.TERM: Kind.TERM,
    Role.YEAR: Kind.YEAR | Kind.CLASS,
    Role.CLASS: Kind.CLASS | Kind.YEAR | Kind.TEXT,
    Role.SUBJECT: Kind.SUBJECT | Kind.TEXT | Kind.ALL,
    Role.GRADE: Kind.GRADE,
    Role.COUNT: Kind.NUMBER | Kind.HIDDEN,
    Role.SHARE: Kind.NUMBER | Kind.FRACTION | Kind.PERCENT | Kind.HIDDEN,
    Role.VALUES: Kind.GRADE | Kind.NUMBER | Kind.HIDDEN,
}
_BELOW_LEFT_OUT = {
    LeftOut.NAMES: Kind.TEXT | Kind.PUPIL,
    LeftOut.PERSONAL_NUMBERS: Kind.PERSONAL_NUMBER | Kind.DATE | Kind.NUMBER | Kind.TEXT,
    LeftOut.TEXT: Kind.TEXT,
    LeftOut.ABOUT_PUPILS: Kind.NUMBER | Kind.FRACTION | Kind.DATE | Kind.TEXT | Kind.PERCENT,
}
_NUMBERS = Kind.NUMBER | Kind.FRACTION | Kind.PERCENT | Kind.HIDDEN


def below(heading: Heading) -> Kind:
    """The kinds of cells that are expected below a heading; none where it says nothing."""
    if heading.left_out:
        return _BELOW_LEFT_OUT[heading.left_out]
    if heading.use is None or heading.use.role is Role.IGNORED:
        return Kind(0)
    if heading.use.step:
        return _NUMBERS | Kind.GRADE
    return _BELOW[heading.use.role]


@dataclass(frozen=True, slots=True)
class Layout:
    """`rows`: which rows of the grid come after the header. `above`: what stands before it, line by line."""

    headings: tuple[Heading, ...]
    header: tuple[str, ...]  # the header's last row; empty where there is none
    rows: range
    above: tuple[str, ...] = field(default=())


def layout_of(grid: Grid, cells: Cells) -> Layout | None:
    """None for a sheet without a table."""
    rows = grid.rows
    if not rows or grid.width < 2:
        return None
    kinds = [[cells.kind(cell) for cell in row] for row in rows[: _ROWS_TRIED + _ROWS_COMPARED]]
    bottom = _header(rows, kinds)
    if bottom is None:
        return _without_header(rows, kinds)
    top = bottom - 1 if bottom and _stands_over(rows[bottom - 1], rows[bottom]) else bottom
    headings = tuple(heading_of(parts) for parts in _parts(rows[top : bottom + 1]))
    return Layout(headings, tuple(rows[bottom]), range(bottom + 1, len(rows)), tuple(_lines(rows[:top])))


def _header(rows: Sequence[Sequence[str]], kinds: Sequence[Sequence[Kind]]) -> int | None:
    """The row whose headings are best borne out by what stands below them."""
    best, where = 0.0, None
    for at in range(min(_ROWS_TRIED, len(kinds) - 1)):
        headings = [(column, heading_of([cell])) for column, cell in enumerate(rows[at]) if cell]
        known = [(column, heading) for column, heading in headings if heading.known]
        score = sum(_borne_out(heading, column, kinds[at + 1 :]) for column, heading in known)
        if score > best:
            best, where = score, at
    return where


def _borne_out(heading: Heading, column: int, kinds: Sequence[Sequence[Kind]]) -> float:
    expected = below(heading)
    filled = [row[column] for row in kinds[:_ROWS_COMPARED] if not row[column] & (Kind.BLANK | Kind.SUM)]
    if not filled or not expected:
        return 0.1
    letters = heading.use is not None and heading.use.step != ""
    fits = sum(bool(kind & expected) and not (letters and kind & Kind.LETTER) for kind in filled)
    return 1.0 if fits * 2 >= len(filled) else -0.5


def _stands_over(top: Sequence[str], bottom: Sequence[str]) -> bool:
    """Whether a row is the upper of two header rows: a heading for several columns each, and no prose."""
    filled = [cell for cell in top if cell]
    if len(filled) < 2 or len(filled) > sum(bool(cell) for cell in bottom) + 6:
        return False
    return sum(heading_of([cell]).known for cell in filled) * 3 >= len(filled) * 2


def _parts(header: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The headings of each column. One that stands over several columns is repeated for each of them."""
    over = ""
    for upper, lower in zip(header[0], header[-1], strict=True):
        over = upper or (over if lower else "")
        yield [lower] if len(header) == 1 else [over, lower]


def _without_header(rows: Sequence[Sequence[str]], kinds: Sequence[Sequence[Kind]]) -> Layout | None:
    """A table that begins at once. A first row of quite other cells than the rest is a header nobody knows."""
    first = next((at for at, row in enumerate(rows) if sum(map(bool, row)) >= 2), None)
    if first is None or first >= len(kinds):
        return None
    other = 0
    for column, kind in enumerate(kinds[first]):
        rest = [row[column] for row in kinds[first + 1 :] if row[column] != Kind.BLANK]
        other += bool(kind != Kind.BLANK and rest and sum(bool(kind & one) for one in rest) * 4 < len(rest))
    is_header = other * 2 >= sum(map(bool, rows[first])) and len(rows) > first + 1
    return Layout(
        (NOTHING,) * len(rows[0]),
        tuple(rows[first]) if is_header else (),
        range(first + is_header, len(rows)),
        tuple(_lines(rows[:first])),
    )


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for row in rows:
        if line := " ".join(cell for cell in row if cell):
            yield line
