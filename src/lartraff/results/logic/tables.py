"""Finds the tables of statistics in a grid: where the headings stand, what each column is, which rows hold figures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lartraff.results.logic.areas_of_rows import Area, area_of
from lartraff.results.logic.grids import Grid
from lartraff.results.logic.headings import AREA_ROLES, Column, Role, column_of, role_of
from lartraff.results.logic.places import NATION
from lartraff.results.logic.said_in_text import When, sex_in, when
from lartraff.results.logic.signs import figure_of
from lartraff.results.logic.subject_names import subject_of

OWNERS = {
    "samtliga": "ALL", "totalt": "ALL", "alla": "ALL",
    "kommunal": "MUNICIPAL", "kommunala": "MUNICIPAL", "kommun": "MUNICIPAL",
    "enskild": "INDEPENDENT", "enskilda": "INDEPENDENT", "fristående": "INDEPENDENT",
}  # fmt: skip
_OTHER_OWNERS = {"statlig", "stat", "skolverket", "region", "landsting", "internationella skolor", "sameskolstyrelsen"}
_ROWS_ABOVE, _ROWS_BELOW = 3, 2
_LOOKED_AHEAD = 8
_LOOKED_AT = 400
_CALENDAR_YEAR = re.compile(r"(19|20)\d\d")
_NATION = re.compile(r"\b(riket|riksnivå|hela landet)\b")
_IN_NO_AREA = {Role.SUBJECT, Role.OWNER, Role.SEX, Role.SCHOOL_YEAR, Role.MEASURE}


@dataclass(frozen=True, slots=True)
class Row:
    at: int
    area: Area
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """`above`: the lines of prose that stand above the headings. `places`: the column of each role.

    `rows` hold figures; `strange` are places of rows that have figures but name no area, `below` those of them that
    stand below the table. `nameless`: columns with figures and no heading.
    """

    grid: Grid
    above: tuple[str, ...]
    places: Mapping[Role, int]
    subject_heading: str
    breakdowns: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    strange: tuple[int, ...]
    below: tuple[int, ...]
    nameless: tuple[int, ...]


def tables_in(grid: Grid, file_name: str = "") -> Iterator[Table]:
    heads = [at for at in range(len(grid.rows)) if _is_head(grid.rows[at])]
    nation = Area("NATION", "", NATION) if not heads and _NATION.search(_all_prose(grid, file_name)) else None
    if nation:
        heads = [at for at in range(len(grid.rows)) if _is_head_without_area(grid, at)][:1]
    heads = [at for at, end in _spans(grid, heads) if nation or _is_followed_by_data(grid, at, end)]
    above: tuple[str, ...] = ()
    ended = 0
    for at, end in _spans(grid, heads):
        first = _first_of_head(grid, at)
        above = tuple(_prose(grid, ended, first)) or above
        if table := _table(grid, at, first, end, above, nation):
            yield table
            ended = table.rows[-1].at + 1


def _spans(grid: Grid, heads: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each head with where its table ends at the latest. A head that is only repeated begins no new table."""
    new = [at for at, before in zip(heads, [None, *heads], strict=False) if not _repeats(grid, at, before)]
    yield from zip(new, [*new[1:], len(grid.rows)], strict=False)


def _repeats(grid: Grid, at: int, before: int | None) -> bool:
    return before is not None and grid.rows[at] == grid.rows[before]


