"""Load a file of results from the command line."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.results.actions import confirm_import, start_trial
from lartraff.results.importers.files import read_file
from lartraff.results.importers.sentences import sentences
from lartraff.results.logic.problems import Problem, Severity
from lartraff.results.queries import TrialOverview, trial_overview

SHAPE = """\
Loads a file of results: SCB's file of final grades (year 9) or term grades (year 6), or a table of counts.
The file is counted while it is read; no pupil is ever stored. Loading again replaces, never doubles.

Ends with 0 when all is well; with 1 and sentences on standard error when the file is refused, and then nothing
has been saved.

--json prints one object:
  {"saved": true, "kind": "SCB_9" | "SCB_6" | "COUNTS" | null, "pupils": 89,
   "results": [{"school": "12345678", "school_year": "2025/26", "season": "VT", "year": 9, "subject": "MA",
                "pupils": 89, "not_passing": 8, "replaces": {"pupils": 88, "not_passing": 9} | null}],
   "errors": ["sentence"], "warnings": ["sentence"], "notes": ["sentence"]}
"pupils" at the top counts rows about pupils in the file (0 for a table of counts).
"""


class Command(BaseCommand):
    help = SHAPE

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("file", type=Path, help="the file")
        parser.add_argument("--school", metavar="CODE", help="read only the rows of this school unit")
        parser.add_argument("--trial", action="store_true", help="show what would be saved, and save nothing")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reading = read_file(options["file"], only_school=options["school"])
        except OSError as error:
            self.stderr.write(_("The file cannot be opened: %(reason)s") % {"reason": error.strerror or ""})
            sys.exit(1)
        with transaction.atomic():
            trial = start_trial(reading, file_name=options["file"].name, by=None)
            overview = trial_overview(trial.batch) if trial.batch else None
            if trial.batch and options["trial"]:
                transaction.set_rollback(True)
            elif trial.batch:
                confirm_import(trial.batch, by=None)
        saved = overview is not None and not options["trial"]
        if options["as_json"]:
            shape = as_json(overview, trial.problems, saved=saved, kind=reading.kind, pupils=reading.pupils)
            self.stdout.write(json.dumps(shape, ensure_ascii=False, indent=1))
        elif overview is not None:
            self._print(overview, saved=saved)
        self._complain(trial.problems, notes=not options["as_json"])
        if overview is None:
            sys.exit(1)

    def _print(self, overview: TrialOverview, *, saved: bool) -> None:
        for part in overview.parts:
            heading = _("%(school)s, year %(year)s, %(term)s") % {
                "school": part.school.name,
                "year": part.year,
                "term": part.period,
            }
            self.stdout.write(heading)
            for row in part.rows:
                pupils, not_passing = (row.figures.pupils, row.figures.not_passing) if row.figures else (0, 0)
                line = _("%(not_passing)s of %(pupils)s do not pass") % {"not_passing": not_passing, "pupils": pupils}
                self.stdout.write(f"  {row.subject!s:<34} {line}")
        self.stdout.write(_("Saved.") if saved else _("Nothing was saved: this was a trial."))

    def _complain(self, problems: tuple[Problem, ...], *, notes: bool) -> None:
        for severity in Severity:
            if severity is Severity.ERROR or notes:
                for text in sentences(problems, severity):
                    self.stderr.write(text)


def as_json(
    overview: TrialOverview | None, problems: tuple[Problem, ...], *, saved: bool, kind: str | None, pupils: int
) -> dict[str, Any]:
    return {
        "saved": saved,
        "kind": kind,
        "pupils": pupils,
        "results": [
            {
                "school": part.school.unit_code,
                "school_year": part.period.school_year_name,
                "season": part.period.season,
                "year": part.year,
                "subject": row.subject.code,
                "pupils": row.figures.pupils if row.figures else 0,
                "not_passing": row.figures.not_passing if row.figures else 0,
                "replaces": {"pupils": row.replaces.pupils, "not_passing": row.replaces.not_passing}
                if row.replaces
                else None,
            }
            for part in (overview.parts if overview else ())
            for row in part.rows
        ],
        "errors": sentences(problems, Severity.ERROR),
        "warnings": sentences(problems, Severity.WARNING),
        "notes": sentences(problems, Severity.NOTE),
    }
