"""The `lartraff` command: a few commands of our own, and every one of Django's by its name.

Our own speak English, as the rest of what an operator meets does. What goes wrong is said in one sentence.
"""

import os
import sys
from typing import NoReturn

import click
import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line, get_commands
from django.db import OperationalError, ProgrammingError
from environs.exceptions import EnvError

from lartraff.config.database import what_is_missing


def main() -> None:
    arguments = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lartraff.config.settings")
    if arguments[:1] == ["demo"]:
        # Before the settings are read: the demo has its own pages and its own database.
        os.environ.setdefault("LARTRAFF_DEMO", "true")
    try:
        read_settings()
        run(arguments)
    except click.exceptions.Abort:
        give_up("Stopped.")
    except click.UsageError as error:
        give_up(f"{error.format_message()} See: lartraff --help")
    except click.ClickException as error:
        give_up(error.format_message())


def read_settings() -> None:
    """Set up Django. Raises ClickException with what is wrong with the settings."""
    try:
        django.setup()
    except (EnvError, ImproperlyConfigured) as error:
        raise click.ClickException(f"The settings cannot be used. {error}") from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename} cannot be written: {error.strerror}. Set LARTRAFF_DATA."
        ) from error


def run(arguments: list[str]) -> None:
    from lartraff.config.commands import house  # noqa: PLC0415  it needs the models, and they need the settings

    name = arguments[0].replace("-", "_") if arguments else ""
    if name in get_commands() and name not in house.commands:
        hand_on(name, arguments[1:])
    else:
        house.main(arguments or ["--help"], prog_name="lartraff", standalone_mode=False)


def hand_on(name: str, arguments: list[str]) -> None:
    """Let Django run its command with the arguments as they are."""
    try:
        execute_from_command_line(["lartraff", name, *arguments])
    except (OperationalError, ProgrammingError):
        missing = what_is_missing()
        if missing is None or "--traceback" in arguments:
            raise
        raise click.ClickException(missing) from None


def give_up(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(2)
