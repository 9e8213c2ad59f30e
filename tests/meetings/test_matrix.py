"""Who sees what: the matrix of the house, asked both ways of every object by everybody.

Pages are held against it in tests/test_doors.py; here are the two questions behind them, `can_x(user, object)` and
`x_visible_to(user)`: both must give the answer in the table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from lartraff.core import clock
from lartraff.core.access import Decision, Denied
from lartraff.direction.actions import set_goal
from lartraff.direction.models import Goal
from lartraff.direction.permissions import can_see_goal, goals_visible_to
from lartraff.library.queries import default_structure
from lartraff.meetings.actions.minutes import publish_minutes, share_minutes
from lartraff.meetings.actions.planning import plan_meetings
from lartraff.meetings.models import Meeting, Minutes, Photo, Task
from lartraff.meetings.permissions import (
    can_enter_room,
    can_read_minutes,
    can_see_meeting,
    can_see_photo,
    can_see_task,
    meetings_visible_to,
    minutes_visible_to,
    photos_visible_to,
    rooms_visible_to,
    tasks_visible_to,
)
from lartraff.people.models import GroupMembership, LearningGroup
from lartraff.people.permissions import AnyUser, can_see_group, groups_visible_to
from lartraff.voices.actions import give_feedback
from lartraff.voices.models import Feedback, FeedbackRequest
from lartraff.voices.permissions import (
    can_read_feedback,
    can_read_request,
    feedback_requests_visible_to,
    feedback_visible_to,
)
from tests.cast import LONG_AGO, Cast, employ, make_group, make_person
from tests.world import build, hold

# `draft`, `shared` and `published` are minutes; `asked` and `unasked` are feedback from the principal.
# `photo` is in a draft, `shown` in shared minutes.
TABLE = """
                      group meeting room draft shared published task request asked unasked goal photo shown
