"""Any table, whatever file or clipboard it came from, as a plain grid of text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lartraff.results.logic.decoding import Decoder
from lartraff.results.logic.personal_numbers import personal_number_in
from lartraff.results.logic.problems import Fatal, Problem, ProblemCode, Severity, place_of
from lartraff.results.logic.separated import rows_of_text
from lartraff.results.logic.workbooks import is_old_workbook, is_packed, sheets_of

# The largest table of Skolverket's (every school, subject and year) is about 5 MB and 700 000 cells.
MAX_BYTES = 20_000_000
MAX_CELLS = 1_500_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of equal length. `rows[n]` stands on line `first_line + n` of the file or sheet.

    Cells are stripped text. Numbers from a spreadsheet are their shortest exact decimal text with a full stop
    ("17.1", "445"), dates are ISO ("2025-06-12"); numbers in text files stay as they were written ("4 102", "17,1").
    Blank rows and columns around the table are left out; blank rows inside it are kept, also where a quoted cell
    went over several lines. `name` is the sheet's name, empty for text. `number` counts sheets from 1.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    first_line: int = 1
    number: int = 1

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def line(self, row: int) -> int:
        return self.first_line + row


@dataclass(frozen=True, slots=True)
class Grids:
    """No grid where something is wrong: a table is read whole or not at all."""

    grids: tuple[Grid, ...]
    problems: tuple[Problem, ...]


def read_grids(data: bytes, file_name: str = "", *, personal_numbers: bool = False) -> Grids:
    """Read a file of text or an Excel workbook. Raises nothing, whatever the bytes: what is wrong is in `problems`.

    `personal_numbers`: let them through, for a caller who looks for them and lets nothing of them go on.

    What the file is, is told from its content and not from its name. Only sheets that can be seen are read.
    """
    problems: list[Problem] = []
    try:
        grids = tuple(_read(data, problems))
        problems += [] if personal_numbers else _refuse_personal_numbers(grids)
    except Fatal as fatal:
        return Grids((), (fatal.problem, *problems))
    except Exception as error:  # noqa: BLE001
        # A mistake of ours. Its traceback could carry rows of the table, so only the place in the program is told.
        return Grids((), (Problem(ProblemCode.UNREADABLE, facts=(("place", place_of(error)),)),))
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Grids((), tuple(problems))
    return Grids(grids, tuple(problems))


def read_pasted(pasted: str) -> Grids:
    """As `read_grids`, for what somebody has pasted into a box."""
    return read_grids(pasted.encode("utf-8", "replace"))


def grid_of_text(pasted: str) -> Grid:
    """The table in pasted text, without asking whether it is fit to read: empty where there is none."""
    try:
        return make_grid("", rows_of_text(pasted))
    except Fatal:
        return Grid("", ())


def _read(data: bytes, problems: list[Problem]) -> Iterator[Grid]:
    if len(data) > MAX_BYTES:
        raise Fatal(ProblemCode.TABLE_TOO_LARGE)
    if is_old_workbook(data):
        raise Fatal(ProblemCode.OLD_WORKBOOK)
    if is_packed(data):
        grids = [
            make_grid(sheet.name, sheet.rows, number=sheet.number)
            for sheet in sheets_of(data, max_cells=MAX_CELLS, problems=problems)
        ]
        grids = [grid for grid in grids if grid.rows]
    else:
        grids = [make_grid("", rows_of_text(_decode(data)))]
    if not any(grid.rows for grid in grids):
        raise Fatal(ProblemCode.EMPTY)
    yield from grids


def _decode(data: bytes) -> str:
    decoder = Decoder()
    return decoder.feed(data) + decoder.finish()


def make_grid(name: str, rows: Iterable[Sequence[str]], *, number: int = 1) -> Grid:
    """Strip the cells, leave out what is blank around the table, and make all rows equally long."""
    stripped = [[_clean(cell) for cell in row] for row in rows]
    filled = [at for at, row in enumerate(stripped) if any(row)]
    if not filled:
        return Grid(name, (), number=number)
    first, last = filled[0], filled[-1]
    kept = stripped[first : last + 1]
    ends = [max((at for at, cell in enumerate(row) if cell), default=-1) + 1 for row in kept]
    width = max(ends)
    if width * len(kept) > MAX_CELLS:
        raise Fatal(ProblemCode.TABLE_TOO_LARGE)
    return Grid(
        name,
        tuple(tuple(row[:width]) + ("",) * (width - len(row)) for row in kept),
        first_line=first + 1,
        number=number,
    )


def _clean(cell: str) -> str:
    return " ".join(cell.split()) if "\n" in cell or "\r" in cell else cell.strip()


def _refuse_personal_numbers(grids: Sequence[Grid]) -> Iterator[Problem]:
    for grid in grids:
        if found := personal_number_in(grid.rows):
            row, column = found
            sheet = (("sheet", grid.number),) if grid.name else ()
            yield Problem(ProblemCode.PERSONAL_NUMBERS, grid.line(row), column_letter(column), facts=sheet)


def column_letter(column: int) -> str:
    """As spreadsheets name their columns: 0 is A, 25 is Z, 26 is AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
