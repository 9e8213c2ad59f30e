"""Load files of results from the command line."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.people.models import School
from lartraff.people.queries import school_by_code
from lartraff.results.actions import confirm_import, start_trial
from lartraff.results.importers.files import read_files
from lartraff.results.importers.sentences import sentences
from lartraff.results.logic.problems import Problem, Severity
from lartraff.results.logic.tallies import Reading
from lartraff.results.queries import TrialOverview, kind_in_words, trial_overview
from lartraff.results.queries.trials import TrialPart

SHAPE = """\
Loads files of results, all of them or none: SCB's files of grades (years 6 and 9) and of national tests (years 3, 6
and 9), tables of counts, Skolverket's published tables (CSV, Excel, JSON). Files are counted while they are read; no
pupil is ever stored. Loading again replaces, never doubles.

Ends with 0 when all is well; with 1 and sentences on standard error when a file is refused, and then nothing has been
saved. What was saved has a number: lartraff undo-import NUMBER

--json prints one object:
  {"saved": true, "import": 12 | null, "kind": "SCB_9" | "SCB_6" | "NP_9" | "NP_6" | "NP_3" | "COUNTS" | "OFFICIAL"
   | "SEVERAL" | null, "pupils": 89, "rows": 23, "replaced": 22,
   "files": [{"name": "betyg.txt", "kind": "SCB_9", "pupils": 89, "rows": 23}],
   "results": [{"school": "12345678", "school_year": "2025/26", "season": "VT", "year": 9, "subject": "MA",
                "pupils": 89, "not_passing": 8, "replaces": {"pupils": 88, "not_passing": 9} | null}],
   "tests": [as results, and "part": "" | "A" | …],
   "against": [{…, "higher": 4, "equal": 70, "lower": 9, "replaces": {"higher": 3, "equal": 71, "lower": 9} | null}],
   "schools": [{"school": "12345678", "rows": 920}],
   "published": [{"level": "SCHOOL", "school_year": "2024/25", "places": 12, "figures": 300, "withheld": 7}],
   "errors": ["sentence"], "warnings": ["sentence"], "notes": ["sentence"]}
