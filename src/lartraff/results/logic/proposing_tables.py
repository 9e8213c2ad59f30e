"""Somebody's own table between upload and result: nothing in it can be about one person."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from lartraff.results.logic.problems import Problem
from lartraff.results.logic.proposing_facts import Facts
from lartraff.results.logic.proposing_uses import LeftOut, Proposal, Sure, Use, Why

# Text that is not kept, since it could be about somebody.
MASK = "•"

Cell = str | dict[str, int]


@dataclass(frozen=True, slots=True)
class Column:
    """`letter`: as spreadsheets name it, or "B to F" where several were counted together; empty for rows of their own.

    `heading`: only where it holds nothing but words of school.
    """

    letter: str
    heading: str
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Row:
    """Counted: all pupils with the same cells elsewhere, and how many of them have which grade ({"A": 3})."""

    sheet: int
    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Bad:
    """Cells in a column of grades that are none. `shown`: what stood there, if it is a single character."""

    column: int
    sheet: int
    line: int
    others: int
    shown: str


@dataclass(frozen=True, slots=True)
class Table:
    """`counted`: there was a row for each pupil, and the rows have been counted and forgotten.

    `sheets`: what each sheet said of its rows, by its number (0: a text). `facts`: what was said of all.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    counted: bool
    sheets: Mapping[int, Facts]
    facts: Facts
    shape: str
    bad: tuple[Bad, ...] = ()
    notes: tuple[Problem, ...] = ()

    @property
    def proposed(self) -> tuple[Use, ...]:
        return tuple(column.proposal.use for column in self.columns)

    def as_json(self) -> dict[str, Any]:
        return {
            "columns": [
                [
                    column.letter,
                    column.heading,
                    column.proposal.use.code,
                    column.proposal.sure,
                    column.proposal.why,
                    column.proposal.left_out or "",
                ]
                for column in self.columns
            ],
            "rows": [[row.sheet, row.line, *row.cells] for row in self.rows],
            "counted": self.counted,
            "sheets": {str(number): asdict(facts) for number, facts in self.sheets.items()},
            "facts": asdict(self.facts),
            "shape": self.shape,
            "bad": [asdict(bad) for bad in self.bad],
            "notes": [note.as_json() for note in self.notes],
        }

    @classmethod
    def from_json(cls, saved: Mapping[str, Any]) -> "Table":
        return cls(
            columns=tuple(
                Column(
                    letter, heading, Proposal(Use.from_code(use), Sure(sure), Why(why), LeftOut(out) if out else None)
                )
                for letter, heading, use, sure, why, out in saved["columns"]
            ),
            rows=tuple(Row(sheet, line, tuple(cells)) for sheet, line, *cells in saved["rows"]),
            counted=saved["counted"],
            sheets={int(number): Facts(**facts) for number, facts in saved["sheets"].items()},
            facts=Facts(**saved["facts"]),
            shape=saved["shape"],
            bad=tuple(Bad(**bad) for bad in saved["bad"]),
            notes=tuple(Problem.from_json(note) for note in saved["notes"]),
        )


def remembered(table: Table, codes: Sequence[str]) -> Table | None:
    """The table with the columns as somebody said last time; None where that does not fit it."""
    if len(codes) != len(table.columns):
        return None
    try:
        uses = [Use.from_code(code) for code in codes]
    except ValueError:
        return None
    columns = tuple(
        column if column.proposal.left_out else
        Column(column.letter, column.heading, Proposal(use, Sure.SURE, Why.REMEMBERED))
        for column, use in zip(table.columns, uses, strict=True)
    )  # fmt: skip
    return Table(columns, table.rows, table.counted, table.sheets, table.facts, table.shape, table.bad, table.notes)
