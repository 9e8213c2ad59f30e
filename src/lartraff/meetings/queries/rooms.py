"""The room as the log tells it, put together for a page."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lartraff.core import clock
from lartraff.library.logic.steps import StepKind
from lartraff.meetings.logic.doubts import Doubt, doubts
from lartraff.meetings.logic.events import Event, EventKind, LeavingReason
from lartraff.meetings.logic.fold import fold
from lartraff.meetings.logic.plan import Span
from lartraff.meetings.logic.room import ItemState, Room
from lartraff.meetings.logic.rotation import speaking_order
from lartraff.meetings.models import AgendaItem, Meeting, MeetingEvent, ParkedMatter, Task
from lartraff.meetings.queries.calendar import together
from lartraff.people.models import User
from lartraff.people.queries import current_members

REASONS: dict[LeavingReason, Promise] = {
    LeavingReason.NATIONAL_TESTS: _("National tests"),
    LeavingReason.MATERIALS: _("Teaching materials"),
    LeavingReason.SINGLE_PUPILS: _("Single pupils (nothing about them is written here)"),
    LeavingReason.PRACTICAL: _("Practical matters"),
    LeavingReason.OTHER: _("Something else"),
}


def events_of(meeting: Meeting) -> list[Event]:
    rows = MeetingEvent.objects.filter(meeting=meeting).order_by("sequence").values_list("kind", "at", "data")
    return [Event(EventKind(kind), at, data) for kind, at, data in rows]


def last_sequence(meeting: Meeting) -> int:
    """The place of the latest event in the log; 0 before anything has happened."""
    last: int | None = MeetingEvent.objects.filter(meeting=meeting).aggregate(last=Max("sequence"))["last"]
    return last or 0


def latest_sequences(meetings: Collection[int]) -> dict[int, int]:
    """The place of the latest event of each of the meetings (primary keys) that has any; one query."""
    rows = MeetingEvent.objects.filter(meeting__in=meetings).order_by().values_list("meeting")
    return dict(rows.annotate(last=Max("sequence")))


def room_of(meeting: Meeting) -> Room:
    """The state of the room right now, replayed from the log (two queries)."""
    return fold(events_of(meeting), items=AgendaItem.objects.filter(meeting=meeting).count())


def spans_of(agenda: Iterable[AgendaItem]) -> list[Span]:
    return [Span(item.minutes_from, item.minutes_to) for item in agenda]


def order_of(meeting: Meeting, members: Iterable[int]) -> list[int]:
    """In which order the group's members speak at this meeting."""
    return speaking_order(list(members), meeting.number)


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """An item with its state. `ends_at`: when its longest time is up, for the current item only."""

    item: AgendaItem
    state: ItemState
    is_current: bool
    ends_at: datetime | None

    @property
    def minutes_to(self) -> int:
        return self.item.minutes_to + self.state.extra

    @property
    def used_minutes(self) -> int:
        return round(self.state.used / timedelta(minutes=1))

    @property
    def seconds_to(self) -> int:
        return self.minutes_to * 60

    @property
    def seconds_left(self) -> int:
        """What is left of the longest time; 0 when it is over."""
        return max(self.seconds_to - int(self.state.used.total_seconds()), 0)

    @property
    def minutes_left(self) -> int:
        return -(-self.seconds_left // 60)

    @property
    def minutes_over(self) -> int:
        return max(int(self.state.used.total_seconds()) - self.seconds_to, 0) // 60

    @property
    def is_over(self) -> bool:
        return self.seconds_left == 0

    @property
    def is_done(self) -> bool:
        return self.state.started and not self.is_current


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the group as the room sees them. `promised`: their open tasks from earlier meetings."""

    user: User
    leads: bool
    present: bool
    writes: bool
    has_floor: bool
    spoken: bool
    passed: bool
    promised: list[Task]


@dataclass(frozen=True, slots=True)
class RoomPage:
    meeting: Meeting
    room: Room
    agenda: list[AgendaRow]
    people: list[PersonRow]
    current: AgendaRow | None
    speaker: PersonRow | None
    next_speaker: PersonRow | None
    next_item: AgendaRow | None
    previous_item: AgendaRow | None
    waiting: list[PersonRow]
    tasks: list[Task]
    parked: list[ParkedMatter]
    carried: list[ParkedMatter]
    now: datetime

    @property
    def minutes_state(self) -> str:
        minutes = getattr(self.meeting, "minutes", None)
        return "DRAFT" if minutes is None else minutes.state

    @property
    def is_quiet(self) -> bool:
        """Everybody writes for oneself just now."""
        return self.room.quiet_until is not None and self.room.turn is None and self.now < self.room.quiet_until

    @property
    def ends_at(self) -> datetime | None:
        """When the meeting should be over: the planned length from when it was opened."""
        return self.room.opened_at and self.room.opened_at + timedelta(minutes=self.meeting.minutes_planned)

    @property
    def left_for(self) -> list[tuple[Promise, int]]:
        """What the structure was left for, in words, and for how many minutes."""
        return [
            (REASONS[LeavingReason(away.reason)], round(away.lasted / timedelta(minutes=1))) for away in self.room.aways
        ]

    @property
    def promises(self) -> list[tuple[Task, list[Task]]]:
        """What members have promised, each promise once with all who made it."""
        return together(task for person in self.people for task in person.promised)


def room_page(meeting: Meeting) -> RoomPage:
    """Everything the room shows, in a number of queries that does not grow with people, items or tasks."""
    now = clock.now()
    items = list(meeting.agenda.prefetch_related("decisions", "information"))
    room = fold(events_of(meeting), items=len(items)).until(now)
    agenda = [agenda_row(item, room, now) for item in items]
    people = person_rows(meeting, room)
    at = room.current
    by_id = {person.user.pk: person for person in people}
    waiting = [by_id[pk] for pk in room.waiting(order_of(meeting, by_id))]
    return RoomPage(
        meeting=meeting,
        room=room,
        agenda=agenda,
        people=people,
        current=None if at is None else agenda[at],
        speaker=next((person for person in people if person.has_floor), None),
        next_speaker=waiting[0] if waiting else None,
        next_item=agenda[at + 1] if at is not None and at + 1 < len(agenda) else None,
        previous_item=agenda[at - 1] if at else None,
        waiting=waiting,
        tasks=list(meeting.tasks.select_related("person")),
        parked=list(meeting.parked_matters.all()),
        carried=list(open_matters_before(meeting)),
        now=now,
    )


def agenda_row(item: AgendaItem, room: Room, now: datetime) -> AgendaRow:
    state = room.items[item.position]
    is_current = room.current == item.position
    ends_at = None
    if is_current and room.away is None:
        ends_at = now + timedelta(minutes=item.minutes_to + state.extra) - state.used
    return AgendaRow(item=item, state=state, is_current=is_current, ends_at=ends_at)


def person_rows(meeting: Meeting, room: Room) -> list[PersonRow]:
    promised: dict[int, list[Task]] = {}
    for task in promises_before(meeting):
        promised.setdefault(task.person_id, []).append(task)
    item = room.item or ItemState()
    return [
        PersonRow(
            user=membership.user,
            leads=membership.role == "LEADER" or (room.is_open and membership.user_id == room.led_by),
            present=membership.user_id in room.present,
            writes=membership.user_id == room.secretary,
            has_floor=membership.user_id == room.turn,
            spoken=membership.user_id in item.spoken,
            passed=membership.user_id in item.passed,
            promised=promised.get(membership.user_id, []),
        )
        for membership in current_members(meeting.group)
    ]


def promises_before(meeting: Meeting) -> list[Task]:
    """What members promised at the meeting before this one, and anything older that nobody has told of yet."""
    earlier = Task.objects.filter(meeting__group=meeting.group_id, meeting__starts_at__lt=meeting.starts_at)
    last = (
        Meeting.objects.filter(group=meeting.group_id, starts_at__lt=meeting.starts_at, status="CLOSED")
        .order_by("-starts_at")
        .values_list("pk", flat=True)
        .first()
    )
    return [
        task
        for task in earlier.select_related("meeting", "person").order_by("meeting__starts_at", "pk")
        if task.meeting_id == last or task.tried_at is None
    ]


def open_matters_before(meeting: Meeting) -> list[ParkedMatter]:
    """Matters parked at earlier meetings that nobody has settled."""
    return list(
        ParkedMatter.objects.filter(
            meeting__group=meeting.group_id, meeting__starts_at__lt=meeting.starts_at, settled_at=None
        ).select_related("meeting__group__school")
    )


def doubts_about(page: RoomPage) -> list[Doubt]:
    """What to think of once more before closing."""
    kinds: list[StepKind] = [row.item.step_kind for row in page.agenda]
    found = doubts(page.room, kinds, with_task={task.person_id for task in page.tasks})
    # What was added after the reading aloud has not been read.
    if page.meeting.minutes.state == "DRAFT" and Doubt.NOT_READ_ALOUD not in found:
        found.append(Doubt.NOT_READ_ALOUD)
    return found
