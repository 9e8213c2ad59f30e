"""What of a table may be kept until somebody has said what its columns are. Everything else is let go here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lartraff.results.logic.grids import Grid, column_letter
from lartraff.results.logic.layouts import NOT_COUNTED, STEPS
from lartraff.results.logic.problems import Problem, ProblemCode
from lartraff.results.logic.proposing_cells import HARMLESS, Cells, Kind, step_of, year_of
from lartraff.results.logic.proposing_columns import Content, contents_of
from lartraff.results.logic.proposing_facts import Facts
from lartraff.results.logic.proposing_layout import Layout
from lartraff.results.logic.proposing_rows import DataRow, Rows
from lartraff.results.logic.proposing_tables import MASK, Bad, Column, Row
from lartraff.results.logic.proposing_uses import IGNORED, KEYS, LeftOut, Proposal, Role, Sure, Use, Why
from lartraff.results.logic.pupil_files import shown

MAX_ROWS = 20_000
_NUMBERS = Kind.NUMBER | Kind.FRACTION | Kind.PERCENT | Kind.HIDDEN
_SECTIONS = ((Kind.CLASS, Role.CLASS), (Kind.SUBJECT, Role.SUBJECT), (Kind.SCHOOL, Role.SCHOOL), (Kind.TERM, Role.TERM))


@dataclass(frozen=True, slots=True)
class Sheet:
    number: int
    grid: Grid
    layout: Layout
    facts: Facts


@dataclass(frozen=True, slots=True)
class Kept:
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    counted: bool = False
    bad: tuple[Bad, ...] = ()
    notes: tuple[Problem, ...] = ()
    problem: Problem | None = None


def keep(sheets: Sequence[Sheet], proposals: Sequence[Proposal], cells: Cells) -> Kept:
    contents = [contents_of(sheet.grid, sheet.layout, cells) for sheet in sheets]
    merged = [sum(column[1:], column[0]) for column in zip(*contents, strict=True)]
    headings = sheets[0].layout.headings
    pupils = any(heading.about_pupils for heading in headings) or any(
        content.share(Kind.PERSONAL_NUMBER) >= 0.3 for content in merged
    )
    graded = _columns_of_grades(proposals, merged, pupils=pupils)
    if graded:
        return _Counting(sheets, proposals, graded, cells).kept()
    steps = any(proposal.use.step for proposal in proposals)
    if pupils and not steps:
        return Kept(problem=Problem(ProblemCode.NO_GRADES_IN_LIST))
    if not any(content.share(_NUMBERS) for content, p in zip(merged, proposals, strict=True) if not p.left_out):
        return Kept(problem=Problem(ProblemCode.NOTHING_TO_COUNT))
    return _Copying(sheets, proposals, cells).kept()


def _columns_of_grades(proposals: Sequence[Proposal], contents: Sequence[Content], *, pupils: bool) -> list[int]:
    """The columns that hold pupils' grades; none where grades only say what numbers are about."""
    graded = [
        at for at, (proposal, content) in enumerate(zip(proposals, contents, strict=True))
        if proposal.use.role in {Role.GRADE, Role.VALUES} and not proposal.use.step and content.grades
    ]  # fmt: skip
    numbers = [
        at for at, (proposal, content) in enumerate(zip(proposals, contents, strict=True))
        if proposal.use.role in {Role.VALUES, Role.COUNT} and content.share(_NUMBERS) >= 0.5 and not content.grades
    ]  # fmt: skip
    labels = len(graded) == 1 and proposals[graded[0]].use.role is Role.GRADE and numbers and not pupils
    return [] if labels else graded


class _Keeper:
    """Goes through the sheets row by row."""

    def __init__(self, sheets: Sequence[Sheet], proposals: Sequence[Proposal], cells: Cells) -> None:
        self.sheets = sheets
        self.proposals = list(proposals)
        self.cells = cells
        self.graded: list[int] = []
        self.notes: list[Problem] = []
        self.sections = Kind(0)

    def data(self) -> list[tuple[Sheet, DataRow]]:
        found: list[tuple[Sheet, DataRow]] = []
        sums = as_above = 0
        for sheet in self.sheets:
            rows = Rows(sheet.grid, sheet.layout, self.proposals, self.cells, self.graded)
            found += [(sheet, row) for row in rows]
            sums, as_above = sums + rows.sums, as_above + rows.as_above
        if sums:
            self.notes.append(Problem(ProblemCode.SUMS_LEFT_OUT, facts=(("rows", sums),)))
        if as_above:
            self.notes.append(Problem(ProblemCode.BLANKS_AS_ABOVE, facts=(("cells", as_above),)))
        for _sheet, row in found:
            self.sections |= self.cells.kind(row.section) if row.section else Kind(0)
        return found

    def column(self, at: int, proposal: Proposal) -> Column:
        return Column(column_letter(at), self.sheets[0].layout.headings[at].text, proposal)

    def section_column(self) -> list[Column]:
        """Rows of their own, such as "9A", as if they were a column."""
        for kind, role in _SECTIONS:
            if self.sections & kind:
                return [Column("", "", Proposal(Use(role), Sure.LIKELY, Why.CONTENT))]
        return []

    def harmless(self, cell: str, role: Role) -> str:
        kind = self.cells.kind(cell)
        if kind & HARMLESS or (role is Role.SCHOOL and kind & Kind.SCHOOL_CODE):
            return cell
        return MASK


