"""What the house promises about itself and no other tool sees. Each test says which promise is broken, and where."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

from lartraff.core.privacy import PersonalData

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "lartraff"
ROOMS = [
    "core",
    "people",
    "library",
    "direction",
    "results",
    "voices",
    "meetings",
    "insights",
    "reports",
    "live",
    "demo",
    "config",
]
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.*"))
CODE = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def room_of(module: str) -> int:
    return ROOMS.index(module.split(".")[1])


def our_models() -> Iterator[type]:
    return (model for model in apps.get_models() if model.__module__.startswith("lartraff."))


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_table_points_at_a_table_in_a_higher_room() -> None:
    upward = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("lartraff.")
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey | OneToOneField | ManyToManyField)
        and isinstance(field.related_model, type)
        and field.related_model.__module__.startswith("lartraff.")
        and room_of(field.related_model.__module__) > room_of(model.__module__)
        # The audit trail names who did it: the one thread from the ground up to people, by setting and not by import.
        and f"{model.__name__}.{field.name}" != "AuditEntry.by"
    ]
    assert upward == []


def test_every_table_says_what_it_holds_about_people() -> None:
    for model in our_models():
        declared = model.__dict__.get("personal_data")
        assert isinstance(declared, PersonalData), model
        columns = {field.name for field in model._meta.get_fields()}  # type: ignore[attr-defined]
        assert set(declared.fields) <= columns, model


def test_pages_and_windows_ask_queries_and_never_the_tables() -> None:
    windows = [
        path
        for path in CODE
        if path.name == "views.py" or path.parent.name == "views" or {"insights", "reports", "demo"} & set(path.parts)
    ]
    assert [place(path) for path in windows if ".objects" in path.read_text()] == []


def test_the_tables_are_as_the_migrations_make_them(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_template_is_used_somewhere() -> None:
    # Django and allauth look these up by name themselves.
    found_by_name = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
    everything = "\n".join(path.read_text() for path in [*CODE, *TEMPLATES])
    unused = [
        place(path)
        for path in TEMPLATES
        if path.name not in found_by_name
        and "account" not in path.parts
        and f'"{path.relative_to(next(parent for parent in path.parents if parent.name == "templates"))}"'
        not in everything
    ]
    assert unused == []


def test_every_static_file_is_used_somewhere() -> None:
    everything = "\n".join(path.read_text() for path in TEMPLATES)
    files = [path for path in SOURCE.glob("*/static/**/*") if path.is_file()]
    names = {path: str(path.relative_to(next(one for one in path.parents if one.name == "static"))) for path in files}
    # A script names the file beside it that holds the licences of what it was built from.
    used = {path: f'"{name.removesuffix(".LEGAL.txt")}"' in everything for path, name in names.items()}
    assert [place(path) for path, is_used in used.items() if not is_used] == []


@pytest.mark.parametrize(
    ("pattern", "promise"),
    [
        (r"\sstyle=", "no inline style"),
        (r"<style|<script(?![^>]*\ssrc=)", "no inline style or script element"),
        (r"\son[a-z]+=", "no inline event handler"),
        (r"(src|href)=[\"']?(https?:)?//", "nothing from another host"),
        (r"{%\s*blocktrans(late)?(?![^%]*\strimmed)[^%]*%}", "translated blocks are trimmed"),
        (r"{%\s*blocktrans\s|{%\s*trans\s", "the long names of the translation tags"),
        (r"{{\s*[\w.]*(given_name|family_name|get_full_name)", "names go through {% person %}"),
    ],
)
def test_templates_keep_the_promise(pattern: str, promise: str) -> None:
    allowed = {
        # One's own name, to oneself; and letters, which go to the person named.
        "base.html", "home.html", "invitation.txt", "password_reset_key_message.txt",
    }  # fmt: skip
    broken = [
        f"{place(path)}: {found.group().strip()}"
        for path in TEMPLATES
        for found in re.finditer(pattern, path.read_text())
        if not ("names" in promise and path.name in allowed)
    ]
    assert broken == [], promise


def test_files_and_functions_stay_short_enough_to_read() -> None:
    long_files = [place(path) for path in CODE if len(path.read_text().splitlines()) > 400]
    assert long_files == []
    long_functions = [
        f"{place(path)}:{node.lineno} {node.name}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 60
    ]
    assert long_functions == []


def test_the_tree_holds_no_trace_of_the_machine_it_was_made_on() -> None:
    """Addresses of package registries and absolute folders work on one machine only."""
    traces = re.compile(r"registry\.npmjs|files\.pythonhosted|pypi\.org/simple|(?<![\w.])/(?:work|home|root)/\w")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    no_text = (".png", ".woff2", ".xlsx", ".zip")
    texts = [ROOT / name for name in listed.split("\0") if name and not name.endswith(no_text)]
    assert [
        place(path) for path in texts if path.is_file() and path != Path(__file__) and traces.search(path.read_text())
    ] == []


def test_no_module_is_a_cellar() -> None:
    cellars = {"utils", "helpers", "common", "misc", "lib"}
    assert [place(path) for path in SOURCE.rglob("*") if path.stem in cellars] == []


def test_choices_are_functions_so_that_a_new_one_needs_no_migration() -> None:
    written = [place(path) for path in SOURCE.glob("*/migrations/*.py") if re.search(r"choices=\[", path.read_text())]
    assert written == []
