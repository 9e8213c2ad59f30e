"""An import takes the place of what one table held before, and remembers it, so that it can be put back."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lartraff.results.actions.bulk import insert_lines, rows_as_text
from lartraff.results.logic.packing import cells_of, line_of, lines_in, pack_lines
from lartraff.results.models import ImportBatch, PackedRows
from lartraff.results.queries.import_tables import Staged, Table
from lartraff.results.queries.imports import scale_for

# So many rows are held at a time.
LOT = 5000

TextRow = list[str | None]


class Replacing:
    """`earlier`: the imports that had said something of the same places. `taken_away`: how many rows were replaced."""

    def __init__(self, batch: ImportBatch, table: Table) -> None:
        self.earlier: set[int] = set()
        self.taken_away = 0
        self._batch = batch
        self._table = table
        self._staged = Staged(batch, table)

    def take_away(self) -> None:
        """Remove what stands in the same places, and keep it packed."""
        there = self._staged.there
        if there.exists():
            of_the_years = there.filter(school_year__in=self._staged.school_years)
            for rows in rows_as_text(of_the_years, self._table.all_columns, LOT):
                self._replace(rows)
        self._look_at_emptied()

    def put_in_place(self) -> None:
        for lines in self._staged.pieces("COUNTED", Tails(self._batch, self._table)):
            insert_lines(self._table.model, self._table.all_columns, lines)

    def _replace(self, rows: list[TextRow]) -> None:
        places = [self._table.place_in(row[1:]) for row in rows]
        counted, empty = self._staged.counted, self._staged.empty
        self._take("REPLACED", [row for row, place in zip(rows, places, strict=True) if place in counted])
        self._take("EMPTIED", [row for row, place in zip(rows, places, strict=True) if place in empty])

    def _take(self, holds: str, rows: list[TextRow]) -> None:
        if not rows:
            return
        PackedRows.objects.create(
            batch=self._batch,
            table=self._table.name,
            holds=holds,
            content=pack_lines([line_of(row) for row in rows]),
            row_count=len(rows),
        )
        self._table.rows.filter(pk__in=[row[0] for row in rows]).delete()
        self.earlier |= {int(row[-1] or 0) for row in rows}
        self.taken_away += len(rows)

    def _look_at_emptied(self) -> None:
        """An earlier import may have emptied a place, so that no row there tells of it."""
        emptied = PackedRows.objects.filter(
            holds="EMPTIED", table=self._table.name, batch__authority=self._batch.authority_id, batch__state="CONFIRMED"
        )
        for batch, content in emptied.values_list("batch_id", "content"):
            places = [self._table.place_in(cells_of(line)[1:]) for line in lines_in(bytes(content))]
            if any(place in self._staged.counted or place in self._staged.empty for place in places):
                self.earlier.add(batch)


class Tails(dict[str, str]):
    """By school year, what a packed line lacks of a row: the grade scale, where the table has one, and the import."""

    def __init__(self, batch: ImportBatch, table: Table) -> None:
        super().__init__()
        self._batch = batch
        self._table = table

    def __missing__(self, school_year: str) -> str:
        tail = f"\t{self._batch.pk}"
        if self._table.has_scale:
            scale = scale_for(int(school_year))
            if scale is None:
                raise ValidationError(_("There is no grade scale for that school year."))
            tail = f"\t{scale.pk}{tail}"
        self[school_year] = tail
        return tail
