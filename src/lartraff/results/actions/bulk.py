"""Many rows into a table in the fastest way that the database has. They pass through no model: check them before."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.functions import Cast

from lartraff.results.logic.packing import rows_of


def insert_lines(model: type[models.Model], columns: Sequence[str], lines: Sequence[str]) -> None:
    """Insert rows that are lines of text as `results.logic.packing` makes them, with their cells in order of `columns`.

    `columns` are columns of the table, so a foreign key is its own column: "school_id".
    """
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                copy.write("\n".join(lines) + "\n")
        else:
            marks = ", ".join(["%s"] * len(columns))
            insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  the names are the model's own
            cursor.executemany(insert, rows_of(lines))


def rows_as_text(rows: "models.QuerySet[Any]", columns: Sequence[str], lot: int) -> Iterator[list[list[str | None]]]:
    """Rows with their key first, `lot` at a time. Those of one lot may be deleted before the next is asked for."""
    in_json = {name for name in columns if isinstance(rows.model._meta.get_field(name), models.JSONField)}
    rows = rows.order_by("pk").annotate(**{f"{name}_text": Cast(name, models.TextField()) for name in in_json})
    names = [f"{name}_text" if name in in_json else name for name in columns]
    last = 0
    while found := list(rows.filter(pk__gt=last).values_list("pk", *names)[:lot]):
        last = found[-1][0]
        yield [[None if cell is None else str(cell) for cell in row] for row in found]
