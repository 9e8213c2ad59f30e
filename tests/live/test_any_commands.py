"""Random commands by random people in any order never give a room that cannot be, or a state that cannot be shown."""

import json
import uuid
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lartraff.core import clock
from lartraff.live.commands import COMMANDS, Refusal, carry_out
from lartraff.live.state import view_of
from lartraff.meetings.models import Meeting, MeetingEvent
from lartraff.meetings.queries.rooms import room_of
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.logic.test_room_properties import check
from tests.meetings.scenes import START

PEOPLE = ["leader", "member", "second_member", "colleague", "principal", "principal_elsewhere", "stranger"]

who = st.sampled_from(PEOPLE)
places = st.integers(-1, 5)
anybody = st.sampled_from([*PEOPLE, "nobody"])
sent = st.fixed_dictionaries(
    {
        "person": anybody,
        "here": st.booleans(),
        "role": st.sampled_from(["SECRETARY", "TIMEKEEPER", "CRITICAL_FRIEND", "KING"]),
        "item": places,
        "came_from": places,
        "minutes": st.integers(0, 70),
        "taken_from": st.none() | places,
        "ready": st.booleans(),
        "up": st.booleans(),
        "answer": st.sampled_from(["YES", "NO", "UNSURE", "MAYBE"]),
        "question": st.sampled_from(["", "Tar vi paus?"]),
        "text": st.sampled_from(["", "Kopieringen", "Anna 850709-9805"]),
        "sent_to": st.just(""),
        "reason": st.sampled_from(["OTHER", "MATERIALS", "LUNCH"]),
        "people": st.lists(anybody, max_size=2),
        "teaching": st.sampled_from(["", "Ge testet i 8B"]),
        "as_it_is": st.booleans(),
        "kind": st.sampled_from(["DECISION", "INFORMATION", "TASK"]),
        "id": st.integers(1, 40),
        "matter": st.integers(1, 10),
        "suggestion": st.integers(1, 10),
        "open": st.booleans(),
        "shows_text": st.booleans(),
    }
)
# Most leads somewhere: the leader leads more often than not, and the meeting is opened first.
calls = st.tuples(st.one_of(st.just("leader"), who), st.sampled_from(sorted(COMMANDS)), sent, st.integers(0, 400))


def addressed(cast: Cast, meeting: Meeting, name: str, data: dict[str, Any]) -> dict[str, Any]:
    """The data with real people and, where a command names an agenda item by its key, a real one."""
    people = cast.everybody()

    def key(person: str) -> int:
        return people[person].pk if person in people else 0

    items = {one.position: one.pk for one in meeting.agenda.all()}
    by_key = name in {"inform", "decide"}
    return data | {
        "person": key(data["person"]),
        "people": [key(one) for one in data["people"]],
        "item": items.get(data["item"], 0) if by_key else data["item"],
    }


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(calls, min_size=5, max_size=30))
def test_any_commands_in_any_order_give_a_valid_room(cast: Cast, steps: list[tuple[str, str, Any, int]]) -> None:
    meetings = Meeting.objects.filter(group=cast.maths).count()
    meeting = scenes.planned(cast, starts=START + timedelta(days=meetings))
    everybody = cast.everybody()
    carry_out(cast.leader, meeting.pk, "open", {}, uuid.uuid4(), online=[])
    for person in ("leader", "member"):
        here = {"person": everybody[person].pk, "here": True}
        carry_out(cast.leader, meeting.pk, "here", here, uuid.uuid4(), online=[])
    for person, name, data, minute in steps:
        before = MeetingEvent.objects.filter(meeting=meeting).count()
        with clock.at(START + timedelta(minutes=minute)):
            answer = carry_out(
                everybody[person], meeting.pk, name, addressed(cast, meeting, name, data), uuid.uuid4(), online=[]
            )
            view = view_of(meeting.pk)
        check(room_of(meeting), items=5)
        assert view is not None
        json.loads(view.text)
        if person not in {"leader", "member", "second_member"}:
            assert isinstance(answer, Refusal)
            assert answer.sentence
        if isinstance(answer, Refusal):
            assert MeetingEvent.objects.filter(meeting=meeting).count() == before
