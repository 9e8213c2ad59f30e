"""Remind members of tomorrow's meetings."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand

from lartraff.core.site import default_site
from lartraff.meetings.actions.reminding import send_reminders

SHAPE = """\
Reminds members by e-mail of their meetings up to the end of tomorrow.

Run it once a day, early. Each member is reminded once of each meeting, in their own language, of when and where it is
and what they promised last time, unless they have turned reminders off. Run twice, it sends nothing twice.
Ends with 1 if a letter could not be sent; it is tried again the next time.
"""


class Command(BaseCommand):
    help = SHAPE

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.add_argument(
            "--site", default=default_site(), help="where people reach Lärträff: https://larande.example"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reminded = send_reminders(site=options["site"])
        self.stdout.write(f"Sent: {reminded.sent}")
        if reminded.failed:
            self.stderr.write(f"Not sent: {reminded.failed}. Run it again; what was sent is not repeated.")
            sys.exit(1)
