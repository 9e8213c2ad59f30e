"""How long a municipality's counts take from a file to the table, as a ratio to the database's own bulk load.

Both load the same rows into the same table with its constraints and indexes, by turns, each until it is committed. The
bulk load is COPY in PostgreSQL and executemany in SQLite, from rows that stand ready in memory with their keys.
Needs Django and an empty database: bench.results starts it.
"""

import json
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction

from bench.municipality import rows, schools, write_file
from lartraff.people.models import Authority, School, Subject
from lartraff.results.actions import confirm_import, start_trial
from lartraff.results.importers.files import read_file
from lartraff.results.models import GradeScale, ImportBatch, ResultRow

LOT = 10_000
COLUMNS = "school_id, subject_id, school_year, season, year, counts, counts_by_sex, scale_id, batch_id"
STEPS = (*"ABCDEF", "NO_GRADE")


def settle(number: int) -> None:
    """Make the tables and the schools."""
    call_command("migrate", verbosity=0)
    authority = Authority.objects.create(name="Storkommunen")
    School.objects.bulk_create(
        School(authority=authority, name=f"Skola {code}", unit_code=str(code)) for code in schools(number)
    )


def ours(path: Path) -> None:
    """Everything from the file's first byte to the committed rows: read, kept on trial, confirmed."""
    trial = start_trial(read_file(path), file_name=path.name, by=None)
    if trial.batch is None:
        raise AssertionError(trial.problems)
    confirm_import(trial.batch, by=None)


def ready_rows(number: int) -> list[tuple[Any, ...]]:
    batch = ImportBatch.objects.create(authority=Authority.objects.get(), kind="COUNTS", pupils=0, row_count=0)
    scale = GradeScale.objects.get()
    keys = {int(code): pk for code, pk in School.objects.values_list("unit_code", "pk")}
    subjects = dict(Subject.objects.values_list("code", "pk"))
    found: list[tuple[Any, ...]] = []
    for school, school_year, season, year, subject, numbers in rows(number):
        counts = json.dumps({step: count for step, count in zip(STEPS, numbers, strict=True) if count})
        place = (keys[school], subjects[subject.upper()], school_year, season, year)
        found.append((*place, counts, "{}", scale.pk, batch.pk))
    return found


def ready_lots(number: int) -> list[Any]:
    """As the database likes them best: lines of text for COPY, tuples for executemany."""
    found = ready_rows(number)
    lots = [found[at : at + LOT] for at in range(0, len(found), LOT)]
    if connection.vendor == "postgresql":
        return ["".join("\t".join(map(str, row)) + "\n" for row in lot) for lot in lots]
    return lots


def bulk_load(lots: list[Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY results_resultrow ({COLUMNS}) FROM STDIN") as copy:  # type: ignore[attr-defined]
                for lot in lots:
                    copy.write(lot)
        else:
            insert = f"INSERT INTO results_resultrow ({COLUMNS}) VALUES ({', '.join(['%s'] * 9)})"  # noqa: S608
            for lot in lots:
                cursor.executemany(insert, lot)


def clear(number: int) -> None:
    """Empty the table, having seen that all rows were in it."""
    if (found := ResultRow.objects.count()) != number:
        raise AssertionError(f"{found} rows instead of {number}")
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE results_resultrow" if connection.vendor == "postgresql" else "DELETE FROM results_resultrow"
        )


def seconds(work: Callable[[Any], None], what: Any) -> float:
    begin = time.perf_counter()
    work(what)
    return time.perf_counter() - begin


def peak() -> int:
    """The most memory that this process has had, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure(number: int, runs: int) -> dict[str, Any]:
    """`ratio`: the median over the turns. `megabytes`: by how much the process grew while it loaded the file once."""
    settle(number)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kommunen.csv")
        write_file(path, number)
        before = peak()
        # Once beforehand, so that neither of the two is the one that makes the database's file grow.
        ours(path)
        grown = peak() - before
        clear(number)
        lots = ready_lots(number)
        turns = []
        for run in range(runs):
            taken = {}
            pair: list[tuple[str, Callable[[Any], None], Any]] = [("bulk", bulk_load, lots), ("ours", ours, path)]
            for name, work, what in pair if run % 2 else pair[::-1]:
                taken[name] = seconds(work, what)
                clear(number)
            turns.append(taken)
    return {
        "database": connection.vendor,
        "rows": number,
        "ratio": round(statistics.median(taken["ours"] / taken["bulk"] for taken in turns), 2),
        "seconds": [{name: round(took, 1) for name, took in taken.items()} for taken in turns],
        "megabytes": round(grown / 1024),
    }