def _is_head(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    roles = {role_of(cell) for cell in filled}
    return len(filled) > 1 and bool(roles & AREA_ROLES) and all(_may_be_heading(cell) for cell in filled)


def _may_be_heading(cell: str) -> bool:
    """A year may stand in a heading, but no other figure."""
    return figure_of(cell) is None or bool(_CALENDAR_YEAR.fullmatch(cell))


def _is_head_without_area(grid: Grid, at: int) -> bool:
    row = grid.rows[at]
    roles = {role_of(cell) for cell in row if cell}
    after = next((row for row in grid.rows[at + 1 :] if any(row)), ())
    return len([cell for cell in row if cell]) > 1 and bool(roles & _IN_NO_AREA) and any(map(figure_of, after))


def _places(row: Sequence[str]) -> dict[Role, int]:
    """The first column of each role; what is about nothing may be several columns and is not among them."""
    places: dict[Role, int] = {}
    for at, cell in enumerate(row):
        role = role_of(cell) if cell else None
        if role is not None and role is not Role.ABOUT:
            places.setdefault(role, at)
    return places


def _is_followed_by_data(grid: Grid, at: int, end: int) -> bool:
    places = _places(grid.rows[at])
    looked = [row for row in grid.rows[at + 1 : end] if any(row)][:_LOOKED_AHEAD]
    taken = set(places.values())
    return any(
        area_of(row, places) and any(figure_of(cell) for column, cell in enumerate(row) if column not in taken)
        for row in looked
    )


def _first_of_head(grid: Grid, at: int) -> int:
    """Headings above others have nothing above the columns that say whom a row is about."""
    places = set(_places(grid.rows[at]).values())
    first = at
    while first > max(0, at - _ROWS_ABOVE):
        row = grid.rows[first - 1]
        if not any(row) or any(row[column] for column in places):
            break
        first -= 1
    return first


def _last_of_head(grid: Grid, at: int, when: When) -> int:
    places = set(_places(grid.rows[at]).values())
    last = at
    for row in grid.rows[at + 1 : at + 1 + _ROWS_BELOW]:
        headings = [cell for cell in row if cell]
        numbers = [cell for cell in headings if figure_of(cell) and when.school_year_in(cell) is None]
        if not headings or numbers or any(row[column] for column in places):
            break
        last += 1
    return last


def _all_prose(grid: Grid, file_name: str) -> str:
    return " ".join([file_name, grid.name, *_prose(grid, 0, min(20, len(grid.rows)))]).casefold()


def _prose(grid: Grid, begin: int, end: int) -> Iterator[str]:
    for row in grid.rows[begin:end]:
        line = " ".join(filter(None, row))
        if line and not line.casefold().startswith("statistik från skolverket"):
            yield line


def _table(grid: Grid, at: int, first: int, end: int, above: tuple[str, ...], nation: Area | None) -> Table | None:
    kind = when(above[0] if above else grid.name)
    last = _last_of_head(grid, at, kind)
    places = _places(grid.rows[at])
    rows, strange = _rows(grid, last + 1, end, places, nation)
    if not rows:
        return None
    head = _head(grid, first, at, last, places)
    others = _Others(places)
    for column in range(grid.width):
        if column not in places.values():
            others.add(column, [row[column] for row in head], grid.rows[at][column], rows, kind)
    ends = rows[-1].at
    return Table(
        grid=grid,
        above=above,
        places=places,
        subject_heading=" ".join(filter(None, (row[places[Role.SUBJECT]] for row in head)))
        if Role.SUBJECT in places
        else "",
        breakdowns=tuple(others.breakdowns),
        columns=tuple(others.figures),
        rows=tuple(rows),
        strange=tuple(row for row in strange if row < ends),
        below=tuple(row for row in strange if row > ends),
        nameless=tuple(others.nameless),
    )


def _head(grid: Grid, first: int, at: int, last: int, places: Mapping[Role, int]) -> list[Sequence[str]]:
    """The rows of headings. All but the lowest may have headings over several columns."""
    taken = set(places.values())
    rows = grid.rows[first : last + 1]
    return [_spread(row, taken) for row in rows[:-1]] + [rows[-1]]


class _Others:
    """The columns that the headings do not tell the role of: figures mostly, but also what only its content tells."""

    def __init__(self, places: dict[Role, int]) -> None:
        self.figures: list[Column] = []
        self.breakdowns: list[int] = []
        self.nameless: list[int] = []
        self._places = places

    def add(self, at: int, headings: Sequence[str], heading: str, rows: Sequence[Row], kind: When) -> None:
        cells = [row.cells[at] for row in rows if row.cells[at]][:_LOOKED_AT]
        if not cells:
            return
        role = role_of(heading)
        if _is_text(cells):
            role = _role_by_content(cells) or role
            if role is not Role.ABOUT and (role is None or role in self._places):
                self.breakdowns.append(at)
            elif role is not Role.ABOUT and role is not None:
                self._places[role] = at
        elif role is not Role.ABOUT:
            if any(headings):
                self.figures.append(column_of(at, headings, kind))
            else:
                self.nameless.append(at)


def _spread(row: Sequence[str], places: set[int]) -> list[str]:
    """A heading over several columns is written over the first of them, or over each."""
    spread, heading = [], ""
    for column, cell in enumerate(row):
        heading = "" if column in places else cell or heading
        spread.append(cell or heading)
    return spread


def _rows(
    grid: Grid, begin: int, end: int, places: Mapping[Role, int], nation: Area | None
) -> tuple[list[Row], list[int]]:
    """The rows with figures of an area, and the places of rows that have figures of nobody."""
    taken = set(places.values())
    areas = {places[role] for role in AREA_ROLES if role in places}
    others = [column for column in range(grid.width) if column not in taken]
    rows: list[Row] = []
    strange: list[int] = []
    for at in range(begin, end):
        cells = grid.rows[at]
        filled = [cells[column] for column in others if cells[column]]
        figures = sum(figure_of(cell) is not None for cell in filled)
        if not figures:
            continue
        area = nation or area_of(cells, places)
        if area is None and rows and not any(cells[column] for column in areas) and any(cells[c] for c in taken):
            area = rows[-1].area  # written once for all the rows below it
        if area is not None:
            rows.append(Row(at, area, cells))
        elif figures * 2 > len(others):
            strange.append(at)
    return rows, strange


def _is_text(cells: Sequence[str]) -> bool:
    words = sum(figure_of(cell) is None and any(map(str.isalpha, cell)) for cell in cells)
    return words * 2 > len(cells)


def _role_by_content(cells: Sequence[str]) -> Role | None:
    distinct = set(cells)
    if sum(subject_of(cell) is not None for cell in distinct) * 2 > len(distinct):
        return Role.SUBJECT
    if all(sex_in(cell) for cell in distinct) and any(sex_in(cell) != "ALL" for cell in distinct):
        return Role.SEX
    if all(cell.casefold() in OWNERS or cell.casefold() in _OTHER_OWNERS for cell in distinct):
        return Role.OWNER
    if all(When(measured_in_spring=False).school_year_in(cell) is not None for cell in distinct):
        return Role.SCHOOL_YEAR
    return None
