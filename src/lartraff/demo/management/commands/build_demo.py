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

    Everybody in it is invented; its grades are real counts published by Sävsjö municipality. Without settings the
    school is built anew each time (or kept, with --keep); where DATABASE_URL names a database, it is built once, if
    there is no school in it.
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
        if not options["keep"]:
            forget_last_time()
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


def forget_last_time() -> None:
    """Remove the demo's own file, so that it is built anew. A database that somebody has named is never touched."""
    database = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or database != settings.DATA / settings.DATABASE_FILE:
        return
    connection.close()
    for path in (database, *(database.with_name(database.name + end) for end in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)
