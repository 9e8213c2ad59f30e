"""Whether the pages of results take longer where there are many schools.

A house with an authority of some size, every school with five years of counts. It stands in a process and an empty
database of its own, and asks for a page when it is told to, through everything but the network: bench.results asks
a small house and a large one by turns. Needs Django.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.bulk import ours
from bench.municipality import ROWS_OF_A_SCHOOL, schools, write_file
from lartraff.people.models import Authority, School
from tests.cast import employ, make_person


@dataclass(frozen=True, slots=True)
class House:
    """An authority of some size, with a principal and an analyst at their browsers."""

    school: School
    principal: Client
    analyst: Client


PAGES: dict[str, Callable[[House], Any]] = {
    "matrix": lambda house: house.principal.get(f"{reverse('results:matrix')}?school={house.school.pk}"),
    "comparison": lambda house: house.principal.get(f"{reverse('results:comparison')}?school={house.school.pk}"),
    "schools": lambda house: house.analyst.get(reverse("results:schools")),
}


def build(number: int) -> House:
    """An authority with `number` schools."""
    authority = Authority.objects.create(name="Kommunen")
    rows = number * ROWS_OF_A_SCHOOL
    School.objects.bulk_create(
        School(authority=authority, name=f"Skola {code}", unit_code=str(code)) for code in schools(rows)
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "kommunen.csv")
        write_file(path, rows)
        ours(path)
    school = School.objects.order_by("pk")[number // 2]
    principal = employ(make_person("Karin", "Ek"), school, "PRINCIPAL")
    analyst = employ(make_person("Ylva", "Ström"), None, "ANALYST", authority)
    return House(school, browser_of(principal), browser_of(analyst))


def browser_of(user: Any) -> Client:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def look(page: Callable[[House], Any], house: House) -> float:
    begin = time.perf_counter()
    answer = page(house)
    taken = time.perf_counter() - begin
    if answer.status_code != 200:
        raise AssertionError(f"{answer.request['PATH_INFO']} answers {answer.status_code}")
    return taken


def queries(page: Callable[[House], Any], house: House) -> int:
    with CaptureQueriesContext(connection) as captured:
        look(page, house)
    return len(captured)


def serve(number: int) -> None:
    """Build, say so, and answer: `queries PAGE` with how many there are, `seconds PAGE` with how long it took."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    house = build(number)
    tell("ready")
    for line in sys.stdin:
        asked, name = line.split()
        tell(queries(PAGES[name], house) if asked == "queries" else look(PAGES[name], house))


def tell(what: object) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()