principal             yes   yes     -    -     yes    yes       -    yes     yes   yes     yes  -     yes
deputy                yes   yes     -    -     yes    yes       -    yes     yes   -       yes  -     yes
leader                yes   yes     yes  yes   yes    yes       yes  yes     yes   yes     yes  yes   yes
member                yes   yes     yes  yes   yes    yes       yes  yes     yes   yes     yes  yes   yes
second_member         yes   yes     yes  yes   yes    yes       yes  yes     yes   yes     yes  yes   yes
principal_as_member   yes   yes     yes  yes   yes    yes       yes  yes     yes   yes     yes  yes   yes
former_member         yes   yes     -    -     -      yes       -    -       -     -       yes  -     -
leader_next_door      yes   yes     -    -     -      yes       -    -       -     -       yes  -     -
colleague             yes   yes     -    -     -      yes       -    -       -     -       yes  -     -
teacher_elsewhere     -     -       -    -     -      -         -    -       -     -       -    -     -
principal_elsewhere   -     -       -    -     -      -         -    -       -     -       -    -     -
principal_far         -     -       -    -     -      -         -    -       -     -       -    -     -
analyst               -     -       -    -     -      -         -    -       -     -       -    -     -
administrator         -     -       -    -     -      -         -    -       -     -       -    -     -
stranger              -     -       -    -     -      -         -    -       -     -       -    -     -
nobody                -     -       -    -     -      -         -    -       -     -       -    -     -
"""

HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
EXPECTED = {
    name: {what for what, answer in zip(HEAD, answers, strict=True) if answer == "yes"} for name, *answers in ROWS
}

Can = Callable[[AnyUser, Any], Decision]
Visible = Callable[[AnyUser], QuerySet[Any]]
PAIRS: dict[str, tuple[Can, Visible]] = {
    "group": (can_see_group, groups_visible_to),
    "meeting": (can_see_meeting, meetings_visible_to),
    "room": (can_enter_room, rooms_visible_to),
    "draft": (can_read_minutes, minutes_visible_to),
    "shared": (can_read_minutes, minutes_visible_to),
    "published": (can_read_minutes, minutes_visible_to),
    "task": (can_see_task, tasks_visible_to),
    "request": (can_read_request, feedback_requests_visible_to),
    "asked": (can_read_feedback, feedback_visible_to),
    "unasked": (can_read_feedback, feedback_visible_to),
    "goal": (can_see_goal, goals_visible_to),
    "photo": (can_see_photo, photos_visible_to),
    "shown": (can_see_photo, photos_visible_to),
}


@dataclass(frozen=True, slots=True)
class Scene:
    objects: dict[str, Model]
    people: dict[str, AnyUser]


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """One of each object in the mathematics group, and everybody who might look at them."""
    world = build(cast)
    (published,) = plan_meetings(
        cast.maths, [clock.now() - timedelta(days=7)], structure=default_structure("sv"), by=cast.leader
    )
    hold(cast, published, "Det här får alla läsa.")
    share_minutes(published.minutes, by=cast.leader)
    publish_minutes(published.minutes, by=cast.leader)
    asked = give_feedback(cast.maths, by=cast.principal, kind="INPUT", text="Så här tänker jag.", request=world.request)
    objects: dict[str, Model] = {
        "group": cast.maths,
        "meeting": world.planned,
        "room": world.open,
        "draft": world.held.minutes,
        "shared": world.minutes,
        "published": Minutes.objects.get(meeting=published),
        "task": world.task,
        "request": world.request,
        "asked": asked,
        "unasked": world.thanks,
        "photo": world.photo,
        "shown": world.shown,
        "goal": set_goal(cast.maths, by=cast.leader, statement="Färre elever utan E"),
    }
    return Scene(objects, {**cast.everybody(), **others(cast)})


def others(cast: Cast) -> dict[str, AnyUser]:
    """The nearest misses: in another group here, in this one before, and a principal who is in it as a member."""
    next_door = employ(make_person("Ines", "Dahl"), cast.school)
    make_group(cast.school, leader=next_door, members=[], formed_by=cast.principal, subject="SV", name="Svenska")
    former = employ(make_person("Per", "Åkesson"), cast.school)
    GroupMembership.objects.create(group=cast.maths, user=former, joined_on=LONG_AGO, left_on=clock.today())
    both = employ(make_person("Lena", "Borg"), cast.school, "PRINCIPAL")
    GroupMembership.objects.create(group=cast.maths, user=both, joined_on=LONG_AGO)
    return {
        "leader_next_door": next_door,
        "former_member": former,
        "principal_as_member": both,
        "nobody": AnonymousUser(),
    }


def test_everybody_is_in_the_table(scene: Scene) -> None:
    assert set(EXPECTED) == set(scene.people)
    assert set(HEAD) == set(scene.objects) == set(PAIRS)


def test_one_may_see_what_the_table_says(scene: Scene) -> None:
    seen = {
        name: {what for what, thing in scene.objects.items() if PAIRS[what][0](person, thing)}
        for name, person in scene.people.items()
    }
    assert seen == EXPECTED


def test_what_is_visible_is_what_the_table_says(scene: Scene) -> None:
    seen = {
        name: {what for what, thing in scene.objects.items() if PAIRS[what][1](person).filter(pk=thing.pk).exists()}
        for name, person in scene.people.items()
    }
    assert seen == EXPECTED


def test_a_refusal_says_why_in_a_sentence(scene: Scene) -> None:
    for what, thing in scene.objects.items():
        decision = PAIRS[what][0](scene.people["stranger"], thing)
        assert isinstance(decision, Denied)
        assert str(decision.reason).endswith(".")


@pytest.mark.parametrize(
    ("model", "what"),
    [
        (LearningGroup, "group"),
        (Meeting, "meeting"),
        (Meeting, "room"),
        (Minutes, "shared"),
        (Task, "task"),
        (FeedbackRequest, "request"),
        (Feedback, "asked"),
        (Goal, "goal"),
        (Photo, "photo"),
    ],
)
def test_both_questions_agree_about_everything_there_is(scene: Scene, model: type[Model], what: str) -> None:
    can, visible = PAIRS[what]
    everything = list(model._default_manager.all())
    assert everything
    for name, person in scene.people.items():
        assert {thing.pk for thing in everything if can(person, thing)} == set(
            visible(person).values_list("pk", flat=True)
        ), name


def test_nothing_is_seen_twice(scene: Scene) -> None:
    """A principal who is also a member has two reasons to see a thing, and sees it once."""
    for what, (_can, visible) in PAIRS.items():
        numbers = list(visible(scene.people["principal_as_member"]).values_list("pk", flat=True))
        assert len(numbers) == len(set(numbers)), what
