"""The commands of the house, each in a few lines; the work is done elsewhere."""

import click
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command, get_commands, load_command_class
from django.utils import translation

from lartraff import __version__
from lartraff.config import checking, serving
from lartraff.core.site import default_site
from lartraff.demo.personas import PERSONAS
from lartraff.people.actions import colleagues, staff
from lartraff.people.queries import school_by_code


class House(click.Group):
    """Lists our own commands in the order they are needed, then the rooms', then Django's."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found = get_commands()
        of_rooms = {name: app for name, app in sorted(found.items()) if str(app).startswith("lartraff.")}
        with formatter.section("Commands of the rooms"):
            formatter.write_dl([(name.replace("_", "-"), summary(str(app), name)) for name, app in of_rooms.items()])
        others = sorted(set(found) - set(of_rooms) - set(self.commands))
        with formatter.section("And Django's own"):
            formatter.write_text(", ".join(others))


def summary(app: str, name: str) -> str:
    return str(load_command_class(app, name).help).strip().split("\n", 1)[0]


@click.group(cls=House, context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="lartraff", message="%(prog)s %(version)s")
def house() -> None:
    """Lärträff: where a school leads its collegial learning."""


@house.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--only", type=click.Choice(["web", "live"]), help="Serve one part only, where several run side by side.")
def serve(host: str, port: int, only: str | None) -> None:
    """Serve the pages and the live room."""
    serving.serve(host, port, only)


@house.command()
@click.option(
    "--stage", type=click.Choice(["start", "autumn", "spring"]), help="How far into the year; now unless said."
)
@click.option("--seed", default=1, show_default=True, help="Another number, a slightly other school.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer at.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--keep", is_flag=True, help="Keep the school as it was left.")
@click.option("--build-only", is_flag=True, help="Build it, and do not serve.")
def demo(stage: str | None, seed: int, host: str, port: int, keep: bool, build_only: bool) -> None:  # noqa: FBT001
    """Build a believable school in a database of its own, and serve it."""
    call_command("build_demo", stage=stage, seed=seed, keep=keep)
    if not build_only:
        click.echo(f"\nOpen http://localhost:{port}/demo/ and choose whom to be:\n")
        with translation.override(settings.LANGUAGE_CODE):
            for persona in PERSONAS:
                click.echo(f"  {persona.name:<12} {persona.who}")
        click.echo("")
        serving.serve(host, port)


@house.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def migrate(arguments: tuple[str, ...]) -> None:
    """Prepare the database and the static files for this version."""
    call_command("migrate", *arguments)
    call_command("collectstatic", interactive=False, verbosity=0)


@house.command()
def check() -> None:
    """Say whether everything is ready to serve."""
    good, wrong = checking.findings()
    for sentence in good:
        click.echo(f"Good: {sentence}")
    for sentence in wrong:
        click.echo(f"Look: {sentence}")
    if wrong:
        raise SystemExit(1)


@house.command("add-school")
@click.option("--authority", required=True, help="Who runs the school: a municipality or an independent owner.")
@click.option("--name", required=True, help="The name of the school.")
@click.option("--code", required=True, help="Its school unit code, eight digits.")
def add_school(authority: str, name: str, code: str) -> None:
    """Take a school into use."""
    with translation.override("en"):
        try:
            school = staff.open_school(authority_name=authority, name=name, unit_code=code)
        except ValidationError as error:
            raise click.ClickException(" ".join(error.messages)) from error
    click.echo(f"{school.name} ({school.unit_code}) is in use. Next, its principal: lartraff add-person --help")


@house.command("add-person")
@click.option("--school", "code", required=True, metavar="CODE", help="The school unit code.")
@click.option("--email", required=True, help="What the person signs in with.")
@click.option("--given-name", required=True)
@click.option("--family-name", required=True)
@click.option(
    "--role",
    type=click.Choice(["PRINCIPAL", "ADMINISTRATOR", "ANALYST", "STAFF"], case_sensitive=False),
    default="STAFF",
    show_default=True,
    help="Administrators and analysts belong to the school's authority.",
)
@click.option("--site", default=default_site, help="Where people reach Lärträff: https://larande.example.")
def add_person(code: str, role: str, site: str, **who: str) -> None:
    """Give a school its first people. Prints a link where the person chooses a password."""
    school = school_by_code(code)
    if school is None:
        raise click.ClickException(f"There is no school with the code {code}. Add it first: lartraff add-school --help")
    with translation.override("en"):
        try:
            person = staff.add_first_person(school, role=role.upper(), **who)
        except ValidationError as error:
            raise click.ClickException(" ".join(error.messages)) from error
    if person.has_usable_password():
        click.echo(f"{person.email} is added, and signs in as before.")
    else:
        click.echo(f"{person.email} is added, and chooses a password here within three days:")
        click.echo(colleagues.link_to_choose_password(person, site=site))