class _Copying(_Keeper):
    """A table of numbers: rows as they are, without words."""

    def kept(self) -> Kept:
        data = self.data()
        columns = [self.column(at, proposal) for at, proposal in enumerate(self.proposals)] + self.section_column()
        if len(data) > MAX_ROWS:
            return Kept(problem=Problem(ProblemCode.TABLE_TOO_LARGE))
        if not data:
            return Kept(problem=Problem(ProblemCode.NOTHING_TO_COUNT))
        rows = tuple(Row(sheet.number, sheet.grid.line(row.at), self._cells(row, columns)) for sheet, row in data)
        return Kept(tuple(columns), rows, notes=tuple(self.notes))

    def _cells(self, row: DataRow, columns: Sequence[Column]) -> tuple[str, ...]:
        cells = tuple(
            "" if proposal.left_out or not cell else self.harmless(cell, proposal.use.role)
            for cell, proposal in zip(row.cells, self.proposals, strict=True)
        )
        return (*cells, row.section) if len(columns) > len(cells) else cells


_Counted = dict[tuple[int, tuple[str, ...], str], tuple[int, list[Counter[str]]]]


class _Counting(_Keeper):
    """A row for each pupil: each column of grades is counted by itself, so that no pupil's grades stay together.

    Classes and sheets are added together by what they say, since a class can have a single pupil in the list.
    """

    def __init__(
        self, sheets: Sequence[Sheet], proposals: Sequence[Proposal], graded: Sequence[int], cells: Cells
    ) -> None:
        super().__init__(sheets, proposals, cells)
        self.graded = list(graded)
        self.bad: dict[tuple[int, str], list[tuple[int, int]]] = {}
        self.classes: set[tuple[int, str]] = set()
        # Grades that no heading tells apart may be one pupil in each column: they are counted as one.
        self.together = [at for at in self.graded if self.proposals[at].use == Use(Role.GRADE)]
        self.alike = {sheet.number: min(s.number for s in sheets if s.facts == sheet.facts) for sheet in sheets}
        self._leave_out_the_rest()

    def _leave_out_the_rest(self) -> None:
        wide = any(self.proposals[at].use.subject for at in self.graded)
        for at, proposal in enumerate(self.proposals):
            key = proposal.use.role in KEYS and not (wide and proposal.use.role is Role.SUBJECT)
            if at in self.graded or key or proposal.left_out or proposal.why is Why.EMPTY:
                continue
            self.proposals[at] = Proposal(IGNORED, proposal.sure, proposal.why, LeftOut.ABOUT_PUPILS)

    def kept(self) -> Kept:
        data = self.data()
        shown_columns = [at for at in range(len(self.proposals)) if at not in self.together[1:]]
        counted: _Counted = {}
        for sheet, row in data:
            keys = tuple(self._key(row.cells[at], self.proposals[at].use.role, sheet) for at in shown_columns)
            line = sheet.grid.line(row.at)
            _line, counters = counted.setdefault(
                (self.alike[sheet.number], keys, self._key(row.section, Role.CLASS, sheet)),
                (line, [Counter() for _ in shown_columns]),
            )
            for at in self.graded:
                place = shown_columns.index(self.together[0] if at in self.together else at)
                if step := self._step(row.cells[at], place, sheet.number, line):
                    counters[place][step] += 1
        return self._kept(shown_columns, counted)

    def _key(self, cell: str, role: Role, sheet: Sheet) -> str:
        """What stays of a cell that says whom a row is about. Of a class, its year."""
        if not cell or role not in KEYS:
            return ""
        if role is Role.CLASS and (year := year_of(cell)):
            self.classes.add((sheet.number, cell))
            return str(year)
        return self.harmless(cell, role)

    def _kept(self, shown_columns: Sequence[int], counted: _Counted) -> Kept:
        counters = [counter for _line, several in counted.values() for counter in several if counter]
        if not counters:
            return Kept(problem=Problem(ProblemCode.NOTHING_TO_COUNT))
        if max(counter.total() for counter in counters) == 1 and not self.bad:
            return Kept(problem=Problem(ProblemCode.ONE_PUPIL))
        if len(counted) > MAX_ROWS:
            return Kept(problem=Problem(ProblemCode.TABLE_TOO_LARGE))
        section = self.section_column()
        if len(self.classes) > 1 or len(self.sheets) > 1:
            self.notes.append(Problem(ProblemCode.CLASSES_SUMMED))
        graded = {place for place, at in enumerate(shown_columns) if at in self.graded}
        rows = tuple(
            Row(
                sheet,
                line,
                (
                    *(dict(sorted(counters[at].items())) if at in graded else key for at, key in enumerate(keys)),
                    *([above] if section else []),
                ),
            )
            for (sheet, keys, above), (line, counters) in counted.items()
        )
        bad = tuple(Bad(place, *min(places), len(places) - 1, code) for (place, code), places in self.bad.items())
        columns = [self._column(at) for at in shown_columns] + section
        return Kept(tuple(columns), rows, counted=True, bad=bad, notes=tuple(self.notes))

    def _column(self, at: int) -> Column:
        if len(self.together) > 1 and at == self.together[0]:
            letters = f"{column_letter(self.together[0])}–{column_letter(self.together[-1])}"
            return Column(letters, "", self.proposals[at])
        return self.column(at, self.proposals[at])

    def _step(self, cell: str, place: int, sheet: int, line: int) -> str | None:
        code = cell.upper()
        if code in NOT_COUNTED:
            return None
        if step := step_of(cell) or STEPS.get(code):
            return step
        self.bad.setdefault((place, shown(code)), []).append((sheet, line))
        return None
