"""The demo's results: real published counts (see data/README.md), loaded as a school loads its own."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from lartraff.demo import story
from lartraff.results.actions import confirm_import, start_trial
from lartraff.results.logic.reading import Reader

if TYPE_CHECKING:
    from lartraff.people.models import User

COUNTS = Path(__file__).parent / "data" / "savsjo_2026.csv"


def table_for(school: story.SchoolStory) -> str:
    """The count table with the rows of the schools that lend their figures, under the invented school's name."""
    with COUNTS.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, delimiter=";")
        rows = [
            {**row, "skolenhetskod": school.code, "skolenhetsnamn": school.name}
            for row in reader
            if school.figures.get(int(row["arskurs"])) == row["skolenhetskod"]
        ]
        columns = reader.fieldnames or []
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def load_results(school: story.SchoolStory, *, by: "User") -> None:
    reader = Reader()
    reader.feed(table_for(school).encode())
    trial = start_trial(reader.finish(), file_name="betyg_vt.csv", by=by)
    if trial.batch is None:
        raise ValueError(f"The demo's own figures cannot be read: {trial.problems}")
    confirm_import(trial.batch, by=by)
