"""Undo an import from the command line."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from lartraff.results.actions import undo_import
from lartraff.results.queries.history import import_with_number

SHAPE = """\
Undoes a whole import: what it saved is taken away, and exactly what was there before comes back.

The number is what import-results printed. Ends with 1 and a sentence on standard error where that cannot be, as when a
later import has replaced some of it; then nothing has changed.
"""


class Command(BaseCommand):
    help = SHAPE

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument("number", type=int, help="the number of the import")

    def handle(self, *args: Any, **options: Any) -> None:
        batch = import_with_number(options["number"])
        if batch is None:
            self._refuse(_("There is no import with the number %(number)s.") % {"number": options["number"]})
        try:
            undo_import(batch, by=None)
        except ValidationError as refusal:
            self._refuse(" ".join(refusal.messages))
        self.stdout.write(_("The import is undone. What was there before is back."))

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(1)
