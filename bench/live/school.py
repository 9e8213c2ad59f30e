"""A school with open meetings, made through the house's own verbs, and sessions for those who sit in them."""

import itertools
import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import TypedDict

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import translation

from lartraff.core import clock
from lartraff.library.queries import default_structure
from lartraff.meetings.actions import room
from lartraff.meetings.actions.planning import plan_meetings
from lartraff.meetings.models import Meeting
from lartraff.people.actions import staff
from lartraff.people.actions.groups import create_group
from lartraff.people.models import School, User

ALPHABET = "abcdefghijklmnoprstuvxyz"


class Person(TypedDict):
    id: int
    cookie: str


class Room(TypedDict):
    """An open meeting. The first of the people leads it; `items` are the agenda's, in order."""

    meeting: int
    items: list[int]
    people: list[Person]


def name(number: int) -> str:
    """A name without digits, as people's are."""
    return "".join(ALPHABET[number // len(ALPHABET) ** place % len(ALPHABET)] for place in (2, 1, 0)).capitalize()


@transaction.atomic
def build(sizes: Iterable[int], people: int) -> list[Room]:
    """Open one meeting of each size; who sits in them is drawn in turn from so many people."""
    with translation.override("sv"):
        school, principal, teachers = move_in(people)
        cookies = {teacher.pk: sign_in(teacher) for teacher in teachers}
        in_turn = itertools.cycle(teachers)
        rooms = []
        for number, size in enumerate(sizes):
            members = list(itertools.islice(in_turn, size))
            meeting = open_meeting(school, members, number, by=principal)
            items = meeting.agenda.order_by("position").values_list("pk", flat=True)
            sitting = [Person(id=member.pk, cookie=cookies[member.pk]) for member in members]
            rooms.append(Room(meeting=meeting.pk, items=list(items), people=sitting))
        return rooms


def move_in(people: int) -> tuple[School, User, list[User]]:
    school = staff.open_school(authority_name="Björkdals kommun", name="Björkdalsskolan", unit_code="10000001")
    principal = staff.add_first_person(
        school, email="karin@skola.example", given_name="Karin", family_name="Ek", role="PRINCIPAL"
    )
    teachers = [
        staff.add_colleague(
            school, by=principal, email=f"{given.lower()}@skola.example", given_name=given, family_name="Holm"
        )
        for given in map(name, range(people))
    ]
    return school, principal, teachers


def open_meeting(school: School, members: list[User], number: int, *, by: User) -> Meeting:
    leader = members[0]
    group = create_group(
        by=by,
        school=school,
        name=f"Lärgrupp {name(number)}",
        subject=None,
        reason="Många elever når inte betyget E.",
        purpose="Vi utvecklar undervisningen tillsammans.",
        members=members,
        leader=leader,
    )
    starts = [clock.now() + timedelta(minutes=5)]
    [meeting] = plan_meetings(group, starts, structure=default_structure("sv"), by=leader, place="Ämnesrummet")
    room.open_meeting(meeting, by=leader, command=uuid.uuid4())
    room.check_in(meeting, members, by=leader, command=uuid.uuid4())
    return meeting


def sign_in(person: User) -> str:
    """Return the cookie of a new session."""
    client = Client()
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
