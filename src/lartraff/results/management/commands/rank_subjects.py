"""Print which subjects have the most pupils who do not pass."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from lartraff.core.templatetags.page import percent
from lartraff.people.queries import school_by_code
from lartraff.results.logic.countings import USUAL, Counting
from lartraff.results.logic.ranking import SORTS
from lartraff.results.queries import ResultsMatrix, ranking

SHAPE = """\
Prints the subjects of a school in the order of its results page, as the principal sees it: the latest term, most
pupils who do not pass first.

--json prints one object:
  {"school": "12345678", "name": "Björkdalsskolan", "school_year": "2025/26", "season": "VT", "years": [6, 9],
   "sort": "count", "counting": "f-dash", "subjects": [{"subject": "MA", "name": "Matematik", "pupils": 260,
   "not_passing": 32, "share": 0.1231, "by_year": {"6": {"pupils": 141, "not_passing": 20, "share": 0.1418}}}]}
Ends with 1 and a sentence on standard error where there is nothing to rank.
"""


class Command(BaseCommand):
    help = SHAPE

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("--school", metavar="CODE", required=True, help="school unit code")
        parser.add_argument("--year", type=int, choices=range(6, 10), help="one year instead of all")
        parser.add_argument("--sort", choices=SORTS, default=SORTS[0], help="by number of pupils or by share")
        parser.add_argument(
            "--counting",
            choices=[one.value for one in Counting],
            default=USUAL.value,
            help="what counts as not passing",
        )
        parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        school = school_by_code(options["school"])
        if school is None:
            self._refuse(
                _("The school unit %(school)s is not here. Add it with: lartraff add-school")
                % {"school": options["school"]}
            )
        counting = Counting(options["counting"])
        matrix = ranking(school, year=options["year"], sort=options["sort"], counting=counting)
        if options["year"] and (options["year"],) != matrix.years:
            self._refuse(_("There are no results for year %(year)s.") % {"year": options["year"]})
        if not matrix.rows:
            self._refuse(_("There are no results for %(school)s yet.") % {"school": school.name})
        if options["as_json"]:
            self.stdout.write(json.dumps(as_json(matrix), ensure_ascii=False, indent=1))
            return
        self.stdout.write(f"{school.name}, {matrix.period}. {matrix.definition.short}.")
        for place, row in enumerate(matrix.rows, start=1):
            if row.total:
                line = _("%(not_passing)s of %(pupils)s do not pass") % {
                    "not_passing": row.total.not_passing,
                    "pupils": row.total.pupils,
                }
                self.stdout.write(f"{place:>3}. {row.name:<34} {line} ({percent(row.total.share)})")

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(1)


def as_json(matrix: ResultsMatrix) -> dict[str, Any]:
    return {
        "school": matrix.school.unit_code,
        "name": matrix.school.name,
        "school_year": matrix.period.school_year_name if matrix.period else None,
        "season": matrix.period.season if matrix.period else None,
        "years": list(matrix.years),
        "sort": matrix.sort,
        "counting": matrix.definition.counting.value,
        "subjects": [
            {
                "subject": row.subject.code,
                "name": row.name,
                "pupils": row.total.pupils,
                "not_passing": row.total.not_passing,
                "share": round(row.total.share, 4),
                "by_year": {
                    str(year): {
                        "pupils": cell.figures.pupils,
                        "not_passing": cell.figures.not_passing,
                        "share": round(cell.figures.share, 4),
                    }
                    for year, cell in zip(matrix.years, row.cells, strict=True)
                    if cell and cell.figures
                },
            }
            for row in matrix.rows
            if row.total
        ],
    }
