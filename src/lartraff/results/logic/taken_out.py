"""A table that is taken out of the house, as CSV or as a spreadsheet, the same as on the page."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

HIDDEN, NO_DATA = "..", "."  # as in official statistics

# None: there is nothing to say (as the note of an ordinary row).
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Share:
    """From 0 to 1, written in per cent with one decimal."""

    share: float

    @property
    def per_cent(self) -> float:
        return round(100 * self.share, 1)


@dataclass(frozen=True, slots=True)
class Table:
    """`notes`: what the figures mean and where they come from; they stand below, so that a program finds the head."""

    title: str
    sheets: tuple[str, str]  # the names of a spreadsheet's two sheets: the figures, and what they mean
    head: tuple[str, ...]
    rows: tuple[tuple[Value | Share, ...], ...]
    notes: tuple[str, ...]


def as_csv(table: Table) -> bytes:
    """UTF-8 with mark, semicolons and decimal commas: what a Swedish spreadsheet opens without questions."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(name) for name in table.head])
    writer.writerows([[_written(value) for value in row] for row in table.rows])
    writer.writerow([])
    writer.writerows([[harmless(note)] for note in (table.title, *table.notes)])
    return out.getvalue().encode("utf-8-sig")


def _written(value: Value | Share) -> str:
    if isinstance(value, Share):
        return f"{value.per_cent:.1f}".replace(".", ",")
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return "" if value is None else harmless(str(value))


def harmless(text: str) -> str:
    """A name that begins like a formula would be reckoned with when the file is opened."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def as_xlsx(table: Table) -> bytes:
    """One sheet with the figures as numbers, and one with what they mean. Texts are never formulas."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, share = book.add_format({"bold": True}), book.add_format({"num_format": "0.0"})
    sheet = book.add_worksheet(table.sheets[0])
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(table.head):
        sheet.write_string(0, column, name, bold)
        sheet.set_column(column, column, _width(name, [row[column] for row in table.rows]))
    for at, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, Share):
                sheet.write_number(at, column, value.per_cent, share)
            elif isinstance(value, int | float):
                sheet.write_number(at, column, value)
            elif value is not None:
                sheet.write_string(at, column, value)
    about = book.add_worksheet(table.sheets[1])
    about.set_column(0, 0, 110)
    about.write_string(0, 0, table.title, bold)
    for at, note in enumerate(table.notes, start=1):
        about.write_string(at, 0, note)
    book.close()
    return out.getvalue()


def _width(name: str, values: Sequence[Value | Share]) -> int:
    return min(max([len(name), *(len(value) for value in values if isinstance(value, str))]) + 2, 42)
