"""lartraff build-demo: build the believable school; `lartraff demo` builds and serves it."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from lartraff.demo import story
from lartraff.demo.building import build
from lartraff.demo.days import Stage, stage_of
from lartraff.people.queries import school_by_code, schools_exist


class Command(BaseCommand):
    help = """Build the demo's school in a database of its own.

    Everybody in it is invented; its grades are real counts published by Sävsjö municipality. With SQLite the school is
    built anew each time (or kept, with --keep); with DATABASE_URL it is built once, in a database that holds no school.
    """

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stage", choices=[stage.value for stage in Stage], help="how far into the year (now)")
        parser.add_argument("--seed", type=int, default=1, help="another number, a slightly other school (1)")
        parser.add_argument("--keep", action="store_true", help="keep the school as it was left")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Start it as: lartraff demo. (Or set LARTRAFF_DEMO=true.)")
        started = time.monotonic()
        stage = Stage(options["stage"]) if options["stage"] else stage_of(timezone.localdate())
        if connection.vendor == "sqlite" and not options["keep"]:
            empty_sqlite()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if is_there():
            self.stdout.write("The demo school is as it was left.")
            return
        build(stage, seed=options["seed"])
        seconds = time.monotonic() - started
        self.stdout.write(f"The demo school is built: {stage.value}, seed {options['seed']}, {seconds:.0f} seconds.")


def is_there() -> bool:
    """Whether the demo's school is here already. Raises CommandError if another one is."""
    if school_by_code(story.schools()[1][0].code) is not None:
        return True
    if schools_exist():
        raise CommandError("This database holds a school that is not the demo's. Give the demo another database.")
    return False


def empty_sqlite() -> None:
    """Begin with no database file. The demo's is never the school's: settings give it another name."""
    connection.close()
    database = Path(str(connection.settings_dict["NAME"]))
    for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)