"pupils" at the top counts rows about pupils in the files (0 for tables). Where there are more than 3000 rows,
"results", "tests" and "against" are empty and "schools" has the sums; otherwise "schools" is empty.
"""


class Command(BaseCommand):
    help = SHAPE

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the files")
        parser.add_argument("--school", metavar="CODE", help="read only the rows of this school unit")
        parser.add_argument("--trial", action="store_true", help="show what would be saved, and save nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        school = self._school(options["school"])
        reading = self._read(options["files"], only_school=options["school"])
        with transaction.atomic():
            trial = start_trial(reading, by=None, authority=school.authority if school else None)
            overview = trial_overview(trial.batch) if trial.batch else None
            if trial.batch and options["trial"]:
                transaction.set_rollback(True)
            elif trial.batch:
                confirm_import(trial.batch, by=None)
        saved = trial.batch.pk if trial.batch and not options["trial"] else None
        if options["as_json"]:
            shape = as_json(overview, reading, trial.problems, saved=saved)
            self.stdout.write(json.dumps(shape, ensure_ascii=False, indent=1))
        elif overview is not None:
            self._print(overview)
            self.stdout.write(
                _("Saved as import %(number)s.") % {"number": saved}
                if saved
                else _("Nothing was saved: this was a trial.")
            )
        self._complain(trial.problems, notes=not options["as_json"])
        if overview is None:
            sys.exit(1)

    def _school(self, code: str | None) -> School | None:
        school = school_by_code(code) if code else None
        if code and school is None:
            self._refuse(
                _("The school unit %(school)s is not here. Add it with: lartraff add-school") % {"school": code}
            )
        return school

    def _read(self, paths: Sequence[Path], *, only_school: str | None) -> Reading:
        try:
            return read_files(paths, only_school=only_school)
        except OSError as error:
            self._refuse(
                _("The file %(file)s cannot be opened: %(reason)s")
                % {"file": error.filename or "", "reason": error.strerror or ""}
            )

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(1)

    def _print(self, overview: TrialOverview) -> None:
        for part in overview.parts:
            self._print_part(part)
        for total in overview.totals:
            rows = _("%(rows)s rows, %(years)s") % {"rows": total.rows, "years": total.years}
            self.stdout.write(f"{total.school.name:<36} {rows}")
        for published in overview.published:
            self.stdout.write(
                _("Published figures, %(level)s, %(school_year)s: %(figures)s, of which %(withheld)s are withheld")
                % {
                    "level": published.level_name,
                    "school_year": published.school_year,
                    "figures": published.figures,
                    "withheld": published.withheld,
                }
            )

    def _print_part(self, part: TrialPart) -> None:
        place = {"school": part.school.name, "year": part.year, "term": part.period}
        heading = _("%(school)s, year %(year)s, %(term)s") % place
        self.stdout.write(heading)
        for row in part.rows:
            self._print_row(str(row.subject), _("%(not_passing)s of %(pupils)s do not pass") % numbers(row.figures))
        if part.tests:
            self.stdout.write(f"{heading}: {kind_in_words(f'NP_{part.year}')}")
        for row in part.tests:
            name = f"{row.subject} {row.part}".strip()
            self._print_row(name, _("%(not_passing)s of %(pupils)s do not reach it") % numbers(row.figures))
        for compared in part.against:
            words = _("grade higher %(higher)s, the same %(equal)s, lower %(lower)s") % relations(compared.figures)
            self._print_row(str(compared.subject), words)

    def _print_row(self, name: str, words: str) -> None:
        self.stdout.write(f"  {name:<34} {words}")

    def _complain(self, problems: tuple[Problem, ...], *, notes: bool) -> None:
        for severity in Severity:
            if severity is Severity.ERROR or notes:
                for text in sentences(problems, severity):
                    self.stderr.write(text)


def numbers(figures: Any) -> dict[str, int]:
    return {
        "pupils": figures.pupils if figures else 0,
        "not_passing": figures.not_passing if figures else 0,
    }


def relations(figures: Any) -> dict[str, int]:
    return {name: getattr(figures, name) if figures else 0 for name in ("higher", "equal", "lower")}


def as_json(
    overview: TrialOverview | None, reading: Reading, problems: tuple[Problem, ...], *, saved: int | None
) -> dict[str, Any]:
    parts = overview.parts if overview else ()
    return {
        "saved": saved is not None,
        "import": saved,
        "kind": reading.kind,
        "pupils": reading.pupils,
        "rows": overview.batch.row_count if overview else 0,
        "replaced": overview.replaced if overview else 0,
        "files": [file.as_json() for file in reading.files],
        "results": [shape_of(part, row, numbers) for part in parts for row in part.rows],
        "tests": [shape_of(part, row, numbers) | {"part": row.part} for part in parts for row in part.tests],
        "against": [shape_of(part, row, relations) for part in parts for row in part.against],
        "schools": [
            {"school": total.school.unit_code, "rows": total.rows} for total in (overview.totals if overview else ())
        ],
        "published": [
            {
                "level": published.level,
                "school_year": str(published.school_year),
                "places": len(published.areas),
                "figures": published.figures,
                "withheld": published.withheld,
            }
            for published in (overview.published if overview else ())
        ],
        "errors": sentences(problems, Severity.ERROR),
        "warnings": sentences(problems, Severity.WARNING),
        "notes": sentences(problems, Severity.NOTE),
    }


def shape_of(part: TrialPart, row: Any, told: Any) -> dict[str, Any]:
    return {
        "school": part.school.unit_code,
        "school_year": part.period.school_year_name,
        "season": part.period.season,
        "year": part.year,
        "subject": row.subject.code,
        **told(row.figures),
        "replaces": told(row.replaces) if row.replaces else None,
    }
