"""What is ready before a meeting, as far as the one who asks may know it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from lartraff.meetings.logic.plan_changes import PlannedItem, ToldPlan, from_data
from lartraff.meetings.logic.timeplan import TimePlan, add_up
from lartraff.meetings.models import (
    AgendaItem,
    Invitation,
    Material,
    MaterialRead,
    Meeting,
    NoteToSelf,
    Preparation,
    PreparedItem,
    Suggestion,
    Task,
)
from lartraff.meetings.permissions import rooms_visible_to
from lartraff.meetings.queries.rooms import promises_before
from lartraff.people.models import User
from lartraff.people.permissions import AnyUser
from lartraff.people.queries import current_members

FLOOR = 3  # how many have read is told from here on


# --- One's own words


def own_words(user: AnyUser, meeting: Meeting) -> str:
    """What this person has written for the round; for that person's own eyes."""
    return words_at_turn(meeting, user.pk) if user.pk else ""


def words_at_turn(meeting: Meeting, person_id: int) -> str:
    """The prepared words of somebody who has the floor. Ask for nobody else: until then they are that person's own."""
    words = Preparation.objects.filter(meeting=meeting, person=person_id).values_list("text", flat=True)
    return words.first() or ""


def everybodys_words(meeting: Meeting) -> dict[int, str]:
    """What each member (primary key) has prepared: for the live room, which tells each only their own."""
    return dict(Preparation.objects.filter(meeting=meeting).values_list("person", "text"))


def promises_of(person: User, meeting: Meeting) -> list[Task]:
    """What the person promised before this meeting: last time, and anything older that is still open."""
    return [task for task in promises_before(meeting) if task.person_id == person.pk]


# --- Suggestions


def open_suggestions(meeting: Meeting) -> QuerySet[Suggestion]:
    """What members have suggested for this meeting or an earlier one of the group, and nobody has taken up yet."""
    return Suggestion.objects.filter(
        meeting__group=meeting.group_id, meeting__starts_at__lte=meeting.starts_at, taken_up_at=None
    ).select_related("by", "meeting__group__school")


def suggestion_of(meeting: Meeting, pk: int) -> Suggestion | None:
    return open_suggestions(meeting).filter(pk=pk).first()


def suggestions_visible_to(user: AnyUser) -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(meeting__in=rooms_visible_to(user)).select_related("by", "meeting__group__school")


def meeting_going_on(group_id: int) -> Meeting | None:
    meetings = Meeting.objects.filter(group=group_id, status="OPEN").select_related("group__school")
    return meetings.order_by("-starts_at").first()


# --- The agenda in hiding


def prepared_items(meeting: Meeting) -> Sequence[PreparedItem | AgendaItem]:
    """The agenda as its leader sees it: what is not sent yet, else what everybody sees."""
    hidden: Sequence[PreparedItem | AgendaItem] = list(meeting.prepared_items.all())
    return hidden or list(meeting.agenda.all())


def note_to_self(user: AnyUser, meeting: Meeting) -> str:
    notes = NoteToSelf.objects.filter(meeting=meeting, person=user.pk).values_list("text", flat=True)
    return notes.first() or ""


def invitation_to(meeting: Meeting) -> Invitation | None:
    return Invitation.objects.filter(meeting=meeting).select_related("meeting").first()


def has_changed_since(invitation: Invitation) -> bool:
    """Whether the members have been told another plan than there is now, in hiding or to be seen."""
    meeting = invitation.meeting
    return meeting.prepared_items.exists() or from_data(invitation.sent) != plan_of(meeting)


def plan_of(meeting: Meeting) -> ToldPlan:
    """The plan as the members may know it."""
    items = tuple(
        PlannedItem(item.title, item.prompt, item.minutes_from, item.minutes_to) for item in meeting.agenda.all()
    )
    return ToldPlan(meeting.starts_at.isoformat(), meeting.minutes_planned, meeting.place, items)


def time_plan(items: Sequence[PreparedItem | AgendaItem], meeting: Meeting) -> TimePlan:
    return add_up([(item.minutes_from, item.minutes_to) for item in items], booked=meeting.minutes_planned)


# --- Reading


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """`read`: how many have ticked, None while they are fewer than three. `of`: how many the group is."""

    material: Material
    ticked: bool
    read: int | None
    of: int


def materials_of(user: AnyUser, meeting: Meeting) -> list[MaterialRow]:
    """What to read before the meeting, with one's own tick (three queries for any number)."""
    materials = list(Material.objects.filter(meeting=meeting).annotate(read=Count("ticks")).select_related("added_by"))
    if not materials:
        return []
    mine = set(MaterialRead.objects.filter(material__in=materials, person=user.pk).values_list("material", flat=True))
    members = current_members(meeting.group).count()
    return [
        MaterialRow(material, material.pk in mine, material.read if material.read >= FLOOR else None, members)
        for material in materials
    ]


def materials_visible_to(user: AnyUser) -> QuerySet[Material]:
    return Material.objects.filter(meeting__in=rooms_visible_to(user)).select_related("meeting__group__school")
